"""Rows: the figures of one line, side by side or apart, each with the words that may speak of it.

Nothing is interpreted here; spans are bounded so that no text costs more than its length.
"""

from itertools import pairwise
from typing import Final

from pipelines.normalize.tuition_columns import Column, cells_over, columns_of
from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_lines import Span, open_brackets, runs_of, sentence_end, split_of
from pipelines.normalize.tuition_load_columns import bands_over, loads_over
from pipelines.normalize.tuition_marks import Text
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import BAR, BRACKET, LOAD, STOP

_BEFORE: Final = 70
_BEHIND: Final = 45
_LEADS: Final = 4
_LONGEST_ROW: Final = 400
_LOADS: Final = frozenset(("band", "credits"))


class Heads:
    """What the lines above say: the label right above, the headings, and those that may stand over columns."""

    __slots__ = ("columns_from", "headings", "label")

    def __init__(self) -> None:
        self.label: list[Span] = []
        self.headings: list[Span] = []
        self.columns_from: list[Span] = []


NO_HEADS: Final = Heads()
"""What stands above the only line of a text; never changed."""


def rows_of_line(
    text: Text, line: int, span: Span, figures: list[Figure], labelled: bool, heads: Heads
) -> list[Scopes]:
    """The rows of one line in order; ``labelled``: words stand before its first figure."""
    if len(figures) == 1:
        rows = [_only_row(text, line, span, figures, labelled)]
    else:
        runs = runs_of(text.words, figures)
        if len(runs) == 1:
            rows = [_only_row(text, line, span, figures, labelled)]
            if heads.columns_from:
                rows[0].columns = columns_of(text, heads.columns_from, len(figures))
        else:
            rows = _several_rows(text, line, span, runs, labelled, heads)
    if heads.headings or heads.label:
        headings = heads.headings[::-1]
        for row in rows:
            row.labels, row.heads = heads.label, headings
    if not heads.columns_from:
        return rows
    loads = text.flags & LOAD and len(figures) > 1
    barred = text.flags & BAR and span[1] - span[0] <= _LONGEST_ROW
    barred = barred and "|" in text.words[span[0] : figures[-1].start]
    for row in rows if loads or barred else ():
        if loads and len(row.figures) > 1:
            columns = loads_over(text, heads.columns_from, len(row.figures))
            if columns:
                row.columns = columns
                continue
            if not row.columns and not _LOADS.isdisjoint(text.uses):
                row.columns = bands_over(text, heads.columns_from, len(row.figures))
        if barred:
            row.columns = cells_over(text, heads.columns_from, span[0], row.figures) or row.columns
    return rows


def _only_row(text: Text, line: int, span: Span, figures: list[Figure], labelled: bool) -> Scopes:
    """The row of a line whose figures stand side by side, most often a single one."""
    start, end = span
    begins, ends, flags = figures[0].start, figures[-1].end, text.flags
    first = begins - _BEFORE if begins - start > _BEFORE else start
    last = end if end - ends <= _BEHIND else ends + _BEHIND
    if flags & STOP:
        last = sentence_end(text.words, ends, last)
    row = Scopes(text, figures, (first, begins), (ends, last), span, line, labelled)
    if flags & BRACKET:
        row.bracketed = open_brackets(text.words, start, begins) > 0
    return row


def _several_rows(
    text: Text, line: int, span: Span, runs: list[list[Figure]], labelled: bool, heads: Heads
) -> list[Scopes]:
    """The rows of a line whose figures stand apart, each run of them with the words up to the next."""
    (start, end), words, count = span, text.words, len(runs)
    brackets, stops = text.flags & BRACKET, text.flags & STOP
    rows: list[Scopes] = []
    lead: list[Span] = []
    depth, opened, split = 0, start, start
    columns_from = heads.columns_from
    spread = _spread_columns(text, runs, columns_from) if columns_from else []
    labels_first = "basis" in text.uses and text.begins_at(start) and _units_stand_first(text, span, runs)
    for i, run in enumerate(runs):
        begins, ends = run[0].start, run[-1].end
        first = split if begins - split <= _BEFORE else begins - _BEFORE
        split = end if i + 1 == count else ends if labels_first else split_of(text, runs, i)
        last = split if split - ends <= _BEHIND else ends + _BEHIND
        if stops:
            last = sentence_end(words, ends, last)
        row = Scopes(text, run, (first, begins), (ends, last), span, line, labelled)
        if spread:
            row.columns = [spread[i]]
        elif columns_from and len(run) > 1:
            row.columns = columns_of(text, columns_from, len(run))
        if brackets:
            depth += open_brackets(words, opened, begins)
            row.bracketed = depth > 0
            opened = ends
        if lead:
            row.leads = lead[: -_LEADS - 1 : -1]
            if len(lead) > _LEADS:
                row.leads.append(lead[0])
        rows.append(row)
        lead.append(row.left)
    return rows


def _spread_columns(text: Text, runs: list[list[Figure]], heads: list[Span]) -> list[Column]:
    """The columns of figures with nothing but their unit between them: ``$185 per credit $460 per credit``."""
    if any(len(run) > 1 for run in runs):
        return []
    for run, following in pairwise(runs):
        start, end = run[0].end, following[0].start
        marks = text.within((start, end))
        if len(marks) != 1 or marks[0].use != "basis" or (marks[0].start, marks[0].end) != (start, end):
            return []
    return columns_of(text, heads, len(runs))


def _units_stand_first(text: Text, span: Span, runs: list[list[Figure]]) -> bool:
    """``Per unit $46 Per semester $552``: each figure has its unit before it, the last has none behind."""
    start, end = span
    units = [mark for mark in text.within(span) if mark.use == "basis"]
    if len(units) != len(runs) or units[0].start != start or runs[0][0].start <= start or "=" in text.words[start:end]:
        return False
    behind = [*(run[0].start for run in runs[1:]), end]
    return all(runs[i][-1].end == units[i + 1].start < behind[i] for i in range(len(runs) - 1))
