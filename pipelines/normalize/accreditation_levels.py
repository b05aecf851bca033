"""Whether a statement is about an institution or a program: by what the agency accredits, else by the words."""

from itertools import pairwise
from typing import Literal

from pipelines.normalize.accreditation_agencies import Agency, Item
from pipelines.normalize.accreditation_word_groups import word_group

Level = Literal["institution", "program"]
_PROGRAM = word_group("program")
_SCHOOL = word_group("school")

_ADVERBS: dict[str, Level] = {"institutionally": "institution", "programmatically": "program"}
_NEAR = 5


def level_of(agency: Agency | None, units: list[list[Item]], span: list[list[Item]]) -> Level:
    """The level of a statement made in ``units``, with the whole span where those do not say.

    An agency that accredits only institutions, or only programs, settles it: an institution's accreditation is never
    a program's, whatever a page puts beside it.
    """
    if agency and agency.level == "institution":
        return "institution"
    if agency and agency.level == "program":
        return "program"
    return _by_adverb(agency, units) or _by_words(units) or _by_words(span) or "institution"


def _by_adverb(agency: Agency | None, units: list[list[Item]]) -> Level | None:
    """The level that "institutionally accredited by X" tells of X, whatever else the sentence is about."""
    for items in units:
        for place, item in enumerate(items):
            if agency and item.agency and item.agency.acronym == agency.acronym:
                before = [other.word for other in items[max(0, place - _NEAR) : place]]
                told = [_ADVERBS[word] for word in before if word in _ADVERBS]
                if told:
                    return told[-1]
    return None


def _by_words(units: list[list[Item]]) -> Level | None:
    """The first noun that tells; a school directly before a program only says whose program it is."""
    if (attached := _attached(units)) is not None:
        return attached
    school = False
    for items in units:
        for item in items:
            if item.word in ("institutional", "institutionally"):
                return "institution"
            if item.word in _PROGRAM:
                return "program" if not school or _is_its_program(items) else "institution"
            school = school or item.word in _SCHOOL
            if school and item.word in ("accredited", "accreditation", "accredits", "approved") and len(items) > 3:
                return "program" if _is_its_program(items) else "institution"
    return "institution" if school else None


def _attached(units: list[list[Item]]) -> Level | None:
    """The noun right after "accredited": "an accredited institution"."""
    for items in units:
        for item, after in pairwise(items):
            if item.word in ("accredited", "approved") and after.word in _PROGRAM | _SCHOOL:
                return "program" if after.word in _PROGRAM else "institution"
    return None


def _is_its_program(items: list[Item]) -> bool:
    """Whether a program is the subject or the aim: "our program", "its new coding certificate", "College's program"."""
    for place, item in enumerate(items):
        if item.word in _PROGRAM and item.word not in ("programs", "degrees", "certificates", "associate"):
            before = {other.word for other in items[max(0, place - 6) : place]}
            if before & {"its", "the", "our", "this", "in", "for", "new"} or not before:
                return "award" not in before and "granting" not in before
    return False
