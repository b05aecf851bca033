"""Academic years in words: ``2023-24``, ``2023/2024``, ``Fall 2014``; a summer or a bare year is none."""

from typing import Final

from pipelines.normalize.tuition_marks import Mark, mark_of

_LINKS: Final = frozenset(("-", "/", "to"))
_SEASONS: Final = {"fall": 0, "spring": -1, "winter": -1}
NO_YEAR: Final = ""


def year_marks(words: list[str], numbers: list[int]) -> list[Mark]:
    """Marks whose value is the year as ``2023-24``, or ``NO_YEAR`` for a summer, which is of no academic year.

    ``numbers``: the places of the numbers without a dollar sign.
    """
    found: list[Mark] = []
    taken = -1
    for place in numbers:
        word = words[place]
        if len(word) != 4 or place < taken or not word.isdecimal() or not 1980 <= int(word) <= 2060:
            continue
        mark = _two_years(words, place) or _season(words, place) or _season_behind(words, place)
        if mark:
            found.append(mark)
            taken = mark.end
    return found


def _two_years(words: list[str], place: int) -> Mark | None:
    if place + 2 >= len(words) or words[place + 1] not in _LINKS:
        return None
    first, second = words[place], words[place + 2]
    following = f"{(int(first) + 1) % 100:02d}"
    if second.isdecimal() and second[-2:] == following and len(second) in (2, 4):
        return mark_of(place, place + 3, "year", f"{first}-{following}")
    return None


def _season(words: list[str], place: int) -> Mark | None:
    for back in (1, 2):
        season = words[place - back] if place >= back else ""
        if season == "summer":
            return mark_of(place - back, place + 1, "year", NO_YEAR)
        if season in _SEASONS:
            first = int(words[place]) + _SEASONS[season]
            return mark_of(place - back, place + 1, "year", f"{first}-{(first + 1) % 100:02d}")
        if season not in ("semester", "quarter", "term", ",", "of"):
            return None
    return None


def _season_behind(words: list[str], place: int) -> Mark | None:
    """``2016 Fall``."""
    season = words[place + 1] if place + 1 < len(words) else ""
    if season not in _SEASONS:
        return None
    first = int(words[place]) + _SEASONS[season]
    return mark_of(place, place + 2, "year", f"{first}-{(first + 1) % 100:02d}")
