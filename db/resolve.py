"""What an id or slug leads to in a snapshot: itself, or by redirects what it was merged into. Standard library only.

Ids and slugs are for life: every one that was ever given is found, and if it only rests, that is said.
"""

import re
import sqlite3
from dataclasses import dataclass, field
from typing import Any

MOST_STEPS = 100
PROGRAM_END = re.compile(r"([0-9]{2})-([0-9]{2}|[0-9]{4})-([a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class Resolved:
    """``thing_id`` is what the snapshot holds, None for an id that rests; ``steps`` are the identities on the way."""

    asked: str
    thing_id: str | None
    steps: tuple[dict[str, Any], ...] = field(default=())

    @property
    def merged(self) -> bool:
        """Whether it leads to another thing than the one that was asked for."""
        return bool(self.steps) and self.thing_id != self.steps[0]["thing_id"]


def resolve(connection: sqlite3.Connection, words: str) -> Resolved | None:
    """What an id or slug leads to; None when it was never given."""
    asked = words.strip()
    start = _of_slug(connection, asked) if "/" in asked else asked
    if start is None:
        return None
    steps: list[dict[str, Any]] = []
    thing_id: str | None = start
    while thing_id is not None and len(steps) < MOST_STEPS:
        row = _one(connection, "SELECT * FROM v1_identity WHERE thing_id = ?", thing_id)
        if row is None:
            return None
        steps.append(row)
        if _is_held(connection, thing_id):
            return Resolved(asked, thing_id, tuple(steps))
        thing_id = row["successor_id"]
    return Resolved(asked, None, tuple(steps))


def successor_of_institution(connection: sqlite3.Connection, program: dict[str, Any]) -> str | None:
    """For the identity of a program that rests: the institution that its own one was merged into, if any."""
    unitid = str(program["anchor"]).rpartition("/")[2].partition(":")[0]
    row = _one(connection, "SELECT thing_id FROM v1_identity WHERE anchor = ?", f"institution/ipeds/{unitid}")
    found = resolve(connection, row["thing_id"]) if row else None
    return found.thing_id if found else None


def _is_held(connection: sqlite3.Connection, thing_id: str) -> bool:
    statement = (
        "SELECT 1 FROM program WHERE program_id = ? UNION ALL SELECT 1 FROM institution WHERE institution_id = ?"
    )
    return connection.execute(statement, (thing_id, thing_id)).fetchone() is not None


def _of_slug(connection: sqlite3.Connection, words: str) -> str | None:
    """The id that a slug was given to: state/institution or state/institution/cip-level."""
    parts = [part for part in words.lower().split("/") if part]
    if len(parts) not in (2, 3):
        return None
    row = _one(connection, "SELECT institution_id FROM institution_slug WHERE slug = ?", "/".join(parts[:2]))
    if row is None or len(parts) == 2:
        return row["institution_id"] if row else None
    end = PROGRAM_END.fullmatch(parts[2])
    word, _, campus = end[3].partition("-at-") if end else ("", "", "")
    level = _one(connection, "SELECT award_level FROM award_level WHERE slug_word = ?", word)
    if end is None or level is None:
        return None
    return _program_of(connection, row["institution_id"], f"{end[1]}.{end[2]}", level["award_level"], campus)


def _program_of(connection: sqlite3.Connection, institution_id: str, cip: str, level: str, campus: str) -> str | None:
    """A program by institution, CIP, level and campus, among those held and those that were."""
    held = _one(
        connection,
        "SELECT program_id FROM program WHERE institution_id = ? AND cip = ? AND award_level = ? AND campus = ?",
        institution_id, cip, level, campus,
    )  # fmt: skip
    if held is not None:
        return str(held["program_id"])
    anchor = _one(connection, "SELECT anchor FROM v1_identity WHERE thing_id = ?", institution_id)
    if anchor is None:
        return None
    key = ":".join(filter(None, (anchor["anchor"].replace("institution/", "program/", 1), cip, level, campus)))
    row = _one(connection, "SELECT thing_id FROM v1_identity WHERE anchor = ?", key)
    return row["thing_id"] if row else None


def _one(connection: sqlite3.Connection, statement: str, *values: Any) -> dict[str, Any] | None:
    row = connection.execute(statement, values).fetchone()
    return dict(row) if row else None
