"""Which rule turns the words of a field into a value. A rule is pure and has a version; the table is the whole of it.

A rule returns a JSON-ready value, raises ``Missing`` when the words say that there is none, and ``Refusal`` when
they cannot be read. May not know where words stand or what a run is.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pipelines.normalize.refusal import Refusal

MAXIMUM_COUNT = 10_000_000
MAXIMUM_DOLLARS = 1_000_000


class Missing(Exception):
    """The words say that there is no value; ``state`` is not_stated, not_applicable or suppressed."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


@dataclass(frozen=True, slots=True)
class Rule:
    """A named, versioned way to read words."""

    name: str
    version: str
    read: Callable[[str], Any]


IPEDS_MISSING = {"": "not_stated", ".": "not_stated", "-1": "not_stated", "-2": "not_applicable", "-3": "not_stated"}
"""IPEDS' reserved values: -1 not reported, -2 not applicable, -3 not available; a period or a blank is missing."""

DAPIP_WORDS = {
    "Institution": "institution", "Additional Location": "additional_location", "Site": "site",
    "Actual": "actual", "Estimated": "estimated",
    "Accredited": "accredited", "Preaccredited": "preaccredited", "Denied Accreditation": "denied",
}  # fmt: skip
"""The words of DAPIP's closed columns. That a record says Accredited does not mean that it still holds: see is_open."""
EARLIEST_YEAR, LATEST_YEAR = 1800, 2099

_DIGITS = re.compile(r"[0-9]+")
_US_DATE = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?: 12:00:00 AM)?")
_NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")


def _ipeds(read: Callable[[str], Any]) -> Callable[[str], Any]:
    def reading(text: str) -> Any:
        stripped = text.strip()
        if stripped in IPEDS_MISSING:
            raise Missing(IPEDS_MISSING[stripped])
        return read(stripped)

    return reading


def _words(text: str) -> str:
    folded = " ".join(text.split())
    if not folded:
        raise Missing("not_stated")
    return folded


def _count(text: str) -> int:
    if not _DIGITS.fullmatch(text) or int(text[:9]) > MAXIMUM_COUNT or len(text) > 9:
        raise Refusal("not_a_count", f"expected a whole number, met {text[:40]!r}")
    return int(text)


def _dollars(text: str) -> int:
    amount = _count(text)
    if amount > MAXIMUM_DOLLARS:
        raise Refusal("too_large", f"an amount of {amount} dollars is more than any school charges")
    return amount * 100


def _digits(length: int) -> Callable[[str], str]:
    def reading(text: str) -> str:
        if not (text.isascii() and text.isdigit() and len(text) == length):
            raise Refusal("not_an_id", f"expected {length} digits, met {text[:40]!r}")
        return text

    return reading


def _coordinate(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise Refusal("not_a_coordinate", f"expected degrees, met {text[:40]!r}")
    return text


def _phone(text: str) -> str:
    digits = "".join(character for character in text if character in "0123456789")
    if not 10 <= len(digits) <= 15:
        raise Refusal("not_a_phone_number", f"expected at least 10 digits, met {text[:40]!r}")
    return digits


def _address(text: str) -> str:
    from pipelines.normalize.address import web_address  # here, because few sources need it

    return web_address(text)


def _code(text: str) -> str:
    if len(text) > 12:
        raise Refusal("not_a_code", f"expected a short code, met {text[:40]!r}")
    return text


def _county(text: str) -> str:
    if not _DIGITS.fullmatch(text) or len(text) > 5:
        raise Refusal("not_a_county", f"expected a FIPS code of up to 5 digits, met {text[:40]!r}")
    return text.zfill(5)


def _cip(text: str) -> str:
    from pipelines.normalize.cip import cip_code

    return cip_code(text)


def _award_level(text: str) -> str:
    from pipelines.normalize.award_level import award_level

    return award_level(text).code


def _state(text: str) -> str:
    from pipelines.normalize.location import state_code

    return state_code(text)


def _zip(text: str) -> str:
    from pipelines.normalize.location import zip_code

    first, rest = zip_code(text)
    return f"{first}-{rest}" if rest else first


def _city(text: str) -> str:
    from pipelines.normalize.location import proper_city

    return proper_city(text)


def _location(text: str) -> Any:
    from pipelines.normalize.location import predicted

    return _found(predicted(text))


def _credential(text: str) -> Any:
    from pipelines.normalize.credential import predicted

    return _found(predicted(text))


def _charges(text: str) -> Any:
    from pipelines.normalize.tuition import predicted

    return _found(predicted(text))


def _dapip(read: Callable[[str], Any], *missing: str) -> Callable[[str], Any]:
    """DAPIP leaves a cell blank when an agency has not told it; some columns have a mark of their own for none."""

    def reading(text: str) -> Any:
        stripped = " ".join(text.split())
        if not stripped or stripped in missing:
            raise Missing("not_applicable" if stripped == "-" else "not_stated")
        return read(stripped)

    return reading


def _dapip_id(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) in (6, 9)):
        raise Refusal("not_an_id", f"expected six or nine digits, met {text[:40]!r}")
    return text


