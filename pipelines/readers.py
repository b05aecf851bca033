"""How the words of a field are read: small pure functions, each a value, ``Missing`` or ``Refusal``. Know no field.

Which field is read by which of them stands in pipelines/rules.py; a change here needs a new version there.
"""

import re
from collections.abc import Callable
from typing import Any

from pipelines.normalize.refusal import Refusal

MAXIMUM_COUNT = 10_000_000
MAXIMUM_DOLLARS = 1_000_000
_DIGITS = re.compile(r"[0-9]+")
_NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")
IPEDS_MISSING = {"": "not_stated", ".": "not_stated", "-1": "not_stated", "-2": "not_applicable", "-3": "not_stated"}
"""IPEDS' reserved values: -1 not reported, -2 not applicable, -3 not available; a period or a blank is missing."""


class Missing(Exception):
    """The words say that there is no value; ``state`` is not_stated, not_applicable or suppressed."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def ipeds(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """The reader of a column of IPEDS: its reserved values are missing, each with its state."""

    def reading(text: str) -> Any:
        stripped = text.strip()
        if stripped in IPEDS_MISSING:
            raise Missing(IPEDS_MISSING[stripped])
        return read(stripped)

    return reading


def words(text: str) -> str:
    """The words, white space folded; a blank is not stated."""
    folded = " ".join(text.split())
    if not folded:
        raise Missing("not_stated")
    return folded


def count(text: str) -> int:
    """A whole number of at most nine digits."""
    if not _DIGITS.fullmatch(text) or int(text[:9]) > MAXIMUM_COUNT or len(text) > 9:
        raise Refusal("not_a_count", f"expected a whole number, met {text[:40]!r}")
    return int(text)


def dollars(text: str) -> int:
    """Whole dollars as cents."""
    amount = count(text)
    if amount > MAXIMUM_DOLLARS:
        raise Refusal("too_large", f"an amount of {amount} dollars is more than any school charges")
    return amount * 100


def digits(length: int) -> Callable[[str], str]:
    """A reader of an id of so many ASCII digits, kept as text."""

    def reading(text: str) -> str:
        if not (text.isascii() and text.isdigit() and len(text) == length):
            raise Refusal("not_an_id", f"expected {length} digits, met {text[:40]!r}")
        return text

    return reading


def coordinate(text: str) -> str:
    """Degrees, kept as published."""
    if not _NUMBER.fullmatch(text):
        raise Refusal("not_a_coordinate", f"expected degrees, met {text[:40]!r}")
    return text


def phone(text: str) -> str:
    """The digits of a telephone number with area code."""
    digits = "".join(character for character in text if character in "0123456789")
    if not 10 <= len(digits) <= 15:
        raise Refusal("not_a_phone_number", f"expected at least 10 digits, met {text[:40]!r}")
    return digits


def address(text: str) -> str:
    """An absolute http or https address."""
    from pipelines.normalize.address import web_address  # here, because few sources need it

    return web_address(text)


def code(text: str) -> str:
    """A short code as it stands."""
    if len(text) > 12:
        raise Refusal("not_a_code", f"expected a short code, met {text[:40]!r}")
    return text


def county(text: str) -> str:
    """A county FIPS code of five digits."""
    if not _DIGITS.fullmatch(text) or len(text) > 5:
        raise Refusal("not_a_county", f"expected a FIPS code of up to 5 digits, met {text[:40]!r}")
    return text.zfill(5)


def cip(text: str) -> str:
    """A six-digit CIP code as text."""
    from pipelines.normalize.cip import cip_code

    return cip_code(text)


def award_level(text: str) -> str:
    """An IPEDS award level code."""
    from pipelines.normalize.award_level import award_level

    return award_level(text).code


def state(text: str) -> str:
    """The USPS code of a state, district or territory."""
    from pipelines.normalize.location import state_code

    return state_code(text)


def zip_words(text: str) -> str:
    """A ZIP or ZIP+4 code."""
    from pipelines.normalize.location import zip_code

    first, rest = zip_code(text)
    return f"{first}-{rest}" if rest else first


def city(text: str) -> str:
    """A city in proper case."""
    from pipelines.normalize.location import proper_city

    return proper_city(text)


def location(text: str) -> Any:
    """The places of a text, as the location normalizer gives them."""
    from pipelines.normalize.location import predicted

    return found(predicted(text))


def credential(text: str) -> Any:
    """The credential of a text, as the credential normalizer gives it."""
    from pipelines.normalize.credential import predicted

    return found(predicted(text))


def charges(text: str) -> Any:
    """The charges of a text, as the tuition normalizer gives them."""
    from pipelines.normalize.tuition import predicted

    return found(predicted(text))


def found(value: Any) -> Any:
    """A value that is there; what a normalizer did not find is not stated."""
    if not value:
        raise Missing("not_stated")
    return value
