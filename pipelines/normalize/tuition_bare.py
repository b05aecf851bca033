"""Numbers without a dollar sign that are amounts: only where the words of their row or headings make them money.

Years, counts and credits never are.
"""

from typing import Final

from pipelines.normalize.tuition_amounts import cents, plain_number
from pipelines.normalize.tuition_figures import BREAKS, counts_units
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_word_groups import word_group, word_set

_BAND_WORDS: Final = word_group("band_words")
_MONEY: Final = frozenset(
    ("tuition", "tuition_and_fees", "fee", "weak_fee", "books", "room_and_board", "total_cost", "other", "cost")
)
_SMALLEST_BARE: Final = 20
_LEAST_EXACT: Final = 1000
_DIGITS: Final = frozenset("0123456789")


def bare_places(
    words: list[str], start: int, end: int, told: dict[str, list[Mark]], money: bool, load: bool, listed: bool
) -> list[int]:
    """Places of numbers without a sign in a line that are amounts.

    ``told``: the marks of the line by use; ``money``: the headings speak of money; ``load``: the line is a row of a
    table of credits and prices, whose first number counts credits; ``listed``: a heading says the unit of its lines.
    """
    topics = {mark.value for mark in told["topic"]} if "topic" in told else set()
    if topics and any(topic[0] == "!" for topic in topics):
        return []
    priced = bool(topics) and not _MONEY.isdisjoint(topics)
    if not (money or load or priced):
        if "credits" in told and any(mark.start == start for mark in told["credits"]):
            return [place for place in bare_tail(words, start, end) if _is_exact(words[place])]
        if "basis" not in told:
            return []
        ahead = _ahead_of_units(words, told)
        return [place for place in sorted({*ahead, *bare_tail(words, start, end)}) if _is_exact(words[place])]
    places = bare_tail(words, start, end)
    if load:
        return [place for place in places if place > start]
    summed = money and "total" in topics
    own = priced or listed or "basis" in told or "residency" in told or not _BAND_WORDS.isdisjoint(words[start:end])
    named = _behind_names(words, told) if own else []
    if own and "dollar" in words[start:end]:
        named = max(named, _behind_labels(words, start, end), key=len)
    if len(named) > 1:
        return named
    kept = [
        place
        for place in places
        if _decimal(words[place]) or (own and _whole(words[place])) or (summed and "," in words[place])
    ]
    if not kept:
        kept = _ahead_of_units(words, told) if own else []
    return kept


def _ahead_of_units(words: list[str], told: dict[str, list[Mark]]) -> list[int]:
    """The bare numbers that are directly followed by their unit: ``450 per credit hour``; years are none."""
    years = {place for mark in told.get("year", ()) for place in range(mark.start, mark.end)}
    found: list[int] = []
    for mark in told.get("basis", ()):
        place = mark.start - 1
        if words[mark.start] not in ("per", "/") or place < 0 or place in years:
            continue
        if "0" <= words[place][:1] <= "9" and (_whole(words[place]) or _decimal(words[place])):
            found.append(place)
    return found


def _is_exact(word: str) -> bool:
    """Whether a number is written with two decimals and large enough for a price that no word names."""
    return _decimal(word) and (cents(word) or 0) >= _LEAST_EXACT


def _behind_names(words: list[str], told: dict[str, list[Mark]]) -> list[int]:
    """The numbers right behind a place of residence or a kind: ``resident 466, non-resident 1,012``."""
    found: list[int] = []
    for mark in (*told.get("residency", ()), *told.get("topic", ())):
        if mark.use == "topic" and mark.value not in _MONEY:
            continue
        place = mark.end + (words[mark.end : mark.end + 1] in ([":"], ["student"], ["|"]))
        if place < len(words) and _whole(words[place]) and not counts_units(words, place):
            found.append(place)
    return sorted(set(found))


def _behind_labels(words: list[str], start: int, end: int) -> list[int]:
    """The numbers of a list that is said to be in dollars: ``Application 35, Graduation 75``."""
    return [
        place
        for place in range(start + 1, end)
        if "0" <= words[place][:1] <= "9"
        and (_whole(words[place]) or _decimal(words[place]) or "10" <= words[place] <= "19")
        and (words[place - 1].isalpha() or words[place - 1] == ":")
        and (place + 1 == end or words[place + 1] in (",", ";", "|", "."))
    ]


def bare_tail(words: list[str], start: int, end: int) -> list[int]:
    """The numbers, with a sign or without, that end a line, in order; words in brackets behind them do not count."""
    place, depth = end - 1, 0
    found: list[int] = []
    while place >= start:
        word = words[place]
        if word == ")":
            depth += 1
        elif word == "(":
            depth -= 1
            if depth < 0:
                break
        elif depth <= 0:
            if place - start > 2 and words[place - 1] == "," and words[place - 2] in BREAKS and words[place - 3] == "$":
                break
            if word[0] in _DIGITS and words[place - 1] == "/" and words[place - 2][:1] in _DIGITS and place - start > 1:
                break  # 3/4 - 4/22: dates
            if cents(word) is not None if word[0] in "$+.0123456789" and len(word) > 1 else "0" <= word <= "9":
                found.append(place)
            elif word not in ("|", "+", "=", "\n", ""):
                break
        place -= 1
    if len(found) == 1 and found[0] > start and words[found[0] - 1] in word_set("numbered"):
        return found if _decimal(words[found[0]]) or "," in words[found[0]] else []
    while found and found[-1] - 1 >= start and words[found[-1] - 1] in ("-", "to", "fall", "spring", "summer"):
        found.pop()
    return found[::-1]


def _decimal(word: str) -> bool:
    return len(word) > 2 and word[-3] == "." and cents(word) is not None


def _whole(word: str) -> bool:
    number = plain_number(word.lstrip("+"))
    if number is None or number < _SMALLEST_BARE:
        return False
    return "," in word or not (len(word) == 4 and 1990 <= number <= 2040)
