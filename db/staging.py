"""Writes of a run while it crawls: captures, readings, record versions and membership. Readers see none of it."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import changed_rows, insert_rows, table_of
from db.records import Reading, RecordVersion, RunMember
from db.runs import Capture

CAPTURE, MEMBER = table_of(Capture), table_of(RunMember)
CAPTURE_COLUMNS = (
    "capture_id", "source", "run_number", "url", "sha256", "captured_at", "status", "content_type", "size", "warc",
    "offset",
)  # fmt: skip
READING_COLUMNS = (
    "reading_id", "source", "kind", "period", "capture_id", "member", "parser_version", "fields",
)  # fmt: skip
CAPTURES_AT_ONCE = 500
VERSION_COLUMNS = ("version_id", "reading_id", "record_key", "place", "claims", "run_number")


def add_captures(connection: Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Store captures, in the order of CAPTURE_COLUMNS; those known already stay as they were first met."""
    insert_rows(connection, Capture, CAPTURE_COLUMNS, rows, conflict="ignore")


def add_readings(connection: Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Store readings, in the order of READING_COLUMNS; known ones are left alone."""
    insert_rows(connection, Reading, READING_COLUMNS, rows, conflict="ignore")


def add_versions(connection: Connection, rows: Iterable[Sequence[Any]]) -> int | None:
    """Store record versions, in the order of VERSION_COLUMNS; what was said before is left with its first proof.

    Returns how many of them are new; None where the database does not tell.
    """
    before = changed_rows(connection)
    insert_rows(connection, RecordVersion, VERSION_COLUMNS, rows, conflict="ignore")
    after = changed_rows(connection)
    return None if before is None or after is None else after - before


def add_first_members(connection: Connection, run_number: int) -> None:
    """Make the versions that a run met first its members, each in the capture of its reading."""
    version, reading = table_of(RecordVersion), table_of(Reading)
    met = (
        sa.select(version.c.run_number, version.c.version_id, reading.c.capture_id)
        .join(reading, reading.c.reading_id == version.c.reading_id)
        .where(version.c.run_number == run_number)
        .where(~sa.exists().where(MEMBER.c.run_number == run_number, MEMBER.c.version_id == version.c.version_id))
        .order_by(version.c.version_id)
    )
    connection.execute(sa.insert(MEMBER).from_select(["run_number", "version_id", "capture_id"], met))


def add_members(connection: Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    """Store which versions a run met: (run number, version id, capture id)."""
    insert_rows(connection, RunMember, ("run_number", "version_id", "capture_id"), rows, conflict="ignore")


def copy_members(connection: Connection, run_number: int, from_run: int, capture_ids: Sequence[str]) -> None:
    """Give a run the members that an earlier one met in the same captures."""
    for first in range(0, len(capture_ids), CAPTURES_AT_ONCE):
        wanted = MEMBER.c.capture_id.in_(capture_ids[first : first + CAPTURES_AT_ONCE])
        source = sa.select(sa.literal(run_number), MEMBER.c.version_id, MEMBER.c.capture_id).where(
            MEMBER.c.run_number == from_run, wanted
        )
        connection.execute(sa.insert(MEMBER).from_select(["run_number", "version_id", "capture_id"], source))


def member_captures(connection: Connection, run_number: int) -> frozenset[str]:
    """The captures in which a run met its records."""
    statement = sa.select(MEMBER.c.capture_id).where(MEMBER.c.run_number == run_number).distinct()
    return frozenset(connection.execute(statement).scalars())


def member_counts(connection: Connection, run_number: int) -> dict[str, int]:
    """How many records of each kind a run has."""
    version, reading = table_of(RecordVersion), table_of(Reading)
    statement = (
        sa.select(reading.c.kind, sa.func.count())
        .join(version, version.c.reading_id == reading.c.reading_id)
        .join(MEMBER, MEMBER.c.version_id == version.c.version_id)
        .where(MEMBER.c.run_number == run_number)
        .group_by(reading.c.kind)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}
