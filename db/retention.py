"""Forgetting runs that never became part of the directory, and old snapshots. What any value ever rested on is kept.

A run that was accepted is never forgotten here: its versions and captures prove the history of the directory.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import table_of
from db.columns import Verdict
from db.tables import Capture, Publication, Reading, Record, RecordMove, RecordVersion, Run, RunMember

RUN, MEMBER, VERSION, READING = (table_of(model) for model in (Run, RunMember, RecordVersion, Reading))
CAPTURE, RECORD, MOVE, PUBLICATION = (table_of(model) for model in (Capture, Record, RecordMove, Publication))


@dataclass(frozen=True, slots=True)
class HeldOutRun:
    """A run that was quarantined or abandoned, and the records that it staged."""

    run_number: int
    run_id: str
    source: str
    members: int


def held_out_runs(connection: Connection, before: datetime) -> list[HeldOutRun]:
    """Runs that ended before a moment without being accepted, and that still hold staged records."""
    members = sa.select(sa.func.count()).where(MEMBER.c.run_number == RUN.c.run_number).scalar_subquery()
    statement = (
        sa.select(RUN.c.run_number, RUN.c.run_id, RUN.c.source, members.label("members"))
        .where(RUN.c.verdict.in_((Verdict.quarantined, Verdict.abandoned)), RUN.c.ended_at < before)
        .order_by(RUN.c.run_number)
    )
    return [HeldOutRun(*row) for row in connection.execute(statement) if row.members]


def forget_runs(connection: Connection, run_numbers: Sequence[int]) -> int:
    """Take away what only these runs staged; the runs themselves stay in the ledger. How many versions went."""
    if not run_numbers:
        return 0
    connection.execute(sa.delete(MEMBER).where(MEMBER.c.run_number.in_(run_numbers)))
    version = VERSION.c.version_id
    met = sa.exists().where(MEMBER.c.version_id == version)
    stands = sa.exists().where(sa.or_(RECORD.c.version_id == version, RECORD.c.previous_version_id == version))
    stood = sa.exists().where(sa.or_(MOVE.c.from_version == version, MOVE.c.to_version == version))
    unused = sa.delete(VERSION).where(VERSION.c.run_number.in_(run_numbers), ~met, ~stands, ~stood)
    gone = connection.execute(unused).rowcount
    connection.execute(sa.delete(READING).where(~sa.exists().where(VERSION.c.reading_id == READING.c.reading_id)))
    return gone


def cited_files(connection: Connection) -> frozenset[str]:
    """The capture files that a reading rests on."""
    statement = sa.select(CAPTURE.c.warc).join(READING, READING.c.capture_id == CAPTURE.c.capture_id).distinct()
    return frozenset(connection.execute(statement).scalars())


def forget_captures(connection: Connection, files: Sequence[str]) -> int:
    """Take the captures of files that are gone out of the ledger; how many there were."""
    found = 0
    for start in range(0, len(files), 200):
        wanted = sa.delete(CAPTURE).where(CAPTURE.c.warc.in_(files[start : start + 200]))
        found += connection.execute(wanted).rowcount
    return found


def published_since(connection: Connection, before: datetime) -> frozenset[str]:
    """The snapshots that were published at or after a moment."""
    statement = sa.select(PUBLICATION.c.snapshot_id).where(PUBLICATION.c.published_at >= before)
    return frozenset(name for name in connection.execute(statement).scalars() if name)