def _dapip_opeid(text: str) -> str:
    """Eight places; the last two are a letter and a digit for some foreign and closed locations."""
    if not re.fullmatch(r"[0-9]{6}[0-9A-Z][0-9]", text):
        raise Refusal("not_an_id", f"expected an OPEID of eight places, met {text[:40]!r}")
    return text


def _dapip_unitids(text: str) -> list[str]:
    return [_digits(6)(unitid.strip()) for unitid in text[:200].split(",")]


def _dapip_address(text: str) -> dict[str, str | None]:
    """Street, city, state and ZIP code of an address in one line, read from its end."""
    rest, state, digits = _dapip_address_end(text)
    told = {"street": ", ".join(rest[:-1]) or None, "city": _city(rest[-1])}
    return {**told, "state": _state(state), "zip": _zip(digits) if digits else None}


def _dapip_state(text: str) -> str:
    return _state(_dapip_address_end(text)[1])


def _dapip_address_end(text: str) -> tuple[list[str], str, str]:
    """The pieces between commas before the last, and the words and digits of the last."""
    pieces = [piece.strip() for piece in text[:500].split(",") if piece.strip()]
    if len(pieces) < 2:
        raise Refusal("not_an_address", f"expected street, city and state with commas between, met {text[:80]!r}")
    state, _, digits = pieces[-1].rpartition(" ") if pieces[-1][-1].isdigit() else (pieces[-1], "", "")
    return pieces[:-1], state, digits


def _dapip_phone(text: str) -> str:
    return _phone(text.partition(",")[0])  # the extension stands behind a comma


def _dapip_date(text: str) -> str:
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


def _dapip_word(text: str) -> str:
    if text not in DAPIP_WORDS:
        raise Refusal("unknown_word", f"nobody has judged {text[:40]!r}")
    return DAPIP_WORDS[text]


def _found(value: Any) -> Any:
    if not value:
        raise Missing("not_stated")
    return value


WORDS = Rule("words", "1", _words)
RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        WORDS,
        Rule("ipeds_words", "1", _ipeds(_words)),
        Rule("ipeds_count", "1", _ipeds(_count)),
        Rule("ipeds_dollars", "1", _ipeds(_dollars)),
        Rule("ipeds_code", "1", _ipeds(_code)),
        Rule("ipeds_unitid", "1", _ipeds(_digits(6))),
        Rule("ipeds_opeid", "1", _ipeds(_digits(8))),
        Rule("ipeds_county", "1", _ipeds(_county)),
        Rule("ipeds_phone", "1", _ipeds(_phone)),
        Rule("ipeds_address", "1", _ipeds(_address)),
        Rule("ipeds_coordinate", "1", _ipeds(_coordinate)),
        Rule("ipeds_state", "2", _ipeds(_state)),
        Rule("ipeds_zip", "2", _ipeds(_zip)),
        Rule("ipeds_city", "2", _ipeds(_city)),
        Rule("ipeds_award_level", "1", _ipeds(_award_level)),
        Rule("cip", "1", _cip),
        Rule("web_address", "1", _address),
        Rule("location", "2", _location),
        Rule("credential", "2", _credential),
        Rule("charges", "2", _charges),
        Rule("dapip_id", "1", _dapip(_dapip_id, "-")),
        Rule("dapip_opeid", "1", _dapip(_dapip_opeid, "-2")),
        Rule("dapip_unitids", "1", _dapip(_dapip_unitids)),
        Rule("dapip_address", "2", _dapip(_dapip_address)),
        Rule("dapip_state", "2", _dapip(_dapip_state)),
        Rule("dapip_phone", "1", _dapip(_dapip_phone)),
        Rule("dapip_date", "1", _dapip(_dapip_date)),
        Rule("dapip_word", "1", _dapip(_dapip_word)),
        Rule("dapip_words", "1", _dapip(_words, "-")),
        Rule("dapip_is_open", "1", lambda text: not text.strip()),
    )
}

