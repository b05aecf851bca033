"""How the words of DAPIP's columns are read. Pure; knows no field and no record."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from pipelines.normalize.refusal import Refusal
from pipelines.readers import Missing, city, digits, phone, state, zip_words

_US_DATE = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?: 12:00:00 AM)?")
DAPIP_WORDS = {
    "Institution": "institution", "Additional Location": "additional_location", "Site": "site",
    "Actual": "actual", "Estimated": "estimated",
    "Accredited": "accredited", "Preaccredited": "preaccredited", "Denied Accreditation": "denied",
}  # fmt: skip
"""The words of DAPIP's closed columns. That a record says Accredited does not mean that it still holds: see is_open."""
EARLIEST_YEAR, LATEST_YEAR = 1800, 2099


def dapip(read: Callable[[str], Any], *missing: str) -> Callable[[str], Any]:
    """DAPIP leaves a cell blank when an agency has not told it; some columns have a mark of their own for none."""

    def reading(text: str) -> Any:
        stripped = " ".join(text.split())
        if not stripped or stripped in missing:
            raise Missing("not_applicable" if stripped == "-" else "not_stated")
        return read(stripped)

    return reading


def dapip_id(text: str) -> str:
    """The id of a location: six or nine digits."""
    if not (text.isascii() and text.isdigit() and len(text) in (6, 9)):
        raise Refusal("not_an_id", f"expected six or nine digits, met {text[:40]!r}")
    return text


def dapip_opeid(text: str) -> str:
    """Eight places; the last two are a letter and a digit for some foreign and closed locations."""
    if not re.fullmatch(r"[0-9]{6}[0-9A-Z][0-9]", text):
        raise Refusal("not_an_id", f"expected an OPEID of eight places, met {text[:40]!r}")
    return text


def dapip_unitids(text: str) -> list[str]:
    """All UNITIDs of a cell, split at commas."""
    return [digits(6)(unitid.strip()) for unitid in text[:200].split(",")]


def dapip_address(text: str) -> dict[str, str | None]:
    """Street, city, state and ZIP code of an address in one line, read from its end."""
    rest, state_words, zip_digits = dapip_address_end(text)
    told = {"street": ", ".join(rest[:-1]) or None, "city": city(rest[-1])}
    return {**told, "state": state(state_words), "zip": zip_words(zip_digits) if zip_digits else None}


def dapip_state(text: str) -> str:
    """The state of an address in one line."""
    return state(dapip_address_end(text)[1])


def dapip_address_end(text: str) -> tuple[list[str], str, str]:
    """The pieces between commas before the last, and the words and digits of the last."""
    pieces = [piece.strip() for piece in text[:500].split(",") if piece.strip()]
    if len(pieces) < 2:
        raise Refusal("not_an_address", f"expected street, city and state with commas between, met {text[:80]!r}")
    state, _, digits = pieces[-1].rpartition(" ") if pieces[-1][-1].isdigit() else (pieces[-1], "", "")
    return pieces[:-1], state, digits


def dapip_phone(text: str) -> str:
    """The digits of a telephone number without its extension."""
    return phone(text.partition(",")[0])  # the extension stands behind a comma


def dapip_date(text: str) -> str:
    """An ISO date from ``1/29/2016 12:00:00 AM``, ``01/29/2016`` or ``01-29-2016``; 1900-01-01 stands for none."""
    found = _US_DATE.fullmatch(text)
    if found is None:
        raise Refusal("not_a_date", f"expected month/day/year, met {text[:40]!r}")
    month, day, year = (int(part) for part in found.groups())
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Refusal("not_a_year", f"no accreditation is of the year {year}")
    if (year, month, day) == (1900, 1, 1):
        raise Missing("not_stated")
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise Refusal("not_a_date", f"there is no such day as {text[:40]!r}") from error


def dapip_word(text: str) -> str:
    """Our word for a word of a closed column."""
    if text not in DAPIP_WORDS:
        raise Refusal("unknown_word", f"nobody has judged {text[:40]!r}")
    return DAPIP_WORDS[text]
