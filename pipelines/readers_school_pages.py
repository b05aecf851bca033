"""How the words of a school's program page are read: small pure functions, each a value, ``Missing`` or ``Refusal``.

Knows no place and no page; texts of several pieces have them in lines, cells of a row divided by `` | ``.
"""

import re
from collections.abc import Callable
from typing import Any

from pipelines.normalize.delivery import delivery_modes
from pipelines.normalize.school_cahiim import read_statements
from pipelines.normalize.school_courses import read_course
from pipelines.normalize.school_offers import course, offer_charges, place, said
from pipelines.normalize.school_outcomes import read_outcomes
from pipelines.readers import Missing, found, words

_NUMBER = r"\d{1,3}(?:\.\d{1,2})?"
_UNIT = (
    r"(?:(?:total|semester|quarter|college|required|academic|program|degree|sem\.?|qtr\.?)[ -])*"
    r"(?:credits?|cr[eé]ditos?|units?|crs?\b\.?|semester hours?|quarter hours?|hours of credit|s\.?h\.?\b)"
)
_BEFORE_UNIT = re.compile(
    rf"(?<![\d.$–-])({_NUMBER})(?:\s?(?:-|–|to)\s?({_NUMBER}))?[ -]*{_UNIT}(?![A-Za-z])", re.IGNORECASE
)
_AFTER_UNIT = re.compile(
    rf"(?:credits?|units|hours?|total|cr)\b[^\d$]{{0,60}}?({_NUMBER})(?:\s?(?:-|–|to)\s?({_NUMBER}))?(?![\d%])",
    re.IGNORECASE,
)
_LONE = re.compile(rf"(?:^|\n|\| )\s*({_NUMBER})\s*(?:\*|$|\n)")
_CLOCK = re.compile(
    r"(\d{1,2},\d{3}|\d{2,4})(?:\.\d)?[ -]*(?:total )?(?:(?:clock|contact|instructional|training"
    r"|classroom)[ -])?hours?",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = re.compile(
    rf"{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?:,? ?\d{{4}}\b)?|\b\d{{1,2}}(?:st|nd|rd"
    rf"|th)? (?:of )?{_MONTH}(?:,? \d{{4}})?|\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b|\b20\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z]|[a-z]+ (?:deadline|application)s?)|\n(?=[^\n]{30})|;\s+")
_DUE = re.compile(
    r"\bappl(?:y|ying|ications?|icants?)\b|deadline|\bdue\b|submit|postmarked|accepted (?:until"
    r"|through)",
    re.I,
)
_NOT_DUE = re.compile(
    r"fafsa|financial aid|scholarship|payment|housing|refund|classes (?:begin|start)|no (?:application )?deadline"
    r"|orientation|"
    r"start(?:s|ing)? (?:on|date)",
    re.IGNORECASE,
)
_CLASSROOM = re.compile(
    r"(?<!online )(?<!virtual )\b(?:in (?:the|a|our) )?classrooms?\b|\bon[- ]?site\b|\bon[- ]ground\b|^(?:campus"
    r"|location)\b(?!.*online)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_NOTHING_ASKED = re.compile(
    r"\bat least\b|\bACT\b|\bSAT\b|\bTEAS\b|\bHESI\b|accuplacer|essays?\b|\bhold\b|preparatoria|escuela superior"
    r"|requisito|"
    r"\bno (?:prior |previous |special |specific |formal |additional )?(?:prerequisites?|pre-requisites?"
    r"|entrance requirements?|"
    r"admission requirements?|experience)\b|prerequisites?[: |\n]+none|\bnone\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bmust\b|\brequire[ds]?\b|requirement|high school|diploma|\bGED\b|hiset|gpa|grade point|placement|transcripts?"
    r"|prerequisite|minimum|"
    r"background check|immuniz|typing|bachelor|associate|interview|essay|references?|recommendation|\btest\b"
    r"|\bexams?\b"
    r"|score|years of age|"
    r"\d{2} years old|experience|keyboard|degree",
    re.IGNORECASE,
)


def school_credits(text: str) -> int | float:
    """The credits of a whole award; a range has no single figure."""
    for pattern in (_BEFORE_UNIT, _AFTER_UNIT, _LONE):
        for match in pattern.finditer(text):
            if (match.lastindex or 0) > 1 and match[2] is not None:
                raise Missing("not_stated")
            number = float(match[1])
            if 1 <= number <= 400:
                return int(number) if number == int(number) else number
    raise Missing("not_stated")


def school_clock_hours(text: str) -> int:
    """The clock hours of a program."""
    match = _CLOCK.search(text) or re.search(r"(\d{1,2},\d{3}|\d{3,4})", text)
    if match is None:
        raise Missing("not_stated")
    return int(match[1].replace(",", ""))


def school_delivery(text: str) -> list[str]:
    """The modes that the words offer the program in, in their order."""
    modes = delivery_modes(text)
    if not modes and _CLASSROOM.search(text):
        modes = ["campus"]
    return found(modes)  # type: ignore[no-any-return]


def school_credential(text: str) -> dict[str, Any]:
    """The credential of a text; a text without one says nothing."""
    from pipelines.normalize.credential import predicted

    read = predicted(text)
    if read["credential"] is None:
        raise Missing("not_stated")
    return read


def school_charges(text: str) -> list[dict[str, Any]]:
    """The charges of a section about prices."""
    from pipelines.normalize.school_charges import read_school_charges

    return found(read_school_charges(text))  # type: ignore[no-any-return]


def school_deadline(text: str) -> str:
    """The first date of a text by which to apply, as printed; where nothing is said of applying, its first date."""
    clauses = _CLAUSE.split(text)
    due = [clause for clause in clauses if _DUE.search(clause) and not _NOT_DUE.search(clause)]
    for clause in due or ([] if len(text) > 200 else [text]):
        if (match := _DATE.search(clause)) is not None:
            return match[0].rstrip(",")
    raise Missing("not_stated")


def school_prerequisites(text: str) -> bool:
    """Whether something is asked of applicants before they enter."""
    rest = _NOTHING_ASKED.sub(" ", text)
    if rest != text and not _ASKED.search(rest):
        return False
    if _ASKED.search(rest) is None:
        raise Missing("not_stated")
    return True


def school_cahiim(text: str) -> list[dict[str, Any]]:
    """The statements on CAHIIM: status, the levels that each names, until_year and the field that it covers."""
    return found(read_statements(text))  # type: ignore[no-any-return]


def school_outcomes(text: str) -> list[dict[str, Any]]:
    """The rates of a text or table: measure, value in percent, year as printed."""
    return found(read_outcomes(text))  # type: ignore[no-any-return]


def school_course(text: str) -> dict[str, Any]:
    """One course: code, title, credits."""
    return found(read_course(text))  # type: ignore[no-any-return]


def data_price(text: str) -> list[dict[str, Any]]:
    """The charges of an offer in JSON-LD."""
    return found(offer_charges(text))  # type: ignore[no-any-return]


def data_address(text: str) -> Any:
    """The place of an address in JSON-LD."""
    return found(place(text))


def data_course(text: str) -> dict[str, Any]:
    """A course in JSON-LD."""
    return found(course(text))  # type: ignore[no-any-return]


def data_credential(text: str) -> dict[str, Any]:
    """The credential of a property in JSON-LD."""
    return school_credential(said(text, "name", "credentialCategory", "description", "alternateName"))


def data_credits(text: str) -> int | float:
    """The credits of a property in JSON-LD; a bare number is in credits unless its unit says otherwise."""
    told = said(text, "value", "numberOfCredits")
    if re.search(r"clock|contact", text, re.IGNORECASE):
        raise Missing("not_applicable")
    return school_credits(told)


def data_delivery(text: str) -> list[str]:
    """The modes of a property in JSON-LD."""
    told = said(text, "name", "value").lower().rsplit("/", 1)[-1]
    plain = {"onsite": "campus", "offline": "campus", "inperson": "campus", "in person": "campus", "campus": "campus"}
    return [plain[told]] if told in plain else school_delivery(told)


def data_prerequisites(text: str) -> bool:
    """Whether a property in JSON-LD asks something of applicants; an object names what it asks."""
    told = said(text, "name", "description", "credentialCategory", "competencyRequired")
    if text[:1] in "{[" and told:
        return True
    return school_prerequisites(f"Prerequisites: {told}")


def data_deadline(text: str) -> str:
    """A deadline in JSON-LD, as it stands there."""
    return school_deadline(said(text, "name", "value"))


def school_email(text: str) -> str:
    """An e-mail address, of a link too."""
    match = _EMAIL.search(text)
    if match is None:
        raise Missing("not_stated")
    return match[0].lower().removeprefix("mailto:")


def school_phone(text: str) -> str:
    """A telephone number as printed."""
    return words(text.removeprefix("tel:"))


SCHOOL_READERS: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    ("school_credits", "1", school_credits),
    ("school_clock_hours", "1", school_clock_hours),
    ("school_delivery", "1", school_delivery),
    ("school_credential", "1", school_credential),
    ("school_charges", "1", school_charges),
    ("school_deadline", "1", school_deadline),
    ("school_prerequisites", "1", school_prerequisites),
    ("school_cahiim", "1", school_cahiim),
    ("school_outcomes", "1", school_outcomes),
    ("school_course", "1", school_course),
    ("school_email", "1", school_email),
    ("school_phone", "1", school_phone),
    ("data_price", "1", data_price),
    ("data_address", "1", data_address),
    ("data_course", "1", data_course),
    ("data_credential", "1", data_credential),
    ("data_credits", "1", data_credits),
    ("data_delivery", "1", data_delivery),
    ("data_prerequisites", "1", data_prerequisites),
    ("data_deadline", "1", data_deadline),
)
"""Name, version and reader of each rule of this source."""
SCHOOL_FIELDS = {
    "credential_text": "school_credential",
    "credits_text": "school_credits",
    "clock_hours_text": "school_clock_hours",
    "delivery_text": "school_delivery",
    "delivery_words": "school_delivery",
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