_IPEDS_FIELDS = {
    "unitid": "ipeds_unitid",
    "successor_unitid": "ipeds_unitid",
    "opeid": "ipeds_opeid",
    "state": "ipeds_state",
    "zip": "ipeds_zip",
    "city": "ipeds_city",
    "phone": "ipeds_phone",
    "website": "ipeds_address",
    "financial_aid_url": "ipeds_address",
    "application_url": "ipeds_address",
    "net_price_url": "ipeds_address",
    "county_fips": "ipeds_county",
    "longitude": "ipeds_coordinate",
    "latitude": "ipeds_coordinate",
    "cip": "cip",
    "award_level": "ipeds_award_level",
    "completions": "ipeds_count",
    "completions_men": "ipeds_count",
    "completions_women": "ipeds_count",
    "completions_flag": "ipeds_code",
}
_IPEDS_WORDS = {"name", "alias", "street", "system_name", "county", "closed_on"}
_LISTING_FIELDS = {"place": "location", "credential": "credential", "tuition_text": "charges", "link": "web_address"}
_DAPIP_FIELDS = {
    "dapip_id": "dapip_id",
    "parent_dapip_id": "dapip_id",
    "opeid": "dapip_opeid",
    "unitids": "dapip_unitids",
    "address": "dapip_address",
    "state": "dapip_state",
    "phone": "dapip_phone",
    "location_type": "dapip_word",
    "status": "dapip_word",
    "start_known": "dapip_word",
    "is_open": "dapip_is_open",
    "starts_on": "dapip_date",
    "ended_on": "dapip_date",
    "next_review_on": "dapip_date",
    "acted_on": "dapip_date",
    "updated_on": "dapip_date",
}
_PRICE_ENDINGS = ("_tuition", "_fees", "_per_credit", "_price", "_supplies", "_tuition_and_fees")

REQUIRED: dict[str, frozenset[str]] = {
    "program": frozenset({"unitid", "cip", "award_level"}),
    "institution": frozenset({"unitid", "name"}),
    "listing_program": frozenset({"institution", "program_title"}),
    "accreditor_location": frozenset({"dapip_id", "name", "location_type"}),
    "accreditation": frozenset({"dapip_id", "agency_id", "program_id", "status"}),
    "accreditation_action": frozenset({"dapip_id", "agency_id", "action"}),
}
"""Fields without which a record is held back and reported, by kind."""


@cache
def rule_for(kind: str, field: str) -> Rule:
    """The rule of a field of a record kind; words as they stand when the table names no other."""
    if kind in ("institution", "program", "institution_price", "program_price"):
        if field.endswith("_flag"):
            return RULES["ipeds_code"]
        if kind.endswith("_price") and field.endswith(_PRICE_ENDINGS):
            return RULES["ipeds_dollars"]
        if field in _IPEDS_WORDS:
            return RULES["ipeds_words"]
        return RULES[_IPEDS_FIELDS.get(field, "ipeds_code")]
    if kind in ("accreditor_location", "accreditation", "accreditation_action"):
        return RULES[_DAPIP_FIELDS.get(field, "dapip_words")]
    return RULES[_LISTING_FIELDS.get(field, WORDS.name)]


def rules_digest() -> str:
    """A short name for the versions of all rules together."""
    told = ",".join(f"{rule.name}@{rule.version}" for rule in RULES.values())
    return hashlib.sha256(told.encode()).hexdigest()[:12]
