"""Whether a state's name or letters are a state where they stand: not a word (``IN``), a city or a school's name."""

import re

from pipelines.normalize.location_city import city_suffix, glued_city
from pipelines.normalize.location_countries import country_tail
from pipelines.normalize.location_gazetteer import all_cities
from pipelines.normalize.location_tail import AFTERWARDS, Tail, spelled
from pipelines.normalize.location_tokens import Tokens, is_separator
from pipelines.normalize.location_words import state_spellings, word_group

_FOUR = re.compile(r"[0-9]{4}")
_ROOM = re.compile(r"[A-Za-z]{1,3}-?[0-9]{1,5}")


def is_state_here(tokens: Tokens, tail: Tail, end: int, floor: int) -> bool:
    """Whether the words from ``tail.begin`` to ``end`` are a state here, and not a word, a city or a school's name."""
    words, index = tokens.words, tail.begin
    printed = "".join(words[index:end]).replace(".", "")
    is_code = printed.upper() == tail.state and len(printed) == 2
    shouted = printed.isupper()
    before = index == floor or is_separator(tokens, index - 1)
    after = (
        end == len(tokens)
        or is_separator(tokens, end)
        or words[end - 1][-1] in ".:"
        or tokens.keys[end] in AFTERWARDS
        or _is_short_zip(tokens, end)
    )
    before_end = _before_marks(tokens, index, floor) if before else index
    if not printed[0].isupper():
        return (
            before
            and (after or tail.zip5 is not None)
            and index > floor
            and city_suffix(tokens, floor, before_end, tail.state) > 0
        )
    if not tail.zip5 and end + 1 < len(tokens) and words[end] == "," and country_tail(tokens, end + 1, floor):
        return False
    if _is_city_of_next(tokens, tail, end, before_end, floor):
        return False
    if tail.zip5 and (shouted or not is_code or before):
        return True
    if is_code and not shouted:
        ended = end == len(tokens) or is_separator(tokens, end)
        return (
            ended
            and index > floor
            and words[index - 1] in (",", "\n")
            and city_suffix(tokens, floor, before_end, tail.state) > 0
        )
    if is_code:
        return _code_accepted(tokens, tail, before, after, before_end, floor)
    if before and after:
        set_off = end == len(tokens) or is_separator(tokens, end)
        return index > floor or (set_off and (end == len(tokens) or not words[end - 1].endswith(".")))
    if _begins_a_city(tokens, index, end):
        return False
    if index == floor or not (before or after):
        return False
    if before:
        return city_suffix(tokens, floor, before_end, tail.state) > 0 and tokens.keys[end] not in word_group(
            "institution"
        )
    return _is_set_off(tokens, floor, before_end, tail.state)


def _is_short_zip(tokens: Tokens, index: int) -> bool:
    """Whether four last digits stand here: a ZIP code that a table has robbed of its zero, and that is not read."""
    return index == len(tokens) - 1 and _FOUR.fullmatch(tokens.words[index]) is not None


def _code_accepted(tokens: Tokens, tail: Tail, before: bool, after: bool, before_end: int, floor: int) -> bool:
    """Two capitals without a ZIP code need a city, a school or a title-case name before them."""
    if tail.begin == floor:
        return floor == 0 and tail.end == len(tokens)
    if tokens.keys[tail.begin] == "ne" and _follows_street(tokens, before_end, floor):
        return False
    if city_suffix(tokens, floor, before_end, tail.state) > 0:
        if before:
            return after or not _ROOM.fullmatch(tokens.words[tail.end])
        ended = tail.end == len(tokens) or _is_short_zip(tokens, tail.end)
        return after and (ended or _is_set_off(tokens, floor, before_end, tail.state))
    if not before or before_end <= floor:
        return False
    if glued_city(tokens, floor, before_end, tail.state):
        return True
    previous = tokens.words[before_end - 1]
    if previous in ")]}":
        return after
    part_is_one_word = before_end - 1 == floor or is_separator(tokens, before_end - 2)
    if part_is_one_word and tokens.keys[before_end - 1] in word_group("not_a_city"):
        return False
    if tokens.keys[before_end - 1] in state_spellings() and len(previous) <= 3:
        return False
    if previous[-1] in "'’" or not (previous[0].isupper() or previous[1:2] in ("'", "’")):
        return False
    return after and (len(previous) > 3 or not previous.isupper())


def _before_marks(tokens: Tokens, index: int, floor: int) -> int:
    """Where the words before the marks before a state end."""
    while index > floor and is_separator(tokens, index - 1) and tokens.words[index - 1] not in ")]}":
        index -= 1
    return index


def _follows_street(tokens: Tokens, before_end: int, floor: int) -> bool:
    """Whether the part before ``before_end`` is a street, so that NE is the side of the town and not Nebraska."""
    begin = before_end
    while begin > floor and not is_separator(tokens, begin - 1):
        begin -= 1
    if begin == before_end:
        return False
    return tokens.words[begin][0].isdigit() or tokens.keys[before_end - 1] in word_group("street_suffix")


def _begins_a_city(tokens: Tokens, index: int, end: int) -> bool:
    """Whether the state's name is the beginning of a city's: ``Oklahoma City``, ``Colorado Springs``, ``Penn Yan``."""
    return end < len(tokens) and f"{tokens.slice(index, end)} {tokens.words[end]}".lower() in all_cities()


def _is_set_off(tokens: Tokens, floor: int, end: int, state: str | None) -> bool:
    """Whether a city without a comma after it begins its part, or follows a small word: ``in Boise Idaho``."""
    size = city_suffix(tokens, floor, end, state)
    first = end - size
    if size == 0:
        return False
    if first == floor or is_separator(tokens, first - 1):
        return True
    before = tokens.keys[first - 1]
    return (
        tokens.words[first - 1][0].islower()
        or before in word_group("street_suffix")
        or (before in word_group("institution_end") and size < end - floor - 1)
    )


def _is_city_of_next(tokens: Tokens, tail: Tail, end: int, before_end: int, floor: int) -> bool:
    """``Washington`` before ``, DC`` and ``New York`` before ``, NY`` are cities."""
    following = end + 1 if end < len(tokens) and tokens.words[end] == "," else end
    if tail.zip5 or following >= len(tokens) or tokens.keys[following] not in state_spellings():
        return False
    named = spelled(tokens, following, state_spellings())
    if named is None or not tokens.words[following][0].isupper():
        return False
    if before_end > floor and _is_whole_city(tokens, floor, before_end, tail.state):
        return False
    if named == spelled(tokens, tail.begin, state_spellings()):
        return True
    if following == end and not tokens.words[following].isupper():
        return False
    is_code = tokens.words[following].replace(".", "") == named[1]
    return is_code or city_suffix(tokens, tail.begin, end, named[1]) == end - tail.begin


def _is_whole_city(tokens: Tokens, floor: int, end: int, state: str | None) -> bool:
    """Whether the part that ends before ``end`` is a city of the state and nothing else."""
    size = city_suffix(tokens, floor, end, state)
    return size > 0 and (end - size == floor or is_separator(tokens, end - size - 1))
