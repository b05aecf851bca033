"""Which published values a person may correct, and how the corrected words are read. Pure.

A correction speaks of a published field (``completions``), of a price (``price.undergraduate_in_state_tuition``, in
dollars) or of a statement (``topic.field``). Keys, and what follows from other values, are not corrected.
"""

import re
from collections.abc import Callable
from typing import Any

from pipelines.normalize.refusal import Refusal
from pipelines.readers import count, words
from pipelines.tables import reference_rows

SOURCE, KIND = "correction", "override"
PRICE = "price."
PROGRAM_PRICE = "program_price"
PROGRAM = frozenset({"name", "completions", "completions_men", "completions_women"})
INSTITUTION = frozenset({
    "opeid", "name", "alias", "street", "city", "state", "zip", "county", "county_fips", "latitude", "longitude",
    "phone", "website", "control", "level", "sector", "locale", "system_name", "closed_on",
})  # fmt: skip
FOLLOWING: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "zero_completions": ("completions", lambda number: number == 0),
}
"""Fields that follow from a corrected one."""

_COUNTS = frozenset({"completions", "completions_men", "completions_women"})
_DOLLARS = re.compile(r"\$?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})(?:\.([0-9]{2}))?")
_STATEMENT = re.compile(r"[a-z][a-z0-9_]{0,31}\.[a-z][a-z0-9_]{0,63}")


def kind_of(field: str) -> str | None:
    """Of what a correction of this field speaks: thing, price or statement; None for what may not be corrected."""
    if field in PROGRAM | INSTITUTION:
        return "thing"
    if field.startswith(PRICE):
        return "price" if field.removeprefix(PRICE) in price_claims() else None
    return "statement" if _STATEMENT.fullmatch(field) else None


def price_claims() -> frozenset[str]:
    """The names of prices that may be corrected."""
    return frozenset({row["claim"] for row in reference_rows("ipeds_prices")} | {PROGRAM_PRICE})


def claim_of(field: str) -> str:
    """The name of the claim that carries a correction: that of the claim it stands in for."""
    return field.removeprefix(PRICE)


def reader_of(claim: str) -> tuple[str, Callable[[str], Any]]:
    """The name of the rule by which the words of a correction are read, and its reader."""
    if claim in _COUNTS:
        return "override_count", count
    if claim in price_claims():
        return "override_dollars", cents
    return "words", words


def cents(text: str) -> int:
    """An amount of US dollars, with or without cents, as cents."""
    found = _DOLLARS.fullmatch(text.strip())
    if found is None:
        raise Refusal("not_dollars", f"expected an amount such as 4300 or 4,300.50, met {text[:40]!r}")
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0)


def as_text(claim: str, value: Any) -> str | None:
    """A value as a person would write it: the way back from ``reader_of``."""
    if value is None:
        return None
    return f"{value // 100}.{value % 100:02d}" if claim in price_claims() else str(value)
