"""Years in a unit about accreditation: which phrase each belongs to, and whether it begins or ends something."""

from dataclasses import dataclass

from pipelines.normalize.accreditation_agencies import Item
from pipelines.normalize.accreditation_phrases import BLOCKERS, Cue
from pipelines.normalize.accreditation_word_groups import word_group

_BEGIN = word_group("begin")
_END = word_group("end")
_POINT = frozenset(
    ("in", "on", "of", "as", "effective", "during", "by", "dated", ":", ",", "date", "around", "granted")
)
_DATE_WORDS = word_group("date")
_NOT_A_DATE = word_group("not_a_date")
_LOOK_BACK = 7
_NEITHER = "neither"
"""Part of 2028 in "through 2028-2029" (as words: "through from 2028 to 2029"), and of a date when something is due."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year, its part (``begin``, ``end``, ``point``) and the index of the cue that governs it."""

    year: int
    part: str
    cue: int
    leads: bool = False
    """Whether it stands before the phrase that governs it."""


def years(items: list[Item], cues: list[Cue]) -> list[Year]:
    """The years of a unit that stand as dates and have a governing cue: the last begun before, else the first after."""
    found: list[Year] = []
    governing = [i for i, cue in enumerate(cues) if cue.meaning not in BLOCKERS]
    if not governing:
        return found
    first = next((i for i in governing if cues[i].meaning != "neutral"), governing[0])
    ends = {cue.end for cue in cues if cue.meaning not in BLOCKERS}
    at = -1
    for place, item in enumerate(items):
        while at + 1 < len(governing) and cues[governing[at + 1]].start <= place:
            at += 1
        if (year := _year(item.word)) is None:
            continue
        part = _part(items, place) or ("point" if place in ends else None)
        if part and part != _NEITHER and not (place + 1 < len(items) and items[place + 1].word in _NOT_A_DATE):
            found.append(Year(year, part, governing[at] if at >= 0 else first, at < 0))
    return found


def _is_academic_year(items: list[Item], place: int, year: int) -> bool:
    """Whether the year is half of one after a colon, as in "Reaffirmed: 2018-2019" (as words: "from 2018 to 2019")."""
    before = [item.word for item in items[max(0, place - 5) : place]]
    after = [item.word for item in items[place + 1 : place + 3]]
    if before[-2:] == [":", "from"] and after == ["to", str(year + 1)]:
        return before[-3:-2] == [] or before[-3] not in _END
    return before[-4:] == [":", "from", str(year - 1), "to"] and (len(before) < 5 or before[0] not in _END)


def stated(items: list[Item], begin: int, end: int) -> tuple[int | None, int | None]:
    """The years since and until that words of their own say between two items; points in time are left out."""
    told: dict[str, int] = {}
    for place in range(begin, end):
        if year := _year(items[place].word):
            told.setdefault(_part(items, place) or "", year)
    return told.get("begin"), told.get("end")


def _year(word: str) -> int | None:
    if len(word) == 4 and word.isascii() and word.isdigit() and 1800 < int(word) < 2100:
        return int(word)
    return None


def _part(items: list[Item], place: int) -> str | None:
    """What the words before the year make of it; months, days and seasons between are passed over."""
    if [item.word for item in items[max(0, place - 3) : place : 2]] == ["between", "and"]:
        return "end" if _year(items[place - 2].word) else "point"
    if (year := _year(items[place].word)) and _is_academic_year(items, place, year):
        return _NEITHER
    if any(item.word in _END or item.word == "-" for item in items[place + 1 : place + 2]) and any(
        _year(item.word) for item in items[place + 2 : place + 6]
    ):
        ahead = [item.word for item in items[max(0, place - 3) : place] if item.word != ":"]
        return _NEITHER if ahead[-1:] == ["from"] and ahead[-2:-1] and ahead[-2] in _END else "begin"
    passed_date = False
    for back in range(place - 1, max(-1, place - _LOOK_BACK), -1):
        word = items[back].word
        if word == "-" and back > 0 and _year(items[back - 1].word):
            return "end"
        if word in _DATE_WORDS or (word.isdigit() and len(word) <= 2):
            passed_date = True
            continue
        if word == "of" and back > 0 and items[back - 1].word in _DATE_WORDS:
            continue
        if word == "," and passed_date is False and back > 0 and items[back - 1].word.isdigit():
            continue
        if word in _POINT and back > 0 and items[back - 1].word in _POINT:
            continue
        if word in _BEGIN or (word in _POINT and back > 0 and items[back - 1].word in _BEGIN):
            return "begin"
        if word == "due":
            return _NEITHER
        if word in _END or (word in _POINT and back > 0 and items[back - 1].word in _END):
            return "end"
        if passed_date or word in _POINT or items[back].agency or word in ("accredited", "accreditation", "candidacy"):
            return "point"
        return None
    return "point"
