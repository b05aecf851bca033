"""Accreditation told by layout: a heading such as "Program Accreditation" above the bare name of an agency."""

from dataclasses import replace
from itertools import pairwise

from pipelines.normalize.accreditation_agencies import Item
from pipelines.normalize.accreditation_phrases import cues
from pipelines.normalize.accreditation_statements import Statement
from pipelines.normalize.accreditation_word_groups import word_group
from pipelines.normalize.accreditation_years import stated

_FAMILY = frozenset(("accreditation", "accreditations", "accredited", "accrediting", "accreditor", "accreditors"))
_VERBS = word_group("verb")
_OTHER_TOPICS = word_group("other_topic")
_FORMER = word_group("former_list")
_LISTED = word_group("plural")
_PROGRAM_NAMES = word_group("program_name") | word_group("program")
_OVER = frozenset(("accredited", "initial", "candidate"))
_LONGEST_FORMER = 5
_LONGEST_LIST = 60
_LONGEST_HEADING = 9
_LONGEST_ENTRY = 18


def headed(read: list[list[Item]], place: int, entries: dict[int, bool]) -> list[Statement]:
    """For a unit that only names agencies under an accreditation heading: each of them as accredited; else nothing.

    ``entries`` keeps which units are known to be such lines, from one call to the next.
    """
    if not _kept(read, place, entries) or not any(item.agency for item in read[place]):
        return []
    for above in range(place - 1, max(-1, place - 12), -1):
        if _is_heading(read[above]):
            return _listed(read[place])
        if not _kept(read, above, entries):
            break
    return []


def _listed(items: list[Item]) -> list[Statement]:
    """Each agency of a line as accredited, with the years that stand behind it."""
    places = [place for place, item in enumerate(items) if item.agency]
    bounds = pairwise([*places, len(items)])
    return [Statement(items[begin].agency, "accredited", *stated(items, begin, end)) for begin, end in bounds]


def over(read: list[list[Item]], place: int, said: Statement) -> Statement:
    """What a line says below a heading such as "Closed Schools" or "Former Programs": there it has ended."""
    if said.status not in _OVER or not any(
        _is_of_former(items) for items in read[max(0, place - _LONGEST_LIST) : place]
    ):
        return said
    return replace(said, status="expired")


def _is_of_former(items: list[Item]) -> bool:
    words = {item.word for item in items}
    return len(items) <= _LONGEST_FORMER and bool(words & _FORMER) and bool(words & _LISTED) and _is_plain(items)


def _kept(read: list[list[Item]], place: int, entries: dict[int, bool]) -> bool:
    if place not in entries:
        entries[place] = _is_entry(read[place])
    return entries[place]


def _is_entry(items: list[Item]) -> bool:
    """A line with an agency, or the name of a program, and no statement of its own."""
    if any(item.agency for item in items):
        return len(items) <= _LONGEST_ENTRY and _is_plain(items) and not cues(items)
    return len(items) <= _LONGEST_HEADING and all(item.word in _PROGRAM_NAMES for item in items)


def _is_heading(items: list[Item]) -> bool:
    words = {item.word for item in items}
    return len(items) <= _LONGEST_HEADING and bool(words & _FAMILY) and not words & _OTHER_TOPICS and _is_plain(items)


def _is_plain(items: list[Item]) -> bool:
    return not any(item.word in _VERBS for item in items)
