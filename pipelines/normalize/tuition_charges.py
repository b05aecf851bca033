"""Charges: every figure that is a price, with all that the words around it say of it."""

from dataclasses import dataclass
from typing import Any

from pipelines.normalize.tuition_amounts import as_text
from pipelines.normalize.tuition_bands import credit_marks
from pipelines.normalize.tuition_basis import nearby_term, own_basis, shared_basis
from pipelines.normalize.tuition_figures import Figure, money_words
from pipelines.normalize.tuition_kinds import WEAK, default_kind, topic_of
from pipelines.normalize.tuition_layout import Marks, rows_of
from pipelines.normalize.tuition_marks import marks_of
from pipelines.normalize.tuition_refusals import refusal_of
from pipelines.normalize.tuition_residency import residency_of
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_years import year_marks

_LARGEST_EVENT = 100_000
"""Cents from which a nameless price beside an event such as a graduation is no fee for it."""


_COORDINATED = 6


@dataclass(slots=True)
class Charge:
    """One price: amounts in cents, the rest in the words of the public form."""

    low: int
    high: int
    basis: str = "unknown"
    term: str | None = None
    residency: str = "any"
    kind: str = "tuition"
    year: str | None = None
    credits: float | None = None
    band_low: float | None = None
    band_high: float | None = None
    total: bool = False
    named: bool = True
    fee_named: bool = False
    coordinated: bool = False
    line: int = 0
    column: int = 0

    def public(self) -> dict[str, Any]:
        """The charge as a JSON-ready object."""
        return {
            "amount_min": as_text(self.low),
            "amount_max": as_text(self.high),
            "currency": "USD",
            "basis": self.basis,
            "term": self.term,
            "residency": self.residency,
            "kind": self.kind,
            "academic_year": self.year,
            "credits": self.credits,
            "credit_load_min": self.band_low,
            "credit_load_max": self.band_high,
        }


def charges_of(words: list[str]) -> list[Charge]:
    """The charges of a text in the order they stand; ``words`` may be changed."""
    money_words(words)
    numbers = [place for place, word in enumerate(words) if "0" <= word[:1] <= "9"]
    if not numbers and not any("$" in word for word in words):
        return []
    named = marks_of(words)
    if numbers:
        named = sorted([*named, *year_marks(words, numbers), *credit_marks(words, numbers)])
    marks = Marks(named)
    values = {mark.value for mark in named}
    against_us = "any" in values and any(words[mark.start : mark.end] == ["us", "resident"] for mark in named)
    dormitory = "dorm" in values
    found: list[Charge] = []
    for row in rows_of(words, marks):
        scopes = Scopes(words, marks, row)
        for index, figure in enumerate(row.figures):
            charge = _charge(scopes, index, figure, found, (against_us, dormitory))
            if charge:
                found.append(charge)
    _settle(found)
    return found


def _charge(
    scopes: Scopes, index: int, figure: Figure, found: list[Charge], readings: tuple[bool, bool]
) -> Charge | None:
    topic, total = topic_of(scopes, index)
    own = own_basis(scopes, index)
    earlier = bool(found) and found[-1].line == scopes.row.line and scopes.words[scopes.row.pre[0] - 1] not in ".;"
    if refusal_of(scopes, figure, topic, scopes.behind("basis", index) is not None, earlier):
        return None
    total = total or (topic in (None, "cost") and bool(found))
    charge = Charge(figure.low, figure.high, total=total, line=scopes.row.line, column=index)
    opening = scopes.words[scopes.row.pre[0] : scopes.row.pre[1]]
    charge.coordinated = own is not None and opening[:1] == ["and"] and len(opening) <= _COORDINATED
    charge.residency = residency_of(scopes, index, *readings)
    charge.year = None if figure.old else _year(scopes, index)
    _load(charge, scopes, index)
    _price(charge, scopes, index, topic, own, found)
    return charge


def _price(
    charge: Charge,
    scopes: Scopes,
    index: int,
    topic: str | None,
    own: tuple[str, str | None] | None,
    found: list[Charge],
) -> None:
    """Set basis, term and kind."""
    row = scopes.row
    event = _is_event(scopes) and (topic == "fee" or (topic in (None, "cost") and charge.low < _LARGEST_EVENT))
    if event and topic != "fee" and own is None:
        topic = "fee"
    basis = own
    if row.credits is not None:
        charge.credits, basis = row.credits, ("per_term", None)
    elif basis is None and event:
        basis = ("one_time", None)
    if basis is None and charge.basis == "per_course":
        basis = ("per_course", None)
    basis = basis or shared_basis(scopes, index) or _parallel(scopes, topic, found)
    if basis is None and found and found[-1].line == row.line and row.bracketed:
        basis = (found[-1].basis, found[-1].term)
    kind = topic
    if basis is None and (charge.band_low is not None or charge.band_high is not None) and len(row.figures) == 1:
        yearly = bool(found) and found[-1].basis == "per_year" and not row.labelled
        basis = None if yearly else ("per_term", nearby_term(scopes))
    if topic is None and basis is None:
        basis = next((("per_course", None) for mark in scopes.pre[-2:] if mark.value == "per_course"), None)
    charge.named = topic is not None
    if kind is None:
        kind = default_kind(basis[0] if basis else "unknown", charge.low, charge.residency != "any")
    elif kind in WEAK:
        kind = "tuition"
    if kind == "fee":
        charge.fee_named = True
        kind = _fee_or_tuition(scopes, basis, charge, found)
    if basis is None and kind in ("tuition", "total_cost", "tuition_and_fees") and charge.low >= 15000:
        basis = _yearly(scopes, charge) or _program(scopes)
    elif basis is None:
        basis = _yearly(scopes, charge)
    charge.kind = kind
    charge.basis, charge.term = basis or ("unknown", None)
    if charge.basis in ("per_credit", "per_clock_hour", "one_time"):
        charge.credits = None


