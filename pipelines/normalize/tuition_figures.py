"""The figures of a text: where amounts of money stand, with or without a dollar sign, and which two are one range.

A bare number is an amount only where the words of its row or headings make it money; years and counts never are.
"""

from functools import cache
from typing import Final

from pipelines.normalize.tuition_amounts import NUMBER_WORDS, SMALL_NUMBERS, cents, plain_number, spelled
from pipelines.normalize.tuition_phrases import unit_at
from pipelines.normalize.tuition_word_groups import word_group, word_set

_COMPARING: Final = frozenset(("above", "over", "past", "beyond", "under", "below", "than"))
_COUNTED: Final = frozenset(("credit", "hour", "unit"))
_SPANS: Final = frozenset(("or", "to", "-", "through", "semester", "quarter"))
BREAKS: Final = frozenset(("?", "o", "l"))
"""Signs that stand where a digit was lost."""
_LINKS: Final = frozenset(("-", "to", "and", "/"))


class Figure:
    """An amount of ``low`` to ``high`` cents in the words ``start`` to ``end`` (exclusive); ``old``: asked no more."""

    __slots__ = ("end", "high", "low", "old", "start")

    start: int
    end: int
    low: int
    high: int
    old: bool


def figure_of(start: int, end: int, low: int, high: int, old: bool = False) -> Figure:
    """A figure; not made by ``__init__``, which costs half as much again."""
    figure = Figure()
    figure.start = start
    figure.end = end
    figure.low = low
    figure.high = high
    figure.old = old
    return figure


def count_words(words: list[str]) -> None:
    """Write the number of ``fewer than six hours`` and ``seven or more credits`` in digits, in place."""
    for place, word in enumerate(words):
        value = SMALL_NUMBERS.get(word)
        if value is None or words[place + 1 : place + 2] == ["("]:
            continue
        following = words[place + 1 : place + 4]
        counted = following[:1] and (
            following[0] in _COUNTED or (following[0] in _SPANS and not _COUNTED.isdisjoint(following[1:]))
        )
        if counted or (words[place - 1] in _COMPARING and words[place - 2] in _COUNTED):
            words[place] = str(value)


def money_words(words: list[str]) -> None:
    """Write ``450 dollars``, ``usd 450`` and ``three hundred dollars`` as one amount with a sign, in place."""
    if "dollar" not in words and "usd" not in words:
        return
    for place, word in enumerate(words):
        if word not in ("dollar", "usd"):
            continue
        if word == "usd" and _is_district(words, place):
            continue
        if place and plain_number(words[place - 1]) is not None:
            words[place - 1] = "$" + words[place - 1]
        elif word == "usd" and place + 1 < len(words) and plain_number(words[place + 1]) is not None:
            words[place + 1] = "$" + words[place + 1]
        else:
            _spelled_out(words, place)


def _is_district(words: list[str], place: int) -> bool:
    """``residents of USD 443``: a unified school district of Kansas, no dollars."""
    number = words[place + 1 : place + 2]
    lives = place > 1 and words[place - 1] in ("in", "of", "within") and words[place - 2] in word_group("dwell")
    return lives and number != [] and len(number[0]) == 3 and number[0].isdecimal()


def _spelled_out(words: list[str], place: int) -> None:
    first = place
    while first and place - first < 8 and words[first - 1] in NUMBER_WORDS:
        first -= 1
    dollars = spelled(words[first:place])
    beside = [word for word in words[max(0, first - 2) : place + 3] if "$" in word and len(word) > 1]
    if dollars and any(cents(word) == 100 * dollars for word in beside):
        return
    if dollars and (first == 0 or words[first - 1] not in ("several", "few", "many", "some")):
        words[first] = f"${dollars}"
        words[first + 1 : place] = [""] * (place - first - 1)


def figures_of(words: list[str], places: list[int]) -> list[Figure]:
    """The figures at the given places of one line; a range is one figure, a broken or huge number none."""
    found: list[Figure] = []
    taken, last = -1, len(words) - 1
    odd, foreign = _odd()
    for place in places:
        if place < taken:
            continue
        worth = cents(words[place])
        if worth is None or (words[place - 1] in foreign and place):
            continue
        after = words[place + 1] if place < last else ""
        if after not in odd and "$" not in after:
            found.append(figure_of(place, place + 1, worth, worth))
        elif not _is_broken(words, place, after):
            found += _range(words, place, worth) if after in _LINKS else [figure_of(place, place + 1, worth, worth)]
            taken = found[-1].end
    return found


@cache
def _odd() -> tuple[frozenset[str], frozenset[str]]:
    """The words that change what a number before them is, and the foreign among them, which also stand behind it."""
    foreign = word_set("foreign")
    return word_group("large") | foreign | BREAKS | _LINKS | {"s", ","}, foreign


def _is_broken(words: list[str], place: int, after: str) -> bool:
    """Whether a number is none of an amount: too large, foreign, or with digits lost."""
    if after in word_group("large") or after in word_set("foreign"):
        return True
    if after in BREAKS:
        return place + 2 >= len(words) or words[place + 2][0:1].isdecimal()
    if after == "s":
        return "0" <= words[place][-1] <= "9"
    if after == ",":
        return _is_torn(words[place + 2 : place + 4])
    return after[:1] == "$" and not words[place][-1].isdecimal()


def _is_torn(following: list[str]) -> bool:
    """Whether an amount goes on behind a lone comma: ``$ 1 , 240 . 00`` is too broken to read."""
    return len(following) == 2 and len(following[0]) == 3 and following[0].isdecimal() and following[1] == "."


def _range(words: list[str], place: int, worth: int) -> list[Figure]:
    """One figure, a range, or the two rates of ``$118/121`` and ``from $215 to $205``."""
    alone = [figure_of(place, place + 1, worth, worth)]
    if place + 2 >= len(words):
        return alone
    link, second = words[place + 1], words[place + 2]
    if not ("$" in second or "0" <= second[0] <= "9"):
        return alone
    other = cents(second)
    signed = "$" in second
    if other is None or (not signed and counts_units(words, place + 2)):
        return alone
    if link == "/":
        if signed or not worth <= 5 * other <= 25 * worth:
            return alone
        return [*alone, figure_of(place + 2, place + 3, other, other)]
    before = words[max(0, place - 12) : place]
    if link == "and" and "between" not in before[-3:]:
        return alone
    if link == "to" and "from" in before[-2:] and (other < worth or not word_set("turn").isdisjoint(before)):
        return [figure_of(place, place + 1, worth, worth, True), figure_of(place + 2, place + 3, other, other)]
    if worth < other <= 100 * worth:
        return [figure_of(place, place + 3, worth, other)]
    return alone


def counts_units(words: list[str], place: int) -> bool:
    """Whether the number at a place counts credits or hours, so that it is no amount."""
    return place + 1 < len(words) and (
        unit_at(words, place + 1) is not None or words[place + 1] in ("student", "week", "day", "%", "percent", "x")
    )
