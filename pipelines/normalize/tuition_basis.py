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
_ARTICLES = frozenset(("a", "an"))
_ITEM_ENDS = frozenset((",", ";", ")"))
_RATES = frozenset(("per_credit", "per_clock_hour", "per_course"))
_COUNTABLE = frozenset(("per_term", "per_course", "per_year", "per_month", "per_clock_hour"))
_SIGNS = frozenset((":", ".", "-", "|"))
_FAR_APART = 4
_NAMED_TERM = 8
_CLOCK = frozenset(("clock", "contact", "vocational", "workforce", "clinic", "cte", "psav"))


def own_basis(scopes: Scopes, index: int) -> Basis | None:
    """The unit that stands with the figure itself, behind it or before it."""
    words, row = scopes.words, scopes.row
    counted = (
        _counted_times(scopes, index)
        if not _MULTIPLIED.isdisjoint(scopes.vocabulary) or "credits" in scopes.uses
        else None
    )
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
        bracketed = _bracketed_unit(words, row.post)
        if bracketed:
            return bracketed
    if behind and not _is_last_alone(scopes, index, behind):
        return _hours(scopes, behind, _with_term(words, scopes.post, behind))
    if "one_time_words" in scopes.values and any(mark.value == "one_time_words" for mark in scopes.post):
        return "one_time", None
    before = scopes.before("basis", index)
    if before and not _is_thing(words, before, row.pre[1]):
        return _hours(scopes, before, (before.value, before.term))
    period = scopes.before("period", index)
    if period and period.value != "per_year" and row.pre[1] - period.end <= 2:
        return period.value, period.term
    return _label(scopes, index) or (None if _TERMS.isdisjoint(scopes.vocabulary) else _named_term(scopes))


def _bracketed_unit(words: list[str], span: tuple[int, int]) -> Basis | None:
    """``$21 Health Fee (fall and spring)``: the unit stands alone in brackets behind what is paid for."""
    for place in range(span[0], min(span[1], span[0] + _NAMED_TERM)):
        if words[place] == "(":
            unit = unit_at(words, place + 1)
            closed = unit is not None and words[unit[0] : unit[0] + 1] == [")"]
            return (unit[1], unit[2]) if unit and closed and unit[1] in _BARE else None
    return None


def _is_last_alone(scopes: Scopes, index: int, mark: Mark) -> bool:
    """``$6,480 $540/credit``: a unit joined to the last of very different figures speaks of that one only."""
    figures = scopes.row.figures
    if index + 1 >= len(figures) or scopes.words[mark.start] != "/" or mark.start != figures[-1].end:
        return False
    return figures[index].low >= _FAR_APART * figures[-1].low and scopes.words[figures[-1].start - 1] != "/"


def _is_thing(words: list[str], mark: Mark, end: int) -> bool:
    """``a physical exam, and coverage of $17``: what looks like a unit is another item of a list."""
    return (
        mark.value == "one_time" and words[mark.start] in _ARTICLES and not _ITEM_ENDS.isdisjoint(words[mark.end : end])
    )


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
    unit = unit_at(words, start - 2)
    if unit and unit[0] == start - 1 and unit[1] in _COUNTABLE and start > 2 and words[start - 3][-1:].isdecimal():
        return unit[1], unit[2]
    if any(mark.use == "credits" and mark.value == words[start - 2] for mark in scopes.around):
        return "per_credit", None
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
            if mark and not (use == "period" and column.by == "topic"):
                return mark.value, mark.term
    labelled = any(mark.use == "topic" for mark in scopes.pre)
    for named in scopes.above("basis"):
        if labelled and _is_of_another(scopes, named[-1]):
            continue
        if len({mark.value for mark in named}) == 1 and named[0].value != "per_month":
            return _hours(scopes, named[-1], (named[-1].value, named[-1].term))
    return None


def _is_of_another(scopes: Scopes, mark: Mark) -> bool:
    """Whether a unit further left stands right before the figure there: ``Cost per hour: $9.75 Tuition: $10,530``."""
    for span, marks in zip(scopes.row.lead, scopes.lead, strict=True):
        if span[0] <= mark.start < span[1]:
            if mark.value == "per_program" and "." in scopes.words[mark.end : scopes.row.pre[0]]:
                return True
            between = scopes.words[mark.end : span[1]]
            return (
                mark.value in _RATES
                and _SIGNS.issuperset(between)
                and any(one.use == "topic" and one.end <= mark.end for one in marks)
            )
    return False


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


def _with_term(words: list[str], marks: list[Mark], mark: Mark) -> Basis:
    """A unit and the term of it, also where the term follows: ``per credit hour per semester``."""
    if mark.term or mark.value != "per_credit":
        return mark.value, mark.term
    if words[mark.end : mark.end + 1] == ["/"] and mark.end + 1 < len(words) and words[mark.end + 1] in _TERMS:
        return mark.value, words[mark.end + 1]
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
    hours = scopes.words[mark.end - 1] == "hour" or scopes.words[mark.start] == "hourly"
    if basis[0] != "per_credit" or not hours or mark.end - mark.start > 2:
        return basis
    first = min(scopes.row.pre[0], *(span[0] for span in scopes.row.lead)) if scopes.row.lead else scopes.row.pre[0]
    around = scopes.words[first : scopes.row.post[1]]
    return ("per_clock_hour", None) if _CLOCK.intersection(around) else basis
