"""The layout of a text: lines, rows and columns, and for each figure the words that may speak of it.

Nothing is interpreted here; spans are pairs of places in the list of words, bounded so that no text costs more than
its length.
"""

from bisect import bisect_left
from dataclasses import dataclass, field

from pipelines.normalize.tuition_columns import DELIMITERS, Column, columns_of
from pipelines.normalize.tuition_figures import Figure, bare_places, bare_tail, figures_of, signed_places
from pipelines.normalize.tuition_marks import Mark, unit_at

Span = tuple[int, int]
_BEFORE = 70
_BEHIND = 45
_HEADINGS = 12
_WIDEST = 24
_LABEL = 40
_LONGEST_JOINED = 60
_STRONG = frozenset((".", ";", "|", "!", "?", "\u2022"))
_JOINTS = frozenset(("and", "or", "plus", "+", "=", ",", "while", "but", "then", "versus", "/", "with"))
_NOT_TEXT = frozenset(("or", "and", "plus", "|", "-", "+", "=", ".", ",", ":", "~", "*", "to", "(", ")", "", "/", "\n"))
_APPROXIMATE = frozenset(("approximately", "about", "around", "~", "only", "just", "us", "x", "times"))


_NO_PRICE = frozenset(("%", "percent", "free", "included", "tba", "varies"))


@dataclass(slots=True)
class Row:
    """Figures that stand side by side, with the words that may speak of them; nearest spans first."""

    figures: list[Figure]
    pre: Span
    post: Span
    line: int
    lead: list[Span] = field(default_factory=list)
    label: list[Span] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    credits: float | None = None
    bracketed: bool = False
    labelled: bool = True
    around: Span = (0, 0)


class Marks:
    """The marks of a text, found by place."""

    def __init__(self, marks: list[Mark]) -> None:
        self.all = marks
        self._starts = [mark.start for mark in marks]

    def within(self, span: Span) -> list[Mark]:
        """The marks that start in a span."""
        return self.all[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]


def lines_of(words: list[str], signed: list[int]) -> list[Span]:
    """The lines that hold words; a bracket that is open, or opens behind an amount, joins the next line to its own."""
    found: list[Span] = []
    start, length, upto = 0, len(words), 0
    while start < length:
        end = _line_end(words, start)
        if upto < len(signed) and signed[upto] < end:
            end = _joined_end(words, start, end)
            upto = bisect_left(signed, end, upto)
            found.append((start, end))
        elif not _NOT_TEXT.issuperset(words[start : min(end, start + _LABEL)]):
            found.append((start, end))
        start = end + 1
    return found


def _line_end(words: list[str], start: int) -> int:
    try:
        return words.index("\n", start)
    except ValueError:
        return len(words)


def _joined_end(words: list[str], start: int, end: int) -> int:
    """The end of a line with an amount, with the next lines where a bracket is open or opens."""
    while end < len(words) and end - start < _LONGEST_JOINED:
        following = next((word for word in words[end : end + 6] if word != "\n"), "")
        if following != "(" and words[start:end].count("(") <= words[start:end].count(")"):
            break
        end = _line_end(words, end + 1)
    return end


def rows_of(words: list[str], marks: Marks) -> list[Row]:
    """Every row of figures of the text in order."""
    signed = signed_places(words)
    return _Reading(words, marks, signed).rows


