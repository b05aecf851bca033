"""What sources state of one thing, on a terminal: by topic, each with its source and day. Reads nothing.

The verbatim words stand below a value only where they say it otherwise; ``--format json`` has them always.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from flows.report import make_table, plain
from flows.value_words import in_words

MOST_OF_A_FIELD = 8
"""Of values that a source gives many of (courses, charges) so many are shown; the rest is counted."""

LONGEST = 160
TITLES = {
    "program": "Stated of this program",
    "institution": "Stated of its institution",
    "cip": "Stated of the CIP code",
    "occupation": "Stated of an occupation that it leads to:",
    "certification": "Stated of the certification",
}
OF_AN_OCCUPATION = frozenset(
    {
        "title",
        "annual_median_wage",
        "annual_openings",
        "projected_change_percent",
        "projections_typical_entry_education",
    }
)
"""What one wants to know of an occupation at first sight."""

SHOWN_BARE = frozenset({"year", "cohort", "measure", "academic_year"})
"""Qualifiers that explain themselves; others are shown with their name."""


def print_statements(console: Console, statements: Sequence[dict[str, Any]], *, everything: bool = False) -> None:
    """A table for each thing that is spoken of; of occupations the main figures, unless ``everything`` is asked."""
    for (kind, thing_id), told in groupby(statements, key=lambda one: (one["thing_kind"], one["thing_id"])):
        name = "" if kind in ("program", "institution") else f" {thing_id}"
        console.print(Text(f"\n{TITLES[kind]}{name}", style="bold"))
        stated = list(told)
        shown = [one for one in stated if everything or kind != "occupation" or one["field"] in OF_AN_OCCUPATION]
        fields = groupby(shown, key=lambda one: (one["topic"], one["source"], one["field"]))
        rows = [row for _, field in fields for row in _field(list(field))]
        console.print(make_table(("topic", "field", "value", "by whom, when"), rows))
        if more := len(stated) - len(shown):
            console.print(Text(f"  and {more} more figures of this occupation: --all shows them", style="dim"))


def _field(told: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [
        (one["topic"], one["field"].replace("_", " "), _value(one), _whence(one)) for one in told[:MOST_OF_A_FIELD]
    ]
    if (more := len(told) - MOST_OF_A_FIELD) > 0:
        rows.append((told[0]["topic"], told[0]["field"].replace("_", " "), f"and {more} more", ""))
    return rows


def _value(one: dict[str, Any]) -> Text:
    value = one["value"] if one["value"] is not None else one["state"]
    told = Text(_short(value) + (f" {one['unit']}" if one["value"] is not None and _needs_unit(one) else ""))
    if notes := _notes(one):
        told.append(f" ({notes})", style="dim")
    words = plain(str(one["words"] or ""))
    if one["value"] is not None and words and not _says_the_same(words, in_words(value)):
        told.append(f"\n“{words[:LONGEST]}{'…' if len(words) > LONGEST else ''}”", style="italic dim")
    return told


def _needs_unit(one: dict[str, Any]) -> bool:
    """Whether a value says more with its unit: a year does not, nor do amounts that are told with their dollars."""
    return one["unit"] not in (None, "", "year") and not (one["unit"] == "USD" and str(one["value"])[:1] in "[{")


def _notes(one: dict[str, Any]) -> str:
    told = [
        plain(value if name in SHOWN_BARE else f"{name.replace('_', ' ')} {value}")
        for name, value in one["qualifiers"].items()
        if value not in ("", None)
    ]
    grain = "" if one["grain"] in ("program", one["thing_kind"]) else one["grain"].replace("_", " ")
    return ", ".join(filter(None, (*told, grain)))


def _short(value: object) -> str:
    told = plain(in_words(value))
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"


def _says_the_same(words: str, value: str) -> bool:
    """Whether the verbatim words are the value, but for signs, spaces and case."""
    kept = [[letter for letter in text.casefold() if letter.isalnum()] for text in (words, value)]
    return kept[0] == kept[1]


def _whence(one: dict[str, Any]) -> str:
    gone = "" if one["listing"] == "listed" else f", {one['listing']}"
    return f"{one['source']} {one['period']}".strip() + f", {str(one['captured_at'])[:10]}{gone}"
