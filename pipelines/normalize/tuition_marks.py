"""Marks: what phrases of a text say of a price (unit, residency, topic, year), with their places in the text.

A mark is what the words say; whether it speaks of a given amount is decided elsewhere.
"""

from bisect import bisect_left
from collections.abc import Collection
from typing import Final

from pipelines.normalize.tuition_word_groups import EQUAL, refusals

Span = tuple[int, int]
_LONGEST_TOPIC: Final = 4


class Mark:
    """Words ``start`` to ``end`` (exclusive) say ``value`` in the category ``use``; ``term`` is the kind of a term."""

    __slots__ = ("end", "start", "term", "use", "value")

    start: int
    end: int
    use: str
    value: str
    term: str | None


def mark_of(start: int, end: int, use: str, value: str, term: str | None = None) -> Mark:
    """A mark; not made by ``__init__``, which costs half as much again for what is made for every word that counts."""
    mark = Mark()
    mark.start = start
    mark.end = end
    mark.use = use
    mark.value = value
    mark.term = term
    return mark


class Text:
    """The words of a text with its marks in order.

    ``signed`` and ``numbers``: the places of numbers with and without a dollar sign, a lone sign among the first;
    ``flags``: the bits of all words (``tuition_word_groups``); ``uses`` and ``values``: those of all marks;
    ``refusing``: some mark says that something is no price; ``plain``: none does, nor speaks of a total;
    ``counties``: a county is spoken of; ``doubtful``: other words can tell why an amount is no price.
    """

    __slots__ = (
        "_told", "against_us", "counties", "doubtful", "flags", "marks", "numbers", "plain", "refusing", "signed",
        "starts", "uses", "values", "words",
    )  # fmt: skip

    def __init__(
        self,
        words: list[str],
        marks: list[Mark],
        uses: Collection[str],
        places: tuple[list[int], list[int]],
        flags: int,
    ) -> None:
        self.words, self.marks, self.uses, self.flags = words, marks, uses, flags
        self.signed, self.numbers = places
        self.starts: list[int] = []
        self.values: set[str] = set()
        starts, values = self.starts, self.values
        for mark in marks:
            starts.append(mark.start)
            values.add(mark.value)
        self.refusing = not refusals().isdisjoint(values)
        self.plain = not self.refusing and not flags & EQUAL and "total" not in values
        self.doubtful = False
        self.against_us: bool | None = None
        self.counties = "county" in words
        self._told: dict[Span, tuple[list[Mark], dict[str, list[Mark]]]] = {}

    def joins(self, place: int) -> bool:
        """Whether a word stands inside a topic: the ``and`` of ``tuition and fees``."""
        before = self.within((place - _LONGEST_TOPIC, place))
        return bool(before) and any(mark.use == "topic" and mark.end > place for mark in before)

    def told(self, span: Span) -> tuple[list[Mark], dict[str, list[Mark]]]:
        """The marks that start in a span, and the same by use; kept, as the rows of a table share their headings."""
        found = self._told.get(span)
        if found is None:
            marks = self.within(span)
            found = self._told[span] = marks, by_use(marks)
        return found

    def begins_at(self, place: int) -> bool:
        """Whether a mark begins at a place."""
        starts = self.starts
        first = bisect_left(starts, place)
        return first < len(starts) and starts[first] == place

    def within(self, span: Span) -> list[Mark]:
        """The marks that start in a span."""
        starts = self.starts
        first = bisect_left(starts, span[0])
        if first == len(starts) or starts[first] >= span[1]:
            return []
        return self.marks[first : bisect_left(starts, span[1], first)]


def by_use(marks: list[Mark]) -> dict[str, list[Mark]]:
    """The marks of each use in order."""
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.use in found:
            found[mark.use].append(mark)
        else:
            found[mark.use] = [mark]
    return found
