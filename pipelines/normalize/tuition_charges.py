"""Charges: every figure that is a price, with all that the words around it say of it."""

from typing import Final

from pipelines.normalize.tuition_amounts import NUMBER_WORDS
from pipelines.normalize.tuition_basis import own_basis
from pipelines.normalize.tuition_carried import Refused, carried, held, moved_from, unless_owned
from pipelines.normalize.tuition_charge import Basis, Charge
from pipelines.normalize.tuition_figures import count_words, money_words
from pipelines.normalize.tuition_layout import rows_of
from pipelines.normalize.tuition_load_columns import BY_LOAD
from pipelines.normalize.tuition_loads import (
    keep_rate,
    outside_of_year,
    set_factor,
    set_load,
    set_product,
    year_behind,
    year_of,
)
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_neighbors import close, settle
from pipelines.normalize.tuition_pricing import set_price
from pipelines.normalize.tuition_refusals import is_doubtful, refusal_of
from pipelines.normalize.tuition_residency import residency_of
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_shared_basis import is_listed_class
from pipelines.normalize.tuition_text import text_of
from pipelines.normalize.tuition_topics import topic_of
from pipelines.normalize.tuition_word_groups import BRACKET, PROSE, TIMES, word_set

_REWRITTEN: Final = NUMBER_WORDS | {"dollar", "usd"}
_COORDINATED: Final = 6
_TELL_NOTHING: Final = frozenset(("per_year", "per_month", "unknown"))
"""Units of wages, rents and loans as much as of prices."""
_PRICED: Final = frozenset(("topic", "residency", "year", "event", "credits", "band", "class_hours"))
"""Uses of which a text of prices has one at least, or else a unit of instruction."""
_INSTRUCTION: Final = frozenset(("per_credit", "per_clock_hour", "per_course", "per_term", "per_program"))
_NAMES: Final = frozenset(("other", "fee"))
"""Topics that the name of a class can look like: a notary's class, one in CPR."""
_PRODUCTS: Final = frozenset(("unknown", "per_program", "per_course"))
"""Units of prices that can be so many times the price of a credit."""


def charges_of(words: list[str]) -> list[Charge]:
    """The charges of a text in the order they stand; ``words`` may be changed."""
    if not _REWRITTEN.isdisjoint(words):
        money_words(words)
        count_words(words)
    text = text_of(words)
    if not text.numbers and not text.signed:
        return []
    text.doubtful = is_doubtful(text)
    found: list[Charge] = []
    refused: Refused = {}
    end = 0
    rows = rows_of(text)
    rows.reverse()  # taken from the end, so that what a row has found is freed with it
    while rows:
        scopes = rows.pop()
        scopes.look()
        for index in range(len(scopes.figures)):
            charge = _charge(scopes, index, found, refused)
            if charge:
                found.append(charge)
        end = scopes.figures[-1].end
    if found and found[0].basis == "unknown" and not refused and "basis" in text.uses:
        close(found, text.marks, end)
    if len(found) > 1:
        settle(found)
    return found


def _charge(scopes: Scopes, index: int, found: list[Charge], refused: Refused) -> Charge | None:
    row, uses = scopes, scopes.uses
    figure = row.figures[index]
    topic, total = scopes.topic or topic_of(scopes, index)
    behind = scopes.behind("basis", index) if scopes.post and "basis" in uses else None
    own = own_basis(scopes, index, behind)
    if topic and topic[0] == "!":
        topic = unless_owned(scopes, topic, found)
    if own is None and refused and figure.start == row.left[1]:
        own = moved_from(scopes, refused)
    if own is None and topic in _NAMES and "per_course" in scopes.values and is_listed_class(scopes, index):
        topic, own = "cost", ("per_course", None)
    reason = _reason(scopes, index, topic, own, found, refused)
    if reason:
        refused[row.line] = reason, len(found), own
        return None
    charge = Charge(figure.low, figure.high, row.line, index)
    summing = topic in ("cost", "total_cost") or (topic is None and own and len(row.figures) > 1)
    if total or topic == "total_cost" or (found and summing):
        charge.total = True
    if own:
        _set_unit(charge, scopes, behind)
    if scopes.flags & BRACKET:
        first, last = row.right
        charge.bracket_behind = row.left[1] < first < last and scopes.words[first] == "("
    if "residency" in uses or scopes.text.counties:
        _set_residency(charge, scopes, index, topic)
    if "year" in uses:
        _set_year(charge, scopes, index)
    _set_loads(charge, scopes, index, topic, own, found)
    if charge.year and charge.basis == "one_time" and outside_of_year(scopes):
        charge.year = None
    return charge


