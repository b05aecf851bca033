"""Reads of the records as they stand, each with its version in force: what an assembly is made from. Only reads."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import stream_rows, table_of
from db.tables import Reading, Record, RecordVersion

RECORD, VERSION, READING = table_of(Record), table_of(RecordVersion), table_of(Reading)
CHUNK = 500


class CurrentRecord(NamedTuple):
    """A record as it stands, with the version in force and the reading that version was met in."""

    record_key: str
    version_id: str
    reading_id: str
    claims: str
    run_number: int
    missing_runs: int
    gone_since: Any

    @property
    def gone(self) -> bool:
        """Whether the record is proven gone."""
        return self.gone_since is not None


def current_records(connection: Connection, source: str, kind: str) -> Iterator[CurrentRecord]:
    """The records of a source and kind in the order of their keys, streamed."""
    return map(CurrentRecord._make, current_rows(connection, source, kind))


def current_rows(connection: Connection, source: str, kind: str) -> Iterator[Sequence[Any]]:
    """The same as plain tuples: for long loops."""
    return stream_rows(connection, _current(source, kind))


def chosen_rows(connection: Connection, source: str, kind: str, keys: Collection[str]) -> Iterator[Sequence[Any]]:
    """The same, of the records with these keys."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), CHUNK):
        part = RECORD.c.record_key.in_(wanted[start : start + CHUNK])
        yield from stream_rows(connection, _current(source, kind).where(part))


def _current(source: str, kind: str) -> sa.Select[Any]:
    return (
        sa.select(
            RECORD.c.record_key, RECORD.c.version_id, VERSION.c.reading_id, VERSION.c.claims, RECORD.c.run_number,
            RECORD.c.missing_runs, RECORD.c.gone_since,
        )
        .join(VERSION, VERSION.c.version_id == RECORD.c.version_id)
        .where(RECORD.c.source == source, RECORD.c.kind == kind)
        .order_by(RECORD.c.record_key)
    )  # fmt: skip


def unordered_rows(connection: Connection, source: str, kind: str) -> Iterator[Sequence[Any]]:
    """The same in no order of meaning.

    Where one run brought all records of the kind, and each in the only version there is, the versions are read as they
    lie in their table: to look each of them up, in the order of the records, would take four times as long.
    """
    readings = list(
        connection.execute(
            sa.select(READING.c.reading_id).where(READING.c.source == source, READING.c.kind == kind)
        ).scalars()
    )
    if (run_number := _only_run(connection, source, kind, readings)) is None:
        return current_rows(connection, source, kind)
    statement = sa.select(
        VERSION.c.record_key, VERSION.c.version_id, VERSION.c.reading_id, VERSION.c.claims, sa.literal(run_number),
        sa.literal(0), sa.null(),
    ).where(VERSION.c.reading_id.in_(readings))  # fmt: skip
    return stream_rows(connection, statement)


def _only_run(connection: Connection, source: str, kind: str, readings: Sequence[str]) -> int | None:
    """The run that brought every record of a kind, none of which is missing or has another version; or None."""
    runs, missing = RECORD.c.run_number, sa.func.max(RECORD.c.missing_runs)
    facts = sa.select(
        sa.func.min(runs), sa.func.max(runs), missing, sa.func.count(RECORD.c.gone_since), sa.func.count()
    )
    first, last, missed, gone, number = connection.execute(
        facts.where(RECORD.c.source == source, RECORD.c.kind == kind)
    ).one()
    if first is None or first != last or missed or gone:
        return None
    versions = sa.select(sa.func.count()).where(VERSION.c.reading_id.in_(readings))
    return int(first) if connection.execute(versions).scalar_one() == number else None
