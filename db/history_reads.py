"""Reads of what is known about runs and record versions, for finding the cause of a change. Decides no cause itself."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import table_of
from db.tables import Reading, Record, RecordMove, RecordVersion, Run, RunMember

RECORD, VERSION = table_of(Record), table_of(RecordVersion)


class RunFacts(NamedTuple):
    """Of which source a run is, when it started, by which parser it read, and whether it met any record."""

    source: str
    started_at: datetime
    parser_version: str
    has_records: bool


def run_facts(connection: Connection) -> dict[int, RunFacts]:
    """The facts of every run that was taken in, by its number, oldest first."""
    run = table_of(Run)
    columns = (run.c.run_number, run.c.source, run.c.started_at, run.c.parser_version, run.c.counts)
    statement = sa.select(*columns).where(run.c.folded.is_(True)).order_by(run.c.run_number)
    return {
        row[0]: RunFacts(row[1], row[2], row[3], any(json.loads(row[4]).values()))
        for row in connection.execute(statement)
    }


class MoveFacts(NamedTuple):
    """How a record moved: the version it had before, and of the last run that moved it when and in which capture."""

    before: str | None
    run_number: int
    known_at: datetime
    capture_id: str | None


RecordId = tuple[str, str, str]
"""Source, kind and key of a record."""


def moves_of_runs(connection: Connection, runs: Collection[int]) -> dict[RecordId, MoveFacts]:
    """How records moved by these runs together."""
    move = table_of(RecordMove)
    statement = sa.select(move).where(move.c.run_number.in_(runs)).order_by(move.c.run_number)
    found: dict[RecordId, MoveFacts] = {}
    for row in connection.execute(statement) if runs else ():
        key = (row.source, row.kind, row.record_key)
        before = found[key].before if key in found else row.from_version
        found[key] = MoveFacts(before, row.run_number, row.known_at, row.capture_id)
    return found


def captures_before(
    connection: Connection, records: Collection[RecordId], runs: Collection[int]
) -> dict[RecordId, str]:
    """For records that moved before these runs, the capture in which their last move was met."""
    move = table_of(RecordMove)
    wanted = sorted(records)
    found: dict[RecordId, str] = {}
    for start in range(0, len(wanted), 200):
        key = sa.tuple_(move.c.source, move.c.kind, move.c.record_key).in_(wanted[start : start + 200])
        earlier = sa.select(move).where(key, move.c.run_number.not_in(runs), move.c.capture_id.is_not(None))
        for row in connection.execute(earlier.order_by(move.c.run_number)):
            found[row.source, row.kind, row.record_key] = row.capture_id
    return found


def parsers_that_met(connection: Connection, version_ids: Iterable[str]) -> set[tuple[str, str]]:
    """(version id, parser version) for every parser version under which a taken-in run has met a record version."""
    run, member = table_of(Run), table_of(RunMember)
    met = sa.select(run.c.members_of, run.c.parser_version).where(run.c.folded.is_(True)).distinct()
    by_parser: dict[str, list[int]] = {}
    for members_of, parser_version in connection.execute(met):
        by_parser.setdefault(parser_version, []).append(members_of)
    wanted = sorted(set(version_ids))
    found: set[tuple[str, str]] = set()
    if len(by_parser) < 2:
        return found
    for start in range(0, len(wanted), 500):
        part = member.c.version_id.in_(wanted[start : start + 500])
        for parser_version, runs in by_parser.items():
            statement = sa.select(member.c.version_id).where(member.c.run_number.in_(runs), part).distinct()
            found.update((version, parser_version) for version in connection.execute(statement).scalars())
    return found


def versions(connection: Connection, version_ids: Iterable[str]) -> dict[str, Any]:
    """Record versions by id, each with the facts of its reading and how its record stands now.

    ``present_version`` is None where the record is gone; ``present_run`` is the run that brought the present one.
    """
    reading = table_of(Reading)
    present = sa.case((RECORD.c.gone_since.is_(None), RECORD.c.version_id), else_=None).label("present_version")
    facts = (
        reading.c.source, reading.c.kind, reading.c.period, reading.c.capture_id, reading.c.parser_version, present,
        RECORD.c.run_number.label("present_run"),
    )  # fmt: skip
    same_record = sa.and_(
        RECORD.c.source == reading.c.source,
        RECORD.c.kind == reading.c.kind,
        RECORD.c.record_key == VERSION.c.record_key,
    )
    wanted = sorted(set(version_ids))
    found: dict[str, Any] = {}
    for start in range(0, len(wanted), 500):
        statement = (
            sa.select(VERSION, *facts)
            .join(reading, reading.c.reading_id == VERSION.c.reading_id)
            .outerjoin(RECORD, same_record)
            .where(VERSION.c.version_id.in_(wanted[start : start + 500]))
        )
        found.update((row.version_id, row) for row in connection.execute(statement))
    return found
