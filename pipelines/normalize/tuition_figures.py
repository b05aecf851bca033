"""The figures of a text: where amounts of money stand, with or without a dollar sign, and which two are one range.

A bare number is an amount only where the words of its row or headings make it money; years and counts never are.
"""

from typing import NamedTuple

from pipelines.normalize.tuition_amounts import NUMBER_WORDS, cents, plain_number, spelled
from pipelines.normalize.tuition_marks import Mark, unit_at, word_set

_LARGE_UNITS = frozenset(("million", "billion", "trillion", "m", "mil"))
_MONEY = frozenset(
    ("tuition", "tuition_and_fees", "fee", "weak_fee", "books", "room_and_board", "total_cost", "other", "cost")
)
_BREAKS = frozenset(("?", "o", "l"))
"""Signs that stand where a digit was lost."""
_LINKS = frozenset(("-", "to", "and", "/"))
_SMALLEST_BARE = 20
_BAND_WORDS = frozenset(("to", "-", "+", "over", "past", "under", "than"))


class Figure(NamedTuple):
    """An amount of ``low`` to ``high`` cents in the words ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    low: int
    high: int
    old: bool = False


def number_places(words: list[str]) -> tuple[list[int], list[int]]:
    """Places of amounts and of lone dollar signs, and of numbers without a dollar sign."""
    signed: list[int] = []
    plain: list[int] = []
    for place in [place for place, word in enumerate(words) if word < ":"]:
        if "$" in words[place]:
            signed.append(place)
        elif "0" <= words[place][-1:] <= "9":
            plain.append(place)
    return signed, plain


def money_words(words: list[str]) -> None:
    """Write ``450 dollars``, ``usd 450`` and ``three hundred dollars`` as one amount with a sign, in place."""
    if "dollar" not in words and "usd" not in words:
        return
    for place, word in enumerate(words):
        if word not in ("dollar", "usd"):
            continue
        if place and plain_number(words[place - 1]) is not None:
            words[place - 1] = "$" + words[place - 1]
        elif word == "usd" and place + 1 < len(words) and plain_number(words[place + 1]) is not None:
            words[place + 1] = "$" + words[place + 1]
        else:
            _spelled_out(words, place)


def _spelled_out(words: list[str], place: int) -> None:
    first = place
    while first and place - first < 8 and words[first - 1] in NUMBER_WORDS:
        first -= 1
    dollars = spelled(words[first:place])
    if dollars and f"${dollars}" in words[max(0, first - 2) : place + 3]:
        return
    if dollars and (first == 0 or words[first - 1] not in ("several", "few", "many", "some")):
        words[first] = f"${dollars}"
        words[first + 1 : place] = [""] * (place - first - 1)


def figures_of(words: list[str], places: list[int]) -> list[Figure]:
    """The figures at the given places of one line; a range is one figure, a broken or huge number none."""
    found: list[Figure] = []
    taken = -1
    count = len(words)
    foreign = word_set("foreign")
    for place in places:
        if place < taken:
            continue
        worth = cents(words[place])
        after = words[place + 1] if place + 1 < count else ""
        before = words[place - 1] if place else ""
        if worth is None or after in _LARGE_UNITS or after in foreign or before in foreign:
            continue
        if after in _BREAKS and place + 2 < count and words[place + 2][0:1].isdecimal():
            continue
        if after.startswith("$") and not words[place][-1].isdecimal():
            continue
        if after not in _LINKS:
            found.append(Figure(place, place + 1, worth, worth))
            continue
        ranged = _range(words, place, worth)
        found.extend(ranged)
        taken = ranged[-1].end
    return found


def _range(words: list[str], place: int, worth: int) -> list[Figure]:
    """One figure, a range, or the two rates of ``$118/121`` and ``from $215 to $205``."""
    alone = [Figure(place, place + 1, worth, worth)]
    if place + 2 >= len(words):
        return alone
    link, second = words[place + 1], words[place + 2]
    if not ("$" in second or "0" <= second[0] <= "9"):
        return alone
    other = cents(second)
    signed = "$" in second
    if other is None or (not signed and _counts_units(words, place + 2)):
        return alone
    if link == "/":
        if signed or not worth <= 5 * other <= 25 * worth:
            return alone
        return [*alone, Figure(place + 2, place + 3, other, other)]
    before = words[max(0, place - 12) : place]
    if link == "and" and "between" not in before[-3:]:
        return alone
    if link == "to" and "from" in before[-2:] and (other < worth or not word_set("turn").isdisjoint(before)):
        return [Figure(place, place + 1, worth, worth, True), Figure(place + 2, place + 3, other, other)]
    if worth < other <= 100 * worth:
        return [Figure(place, place + 3, worth, other)]
    return alone


def _counts_units(words: list[str], place: int) -> bool:
    """Whether the number at a place counts credits or hours, so that it is no amount."""
    return place + 1 < len(words) and (
        unit_at(words, place + 1) is not None or words[place + 1] in ("student", "week", "day", "%", "percent", "x")
    )


def bare_places(
    words: list[str], start: int, end: int, marks: list[Mark], money: bool, load: bool, listed: bool
) -> list[int]:
    """Places of numbers without a sign in a line that are amounts.

    ``marks`` are those of the line, ``money``: the headings speak of money; ``load``: the line is a row of a table of
    credits and prices, whose first number counts credits; ``listed``: a heading says the unit of the lines below it.
    """
    topics = {mark.value for mark in marks if mark.use == "topic"}
    if any(topic[0] == "!" for topic in topics):
        return []
    if not (money or load or topics & _MONEY):
        return [place for place in range(start, end) if _decimal(words[place]) and _priced(words, place, marks)]
    places = bare_tail(words, start, end)
    if load:
        return [place for place in places if place > start]
    own = (
        bool(topics & _MONEY)
        or listed
        or any(mark.use in ("basis", "residency") for mark in marks)
        or any(words[place] in _BAND_WORDS for place in range(start, end))
    )
    named = _behind_names(words, marks) if own else []
    if len(named) <= 1 and own and "dollar" in words[start:end]:
        named = _behind_labels(words, start, end)
    if len(named) > 1:
        return named
    kept = [place for place in places if _decimal(words[place]) or (own and _whole(words[place]))]
    if not kept:
        kept = [place for place in range(start, end) if own and _priced(words, place, marks)]
    return kept


def _behind_names(words: list[str], marks: list[Mark]) -> list[int]:
    """The numbers right behind a place of residence or a kind: ``resident 466, non-resident 1,012``."""
    found: list[int] = []
    for mark in marks:
        if mark.use != "residency" and not (mark.use == "topic" and mark.value in _MONEY):
            continue
        place = mark.end + (words[mark.end : mark.end + 1] in ([":"], ["student"], ["|"]))
        if place < len(words) and _whole(words[place]) and not _counts_units(words, place):
            found.append(place)
    return found


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
            if cents(word) is not None if word[0] in "$+.0123456789" and len(word) > 1 else "0" <= word <= "9":
                found.append(place)
            elif word not in ("|", "+", "=", "\n", ""):
                break
        place -= 1
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


def _priced(words: list[str], place: int, marks: list[Mark]) -> bool:
    """Whether a bare number is directly followed by its unit: ``450 per credit hour``."""
    word = words[place]
    if any(mark.use == "year" and mark.start <= place < mark.end for mark in marks):
        return False
    if not word or not ("0" <= word[0] <= "9") or not (_whole(word) or _decimal(word)):
        return False
    return any(mark.start == place + 1 and mark.use == "basis" and words[mark.start] in ("per", "/") for mark in marks)
