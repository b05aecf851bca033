"""Basis, term and kind of a charge, decided together: a fee for an event is paid once, a program as a whole."""

from typing import Final

from pipelines.normalize.tuition_charge import Basis, Charge
from pipelines.normalize.tuition_events import goes_on, is_applied_for, is_check, is_event
from pipelines.normalize.tuition_fees import fee_or_tuition, goes_back, takes_over
from pipelines.normalize.tuition_kinds import WEAK, default_kind
from pipelines.normalize.tuition_parallels import keep_band
from pipelines.normalize.tuition_programs import of_named_course, of_program, yearly
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_shared_basis import shared_basis
from pipelines.normalize.tuition_unsaid import of_load_table, unsaid_basis
from pipelines.normalize.tuition_word_groups import EQUAL, word_group

_TAKEN_UP: Final = word_group("taken_up")
_LARGEST_EVENT: Final = 100_000
"""Cents from which a nameless price beside an event such as a graduation is no fee for it."""
_FEE_UNITS: Final = frozenset(("per_term", "per_year", "per_month", "unknown", "one_time"))
_RATES: Final = frozenset(("per_credit", "per_clock_hour", "per_course"))
_NO_LOAD: Final = frozenset(("per_credit", "per_clock_hour", "one_time"))
_EACH: Final = frozenset(("each", "every", "any"))
_LESSONS: Final = frozenset(("per_term", "per_course", "per_credit", "per_clock_hour"))
_ONCE: Final = ("one_time", None)
_LARGEST_FEE: Final = 20_000
_LEAST_RATE: Final = 1_000
_LEAST_PLAIN: Final = 4_000
_FEW: Final = 12
"""Charges before one that are looked at, so that no text costs more than its length."""


def set_price(
    charge: Charge, scopes: Scopes, index: int, topic: str | None, own: Basis | None, found: list[Charge]
) -> None:
    """Set basis, term and kind; ``own`` is the unit that stands with the figure, ``found`` the charges before it."""
    if own is None and found and scopes.words[scopes.figures[index].start - 1] in _TAKEN_UP:
        again = _named_before(charge, found)
        if again:
            charge.basis, charge.term, charge.kind, charge.fee_named = (
                again.basis, again.term, again.kind, again.fee_named,
            )  # fmt: skip
            return
    if topic == "other" and _is_of_people(scopes):
        unit = own or shared_basis(scopes, index)
        topic = None if unit and unit[0] in _RATES else topic
    if topic == "tuition" and own == _ONCE and _is_called_fee(scopes):
        topic = "fee"
    event = False
    if "event" in scopes.uses or (own is None and found):
        topic, event = _with_event(charge, scopes, index, topic, own, found)
    elif topic in WEAK and own and own[0] == "one_time":
        topic = "fee"
    if own == ("unknown", None) and _is_of_each_class(scopes):
        own = ("per_course", None)
    basis = own
    if scopes.load is not None:
        basis = of_load_table(charge, scopes, own, scopes.load)
    elif own is None:
        basis = unsaid_basis(charge, scopes, index, topic, event, found)
    elif found and found[-1].line == scopes.line and found[-1].basis == own[0]:
        keep_band(charge, scopes, own, found[-1])
    if topic is None:
        charge.named = False
    elif topic == "tuition_and_fees":
        charge.kind_behind = any(mark.value == topic for mark in scopes.post)
    elif topic == "tuition" and own and scopes.flags & EQUAL:
        charge.called_fee = _is_called_fee(scopes)
    kind = topic
    if kind is None or kind == "fee" or kind in WEAK:
        kind, basis = _kind(charge, scopes, topic, basis, found)
    if basis is None:
        basis = _late_basis(charge, scopes, index, topic, kind, found)
    charge.kind = kind
    charge.basis, charge.term = basis or ("unknown", None)
    if charge.credits is not None and (charge.basis in _NO_LOAD or (kind == "fee" and charge.basis == "per_course")):
        charge.credits = None


def _is_of_each_class(scopes: Scopes) -> bool:
    """``Each noncredit course costs $65 per person``."""
    words = scopes.words
    for mark in scopes.pre:
        if mark.use == "program" and mark.value == "per_course":
            before = words[max(scopes.left[0], mark.start - 2) : mark.start]
            return not _EACH.isdisjoint(before) and not before[-1].isdecimal()
    return False


def _named_before(charge: Charge, found: list[Charge]) -> Charge | None:
    """The earlier charge that a text takes up: ``$46 per unit`` and later ``the $46 enrollment fee``."""
    same = [one for one in found[-_FEW:] if one.own_unit and one.low == charge.low and one.high == charge.high]
    return same[-1] if same else None


