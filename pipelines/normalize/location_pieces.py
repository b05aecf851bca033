"""The piece of a text that belongs to one end of a place, read from its end: city, lines of mail, delivery."""

import re
from dataclasses import dataclass

from pipelines.normalize.delivery import delivery_modes
from pipelines.normalize.location_city import city_suffix, find_city
from pipelines.normalize.location_place import Place, empty_place, proper_city
from pipelines.normalize.location_street import Line, read_lines
from pipelines.normalize.location_tail import Tail
from pipelines.normalize.location_tokens import Span, Tokens, parts
from pipelines.normalize.location_units import read_units
from pipelines.normalize.location_words import phrase_group, word_group
from pipelines.normalize.refusal import Refusal

_MOST_LINES = 20
"""Lines whose words are kept from the reading of delivery; more are no address any more, and time stays linear."""


_LONGEST_BRACKETS = 6
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-)?[0-9]{4,6}")


@dataclass(slots=True)
class Piece:
    """What was read for one end: its places (several cities may share a state), lines of mail and delivery words."""

    places: list[Place]
    lines: list[Line]
    modes: list[str]
    is_bare: bool = False
    is_plural: bool = False


def read_piece(tokens: Tokens, begin: int, tail: Tail, trailing: str) -> Piece:
    """Read the words from ``begin`` to the end of ``tail``; ``trailing`` is text behind it that belongs to it."""
    found = parts(tokens, begin, tail.begin)
    country_city = tail.country != "US"
    spans, left = _foreign_city(tokens, found) if country_city else _cities(tokens, found, tail)
    lines = read_lines(tokens, left)
    places = []
    for span in spans or [(0, 0)]:
        place = empty_place()
        place.update(city=_printed_city(tokens, span, tail), state=tail.state, country=tail.country)
        place.update(zip5=tail.zip5, zip4=tail.zip4)
        places.append(place)
    words = _words_of_delivery(tokens, begin, tail.begin, lines) + " , " + trailing
    is_plural = "campuses" in tokens.keys[begin : tail.begin]
    return Piece(places, lines, delivery_modes(words), is_bare=not left, is_plural=is_plural)


def _printed_city(tokens: Tokens, span: Span, tail: Tail) -> str | None:
    words = tokens.slice(*span).strip(" ,-–*\"'")
    if tail.state in ("AA", "AE", "AP"):
        return words or None
    try:
        return proper_city(words)
    except Refusal:
        return None


def _words_of_delivery(tokens: Tokens, begin: int, end: int, lines: list[Line]) -> str:
    """The piece without its streets, whose words (``Campus Drive``) say nothing of delivery."""
    text = tokens.slice(begin, end)
    for line in lines[:_MOST_LINES]:
        for printed in (line.street, *line.units):
            if printed:
                text = text.replace(printed, " , ")
    return text


def _cities(tokens: Tokens, found: list[Span], tail: Tail) -> tuple[list[Span], list[Span]]:
    """The cities of a state's end and the parts that are left for lines of mail."""
    left = list(found)
    while len(left) > 1 and _is_area(tokens, left, tail):
        left.pop()
    if not left:
        return [], []
    begin, end = left.pop()
    if (
        tokens.keys[end - 1] in word_group("area")
        and end - begin > 1
        and not city_suffix(tokens, begin, end, tail.state)
    ):
        return [], [*left, (begin, end)] if left else []
    is_unit, (city_begin, _) = read_units(tokens, begin, end)[-1]
    if is_unit:
        return [], [*left, (begin, end)]
    city = find_city(tokens, city_begin, end, tail.state)
    if city is None:
        return _campus_before(tokens, left, (begin, end), tail)
    span, cut = city
    if cut > begin and not (cut == begin + 1 and tokens.keys[begin] in ("and", "or", "&")):
        left.append((begin, cut))
    return _with_listed(tokens, left, span, (city_begin, end), tail)


