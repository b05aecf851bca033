"""Sums: a total has the kind of what adds up to it, and its parts are paid by the same unit."""

from collections.abc import Callable

from pipelines.normalize.tuition_charge import Charge


def settle_opening(charge: Charge, behind: list[Charge]) -> None:
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


def settle_closing(charge: Charge, before: list[Charge]) -> None:
    """A nameless price that is told last has the kind of the prices right before it, of its unit, that add up to it."""
    _settle_above(charge, before, lambda one: one.line == charge.line and one.residency == charge.residency)


def settle_below(charge: Charge, before: list[Charge]) -> None:
    """A nameless price in a line of its own has the kind of the prices of the lines right above that add up to it."""
    _settle_above(charge, before, lambda one: one.line != charge.line)


def _settle_above(charge: Charge, before: list[Charge], belongs: Callable[[Charge], bool]) -> None:
    """Give a charge the kind of the last ones before it, all of its unit, that belong to it and add up to it."""
    rest, parts = charge.low, 0
    for one in reversed(before):
        if one.basis != charge.basis or one.low > rest or not belongs(one):
            return
        rest, parts = rest - one.low, parts + 1
        if rest == 0:
            break
    if rest == 0 and parts > 1:
        charge.kind = _sum_kind(before[-parts:])


def settle_total(charge: Charge, around: list[Charge]) -> None:
    """A total has the kind of what adds up to it; its parts are paid by the same unit."""
    same = ("unknown", charge.basis)
    parts = [one for one in around if one is not charge and one.column == charge.column]
    summed = _summed(charge, parts) or _summed(charge, [one for one in parts if one.basis in same])
    if not summed and charge.column:
        summed = _summed(charge, [one for one in around if one.line == charge.line and one.column < charge.column])
    if not summed:
        kinds = {part.kind for part in parts if part.line < charge.line}
        if charge.kind == "total_cost" and kinds == {"tuition", "fee"}:
            charge.kind = "tuition_and_fees"  # cells that are empty hide which parts it has
        return
    charge.kind = _sum_kind(summed)
    units = {(part.basis, part.term) for part in summed}
    if charge.basis == "unknown" and len(units) == 1:
        charge.basis, charge.term = units.pop()
    for part in summed:
        if part.credits is not None and charge.basis == "per_program":
            continue  # Semester 1 (14 credits): a term of it
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
        return "tuition_and_fees" if any(part.fee_named or part.called_fee for part in parts) else "tuition"
    if len(kinds) == 1:
        return kinds.pop()
    return "tuition_and_fees" if kinds <= {"tuition", "fee", "tuition_and_fees"} else "total_cost"
