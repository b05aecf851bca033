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
_CLAIM = word_group("claim")
_SHORTEST = 3
_OPENING = 3
_HEADING = 6
_OWN = frozenset(("our", "its", "at", "offered"))
_NOUNS = word_group("program") | word_group("school")
_LISTED = _PLURALS | {"sponsors", "organizations"}


def is_about_one(items: list[Item], place: int, end: int) -> bool:
    """Whether "a program" or "all programs" are known ones: after "offers", beside "our", or heading a list.

    "To be accredited" after "proud" is a claim too, and so is what an agency does to "the program".
    """
    if items[place].agency and _is_whose(items, place):
        return True
    acts = items[place].agency or items[place].word == "commission"
    if acts and any(_acts_on_one(items, place, at) for at in range(place + 1, min(end + 4, len(items)))):
        return True
    if items[place].word in ("does", "do", "did") and items[end - 1].word in ("accredit", "approve"):
        return end < len(items) and items[end].word in _KNOWN_NOUN
    if place == 0 and items[0].word in ("a", "an") and not any(item.word in _GENERAL for item in items):
        return True
    if place < _OPENING and items[place].word in _LISTED and _opens_a_list(items):
        return True
    if items[place].word == "all":
        near = [item.word for item in items[place + 1 : place + 5]]
        return any(word in _OWN for word in near)
    if items[place].word == "to":
        return place > 0 and (items[place - 1].word in _PROUD or _is_among_the_first(items, place))
    if place > 0 and items[place].word in ("a", "an") and items[place - 1].word in _OWNING:
        return True
    return is_apposition(items, place)


def is_apposition(items: list[Item], place: int) -> bool:
    """Whether "an accredited school" at ``place`` says who a school is: "Wolf Creek College, an accredited school,"."""
    if place < _SHORTEST or items[place].word not in ("a", "an") or items[place - 1].word != ",":
        return False
    return items[place - 2].word in _NOUNS and all(item.printed[:1].isupper() for item in items[place - 3 : place - 1])


def _opens_a_list(items: list[Item]) -> bool:
    """Whether the line is the heading of a list: a colon soon after its beginning, or at its end after no rule."""
    if any(item.word == ":" for item in items[1:_HEADING]):
        return True
    return items[-1].word in (":", "below", "here") and not any(item.word in _RULING for item in items)


def _is_among_the_first(items: list[Item], place: int) -> bool:
    """Whether "to be accredited" goes on after "the first program in the state": it was, and so it is."""
    before = [item.word for item in items[max(0, place - 6) : place]]
    return "first" in before and (before[-1] in _NOUNS or "in" in before)


def _is_whose(items: list[Item], place: int) -> bool:
    """Whether the agency only says whose accreditation a sentence is about: "our accreditation by X will"."""
    before = [item.word for item in items[max(0, place - 4) : place]]
    if not before or before[-1] not in ("by", "the", "from", "through", "with") or "accreditation" not in before:
        return False
    at = place - len(before) + before.index("accreditation")
    return any(item.word in ("our", "its", "the", "this") for item in items[max(0, at - 3) : at])


def _opens_a_name(items: list[Item], at: int) -> bool:
    """Whether a name such as "Ironbridge Nursing School" begins at ``at``, with small letters before it."""
    if at < 2 or items[at - 1].printed[:1].isupper():
        return False
    for place in range(at, min(at + 6, len(items))):
        if not items[place].printed[:1].isupper() or items[place].word in _CLAIM or items[place].agency:
            return False
        if items[place].word in _NOUNS:
            return place > at and items[place].word not in _PLURALS
    return False


def _acts_on_one(items: list[Item], agency: int, at: int) -> bool:
    """Whether a known school or program stands at ``at``, as the object of a verb that is no rule of the agency."""
    if any(item.word in _RULING for item in items[agency + 1 : agency + 3]):
        return False
    if items[at - 1].word not in _KNOWN_NOUN and _opens_a_name(items, at):
        return True
    if items[at - 1].word in _KNOWN_NOUN and items[at].word not in _AGENCY_OWN:
        return any(item.word in _NOUNS and item.word not in _PLURALS for item in items[at : at + 4])
    is_accreditation = items[agency + 1].word in ("accreditation", "approval") and items[at - 1].word == "is"
    return is_accreditation and at == agency + 3 and items[at].word in _AFFIRMED
