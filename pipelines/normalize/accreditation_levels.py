"""Whether a statement is about an institution or a program: by what the agency accredits, else by the words."""

from typing import Literal

from pipelines.normalize.accreditation_agencies import Agency, Item

Level = Literal["institution", "program"]
_PROGRAM = frozenset(
    "program programs programme degree degrees certificate certificates diploma curriculum major majors department "
    "course courses aas bs bsn ms associate bachelor bachelor's baccalaureate master masters concentration specialty "
    "programmatic".split()
)
_SCHOOL = frozenset(
    "institution institutions institutional college colleges university universities school schools campus academy "
    "institute seminary district".split()
)


def level_of(agency: Agency | None, units: list[list[Item]], span: list[list[Item]]) -> Level:
    """The level of a statement made in ``units``, with the whole span where those do not say.

    An agency that accredits only institutions, or only programs, settles it: an institution's accreditation is never
    a program's, whatever a page puts beside it.
    """
    if agency and agency.level == "institution":
        return "institution"
    if agency and agency.level == "program":
        return "program"
    return _by_words(units) or _by_words(span) or "institution"


def _by_words(units: list[list[Item]]) -> Level | None:
    """The first noun that tells; a school directly before a program only says whose program it is."""
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


def _is_its_program(items: list[Item]) -> bool:
    """Whether a program is the subject or the aim: "our program", "its new coding certificate", "College's program"."""
    for place, item in enumerate(items):
        if item.word in _PROGRAM and item.word not in ("programs", "degrees", "certificates", "associate"):
            before = {other.word for other in items[max(0, place - 6) : place]}
            if before & {"its", "the", "our", "this", "in", "for", "new"} or not before:
                return "award" not in before and "granting" not in before
    return False
