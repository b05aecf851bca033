"""What a record said over time: every version it ever had, in order, with when each became known. Only reads.

A history is a list of (known at, version id), the version None from when the record was proven gone. A version that
returns stands in it twice. Times are aware UTC and never fall.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import table_of
from db.tables import Capture, Record, RecordMove, Run, RunMember

RECORD, MOVE, RUN, MEMBER = (table_of(model) for model in (Record, RecordMove, Run, RunMember))
CAPTURE = table_of(Capture)
History = list[tuple[datetime, str | None]]


def record_history(connection: Connection, source: str, kind: str, key: str) -> History:
    """The history of one record from its first appearance; empty when there is no such record."""
    return dict(record_histories(connection, source, kind, key)).get(key, [])


def record_histories(
    connection: Connection, source: str, kind: str, key: str | None = None
) -> Iterator[tuple[str, History]]:
    """The histories of all records of a kind (or of the one with ``key``), in the order of their keys."""
    moves: dict[str, list[Any]] = {}
    for row in connection.execute(_of(MOVE, source, kind, key).order_by(MOVE.c.record_key, MOVE.c.run_number)):
        moves.setdefault(row.record_key, []).append(row)
    records = connection.execute(_of(RECORD, source, kind, key).order_by(RECORD.c.record_key)).all()
    first = {row.record_key: _first_version(row.version_id, moves.get(row.record_key, ())) for row in records}
    known = _first_known(connection, source, [version for version in first.values() if version is not None])
    for record_key, version in first.items():
        began: History = [] if version is None else [(known[version], version)]
        yield record_key, _told(began, moves.get(record_key, ()))


def _of(table: sa.Table, source: str, kind: str, key: str | None) -> sa.Select[Any]:
    statement = sa.select(table).where(table.c.source == source, table.c.kind == kind)
    return statement if key is None else statement.where(table.c.record_key == key)


def _first_version(present: str, moves: Sequence[Any]) -> str | None:
    """The version of the first load; None for a record whose appearance is a move itself."""
    return moves[0].from_version if moves else present


def _told(began: History, moves: Iterable[Any]) -> History:
    """The whole history. A replayed capture may be older than what came before it; it became known no earlier."""
    told = began
    for move in moves:
        at = max(move.known_at, told[-1][0]) if told else move.known_at
        told.append((at, move.to_version))
    return told


def _first_known(connection: Connection, source: str, versions: Sequence[str]) -> dict[str, datetime]:
    """When versions first became known, by the first run that was taken in with them."""
    runs = sa.select(RUN).where(RUN.c.source == source, RUN.c.folded.is_(True)).order_by(RUN.c.run_number)
    found: dict[str, datetime] = {}
    left = set(versions)
    for run in connection.execute(runs).all():
        for version_id, first_run, captured_at in _members(connection, run.members_of, left):
            found[version_id] = captured_at if first_run == run.run_number else run.started_at
            left.discard(version_id)
        if not left:
            break
    return found


def _members(connection: Connection, members_of: int, versions: set[str]) -> list[Any]:
    """Version, and the run and time of the capture that a run met it in, for those of ``versions`` that it met."""
    statement = (
        sa.select(MEMBER.c.version_id, CAPTURE.c.run_number, CAPTURE.c.captured_at)
        .join(CAPTURE, CAPTURE.c.capture_id == MEMBER.c.capture_id)
        .where(MEMBER.c.run_number == members_of)
    )
    wanted = sorted(versions)
    parts = (wanted[start : start + 500] for start in range(0, len(wanted), 500))
    return [row for part in parts for row in connection.execute(statement.where(MEMBER.c.version_id.in_(part)))]
