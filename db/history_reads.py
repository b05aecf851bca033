"""Reads of what is known about runs and record versions, for finding the cause of a change. Decides no cause itself."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import table_of
from db.tables import Reading, Record, RecordVersion, Run, RunMember

RECORD, VERSION = table_of(Record), table_of(RecordVersion)


def first_runs(connection: Connection) -> dict[str, int]:
    """The number of the first run of each source that was taken in."""
    run = table_of(Run)
    statement = sa.select(run.c.source, sa.func.min(run.c.run_number)).where(run.c.folded.is_(True))
    return {row[0]: row[1] for row in connection.execute(statement.group_by(run.c.source))}


class RunFacts(NamedTuple):
    """When a run started, and by which parser it read."""

    started_at: datetime
    parser_version: str


def run_facts(connection: Connection) -> dict[int, RunFacts]:
    """The facts of every run that was taken in, by its number."""
    run = table_of(Run)
    statement = sa.select(run.c.run_number, run.c.started_at, run.c.parser_version).where(run.c.folded.is_(True))
    return {row[0]: RunFacts(row[1], row[2]) for row in connection.execute(statement)}


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
    """Record versions by id, each with source, capture and parser version of its reading, and whether it is gone."""
    reading = table_of(Reading)
    gone = RECORD.c.gone_since.is_not(None).label("gone")
    facts = (reading.c.source, reading.c.capture_id, reading.c.parser_version, gone)
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
