"""The ends of places in a text: state and ZIP code, or a country. A state counts only where an address has it."""

import re

from pipelines.normalize.location_city import city_suffix
from pipelines.normalize.location_countries import country_tail
from pipelines.normalize.location_gazetteer import zip_state
from pipelines.normalize.location_states import is_state_here
from pipelines.normalize.location_tail import ZIP, Tail, read_united_states, read_zip, spelled
from pipelines.normalize.location_tokens import Tokens, is_separator
from pipelines.normalize.location_words import country_spellings, state_spellings, word_group

_LETTERS = re.compile(r"[A-Za-z]")


def tails(tokens: Tokens) -> list[Tail]:
    """Every end of a place, in order, none overlapping."""
    found: list[Tail] = []
    states, countries, keys = state_spellings(), country_spellings(), tokens.keys
    index, floor = 0, 0
    while index < len(keys):
        key, tail = keys[index], None
        if key in states:
            tail = _state_tail(tokens, index, floor)
        elif len(key) >= 5 and key[0].isdigit():
            tail = _zip_tail(tokens, index, floor)
        if tail is None and key in countries:
            tail = country_tail(tokens, index, floor)
        if tail is None:
            index += 1
        else:
            if found and _is_repeated(tokens, found[-1], tail):
                found[-1].end, found[-1].zip5, found[-1].zip4 = tail.end, tail.zip5, tail.zip4
            else:
                found.append(tail)
            index = floor = tail.end
    return found


def _is_repeated(tokens: Tokens, last: Tail, tail: Tail) -> bool:
    """``Ardmore, Oklahoma, OK 73401``: the state said twice is one end."""
    if last.state is None or last.state != tail.state or last.zip5 not in (None, tail.zip5):
        return False
    return tail.begin - last.end <= 1 and (tail.begin == last.end or tokens.words[last.end] == ",")


def _state_tail(tokens: Tokens, index: int, floor: int) -> Tail | None:
    named = spelled(tokens, index, state_spellings())
    if named is None or not _LETTERS.match(tokens.words[index]):
        return None
    end = index + named[0]
    tail = Tail(index, end, state=named[1], country="US")
    read_zip(tokens, tail)
    if not is_state_here(tokens, tail, end, floor):
        return None
    read_united_states(tokens, tail)
    return tail


def _zip_tail(tokens: Tokens, index: int, floor: int) -> Tail | None:
    """A ZIP code without a state, only right after a city of its own state."""
    found = ZIP.fullmatch(tokens.words[index])
    if found is None or index == floor or (state := zip_state(found[1])) is None:
        return None
    before_end = _before_label(tokens, index, floor)
    is_labeled = before_end < index and tokens.keys[index - 1] in word_group("zip_label")
    if not is_labeled and not city_suffix(tokens, floor, before_end, state):
        return None
    following = index + 1
    if following < len(tokens) and not is_separator(tokens, following):
        return None
    tail = Tail(before_end, index + 1, zip5=found[1], zip4=found[2], country="US")
    read_united_states(tokens, tail)
    return tail


def _before_label(tokens: Tokens, index: int, floor: int) -> int:
    """Where the words before a ZIP code and its label end: ``Elko, ZIP code 89801``."""
    labels = word_group("zip_label")
    while index > floor and tokens.keys[index - 1] in labels:
        index -= 1
    return index - 1 if index > floor and tokens.words[index - 1] == "," else index
