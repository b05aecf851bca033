"""Where in a part of a text a street stands: by its house number, a leading word (Calle, Highway 64) or its suffix."""

import re

from pipelines.normalize.location_tokens import Span, Tokens
from pipelines.normalize.location_words import phrase_group, state_codes, word_group

_HOUSE = re.compile(r"[NSEW]?#?[0-9][0-9A-Za-z/&½-]{0,11}|[0-9]{1,3}(?:,[0-9]{3})+")
_DIGIT = re.compile(r"[0-9]")
_ORDINAL = re.compile(r"[0-9]{1,4}(?:st|nd|rd|th|d)\.?", re.IGNORECASE)
_CODED = re.compile(r"(?:hc|rr|pr|sr|us|i|cr|fm)-[0-9]{1,4}")


def street_span(tokens: Tokens, begin: int, end: int) -> Span | None:
    """The words of a part that are a street: from a house number, a word like Calle or Highway, or to a suffix."""
    end = _before_prose(tokens, begin, end)
    lead = _lead_at(tokens, begin, end)
    house = _house_at(tokens, begin, end)
    if lead is not None and (house is None or lead <= house):
        return lead, end
    if house is not None:
        return house, end
    last = _last_suffix(tokens, begin, end)
    if last is None or last == begin:
        return None
    start = last
    while start > begin and _is_name_word(tokens, start - 1):
        start -= 1
    return (start, end) if start < last else None


def _before_prose(tokens: Tokens, begin: int, end: int) -> int:
    """Where a sentence goes on behind a street: ``at 100 Main St. in downtown``."""
    for index in range(begin + 2, end):
        if tokens.words[index] in ("in", "near", "just", "which", "where", "since"):
            return index
    return end


def _is_name_word(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    return word[0].isupper() or word[0].isdigit() or word in ("and", "of", "the", "&", "de") or "'" in word


def _house_at(tokens: Tokens, begin: int, end: int) -> int | None:
    """Where a house number stands that a street's name follows; not the number of a list (``3. Tolliver College``)."""
    last = _last_suffix(tokens, begin, end)
    for index in range(begin, end - 1):
        word = tokens.words[index]
        if not (_HOUSE.fullmatch(word) or (tokens.keys[index] in word_group("number_word") and word[0].isupper())):
            continue
        if _ORDINAL.fullmatch(word):
            continue
        if not _names_street(tokens, index + 1, end, last):
            continue
        return _with_direction(tokens, begin, index)
    return None


def _with_direction(tokens: Tokens, begin: int, start: int) -> int:
    """A street's start moved over the directions and the state's letters before it: ``AZ Hwy 86``."""
    directions = word_group("direction")
    while start > begin and tokens.words[start - 1][0].isupper():
        if tokens.keys[start - 1] not in directions and tokens.words[start - 1] not in state_codes():
            break
        start -= 1
    return start


def _names_street(tokens: Tokens, begin: int, end: int, last: int | None) -> bool:
    """Whether the words after a house number are a street's: a suffix follows, or no word says it is a school."""
    if last is not None and last >= begin:
        return True
    words = tokens.words[begin:end]
    if not any(word[0].isupper() or _DIGIT.match(word) for word in words):
        return False
    return tokens.keys[end - 1] not in word_group("institution_end") and not any(
        key in ("credits", "hours", "students", "years", "units", "semester", "miles") for key in tokens.keys[begin:end]
    )


def _lead_at(tokens: Tokens, begin: int, end: int) -> int | None:
    """Where a street begins that is named by a word before its number or name: Calle, Highway 64, State Road 7."""
    leads, keys, words = word_group("street_lead"), tokens.keys, tokens.words
    if end - begin == 1:
        return begin if _CODED.fullmatch(keys[begin]) else None
    for index in range(begin, end - 1):
        if not words[index][0].isupper():
            continue
        is_number = _DIGIT.search(words[index + 1]) is not None
        pair = f"{keys[index]} {'##' if _DIGIT.match(keys[index + 1]) else keys[index + 1]}"
        if pair in phrase_group("street_lead_pair"):
            return _with_direction(tokens, begin, index)
        if keys[index] in leads and (is_number or keys[index] not in word_group("numbered_lead")):
            return _with_direction(tokens, begin, index)
        is_first = index == begin and keys[index] in word_group("first_lead")
        if is_first and (is_number or (keys[index] in ("ave", "avenue", "bo") and words[index + 1][0].isupper())):
            return index
    return None


def _last_suffix(tokens: Tokens, begin: int, end: int) -> int | None:
    strong, weak = word_group("street_suffix"), word_group("street_suffix_weak")
    weak_found = None
    for index in range(end - 1, begin - 1, -1):
        if tokens.keys[index] in strong:
            return index
        if weak_found is None and tokens.keys[index] in weak and index > begin and tokens.words[begin][0].isdigit():
            weak_found = index
    return weak_found
