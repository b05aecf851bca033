"""Words of no price that the words around them answer: students of a college pay, a voucher is included, rises to $112.

Tells only whether such a word keeps its force; what the amount then is for is decided elsewhere.
"""

from typing import Final

from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import word_group

_ENDS: Final = frozenset((".", ";", "!", "?", "|", "\n"))
_PEOPLE_REACH: Final = 7
_BESIDE: Final = 2
_VERB_REACH: Final = 4
_PRICE_REACH: Final = 3
_FORGONE: Final = frozenset(("!aid", "!salary", "!discount"))
"""What a sentence can speak of before it tells who pays how much all the same."""
_OWN: Final = frozenset(("own",))
_SUBJECTS: Final = _OWN | {"program"}
_PAID: Final = frozenset(("!aid", "!vendor", "!wealth"))


def is_answered(scopes: Scopes, mark: Mark) -> bool:
    """Whether what a mark says of an amount (``!aid``) does not hold for the figures of a row."""
    words, value, end = scopes.words, mark.value, scopes.left[1]
    if value in _PAID and words[mark.end - 1] in ("pay", "spend"):
        return _people_before(words, mark.start, _PEOPLE_REACH)
    if value in _PAID and words[mark.start] == "pay":
        return _people_before(words, mark.start, _BESIDE)
    if value == "!exam":
        return "included" in words[mark.end : mark.end + 2]
    if value == "!change":
        moved_to = words[mark.end : mark.end + 1] == ["to"] and mark.end + 1 == end
        return moved_to and words[mark.start] not in word_group("held")
    if value == "!installment":
        if mark.end < end:
            return words[mark.end] == "the" and mark.end + 1 == end
        return mark.start > end and "full" in words[end : mark.start]
    if value == "!compare":
        if words[end - 1] in ("our", "my") and mark.end < end:
            return True
        if mark.start > end and not word_group("comparing").isdisjoint(words[end : mark.start]):
            return True
        if words[mark.start] == "versus":
            return any(one.use == "residency" for one in (*scopes.pre, *scopes.post))
        return mark.end < end and _costs_behind(scopes, mark, _OWN)
    if value == "!discount" and mark.start > end and words[mark.start] in ("save", "saves"):
        return words[end - 1] in ("our", "this")
    if value not in _FORGONE or mark.end >= end:
        return False
    return words[mark.start - 1] in ("without", "no") or _is_paid_behind(scopes, mark)


def _people_before(words: list[str], place: int, reach: int) -> bool:
    """Whether students are the ones who pay: ``students of the college pay``."""
    people = word_group("payers")
    for back in range(place - 1, max(-1, place - 1 - reach), -1):
        if words[back] in _ENDS:
            return False
        if words[back] in people:
            return True
    return False


def _is_paid_behind(scopes: Scopes, mark: Mark) -> bool:
    """Whether a clause behind a mark says who pays or what something costs: ``after the grant, residents pay $22``."""
    words, end = scopes.words, scopes.left[1]
    people, verbs = word_group("payers"), word_group("pay_verbs")
    for place in range(mark.end, end - 1):
        if words[place] in people and not verbs.isdisjoint(words[place + 1 : min(end, place + 1 + _VERB_REACH)]):
            return True
    return _costs_behind(scopes, mark, _SUBJECTS)


def _costs_behind(scopes: Scopes, mark: Mark, subjects: frozenset[str]) -> bool:
    """Whether a thing of these uses costs the figure, as words from a mark on say: ``the rate is $405``."""
    words, end = scopes.words, scopes.left[1]
    if subjects is _SUBJECTS and is_of_program(scopes, mark.end):
        return True
    for one in scopes.pre:
        if one.use == "topic" and one.value == "cost" and one.start >= mark.end and end - one.end < _PRICE_REACH:
            between = words[mark.end : one.start]
            subject = any(m.use in subjects and mark.start <= m.start < one.start for m in scopes.pre)
            return (subject or (subjects is _SUBJECTS and between[-1:] == ["the"])) and word_group(
                "prepositions"
            ).isdisjoint(between)
    return False


def is_of_program(scopes: Scopes, start: int) -> bool:
    """``Wages aside, the certificate comes to $3,225``: behind a break, a program is the subject of a price."""
    words, end = scopes.words, scopes.left[1]
    programs = [one for one in scopes.pre if one.use == "program" and one.start >= start]
    if not programs or end - programs[-1].end > _VERB_REACH:
        return False
    verbs = word_group("amounting").intersection(words[programs[-1].end : end])
    return bool(verbs) and not word_group("breaks").isdisjoint(words[start : programs[0].start])