def _parallel(scopes: Scopes, topic: str | None, found: list[Charge]) -> tuple[str, str | None] | None:
    """The unit of the charge before, where the same sentence goes on to the next place of residence."""
    before = found[-1] if found and found[-1].line == scopes.row.line else None
    if before is None or before.basis == "unknown" or topic not in (None, "cost", before.kind):
        return None
    return (before.basis, before.term) if scopes.before("residency", 0) else None


def _fee_or_tuition(scopes: Scopes, basis: tuple[str, str | None] | None, charge: Charge, found: list[Charge]) -> str:
    """A fee that is the price of instruction is tuition: an enrollment fee by the unit, a non-resident fee alone."""
    near = scopes.words[scopes.row.pre[0] : scopes.row.post[1]]
    if basis and basis[0] == "per_credit" and "enrollment" in near[-12:]:
        return "tuition"
    marks = [*scopes.pre, *scopes.post, *(mark for group in scopes.label for mark in group)]
    for mark in marks:
        if (
            mark.use == "residency"
            and mark.value in ("out_of_state", "in_state")
            and scopes.words[mark.end : mark.end + 1] == ["fee"]
        ):
            beside = any(one.kind == "tuition" for one in found if one.residency != charge.residency)
            return "fee" if beside else "tuition"
    return "fee"


def _is_event(scopes: Scopes) -> bool:
    groups = [scopes.pre[-6:], scopes.post[:4]]
    if not scopes.row.labelled:
        groups.extend(scopes.label)
    return any(mark.use == "event" and mark.value != "none" for group in groups for mark in group)


def _program(scopes: Scopes) -> tuple[str, str | None] | None:
    around = [mark for mark in scopes.around if mark.use == "program"]
    behind = [mark for mark in around if mark.start > scopes.row.figures[0].start]
    for group in (scopes.pre, behind[:1], around, *scopes.label, *scopes.headings):
        named = [mark for mark in group if mark.use == "program"]
        if named:
            return named[-1].value, None
    return None


def _yearly(scopes: Scopes, charge: Charge) -> tuple[str, str | None] | None:
    """A budget of a stated academic year in a single column is for that year."""
    if charge.year is None or len(scopes.row.figures) > 1:
        return None
    groups = [scopes.pre, *scopes.label, *scopes.headings]
    return ("per_year", None) if any(mark.use == "yearly" for group in groups for mark in group) else None


def _year(scopes: Scopes, index: int) -> str | None:
    column = scopes.over(index)
    over = next((mark for mark in column.marks if mark.use == "year"), None) if column else None
    mark = over or scopes.before("year", index) or scopes.behind("year", index)
    if mark is None:
        mark = next((named[-1] for named in scopes.above("year")), None)
    return mark.value or None if mark else None


def _load(charge: Charge, scopes: Scopes, index: int) -> None:
    """Set the credits that a total is tied to, or the band for which a rate holds."""
    column = scopes.over(index)
    equal = scopes.words[scopes.row.pre[1] - 1] == "="
    groups = [column.marks if column else [], scopes.post, scopes.pre[::-1], *(scopes.lead[:1] if equal else [])]
    groups += [*scopes.label, *scopes.headings]
    times = _times(scopes.words, scopes.row.figures[index].start)
    if times is not None:
        charge.credits = times
        return
    for far, group in enumerate(groups):
        mark = next((mark for mark in group if mark.use in ("band", "credits")), None)
        if mark is None or (far > 3 and mark.use == "credits"):
            continue
        if mark.use == "credits":
            charge.credits = float(mark.value)
        else:
            low, _, high = mark.value.partition(":")
            if scopes.words[mark.end - 1] == "hour" and any(
                one.use == "ce" for one in (*scopes.around, *(m for g in scopes.headings for m in g))
            ):
                charge.basis = "per_course"
                return
            charge.band_low, charge.band_high = (float(side) if side else None for side in (low, high))
        return


def _times(words: list[str], place: int) -> float | None:
    """The credits of ``$36 x 12 units, or $432``."""
    for back in range(place - 1, max(0, place - 7), -1):
        if words[back] in ("x", "times") and words[back + 1].isdecimal():
            return float(words[back + 1])
        if "$" in words[back]:
            return None
    return None


def _settle(found: list[Charge]) -> None:
    """What only the neighbors tell: sums of tuition and fees, nameless lines of a list of fees."""
    for place, charge in enumerate(found):
        if charge.total:
            parts = [
                one
                for one in found[max(0, place - 12) : place + 6]
                if one is not charge and one.column == charge.column
            ]
            summed = _summed(charge, parts)
            if summed:
                charge.kind = _sum_kind(summed)
                for part in summed:
                    if part.basis == "unknown":
                        part.basis, part.term = charge.basis, charge.term
        elif charge.basis == "unknown" and place + 1 < len(found) and found[place + 1].coordinated:
            following = found[place + 1]
            if following.line == charge.line:
                charge.basis, charge.term = following.basis, following.term
        elif not charge.named and charge.kind == "tuition" and charge.basis == "unknown":
            beside = found[max(0, place - 1) : place] + found[place + 1 : place + 2]
            if any(one.kind == "fee" for one in beside) and charge.low < 100000:
                charge.kind, charge.basis = "fee", beside[0].basis


def _summed(charge: Charge, parts: list[Charge]) -> list[Charge]:
    """The charges in a row whose amounts add up to a total."""
    for start in range(len(parts)):
        total = 0
        for end in range(start, len(parts)):
            total += parts[end].low
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
