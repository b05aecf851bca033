"""Charges: every figure that is a price, with all that the words around it say of it."""

from operator import itemgetter

from pipelines.normalize.tuition_amounts import NUMBER_WORDS
from pipelines.normalize.tuition_bands import credit_marks
from pipelines.normalize.tuition_basis import own_basis
from pipelines.normalize.tuition_charge import Charge
from pipelines.normalize.tuition_figures import Figure, count_words, money_words, number_places
from pipelines.normalize.tuition_kinds import topic_of
from pipelines.normalize.tuition_layout import rows_of
from pipelines.normalize.tuition_loads import outside_of_year, set_load, set_product, year_of
from pipelines.normalize.tuition_marks import Mark, Marks, marks_of
from pipelines.normalize.tuition_phrases import word_set
from pipelines.normalize.tuition_pricing import set_price
from pipelines.normalize.tuition_refusals import refusal_of
from pipelines.normalize.tuition_residency import residency_of
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_sums import close, settle
from pipelines.normalize.tuition_years import year_marks

_CARRIED = frozenset(("salary", "wealth", "loan"))
"""Reasons that hold on for figures of the same line with no word of their own: ``mean $48,780, top $77,810``."""
_COORDINATED = 6
_LABEL = 5
_START = itemgetter(0)


def charges_of(words: list[str]) -> list[Charge]:
    """The charges of a text in the order they stand; ``words`` may be changed."""
    money_words(words)
    if not NUMBER_WORDS.isdisjoint(words):
        count_words(words)
    signed, numbers = number_places(words)
    if not numbers and not signed:
        return []
    named = marks_of(words)
    if numbers:
        counted = [*year_marks(words, numbers), *credit_marks(words, numbers)]
        if counted:
            named = sorted([*named, *counted], key=_START)
    marks = Marks(named, words)
    values = marks.values
    against_us = "any" in values and any(words[mark.start : mark.end] == ["us", "resident"] for mark in named)
    dormitory = "dorm" in values
    found: list[Charge] = []
    refused: dict[int, str] = {}
    end = 0
    for row in rows_of(words, marks, signed, numbers):
        end = row.figures[-1].end
        scopes = Scopes(words, marks, row)
        for index, figure in enumerate(row.figures):
            charge = _charge(scopes, index, figure, found, (against_us, dormitory), refused)
            if charge:
                found.append(charge)
    if found and "basis" in marks.uses:
        close(found, [mark for mark in named if mark.use == "basis"], end)
    settle(found)
    return found


def words_around(words: list[str], mark: Mark) -> tuple[str, str]:
    """The word before a mark and the one behind it; empty at the end of the text."""
    return words[mark.start - 1], words[mark.end] if mark.end < len(words) else ""


def _is_listed(scopes: Scopes) -> bool:
    """Whether a figure is a line of a list, a label and a price, and no sentence."""
    row = scopes.row
    return row.labelled and row.pre[1] - row.pre[0] <= _LABEL and row.post[0] == row.post[1]


def _is_required(scopes: Scopes) -> bool:
    """Whether the sentence says that the program asks for what is paid to others."""
    row = scopes.row
    return not word_set("required").isdisjoint(scopes.words[row.pre[0] : row.post[1]])


def _charge(
    scopes: Scopes,
    index: int,
    figure: Figure,
    found: list[Charge],
    readings: tuple[bool, bool],
    refused: dict[int, str],
) -> Charge | None:
    topic, total = topic_of(scopes, index)
    own = own_basis(scopes, index)
    if topic == "!exam" and ((found and _is_listed(scopes)) or _is_required(scopes)):
        topic = "other"
    reason = refusal_of(scopes, index, topic, found)
    line = scopes.row.line
    if reason is None and topic is None and own is None and refused.get(line) in _CARRIED:
        reason = None if found and found[-1].line == line else refused[line]
    if reason:
        refused[line] = reason
        return None
    total = total or (topic == "cost" and bool(found))
    charge = Charge(figure.low, figure.high, total=total, line=line, column=index)
    first, last = scopes.row.pre
    charge.own_unit = own is not None
    if charge.own_unit:
        behind = scopes.behind("basis", index)
        charge.unit_before = behind is None
        charge.unit_bracketed = behind is not None and words_around(scopes.words, behind) == ("(", ")")
    charge.coordinated = charge.own_unit and last - first <= _COORDINATED and scopes.words[first] in ("and", "+")
    charge.residency = residency_of(scopes, index, *readings)
    charge.year = None if figure.old else year_of(scopes, index)
    set_load(charge, scopes, index)
    set_price(charge, scopes, index, topic, own, found)
    if found and charge.credits is None and charge.basis in ("unknown", "per_program"):
        set_product(charge, scopes, found[-1])
    if charge.year and charge.basis == "one_time" and outside_of_year(scopes):
        charge.year = None
    return charge
