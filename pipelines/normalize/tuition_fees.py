"""Fees that are the price of instruction, and prices that an earlier one was or will be."""

from typing import Final

from pipelines.normalize.tuition_charge import Basis, Charge
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import word_group

_RETURNS: Final = word_group("returns")
_ENROLLMENT_FEE: Final = ["enrollment", "fee"]
_NEAR: Final = 12


def fee_or_tuition(scopes: Scopes, basis: Basis | None, charge: Charge, found: list[Charge]) -> str:
    """A fee that is the price of instruction is tuition: an enrollment fee by the unit, a non-resident fee alone."""
    before = found[-1] if found and found[-1].line == scopes.line else None
    if scopes.load and _is_enrollment_table(scopes):
        return "tuition"
    if basis and basis[0] == "per_credit":
        if _is_enrollment(scopes):
            return "tuition"
        goes_on = before is not None and before.fee_named and before.kind == "tuition"
        if goes_on and not any(mark.use == "topic" for mark in scopes.pre):
            return "tuition"
    if "residency" in scopes.uses and _is_of_place(scopes):
        charge.surcharge = True
        return "tuition"
    if before and before.surcharge and not any(mark.use == "topic" for mark in (*scopes.pre, *scopes.post)):
        charge.surcharge = True
        return "tuition"
    return "fee"


def _is_of_place(scopes: Scopes) -> bool:
    """Whether the fee is one of residents or non-residents: ``out-of-state fee``."""
    named = False
    for group in (scopes.pre, scopes.post, *scopes.label):
        for mark in group:
            if mark.use == "topic":
                named = True
            elif mark.use == "residency" and _is_followed_by_fee(scopes, mark):
                return True
    if named or not scopes.heads:
        return False
    headings = [mark for group in scopes.headings for mark in group if mark.use == "residency"]
    return any(_is_followed_by_fee(scopes, mark) for mark in headings)


def _is_followed_by_fee(scopes: Scopes, mark: Mark) -> bool:
    return mark.value in ("out_of_state", "in_state") and scopes.words[mark.end : mark.end + 1] == ["fee"]


def _is_enrollment(scopes: Scopes) -> bool:
    """Whether a fee by the credit is the one for enrollment."""
    row, words = scopes, scopes.words
    if "enrollment" in words[row.left[0] : row.right[1]][-_NEAR:]:
        return True
    if row.labels and not row.labelled and words[slice(*row.labels[0])] == _ENROLLMENT_FEE:
        return True
    fees = [mark for mark in scopes.pre if mark.use == "topic"]
    return bool(fees) and fees[-1].value == "weak_fee" and words[fees[-1].start - 1] == "enrollment"


def _is_enrollment_table(scopes: Scopes) -> bool:
    """Whether a table of loads is headed by the enrollment fee and names no other price."""
    topics = [mark for group in scopes.headings for mark in group if mark.use == "topic"]
    return len(topics) == 1 and scopes.words[topics[0].start - 1 : topics[0].end] == _ENROLLMENT_FEE


def takes_over(scopes: Scopes, before: Charge) -> bool:
    """Whether a figure is the price before it at another time: ``$268 per credit; next year it will be $281``."""
    between = scopes.words[scopes.left[0] : scopes.left[1]]
    if before.line != scopes.line or word_group("taken_over").isdisjoint(between):
        return False
    known = word_group("returns") | word_group("linking")
    return all(word in known or word.isdecimal() for word in between)


def goes_back(scopes: Scopes, before: Charge) -> bool:
    """Whether a figure is what the price before it was or will be: ``$163, up from $157``."""
    row = scopes
    if before.line != row.line:
        return False
    between = [word for word in scopes.words[row.left[0] : row.left[1]] if not (len(word) == 4 and word.isdecimal())]
    return bool(between) and _RETURNS.issuperset(between)
