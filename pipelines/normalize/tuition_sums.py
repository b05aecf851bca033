"""What only the neighbors of a charge tell: sums of tuition and fees, nameless lines of fees, shared units."""

from pipelines.normalize.tuition_charge import Charge
from pipelines.normalize.tuition_kinds import default_kind
from pipelines.normalize.tuition_marks import Mark

_BACK = 12
_FAR_APART = 4
_AHEAD = 6
_LARGEST_FEE = 100_000


def close(found: list[Charge], units: list[Mark], end: int) -> None:
    """Give the unit that ends a text to charges none of which has one: ``County: $93. State: $110. (Per credit.)``."""
    if len(units) != 1 or units[0].start < end or any(one.basis != "unknown" for one in found):
        return
    for one in found:
        one.basis, one.term = units[0].value, units[0].term
        if not one.named:
            one.kind = default_kind(one.basis, one.low, one.residency != "any")


def settle(found: list[Charge]) -> None:
    """Correct kind and basis of the charges of a text, in place, by the charges beside them."""
    if len(found) < 2:
        return
    named = any(one.kind == "tuition" and not one.fee_named for one in found)
    for place in range(len(found) - 2, -1, -1):
        _share(found[place], found[place + 1])
    for place, charge in enumerate(found):
        if charge.surcharge and named:
            charge.kind = "fee"
        following = found[place + 1] if place + 1 < len(found) else None
        if following and not charge.named and following.kind_behind and _parallel(charge, following):
            charge.kind, charge.year = following.kind, charge.year or following.year
        if not charge.named and not charge.total:
            _settle_opening(charge, found[place + 1 : place + _AHEAD])
        if charge.total:
            _settle_total(charge, found[max(0, place - _BACK) : place + _AHEAD])
        elif place + 1 < len(found) and _lacks_term(charge, found[place + 1]):
            charge.term = found[place + 1].term
        elif charge.basis != "unknown" or (place + 1 == len(found) and place == 0):
            continue
        elif not charge.named and charge.kind == "tuition" and charge.low < _LARGEST_FEE:
            beside = found[max(0, place - 1) : place] + found[place + 1 : place + 2]
            if any(one.kind == "fee" for one in beside):
                charge.kind, charge.basis = "fee", beside[0].basis


def _share(charge: Charge, following: Charge) -> None:
    """Give a price without a unit the one behind the next price, and its load."""
    if charge.basis != "unknown" or charge.total or not _shares_unit(charge, following):
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
    parallel = bool(charge.year and following.year) or "any" not in (charge.residency, following.residency)
    same = charge.kind == following.kind or (not charge.named and following.kind_behind)
    return parallel and same


def _settle_opening(charge: Charge, behind: list[Charge]) -> None:
    """A nameless price that is told first has the kind of the prices behind it in the line that add up to it."""
    rest = charge.low
    parts: list[Charge] = []
    for one in behind:
        if one.line != charge.line or one.low > rest:
            return
        parts.append(one)
        rest -= one.low
        if rest == 0:
            break
    if rest or len(parts) < 2:
        return
    charge.kind = _sum_kind(parts)
    for part in parts:
        if part.basis == "unknown":
            part.basis, part.term = charge.basis, charge.term


def _settle_total(charge: Charge, around: list[Charge]) -> None:
    """A total has the kind of what adds up to it; its parts are paid by the same unit."""
    same = ("unknown", charge.basis)
    parts = [one for one in around if one is not charge and one.column == charge.column]
    summed = _summed(charge, parts) or _summed(charge, [one for one in parts if one.basis in same])
    if not summed:
        return
    charge.kind = _sum_kind(summed)
    for part in summed:
        if part.basis == "unknown" or (part.basis == charge.basis == "per_term" and part.term is None):
            part.basis, part.term = charge.basis, charge.term


def _summed(charge: Charge, parts: list[Charge]) -> list[Charge]:
    """The charges in a row whose amounts add up to a total."""
    for start in range(len(parts)):
        total = 0
        for end in range(start, len(parts)):
            total += parts[end].low
            if total > charge.low:
                break
            if total == charge.low and end > start:
                return parts[start : end + 1]
    return []


def _sum_kind(parts: list[Charge]) -> str:
    kinds = {part.kind for part in parts}
    if kinds == {"tuition"}:
        return "tuition_and_fees" if any(part.fee_named for part in parts) else "tuition"
    if len(kinds) == 1:
        return kinds.pop()
    return "tuition_and_fees" if kinds <= {"tuition", "fee", "tuition_and_fees"} else "total_cost"
