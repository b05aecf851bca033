"""Events and checks, which are paid once: an application, a graduation, a background check."""

from typing import Final

from pipelines.normalize.tuition_charge import Charge
from pipelines.normalize.tuition_kinds import WEAK
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import word_group

_JOINTS: Final = frozenset((",", ";", "and", ")"))
_DATES: Final = frozenset((",", ";"))
_PAID_FOR: Final = frozenset(("per", "a", "an", "each", "every", "/", "tuition", "x"))
_SHORT: Final = 3
_CONTINUED: Final = frozenset(("and", "or", "(", "plus", "then"))


def is_event(scopes: Scopes, index: int) -> bool:
    """Whether the words near a figure name an event."""
    column = scopes.over(index) if scopes.columns else None
    if column and column.by == "topic" and not all(mark.value in WEAK for mark in column.marks if mark.use == "topic"):
        return any(mark.use == "event" and mark.value != "none" for mark in column.marks)
    for mark in scopes.pre[-6:]:
        if mark.use == "event" and mark.value != "none":
            return True
    for mark in scopes.post[:4]:
        named = mark.use == "event" and mark.value != "none"
        if named and scopes.words[mark.start - 1] not in word_group("when"):
            return True
    if scopes.labelled and scopes.heads and not any(mark.use == "topic" for mark in (*scopes.pre, *scopes.post)):
        uses = {mark.use: mark.value for mark in scopes.headings[0]}
        return uses.get("event", "none") != "none" and uses.get("topic") in ("fee", "weak_fee")
    if scopes.labelled or not scopes.label:
        return False
    groups = scopes.label
    if not any(mark.use == "event" for mark in groups[0]):
        groups = [*groups, *scopes.headings[:1]]
    return any(mark.use == "event" and mark.value != "none" for group in groups for mark in group)


def goes_on(scopes: Scopes, before: Charge) -> bool:
    """Whether a fee paid once goes on with another amount: ``$25 through day 5 and $50 after``."""
    if before.basis != "one_time" or before.line != scopes.line:
        return False
    first, last = scopes.left
    if _is_award(scopes, first, last):
        return True
    if any(mark.use in ("topic", "program") for mark in (*scopes.pre, *scopes.post)):
        return False
    behind, upto = scopes.right
    if _DATES.issuperset(scopes.words[first:last]) and behind < upto and scopes.words[behind] not in _PAID_FOR:
        return True
    if last - first <= _SHORT and scopes.words[last - 1] == "/":
        return True
    first += scopes.words[first] == "," and last - first > 1
    return scopes.words[first] in _CONTINUED


def is_applied_for(scopes: Scopes) -> bool:
    """``Residence hall application: $35``: what is paid is the application, not the room."""
    things = [mark for mark in scopes.pre if mark.use == "topic"]
    return bool(things) and scopes.words[things[-1].end] in word_group("applied")


def is_check(scopes: Scopes) -> bool:
    """Whether the item right before a figure is a check or a test, which is paid once."""
    first, last = scopes.right
    checks, about = word_group("checks"), word_group("about")
    things = [mark for mark in scopes.pre if mark.use == "topic" and mark.value != "cost"]
    if things and not checks.isdisjoint(scopes.words[things[-1].start : things[-1].end]):
        return True
    if not checks.isdisjoint(scopes.words[first : min(first + 2, last)]):
        return True
    named_behind = next((mark for mark in scopes.post if mark.use == "topic"), None)
    if named_behind and not checks.isdisjoint(scopes.words[named_behind.start : named_behind.end]):
        return named_behind.start <= first + 3
    named, spans = False, [scopes.left] if scopes.labelled else scopes.labels[:1]
    for word in reversed([word for span in spans for word in scopes.words[slice(*span)]]):
        if word in checks:
            return True
        if named and word in _JOINTS:
            return False
        named = named or (word.isalpha() and word not in about)
    return False


def _is_award(scopes: Scopes, first: int, last: int) -> bool:
    """Whether the next line of a list names an award and nothing else: ``Associate $40, Bachelor's $60``."""
    covered = {place for mark in scopes.pre if mark.use == "program" for place in range(mark.start, mark.end)}
    return bool(covered) and all(
        place in covered or scopes.words[place] in (",", ";", ":", "or") for place in range(first, last)
    )
