"""The layout of a text: rows and columns, and for each figure the words that may speak of it.

Nothing is interpreted here; spans are pairs of places in the list of words, bounded so that no text costs more than
its length.
"""

from bisect import bisect_left
from dataclasses import dataclass

from pipelines.normalize.tuition_bare import bare_places, bare_tail
from pipelines.normalize.tuition_columns import DELIMITERS, Column, cells_over, columns_of
from pipelines.normalize.tuition_figures import Figure, figures_of
from pipelines.normalize.tuition_lines import NOT_TEXT, Span, lines_of, open_brackets, runs_of, sentence_end, split_of
from pipelines.normalize.tuition_marks import Marks
from pipelines.normalize.tuition_phrases import unit_at

_BEFORE = 70
_BEHIND = 45
_HEADINGS = 12
_WIDEST = 24
_LISTED = 8
_HEADS = 4
_LEADS = 4
_LONGEST_ROW = 400
_SUBHEADING = frozenset(("topic", "event"))
"""What a line between the rows of a table may say that leaves its columns as they are."""
_UNNAMED = NOT_TEXT | {"approximately", "about", "around", "~", "only", "just", "us", "x", "times"}
_NO_PRICE = frozenset(("%", "percent", "free", "included", "tba", "varies"))


@dataclass(slots=True)
class Row:
    """Figures that stand side by side, with the words that may speak of them; nearest spans first."""

    figures: list[Figure]
    pre: Span
    post: Span
    line: int
    lead: list[Span]
    label: list[Span]
    headings: list[Span]
    columns: list[Column]
    bracketed: bool
    labelled: bool
    around: Span
    credits: float | None


def rows_of(words: list[str], marks: Marks, signed: list[int], numbers: list[int]) -> list[Row]:
    """Every row of figures in order; ``signed`` and ``numbers``: places of numbers with and without a dollar sign."""
    return _Reading(words, marks, signed, numbers).rows


class _Reading:
    """One pass over the lines; keeps what headings said so far."""

    def __init__(self, words: list[str], marks: Marks, signed: list[int], numbers: list[int]) -> None:
        self.numbers = numbers
        self.words, self.marks = words, marks
        self.rows: list[Row] = []
        self.pending: list[Span] = []
        self.headings: list[Span] = []
        self.label: list[Span] = []
        self.columns_from: list[Span] = []
        self.stacked: list[Row] = []
        self.money = next(
            (mark.start for mark in marks.all if mark.use == "topic" and mark.value[0] != "!"), len(words)
        )
        self.first = 0
        if "\n" not in marks.words:
            self._line(0, 0, len(words), signed)
            return
        for number, (start, end) in enumerate(lines_of(words, signed)):
            upto = bisect_left(signed, end)
            places = signed[self.first : upto]
            self.first = upto
            self._line(number, start, end, places)

    def _line(self, number: int, start: int, end: int, places: list[int]) -> None:
        load = bool(self.pending or self.columns_from) and self._is_load(start, end)
        figures = figures_of(self.words, places) if places else []
        if figures and not load:
            plain = self._has_number(figures[0].start, end)
            tail = bare_tail(self.words, figures[0].start, end) if plain else []
            if tail and len(tail) > len(places) and tail[0] == figures[0].start:
                figures = figures_of(self.words, tail)
        elif not figures and self._has_number(start, end):
            marks = self.marks.within((start, end))
            money = self.money < start
            listed = money and end - start <= _LISTED and self._says_unit()
            figures = figures_of(self.words, bare_places(self.words, start, end, marks, money, load, listed))
        if figures:
            self._rows(number, start, end, figures, load)
        else:
            end = min(end, start + _BEFORE)
            if _NO_PRICE.isdisjoint(self.words[start:end]):
                self.pending.append((start, end))

    def _says_unit(self) -> bool:
        """Whether a heading names a kind of price with its unit, so that bare numbers below it are amounts."""
        for span in (*self.pending[-2:], *self.headings[-2:]):
            marks = self.marks.within(span)
            if any(mark.use == "topic" and mark.value[0] != "!" for mark in marks) and (
                any(mark.use == "basis" for mark in marks) or "dollar" in self.words[span[0] : span[1]]
            ):
                return True
        return False

    def _has_number(self, start: int, end: int) -> bool:
        """Whether a number without a sign stands in a stretch of words."""
        first = bisect_left(self.numbers, start)
        return first < len(self.numbers) and self.numbers[first] < end

    def _is_load(self, start: int, end: int) -> bool:
        """Whether the line is a row such as ``3 $337.11`` under a heading that counts credits."""
        first = self.words[start]
        if len(first) > 2 or not first.isdecimal() or start + 1 >= end:
            return False
        behind = self.words[start + 1]
        if not (behind[0] in "$+" or "0" <= behind[0] <= "9" or behind == "|"):
            return False
        heads = [*self.pending[-_HEADS:], *self.columns_from][-_HEADS:]
        units = [unit_at(self.words, head[0]) for head in heads]
        counted = any(unit is not None and unit[1] == "per_credit" for unit in units)
        return counted and (
            self.money < start or any(mark.use == "residency" for head in heads for mark in self.marks.within(head))
        )

    def _rows(self, number: int, start: int, end: int, figures: list[Figure], load: bool) -> None:
        opening = self.words[start : figures[0].start]
        alone = _UNNAMED.issuperset(opening)
        self._turn_headings(alone, "|" in self.marks.words and "|" in self.words[start:end])
        runs = runs_of(self.words, figures)
        lead: list[Span] = []
        depth, opened, last = 0, start, len(runs) - 1
        split = start
        headings = self.headings[::-1]
        credit = float(self.words[start]) if load else None
        piped = bool(self.columns_from) and "|" in self.words[start : figures[-1].start] and end - start <= _LONGEST_ROW
        for i, run in enumerate(runs):
            begins, ends = run[0].start, run[-1].end
            pre = (max(split, begins - _BEFORE), begins)
            split = split_of(self.words, runs, i, self.marks) if i < last else end
            post_end = sentence_end(self.words, (ends, min(split, ends + _BEHIND)))
            columns = columns_of(self.marks.within, self.columns_from, len(run)) if len(run) > 1 else []
            if piped:
                columns = cells_over(self.words, self.marks.within, self.columns_from, start, run) or columns
            depth += open_brackets(self.words, opened, begins)
            opened = ends
            around = (max(start, pre[0] - _BEFORE), min(end, post_end + _BEHIND))
            before, post = lead[-_LEADS:][::-1], (ends, post_end)
            if len(lead) > _LEADS:
                before.append(lead[0])
            row = Row(
                run, pre, post, number, before, self.label, headings, columns, depth > 0, not alone, around, credit
            )
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

    def _turn_headings(self, alone: bool, piped: bool) -> None:
        """Text lines before the row become its label, the headings of all that follows, or both."""
        if not self.pending:
            if not alone:
                self.label = []
            return
        uses = [mark.use for span in self.pending for mark in self.marks.within(span)]
        heads = any(uses.count(use) > 1 for use in DELIMITERS)
        if heads or piped or not (alone or (self.columns_from and _SUBHEADING.issuperset(uses))):
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
