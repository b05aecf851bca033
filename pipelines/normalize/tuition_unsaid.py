"""The unit and the load of a figure that has none of its own: of an event, the headings, the charge before, a band."""

from typing import Final

from pipelines.normalize.tuition_charge import Basis, Charge
from pipelines.normalize.tuition_columns import Column
from pipelines.normalize.tuition_fees import takes_over
from pipelines.normalize.tuition_load_columns import BY_LOAD
from pipelines.normalize.tuition_parallels import (
    ends_pair,
    goes_on_for,
    goes_on_in,
    is_alike,
    is_cut_off,
    keep_credits,
    parallel,
)
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_shared_basis import nearby_term, shared_basis
from pipelines.normalize.tuition_word_groups import word_group

_ENDS: Final = frozenset((".", ";", "|", "\n"))
_RATES: Final = frozenset(("per_credit", "per_clock_hour"))
_THINGS: Final = frozenset(("books", "other", "room_and_board"))
"""Kinds that no heading of a rate speaks of."""
_SHORT: Final = 3
_FULL_LOAD: Final = 21
_FEW: Final = 12


def of_load_table(charge: Charge, scopes: Scopes, own: Basis | None, load: tuple[float, float]) -> Basis:
    """The unit of a price in a table of loads, which is for a term; a band may have a price by the credit."""
    if load[0] == load[1]:
        charge.credits = load[0]
    else:
        charge.band_low, charge.band_high = load
        if own is not None:
            return own
    terms = [mark.term for named in scopes.above("basis") for mark in named if mark.value == "per_term"]
    return "per_term", terms[0] if terms else None


def unsaid_basis(
    charge: Charge, scopes: Scopes, index: int, topic: str | None, event: bool, found: list[Charge]
) -> Basis | None:
    """The unit of a figure without one; the load that the charge before is tied to may hold for it too."""
    if event:
        return "one_time", None
    if charge.basis == "per_course":
        return "per_course", None
    row, words = scopes, scopes.words
    bounded = charge.band_low is not None or charge.band_high is not None
    if bounded and not word_group("flat").isdisjoint(words[row.left[0] : row.left[1]]):
        return "per_term", nearby_term(scopes)
    before = found[-1] if found and found[-1].line == row.line else None
    basis = shared_basis(scopes, index)
    if basis and basis[0] in _RATES and topic in _THINGS and not scopes.columns:
        basis = None
    if before:
        basis = basis or parallel(scopes, topic, before)
        if basis is None and before.basis != "unknown" and takes_over(scopes, before):
            basis = before.basis, before.term
        if basis is None and before.own_unit and (goes_on_in(scopes) or is_alike(charge, scopes, topic, before)):
            basis = before.basis, before.term
        if basis is None and before.basis == "per_program" and topic in _THINGS and goes_on_for(scopes):
            basis = before.basis, before.term
        if basis is None and before.basis in _RATES and ends_pair(scopes):
            basis = before.basis, before.term
        if topic in (None, "cost", before.kind):
            keep_credits(charge, scopes, basis, before)
        if not bounded and charge.credits is None and not is_cut_off(scopes, before):
            charge.band_low, charge.band_high = before.band_low, before.band_high
    return basis or _of_load(charge, scopes, index, topic, found)


def _of_load(charge: Charge, scopes: Scopes, index: int, topic: str | None, found: list[Charge]) -> Basis | None:
    """The unit that a load, a bracket or a class tells."""
    row, words = scopes, scopes.words
    column = scopes.over(index)
    if column and column.by == BY_LOAD:
        return "per_term", nearby_term(scopes)
    if charge.credits is not None and charge.credits <= _FULL_LOAD and _is_tied(scopes):
        return "per_term", nearby_term(scopes)
    if row.bracketed:
        said = [one for one in found[-_FEW:] if one.line == row.line and one.basis not in ("unknown", "one_time")]
        if said:
            return said[-1].basis, said[-1].term
    if charge.band_low is not None or charge.band_high is not None:
        own_band = len(row.figures) == 1 or _has_band(scopes.over(index))
        if own_band and not (found and found[-1].basis == "per_year" and not row.labelled):
            return "per_term", nearby_term(scopes)
    before = found[-1] if found and found[-1].line == row.line else None
    if before and "thereafter" in words[row.right[0] : row.right[1]]:
        return before.basis, before.term
    nameless = topic is None and not (before and before.basis == "per_credit")
    of_course = nameless and any(mark.value == "per_course" for mark in scopes.pre[-2:])
    return ("per_course", None) if of_course else None


def _is_tied(scopes: Scopes) -> bool:
    """Whether a figure is the price of so many credits, by a short label, a sign, the line above or a bracket."""
    first, last = scopes.left
    return (
        1 <= last - first <= _SHORT
        or _is_for_load(scopes)
        or _equals_load(scopes)
        or _is_under_load(scopes)
        or _is_beside_load(scopes)
    )


def _is_for_load(scopes: Scopes) -> bool:
    """``Tuition for 9 credits: $1,503``."""
    words, (first, last) = scopes.words, scopes.left
    end = last - (words[last - 1] == ":")
    for mark in scopes.pre:
        if mark.use == "credits" and mark.end == end:
            return words[mark.start - 1] == "for" and mark.start - 1 - first <= _SHORT
    return False


def _equals_load(scopes: Scopes) -> bool:
    """``6 credits = $1,170``."""
    end = scopes.left[1] - 1
    return scopes.words[end] == "=" and any(mark.use == "credits" and mark.end == end for mark in scopes.pre)


def _is_under_load(scopes: Scopes) -> bool:
    """Whether the line above figures that stand alone counts credits and says nothing else."""
    row = scopes
    if row.labelled or not scopes.label:
        return False
    (start, end), marks = row.labels[0], scopes.label[0]
    return any(mark.use == "credits" and mark.start == start and mark.end == end for mark in marks)


def _is_beside_load(scopes: Scopes) -> bool:
    """``$91 (1 SCH), $182 (2 SCH)``: each of several prices is followed by its load in brackets."""
    start = scopes.right[0]
    loads = [mark for mark in scopes.around if mark.use == "credits" and scopes.words[mark.start - 1] == "("]
    return len(loads) > 1 and any(mark.start == start + 1 for mark in loads)


def _has_band(column: Column | None) -> bool:
    return column is not None and any(mark.use == "band" for mark in column.marks)
