"""The ends of places in a text: state and ZIP code, or a country. A state counts only where an address would have it."""

import re
from dataclasses import dataclass

from pipelines.normalize.location_city import city_suffix, glued_city
from pipelines.normalize.location_gazetteer import zip_state
from pipelines.normalize.location_tokens import HARD, SEPARATORS, Tokens, is_separator
from pipelines.normalize.location_words import (
    country_spellings,
    region_codes,
    state_codes,
    state_spellings,
    word_group,
)

_ZIP = re.compile(r"([0-9]{5})(?:[-–—]?([0-9]{4}))?[.:*]?")
_AFTERWARDS = frozenset(["and", "or", "area", "campus", "campuses", "usa", "us", "with", "for", "since"])
_NUMBER = re.compile(r"[0-9]")
_LETTERS = re.compile(r"[A-Za-z]")


@dataclass(slots=True)
class Tail:
    """The end of a place: the words from ``begin`` to before ``end`` and what they say."""

    begin: int
    end: int
    state: str | None = None
    zip5: str | None = None
    zip4: str | None = None
    country: str | None = None


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
            tail = _country_tail(tokens, index, floor)
        if tail is None:
            index += 1
        else:
            found.append(tail)
            index = floor = tail.end
    return found


def spelled(
    tokens: Tokens, index: int, table: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
) -> tuple[int, str] | None:
    """The (number of words, code) of the longest spelling in ``table`` at a word."""
    for words, code in table.get(tokens.keys[index], ()):
        length = len(words)
        if length == 1 or tuple(tokens.keys[index : index + length]) == words:
            return length, code
    return None


def _state_tail(tokens: Tokens, index: int, floor: int) -> Tail | None:
    named = spelled(tokens, index, state_spellings())
    if named is None or not _LETTERS.match(tokens.words[index]):
        return None
    end = index + named[0]
    tail = Tail(index, end, state=named[1], country="US")
    _read_zip(tokens, tail)
    if not _accepted(tokens, tail, end, floor):
        return None
    _read_united_states(tokens, tail)
    return tail


def _accepted(tokens: Tokens, tail: Tail, end: int, floor: int) -> bool:
    """Whether the words from ``tail.begin`` to ``end`` are a state here, and not a word, a city or a school's name."""
    words, index = tokens.words, tail.begin
    assert tail.state is not None
    printed = "".join(words[index:end]).replace(".", "")
    is_code = printed.upper() == tail.state and len(printed) == 2
    shouted = printed.isupper()
    before = index == floor or is_separator(tokens, index - 1)
    after = (
        end == len(tokens) or is_separator(tokens, end) or words[end - 1][-1] in ".:" or tokens.keys[end] in _AFTERWARDS
    )
    before_end = index - 1 if before and index > floor else index
    if not printed[0].isupper():
        return before and after and index > floor and city_suffix(tokens, floor, before_end, tail.state) > 0
    if _is_city_of_next(tokens, tail, end, before_end, floor):
        return False
    if tail.zip5 and (shouted or not is_code or before):
        return True
    if is_code and not shouted:
        return after and city_suffix(tokens, floor, before_end, tail.state) > 0
    if is_code:
        return _code_accepted(tokens, tail, before, after, before_end, floor)
    if before and after:
        return index > floor or end == len(tokens) or not words[end - 1].endswith(".")
    return (
        (before or after)
        and index > floor
        and city_suffix(tokens, floor, before_end, tail.state) > 0
        and (after or tokens.keys[end] not in word_group("institution"))
    )


def _code_accepted(tokens: Tokens, tail: Tail, before: bool, after: bool, before_end: int, floor: int) -> bool:
    """Two capitals without a ZIP code need a city, a school or a title-case name before them."""
    if tail.begin == floor:
        return floor == 0 and tail.end == len(tokens)
    assert tail.state is not None
    if city_suffix(tokens, floor, before_end, tail.state) > 0:
        return True
    if not before or before_end <= floor:
        return False
    if glued_city(tokens, floor, before_end, tail.state):
        return True
    previous = tokens.words[before_end - 1]
    if previous in ")]}":
        return after
    if tokens.keys[before_end - 1] in state_spellings() and len(previous) <= 3:
        return False
    if previous[-1] in "'’" or not previous[0].isupper():
        return False
    return after and (len(previous) > 3 or not previous.isupper())


