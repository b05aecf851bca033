"""The unit of a price in words: what stands after ``per``, ``each``, ``a`` or a stroke."""

from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_phrases import unit_at
from pipelines.normalize.tuition_word_groups import word_group

_STOP = frozenset(("\n", ".", ";", "|", "(", ")", ":", ",", "=", "per", "/", "+", "for", "and", "to", "in", "is"))
_BREAKS = frozenset((".", "\n", ";", "(", ",", "|"))
_LONGEST_FILL = 4
_COUNTED_UNIT = 7


def unit_mark(words: list[str], place: int) -> Mark | None:
    """The unit that the word at a place begins; a few words may stand between (``per undergraduate credit``)."""
    count, start = len(words), place + 1
    if start >= count or (place and words[place - 1] in word_group("covers")):
        return None
    if words[start][0:1].isdecimal():
        return _counted(words, place)
    stop = min(count, start + 1 + (_LONGEST_FILL if words[place] in word_group("per") else 1))
    while start < stop:
        unit = unit_at(words, start)
        if unit:
            return _with_unit(words, place, *unit)
        if words[start] in _STOP or not words[start][0].isalpha():
            return None
        start += 1
    return None


def _with_unit(words: list[str], place: int, end: int, basis: str, term: str | None) -> Mark | None:
    """The mark of a unit; none where a stroke joins it to its equal (``semester/term``)."""
    joined = words[place] == "/" and place and words[place - 1] in word_group("equals")
    if joined and basis not in ("per_credit", "per_clock_hour"):
        return None
    if basis in ("per_month", "unknown") and words[end : end + 1] in (["term"], ["semester"]):
        return Mark(place, end + 1, "basis", "per_term", words[end] if words[end] == "semester" else None)
    return Mark(place, end, "basis", basis, term)


def _counted(words: list[str], place: int) -> Mark | None:
    """``each 3 credit course``, ``every 18 course / 54 credit module``: the last unit is meant, if it is no credit."""
    found: Mark | None = None
    for start in range(place + 2, min(len(words), place + _COUNTED_UNIT)):
        unit = unit_at(words, start)
        if unit and unit[1] != "per_credit":
            found = Mark(place, unit[0], "basis", unit[1], unit[2])
        elif words[start] in _BREAKS:
            break
    return found if found and words[place] in word_group("per") else None
