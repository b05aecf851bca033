"""The unit of a figure that has none of its own: of its column, of the line further left, of label and headings."""

from typing import Final

from pipelines.normalize.tuition_basis import with_hours
from pipelines.normalize.tuition_charge import Basis
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import BAR, TERM, word_group

_RATES: Final = frozenset(("per_credit", "per_clock_hour", "per_course"))
_CLASSES: Final = frozenset(("course", "workshop", "title", "name", "number", "code", "of", "the"))
_PRICES: Final = frozenset(("price", "cost", "tuition"))
_SEASONS: Final = frozenset(("fall", "winter", "spring", "summer", "autumn"))
_SIGNS: Final = frozenset((":", ".", "-", "|"))
_NOT_SHARED: Final = frozenset(("per_month",))


def shared_basis(scopes: Scopes, index: int) -> Basis | None:
    """The unit that a column or the words further off give to the figure."""
    column = scopes.over(index) if scopes.columns else None
    if column:
        for use in ("basis", "period"):
            if use == "period" and column.by == "topic":
                continue
            for mark in column.marks:
                if mark.use == use:
                    return _rate_over_seasons(scopes, mark) or (mark.value, mark.term)
    above = scopes.above("basis") if "basis" in scopes.uses else None
    if not above:
        return ("per_course", None) if scopes.flags & BAR and _is_class_table(scopes) else None
    labelled = any(mark.use == "topic" for mark in scopes.pre)
    for named in above:
        if labelled and _is_of_another(scopes, named[-1]):
            continue
        units = [mark for mark in named if mark.value != "unknown"]
        if len(units) > 1:  # Tuition per credit, by program
            units = [mark for mark in units if scopes.words[mark.start] != "by"] or units
        if units and len({mark.value for mark in units}) == 1 and units[-1].value not in _NOT_SHARED:
            return with_hours(scopes, units[-1], (units[-1].value, units[-1].term))
    return None


def _is_class_table(scopes: Scopes) -> bool:
    """Whether a heading in cells begins with classes and ends with their price: ``Class | Hrs | Price``."""
    for start, end in scopes.heads[-2:]:
        if scopes.words[start] not in _CLASSES:
            continue
        words = scopes.words[start:end]
        bars = [place for place, word in enumerate(words) if word == "|"]
        named = bars and _CLASSES.issuperset(words[: bars[0]]) and "course" in words[: bars[0]]
        if named and not _PRICES.isdisjoint(words[bars[0] :]):
            return True
    return False


def is_listed_class(scopes: Scopes, index: int) -> bool:
    """Whether a row is the name of a class under a heading such as ``Price of class``."""
    spans = [scopes.left, *scopes.leads, *scopes.labels, *scopes.heads]
    words = [word for span in spans for word in scopes.words[slice(*span)]]
    return "fee" not in words and shared_basis(scopes, index) == ("per_course", None)


def _rate_over_seasons(scopes: Scopes, mark: Mark) -> Basis | None:
    """The rate that a heading names over columns that only say when: ``per credit``, ``Fall 2012 / Spring 2013``."""
    if mark.value != "per_term" or scopes.words[mark.end - 1] not in _SEASONS or "basis" not in scopes.uses:
        return None
    for named in (*scopes.above("basis"), _before_columns(scopes)):
        if named and named[-1].value in _RATES:
            return named[-1].value, named[-1].term
    return None


def _before_columns(scopes: Scopes) -> list[Mark]:
    """The units that a heading names before its columns: ``Tuition per credit hour, Fall 2015 / Fall 2016``."""
    first = scopes.columns[0].span[0]
    head = next((span for span in scopes.heads if span[0] <= first < span[1]), None)
    marks = scopes.text.within((head[0], first)) if head else []
    return [mark for mark in marks if mark.use == "basis"]


def nearby_term(scopes: Scopes) -> str | None:
    """The kind of term that the words around a rate for a load speak of."""
    for use in ("basis", "period"):
        for named in scopes.above(use):
            for mark in named:
                if mark.term:
                    return mark.term
    if not scopes.flags & TERM:
        return None
    for group in scopes.heads:
        for place in range(*group):
            if scopes.words[place] in word_group("terms"):
                return scopes.words[place]
    return None


def _is_of_another(scopes: Scopes, mark: Mark) -> bool:
    """Whether a unit further left stands right before the figure there: ``Cost per hour: $9.75 Tuition: $10,530``."""
    for span, marks in zip(scopes.leads, scopes.lead, strict=True):
        if span[0] <= mark.start < span[1]:
            if mark.value == "per_program" and "." in scopes.words[mark.end : scopes.left[0]]:
                return True
            if mark.value not in _RATES or not _SIGNS.issuperset(scopes.words[mark.end : span[1]]):
                return False
            return any(one.use == "topic" and one.end <= mark.end for one in marks)
    return False
