"""Columns: which words of a heading stand over which figure of a row, told by counting, never by position on a page."""

from dataclasses import dataclass
from typing import Final

from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_marks import Mark, Text, by_use, mark_of
from pipelines.normalize.tuition_phrases import unit_at

Span = tuple[int, int]
_BEFORE_UNITS: Final = frozenset(("one", "for", "the", "full", "a", "an", "single", "1"))
_JOINERS: Final = frozenset(("/", "and", "or", "&", ","))
_LONGEST: Final = 400
_SAID_OF_ALL: Final = frozenset(("basis", "topic"))
DELIMITERS: Final = ("residency", "period", "basis", "year")
_LAST: Final = (*DELIMITERS, "topic")


@dataclass(slots=True)
class Column:
    """The words and marks over one figure."""

    span: Span
    marks: list[Mark]
    by: str


def columns_of(text: Text, heads: list[Span], count: int) -> list[Column]:
    """The columns of a row of ``count`` figures, or none where the headings do not tell them apart."""
    if count < 2 or not heads:
        return []
    whole = (heads[0][0], heads[-1][1])
    for span in (heads[-1], *heads[-2::-1], whole):
        if span[1] - span[0] > _LONGEST:
            continue
        marks = text.within(span)
        chosen, by = _delimiters(marks, count, text.words)
        if chosen:
            last = next((head for head in heads if head[0] <= chosen[-1].start < head[1]), span)
            return _cut((span[0], last[1]), marks, chosen, by)
    return []


def cells_over(text: Text, heads: list[Span], start: int, run: list[Figure]) -> list[Column]:
    """The columns of figures in a table drawn with bars, or none where a heading has not as many cells before them.

    ``start``: where the line of the figures begins.
    """
    words = text.words
    first = start + (words[start] == "|")
    places = [words[first : figure.start].count("|") for figure in run]
    found: list[Column] = []
    for head in reversed(heads):
        cells = _cells(words, head) if "|" in words[head[0] : head[1]] else []
        if len(cells) > places[-1]:
            over = [cells[place] for place in places]
            marks = [text.within(cell) or _unit(words, cell) for cell in over]
            if found and not any(mark.use in DELIMITERS for named in marks for mark in named):
                continue
            found = [Column(cell, named, _kind_of(marks)) for cell, named in zip(over, marks, strict=True)]
            if any(mark.use in DELIMITERS for named in marks for mark in named):
                return found
    return found


def _kind_of(columns: list[list[Mark]]) -> str:
    """What tells the columns apart."""
    return "topic" if any(mark.use == "topic" for marks in columns for mark in marks) else DELIMITERS[0]


def _unit(words: list[str], cell: Span) -> list[Mark]:
    """The mark of a heading that is a unit alone: ``| Semester | Year |``."""
    start = cell[0]
    while start + 1 < cell[1] and words[start] in _BEFORE_UNITS:
        start += 1
    unit = unit_at(words, start) if start < cell[1] else None
    return [mark_of(cell[0], cell[1], "basis", unit[1], unit[2])] if unit and unit[0] == cell[1] else []


def _cells(words: list[str], span: Span) -> list[Span]:
    """The cells of a heading drawn with bars; one at its very beginning opens no cell."""
    start, end = span
    start += words[start] == "|"
    bars = [place for place in range(start, end) if words[place] == "|"]
    return list(zip([start, *(bar + 1 for bar in bars)], [*bars, end], strict=True))


def _delimiters(marks: list[Mark], count: int, words: list[str]) -> tuple[list[Mark], str]:
    """The marks that begin the columns: one for each figure, of the use that stands first where several count so."""
    found: tuple[list[Mark], str] = ([], "")
    told = by_use(marks)
    for use in _LAST:
        if use not in told:
            continue
        chosen = [mark for mark in told[use] if mark.value]
        if len(chosen) != count:
            named = chosen
            chosen = _merged(named, words) if len(named) > count else []
            if len(chosen) != count:
                chosen = _parted(named, words) if len(named) < count else []
                if len(chosen) != count:
                    continue
        if not found[0] or (use == "topic" and chosen[0].start < found[0][0].start):
            found = (chosen, use)
    return found


def _merged(named: list[Mark], words: list[str]) -> list[Mark]:
    """Without ``online`` or a bracket behind a place of residence: an online rate for residents is one column."""
    return [
        mark
        for place, mark in enumerate(named)
        if not (
            place
            and mark.start - named[place - 1].end <= 1
            and (
                (mark.value in ("online", "campus") and named[place - 1].value not in ("online", "campus"))
                or words[mark.start - 1] == "("
            )
        )
    ]


def _parted(named: list[Mark], words: list[str]) -> list[Mark]:
    """With ``Out-of-State International`` as two columns, which without a sign between are read as one price."""
    found: list[Mark] = []
    for mark in named:
        phrase = words[mark.start : mark.end]
        if phrase == ["tuition", "fee"]:
            found.append(mark_of(mark.start, mark.start + 1, mark.use, "tuition"))
            found.append(mark_of(mark.start + 1, mark.end, mark.use, "fee"))
            continue
        at = phrase.index("international") if "international" in phrase else 0
        if at and mark.value == "out_of_state" and not _JOINERS.intersection(phrase):
            found.append(mark_of(mark.start, mark.start + at, mark.use, mark.value))
            found.append(mark_of(mark.start + at, mark.end, mark.use, "international"))
        else:
            found.append(mark)
    return found


def _cut(span: Span, marks: list[Mark], chosen: list[Mark], by: str) -> list[Column]:
    starts = [mark.start for mark in chosen]
    ends = [*starts[1:], span[1]]
    told = [*chosen, *(mark for mark in marks if mark.use != chosen[0].use)]
    columns = [
        Column((start, end), [mark for mark in told if start <= mark.start < end], by)
        for start, end in zip(starts, ends, strict=True)
    ]
    _share_last(columns)
    return columns


def _share_last(columns: list[Column]) -> None:
    """Give what ends a heading to all of its columns: ``Resident / Nonresident tuition per credit``."""
    last = [mark for mark in columns[-1].marks if mark.use in _SAID_OF_ALL]
    others = [mark for column in columns[:-1] for mark in column.marks if mark.use in _SAID_OF_ALL]
    if columns[0].by == "residency" and not others and any(mark.end == columns[-1].span[1] for mark in last):
        for column in columns[:-1]:
            column.marks = [*column.marks, *last]
