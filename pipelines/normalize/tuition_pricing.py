"""Basis, term and kind of a charge, decided together: a fee for an event is paid once, a program as a whole."""

from pipelines.normalize.tuition_basis import nearby_term, shared_basis
from pipelines.normalize.tuition_charge import Basis, Charge
from pipelines.normalize.tuition_columns import Column
from pipelines.normalize.tuition_kinds import WEAK, default_kind
from pipelines.normalize.tuition_phrases import PER
from pipelines.normalize.tuition_scopes import Scopes

_LARGEST_EVENT = 100_000
"""Cents from which a nameless price beside an event such as a graduation is no fee for it."""
_FEE_UNITS = frozenset(("per_term", "per_year", "per_month", "unknown", "one_time"))
_LARGEST_FEE = 20_000
_THE = frozenset(("the", "this", "that", "same"))
_FLAT = frozenset(("flat", "block"))
_CHECKS = frozenset(("background", "fingerprint", "fingerprinting", "drug", "exam"))
_UNIT_WORDS = PER | {"/", "of"}
_RATES = frozenset(("per_credit", "per_clock_hour", "per_course"))
_PEOPLE = frozenset(("dependent", "spouse", "spouses"))
_ENROLLMENT_FEE = ["enrollment", "fee"]
_TURN_WORDS = frozenset((",", "(", "up", "down", "from", "was", "instead", "of", "now", "previously", "formerly", "old",
                         "new", "the", "regular", "regularly", "rather", "than", "a", "third", "half"))  # fmt: skip
_ABOUT = frozenset(("about", "approximately", "around", "roughly", "of", "is", "are", "and"))
_JOINTS = frozenset((",", ";", "and", ")"))
_SHORT = 3
_FEW = 12
"""Charges before one that are looked at, so that no text costs more than its length."""
_LABEL = 5
"""Words before a figure up to which they are the label of a list and no sentence."""
_FULL_LOAD = 21
_WHEN = frozenset(("at", "upon", "during", "before", "after"))
_CODE_REACH = 12
_NO_PREFIX = frozenset(("room", "page", "form", "step", "to", "the", "of", "and", "or", "for", "over", "past", "is",
                        "at", "by", "in", "on", "no", "than", "up", "line", "box", "hall", "jan", "feb", "mar", "apr",
                        "may", "june", "july", "aug", "sep", "sept", "oct", "nov", "dec", "fall", "from"))  # fmt: skip
_ENDS = frozenset((".", ";", "|", "\n"))
_LEAST_PROGRAM = 15_000
_OF_PROGRAMS = frozenset(("tuition", "total_cost", "tuition_and_fees"))
_IN_PROGRAMS = frozenset(("books", "other"))


def set_price(
    charge: Charge, scopes: Scopes, index: int, topic: str | None, own: Basis | None, found: list[Charge]
) -> None:
    """Set basis, term and kind; ``own`` is the unit that stands with the figure, ``found`` the charges before it."""
    row = scopes.row
    again = _named_before(charge, scopes, index, found) if own is None else None
    if again:
        charge.basis, charge.term, charge.kind, charge.fee_named = again.basis, again.term, again.kind, again.fee_named
        return
    if topic == "other" and own and own[0] in _RATES and not _PEOPLE.isdisjoint(scopes.words[slice(*row.pre)]):
        topic = None
    event = "event" in scopes.uses and _is_event(scopes, index)
    event = event and (topic == "fee" or (topic in (None, "cost") and charge.low < _LARGEST_EVENT))
    event = (event and charge.basis != "per_course") or (
        own is None and topic in (None, "fee") and _goes_on(charge, scopes, found)
    )
    if own is not None and own[0] == "one_time" and topic in WEAK:
        topic = "fee"
    if event and (own is None or (own[0] in _FEE_UNITS and topic in WEAK and charge.low < _LARGEST_FEE)):
        topic = "fee"
    basis = own
    if row.credits is not None:
        charge.credits, basis = row.credits, ("per_term", None)
    elif basis is None:
        basis = _unsaid(charge, scopes, index, topic, event, found)
    else:
        _keep_band(charge, scopes, own, found)
    charge.named = topic is not None
    charge.kind_behind = topic == "tuition_and_fees" and any(mark.value == topic for mark in scopes.post)
    kind = "tuition" if topic in WEAK else topic
    if kind is None and charge.credits is not None and basis and basis[0] == "per_term":
        kind = "tuition"
    if kind is None and _goes_back(scopes, found):
        kind = found[-1].kind
        basis = basis or (found[-1].basis, found[-1].term)
    if kind is None:
        kind = default_kind(basis[0] if basis else "unknown", charge.low, charge.residency != "any")
    if kind == "fee":
        charge.fee_named = True
        kind = _fee_or_tuition(scopes, basis, charge, found)
    if basis is None and kind == "other" and _is_check(scopes):
        basis = ("one_time", None)
    if basis is None:
        basis = _yearly(scopes, charge)
        column = scopes.over(index)
        listed = kind in _IN_PROGRAMS and (
            (column is not None and column.by == "topic") or (bool(found) and _in_program(scopes, found))
        )
        if basis is None and (listed or (kind in _OF_PROGRAMS and charge.low >= _LEAST_PROGRAM)):
            basis = _program(scopes)
    if basis is None and (kind == "fee" or topic is None) and _of_named_course(scopes):
        basis = ("per_course", None)
    charge.kind = kind
    charge.basis, charge.term = basis or ("unknown", None)
    if charge.basis in ("per_credit", "per_clock_hour", "one_time"):
        charge.credits = None


