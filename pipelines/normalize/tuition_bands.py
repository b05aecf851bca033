"""Credits in words: a load that a total is tied to (``15 credits``) or a band for which a rate holds (``12 to 17``)."""

from typing import Final

from pipelines.normalize.tuition_amounts import NUMBER_WORDS, plain_number
from pipelines.normalize.tuition_marks import Mark, mark_of
from pipelines.normalize.tuition_phrases import unit_at
from pipelines.normalize.tuition_word_groups import word_group

_BEFORE_CREDITS: Final = word_group("before_credits")
_OVER: Final = word_group("over")
_UNDER: Final = word_group("under")
_UPWARD: Final = word_group("upward")
_DOWNWARD: Final = word_group("downward")
_LARGEST: Final = 200.0
_COUNTED: Final = frozenset(("credit", "unit", "hour"))
_BOUNDS: Final = frozenset(("+", "or", "and", "&"))
_TO: Final = frozenset(("-", "to", "through", "thru"))
_SIGNS_BEHIND: Final = frozenset(("or", "and", "&", "+", ":"))
"""What must stand right behind a number without a unit that bounds a load."""
_CLOCK_TIMES: Final = frozenset(("am", "pm", "a", "p", "noon"))
_BOUNDING: Final = _OVER | _UNDER | {"than"}
_ONWARD: Final = frozenset(("on", "onward", "onwards", "up", "upward", "upwards"))
_PAYING: Final = (["pay"], ["pays"], ["is"], ["are"], ["will"], [":"], [","])
_OF_CREDITS: Final = frozenset(("semester", "quarter"))
_HOURS: Final = frozenset(("clock", "contact", "hour"))
_COLONS: Final = frozenset((":", "|"))
_CLOCK_LABELS: Final = (["clock", "hour", ":"], ["clock", "hour", "|"], ["contact", "hour", ":"])
_LABEL_GAP: Final = 5
_LABEL_SIGNS: Final = frozenset((":", "|", "\n", "="))
_LEAST_PROGRAM_HOURS: Final = 100
_MOST_PROGRAM_HOURS: Final = 3000
_LONGEST_LOAD: Final = 72
_MOST_CREDITS: Final = 30
_SAME_LINE: Final = 25


def credit_marks(words: list[str], numbers: list[int]) -> list[Mark]:
    """Marks ``credits`` (value ``15``) and ``band`` (value ``12:17``, either side empty) in order.

    ``numbers``: the places of the numbers without a dollar sign.
    """
    found: list[Mark] = []
    taken = -1
    for place in numbers:
        if place < taken:
            continue
        number = plain_number(words[place])
        if number is None or (number > _LARGEST and not _counts_program(words, place, number)):
            continue
        mark = _mark_at(words, place, number)
        if mark:
            found.append(mark)
            taken = mark.end
    return found


def _counts_program(words: list[str], place: int, number: float) -> bool:
    """Whether a number too large for credits may count the hours of a whole program."""
    if number > _MOST_PROGRAM_HOURS:
        return False
    labelled = place > 1 and words[place - 1] in _COLONS and words[place - 2] == "hour"
    return labelled or (place + 1 < len(words) and words[place + 1] in _HOURS)


def _mark_at(words: list[str], place: int, number: float) -> Mark | None:
    after = words[place + 1] if place + 1 < len(words) else ""
    joined = after in _TO or (after == "and" and words[place - 1] == "between")
    high, end = _upper(words, place) if joined else (None, place + 1)
    if high is not None and words[end : end + 1] and words[end] in _CLOCK_TIMES:
        return None
    if high is not None and words[end : end + 2] in (["contact", "hour"], ["clock", "hour"]):
        return mark_of(place, end + 2, "class_hours", "")
    behind = _credit_unit(words, end)
    before = _credit_before(words, place)
    if high is not None:
        banded = high > number and (behind or before or _is_load_of_time(words, place, end))
        return mark_of(place, behind or end, "band", f"{number:g}:{high:g}") if banded else None
    if number >= _LEAST_PROGRAM_HOURS and place + 1 < len(words) and _counts_clock_hours(words, place + 1):
        return mark_of(place, place + 3, "program", "per_program")
    near = behind or before or after in _SIGNS_BEHIND or words[place - 1] in _BOUNDING
    bounded = _bounded(words, place, number, behind, before) if near else None
    if bounded:
        return bounded
    if not behind:
        if number >= _LEAST_PROGRAM_HOURS and words[max(0, place - 3) : place] in _CLOCK_LABELS:
            return mark_of(place, place + 1, "program", "per_program")
        return mark_of(place, place + 1, "credits", f"{number:g}") if _is_total_of_credits(words, place) else None
    if number > _LONGEST_LOAD and "credit" not in words[place:behind] and words[behind - 1] == "hour":
        return None
    return mark_of(place, behind, "credits", f"{number:g}")


