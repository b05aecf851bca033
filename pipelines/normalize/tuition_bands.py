"""Credits in words: a load that a total is tied to (``15 credits``) or a band for which a rate holds (``12 to 17``)."""

from typing import Final

from pipelines.normalize.tuition_amounts import plain_number
from pipelines.normalize.tuition_bounds import BOUNDING, bounded, credit_unit, is_load_of_time
from pipelines.normalize.tuition_marks import Mark, mark_of
from pipelines.normalize.tuition_phrases import unit_at

_LARGEST: Final = 200.0
_COUNTED: Final = frozenset(("credit", "unit", "hour"))
_TO: Final = frozenset(("-", "to", "through", "thru"))
_SIGNS_BEHIND: Final = frozenset(("or", "and", "&", "+", ":"))
"""What must stand right behind a number without a unit that bounds a load."""
_CLOCK_TIMES: Final = frozenset(("am", "pm", "a", "p", "noon"))
_HOURS: Final = frozenset(("clock", "contact", "hour"))
_COLONS: Final = frozenset((":", "|"))
_CLOCK_LABELS: Final = (["clock", "hour", ":"], ["clock", "hour", "|"], ["contact", "hour", ":"])
_LABEL_GAP: Final = 5
_LABEL_SIGNS: Final = frozenset((":", "|", "\n", "="))
_LEAST_PROGRAM_HOURS: Final = 100
_MOST_PROGRAM_HOURS: Final = 3000
_LONGEST_LOAD: Final = 72


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
    behind = credit_unit(words, end)
    before = _credit_before(words, place)
    if high is not None:
        banded = high > number and (behind or before or is_load_of_time(words, place, end))
        return mark_of(place, behind or end, "band", f"{number:g}:{high:g}") if banded else None
    if number >= _LEAST_PROGRAM_HOURS and place + 1 < len(words) and _counts_clock_hours(words, place + 1):
        return mark_of(place, place + 3, "program", "per_program")
    near = behind or before or after in _SIGNS_BEHIND or words[place - 1] in BOUNDING
    bound = bounded(words, place, number, behind, before) if near else None
    if bound:
        return bound
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