def _named_before(charge: Charge, scopes: Scopes, index: int, found: list[Charge]) -> Charge | None:
    """The earlier charge that a text takes up: ``$46 per unit`` and later ``the $46 enrollment fee``."""
    if not found or scopes.words[scopes.row.figures[index].start - 1] not in _THE:
        return None
    same = [one for one in found[-_FEW:] if one.own_unit and one.low == charge.low and one.high == charge.high]
    return same[-1] if same else None


def _unsaid(
    charge: Charge, scopes: Scopes, index: int, topic: str | None, event: bool, found: list[Charge]
) -> Basis | None:
    """The unit of a figure that has none of its own: of an event, a class, the headings, the charge before, a band."""
    row = scopes.row
    if event:
        return "one_time", None
    if charge.basis == "per_course":
        return "per_course", None
    bounded = charge.band_low is not None or charge.band_high is not None
    if bounded and not _FLAT.isdisjoint(scopes.words[row.pre[0] : row.pre[1]]):
        return "per_term", nearby_term(scopes)
    basis = shared_basis(scopes, index) or _parallel(scopes, topic, found)
    before = found[-1] if found and found[-1].line == row.line else None
    if before and topic in (None, "cost", before.kind):
        _keep_credits(charge, scopes, basis, before)
    if before and not bounded and charge.credits is None and scopes.words[row.pre[0] - 1] not in _ENDS:
        charge.band_low, charge.band_high = before.band_low, before.band_high
    if (
        basis is None
        and charge.credits is not None
        and charge.credits <= _FULL_LOAD
        and (1 <= row.pre[1] - row.pre[0] <= _SHORT or _equals_load(scopes) or _under_load(scopes) or _beside(scopes))
    ):
        return "per_term", nearby_term(scopes)
    if basis is None and row.bracketed:
        said = [one for one in found[-_FEW:] if one.line == row.line and one.basis not in ("unknown", "one_time")]
        if said:
            return said[-1].basis, said[-1].term
    own_band = len(row.figures) == 1 or _has_band(scopes.over(index))
    if basis is None and (charge.band_low is not None or charge.band_high is not None) and own_band:
        yearly = bool(found) and found[-1].basis == "per_year" and not row.labelled
        basis = None if yearly else ("per_term", nearby_term(scopes))
    if basis is None and before and "thereafter" in scopes.words[row.post[0] : row.post[1]]:
        return before.basis, before.term
    if topic is None and basis is None:
        basis = next((("per_course", None) for mark in scopes.pre[-2:] if mark.value == "per_course"), None)
    return basis


def _has_band(column: Column | None) -> bool:
    return column is not None and any(mark.use == "band" for mark in column.marks)


def _beside(scopes: Scopes) -> bool:
    """``$91 (1 SCH), $182 (2 SCH)``: each of several prices is followed by its load in brackets."""
    start = scopes.row.post[0]
    loads = [mark for mark in scopes.around if mark.use == "credits" and scopes.words[mark.start - 1] == "("]
    return len(loads) > 1 and any(mark.start == start + 1 for mark in loads)


