"""How the words of accreditors' lists are read: statuses, levels, fields, years. Pure; knows no page.

Statuses and the accreditors' own words for levels and fields stand in reference tables; other words of awards are the
credential normalizer's. A word that neither knows is refused, never mapped.
"""

import re
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any

from pipelines.normalize.refusal import Refusal
from pipelines.readers import Missing, phone
from pipelines.tables import reference_rows

KINDS = ("program_accreditation", "program_approval")
ACCREDITOR_FIELDS = {
    "status": "accreditor_status",
    "status_note": "accreditor_status",
    "listed_status": "accreditor_status",
    "level": "accreditor_level",
    "field": "accreditor_field",
    "review_year": "review_year",
    "accredited_since": "accreditor_since",
    "last_review": "review_year",
    "until_year": "through_year",
    "city": "accreditor_city",
    "state": "accreditor_state",
    "zip": "accreditor_zip",
    "phone": "accreditor_phone",
    "website": "web_address",
}
"""The rule of each field of the records of accreditors' lists; other fields are words as they stand."""
ACCREDITOR_REQUIRED = frozenset({"institution", "level", "status"})
LEVELS = frozenset((
    "certificate", "diploma", "associate", "bachelor", "postbaccalaureate_certificate", "master",
    "postmaster_certificate", "doctorate",
))  # fmt: skip
_UNSAID = frozenset(("", "-", "--", "\u2014", "\u2013", "n/a", "na", "none", "not listed"))
_OPEN = frozenset(("tbd", "tba", "to be determined", "pending", "not scheduled", "to be scheduled"))
_YEAR = re.compile(r"(?<!\d)(19|20)(\d\d)(?:\s?[-\u2013/]\s?(?:(19|20)?(\d\d))(?![\d/-]))?(?!\d)")
_DAYS = ("%m/%d/%Y", "%Y-%m-%d", "%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%m-%d-%Y", "%d %B %Y")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2099


def accreditor_rule(field: str) -> str:
    """The name of the rule that reads a field."""
    return ACCREDITOR_FIELDS.get(field, "words")


def accreditor_status(text: str) -> dict[str, str]:
    """``code``, as ``accredited_continuing`` or ``candidacy``, and ``status``, the word that all accreditors share."""
    row = _looked_up("accreditor_statuses", text)
    return {"code": row["code"], "status": row["status"]}


def accreditor_level(text: str) -> str:
    """The level of an award in the words of the credential normalizer."""
    if (row := _words("accreditor_levels").get(_plain(text))) is not None:
        return row["level"]
    told = _credential(text)["credential"]
    if told not in LEVELS:
        raise Refusal("unknown_word", f"nobody has judged the level {text[:60]!r}")
    return str(told)


def accreditor_field(text: str) -> str:
    """The field of study in the words of the credential normalizer; ``other`` for those that a table calls so."""
    if (row := _words("accreditor_fields").get(_plain(text))) is not None:
        return row["field"]
    told = _credential(text)["field"]
    if told == "other":
        raise Refusal("unknown_word", f"nobody has judged the field {text[:60]!r}")
    return str(told)


def review_year(text: str) -> int:
    """The year of a date, or the first of an academic year: a review of 2027-28 begins in 2027."""
    return _years(text)[0]


def accreditor_since(text: str) -> str:
    """The day from which a status holds (ISO), or the first day of the year where only a year is printed."""
    short = " ".join(text[:200].split()).strip(" .")
    for form in _DAYS:
        with suppress(ValueError):
            return datetime.strptime(short, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
    return f"{_years(text)[0]}-01-01"


def through_year(text: str) -> int:
    """The year that something lasts through: the last of an academic year."""
    return _years(text)[-1]


ACCREDITOR_READERS = {
    "accreditor_status": accreditor_status,
    "accreditor_level": accreditor_level,
    "accreditor_field": accreditor_field,
    "accreditor_phone": phone,
    "accreditor_since": accreditor_since,
    "review_year": review_year,
    "through_year": through_year,
}


def _years(text: str) -> list[int]:
    short = " ".join(text[:400].split()).strip(" .").lower()
    if short in _UNSAID or short in _OPEN:
        raise Missing("not_stated")
    matches = list(_YEAR.finditer(short))
    if len(matches) != 1:
        raise Refusal("not_a_year", f"expected one year, met {text[:40]!r}")
    first = int(matches[0][1] + matches[0][2])
    last = int((matches[0][3] or matches[0][1]) + matches[0][4]) if matches[0][4] else first
    if not first <= last <= first + 15 and matches[0][4]:
        last = first  # the month of a date such as 2027-06, not a second year
    return [first, last]


def _looked_up(table: str, text: str) -> dict[str, str]:
    if not text.strip():
        raise Missing("not_stated")
    row = _words(table).get(_plain(text))
    if row is None:
        raise Refusal("unknown_word", f"nobody has judged {text[:60]!r}; the judged words stand in {table}.csv")
    return row


@cache
def _words(table: str) -> dict[str, dict[str, str]]:
    return {row["phrase"]: row for row in reference_rows(table)}


def _plain(text: str) -> str:
    return " ".join(text[:400].lower().replace("\u2019", "'").split())


def _credential(text: str) -> dict[str, Any]:
    from pipelines.normalize.credential import predicted  # here, because few sources need it

    if not text.strip():
        raise Missing("not_stated")
    return predicted(text)
