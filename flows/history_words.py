"""Changes and discrepancies as a person reads them in 100 columns: names for ids, days for instants, dollars for cents.

Only for tables; JSON and CSV have the values as they are published, with the same names beside them.
"""

import re
from collections.abc import Mapping
from typing import Any

from flows.value_words import in_words

LONGEST = 120
EVERYTHING = "*"
_SEPARATORS = re.compile(r"[._]")
_CENTS = re.compile(r"[0-9]+( to [0-9]+)?")
_KINDS = {"program": "all programs", "institution": "all institutions"}

CHANGE_COLUMNS = ("known", "of what", "field", "old", "new", "why")
DISCREPANCY_COLUMNS = ("of what", "field", "published", "another says", "why that one")


def change_in_words(row: Mapping[str, Any]) -> dict[str, str]:
    """One change as the cells of CHANGE_COLUMNS; ``row`` has the name of its thing under ``of``."""
    field, old, new = str(row["field"]), row["old"], row["new"]
    summed = row["thing_id"] == EVERYTHING
    if summed:
        what = _KINDS.get(row["thing_kind"], "") if field == EVERYTHING else "all"
        name = f"{field.partition('.')[0]} rows" if field.endswith(".*") else field.replace(".", " ")
    else:
        what, name = row["of"] or row["thing_id"], field.removesuffix(f".{EVERYTHING}")
    money = (
        not summed and ("cents" in field or field.endswith(f".{EVERYTHING}")) and field.startswith(("price.", "cost."))
    )
    return {
        "known": str(row["known_at"])[:10],
        "of what": short(what),
        "field": "as a whole" if name == EVERYTHING else _SEPARATORS.sub(" ", name.removesuffix("_cents")),
        "old": _told(old, money=money),
        "new": _told(new, money=money),
        "why": f"{row['cause']}, {row['source']}" if row["source"] else str(row["cause"]),
    }


def discrepancy_in_words(row: Mapping[str, Any]) -> dict[str, str]:
    """One discrepancy as the cells of DISCREPANCY_COLUMNS."""
    return {
        "of what": short(row["of"] or row["thing_id"]),
        "field": str(row["field"]),
        "published": short(f"{in_words(row['chosen_value'])} ({row['chosen_source'] or 'unknown'})"),
        "another says": short(f"{in_words(row['value'])} ({row['source'] or 'unknown'})"),
        "why that one": short(str(row["rule"])),
    }


def _told(value: Any, *, money: bool) -> str:
    if value is None:
        return "—"
    text = in_words(value)
    if money and _CENTS.fullmatch(text):
        return " to ".join(f"${int(cents) / 100:,.2f}" for cents in text.split(" to "))
    return short(text)


def short(text: str) -> str:
    """A text that leaves room for others; the whole of it is in the JSON."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