def _under_load(scopes: Scopes) -> bool:
    """Whether the line above figures that stand alone counts credits and says nothing else."""
    row = scopes.row
    if row.labelled or not scopes.label:
        return False
    (start, end), marks = row.label[0], scopes.label[0]
    return any(mark.use == "credits" and mark.start == start and mark.end == end for mark in marks)


def _equals_load(scopes: Scopes) -> bool:
    """``6 credits = $1,170``."""
    end = scopes.row.pre[1] - 1
    return scopes.words[end] == "=" and any(mark.use == "credits" and mark.end == end for mark in scopes.pre)


def _goes_on(charge: Charge, scopes: Scopes, found: list[Charge]) -> bool:
    """Whether a fee paid once goes on with another amount: ``$25 through day 5 and $50 after``."""
    before = found[-1] if found and found[-1].line == scopes.row.line else None
    if before is None or before.basis != "one_time" or charge.low >= _LARGEST_EVENT:
        return False
    first, last = scopes.row.pre
    if _is_award(scopes, first, last):
        return True
    own = any(mark.use in ("topic", "program") for mark in (*scopes.pre, *scopes.post))
    first += scopes.words[first] == "," and last - first > 1
    return not own and scopes.words[first] in ("and", "or", "(", "plus", "then")


def _is_award(scopes: Scopes, first: int, last: int) -> bool:
    """Whether the next line of a list names an award and nothing else: ``Associate $40, Bachelor's $60``."""
    covered = {place for mark in scopes.pre if mark.use == "program" for place in range(mark.start, mark.end)}
    return bool(covered) and all(
        place in covered or scopes.words[place] in (",", ";", ":", "or") for place in range(first, last)
    )


def _keep_band(charge: Charge, scopes: Scopes, own: Basis | None, found: list[Charge]) -> None:
    """The band of the charge before holds for the next place of residence with the same unit."""
    before = found[-1] if found else None
    if before is None or own is None or before.line != scopes.row.line or before.basis != own[0]:
        return
    bounded = charge.band_low is not None or charge.band_high is not None
    ended = scopes.words[scopes.row.pre[0] - 1] in _ENDS
    if not bounded and not ended and charge.credits is None and scopes.near("residency"):
        charge.band_low, charge.band_high = before.band_low, before.band_high
    _keep_credits(charge, scopes, own, before)


def _keep_credits(charge: Charge, scopes: Scopes, basis: Basis | None, before: Charge) -> None:
    """The load that a price for a term is tied to holds for the next place of residence too."""
    same = basis is not None and basis == (before.basis, before.term) and basis[0] == "per_term"
    same = same or (basis is None and before.basis == "unknown" and charge.total)
    if same and charge.credits is None and charge.band_low is None and scopes.near("residency"):
        charge.credits = before.credits


def _of_named_course(scopes: Scopes) -> bool:
    """Whether the words before a fee are the code of a course: ``HIM 2253C lab fee``."""
    words, (start, end) = scopes.words, scopes.row.pre
    for place in range(max(start + 1, end - _CODE_REACH), end):
        number, prefix = words[place], words[place - 1]
        code = len(number) in (3, 4) and number.isdecimal() and not 1990 <= int(number) <= 2040
        if code and 2 <= len(prefix) <= 4 and prefix.isalpha() and prefix not in _NO_PREFIX:
            return True
    return False


def _parallel(scopes: Scopes, topic: str | None, found: list[Charge]) -> Basis | None:
    """The unit of the charge before, where the same sentence goes on to the next place of residence."""
    before = found[-1] if found and found[-1].line == scopes.row.line else None
    if before is None or before.basis == "unknown" or topic not in (None, "cost", before.kind):
        return None
    if not any(mark.use == "residency" and mark.value != "dorm" for mark in (*scopes.pre, *scopes.post)):
        return None
    return before.basis, before.term


