"""Credits, bands and years of a charge, from the marks around it."""

from typing import Final

from pipelines.normalize.tuition_charge import Charge
from pipelines.normalize.tuition_load_columns import BY_LOAD
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import TIMES

_CREDITS: Final = frozenset(("credit", "semester", "quarter", "unit"))
LOADS: Final = frozenset(("band", "credits"))
"""Uses of marks that tie a price to credits."""


def year_of(scopes: Scopes, index: int) -> str | None:
    """The academic year of a figure as ``2023-24``: over it, before it, behind it, or in the words above."""
    column = scopes.over(index) if scopes.columns else None
    over = next((mark for mark in column.marks if mark.use == "year"), None) if column else None
    mark = over or year_behind(scopes) or scopes.before("year", index) or scopes.behind("year", index)
    if mark is None:
        above = scopes.above("year")
        mark = above[0][-1] if above else None
    return mark.value or None if mark else None


def year_behind(scopes: Scopes) -> Mark | None:
    """The year right behind a single figure and its unit: ``from $688 per credit in 2012-13 to $712``."""
    if len(scopes.figures) > 1:
        return None
    end = scopes.right[0]
    for mark in scopes.post[:3]:
        if mark.use == "basis" and mark.start == end:
            end = mark.end
        elif mark.use == "year":
            return mark if mark.start == end + 1 and scopes.words[end] in ("in", "for", "(") else None
    return None


def outside_of_year(scopes: Scopes) -> bool:
    """Whether the year of a price stands in a sentence of the same line that ended before: it heads no event."""
    lead, first = scopes.leads, scopes.left[0]
    if not lead or any(mark.use == "year" for mark in (*scopes.pre, *scopes.post)):
        return False
    marks = [mark for group in scopes.lead for mark in group if mark.use == "year"]
    return bool(marks) and "." in scopes.words[marks[0].end : first]


def set_load(charge: Charge, scopes: Scopes, index: int) -> None:
    """Set the credits that a total is tied to, or the band for which a rate holds."""
    if scopes.flags & TIMES:
        times = _times(scopes.words, scopes.figures[index].start)
        if times is not None:
            charge.credits = times
            return
    column = scopes.over(index)
    if column and column.by == BY_LOAD:
        charge.credits = float(column.marks[0].value)
        return
    if "class_hours" in scopes.uses and "ce" in scopes.uses and scopes.before("class_hours", index):
        charge.basis = "per_course"
        return
    if LOADS.isdisjoint(scopes.uses):
        return
    for far, group in enumerate(_nearest_groups(scopes, index)):
        mark = next((one for one in group if one.use in LOADS), None)
        if mark is None:
            continue
        if far > 3 and mark.use == "credits" and not charge.total and not _is_base(scopes.words, mark):
            continue
        _tie(charge, scopes, mark, far == 1)
        return


def _nearest_groups(scopes: Scopes, index: int) -> list[list[Mark]]:
    """The marks that may tell a load: of the column, behind and before the figure, of label and headings."""
    column, columns = scopes.over(index), scopes.columns
    equal = scopes.words[scopes.left[1] - 1] == "="
    before = scopes.pre[::-1]
    if scopes.leads:
        before += [one for lead in scopes.lead for one in lead if _is_base(scopes.words, one)]
    groups = [column.marks if column else [], scopes.post, before, *(scopes.lead[:1] if equal else [])]
    if index + 1 < len(columns) and any(mark.use in LOADS for one in columns for mark in one.marks):
        return groups
    return [*groups, *scopes.label, *scopes.headings]


def _is_of_class(scopes: Scopes) -> bool:
    """Whether the line or a heading speaks of continuing education, whose classes are paid as a whole."""
    return any(one.use == "ce" for group in (scopes.around, *scopes.headings) for one in group)