def _is_area(tokens: Tokens, left: list[Span], tail: Tail) -> bool:
    """Whether the last part is a county or an island behind its city: ``Charlotte Amalie, St. Thomas, VI``."""
    (city_begin, city_end), (begin, end) = left[-2:]
    if tokens.keys[end - 1] in word_group("area"):
        return True
    is_island = " ".join(tokens.keys[begin:end]) in phrase_group("island")
    return is_island and city_suffix(tokens, city_begin, city_end, tail.state) == city_end - city_begin


def _campus_before(tokens: Tokens, left: list[Span], last: Span, tail: Tail) -> tuple[list[Span], list[Span]]:
    """No city in the last part: one that stands apart before a campus's or a school's name may be it."""
    whole = [*left, last]
    if left and tail.state and city_suffix(tokens, *left[-1], tail.state) == left[-1][1] - left[-1][0]:
        return [left[-1]], [*left[:-1], last]
    bracketed = _in_brackets(tokens, last[1], tail)
    return ([bracketed], whole) if bracketed else ([], whole)


def _in_brackets(tokens: Tokens, begin: int, tail: Tail) -> Span | None:
    """The city of the state that stands in brackets behind a campus's name: ``Rosedale Campus (Lubbock), Texas``."""
    end = begin
    while end < tail.begin and end - begin < _LONGEST_BRACKETS and tokens.words[end] != ")":
        end += 1
    if end >= tail.begin or tokens.words[begin] != "(" or tokens.words[end] != ")":
        return None
    size = city_suffix(tokens, begin + 1, end, tail.state)
    return (begin + 1, end) if size and size == end - begin - 1 else None


def _with_listed(tokens: Tokens, left: list[Span], city: Span, part: Span, tail: Tail) -> tuple[list[Span], list[Span]]:
    """The city, and those listed before it under the same state: ``Tampa, Ocala and Miami, Florida``."""
    cities, joined = [city], part[0] < city[0] and tokens.keys[city[0] - 1] in ("and", "&", "or")
    if joined and left and left[-1][1] == city[0] and left[-1][0] < city[0] - 1:
        before = left.pop()
        size = city_suffix(tokens, before[0], city[0] - 1, tail.state)
        if not size:
            return cities, [*left, before]
        cities.insert(0, (city[0] - 1 - size, city[0] - 1))
        if before[0] < cities[0][0]:
            return cities, [*left, (before[0], cities[0][0])]
    while joined and left:
        begin, end = left[-1]
        size = city_suffix(tokens, begin, end, tail.state)
        if not size:
            break
        left.pop()
        cities.insert(0, (end - size, end))
        if size < end - begin:
            left.append((begin, end - size))
            break
    return cities, left


def _foreign_city(tokens: Tokens, found: list[Span]) -> tuple[list[Span], list[Span]]:
    """The city before a country: the first part that is no school, no street and no region's letters."""
    schools, small = word_group("institution"), word_group("preposition")
    for position, (begin, end) in enumerate(found):
        start, stop = begin, end
        if tokens.keys[begin] in word_group("school_first") and position + 1 < len(found):
            continue
        for index in range(begin, end):
            if tokens.keys[index] in small or tokens.keys[index] in ("and", "the") or tokens.keys[index] in schools:
                start = index + 1
        while stop > start and any(character.isdigit() for character in tokens.words[stop - 1]):
            stop -= 1
        while start < stop and _POSTCODE.fullmatch(tokens.words[start]):
            start += 1
        words = tokens.words[start:stop]
        if stop < len(tokens) and tokens.words[stop] == ":":
            continue
        if not words or not words[0][0].isupper() or len(words) > 4 or any(word[0].isdigit() for word in words):
            continue
        if tokens.keys[stop - 1] in word_group("street_suffix"):
            continue
        return [(start, stop)], [*found[:position], *([(begin, start)] if begin < start else [])]
    return [], list(found)
