"""What sources state of one thing, on a terminal: by topic, each with its words, source and day. Reads nothing."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Console

from flows.report import make_table, plain

MOST_OF_A_TOPIC = 40
TITLES = {
    "program": "of this program",
    "institution": "of its institution",
    "cip": "of its CIP code",
    "occupation": "of an occupation it leads to",
    "certification": "of a certification",
}


def print_statements(console: Console, statements: Sequence[dict[str, Any]]) -> None:
    """A table for each kind of thing that is spoken of."""
    for thing, told in groupby(statements, key=lambda one: (one["thing_kind"], one["thing_id"])):
        rows = [row for _, topic in groupby(told, key=lambda one: one["topic"]) for row in _topic(list(topic))]
        title = TITLES[thing[0]] + ("" if thing[0] in ("program", "institution") else f" {thing[1]}")
        console.print(make_table((f"stated {title}", "field", "value", "verbatim words", "by whom, when"), rows))


def _topic(told: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [
        (one["topic"], one["field"], _value(one), plain(str(one["words"] or ""))[:80], _whence(one))
        for one in told[:MOST_OF_A_TOPIC]
    ]
    if len(told) > MOST_OF_A_TOPIC:
        rows.append((told[0]["topic"], f"and {len(told) - MOST_OF_A_TOPIC} more", "", "", ""))
    return rows


def _value(one: dict[str, Any]) -> str:
    told = one["value"] if one["value"] is not None else one["state"]
    notes = [str(value) for value in one["qualifiers"].values()]
    grain = "" if one["grain"] in ("program", one["thing_kind"]) else one["grain"].replace("_", " ")
    behind = ", ".join(filter(None, (*notes, grain)))
    unit = f" {one['unit']}" if one["unit"] and one["value"] is not None else ""
    return plain(f"{str(told)[:120]}{unit}" + (f" ({behind})" if behind else ""))


def _whence(one: dict[str, Any]) -> str:
    gone = "" if one["listing"] == "listed" else f", {one['listing']}"
    return f"{one['source']} {one['period']}".strip() + f", {str(one['captured_at'])[:10]}{gone}"
