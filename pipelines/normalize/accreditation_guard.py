"""Whether the words around a claim make it one about a known school or program; else it is dropped.

"Graduates of CAHIIM-accredited programs", "attend a school accredited by ABHES" and "if the program is accredited" have
the words of a claim and claim nothing. A noun is known when it is the school's own ("our", "is a", "offers an"), a
definite or named one, or the whole of a heading; all others are doubtful. It never adds a claim.
"""

from pipelines.normalize.accreditation_agencies import Item
from pipelines.normalize.accreditation_conditions import is_conditional
from pipelines.normalize.accreditation_known import is_apposition
from pipelines.normalize.accreditation_phrases import Cue
from pipelines.normalize.accreditation_word_groups import word_group

_CLAIMS = frozenset(("accredited", "reaffirmed", "was_accredited", "initial", "restored"))
_ARTICLES = frozenset(("the", "a", "its", "full"))
_STILL = frozenset(("has", "have"))
"""Before ``had``: it lasts, as in ``has had the approval since 2014``."""
_PARTICIPLES = frozenset(("accredited", "approved", "certified", "reaccredited"))
_NOUNS = word_group("program") | word_group("school")
_PLURALS = word_group("plural")
_OWNING = word_group("owning")
_OWN = word_group("own")
_ADJECTIVES = word_group("adjective")
_VERBS = word_group("verb") | word_group("finite")
_LISTING = word_group("listing")
_HYPOTHETICAL = word_group("conditional")
_UPCOMING = word_group("upcoming")
_TAKEN_AWAY = frozenset(("withdrawn", "expired", "probation", "inactive", "not_accredited"))
_RENEWALS = frozenset(("reaffirmation", "renewal", "reaccreditation", "continuation"))
_PAST = word_group("past")
_LACKING = frozenset(("unaccredited", "nonaccredited"))
_ANYONE = frozenset(("one", "ones", "those", "that", "any", "anyone", "something", "somewhere", "others"))
_HOLDING = frozenset(("with", "having", "holding", "carrying"))
_MARKS = frozenset((",", ":", "-", "|"))
_LINKS = frozenset(("by", "through", "with", "from", "since", "until", "under", "in", "via", "as"))
_STOPS = frozenset(("to", "for", "of", "the", "a", "an", "our", "its", "this", "both", "all", "and", "or"))
_SPAN = 7
_FAR = 24
_YEAR = 4


def is_doubtful(cue: Cue, items: list[Item]) -> bool:
    """Whether a positive phrase is part of a condition, or describes a school or program that is not a known one."""
    if cue.meaning == "not_accredited" and _is_of_many(items, cue.start):
        return True
    if cue.meaning in _TAKEN_AWAY:
        return is_conditional(items, cue.start, _HYPOTHETICAL)
    if cue.meaning not in _CLAIMS:
        return False
    if items[cue.start].word in _RENEWALS and any(
        i.word in _UPCOMING for i in items[max(0, cue.start - _FAR) : cue.end + _FAR]
    ):
        return True
    first = max(0, cue.start - 1 - (cue.start > 0 and items[cue.start - 1].word in _ARTICLES))
    past = [place for place in range(first, cue.end) if items[place].word == "had"]
    if cue.meaning == "accredited" and any(place == 0 or items[place - 1].word not in _STILL for place in past):
        return not any(item.word in _OWN for item in items[cue.start : cue.end])
    anchor = next((p for p in range(cue.start, cue.end) if items[p].word in _PARTICIPLES), None)
    if anchor is not None:
        noun = _noun_after(items, anchor)
        if noun is not None:
            return not _is_known(items, noun, anchor, anchor)
        if _describes_anyone(items, cue.start):
            return True
        if cue.start == anchor or items[cue.start].agency or items[cue.start].word in ("fully", "regionally"):
            described = _noun_before(items, cue.start)
            if described is not None:
                return is_conditional(items, cue.start) or not _is_known(items, described, described, anchor)
    elif items[cue.start].word in _HOLDING and cue.start > 0 and items[cue.start - 1].word in _ANYONE:
        return True
    elif items[cue.start].word in _HOLDING and (described := _noun_before(items, cue.start)) is not None:
        return not _is_known(items, described, described, cue.start)
    elif _is_bare(cue, items) and not _stands_free(items, cue.start):
        return True
    return is_conditional(items, cue.start if anchor is None else anchor)


def _is_bare(cue: Cue, items: list[Item]) -> bool:
    words = [item.word for item in items[cue.start : cue.end]]
    return words[0] in ("accreditation", "approval") and "reporting" not in words


def _is_of_many(items: list[Item], start: int) -> bool:
    """Whether a denial only describes some programs: "graduates of programs not accredited", "unaccredited ones"."""
    after = items[start + 1].word if start + 1 < len(items) else ""
    if items[start].word in _LACKING and (after in _ANYONE or after in _PLURALS):
        return not any(item.word in _OWN for item in items[max(0, start - 2) : start])
    noun = _noun_before(items, start)
    return noun is not None and noun > 0 and items[noun].word in _PLURALS and not _is_known(items, noun, noun, start)


