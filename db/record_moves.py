"""Moves of records: what a run that is taken in changes about the records, kept one row a move, set by set.

With these rows every version that a record ever had can be told in order (db.record_history). A source's first load
leaves none. May not decide that a record is gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import dialect_of, insert_rows, table_of
from db.tables import Capture, Reading, Record, RecordMove, RecordVersion, Run, RunMember

RECORD, VERSION, MEMBER, RUN = (table_of(model) for model in (Record, RecordVersion, RunMember, Run))
READING, CAPTURE, MOVE = (table_of(model) for model in (Reading, Capture, RecordMove))
MEMBER_AGAIN, MEMBER_BEFORE = MEMBER.alias(), MEMBER.alias()
SAME_READING = READING.c.reading_id == VERSION.c.reading_id
RECORD_KEY = ("source", "kind", "record_key")
PRESENT: dict[str, Any] = {"missing_runs": 0, "missing_since": None, "missing_counted_at": None, "gone_since": None}


@dataclass(frozen=True, slots=True)
class FoldableRun:
    """An accepted run that the records have not taken in yet."""

    run_number: int
    run_id: str
    source: str
    arguments: str
    members_of: int
    started_at: datetime
    hosts_read: str | None = None


def write_moves(connection: Connection, run: FoldableRun, before: int | None) -> int:
    """Write what a run moves by meeting it, and bring the records there; how many records moved.

    ``before`` is whose members the last run has that was taken in of this source: what it met stands as it met it.
    """
    moves = connection.execute(sa.insert(MOVE).from_select([*MOVE.c.keys()], _moves_of(run, before))).rowcount
    if moves:
        _follow_moves(connection, run.run_number)
    return moves


def add_gone(connection: Connection, run: FoldableRun, rows: Iterable[tuple[str, str, str]]) -> None:
    """Write the moves of records that a run has proven gone: (kind, record key, the version that was in force)."""
    told = ((run.source, kind, key, run.run_number, version, None, run.started_at, None) for kind, key, version in rows)
    insert_rows(connection, RecordMove, tuple(MOVE.c.keys()), told)


def everything_met() -> sa.FromClause:
    """Everything that runs met: their members with their versions and readings."""
    return MEMBER.join(VERSION, VERSION.c.version_id == MEMBER.c.version_id).join(READING, SAME_READING)


def _moves_of(run: FoldableRun, before: int | None) -> sa.Select[Any]:
    """The moves of records that a run shows by meeting them; a record that it met as it stands has not moved."""
    gone = RECORD.c.gone_since.is_not(None)
    as_it_stands = sa.exists().where(
        MEMBER_AGAIN.c.run_number == run.members_of, MEMBER_AGAIN.c.version_id == RECORD.c.version_id
    )
    started_at = sa.literal(run.started_at, MOVE.c.known_at.type)
    known_at = sa.case((CAPTURE.c.run_number == run.run_number, CAPTURE.c.captured_at), else_=started_at)
    same_record = sa.and_(
        RECORD.c.source == READING.c.source,
        RECORD.c.kind == READING.c.kind,
        RECORD.c.record_key == VERSION.c.record_key,
    )
    key = (READING.c.source, READING.c.kind, VERSION.c.record_key)
    met_before = sa.exists().where(
        MEMBER_BEFORE.c.run_number == before, MEMBER_BEFORE.c.version_id == MEMBER.c.version_id
    )
    return (
        sa.select(
            *key, sa.literal(run.run_number), sa.func.max(sa.case((gone, None), else_=RECORD.c.version_id)),
            sa.func.max(VERSION.c.version_id), sa.func.max(known_at), sa.func.max(MEMBER.c.capture_id),
        )
        .select_from(
            everything_met().join(CAPTURE, CAPTURE.c.capture_id == MEMBER.c.capture_id).outerjoin(RECORD, same_record)
        )
        .where(
            MEMBER.c.run_number == run.members_of,
            ~met_before,
            sa.or_(
                RECORD.c.version_id.is_(None),
                gone,
                sa.and_(RECORD.c.version_id != VERSION.c.version_id, ~as_it_stands),
            ),
        )
        .group_by(*key)
    )  # fmt: skip


def _follow_moves(connection: Connection, run_number: int) -> None:
    """Bring the records to where the moves of a run have led them."""
    moved = sa.select(
        MOVE.c.source, MOVE.c.kind, MOVE.c.record_key, MOVE.c.to_version, MOVE.c.run_number, sa.literal(0)
    ).where(MOVE.c.run_number == run_number)
    names = ["source", "kind", "record_key", "version_id", "run_number", "missing_runs"]
    statement = dialect_of(connection).insert(RECORD).from_select(names, moved)
    other = RECORD.c.version_id != statement.excluded.version_id
    statement = statement.on_conflict_do_update(
        index_elements=RECORD_KEY,
        set_={
            "previous_version_id": sa.case((other, RECORD.c.version_id), else_=RECORD.c.previous_version_id),
            "version_id": statement.excluded.version_id,
            "run_number": sa.case((other, statement.excluded.run_number), else_=RECORD.c.run_number),
            **PRESENT,
        },
    )
    connection.execute(statement)