class _Reading:
    """One pass over the lines; keeps what headings said so far."""

    def __init__(self, words: list[str], marks: Marks, signed: list[int]) -> None:
        self.words, self.marks = words, marks
        self.rows: list[Row] = []
        self.pending: list[Span] = []
        self.headings: list[Span] = []
        self.label: list[Span] = []
        self.columns_from: list[Span] = []
        self.stacked: list[Row] = []
        self.money = False
        self.first = 0
        for number, (start, end) in enumerate(lines_of(words, signed)):
            upto = bisect_left(signed, end)
            places = signed[self.first : upto]
            self.first = upto
            self._line(number, start, end, places)

    def _line(self, number: int, start: int, end: int, places: list[int]) -> None:
        marks = self.marks.within((start, end))
        load = self._is_load(start, end)
        figures = figures_of(self.words, places) if places else []
        if figures and not load:
            plain = len(places) < sum(word[-1:].isdecimal() for word in self.words[figures[0].start : end])
            tail = bare_tail(self.words, figures[0].start, end) if plain else []
            if tail and len(tail) > len(places) and tail[0] == figures[0].start:
                figures = figures_of(self.words, tail)
        elif not figures and any(word[-1:].isdecimal() for word in self.words[start:end]):
            figures = figures_of(self.words, bare_places(self.words, start, end, marks, self.money, load))
        if any(mark.use == "topic" and mark.value[0] != "!" for mark in marks):
            self.money = True
        if figures:
            self._rows(number, start, end, figures, load)
        else:
            opening = self.words[start : min(end, start + _BEFORE)]
            if _NO_PRICE.isdisjoint(opening) and not any(word.endswith("%") for word in opening):
                self.pending.append((start, min(end, start + _BEFORE)))

    def _is_load(self, start: int, end: int) -> bool:
        """Whether the line is a row such as ``3 $337.11`` under a heading that counts credits."""
        first = self.words[start]
        if len(first) > 2 or not first.isdecimal() or start + 1 >= end:
            return False
        behind = self.words[start + 1]
        if not (behind[0] in "$+" or "0" <= behind[0] <= "9" or behind == "|"):
            return False
        heads = [*self.pending, *self.columns_from]
        counted = any(unit_at(self.words, head[0]) is not None for head in heads[-4:])
        return counted and (
            self.money or any(mark.use == "residency" for head in heads[-4:] for mark in self.marks.within(head))
        )

    def _rows(self, number: int, start: int, end: int, figures: list[Figure], load: bool) -> None:
        opening = self.words[start : figures[0].start]
        alone = all(word in _NOT_TEXT or word in _APPROXIMATE for word in opening)
        self._turn_headings(alone)
        runs = _runs(self.words, figures)
        splits = [start, *(_split(self.words, runs, i, self.marks) for i in range(len(runs) - 1)), end]
        lead: list[Span] = []
        depth = 0
        headings = self.headings[::-1]
        for i, run in enumerate(runs):
            pre = (max(splits[i], run[0].start - _BEFORE), run[0].start)
            post = (run[-1].end, min(splits[i + 1], run[-1].end + _BEHIND))
            post = (post[0], _sentence_end(self.words, post))
            row = Row(run, pre, post, number, lead[-4:][::-1], self.label, headings)
            row.columns = columns_of(self.marks.within, self.columns_from, len(run))
            row.labelled = not alone
            depth += _brackets(self.words, start if i == 0 else runs[i - 1][-1].end, run[0].start)
            row.bracketed = depth > 0
            row.around = (max(start, pre[0] - _BEFORE), min(end, post[1] + _BEHIND))
            if load:
                row.credits = float(self.words[start])
            self.rows.append(row)
            lead.append(pre)
        self._stack(alone and len(figures) == 1)

    def _stack(self, alone: bool) -> None:
        """Figures that stand below each other, one a line, are one row of a table that lost its layout."""
        if not alone:
            self.stacked = []
            return
        self.stacked.append(self.rows[-1])
        if len(self.stacked) > _WIDEST:
            return
        for place, column in enumerate(
            columns_of(self.marks.within, self.columns_from, len(self.stacked)) if len(self.stacked) > 1 else []
        ):
            self.stacked[place].columns = [column]

    def _turn_headings(self, alone: bool) -> None:
        """Text lines before the row become its label, the headings of all that follows, or both."""
        if not self.pending:
            if not alone:
                self.label = []
            return
        uses = [mark.use for span in self.pending for mark in self.marks.within(span)]
        if not alone or any(uses.count(use) > 1 for use in DELIMITERS):
            self.columns_from = self.pending[-_HEADINGS:]
        self.stacked = []
        if alone:
            self.label = [self.pending[-1]]
            self.headings.extend(self.pending[:-1])
        else:
            self.label = []
            self.headings.extend(self.pending)
        del self.headings[:-_HEADINGS]
        self.pending = []


def _runs(words: list[str], figures: list[Figure]) -> list[list[Figure]]:
    """Figures with nothing but signs between them side by side."""
    runs = [[figures[0]]]
    for figure in figures[1:]:
        between = words[runs[-1][-1].end : figure.start]
        if len(runs[-1]) >= _WIDEST:
            runs.append([figure])
        elif all(word in ("|", "/", "\n", "") for word in between) or figure.old or runs[-1][-1].old:
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return runs


def _split(words: list[str], runs: list[list[Figure]], index: int, marks: Marks) -> int:
    """Where the words behind one run end and those before the next begin."""
    start, end = runs[index][-1].end, runs[index + 1][0].start
    attached = start
    for mark in marks.within((start, end)):
        if mark.use == "basis" and mark.start <= attached + 1:
            attached = mark.end
    for place in range(start, end):
        if words[place] in _STRONG:
            return place + 1
    depth = 0
    opened = end
    for place in range(start, end):
        if words[place] == "(":
            depth, opened = depth + 1, place if depth == 0 else opened
        elif words[place] == ")":
            if depth == 0:
                return place + 1
            depth -= 1
    if depth:
        return opened
    for place in range(min(attached, end), end):
        if words[place] in _JOINTS:
            return place
    newline = next((place for place in range(start, end) if words[place] == "\n"), None)
    if newline is not None:
        return newline
    return attached


def _sentence_end(words: list[str], span: Span) -> int:
    for place in range(*span):
        if words[place] in (".", ";", "!", "?", "\u2022"):
            return place
    return span[1]


def _brackets(words: list[str], start: int, end: int) -> int:
    """Brackets that open in a stretch of words less those that close."""
    between = words[start:end]
    return between.count("(") - between.count(")")
