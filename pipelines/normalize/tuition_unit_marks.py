"""The unit of a price in words: what stands after ``per``, ``each``, ``a`` or a stroke."""

from typing import Final

from pipelines.normalize.tuition_marks import Mark, mark_of
from pipelines.normalize.tuition_phrases import unit_at
from pipelines.normalize.tuition_word_groups import word_group

_COVERS: Final = word_group("covers")
_PER: Final = word_group("per")
_EQUALS: Final = word_group("equals")
_STOP: Final = frozenset(
    ("\n", ".", ";", "|", "(", ")", ":", ",", "=", "per", "/", "+", "for", "and", "to", "in", "is")
)
_BREAKS: Final = frozenset((".", "\n", ";", "(", ",", "|"))
_ODD: Final = frozenset(("per_month", "unknown"))
"""Units that a term behind them changes."""
_BEYOND_DIGITS: Final = ":"
_LONGEST_FILL: Final = 4
_COUNTED_UNIT: Final = 7


def unit_mark(words: list[str], place: int) -> Mark | None:
    """The unit that the word at a place begins; a few words may stand between (``per undergraduate credit``)."""
    start = place + 1
    if start >= len(words) or (place and words[place - 1] in _COVERS):
        return None
    if words[start] < _BEYOND_DIGITS and words[start][:1].isdecimal():
        return _counted(words, place)
    unit = unit_at(words, start)
    if unit is None:
        return _farther(words, place)
    end, basis, term = unit
    if basis in _ODD or words[place] == "/":
        return _with_unit(words, place, end, basis, term)
    if end < len(words) and words[end] == "ago":
        return None
    return mark_of(place, end, "basis", basis, term)


def _farther(words: list[str], place: int) -> Mark | None:
    """The unit that stands a few words behind the one at a place."""
    start = place + 1
    if words[start] in _STOP or not words[start][0].isalpha():
        return None
    reach = _LONGEST_FILL if words[place] in _PER else 1
    for fill in range(start + 1, min(len(words), start + 1 + reach)):
        unit = unit_at(words, fill)
        if unit:
            return _with_unit(words, place, *unit)
        if words[fill] in _STOP or not words[fill][0].isalpha():
            return None
    return None


def _with_unit(words: list[str], place: int, end: int, basis: str, term: str | None) -> Mark | None:
    """The mark of a unit; none where a stroke joins it to its equal (``semester/term``)."""
    joined = words[place] == "/" and place and words[place - 1] in _EQUALS
    if joined and basis not in ("per_credit", "per_clock_hour"):
        return None
    if basis in _ODD and words[end : end + 1] in (["term"], ["semester"]):
        return mark_of(place, end + 1, "basis", "per_term", words[end] if words[end] == "semester" else None)
    return mark_of(place, end, "basis", basis, term)


def _counted(words: list[str], place: int) -> Mark | None:
    """``each 3 credit course``, ``every 18 course / 54 credit module``: the last unit is meant, if it is no credit."""
    found: Mark | None = None
    for start in range(place + 2, min(len(words), place + _COUNTED_UNIT)):
        unit = unit_at(words, start)
        if unit and unit[1] != "per_credit":
            found = mark_of(place, unit[0], "basis", unit[1], unit[2])
        elif words[start] in _BREAKS:
            break
    return found if found and words[place] in _PER else None
