"""The city in the words before a state: by the gazetteer where words run together, else as the text sets it apart.

A city that the gazetteer does not know is kept as printed when the text sets it apart; a school's name never gives one.
"""

import re

from pipelines.normalize.location_gazetteer import is_city
from pipelines.normalize.location_tokens import Span, Tokens, is_separator
from pipelines.normalize.location_words import folded, word_group

_LONGEST = 5
_DIGIT = re.compile(r"[0-9]")
_INSIDE_CITIES = frozenset(["of", "the", "de", "del", "la", "las", "los", "du", "on"])
_GLUED = re.compile(r"[A-Z]")


def city_suffix(tokens: Tokens, begin: int, end: int, state: str | None) -> int:
    """How many of the last words before ``end`` are the longest city of the state; 0 for none."""
    key, longest = "", 0
    for size in range(1, min(_LONGEST, end - begin) + 1):
        index = end - size
        if is_separator(tokens, index):
            break
        word = folded(tokens.words[index])
        key = f"{word} {key}" if key else word
        if is_city(key, state):
            longest = size
    return longest


def find_city(tokens: Tokens, begin: int, end: int, state: str | None) -> tuple[Span, int] | None:
    """The words of the city in the part from ``begin`` to ``end``, and where what stands before it ends.

    None when the part has no city: a school, a street, a campus whose name is no city.
    """
    while begin < end and tokens.keys[begin] in ("and", "or", "&", ""):
        begin += 1
    if begin + 2 < end and tokens.keys[begin] in word_group("seat") and tokens.keys[begin + 1] in ("de", "del", "en"):
        begin += 2
    if begin >= end:
        return None
    size = _without_direction(tokens, begin, end, city_suffix(tokens, begin, end, state), state)
    if size == end - begin or (size == end - begin - 1 and tokens.keys[begin] in ("the", "city")):
        return (end - size, end), end - size
    if tokens.keys[end - 1] in word_group("campus"):
        return _campus_city(tokens, begin, end, state)
    marker = _last_marker(tokens, begin, end)
    if size and _stands_apart(tokens, begin, end - size, end, marker):
        return (end - size, end), end - size
    if size == 0 and (glued := glued_city(tokens, begin, end, state)):
        return glued, glued[0]
    if marker is None:
        return ((begin, end), begin) if end - begin <= _LONGEST and _is_name(tokens, begin, end) else None
    if marker + 1 >= end:
        return None
    if _is_of_school(tokens, begin, marker) or tokens.keys[begin] in word_group("school_first"):
        return None
    return ((marker + 1, end), marker + 1) if _is_name(tokens, marker + 1, end) else None


def _without_direction(tokens: Tokens, begin: int, end: int, size: int, state: str | None) -> int:
    """``6815 14th St W Bradenton``: a single letter after a street's end belongs to the street, not to the city."""
    first = end - size
    if size < 2 or first == begin or len(tokens.keys[first]) != 1:
        return size
    after_street = tokens.keys[first - 1] in word_group("street_suffix")
    return size - 1 if after_street and city_suffix(tokens, first + 1, end, state) == size - 1 else size


def _stands_apart(tokens: Tokens, begin: int, city: int, end: int, marker: int | None) -> bool:
    """Whether words before the city show that it begins there, and that it is not the end of a school's name."""
    if _is_of_school(tokens, begin, city - 1):
        return False
    if end - city == 1 and tokens.keys[city] in word_group("institution_end"):
        return False
    if marker is None:
        return False
    return marker < city or tokens.keys[marker] in word_group("institution") or city_is_long(city, end)


def city_is_long(city: int, end: int) -> bool:
    """Whether a city has several words: then words like ``Park`` belong to it."""
    return end - city > 1


def _is_of_school(tokens: Tokens, begin: int, before: int) -> bool:
    """``University of Tampa``, ``Austin State at Waco``: the city is in the school's name."""
    if tokens.keys[before] not in ("of", "at", "de"):
        return False
    schools = word_group("institution_end")
    return any(tokens.keys[index] in schools for index in range(begin, before))


def _last_marker(tokens: Tokens, begin: int, end: int) -> int | None:
    """The last word that cannot be inside a city: a number, a street's end, a school, a building, a small word."""
    suffixes, directions = word_group("street_suffix"), word_group("direction")
    buildings, leads = word_group("unit_name"), word_group("street_lead") - {"star", "rural", "corner"}
    schools, places = word_group("institution"), word_group("preposition")
    for index in range(end - 1, begin - 1, -1):
        key, word = tokens.keys[index].removesuffix("'s").removesuffix("\u2019s"), tokens.words[index]
        if word == "&" or _DIGIT.search(word) or key in schools or key in places or (key in suffixes and key != "st"):
            return index
        if key == "st" and index > begin and index + 1 < end:
            return index
        if index + 1 < end and (key in buildings or (key in leads and word[0].isupper())):
            return index
        if word[0].islower() and key not in _INSIDE_CITIES and not key.startswith(("d'", "d\u2019")):
            return index
        if key in directions and word.isupper() and (len(key) == 2 or (len(key) == 1 and index > begin)):
            return index
        if index > begin and len(word) == 1 and word.isupper():
            return index
    return None


def _is_name(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether words look like a city that no gazetteer knows: up to five, capitalized, no school's end."""
    last = tokens.keys[end - 1]
    if end - begin > _LONGEST or last in word_group("institution") or last in word_group("street_suffix"):
        return False
    if not any(character.isalpha() for character in tokens.words[begin]):
        return False
    return tokens.words[begin][0].isupper() and last not in word_group("unit")


def _campus_city(tokens: Tokens, begin: int, end: int, state: str | None) -> tuple[Span, int] | None:
    """The city that begins a campus's name: ``Dallas West Campus``."""
    key, longest = "", 0
    for size in range(1, min(_LONGEST, end - begin - 1) + 1):
        key = f"{key} {folded(tokens.words[begin + size - 1])}".strip()
        if is_city(key, state):
            longest = size
    return ((begin, begin + longest), begin) if longest and state else None


def glued_city(tokens: Tokens, begin: int, end: int, state: str | None) -> Span | None:
    """The words of a city glued to what stands before it (``N/ASalem``), if there is one; its word is cut in place."""
    for size in range(1, min(3, end - begin) + 1):
        index = end - size
        word = tokens.words[index]
        rest = " ".join(folded(other) for other in tokens.words[index + 1 : end])
        for capital in _GLUED.finditer(word[:60], 1):
            piece = word[capital.start() :]
            if (
                len(piece) > 2
                and word[capital.start() - 1] != "-"
                and is_city(f"{folded(piece)} {rest}".strip(), state)
            ):
                tokens.words[index] = piece
                tokens.starts[index] += capital.start()
                return index, end
    return None