def _is_of_people(scopes: Scopes) -> bool:
    """Whether those who come along pay by the credit, as students do."""
    spans = (scopes.left, scopes.right, *scopes.labels)
    return any(not word_group("people").isdisjoint(scopes.words[slice(*span)]) for span in spans)


def _is_bare(scopes: Scopes, basis: Basis | None) -> bool:
    """Whether a price by the credit has no label at all: ``$36 per unit starting Fall 2011``."""
    label = scopes.words[scopes.left[0] : scopes.left[1]]
    return (
        basis is not None
        and basis[0] == "per_credit"
        and not any(word.isalpha() for word in label)
        and not scopes.labels
    )


def _is_of_learners(scopes: Scopes) -> bool:
    """Whether those who pay less for instruction than others are named: seniors, pupils of high schools."""
    spans = (scopes.left, *scopes.labels)
    return any(not word_group("learners").isdisjoint(scopes.words[slice(*span)]) for span in spans)


def _is_called_fee(scopes: Scopes) -> bool:
    """Whether a price of instruction is called a fee: ``$20 per unit enrollment fee``."""
    named = [mark for mark in (*scopes.pre, *scopes.post) if mark.use == "topic"]
    return any(scopes.words[mark.end - 1] == "fee" for mark in named)


def _with_event(
    charge: Charge, scopes: Scopes, index: int, topic: str | None, own: Basis | None, found: list[Charge]
) -> tuple[str | None, bool]:
    """The topic of a figure and whether it is paid for an event: a nameless price beside an event is a fee."""
    event = False
    if topic == "room_and_board" and "event" in scopes.uses and is_applied_for(scopes):
        topic = "fee"
    if "event" in scopes.uses and is_event(scopes, index):
        event = topic == "fee" or (topic in (None, "cost") and charge.low < _LARGEST_EVENT)
        event = event and charge.basis != "per_course" and not _is_part_of_rate(scopes, found)
    if not event and own is None and found and topic in (None, "fee") and charge.low < _LARGEST_EVENT:
        event = goes_on(scopes, found[-1])
    if own is None:
        return ("fee" if event else topic), event
    small = event and own[0] in _FEE_UNITS and charge.low < _LARGEST_FEE and not _is_of_learners(scopes)
    return ("fee" if topic in WEAK and (small or own[0] == "one_time") else topic), event


def _is_part_of_rate(scopes: Scopes, found: list[Charge]) -> bool:
    """``$366 per unit ($301 tuition, $46 enrollment fee)``: parts of a rate in brackets are paid by the same unit."""
    added = scopes.words[scopes.figures[0].start - 1] == "+"
    before = found[-1] if (scopes.bracketed or added) and found else None
    return before is not None and before.line == scopes.line and before.basis == "per_credit"


def _kind(
    charge: Charge, scopes: Scopes, topic: str | None, basis: Basis | None, found: list[Charge]
) -> tuple[str, Basis | None]:
    """The kind of a charge, and its unit where the charge before tells it."""
    kind = topic or "tuition"
    if topic in WEAK:
        small = basis is not None and basis[0] == "per_credit" and 0 < charge.low < _LEAST_RATE
        kind = "fee" if small else "tuition"
    elif topic is None:
        if charge.credits is not None and basis and basis[0] == "per_term":
            kind = "tuition"
        elif found and (goes_back(scopes, found[-1]) or takes_over(scopes, found[-1])):
            kind = found[-1].kind
            basis = basis or (found[-1].basis, found[-1].term)
        else:
            if charge.low < _LEAST_PLAIN and basis and basis[0] in _LESSONS and _is_of_learners(scopes):
                return "tuition", basis
            told = charge.residency != "any" or (
                charge.low < _LEAST_PLAIN and (_is_of_learners(scopes) or _is_bare(scopes, basis))
            )
            kind = default_kind(basis[0] if basis else "unknown", charge.low, told)
    if kind == "fee":
        charge.fee_named = True
        kind = fee_or_tuition(scopes, basis, charge, found)
    return kind, basis


def _late_basis(
    charge: Charge, scopes: Scopes, index: int, topic: str | None, kind: str, found: list[Charge]
) -> Basis | None:
    """The unit that only the kind tells: a check is paid once, a budget by the year, a program as a whole."""
    if kind == "other" and is_check(scopes):
        return "one_time", None
    basis = yearly(scopes, charge) or of_program(charge, scopes, index, kind, found)
    if basis is None and (kind == "fee" or topic is None) and of_named_course(scopes):
        basis = ("per_course", None)
    return basis