def _reason(
    scopes: Scopes, index: int, topic: str | None, own: Basis | None, found: list[Charge], refused: Refused
) -> str | None:
    """Why a figure is no price, or None: by its own words, by those of a figure before it, or as nothing is said."""
    reason = None
    if topic is None or topic[0] == "!" or scopes.text.doubtful:
        reason = refusal_of(scopes, index, topic, found)
    if reason is None and refused:
        reason = carried(scopes, own, found, refused) if topic is None else None
        reason = reason or held(scopes, own, found, refused)
    nameless = topic is None and (own is None or own[0] in _TELL_NOTHING)
    if reason is None and nameless and scopes.flags & PROSE and not scopes.figures[index].old:
        return None if _speaks_of_prices(scopes) else "unsaid"
    return reason


def _set_residency(charge: Charge, scopes: Scopes, index: int, topic: str | None) -> None:
    """Set who pays a price; residents who pay for a room are those who live there, wherever they are from."""
    charge.residency = residency_of(scopes, index)
    settled = topic != "room_and_board" or charge.residency != "in_state" or "out_of_state" in scopes.values
    if not settled and scopes.near("residency"):
        charge.residency = "any"


def _set_year(charge: Charge, scopes: Scopes, index: int) -> None:
    """Set the academic year; that of an earlier price must stand right behind it."""
    if not scopes.figures[index].old:
        charge.year = year_of(scopes, index)
        return
    mark = year_behind(scopes)
    charge.year = mark.value or None if mark else None


def _set_loads(
    charge: Charge, scopes: Scopes, index: int, topic: str | None, own: Basis | None, found: list[Charge]
) -> None:
    """Set the price with the credits that it is tied to, and settle products with the charge before."""
    uses, times = scopes.uses, scopes.flags & TIMES
    loaded = "credits" in uses or "band" in uses or "class_hours" in uses
    if loaded or times or (scopes.columns and scopes.columns[0].by == BY_LOAD):
        set_load(charge, scopes, index)
    set_price(charge, scopes, index, topic, own, found)
    if not found:
        return
    before = found[-1]
    of_credits = charge.basis in _PRODUCTS or charge.basis == before.basis
    if of_credits and "credits" in uses and charge.credits is None:
        set_product(charge, scopes, before)
    if not times:
        return
    if before.basis == "per_credit":
        keep_rate(charge, before)
    if charge.credits and _is_of_courses(charge, before):
        charge.credits = None
    if charge.basis == "per_credit":
        set_factor(before, scopes, charge)


def _is_of_courses(charge: Charge, before: Charge) -> bool:
    """``$2,385 per course X 5 = $11,925``: so many courses, no credits."""
    return before.basis == "per_course" and charge.low == (charge.credits or 0) * before.low


def _speaks_of_prices(scopes: Scopes) -> bool:
    """Whether a text says anywhere what is paid, by whom, when, by which unit of instruction, or that it is paid."""
    if not (_PRICED.isdisjoint(scopes.uses) and _INSTRUCTION.isdisjoint(scopes.values)):
        return True
    return not word_set("paying").isdisjoint(scopes.words[scopes.left[0] : scopes.right[1]])


def _set_unit(charge: Charge, scopes: Scopes, behind: Mark | None) -> None:
    """Tell where the unit of a charge stands: before it, in a bracket of its own, behind a price that goes on."""
    words, (first, last) = scopes.words, scopes.left
    charge.own_unit = True
    charge.unit_before = behind is None
    if behind and scopes.flags & BRACKET:
        end = behind.end
        charge.unit_bracketed = words[behind.start - 1] == "(" and end < len(words) and words[end] == ")"
    charge.coordinated = last - first <= _COORDINATED and words[first] in ("and", "+")
