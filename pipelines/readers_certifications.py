"""How the words of the certification tables are read. Pure. The tables are ours, so an odd word is a slip: refused."""

import re
from collections.abc import Callable
from typing import Any

from pipelines.normalize.refusal import Refusal
from pipelines.readers import Missing, words

STATUSES = frozenset({"active", "not_listed_now", "designation"})
REQUIREMENTS = frozenset(
    {"required", "recommended", "not_required", "not_sufficient", "not_listed_now", "not_found"}
)  # fmt: skip
_CODE = re.compile(r"[A-Z]{2,6}(?:-[A-Z])?")
_DOLLARS = re.compile(r"[0-9]{1,4}")
_NUMBER = re.compile(r"[0-9]{1,4}")


def stated(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """The reader of a column: a blank cell is not stated."""

    def reading(text: str) -> Any:
        if not text.strip():
            raise Missing("not_stated")
        return read(text)

    return reading


def one_of(known: frozenset[str]) -> Callable[[str], str]:
    """The reader of a column with few words."""

    def reading(text: str) -> str:
        if text not in known:
            raise Refusal("unknown_word", f"expected one of {', '.join(sorted(known))}, met {text[:40]!r}")
        return text

    return reading


def certification_code(text: str) -> str:
    """The letters of a certification."""
    if not _CODE.fullmatch(text):
        raise Refusal("not_a_code", f"expected letters such as RHIT or CCS-P, met {text[:40]!r}")
    return text


def certification_dollars(text: str) -> str:
    """A fee in whole dollars as a decimal text with two places."""
    if not _DOLLARS.fullmatch(text):
        raise Refusal("not_a_fee", f"expected whole dollars, met {text[:40]!r}")
    return f"{int(text)}.00"


def certification_number(text: str) -> int:
    """A number of minutes, months, days or units."""
    if not _NUMBER.fullmatch(text):
        raise Refusal("not_a_number", f"expected a whole number, met {text[:40]!r}")
    return int(text)


CERTIFICATION_READERS: dict[str, Callable[[str], Any]] = {
    "certification_words": stated(words),
    "certification_code": stated(certification_code),
    "certification_dollars": stated(certification_dollars),
    "certification_number": stated(certification_number),
    "certification_status": stated(one_of(STATUSES)),
    "certification_requirement": stated(one_of(REQUIREMENTS)),
}
"""Rule name to reader; each is version 1."""

CERTIFICATION_FIELDS = {
    "certification": "certification_code",
    "status": "certification_status",
    "requirement": "certification_requirement",
    "fee_member": "certification_dollars", "fee_nonmember": "certification_dollars",
    "minutes": "certification_number", "renewal_years": "certification_number",
    "renewal_units": "certification_number", "window_days": "certification_number",
    "retake_days": "certification_number", "experience_months": "certification_number",
}  # fmt: skip
"""Field to rule; every other field is words."""


def certification_rule(field: str) -> str:
    """The rule of a field of a certification or of a certification rule."""
    return CERTIFICATION_FIELDS.get(field, "certification_words")
