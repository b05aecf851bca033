"""Which rule turns the words of a field into a value. A rule is pure and has a version; the table is the whole of it.

A rule returns a JSON-ready value, raises ``Missing`` when the words say that there is none, and ``Refusal`` when
they cannot be read. May not know where words stand or what a run is.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
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

_DIGITS = re.compile(r"[0-9]+")
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
        Rule("ipeds_state", "1", _ipeds(_state)),
        Rule("ipeds_zip", "1", _ipeds(_zip)),
        Rule("ipeds_city", "1", _ipeds(_city)),
        Rule("ipeds_award_level", "1", _ipeds(_award_level)),
        Rule("cip", "1", _cip),
        Rule("web_address", "1", _address),
        Rule("location", "1", _location),
        Rule("credential", "1", _credential),
        Rule("charges", "1", _charges),
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
_PRICE_ENDINGS = ("_tuition", "_fees", "_per_credit", "_price", "_supplies", "_tuition_and_fees")

REQUIRED: dict[str, frozenset[str]] = {
    "program": frozenset({"unitid", "cip", "award_level"}),
    "institution": frozenset({"unitid", "name"}),
    "listing_program": frozenset({"institution", "program_title"}),
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
    return RULES[_LISTING_FIELDS.get(field, WORDS.name)]


def rules_digest() -> str:
    """A short name for the versions of all rules together."""
    told = ",".join(f"{rule.name}@{rule.version}" for rule in RULES.values())
    return hashlib.sha256(told.encode()).hexdigest()[:12]
