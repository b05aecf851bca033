"""Whether a phrase that sounds like a policy is after all about one known school or program, and silences nothing.

It only looks at the words around the phrase; what silence means is decided in ``accreditation_doubts``.
"""

from pipelines.normalize.accreditation_agencies import Item
from pipelines.normalize.accreditation_word_groups import word_group

_OWNING = word_group("owning")
_PROUD = word_group("proud")
_VERBS = word_group("verb") | word_group("finite")
_GENERAL = _VERBS | {"that", "which", "who", "whose"}
_PLURALS = word_group("plural")
_AFFIRMED = word_group("affirmed")
_RULING = word_group("ruling")
_KNOWN_NOUN = frozenset(("the", "our", "this", "its"))
_AGENCY_OWN = frozenset(("standards", "quality", "process", "value", "importance"))
_HEADING = 6
_OWN = frozenset(("our", "its", "at", "offered"))
_NOUNS = word_group("program") | word_group("school")
_LISTED = _PLURALS | {"sponsors", "organizations"}


def is_about_one(items: list[Item], place: int, end: int) -> bool:
    """Whether "a program" or "all programs" are known ones: after "offers", beside "our", or heading a list.

    "To be accredited" after "proud" is a claim too, and so is what an agency does to "the program".
    """
    if items[place].agency and any(_acts_on_one(items, place, at) for at in range(place + 1, min(end + 4, len(items)))):
        return True
    if items[place].word in ("does", "do", "did") and items[end - 1].word in ("accredit", "approve"):
        return end < len(items) and items[end].word in _KNOWN_NOUN
    if place == 0 and items[0].word in ("a", "an") and not any(item.word in _GENERAL for item in items):
        return True
    if place == 0 and items[0].word in _LISTED and any(item.word == ":" for item in items[1:_HEADING]):
        return True
    if items[place].word == "all":
        near = [item.word for item in items[place + 1 : place + 5]]
        return any(word in _OWN for word in near)
    if items[place].word == "to":
        return place > 0 and (items[place - 1].word in _PROUD or _is_among_the_first(items, place))
    return place > 0 and items[place].word in ("a", "an") and items[place - 1].word in _OWNING


def _is_among_the_first(items: list[Item], place: int) -> bool:
    """Whether "to be accredited" goes on after "the first program in the state": it was, and so it is."""
    before = [item.word for item in items[max(0, place - 6) : place]]
    return "first" in before and (before[-1] in _NOUNS or "in" in before)


def _acts_on_one(items: list[Item], agency: int, at: int) -> bool:
    """Whether a known school or program stands at ``at``, as the object of a verb that is no rule of the agency."""
    if any(item.word in _RULING for item in items[agency + 1 : agency + 3]):
        return False
    if items[at - 1].word in _KNOWN_NOUN and items[at].word not in _AGENCY_OWN:
        return any(item.word in _NOUNS and item.word not in _PLURALS for item in items[at : at + 4])
    is_accreditation = items[agency + 1].word in ("accreditation", "approval") and items[at - 1].word == "is"
    return is_accreditation and at == agency + 3 and items[at].word in _AFFIRMED
