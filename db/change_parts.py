"""How changes name rows that belong to a thing, and write the two ends of a range as one value. Standard library only.

Written by an assembly, read by whoever undoes changes (db.as_of); so that both mean the same.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

WHOLE = "*"
"""Stands for all things, or for a whole row."""

RANGES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("price", "amount_cents"): ("amount_min_cents", "amount_max_cents"),
    ("level_cost", "amount_cents"): ("amount_cents", "amount_max_cents"),
    ("program_cost", "amount_cents"): ("amount_cents", "amount_max_cents"),
}
"""(table, name in a change) -> the columns that hold the lower and the higher end."""

_TO = " to "


def part_name(table: str, key: Iterable[Any]) -> str:
    """The name of a row among all rows of all tables."""
    return f"{table}:{'/'.join(map(str, key))}"


def as_json(row: Mapping[str, Any]) -> str:
    """A row that left, as it is kept with the change."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)


def column_of(field: str) -> str:
    """The name of the column at the end of a change's field; WHOLE when the row came or left."""
    return field.rpartition(".")[2]


def joined(low: Any, high: Any) -> str | None:
    """The two ends of a range as one text; None when there is no value."""
    if low is None:
        return None
    return str(low) if low == high else f"{low}{_TO}{high}"


def ends(text: str | None) -> tuple[str | None, str | None]:
    """The two ends of a range from its text."""
    if text is None:
        return None, None
    low, mark, high = text.partition(_TO)
    return low, high if mark else low
