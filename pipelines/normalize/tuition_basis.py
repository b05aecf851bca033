"""What an amount is paid for: the unit of price that stands with a figure, and the kind of term that it names."""

from typing import Final

from pipelines.normalize.tuition_amounts import NUMBER_WORDS
from pipelines.normalize.tuition_charge import Basis
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_phrases import unit_at
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_unit_behind import counted_times, unit_behind
from pipelines.normalize.tuition_word_groups import LABEL, TERM, TIMES, UNIT, word_group

_LABEL_UNITS: Final = word_group("label_units")
_TERMS: Final = word_group("terms")
_ENDS: Final = frozenset((".", ";", "|", "\n"))
_ARTICLES: Final = frozenset(("a", "an"))
_ITEM_ENDS: Final = frozenset((",", ";", ")"))
_LABEL_SIGNS: Final = frozenset((":", "|"))
_RATES: Final = frozenset(("per_credit", "per_clock_hour"))
_FAR_APART: Final = 4
_FAR_OFF: Final = 3
_BESIDE: Final = 2
_NAMED_TERM: Final = 8


def own_basis(scopes: Scopes, index: int, behind: Mark | None) -> Basis | None:
    """The unit that stands with the figure itself, behind it or before it; ``behind``: the one that ``per`` begins."""
    uses, flags = scopes.uses, scopes.flags
    if flags & TIMES or "credits" in uses:
        counted = counted_times(scopes, index)
        if counted:
            return counted
    start, end = scopes.right
    if flags & UNIT and (start < end or flags & TIMES) and (behind is None or behind.start > start + 1):
        unit = unit_behind(scopes)
        if unit:
            return unit
    if behind and not (index + 1 < len(scopes.figures) and _is_last_alone(scopes, index, behind)):
        if behind.value != "per_credit":
            return behind.value, behind.term
        return with_hours(scopes, behind, (behind.value, behind.term or _term_behind(scopes, behind)))
    if "one_time_words" in scopes.values and any(mark.value == "one_time_words" for mark in scopes.post):
        return "one_time", None
    return _basis_before(scopes, index)


def _basis_before(scopes: Scopes, index: int) -> Basis | None:
    """The unit that stands before a figure as its label."""
    uses, end = scopes.uses, scopes.left[1]
    if "basis" in uses:
        before = scopes.before("basis", index)
        if before and before.value == "unknown" and _is_of_thing(scopes.words, before, end):
            told = [mark for mark in scopes.pre if mark.use == "basis" and mark.value != "unknown"]
            before = told[-1] if told else None
        if before and not _is_thing(scopes, before, end):
            return with_hours(scopes, before, (before.value, before.term))
    if "period" in uses:
        period = scopes.before("period", index)
        if period and period.value != "per_year" and _is_priced(scopes.words[period.end : end]):
            return None if _is_under_rate(scopes) else (period.value, period.term)
    if end and scopes.words[end - 1] == "each" and any(mark.use in ("band", "credits") for mark in scopes.around):
        return "per_credit", None
    flags = scopes.flags
    label = _label(scopes) if flags & LABEL and not index else None
    return label or (_named_term(scopes) if flags & TERM else None)


def _is_of_thing(words: list[str], mark: Mark, end: int) -> bool:
    """``Plan A (19 meals a week)``, ``19 a week``: how often something comes, no unit of its price."""
    return (
        ")" in words[mark.end : end]
        or words[mark.start - 1] == "meal"
        or any(word.isdecimal() for word in words[mark.start - 2 : mark.start])
    )


def _is_under_rate(scopes: Scopes) -> bool:
    """Whether a row that only says when stands under a rate: ``Cost per credit``, below it ``Fall 2015 $108``."""
    if not (scopes.labels or scopes.heads) or any(mark.use == "topic" for mark in scopes.pre):
        return False
    above = scopes.above("basis")
    return bool(above) and all(mark.value in _RATES for mark in above[0])


def _is_priced(between: list[str]) -> bool:
    """Whether the price of a named term follows it: ``Winter quarter, full-time resident:``."""
    return len(between) <= _BESIDE or word_group("of_period").issuperset(between)


def with_hours(scopes: Scopes, mark: Mark, basis: Basis) -> Basis:
    """A bare hour is a clock hour where the row speaks of clock hours or of vocational classes."""
    words, row = scopes.words, scopes
    if basis[0] != "per_credit" or mark.end - mark.start > 2:
        return basis
    if words[mark.end - 1] != "hour" and words[mark.start] != "hourly":
        return basis
    first = min(row.left[0], *(span[0] for span in row.leads)) if row.leads else row.left[0]
    spans = [(first, row.right[1]), *row.heads[-1:]]
    if all(word_group("clock").isdisjoint(words[slice(*span)]) for span in spans):
        return basis
    return "per_clock_hour", None


def _term_behind(scopes: Scopes, mark: Mark) -> str | None:
    """The term that follows a unit: ``per credit hour per semester``."""
    words, end = scopes.words, mark.end
    if scopes.flags & TERM and end + 1 < len(words) and words[end] == "/" and words[end + 1] in _TERMS:
        return words[end + 1]
    for other in scopes.post:
        if other.start == end and other.use == "basis":
            return other.term
    return None


def _is_last_alone(scopes: Scopes, index: int, mark: Mark) -> bool:
    """``$6,480 $540/credit``: a unit joined to the last of very different figures speaks of that one only."""
    figures = scopes.figures
    if scopes.words[mark.start] != "/" or mark.start != figures[-1].end:
        return False
    return figures[index].low >= _FAR_APART * figures[-1].low and scopes.words[figures[-1].start - 1] != "/"


def _is_thing(scopes: Scopes, mark: Mark, end: int) -> bool:
    """``a physical exam, and coverage of $17``: what looks like a unit is another item, or no unit of a late fee."""
    words = scopes.words
    if words[mark.start] not in _ARTICLES:
        return False
    if mark.value == "per_year" and mark.end - mark.start > 2:  # a one-year coding diploma
        return any(one.use == "program" and mark.end <= one.start <= mark.end + _BESIDE for one in scopes.pre)
    if mark.value == "one_time":
        return not _ITEM_ENDS.isdisjoint(words[mark.end : end])
    return end - mark.end > _FAR_OFF and any(one.use == "event" for one in scopes.post[:2])


def _label(scopes: Scopes) -> Basis | None:
    """``Semester $3,975 / Year $7,950``: the term alone stands right before the figure."""
    words, (start, end) = scopes.words, scopes.left
    end -= words[end - 1] in _LABEL_SIGNS
    if end <= start or words[end - 1] not in _LABEL_UNITS:
        return None
    unit = unit_at(words, end - 1)
    return (unit[1], unit[2]) if unit and unit[0] == end else None


def _named_term(scopes: Scopes) -> Basis | None:
    """``semester parking fee``: the term stands before what is paid for it."""
    words, (start, end) = scopes.words, scopes.left
    terms = _TERMS
    for place in range(end - 1, max(start, end - _NAMED_TERM) - 1, -1):
        word = words[place]
        if word in _ENDS:
            return None
        if word not in terms:
            continue
        earlier = words[place - 1]
        if earlier not in word_group("ordinal") and not earlier[-1:].isdecimal() and earlier not in NUMBER_WORDS:
            unit = unit_at(words, place)
            following = any(mark.use == "topic" and place < mark.start <= place + 3 for mark in scopes.pre)
            return (unit[1], unit[2]) if unit and following and words[place + 1] not in ("of", ":") else None
    return None