def _upper(words: list[str], place: int) -> tuple[float | None, int]:
    """The upper end of ``12 to 17`` and where the numbers end."""
    end = place + 1
    if end + 1 < len(words):
        high = plain_number(words[end + 1]) if words[end + 1][:1].isdecimal() else None
        if high is not None and high <= _LARGEST:
            return high, end + 2
    return None, end


def _credit_unit(words: list[str], place: int) -> int | None:
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


def _counts_clock_hours(words: list[str], place: int) -> bool:
    """Whether ``900 clock hours`` or ``900-hour`` stands here, the length of a whole program."""
    unit = unit_at(words, place) if place < len(words) else None
    return (unit is not None and unit[1] == "per_clock_hour" and unit[0] == place + 2) or words[place] == "hour"


def _is_total_of_credits(words: list[str], place: int) -> bool:
    """``Credits: 15``, ``Total credit hours | 61``: the label of a number says that it counts credits."""
    back = place - 1
    if not place or not (words[back] in _LABEL_SIGNS or words[back] in _COUNTED):
        return False
    while back >= 0 and place - back < _LABEL_GAP and words[back] in _LABEL_SIGNS:
        back -= 1
    if back < 0 or back == place - 1:
        return words[max(0, place - 3) : place] in (["total", "credit", "hour"], ["total", "credit"], ["total", "unit"])
    label = words[max(0, back - 3) : back + 1]
    if label[-1] == "credit":
        return True
    return label[-1] in ("hour", "unit") and "total" in label and "clock" not in label and "contact" not in label


def _credit_before(words: list[str], place: int) -> bool:
    return not _COUNTED.isdisjoint(words[place - 4 if place > 4 else 0 : place])


def _bounded(words: list[str], place: int, number: float, behind: int | None, before: bool) -> Mark | None:
    """A band with one side: ``18+``, ``over 17``, ``fewer than 12``, ``7 or more``."""
    if not behind and words[place + 1 : place + 2] and words[place + 1] in ("or", "and", "&"):
        behind = _credit_unit(words, place + 3)
        if behind and words[place + 2] in _UPWARD | _DOWNWARD:
            value = f"{number:g}:" if words[place + 2] in _UPWARD else f":{number:g}"
            return mark_of(place, behind, "band", value)
        behind = None
    if behind and words[place - 1] == "from" and words[behind : behind + 1] and words[behind] in _ONWARD:
        return mark_of(place, behind + 1, "band", f"{number:g}:")
    if not behind and not before:
        if words[place + 1 : place + 2] == ["+"] and _is_load_of_time(words, place, place + 2):
            return mark_of(place, place + 2, "band", f"{number:g}:")
        if words[place + 1 : place + 2] in (["or"], ["and"]) and _goes_on(words, place, number):
            upward = words[place + 2] in _UPWARD
            return mark_of(place, place + 3, "band", f"{number:g}:" if upward else f":{number:g}")
        over = number <= _MOST_CREDITS and words[place - 1] in _OVER and words[place + 1 : place + 2] == [":"]
        over = over or (words[place - 1] in _BOUNDING and _is_after_load(words, place, number))
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


def _is_load_of_time(words: list[str], place: int, end: int) -> bool:
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