def _tie(charge: Charge, scopes: Scopes, mark: Mark, behind: bool) -> None:
    """Tie a charge to the credits or the band of a mark; hours of a class make it a price of a course or nothing."""
    words = scopes.words[mark.start : mark.end]
    if mark.use == "credits":
        if not _counts_hours(scopes, mark):
            charge.credits = float(mark.value)
            charge.bracket_load = behind and "both" in scopes.words[scopes.right[0] : mark.start]
        return
    if "hour" in words and _of_courses(scopes, mark):
        return
    if words[-1] == "hour" and _is_of_class(scopes):
        charge.basis = "per_course"
        return
    low, _, high = mark.value.partition(":")
    charge.bracket_load = behind and scopes.words[mark.start - 1] == "("
    charge.band_low = float(low) if low else None
    charge.band_high = float(high) if high else None


def set_product(charge: Charge, scopes: Scopes, before: Charge) -> None:
    """Tie a total to the credits of its line that the price of one was taken times: ``15 hours at $104: $1,560``."""
    if before.basis != "per_credit" or not before.low or before.line != charge.line:
        return
    behind = scopes.words[scopes.right[0] : scopes.right[0] + 3]
    times = int(behind[2]) if behind[:2] == ["for", "all"] and behind[2:] and behind[2].isdecimal() else 0
    if times and times * before.low == charge.low:  # $172 per credit, or $5,848 for all 34
        charge.credits, charge.basis, charge.term = float(times), "per_program", None
        return
    for mark in scopes.around:
        if mark.use == "credits" and float(mark.value) * before.low == charge.low:
            charge.credits = float(mark.value)
            return


def keep_rate(charge: Charge, before: Charge) -> None:
    """A rate that is taken times, and what comes out, are of the kind and for the people that the rate is for.

    ``$46.00 per unit (residents); with 12 units, $46 x 12 units = $552``.
    """
    again = charge.basis == "per_credit" and charge.low == before.low
    product = charge.credits is not None and charge.low == charge.credits * before.low
    if before.line == charge.line and (again or product):
        charge.kind = before.kind
        if charge.residency == "any":
            charge.residency = before.residency


def set_factor(total: Charge, scopes: Scopes, charge: Charge) -> None:
    """Tie a total that stands before its factors to its credits: ``total tuition $4,725 (27 credits x $175)``."""
    if total.line != charge.line or total.credits is not None or total.basis not in ("unknown", "per_program"):
        return
    for mark in scopes.pre:
        if mark.use == "credits" and float(mark.value) * charge.low == total.low:
            total.credits = float(mark.value)


def _counts_hours(scopes: Scopes, mark: Mark) -> bool:
    """Whether the bare hours of a class are counted, which are no credits."""
    if "ce" not in scopes.uses and not (scopes.words[mark.end - 1] == "hour" and "per_course" in scopes.values):
        return False
    return _CREDITS.isdisjoint(scopes.words[mark.start : mark.end])


def _is_base(words: list[str], mark: Mark) -> bool:
    """``Annual tuition, based on 30 credits``: the load that all prices below are for."""
    return words[max(0, mark.start - 2) : mark.start] == ["based", "on"]


def _of_courses(scopes: Scopes, mark: Mark) -> bool:
    """Whether a band counts the hours of a class: ``classes of 5 to 10 hours``."""
    before = scopes.words[max(0, mark.start - 3) : mark.start]
    return "course" in before and "credit" not in scopes.words[mark.start : mark.end]


def _times(words: list[str], place: int) -> float | None:
    """The credits of ``$36 x 12 units, or $432``."""
    for back in range(place - 1, max(0, place - 7), -1):
        if words[back] in ("x", "times") and words[back + 1].isdecimal():
            clock = words[back + 2 : back + 3] == ["hour"] and "clock" in words[max(0, back - 6) : back]
            return None if clock or words[back + 2 : back + 3] == ["clock"] else float(words[back + 1])
        if "$" in words[back]:
            return None
    return None
