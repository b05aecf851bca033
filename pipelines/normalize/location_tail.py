"""One end of a place, and the ZIP code and name of the country that follow a state. Reads on, never back."""

import re
from dataclasses import dataclass
from functools import cache

from pipelines.normalize.location_gazetteer import zip_state
from pipelines.normalize.location_tokens import HARD, SEPARATORS, Tokens, is_separator
from pipelines.normalize.location_words import Spellings, phrase_group, word_group

ZIP = re.compile(r"([0-9]{5})(?:[-–—]?([0-9]{4}))?[.:*-]?")
AFTERWARDS = frozenset(["and", "or", "area", "campus", "campuses", "usa", "us", "with", "for", "since"])
"""Words behind a state or country that do not make it part of a longer name."""


@dataclass(slots=True)
class Tail:
    """The end of a place: the words from ``begin`` to before ``end`` and what they say."""

    begin: int
    end: int
    state: str | None = None
    zip5: str | None = None
    zip4: str | None = None
    country: str | None = None


def spelled(tokens: Tokens, index: int, table: Spellings) -> tuple[int, str] | None:
    """The (number of words, code) of the longest spelling in ``table`` at a word."""
    for words, code in table.get(tokens.keys[index], ()):
        length = len(words)
        if length == 1 or tuple(tokens.keys[index : index + length]) == words:
            return length, code
    return None


def read_zip(tokens: Tokens, tail: Tail) -> None:
    """The ZIP code after the state, past one mark, a label or the name of the country."""
    index, labels, passed = tail.end, word_group("zip_label"), 0
    while index < len(tokens) and passed < 4:
        word = tokens.words[index]
        if found := ZIP.fullmatch(word):
            if found[1] != "00000" and not (passed and _is_house(tokens, index, tail)):
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


def _is_house(tokens: Tokens, index: int, tail: Tail) -> bool:
    """Whether five digits on the next line begin a street: they are no ZIP code of the state, and words follow."""
    if index + 1 >= len(tokens) or is_separator(tokens, index + 1):
        return False
    return tokens.words[index + 1][0].isalpha() and zip_state(tokens.words[index][:5]) != tail.state


def _read_four(tokens: Tokens, tail: Tail) -> None:
    """The four digits of a ZIP+4 that stand apart: ``33602 - 1234``."""
    end = tail.end
    if tail.zip4 is not None:
        return
    if tokens.words[end - 1].endswith("-"):
        place = end
    elif end < len(tokens) and tokens.words[end] in ("-", "–"):
        place = end + 1
    else:
        return
    four = tokens.keys[place] if place < len(tokens) else ""
    if len(four) == 4 and four.isascii() and four.isdigit():
        tail.zip4, tail.end = four, place + 1


def _united_states_words(tokens: Tokens, index: int) -> int:
    if tokens.keys[index] not in ("us", "usa", "united", "u", "estados", "ee"):
        return 0
    for size in (4, 3, 2, 1):
        if " ".join(tokens.keys[index : index + size]) in _united_states():
            return size
    return 0


@cache
def _united_states() -> frozenset[str]:
    return frozenset(phrase_group("united_states"))


def read_united_states(tokens: Tokens, tail: Tail) -> None:
    """Take the name of the country behind a state or ZIP code into its end."""
    index = tail.end
    if index < len(tokens) and tokens.words[index] in (",", "\n", "-"):
        index += 1
    if index < len(tokens) and (size := _united_states_words(tokens, index)):
        tail.end = index + size