def _is_city_of_next(tokens: Tokens, tail: Tail, end: int, before_end: int, floor: int) -> bool:
    """``Washington`` before ``, DC`` and ``New York`` before ``, NY`` are cities."""
    following = end + 1 if end < len(tokens) and tokens.words[end] == "," else end
    if tail.zip5 or following >= len(tokens) or tokens.keys[following] not in state_spellings():
        return False
    named = spelled(tokens, following, state_spellings())
    if named is None or not tokens.words[following][0].isupper():
        return False
    if before_end > floor and city_suffix(tokens, floor, before_end, tail.state) > 0:
        return False
    if following == end and not tokens.words[following].isupper():
        return False
    is_code = tokens.words[following].replace(".", "") == named[1]
    return is_code or city_suffix(tokens, tail.begin, end, named[1]) == end - tail.begin


def _read_zip(tokens: Tokens, tail: Tail) -> None:
    """The ZIP code after the state, past one mark, a label or the name of the country."""
    index, labels, passed = tail.end, word_group("zip_label"), 0
    while index < len(tokens) and passed < 4:
        word = tokens.words[index]
        if found := _ZIP.fullmatch(word):
            if found[1] != "00000":
                tail.zip5, tail.zip4, tail.end = found[1], found[2], index + 1
                _read_four(tokens, tail)
            return
        country = _united_states_words(tokens, index)
        if country:
            index += country
        elif (word in SEPARATORS and word not in HARD) or word in "-–." or tokens.keys[index] in labels:
            index += 1
        else:
            return
        passed += 1


def _read_four(tokens: Tokens, tail: Tail) -> None:
    """The four digits of a ZIP+4 that stand apart: ``33602 - 1234``."""
    end = tail.end
    if tail.zip4 is None and end + 1 < len(tokens) and tokens.words[end] in ("-", "–"):
        four = tokens.keys[end + 1]
        if len(four) == 4 and four.isascii() and four.isdigit():
            tail.zip4, tail.end = four, end + 2


def _united_states_words(tokens: Tokens, index: int) -> int:
    if tokens.keys[index] not in ("us", "usa", "united", "u", "estados", "ee"):
        return 0
    for size in (4, 3, 2, 1):
        if " ".join(tokens.keys[index : index + size]) in _united_states():
            return size
    return 0


def _united_states() -> frozenset[str]:
    from pipelines.normalize.location_words import phrase_group

    return frozenset(phrase_group("united_states"))


def _read_united_states(tokens: Tokens, tail: Tail) -> None:
    index = tail.end
    if index < len(tokens) and tokens.words[index] in (",", "\n", "-"):
        index += 1
    if index < len(tokens) and (size := _united_states_words(tokens, index)):
        tail.end = index + size


def _zip_tail(tokens: Tokens, index: int, floor: int) -> Tail | None:
    """A ZIP code without a state, only right after a city of its own state."""
    found = _ZIP.fullmatch(tokens.words[index])
    if found is None or index == floor or (state := zip_state(found[1])) is None:
        return None
    before_end = index - 1 if tokens.words[index - 1] == "," else index
    if not city_suffix(tokens, floor, before_end, state):
        return None
    following = index + 1
    if following < len(tokens) and not is_separator(tokens, following):
        return None
    tail = Tail(index, index + 1, zip5=found[1], zip4=found[2], country="US")
    _read_united_states(tokens, tail)
    return tail


def _country_tail(tokens: Tokens, index: int, floor: int) -> Tail | None:
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
    after = following == len(tokens) or is_separator(tokens, following) or tokens.keys[following] in _AFTERWARDS
    after = after or tokens.words[end - 1].endswith(".")
    if not before or not after or (len(printed) <= 3 and not printed.isupper()):
        return None
    if printed in region_codes() and tokens.words[index - 1] != ",":
        return None
    if (
        following < len(tokens) - 1
        and tokens.words[following] == ","
        and tokens.words[following + 1].strip(".") in state_codes()
    ):
        return None
    tail = Tail(index, following, country=named[1])
    _join_next_country(tokens, tail)
    return tail


def _join_next_country(tokens: Tokens, tail: Tail) -> None:
    """``England, United Kingdom`` and ``Ontario, Canada`` are one country."""
    index = tail.end
    if index < len(tokens) - 1 and tokens.words[index] == ",":
        index += 1
        named = spelled(tokens, index, country_spellings())
        if named and named[1] == tail.country:
            tail.end = index + named[0]
