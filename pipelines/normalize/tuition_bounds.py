"""One-sided bands: ``18+``, ``over 17``, ``fewer than 12``, ``from 15 credits on``."""

from typing import Final

from pipelines.normalize.tuition_amounts import NUMBER_WORDS
from pipelines.normalize.tuition_marks import Mark, mark_of
from pipelines.normalize.tuition_phrases import unit_at
from pipelines.normalize.tuition_word_groups import word_group

_BEFORE_CREDITS: Final = word_group("before_credits")
_OVER: Final = word_group("over")
_UNDER: Final = word_group("under")
_UPWARD: Final = word_group("upward")
_DOWNWARD: Final = word_group("downward")
BOUNDING: Final = _OVER | _UNDER | {"than"}
_COUNTED: Final = frozenset(("credit", "unit", "hour"))
_BOUNDS: Final = frozenset(("+", "or", "and", "&"))
_ONWARD: Final = frozenset(("on", "onward", "onwards", "up", "upward", "upwards"))
_PAYING: Final = (["pay"], ["pays"], ["is"], ["are"], ["will"], [":"], [","])
_OF_CREDITS: Final = frozenset(("semester", "quarter"))
_MOST_CREDITS: Final = 30
_SAME_LINE: Final = 25


def credit_unit(words: list[str], place: int) -> int | None:
    """The end of a unit of credit at a place, after a bracket or one word."""
    if words[place : place + 1] == ["("] and words[place + 1 : place + 2] in (["each"], ["per"]):
        unit = unit_at(words, place + 2)  # 1 to 9 (each credit)
        return place + 1 if unit and unit[1] == "per_credit" else None
    for start in (place, place + 1):
        unit = unit_at(words, start)
        if unit and unit[1] == "per_credit":
            return unit[0]
        if start >= len(words) or words[start] not in _BEFORE_CREDITS or (unit and words[start] not in _OF_CREDITS):
            return None
    return None


def bounded(words: list[str], place: int, number: float, behind: int | None, before: bool) -> Mark | None:
    """A band with one side: ``18+``, ``over 17``, ``fewer than 12``, ``7 or more``."""
    if not behind and words[place + 1 : place + 2] and words[place + 1] in ("or", "and", "&"):
        behind = credit_unit(words, place + 3)
        if behind and words[place + 2] in _UPWARD | _DOWNWARD:
            value = f"{number:g}:" if words[place + 2] in _UPWARD else f":{number:g}"
            return mark_of(place, behind, "band", value)
        behind = None
    if behind and words[place - 1] == "from" and words[behind : behind + 1] and words[behind] in _ONWARD:
        return mark_of(place, behind + 1, "band", f"{number:g}:")
    if not behind and not before:
        if words[place + 1 : place + 2] == ["+"] and is_load_of_time(words, place, place + 2):
            return mark_of(place, place + 2, "band", f"{number:g}:")
        if words[place + 1 : place + 2] in (["or"], ["and"]) and _goes_on(words, place, number):
            upward = words[place + 2] in _UPWARD
            return mark_of(place, place + 3, "band", f"{number:g}:" if upward else f":{number:g}")
        over = number <= _MOST_CREDITS and words[place - 1] in _OVER and words[place + 1 : place + 2] == [":"]
        over = over or (words[place - 1] in BOUNDING and _is_after_load(words, place, number))
        return _compared(words, place, number, place + 1) if place and over else None
    end = behind or place + 1
    if _BOUNDS.isdisjoint(words[place + 1 : end + 12]):
        return _compared(words, place, number, end)
    closed = ")" in words[end : end + 1]
    tail = [word for word in words[place + 1 : end + 12] if word not in (")", "(")]
    unit_words = end - place - 1
    after = tail[max(0, unit_words - sum(word in "()" for word in words[place + 1 : end])) :]
    close = tail[:2]
    if words[place + 1 : place + 2] == ["+"] or (after[:1] == ["+"] and not closed):
        return mark_of(place, end, "band", f"{number:g}:")
    for pair in (close, after[:2]):
        if len(pair) == 2 and pair[0] in ("or", "and", "&"):
            if pair[1] in _UPWARD:
                return mark_of(place, end + 2, "band", f"{number:g}:")
            if pair[1] in _DOWNWARD:
                return mark_of(place, end + 2, "band", f":{number:g}")
    return _compared(words, place, number, end)


def is_load_of_time(words: list[str], place: int, end: int) -> bool:
    """``full time (12+)``, ``Overload (19+)``: a load in brackets behind the word for it, without its unit."""
    return (
        words[end : end + 1] == [")"]
        and words[place - 1] == "("
        and (words[place - 2] in ("time", "overload"))
    )  # fmt: skip


def _goes_on(words: list[str], place: int, number: float) -> bool:
    """``6 hours or less $55; 7 or more $110``: another load of the same line, whose unit is told before."""
    following = words[place + 2 : place + 3]
    if not following or following[0] not in word_group("upward") | word_group("downward") or number > _MOST_CREDITS:
        return False
    before = words[max(0, place - _SAME_LINE) : place]
    return not _COUNTED.isdisjoint(before) and "\n" not in before and not words[place - 1].isdecimal()


def _is_after_load(words: list[str], place: int, number: float) -> bool:
    """``those taking fewer than 12 pay $100``: a number that is compared with a load told before in its line."""
    if number > _MOST_CREDITS or words[place + 1 : place + 2] not in _PAYING:
        return False
    before = words[max(0, place - _SAME_LINE) : place]
    if "\n" in before:
        before = before[len(before) - before[::-1].index("\n") :]
    return not _COUNTED.isdisjoint(before)


def _compared(words: list[str], place: int, number: float, end: int) -> Mark | None:
    back = place - 1
    while back >= 0 and (words[back] == "(" or words[back] in NUMBER_WORDS):
        back -= 1
    if back < 0:
        return None
    last, earlier = words[back], words[back - 1] if back else ""
    step = 1 if number == int(number) else 0
    if last in _OVER or (last, earlier) in (("than", "more"), ("than", "greater"), ("of", "excess")):
        return mark_of(back, end, "band", f"{number + step:g}:")
    if last in _UNDER or (last == "than" and earlier in ("less", "fewer")):
        return mark_of(back, end, "band", f":{number - step:g}")
    if (last, earlier) == ("to", "up") or (last, earlier) == ("of", "max"):
        return mark_of(back, end, "band", f":{number:g}")
    if (last, earlier) in (("least", "at"), ("of", "min")):
        return mark_of(back, end, "band", f"{number:g}:")
    return None
