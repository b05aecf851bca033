"""Columns of loads: a heading that counts credits, one number over each figure of a row (``Credits 3 6 9 12``)."""

from typing import Final

from pipelines.normalize.tuition_columns import Column
from pipelines.normalize.tuition_lines import Span
from pipelines.normalize.tuition_marks import Text, mark_of
from pipelines.normalize.tuition_phrases import unit_at

BY_LOAD: Final = "credits"
BY_BAND: Final = "band"
"""What tells such columns apart."""
_LOADS: Final = frozenset(("band", "credits"))
_MOST_CREDITS: Final = 30
_LONGEST_LABEL: Final = 4
_LONGEST: Final = 80
_OPENING: Final = frozenset(("number", "of", "total", "#", "per", "|"))
_LABEL: Final = frozenset(("load", "taken", "enrolled", "|", ":", "(", ")"))


def loads_over(text: Text, heads: list[Span], count: int) -> list[Column]:
    """The columns of a row of ``count`` figures under a heading of loads, or none where there is no such heading."""
    for head in reversed(heads):
        places = loads_in(text.words, head)
        if len(places) == count:
            return [_column(text.words, place) for place in places]
    return []


def loads_in(words: list[str], head: Span) -> list[int]:
    """The places of the numbers of a heading of loads, none where a line is no such heading."""
    start, end = head
    first = _behind_label(words, start, end) if end - start <= _LONGEST else 0
    return _numbers(words, first, end) if first else []


def bands_over(text: Text, heads: list[Span], count: int) -> list[Column]:
    """The columns under a heading that names so many loads: ``1-11 credits | 12-18 credits | over 18 credits``."""
    for start, end in reversed(heads):
        loads = [mark for mark in text.within((start, end)) if mark.use in _LOADS] if end - start <= _LONGEST else []
        if len(loads) == count:
            ends = [*(mark.start for mark in loads[1:]), end]
            spans = [(mark.start, behind) for mark, behind in zip(loads, ends, strict=True)]
            return [Column(span, text.within(span), BY_BAND) for span in spans]
    return []


def _behind_label(words: list[str], start: int, end: int) -> int:
    """Where the numbers of a heading begin that counts credits; 0 where it is no such heading."""
    place = start
    while place < end and place - start < _LONGEST_LABEL and words[place] in _OPENING:
        place += 1
    unit = unit_at(words, place) if place < end else None
    if unit is None or unit[1] != "per_credit":
        return 0
    place = unit[0]
    while place < end and words[place] in _LABEL:
        place += 1
    return place


def _numbers(words: list[str], first: int, end: int) -> list[int]:
    """The places of whole numbers of credits that follow each other up to the end, bars aside; none if others do."""
    places = [place for place in range(first, end) if words[place] != "|"]
    small = all(words[place].isdecimal() and 0 < int(words[place]) <= _MOST_CREDITS for place in places)
    return places if small else []


def _column(words: list[str], place: int) -> Column:
    return Column((place, place + 1), [mark_of(place, place + 1, "credits", str(int(words[place])))], BY_LOAD)
