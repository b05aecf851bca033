"""Which rule reads which words of a school's program page: small pure functions, a value, ``Missing`` or ``Refusal``.

Knows no place and no page; texts of several pieces have them in lines, cells of a row divided by `` | ``.
"""

import re
from collections.abc import Callable
from typing import Any

from pipelines.normalize.school_cahiim import read_statements
from pipelines.normalize.school_charges import read_school_charges
from pipelines.normalize.school_courses import read_course
from pipelines.normalize.school_delivery import read_modes
from pipelines.normalize.school_entry import read_deadline, read_prerequisites
from pipelines.normalize.school_hours import read_clock_hours, read_credits
from pipelines.normalize.school_offers import course, offer_charges, place, said
from pipelines.normalize.school_outcomes import read_outcomes
from pipelines.readers import Missing, found, words

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_AT = re.compile(r"\s?[\[({]\s?at\s?[\])}]\s?", re.IGNORECASE)
_DOT = re.compile(r"\s?[\[({]\s?dot\s?[\])}]\s?", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .–-]{0,3}\d{3}[ .–-]?\d{4}(?!\d)(?:,? ?(?:ext?\.?|x"
    r"|extension) ?\d{1,6})?",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"(?:\s[\u2013\u2014|\u00b7-])?\s(?:for|open to) (?:students |people |those |anyone )?"
    r"(?:holders of|(?:who|with|that) (?:already )?(?:hold|have|holding|an?)|with an?|holding an?)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""Whom an award is for says what they have, not what is awarded."""
_CLOCK = re.compile("clock|contact", re.IGNORECASE)
_MODES = {"onsite": "campus", "offline": "campus", "inperson": "campus", "in person": "campus", "campus": "campus"}


def stated(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """The reader that a rule needs: what is not in the words is not stated, 0 and false are values."""

    def reading(text: str) -> Any:
        value = read(text)
        if value is None or value == [] or value == {}:
            raise Missing("not_stated")
        return value

    return reading


def school_credential(text: str) -> dict[str, Any]:
    """The credential of a text; a text without one says nothing."""
    from pipelines.normalize.credential import predicted

    read = predicted(_WHOSE.sub("", text))
    if read["credential"] is None:
        raise Missing("not_stated")
    return read


def school_email(text: str) -> str:
    """An e-mail address, of a link too."""
    match = _EMAIL.search(_DOT.sub(".", _AT.sub("@", text.removeprefix("mailto:"))))
    if match is None:
        raise Missing("not_stated")
    return match[0].lower()


def school_phone(text: str) -> str:
    """A telephone number as printed, with its extension; a hyphen that does not break is one like others."""
    text = text.replace("\u2010", "-").replace("\u2011", "-")
    match = _PHONE.search(text)
    return match[0].strip() if match else words(text.removeprefix("tel:"))


def data_address(text: str) -> Any:
    """The place of an address in JSON-LD."""
    return found(place(text))


def data_credential(text: str) -> dict[str, Any]:
    """The credential of a property in JSON-LD."""
    return school_credential(said(text, "name", "credentialCategory", "description", "alternateName"))


def data_credits(text: str) -> int | float | dict[str, int | float] | None:
    """The credits of a property in JSON-LD; a bare number is in credits unless its unit says otherwise."""
    if _CLOCK.search(text):
        raise Missing("not_applicable")
    return read_credits(said(text, "value", "numberOfCredits"))


def data_delivery(text: str) -> list[str]:
    """The modes of a property in JSON-LD."""
    told = said(text, "name", "value").lower().rsplit("/", 1)[-1]
    return [_MODES[told]] if told in _MODES else read_modes(told)


def data_prerequisites(text: str) -> bool | None:
    """Whether a property in JSON-LD asks something of applicants; an object names what it asks."""
    told = said(text, "name", "description", "credentialCategory", "competencyRequired")
    return True if text[:1] in "{[" and told else read_prerequisites(f"Prerequisites: {told}")


def data_deadline(text: str) -> str | None:
    """A deadline in JSON-LD, as it stands there."""
    return read_deadline(said(text, "name", "value"))


SCHOOL_READERS: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    ("school_credits", "2", stated(read_credits)),
    ("school_clock_hours", "1", stated(read_clock_hours)),
    ("school_delivery", "3", stated(read_modes)),
    ("school_credential", "2", school_credential),
    ("school_charges", "4", stated(read_school_charges)),
    ("school_deadline", "1", stated(read_deadline)),
    ("school_prerequisites", "3", stated(read_prerequisites)),
    ("school_cahiim", "2", stated(read_statements)),
    ("school_outcomes", "2", stated(read_outcomes)),
    ("school_course", "2", stated(read_course)),
    ("school_email", "1", school_email),
    ("school_phone", "1", school_phone),
    ("data_price", "2", stated(offer_charges)),
    ("data_address", "1", data_address),
    ("data_course", "2", stated(course)),
    ("data_credential", "2", data_credential),
    ("data_credits", "2", stated(data_credits)),
    ("data_delivery", "2", stated(data_delivery)),
    ("data_prerequisites", "2", stated(data_prerequisites)),
    ("data_deadline", "1", stated(data_deadline)),
)
"""Name, version and reader of each rule of this source."""
SCHOOL_FIELDS = {
    "credential_text": "school_credential",
    "credits_text": "school_credits",
    "clock_hours_text": "school_clock_hours",
    "delivery_text": "school_delivery",
    "delivery_words": "school_delivery",
    "location_text": "school_delivery",
    "tuition_text": "school_charges",
    "deadline_text": "school_deadline",
    "prerequisites_text": "school_prerequisites",
    "cahiim_statement": "school_cahiim",
    "outcome_text": "school_outcomes",
    "course": "school_course",
    "email": "school_email",
    "phone": "school_phone",
    "address_text": "location",
    "aid_url": "web_address",
    "data_price": "data_price",
    "data_address": "data_address",
    "data_course": "data_course",
    "data_credential": "data_credential",
    "data_credits": "data_credits",
    "data_delivery": "data_delivery",
    "data_prerequisites": "data_prerequisites",
    "data_deadline": "data_deadline",
    "data_email": "school_email",
    "data_phone": "school_phone",
}
"""Which rule reads which field of a school_program record; all others are words."""
