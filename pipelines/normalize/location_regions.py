"""A state or country named without a city: alone, or by its full name after 'in'; never a part of a school's name."""

from pipelines.normalize.location_place import Place, empty_place
from pipelines.normalize.location_tail import spelled
from pipelines.normalize.location_tokens import Tokens, is_separator
from pipelines.normalize.location_words import country_spellings, phrase_group, state_codes, state_spellings

_FOLLOWS = frozenset(["and", "or", "but", "where", "with", "since", "which", "may", "must", "can", "who", "only"])
_LEADS = frozenset(["in", "throughout", "across"])


def bare_region(tokens: Tokens, begin: int, end: int) -> list[Place]:
    """The state or country that is the whole of a text."""
    if end - begin > 4 or not tokens.words[begin][0].isupper():
        return []
    length, place = _region_at(tokens, begin)
    return [place] if place and begin + length == end else []


def regions(tokens: Tokens, begin: int, end: int) -> list[Place]:
    """The states and countries after 'in', also those joined to them, and the United States at the end of a text."""
    places: list[Place] = []
    joined = -1
    for index in range(begin + 1, end):
        word = tokens.words[index]
        led = tokens.keys[index - 1] in _LEADS or index == joined
        if not led or not word[0].isupper() or len(word) <= 2 or word in state_codes():
            continue
        length, place = _region_at(tokens, index)
        after = index + length
        if place and (after >= end or is_separator(tokens, after) or tokens.keys[after] in _FOLLOWS):
            places.append(place)
            joined = after + 1
            if joined < end and tokens.keys[joined] in ("and", "or"):
                joined += 1
    return places or _united_states(tokens, begin, end)


def _region_at(tokens: Tokens, index: int) -> tuple[int, Place | None]:
    """The number of words of the state or country at a word, and its place."""
    if named := spelled(tokens, index, state_spellings()):
        return named[0], {**empty_place(), "state": named[1], "country": "US"}
    if named := spelled(tokens, index, country_spellings()):
        return named[0], {**empty_place(), "country": named[1]}
    return 0, None


def _united_states(tokens: Tokens, begin: int, end: int) -> list[Place]:
    words = " ".join(tokens.keys[begin:end])
    for name in phrase_group("united_states"):
        if words == name or words.endswith((f" in the {name}", f" , {name}", f" in {name}")):
            return [{**empty_place(), "country": "US"}]
    return []
