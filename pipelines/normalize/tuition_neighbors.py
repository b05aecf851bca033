"""What only the neighbors of a charge tell: shared units and loads, nameless lines of fees, parts of a total."""

from typing import Final

from pipelines.normalize.tuition_charge import Charge
from pipelines.normalize.tuition_kinds import default_kind
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_sums import settle_below, settle_closing, settle_opening, settle_total

_BACK: Final = 12
_FAR_APART: Final = 4
_AHEAD: Final = 6
_LARGEST_FEE: Final = 100_000


def close(found: list[Charge], marks: list[Mark], end: int) -> None:
    """Give the unit that ends a text to charges none of which has one: ``County: $93. State: $110. (Per credit.)``."""
    units = [mark for mark in marks if mark.use == "basis"]
    if not units or units[-1].start < end:
        return
    if any(one.basis != "unknown" for one in found) or len(units) != 1:
        return
    for one in found:
        one.basis, one.term = units[0].value, units[0].term
        if not one.named:
            one.kind = default_kind(one.basis, one.low, one.residency != "any")


def _share_bracket(found: list[Charge]) -> None:
    """Give what a bracket behind the last price of a line says to the nameless prices before it."""
    last = found[-1]
    if not last.bracket_behind:
        return
    others = [one for one in found if one.line == last.line][:-1]
    if not others or len(others) > _BACK:
        return
    if any(one.named or one.own_unit or one.year or one.residency != "any" or one.basis != "unknown" for one in others):
        return
    for one in others:
        one.kind, one.basis, one.term, one.residency, one.year = (
            last.kind, last.basis, last.term, last.residency, last.year,
        )  # fmt: skip


def _share_load(charge: Charge, following: Charge) -> None:
    """Give the load behind the price of one place of residence, in a bracket or of both, to that of another."""
    if charge.band_low is not None or charge.band_high is not None or charge.credits is not None:
        return
    if _parallel(charge, following) and charge.residency != following.residency and charge.basis == following.basis:
        charge.band_low, charge.band_high, charge.bracket_load = following.band_low, following.band_high, True
        charge.credits = following.credits


def settle(found: list[Charge]) -> None:
    """Correct kind and basis of the charges of a text, in place, by the charges beside them."""
    if len(found) < 2:
        return
    _share_bracket(found)
    surcharges = _surcharges(found)
    following = found[-1]
    for charge in found[-2::-1]:
        if charge.basis == "unknown":
            _share(charge, following)
        if following.bracket_load:
            _share_load(charge, following)
        following = charge
    for place, charge in enumerate(found):
        if charge.surcharge and surcharges:
            charge.kind = "fee"
        behind = found[place + 1] if place + 1 < len(found) else None
        if behind and behind.kind_behind and not charge.named and _parallel(charge, behind):
            charge.kind, charge.year = behind.kind, charge.year or behind.year
        if not charge.named and not charge.total:
            settle_opening(charge, found[place + 1 : place + _AHEAD])
            if place > 1:
                settle_below(charge, found[max(0, place - _BACK) : place])
            if charge.own_unit and place > 1:
                settle_closing(charge, found[max(0, place - _BACK) : place])
        if charge.total:
            settle_total(charge, found[max(0, place - _BACK) : place + _AHEAD])
        elif behind and charge.basis == "per_term" and _lacks_term(charge, behind):
            charge.term = behind.term
        elif charge.basis != "unknown" or (place + 1 == len(found) and place == 0):
            continue
        elif not charge.named and charge.kind == "tuition" and charge.low < _LARGEST_FEE:
            beside = found[max(0, place - 1) : place] + found[place + 1 : place + 2]
            if any(one.kind == "fee" for one in beside):
                charge.kind, charge.basis = "fee", beside[0].basis


def _surcharges(found: list[Charge]) -> bool:
    """Whether some charge comes on top of a tuition that is told."""
    for charge in found:
        if charge.surcharge:
            return any(one.kind == "tuition" and not one.fee_named for one in found)
    return False


def _share(charge: Charge, following: Charge) -> None:
    """Give a price without a unit the one behind the next price, and its load."""
    if charge.basis != "unknown" or charge.total:
        return
    if charge.credits and following.credits and charge.line == following.line and following.basis == "per_term":
        charge.basis, charge.term = following.basis, following.term  # 3 hours $216, 6 hours $414
        return
    if not _shares_unit(charge, following):
        return
    charge.basis, charge.term, charge.own_unit = following.basis, following.term, True
    if charge.basis == "per_term" and charge.credits is None:
        charge.credits = following.credits
    if not charge.named:
        charge.kind = default_kind(charge.basis, charge.low, charge.residency != "any")


def _parallel(charge: Charge, following: Charge) -> bool:
    """Whether two prices of one line are for two places of residence."""
    return charge.line == following.line and "any" not in (charge.residency, following.residency)


def _lacks_term(charge: Charge, following: Charge) -> bool:
    """Whether a price for a term stands before one whose unit tells which kind of term both are for."""
    if charge.basis != "per_term" or charge.term or charge.own_unit or following.basis != "per_term":
        return False
    return following.own_unit and _parallel(charge, following)


def _shares_unit(charge: Charge, following: Charge) -> bool:
    """Whether the unit behind the next charge of the line speaks of this one too: ``$120 and $240 per credit``."""
    if charge.line != following.line or not following.own_unit:
        return False
    if following.unit_before and charge.low > _FAR_APART * following.low:
        return False
    if charge.credits is not None and charge.low == charge.credits * following.low:
        return False
    if following.coordinated:
        return True
    if following.unit_bracketed and (not charge.named or charge.kind == following.kind != "fee"):
        charge.unit_bracketed = True
        return True
    if not charge.named and not following.named and following.basis == "per_credit":
        return charge.low <= _FAR_APART * following.low <= _FAR_APART**2 * charge.low
    parallel = bool(charge.year and following.year) or "any" not in (charge.residency, following.residency)
    same = charge.kind == following.kind or (not charge.named and following.kind_behind)
    return parallel and same
