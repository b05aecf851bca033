"""Units that stand by a figure without ``per``: ``$36 semester``, ``$36 x 12 units``, ``$214 each``, in brackets."""

from typing import Final

from pipelines.normalize.tuition_charge import Basis
from pipelines.normalize.tuition_phrases import unit_at
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import BRACKET, TIMES, word_group

_BARE: Final = frozenset(("per_credit", "per_clock_hour", "per_term", "per_year", "per_month"))
_COUNTABLE: Final = frozenset(("per_term", "per_course", "per_year", "per_month", "per_clock_hour"))
_OPENING: Final = frozenset(("for", "(", "in", "-"))
_LOADS: Final = frozenset(("band", "credits"))
_REACH: Final = 8


def unit_behind(scopes: Scopes) -> Basis | None:
    """The unit behind the figures of a row that no ``per`` begins."""
    words, (start, end) = scopes.words, scopes.right
    if start >= end:
        return _times(scopes, start) if scopes.flags & TIMES else None
    opened = start + (words[start] in _OPENING)
    unit = unit_at(words, opened) if opened < end else None
    if unit and unit[1] in _BARE:
        return unit[1], unit[2]
    if scopes.flags & TIMES:
        times = _times(scopes, start)
        if times:
            return times
    if scopes.flags & BRACKET:
        bracketed = _bracketed(words, start, min(end, start + _REACH))
        if bracketed:
            return bracketed
    if words[start] == "each":
        if any(mark.use in _LOADS for mark in scopes.pre):
            return "per_credit", None
        if any(mark.use == "program" and mark.value == "per_course" for mark in scopes.pre):
            return "per_course", None
    return None


def counted_times(scopes: Scopes, index: int) -> Basis | None:
    """``12 credits x $142``: the number of credits stands before the price of one."""
    words, start = scopes.words, scopes.figures[index].start
    if index or start < 2 or words[start - 1] not in ("x", "times", "@", "at"):
        return None
    unit = unit_at(words, start - 2)
    if unit and unit[0] == start - 1 and unit[1] in _COUNTABLE and start > 2 and words[start - 3][-1:].isdecimal():
        return unit[1], unit[2]
    if "credits" not in scopes.uses:
        return None
    if any(mark.use == "credits" and mark.value == words[start - 2] for mark in scopes.around):
        return "per_credit", None
    if any(mark.use == "credits" and mark.end == start - 1 for mark in scopes.pre):
        return "per_credit", words[start - 3] if words[start - 3] in word_group("terms") else None
    return None


def _bracketed(words: list[str], start: int, end: int) -> Basis | None:
    """``$21 Health Fee (fall and spring)``: the unit stands alone in brackets behind what is paid for."""
    for place in range(start, end):
        if words[place] == "(":
            unit = unit_at(words, place + 1)
            closed = unit is not None and words[unit[0] : unit[0] + 1] == [")"]
            return (unit[1], unit[2]) if unit and closed and unit[1] in _BARE else None
    return None


def _times(scopes: Scopes, start: int) -> Basis | None:
    """``$36 x 12 units`` is a price of one unit."""
    words = scopes.words
    if start + 2 < len(words) and words[start] in word_group("times") and words[start + 1].isdecimal():
        unit = unit_at(words, start + 2)
        if unit and unit[1] in _BARE:
            return unit[1], unit[2]
    return None
