"""Parts of a building: suites, floors, rooms, halls and malls, taken out of a street line as they are printed."""

import re

from pipelines.normalize.location_tokens import Span, Tokens
from pipelines.normalize.location_words import word_group

_HASH = re.compile(r"#[0-9A-Za-z][0-9A-Za-z-]{0,9}")
_IDENTIFIER = re.compile(
    r"#?[0-9][0-9A-Za-z/-]{0,9}\.?|#?[A-Z]{1,2}-?[0-9][0-9A-Z-]{0,7}\.?|[A-Z](?:[-/&][A-Z0-9]{1,4})?\.?"
)
_ORDINAL = re.compile(r"[0-9]{1,3}(?:st|nd|rd|th|er|do|ro|to|mo|vo|no)\.?", re.IGNORECASE)
_SMALL = frozenset(["of", "the", "and", "&", "de", "del", "la", "las", "los"])
_SIDES = frozenset(["north", "south", "east", "west"])
_LONGEST_BUILDING = 5
_GLUED = re.compile(
    r"(?:suite|ste\.?|room|rm|unit|apt|bldg)\.?#?[0-9][0-9A-Z-]{0,7}|(?:suite|ste)\.[A-Z]", re.IGNORECASE
)


_BARE = re.compile(r"#?[A-Z]-?[0-9]{1,4}(?:[/-][0-9A-Z]{1,3}){0,3}")


def is_bare_unit(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether a part is only the number of a unit, without its word: ``B210``."""
    return end - begin == 1 and _BARE.fullmatch(tokens.words[begin]) is not None


def read_units(tokens: Tokens, begin: int, end: int) -> list[tuple[bool, Span]]:
    """The part cut into pieces in order: (whether the piece is a unit, its words)."""
    if tokens.keys[begin] in word_group("building_first") and 1 < end - begin <= _LONGEST_BUILDING:
        return [(True, (begin, end))]
    pieces: list[tuple[bool, Span]] = []
    start = index = begin
    while index < end:
        length = _unit_length(tokens, index, begin, end)
        if not length:
            index += 1
            continue
        first = _mail_before(tokens, start, _with_name(tokens, start, index))
        if first > start:
            pieces.append(_named_or_rest(tokens, start, first))
        pieces.append((True, (first, index + length)))
        start = index = index + length
    if start < end:
        pieces.append(_named_or_rest(tokens, start, end))
    return pieces


def _named_or_rest(tokens: Tokens, begin: int, end: int) -> tuple[bool, Span]:
    return _is_named_building(tokens, begin, end), (begin, end)


def _with_name(tokens: Tokens, start: int, index: int) -> int:
    """Where a numbered building begins with its name: ``Nordin Hall 204``."""
    if tokens.keys[index] not in word_group("unit_name") or index == start:
        return index
    return start if _is_named_building(tokens, start, index + 1) else index


def _mail_before(tokens: Tokens, start: int, index: int) -> int:
    """``Mail Stop 33`` with its first word."""
    return index - 1 if index > start and tokens.keys[index] == "stop" and tokens.keys[index - 1] == "mail" else index


def _unit_length(tokens: Tokens, index: int, begin: int, end: int) -> int:
    """How many words from ``index`` on are one unit; 0 for none."""
    word, key = tokens.words[index], tokens.keys[index]
    if word[0] == "#":
        if index > begin and _is_road_number(tokens, begin, index):
            return 0
        if index == begin and index + 1 < end and tokens.keys[index + 1] in word_group("street_lead"):
            return 0
        if word == "#" and index + 1 < end:
            return 2
        return 1 if _HASH.fullmatch(word.rstrip(".")) else 0
    if _GLUED.fullmatch(word):
        return 1
    following = tokens.keys[index + 1] if index + 1 < end else ""
    if _ORDINAL.fullmatch(word) or key in word_group("ordinal_word"):
        if following not in word_group("unit_after"):
            return 0
        return 3 if index + 2 < end and tokens.keys[index + 2] in _SIDES and index + 3 == end else 2
    if key not in word_group("unit") or index + 1 >= end:
        return 0
    return _numbered_length(tokens, index, end)


def _is_road_number(tokens: Tokens, begin: int, index: int) -> bool:
    """Whether a number after a hash is a road's: ``Highway #38``, ``Road #3`` at the start of a part."""
    before = tokens.keys[index - 1]
    is_first = index == begin + 1 and before in word_group("first_lead")
    return is_first or (before != "ave" and before in word_group("numbered_lead"))


def _numbered_length(tokens: Tokens, index: int, end: int) -> int:
    """The unit's word, its number and what is joined to it: ``Suites 170 & 260``, ``Suite # 111``."""
    place = index + 1
    if tokens.words[place] == "#" or tokens.keys[place] in ("no", "number"):
        place += 1
    if place >= end:
        return 0
    word = tokens.words[place]
    if not (_IDENTIFIER.fullmatch(word) or _is_number_word(tokens, place)):
        return 0
    if word[0].isalpha() and len(word) == 1 and tokens.keys[index] in ("hall", "mall", "fl", "lot", "wing", "tower"):
        return 0
    following = tokens.keys[place + 1] if place + 1 < end else ""
    if _ORDINAL.fullmatch(word) or following in word_group("street_suffix"):
        return 0
    is_building = tokens.keys[index] in (
        "office",
        "building",
        "bldg",
        "hall",
        "mall",
        "space",
        "stop",
        "tower",
        "level",
    )
    if is_building and not word_group("street_suffix").isdisjoint(tokens.keys[place + 1 : end]):
        return 0
    place += 1
    while (
        place + 1 < end
        and tokens.words[place] in ("&", "and", "-", "/")
        and _IDENTIFIER.fullmatch(tokens.words[place + 1])
    ):
        place += 2
    return place - index


def _is_number_word(tokens: Tokens, place: int) -> bool:
    return tokens.keys[place] in word_group("number_word")


def _is_named_building(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether words that end in Hall, Building or Mall are a building's name: ``Nordin Hall``."""
    if tokens.keys[end - 1] not in word_group("unit_name") or end - begin < 2:
        return False
    words = tokens.words[begin:end]
    if tokens.keys[end - 1] == "mall" and words[0][0].isdigit():
        return False
    if not all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words):
        return False
    return word_group("street_suffix").isdisjoint(tokens.keys[begin + 1 : end])
