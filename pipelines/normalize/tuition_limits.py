"""Limits: the least or most that another rate comes to, which is no price; one with a unit of its own is."""

from typing import Final

from pipelines.normalize.tuition_charge import Charge
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import word_group

_LIMIT_REACH: Final = 4
_BOUNDS: Final = (["min"], ["max"], ["at", "most"], ["at", "least"])
_RATES: Final = frozenset(("per_credit", "per_clock_hour"))


def is_limit(scopes: Scopes, index: int, found: list[Charge]) -> bool:
    """Whether a word of a limit speaks of a figure, and no unit of its own makes it a price."""
    words, row = scopes.words, scopes
    figure, has_unit = row.figures[index], scopes.behind("basis", index) is not None
    ends = [figure.end, *(mark.end for mark in scopes.post[:1] if mark.use == "basis" and words[mark.end - 1] != ")")]
    if any(mark.use == "limit" and mark.start <= ends[-1] for mark in scopes.post[:2]):
        return True
    sentence = next((p for p in range(figure.start - 1, row.left[0] - 1, -1) if words[p] in ".;"), row.left[0])
    for mark in scopes.pre:
        if mark.use != "limit" or mark.value == "none" or mark.start < sentence:
            continue
        if words[mark.end : mark.end + 1] == ["of"] and words[mark.end + 1][:1].isdecimal():
            continue
        if words[mark.start : mark.end] == ["at", "most"] and figure.start - mark.end > 1:
            continue
        if figure.start - mark.end <= _LIMIT_REACH:
            bound = words[mark.start : mark.end] in _BOUNDS and not row.bracketed and has_unit
            return not (bound and not _follows_rate(scopes, found))
        if not has_unit:
            return True
    return False


def _follows_rate(scopes: Scopes, found: list[Charge]) -> bool:
    """Whether another price stands before a limit in its sentence, or the limit has no other label."""
    if not found or found[-1].line != scopes.line:
        return False
    start, end = scopes.left
    return scopes.words[start - 1] not in ".;" or word_group("bounds").issuperset(scopes.words[start:end])


def bounds_rate(scopes: Scopes, before: Charge) -> bool:
    """``$1.25 per credit up to $15.00``: the price of a unit is followed by the most that it comes to."""
    start, end = scopes.left
    joined = before.line == scopes.line and before.own_unit and before.basis in _RATES
    return joined and scopes.words[end - 2 : end] == ["up", "to"] and end - start <= _LIMIT_REACH
