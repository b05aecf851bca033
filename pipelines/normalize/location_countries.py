"""The end of a foreign place: a country's name after a comma or 'in'. A city named like a country is none."""

import re

from pipelines.normalize.location_city import city_suffix
from pipelines.normalize.location_tail import AFTERWARDS, Tail, spelled
from pipelines.normalize.location_tokens import Tokens, is_separator
from pipelines.normalize.location_words import country_spellings, region_codes, state_codes, state_spellings

_NUMBER = re.compile(r"[0-9]")


def country_tail(tokens: Tokens, index: int, floor: int) -> Tail | None:
    """The end of a foreign place at a word, if its name stands there as an address has it."""
    named = spelled(tokens, index, country_spellings())
    word = tokens.words[index]
    if named is None or not word[0].isupper() or index == floor:
        return None
    end = index + named[0]
    printed = tokens.slice(index, end)
    before = is_separator(tokens, index - 1) or tokens.keys[index - 1] == "in"
    following = end
    while following < len(tokens) and _NUMBER.search(tokens.words[following]):
        following += 1
    after = following == len(tokens) or is_separator(tokens, following) or tokens.keys[following] in AFTERWARDS
    after = after or tokens.words[end - 1].endswith(".")
    if not before or not after or (len(printed) <= 3 and not printed.isupper()):
        return None
    if printed in region_codes() and tokens.words[index - 1] != ",":
        return None
    if _is_city_before_state(tokens, index, end, following):
        return None
    tail = Tail(index, following, country=named[1])
    _join_next_country(tokens, tail)
    return tail


def _is_city_before_state(tokens: Tokens, index: int, end: int, following: int) -> bool:
    """``Peru, IN`` and ``Jamaica, New York``: a city named like a country."""
    if following >= len(tokens) - 1 or tokens.words[following] != ",":
        return False
    if tokens.words[following + 1].strip(".") in state_codes():
        return True
    named = spelled(tokens, following + 1, state_spellings())
    return named is not None and city_suffix(tokens, index, end, named[1]) == end - index


def _join_next_country(tokens: Tokens, tail: Tail) -> None:
    """``England, United Kingdom`` and ``Ontario, Canada`` are one country."""
    index = tail.end
    if index < len(tokens) - 1 and tokens.words[index] == ",":
        index += 1
        named = spelled(tokens, index, country_spellings())
        if named and named[1] == tail.country:
            tail.end = index + named[0]
