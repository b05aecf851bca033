"""Marks: the phrases of a text that say something of a price (unit, residency, topic, year), with their places.

The phrases are ``reference/tuition_phrases.csv`` and ``tuition_units.csv``. A mark is what the words say; whether it
speaks of a given amount is decided elsewhere.
"""

from bisect import bisect_left
from functools import partial
from typing import NamedTuple

from pipelines.normalize.tuition_phrases import ADVERBS, PER, phrase_table, unit_at


class Mark(NamedTuple):
    """Words ``start`` to ``end`` (exclusive) say ``value`` in the category ``use``."""

    start: int
    end: int
    use: str
    value: str
    term: str | None = None


Span = tuple[int, int]


class Marks:
    """The marks of a text, found by place."""

    def __init__(self, marks: list[Mark], words: list[str]) -> None:
        self.all = marks
        self.words = frozenset(words)
        self._starts = [mark[0] for mark in marks]
        self.uses = {mark[2] for mark in marks}
        self.values = {mark[3] for mark in marks}

    def joins(self, place: int) -> bool:
        """Whether a word stands inside a topic: the ``and`` of ``tuition and fees``."""
        return any(
            mark.start < place < mark.end and mark.use == "topic"
            for mark in self.within((place - _LONGEST_FILL, place))
        )

    def within(self, span: Span) -> list[Mark]:
        """The marks that start in a span."""
        starts = self._starts
        return self.all[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


_STOP = frozenset(("\n", ".", ";", "|", "(", ")", ":", ",", "=", "per", "/", "+", "for", "and", "to", "in", "is"))
_LONGEST_FILL = 4
_NEGATIONS = frozenset(("non", "not"))
_LOCAL = frozenset(("county", "district", "parish"))
_ABROAD = {"out_of_state", "international"}
_JOINERS = (("/",), ("and",), ("or",), ("&",), ("student", "/"), ("student", "and"), ("student", "or"))
_PERIODS = frozenset((
    "semester", "quarter", "term", "year", "month", "week", "day", "fall", "spring", "summer", "winter", "course",
    "program", "certificate", "degree", "diploma", "hour", "credit", "unit", "workshop", "seminar", "training",
    "module", "online", "school", "lecture", "laboratory", "1", "2", "3", "4", "student", "full", "part", "half",
    "and", "application", "transcript", "exam",
))  # fmt: skip
"""Words that a stroke joins with a unit as its equal: ``semester/term``, ``course/program``."""
_COVERED = frozenset(("cover", "covers", "covering", "include", "includes", "including"))
_COUNTED_UNIT = 7
_new_mark = partial(tuple.__new__, Mark)
"""A mark from a tuple, without the detour that a call of the class takes."""


def marks_of(words: list[str]) -> list[Mark]:
    """Every mark of the text, in order; units of price overlap no other mark of their own use."""
    table, last = phrase_table(), len(words) - 1
    found: list[Mark] = []
    covered: dict[str, int] = {}
    for place, word in enumerate(words):
        entry = table.get(word)
        if entry is None:
            continue
        longer, single, part = entry
        if part:
            _add_unit(words, place, part, found, covered)
        if longer and place < last and words[place + 1] in longer:
            for rest, use, value, term, changes in longer[words[place + 1]]:
                end = place + 2 + len(rest)
                if place >= covered.get(use, 0) and (not rest or words[place + 2 : end] == rest):
                    covered[use] = end
                    said = _changed(words, place, end) if changes else value
                    if said:
                        found.append(_new_mark((place, end, use, said, term)))
        for _, use, value, term, changes in single:
            if place >= covered.get(use, 0) and not (value == "weak_fee" and place < covered.get("unit", 0)):
                end = covered[use] = place + 1
                said = _changed(words, place, end) if changes else value
                found.append(_new_mark((place, end, use, said, term)))
    return _joined(words, found) if "residency" in covered else found


def _add_unit(words: list[str], place: int, part: str, found: list[Mark], covered: dict[str, int]) -> None:
    if part == "adverb":
        found.append(Mark(place, place + 1, "basis", ADVERBS[words[place]]))
        return
    mark = _unit_mark(words, place)
    if mark and place >= covered.get("basis", 0):
        found.append(mark)
        covered["basis"] = covered["unit"] = mark.end


def _changed(words: list[str], start: int, end: int) -> str:
    """What a resident is, by the words around: not one, or one of a county or district; else nothing is said."""
    if words[start] != "resident" and words[end - 1] in ("in", "within"):
        return "" if _LOCAL.isdisjoint(words[end : end + 4]) else "in_district"
    if words[start] == "resident" and start > 1 and words[start - 1].isdecimal() and words[start - 2] == "district":
        return "in_district"
    if words[start] == "resident" and not _NEGATIONS.isdisjoint(words[max(0, start - 2) : start]):
        return "out_of_state"
    followed = words[end - 1] == "resident" and end < len(words) and words[end] in ("of", "in")
    return "in_district" if followed and not _LOCAL.isdisjoint(words[end + 1 : end + 5]) else "in_state"


def _joined(words: list[str], marks: list[Mark]) -> list[Mark]:
    """Non-residents and international students named together pay the price from out of state."""
    kept: list[Mark] = []
    last, at = None, 0
    for mark in marks:
        if mark.use == "residency":
            if last and {last.value, mark.value} == _ABROAD and tuple(words[last.end : mark.start]) in _JOINERS:
                kept[at] = last = Mark(last.start, mark.end, "residency", "out_of_state")
                continue
            last, at = mark, len(kept)
        kept.append(mark)
    return kept


def _unit_mark(words: list[str], place: int) -> Mark | None:
    """A unit after ``per``, ``each``, ``a`` or ``/``; a few words may stand between (``per undergraduate credit``)."""
    before = words[place - 1] if place else ""
    slash = words[place] == "/" and before in _PERIODS
    if before in _COVERED:
        return None
    if place + 1 < len(words) and words[place + 1][0:1].isdecimal():
        return _counted(words, place)
    fill = _LONGEST_FILL if words[place] in PER else 1
    for start in range(place + 1, min(len(words), place + 2 + fill)):
        unit = unit_at(words, start)
        if unit and slash and unit[1] not in ("per_credit", "per_clock_hour"):
            return None
        if unit and unit[1] in ("per_month", "unknown") and words[unit[0] : unit[0] + 1] in (["term"], ["semester"]):
            return Mark(place, unit[0] + 1, "basis", "per_term", _named_term(words[unit[0]]))
        if unit:
            return Mark(place, unit[0], "basis", unit[1], unit[2])
        if words[start] in _STOP or not words[start][0].isalpha():
            return None
    return None


def _named_term(word: str) -> str | None:
    return word if word == "semester" else None


def _counted(words: list[str], place: int) -> Mark | None:
    """``each 3 credit course``, ``every 18 course / 54 credit module``: the last unit is meant, if it is no credit."""
    found: Mark | None = None
    for start in range(place + 2, min(len(words), place + _COUNTED_UNIT)):
        unit = unit_at(words, start)
        if unit and unit[1] != "per_credit":
            found = Mark(place, unit[0], "basis", unit[1], unit[2])
        elif words[start] in (".", "\n", ";", "(", ",", "|"):
            break
    return found if found and words[place] in PER else None
