"""What an amount is paid for: the unit of price nearest to it, with the kind of term that the unit names."""

from pipelines.normalize.tuition_amounts import NUMBER_WORDS
from pipelines.normalize.tuition_charge import Basis
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_phrases import unit_at
from pipelines.normalize.tuition_scopes import Scopes

_BARE = frozenset(("per_credit", "per_clock_hour", "per_term", "per_year", "per_month"))
_MULTIPLIED = frozenset(("x", "times"))
_TERMS = frozenset(("semester", "quarter", "trimester"))
_LABELS = frozenset(("semester", "quarter", "trimester", "term", "year"))
_ORDINAL = frozenset(("per", "each", "every", "by", "/", "in"))
_ENDS = frozenset((".", ";", "|", "\n"))
_NAMED_TERM = 8
_CLOCK = frozenset(("clock", "contact", "vocational", "workforce", "clinic", "cte", "psav"))


def own_basis(scopes: Scopes, index: int) -> Basis | None:
    """The unit that stands with the figure itself, behind it or before it."""
    words, row = scopes.words, scopes.row
    counted = _counted_times(scopes, index) if "credits" in scopes.uses else None
    if counted:
        return counted
    behind = scopes.behind("basis", index)
    if behind is None or behind.start > row.post[0] + 1:
        bare = _bare_unit(words, row.post)
        if bare:
            return bare
        times = _times(words, row.post) if not _MULTIPLIED.isdisjoint(scopes.vocabulary) else None
        if times:
            return times
    if behind:
        return _hours(scopes, behind, _with_term(scopes.post, behind))
    if "one_time_words" in scopes.values and any(mark.value == "one_time_words" for mark in scopes.post):
        return "one_time", None
    before = scopes.before("basis", index)
    if before:
        return _hours(scopes, before, (before.value, before.term))
    period = scopes.before("period", index)
    if period and period.value != "per_year" and row.pre[1] - period.end <= 2:
        return period.value, period.term
    return _label(scopes, index) or (None if _TERMS.isdisjoint(scopes.vocabulary) else _named_term(scopes))


def _label(scopes: Scopes, index: int) -> Basis | None:
    """``Semester $3,975 / Year $7,950``: the term alone stands right before the figure."""
    words, (start, end) = scopes.words, scopes.row.pre
    end -= words[end - 1] == ":"
    if index or end <= start or words[end - 1] not in _LABELS:
        return None
    unit = unit_at(words, end - 1)
    return (unit[1], unit[2]) if unit and unit[0] == end else None


def _named_term(scopes: Scopes) -> Basis | None:
    """``semester parking fee``: the term stands before what is paid for it."""
    words, (start, end) = scopes.words, scopes.row.pre
    for place in range(end - 1, max(start, end - _NAMED_TERM) - 1, -1):
        if words[place] in _ENDS:
            return None
        earlier = words[place - 1]
        counted = earlier[-1:].isdecimal() or earlier in NUMBER_WORDS
        if words[place] in _TERMS and earlier not in _ORDINAL and not counted:
            unit = unit_at(words, place)
            following = any(mark.use == "topic" and place < mark.start <= place + 3 for mark in scopes.pre)
            return (unit[1], unit[2]) if unit and following and words[place + 1] not in ("of", ":") else None
    return None


def _counted_times(scopes: Scopes, index: int) -> Basis | None:
    """``12 credits x $142``: the number of credits stands before the price of one."""
    words, start = scopes.words, scopes.row.figures[index].start
    if index or start < 2 or words[start - 1] not in ("x", "times", "@", "at"):
        return None
    if any(mark.use == "credits" and mark.end == start - 1 for mark in scopes.pre):
        term = words[start - 3] if words[start - 3] in _TERMS else None
        return "per_credit", term
    return None


def shared_basis(scopes: Scopes, index: int) -> Basis | None:
    """The unit that a column or the words further off give to the figure."""
    column = scopes.over(index)
    if column:
        for use in ("basis", "period"):
            mark = next((mark for mark in column.marks if mark.use == use), None)
            if mark:
                return mark.value, mark.term
    for named in scopes.above("basis"):
        if len({mark.value for mark in named}) == 1 and named[0].value != "per_month":
            return _hours(scopes, named[-1], (named[-1].value, named[-1].term))
    return None


def nearby_term(scopes: Scopes) -> str | None:
    """The kind of term that the words around a rate for a load speak of."""
    for use in ("basis", "period"):
        for named in scopes.above(use):
            for mark in named:
                if mark.term:
                    return mark.term
    for group in scopes.row.headings:
        for place in range(*group):
            if scopes.words[place] in ("semester", "quarter", "trimester"):
                return scopes.words[place]
    return None


def _with_term(marks: list[Mark], mark: Mark) -> Basis:
    """A unit and the term of it, also where the term follows: ``per credit hour per semester``."""
    if mark.term or mark.value != "per_credit":
        return mark.value, mark.term
    following = next((other for other in marks if other.use == "basis" and other.start == mark.end), None)
    return mark.value, following.term if following else None


def _bare_unit(words: list[str], span: tuple[int, int]) -> Basis | None:
    """``$36 semester``, ``$38 for fall semester``."""
    start = span[0]
    if start < span[1] and words[start] in ("for", "(", "in", "-"):
        start += 1
    unit = unit_at(words, start) if start < span[1] else None
    return (unit[1], unit[2]) if unit and unit[1] in _BARE else None


def _times(words: list[str], span: tuple[int, int]) -> Basis | None:
    """``$36 x 12 units`` is a price of one unit."""
    start = span[0]
    if start + 2 < len(words) and words[start] in ("x", "times") and words[start + 1].isdecimal():
        unit = unit_at(words, start + 2)
        if unit and unit[1] in _BARE:
            return unit[1], unit[2]
    return None


def _hours(scopes: Scopes, mark: Mark, basis: Basis) -> Basis:
    """A bare hour is a clock hour where the row speaks of clock hours or of vocational classes."""
    if basis[0] != "per_credit" or scopes.words[mark.end - 1] != "hour" or mark.end - mark.start > 2:
        return basis
    first = min(scopes.row.pre[0], *(span[0] for span in scopes.row.lead)) if scopes.row.lead else scopes.row.pre[0]
    around = scopes.words[first : scopes.row.post[1]]
    return ("per_clock_hour", None) if _CLOCK.intersection(around) else basis
