"""How the words of the closed school list are read. Pure; knows no record."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from pipelines.normalize.refusal import Refusal
from pipelines.readers import Missing, city, state, words, zip_words

EARLIEST_YEAR, LATEST_YEAR = 1960, 2099
_US = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?: (?:0?0:00(?::00)?|12:00:00 AM))?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00:00)?")
_OPEID = re.compile(r"[0-9]{6}[0-9A-Z][0-9]")
_SHORTENED = re.compile(r"[1-9][0-9]{4,6}")


def stated(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """The reader of a column: a blank cell is not stated."""

    def reading(text: str) -> Any:
        stripped = " ".join(text.split())
        if not stripped:
            raise Missing("not_stated")
        return read(stripped)

    return reading


def closed_opeid(text: str) -> str:
    """An OPEID of eight places. A spreadsheet drops the zeros that begin a number: they are put back.

    Six places that begin with a zero are the OPEID of an institution without its location, which is too little.
    """
    if _OPEID.fullmatch(text):
        return text
    if _SHORTENED.fullmatch(text):
        return text.zfill(8)
    raise Refusal("not_an_id", f"expected an OPEID of eight places, met {text[:40]!r}")


def closed_date(text: str) -> str:
    """An ISO date from ``5/31/2024``, ``05-31-2024`` or ``2024-05-31T00:00:00``; every other form is refused.

    A year of two digits, a month in words and the number of days that a spreadsheet keeps are not guessed at.
    """
    us, iso = _US.fullmatch(text), _ISO.fullmatch(text)
    if us is None and iso is None:
        raise Refusal("not_a_date", f"expected month/day/year or an ISO date, met {text[:40]!r}")
    parts = (us[3], us[1], us[2]) if us else (iso[1], iso[2], iso[3]) if iso else ("", "", "")
    year, month, day = (int(part) for part in parts)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Refusal("not_a_year", f"no school with federal aid closed in the year {year}")
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise Refusal("not_a_date", f"there is no such day as {text[:40]!r}") from error


CLOSED_READERS: dict[str, Callable[[str], Any]] = {
    "closed_words": stated(words),
    "closed_opeid": stated(closed_opeid),
    "closed_date": stated(closed_date),
    "closed_city": stated(city),
    "closed_state": stated(state),
    "closed_zip": stated(zip_words),
}
"""Rule name to reader; each is version 1."""

CLOSED_FIELDS = {
    "opeid": "closed_opeid", "closed_on": "closed_date", "city": "closed_city", "state": "closed_state",
    "zip": "closed_zip",
}  # fmt: skip
"""Field to rule; every other field is words."""


def closed_rule(field: str) -> str:
    """The rule of a field of a closed school."""
    return CLOSED_FIELDS.get(field, "closed_words")
