"""The layout of a text: its lines in order, which of them head the figures below, and where bare numbers are amounts.

Nothing is interpreted here; spans are pairs of places in the list of words.
"""

from typing import Final

from pipelines.normalize.tuition_bare_figures import bare_figures, has_number, with_bare_tail
from pipelines.normalize.tuition_columns import DELIMITERS, columns_of
from pipelines.normalize.tuition_figures import Figure, figures_of
from pipelines.normalize.tuition_lines import NOT_TEXT, Span, lines_of
from pipelines.normalize.tuition_load_columns import loads_in
from pipelines.normalize.tuition_marks import Text
from pipelines.normalize.tuition_phrases import unit_at
from pipelines.normalize.tuition_rows import NO_HEADS, Heads, rows_of_line
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import BAR, BRACKET, LINE, word_group

_FREE: Final = word_group("free")
_UNNAMED: Final = NOT_TEXT | word_group("unnamed")
"""The words that name nothing before a figure."""
_DOLLARS: Final = frozenset(("dollar", "$"))
_BEFORE: Final = 70
_HEADINGS: Final = 12
_WIDEST: Final = 24
_LISTED: Final = 8
_HEADS: Final = 4
_LONGEST_LOAD: Final = 2
_OPENING: Final = {"number": 2, "total": 1, "#": 1}
"""Words that open the name of a column of loads, each with how many there are: ``Number of Units``."""
_BEYOND_DIGITS: Final = ":"
_SUBHEADING: Final = frozenset(("topic", "event"))
"""What a line between the rows of a table may say that leaves its columns as they are."""


def rows_of(text: Text) -> list[Scopes]:
    """Every row of figures in order."""
    if text.flags & LINE:
        return _Reading(text).rows
    words, end = text.words, len(text.words)
    figures = figures_of(words, text.signed) if text.signed else []
    if text.numbers:
        figures = with_bare_tail(text, figures, end) if figures else bare_figures(text, 0, end, False, False, False)
    if not figures:
        return []
    return rows_of_line(text, 0, (0, end), figures, _is_labelled(words, 0, figures[0].start), NO_HEADS)


def _is_labelled(words: list[str], start: int, first: int) -> bool:
    """Whether words that name something stand before the first figure of a line."""
    return start < first and (words[start] not in _UNNAMED or not _UNNAMED.issuperset(words[start:first]))


def _listed_topics(text: Text, pending: list[Span]) -> list[Span]:
    """The lines, two or more in a row, that name a kind of price each and nothing else: columns of a table that lost
    its layout. Under them comes the name of a program at most, and then figures, a line each.
    """
    named = [
        any(
            mark.use == "topic" and mark.value[0] != "!" and (mark.start, mark.end) == span
            for mark in text.within(span)
        )
        for span in pending
    ]
    end = len(named) - (not named[-1])
    start = end
    while start and named[start - 1]:
        start -= 1
    return pending[start:end] if end - start > 1 else []