def _describes_anyone(items: list[Item], start: int) -> bool:
    """Whether the claim is of "one", "those" or the like: "one that is accredited"."""
    before = [item.word for item in items[max(0, start - 2) : start]]
    if before and before[-1] in ("that", "which", "who"):
        return before[0] in _ANYONE - {"that"}
    return bool(before) and before[-1] in _ANYONE


def _noun_after(items: list[Item], anchor: int) -> int | None:
    """The school or program that "accredited" stands before: "accredited health information program"."""
    for place in range(anchor + 1, min(len(items), anchor + _SPAN)):
        if items[place].agency and place > anchor + 1:
            return None
        word = items[place].word
        if word in _NOUNS and not (place + 1 < len(items) and items[place + 1].word in _NOUNS):
            return place
        if word in _LINKS or word in _MARKS or word in _VERBS or word in _STOPS:
            return None
    return None


def _noun_before(items: list[Item], start: int) -> int | None:
    """The school or program right before a participle: "a program accredited by"."""
    before = start - 1
    while before >= 0 and items[before].word in ("fully", "regionally", "nationally", "("):
        before -= 1
    return before if before >= 0 and items[before].word in _NOUNS else None


def _is_known(items: list[Item], noun: int, head: int, claim: int) -> bool:
    """Whether the noun phrase that ends at ``noun`` is about one school or program; ``head`` is where to look back."""
    plural = items[noun].word in _PLURALS
    for place in range(head - 1, max(-1, head - _SPAN), -1):
        word = items[place].word
        if word in _PAST:
            return False
        if word in _OWN or word in _OWNING:
            counted = place > 0 and items[place - 1].word == "there"
            return not counted and (word in ("our", "ours", "this", "its") or not is_conditional(items, place + 1))
        if word in ("a", "an"):
            return _article(items, place, noun, claim)
        if word == "of" and place > 1 and items[place - 1].word == "one":
            return items[place - 2].word in _OWNING and not is_conditional(items, place - 1)
        if word == "the":
            return not plural or (place == 0 and _lists(items, claim))
        if word in _MARKS or word == "and":
            return not plural or _is_heading(items, noun, claim)
        named = items[place].printed[:1].isupper() and not plural and (place > 0 or _opens_a_name(items, noun, head))
        if not (items[place].agency or word in _ADJECTIVES or word in _NOUNS or named):
            return False
    return _is_heading(items, noun, claim)


def _opens_a_name(items: list[Item], noun: int, head: int) -> bool:
    """Whether the unit begins with a name that goes on to its noun: "Wren Valley College (accredited by HLC)"."""
    return head == noun > 0 and all(item.printed[:1].isupper() for item in items[1 : noun + 1])


def _article(items: list[Item], place: int, noun: int, claim: int) -> bool:
    """Whether "a program" is the school's own: after "is", "offers" and their like, or alone in a heading."""
    for before in range(place - 1, max(-1, place - 4), -1):
        word = items[before].word
        if word in _PAST:
            return False
        if word in _OWNING:
            return not is_conditional(items, before + 1)
        if is_apposition(items, place):
            return True
        if word not in _ADJECTIVES and word not in _OWN and word not in ("also", "students", ","):
            return False
    return place == 0 and _is_heading(items, noun, claim)


def _is_heading(items: list[Item], noun: int, claim: int) -> bool:
    """Whether nothing is said of the noun but that it is accredited, or a list of names follows."""
    if _lists(items, claim):
        return True
    singular = items[noun].word not in _PLURALS
    rest = items[max(noun, claim) + 1 : max(noun, claim) + _FAR]
    return not any(item.word in _VERBS for item in rest) if not singular else not _is_generic(items, rest)


def _is_generic(items: list[Item], rest: list[Item]) -> bool:
    return items[0].word in ("a", "an") and any(item.word in _VERBS for item in rest)


def _lists(items: list[Item], claim: int) -> bool:
    return any(item.word in _LISTING for item in items[claim : claim + _SPAN])


def _stands_free(items: list[Item], start: int) -> bool:
    """Whether "accreditation by X" is the school's own or a heading, not the object of just any verb."""
    named = False
    for place in range(start - 1, max(-1, start - _FAR), -1):
        word = items[place].word
        named = named or word in _NOUNS
        if named and items[place].printed[:1].isupper():
            continue
        if word in _MARKS or word in _OWN or word in _OWNING or items[place].agency or word == "(":
            return True
        if word.isdigit() and len(word) == _YEAR:
            return True
        if word not in _ADJECTIVES and word not in _NOUNS and word not in ("the", "and"):
            return False
    return start < _FAR
