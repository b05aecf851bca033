"""The figures of a text: where amounts of money stand, with or without a dollar sign, and which two are one range.

A bare number is an amount only where the words of its row or headings make it money; years and counts never are.
"""

from typing import NamedTuple

from pipelines.normalize.tuition_amounts import NUMBER_WORDS, cents, plain_number, spelled
from pipelines.normalize.tuition_phrases import unit_at, word_set

_LARGE_UNITS = frozenset(("million", "billion", "trillion", "m", "mil"))
_BREAKS = frozenset(("?", "o", "l"))
"""Signs that stand where a digit was lost."""
_LINKS = frozenset(("-", "to", "and", "/"))


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
    if other is None or (not signed and counts_units(words, place + 2)):
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


def counts_units(words: list[str], place: int) -> bool:
    """Whether the number at a place counts credits or hours, so that it is no amount."""
    return place + 1 < len(words) and (
        unit_at(words, place + 1) is not None or words[place + 1] in ("student", "week", "day", "%", "percent", "x")
    )
