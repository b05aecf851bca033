"""How the words of the College Scorecard are read. Pure; knows no record.

What stands for a missing figure: the release notes of May 2024 say that values withheld to protect privacy were
``PrivacySuppressed`` and are ``PS`` now, and that values not available were ``NULL`` and are ``NA`` now. A JSON null
does not say which of the two it is, so it is not stated.
"""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pipelines.normalize.refusal import Refusal
from pipelines.readers import MAXIMUM_COUNT, Missing, digits, words

SCORECARD_MISSING = {
    "PrivacySuppressed": "suppressed", "PS": "suppressed",
    "NULL": "not_stated", "NA": "not_stated", "null": "not_stated", "": "not_stated",
}  # fmt: skip
LEVELS = frozenset("12345678")
MOST_DOLLARS = Decimal(2_000_000)
_AMOUNT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_CIP4 = re.compile(r"([0-9]{2})\.?([0-9]{2})")


def scorecard(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """The reader of a field: the marks for a missing value first, each with its state."""

    def reading(text: str) -> Any:
        stripped = text.strip()
        if stripped in SCORECARD_MISSING:
            raise Missing(SCORECARD_MISSING[stripped])
        return read(stripped)

    return reading


def scorecard_dollars(text: str) -> str:
    """Dollars, with or without a fraction, as a decimal text with two places; half a cent is rounded up."""
    if not _AMOUNT.fullmatch(text):
        raise Refusal("not_an_amount", f"expected dollars, met {text[:40]!r}")
    amount = Decimal(text)
    if amount > MOST_DOLLARS:
        raise Refusal("too_large", f"{text} dollars are more than any program's graduates earn or owe")
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))


def scorecard_count(text: str) -> int:
    """A whole number; ``12.0`` is one."""
    found = re.fullmatch(r"([0-9]{1,9})(?:\.0+)?", text)
    if found is None or int(found[1]) > MAXIMUM_COUNT:
        raise Refusal("not_a_count", f"expected a whole number, met {text[:40]!r}")
    return int(found[1])


def scorecard_level(text: str) -> str:
    """A credential level, 1 to 8 (see reference/scorecard_levels.csv); another is not known to anybody."""
    if text not in LEVELS:
        raise Refusal("unknown_level", f"credential levels are 1 to 8, met {text[:40]!r}")
    return text


def scorecard_cip4(text: str) -> str:
    """A four-digit CIP series as ``51.07``; the API leaves out the dot."""
    found = _CIP4.fullmatch(text.zfill(4))
    if found is None:
        raise Refusal("not_a_series", f"expected a four-digit CIP series, met {text[:40]!r}")
    return f"{found[1]}.{found[2]}"


def scorecard_title(text: str) -> str:
    """The title of a series, without the full stop that ends it."""
    return words(text).removesuffix(".")


SCORECARD_READERS: dict[str, Callable[[str], Any]] = {
    "scorecard_words": scorecard(words),
    "scorecard_title": scorecard(scorecard_title),
    "scorecard_unitid": scorecard(digits(6)),
    "scorecard_opeid": scorecard(digits(8)),
    "scorecard_opeid6": scorecard(digits(6)),
    "scorecard_dollars": scorecard(scorecard_dollars),
    "scorecard_count": scorecard(scorecard_count),
    "scorecard_level": scorecard(scorecard_level),
    "scorecard_cip4": scorecard(scorecard_cip4),
}
"""Rule name to reader; each is version 1."""

SCORECARD_FIELDS = {
    "unitid": "scorecard_unitid", "opeid": "scorecard_opeid", "opeid6": "scorecard_opeid6",
    "cip4": "scorecard_cip4", "credential_level": "scorecard_level",
    "title": "scorecard_title", "credential": "scorecard_title",
    "institution": "scorecard_words", "city": "scorecard_words", "state": "scorecard_words",
    "awards_first_year": "scorecard_count", "awards_second_year": "scorecard_count",
    "earners_1yr": "scorecard_count", "earners_4yr": "scorecard_count", "earners_5yr": "scorecard_count",
    "earners_highest_1yr": "scorecard_count", "earners_highest_2yr": "scorecard_count",
    "not_working_1yr": "scorecard_count", "not_working_4yr": "scorecard_count", "borrowers": "scorecard_count",
}  # fmt: skip
"""Field to rule; every other field of the source is an amount of dollars."""


def scorecard_rule(field: str) -> str:
    """The rule of a field of a Scorecard record."""
    return SCORECARD_FIELDS.get(field, "scorecard_dollars")