class _Reading:
    """One pass over the lines; keeps what headings said so far."""

    __slots__ = ("heads", "listed", "money", "pending", "rows", "stacked", "text", "words")

    def __init__(self, text: Text) -> None:
        self.text, self.words = text, text.words
        self.rows: list[Scopes] = []
        self.pending: list[Span] = []
        self.heads = Heads()
        self.stacked: list[Scopes] = []
        self.listed: list[Span] = []
        self.money: int | None = None
        for number, (start, end, places) in enumerate(lines_of(text.words, text.signed, bool(text.flags & BRACKET))):
            self._line(number, start, end, places)
        if self.pending and len(self.rows) > 1:
            self._labels_behind()

    def _line(self, number: int, start: int, end: int, places: list[int]) -> None:
        text, words = self.text, self.words
        first = start + (words[start] == "|")
        headed = first < end and words[first] < _BEYOND_DIGITS and words[first].isdecimal()
        load = self._load_end(first, end) if headed and (self.pending or self.heads.columns_from) else 0
        figures = figures_of(words, places) if places else []
        if figures:
            if text.numbers and not load:
                figures = with_bare_tail(text, figures, end)
        elif text.numbers and not self._is_count(start, end) and has_number(text, start, end):
            money = self._speaks_of_money(start) or self._is_under_loads(start, end)
            listed = money and end - start <= _LISTED and self._says_unit()
            figures = bare_figures(text, first if load else start, end, money, bool(load), listed)
        if figures:
            self._rows(number, start, end, figures, load)
        elif not self.pending and self.rows and self._is_unit(start, end):
            self.rows[-1].right = (start, end)
        else:
            end = min(end, start + _BEFORE)
            if _FREE.isdisjoint(words[start:end]):
                self.pending.append((start, end))

    def _is_count(self, start: int, end: int) -> bool:
        """Whether a line is a whole number alone in a text whose amounts have signs: a count in a lost table."""
        return bool(self.text.signed) and end - start == 1 and self.words[start].replace(",", "").isdecimal()

    def _is_unit(self, start: int, end: int) -> bool:
        """Whether a line right below a figure that stands alone is its unit and nothing else: ``per credit hour``."""
        above = self.rows[-1]
        if above.labelled or above.right[0] < above.right[1]:
            return False
        marks = self.text.within((start, end))
        if any(mark.use == "topic" for mark in marks):  # ``Total Program Cost`` names the next figure
            return False
        return any(mark.use == "basis" and (mark.start, mark.end) == (start, end) for mark in marks)

    def _speaks_of_money(self, upto: int) -> bool:
        """Whether a kind of price is named somewhere before a place."""
        if self.money is None:
            kinds = (mark.start for mark in self.text.marks if mark.use == "topic" and mark.value[0] != "!")
            self.money = next(kinds, len(self.words))
        return self.money < upto

    def _is_under_loads(self, start: int, end: int) -> bool:
        """Whether a line names a place of residence under a heading of loads, so that its bare numbers are amounts."""
        heads = [*self.heads.columns_from, *self.pending][-1:]
        if not heads or not any(mark.use == "residency" for mark in self.text.within((start, end))):
            return False
        return len(loads_in(self.words, heads[0])) > 1

    def _says_unit(self) -> bool:
        """Whether a heading names a kind of price with its unit, so that bare numbers below it are amounts."""
        for span in (*self.pending[-2:], *self.heads.headings[-2:]):
            told = self.text.told(span)[1]
            priced = "topic" in told and any(mark.value[0] != "!" for mark in told["topic"])
            if priced and ("basis" in told or not _DOLLARS.isdisjoint(self.words[span[0] : span[1]])):
                return True
        return False

    def _load_end(self, start: int, end: int) -> int:
        """Where the load ends that a row such as ``3 $337.11`` or ``12-16 $3,180`` begins with; 0 where there is none.

        A heading must count credits; the first word is a whole number.
        """
        words = self.words
        if len(words[start]) > _LONGEST_LOAD:
            return 0
        behind = start + 1 + 2 * (words[start + 1 : start + 2] in (["-"], ["to"]))
        if behind >= end or not words[behind - 1].isdecimal() or len(words[behind - 1]) > _LONGEST_LOAD:
            return 0
        if not (words[behind][:1] in "$+|" or "0" <= words[behind][0] <= "9"):
            return 0
        heads = [*self.pending[-_HEADS:], *self.heads.columns_from][-_HEADS:]
        opening = [head[0] + (words[head[0]] == "|") for head in heads]
        opening = [self._behind_year(place) for place in opening]
        units = [unit_at(words, place + _OPENING.get(words[place], 0)) for place in opening]
        if not any(unit is not None and unit[1] == "per_credit" for unit in units):
            return 0
        named = any(mark.use == "residency" for head in heads for mark in self.text.within(head))
        return behind if named or self._speaks_of_money(start) else 0

    def _behind_year(self, place: int) -> int:
        """Where a heading goes on behind the year that it begins with: ``2019-2020 Credit Hours | In-State``."""
        return next((mark.end for mark in self.text.within((place, place + 1)) if mark.use == "year"), place)

    def _rows(self, number: int, start: int, end: int, figures: list[Figure], load: int) -> None:
        alone = not _is_labelled(self.words, start, figures[0].start)
        if self.pending:
            self._turn_headings(alone, bool(self.text.flags & BAR) and "|" in self.words[start:end])
        elif not alone:
            self.heads.label = []
        rows = rows_of_line(self.text, number, (start, end), figures, not alone, self.heads)
        if load:
            first = start + (self.words[start] == "|")
            bounds = (float(self.words[first]), float(self.words[load - 1]))
            for row in rows:
                row.load = bounds
        self.rows += rows
        if self.stacked or alone:
            self._stack(alone and len(figures) == 1)

    def _stack(self, alone: bool) -> None:
        """Figures that stand below each other, one a line, are one row of a table that lost its layout."""
        if not alone:
            self.stacked = []
            return
        self.stacked.append(self.rows[-1])
        if 1 < len(self.stacked) <= _WIDEST and self.heads.columns_from:
            for place, column in enumerate(columns_of(self.text, self.heads.columns_from, len(self.stacked))):
                row = self.stacked[place]
                row.columns = [column]
                if row.labels and row.labels[0] in self.listed:
                    row.labels = []

    def _turn_headings(self, alone: bool, piped: bool) -> None:
        """Text lines before the row become its label, the headings of all that follows, or both."""
        heads = self.heads
        uses: set[str] = set()
        table = False
        for span in self.pending:
            for mark in self.text.within(span):
                table = table or (mark.use in uses and mark.use in DELIMITERS)
                uses.add(mark.use)
        listed = _listed_topics(self.text, self.pending) if alone else []
        if listed:
            heads.columns_from = self.listed = listed
        elif table or piped or not (alone or (heads.columns_from and _SUBHEADING.issuperset(uses))):
            heads.columns_from = self.pending[-_HEADINGS:]
        self.stacked = []
        if alone:
            heads.label = [self.pending[-1]]
            heads.headings.extend(self.pending[:-1])
        else:
            heads.label = []
            heads.headings.extend(self.pending)
        del heads.headings[:-_HEADINGS]
        self.pending = []

    def _labels_behind(self) -> None:
        """``$7,140``, ``In-State``, ``$13,020``, ``Out-of-State``, a line each: labels stand under their figures."""
        below = [row.labels for row in self.rows[1:]] + [self.pending[-1:]]
        if any(row.labelled or len(row.figures) > 1 for row in self.rows) or not all(map(self._is_place, below)):
            return
        first = self.rows[0].labels
        if not first or self._is_place(first):
            return
        for row, label in zip(self.rows, below, strict=True):
            row.right, row.labels = label[0], first

    def _is_place(self, label: list[Span]) -> bool:
        """Whether a line is the name of a place of residence and nothing else."""
        return bool(label) and any(
            mark.use == "residency" and (mark.start, mark.end) == label[0] for mark in self.text.within(label[0])
        )