def _fee_or_tuition(scopes: Scopes, basis: Basis | None, charge: Charge, found: list[Charge]) -> str:
    """A fee that is the price of instruction is tuition: an enrollment fee by the unit, a non-resident fee alone."""
    near = scopes.words[scopes.row.pre[0] : scopes.row.post[1]]
    if basis and basis[0] == "per_credit":
        label = scopes.words[slice(*scopes.row.label[0])] if scopes.row.label and not scopes.row.labelled else []
        if "enrollment" in near[-12:] or label == _ENROLLMENT_FEE or _is_enrollment(scopes):
            return "tuition"
        before = found[-1] if found and found[-1].line == scopes.row.line else None
        goes_on = before is not None and before.fee_named and before.kind == "tuition"
        if goes_on and not any(mark.use == "topic" for mark in scopes.pre):
            return "tuition"
    marks = [*scopes.pre, *scopes.post, *(mark for group in scopes.label for mark in group)]
    for mark in marks:
        if (
            mark.use == "residency"
            and mark.value in ("out_of_state", "in_state")
            and scopes.words[mark.end : mark.end + 1] == ["fee"]
        ):
            charge.surcharge = True
            return "tuition"
    before = found[-1] if found and found[-1].line == scopes.row.line else None
    if before and before.surcharge and not any(mark.use == "topic" for mark in (*scopes.pre, *scopes.post)):
        charge.surcharge = True
        return "tuition"
    return "fee"


def _is_enrollment(scopes: Scopes) -> bool:
    """Whether the last fee that is named before a figure is the one for enrollment."""
    fees = [mark for mark in scopes.pre if mark.use == "topic"]
    return bool(fees) and fees[-1].value == "weak_fee" and scopes.words[fees[-1].start - 1] == "enrollment"


def _is_event(scopes: Scopes, index: int) -> bool:
    behind = [mark for mark in scopes.post[:4] if scopes.words[mark.start - 1] not in _WHEN]
    groups = [scopes.pre[-6:], behind]
    if not scopes.row.labelled:
        groups.extend(scopes.label)
    column = scopes.over(index)
    if column and column.by == "topic":
        groups = [column.marks]
    return any(mark.use == "event" and mark.value != "none" for group in groups for mark in group)


def _program(scopes: Scopes) -> Basis | None:
    around = [
        mark
        for mark in scopes.around
        if mark.use == "program" and (mark.value != "per_course" or scopes.words[mark.start - 1] not in _UNIT_WORDS)
    ]
    around = [mark for mark in around if mark.value != "per_course" or mark.start < scopes.row.post[1]]
    behind = [mark for mark in around if mark.start > scopes.row.figures[0].start]
    for group in (scopes.pre, behind[:1], around, *scopes.label):
        named = [mark for mark in group if mark.use == "program"]
        if named:
            return named[-1].value, None
    for group in scopes.headings:
        named = [mark for mark in group if mark.use == "program"]
        if named and (len(scopes.row.figures) == 1 or named[-1].value == "per_program"):
            return named[-1].value, None
    return None


def _goes_back(scopes: Scopes, found: list[Charge]) -> bool:
    """Whether a figure is what the price before it was or will be: ``$163, up from $157``."""
    row = scopes.row
    if not found or found[-1].line != row.line:
        return False
    between = scopes.words[row.pre[0] : row.pre[1]]
    return bool(between) and _TURN_WORDS.issuperset(between)


def _is_check(scopes: Scopes) -> bool:
    """Whether the item right before a figure is a check or a test, which is paid once."""
    first = scopes.row.post[0]
    if not _CHECKS.isdisjoint(scopes.words[first : min(first + 2, scopes.row.post[1])]):
        return True
    named = False
    for word in reversed(scopes.words[slice(*scopes.row.pre)]):
        if word in _CHECKS:
            return True
        if named and word in _JOINTS:
            return False
        named = named or (word.isalpha() and word not in _ABOUT)
    return False


def _in_program(scopes: Scopes, found: list[Charge]) -> bool:
    """Whether a line of a list stands under a heading that names a program, behind a price of that program."""
    under = any(mark.use == "program" and mark.value == "per_program" for group in scopes.headings for mark in group)
    first, last = scopes.row.pre
    if last - first > _LABEL:
        return False
    if under and any(one.basis == "per_program" and one.line < scopes.row.line for one in found[-4:]):
        return True
    opening = scopes.lead[-1] if scopes.lead else ()
    listed = any(mark.use == "program" for mark in opening) and ":" in scopes.words[slice(*scopes.row.lead[-1])]
    return listed and any(one.basis == "per_program" for one in found[-4:])


def _yearly(scopes: Scopes, charge: Charge) -> Basis | None:
    """A budget of a stated academic year in a single column is for that year."""
    if charge.year is None or len(scopes.row.figures) > 1:
        return None
    groups = [scopes.pre, *scopes.lead, *scopes.label, *scopes.headings]
    return ("per_year", None) if any(mark.use == "yearly" for group in groups for mark in group) else None
