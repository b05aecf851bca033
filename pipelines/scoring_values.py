"""What of an answer is compared, and as what: numbers by value, places by their words, all else to the letter.

Knows no pairing and no share; see pipelines.scoring.
"""

from decimal import Decimal, InvalidOperation
from typing import Any

FIELDS: dict[str, tuple[str, ...]] = {
    "tuition": (
        "amount_min", "amount_max", "currency", "basis", "term", "residency", "kind", "academic_year", "credits",
        "credit_load_min", "credit_load_max",
    ),
    "location": ("street", "street2", "po_box", "city", "state", "zip5", "zip4", "country", "delivery"),
    "credential": ("credential", "abbreviation", "field", "cip", "delivery", "credits"),
    "accreditation": ("agency", "status", "level", "since_year", "until_year"),
}  # fmt: skip
"""The fields of an item, by kind of case."""

KINDS = tuple(FIELDS)
Item = dict[str, Any]

_NUMBERS = frozenset(
    ("amount_min", "amount_max", "credits", "credit_load_min", "credit_load_max", "since_year", "until_year")
)
_PLACES = frozenset(("street", "street2", "po_box", "city"))
_MARKS_OF_PLACES = frozenset("#/&'-_")


def comparable_items(kind: str, answer: Any) -> list[Item]:
    """An answer as a list of items with every field of ``kind``; one object is a list of one, None an empty one."""
    if answer is None:
        return []
    listed = answer if isinstance(answer, list) else [answer]
    return [{name: comparable(name, (item or {}).get(name)) for name in FIELDS[kind]} for item in listed]


def comparable(field: str, value: Any) -> Any:
    """The value as it is compared; None stands for nothing said, also for an empty text."""
    if value is None or value == "":
        return None
    if field in _NUMBERS:
        return _number(value)
    if field in _PLACES:
        return _place(str(value))
    return " ".join(value.split()) if isinstance(value, str) else value


def _number(value: Any) -> Decimal | tuple[str, str]:
    """The number, or the text apart from every number where there is none to read."""
    try:
        number = Decimal(str(value).replace(",", "").replace("$", ""))
    except InvalidOperation:
        return ("not a number", str(value))
    return number.normalize() if number.is_finite() else ("not a number", str(value))


def _place(text: str) -> str | None:
    """The words without case, punctuation and extra space; marks that tell addresses apart stay."""
    kept = "".join(mark if mark.isalnum() or mark in _MARKS_OF_PLACES else " " for mark in text)
    words = " ".join(kept.split()).replace("# ", "#")
    return words.casefold() or None
