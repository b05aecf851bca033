"""Taking accepted runs into the state of the records, one after the other, set by set. Decides no absence itself."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import changed_rows, dialect_of
from db.columns import Verdict
from db.record_moves import (
    CAPTURE,
    MEMBER,
    MEMBER_AGAIN,
    PRESENT,
    READING,
    RECORD,
    RECORD_KEY,
    RUN,
    VERSION,
    everything_met,
    write_moves,
)
from db.record_moves import FoldableRun as FoldableRun
from db.record_moves import add_gone as add_gone

CHUNK = 500


def runs_to_fold(connection: Connection) -> list[FoldableRun]:
    """The accepted runs not taken in yet, oldest first."""
    statement = (
        sa.select(RUN).where(RUN.c.verdict == Verdict.accepted, RUN.c.folded.is_(False)).order_by(RUN.c.run_number)
    )
    return [
        FoldableRun(
            row.run_number, row.run_id, row.source, row.arguments, row.members_of, row.started_at, row.hosts_read
        )
        for row in connection.execute(statement)
    ]  # fmt: skip


def addresses_of(connection: Connection, version_ids: Sequence[str]) -> dict[str, str]:
    """Where record versions were first met: version id to the address of its capture."""
    found: dict[str, str] = {}
    joined = VERSION.join(READING, READING.c.reading_id == VERSION.c.reading_id).join(
        CAPTURE, CAPTURE.c.capture_id == READING.c.capture_id
    )
    for first in range(0, len(version_ids), CHUNK):
        wanted = VERSION.c.version_id.in_(version_ids[first : first + CHUNK])
        statement = sa.select(VERSION.c.version_id, CAPTURE.c.url).select_from(joined).where(wanted)
        found.update((row[0], row[1]) for row in connection.execute(statement))
    return found


def last_folded_members(connection: Connection, source: str) -> int | None:
    """Whose members the records of a source stand by."""
    statement = (
        sa.select(RUN.c.members_of)
        .where(RUN.c.source == source, RUN.c.folded.is_(True))
        .order_by(RUN.c.run_number.desc())
        .limit(1)
    )
    return connection.execute(statement).scalar()


def mark_folded(connection: Connection, run_number: int) -> None:
    """Say that the records have taken a run in."""
    connection.execute(sa.update(RUN).where(RUN.c.run_number == run_number).values(folded=True))


def take_present(connection: Connection, run: FoldableRun) -> int:
    """New records, new versions and returned records of a run; how many records moved or are no longer missing."""
    if connection.execute(sa.select(RECORD.c.kind).where(RECORD.c.source == run.source).limit(1)).first() is None:
        return _take_first(connection, run)
    return write_moves(connection, run, last_folded_members(connection, run.source)) + _heal(connection, run)


def _take_first(connection: Connection, run: FoldableRun) -> int:
    """The first records of a source; of two versions under one key, the same one whatever their order."""
    met = (
        sa.select(
            READING.c.source, READING.c.kind, VERSION.c.record_key, VERSION.c.version_id,
            sa.literal(run.run_number), sa.literal(0),
        )
        .select_from(everything_met())
        .where(MEMBER.c.run_number == run.members_of)
        .order_by(READING.c.source, READING.c.kind, VERSION.c.record_key)
    )  # fmt: skip
    names = ["source", "kind", "record_key", "version_id", "run_number", "missing_runs"]
    statement = dialect_of(connection).insert(RECORD).from_select(names, met)
    statement = statement.on_conflict_do_update(
        index_elements=RECORD_KEY,
        set_={"version_id": statement.excluded.version_id},
        where=statement.excluded.version_id > RECORD.c.version_id,
    )
    return _rows_changed_by(connection, statement)


def _heal(connection: Connection, run: FoldableRun) -> int:
    """Records that were missing and that a run has met again as they stand; how many."""
    met = sa.exists().where(MEMBER.c.run_number == run.members_of, MEMBER.c.version_id == RECORD.c.version_id)
    statement = sa.update(RECORD).where(RECORD.c.source == run.source, RECORD.c.missing_runs > 0, met)
    return connection.execute(statement.values(**PRESENT)).rowcount


def _rows_changed_by(connection: Connection, statement: Any) -> int:
    """How many rows a statement changed, by SQLite's own count: its row count of an upsert is not to be relied on."""
    before = changed_rows(connection)
    result = connection.execute(statement)
    return result.rowcount if before is None else changed_rows(connection) - before  # type: ignore[operator]


def absent_records(connection: Connection, run: FoldableRun, *, only_missing: bool) -> list[Any]:
    """Records of the source that the run did not meet and that are not gone yet (rows of ``record``).

    ``only_missing`` looks only at those that are missing already: enough when a run met what the one before it met.
    """
    statement = sa.select(RECORD).where(RECORD.c.source == run.source, RECORD.c.gone_since.is_(None))
    met = sa.exists().where(MEMBER.c.run_number == run.members_of, MEMBER.c.version_id == RECORD.c.version_id)
    if only_missing:
        statement = statement.where(RECORD.c.missing_runs > 0)
    elif (before := _read_the_same(connection, run)) is not None:
        return _absent_since(connection, statement, before, run, met)
    else:
        statement = statement.where(RECORD.c.run_number != run.run_number, ~met)  # what it brought, it has met
    return list(connection.execute(statement.order_by(RECORD.c.kind, RECORD.c.record_key)))


def _read_the_same(connection: Connection, run: FoldableRun) -> int | None:
    """Whose members the run before this one has, if it read the same part of the source; None where it did not."""
    columns = (RUN.c.arguments, RUN.c.hosts_read, RUN.c.members_of)
    statement = sa.select(*columns).where(RUN.c.source == run.source, RUN.c.folded.is_(True))
    row = connection.execute(statement.order_by(RUN.c.run_number.desc()).limit(1)).first()
    same = row is not None and row.arguments == run.arguments and row.hosts_read is None and run.hosts_read is None
    return int(row.members_of) if row is not None and same else None


def _absent_since(
    connection: Connection, statement: sa.Select[Any], before: int, run: FoldableRun, met: Any
) -> list[Any]:
    """Absent records where the run before read the same: what it alone has met, and what was missing already."""
    again = sa.exists().where(
        MEMBER_AGAIN.c.run_number == run.members_of, MEMBER_AGAIN.c.version_id == MEMBER.c.version_id
    )
    as_it_met = sa.and_(
        RECORD.c.source == READING.c.source,
        RECORD.c.kind == READING.c.kind,
        RECORD.c.record_key == VERSION.c.record_key,
        RECORD.c.version_id == MEMBER.c.version_id,
    )
    lost = (
        sa.select(RECORD)
        .select_from(everything_met().join(RECORD, as_it_met))
        .where(MEMBER.c.run_number == before, ~again, RECORD.c.gone_since.is_(None))
    )
    rows = [*connection.execute(lost), *connection.execute(statement.where(RECORD.c.missing_runs > 0, ~met))]
    found = {(row.kind, row.record_key): row for row in rows}
    return [found[key] for key in sorted(found)]


def missing_keys(connection: Connection, source: str) -> set[tuple[str, str]]:
    """Kind and key of the records of a source that are missing or gone."""
    statement = sa.select(RECORD.c.kind, RECORD.c.record_key).where(
        RECORD.c.source == source, RECORD.c.missing_runs > 0
    )
    return {(row[0], row[1]) for row in connection.execute(statement)}


def present_counts(connection: Connection, source: str) -> dict[str, int]:
    """Records of a source by kind that are not missing."""
    statement = (
        sa.select(RECORD.c.kind, sa.func.count())
        .where(RECORD.c.source == source, RECORD.c.missing_runs == 0)
        .group_by(RECORD.c.kind)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def store_absences(connection: Connection, source: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write counted absences: (kind, record key, runs, since, counted at, gone since)."""
    told = [
        dict(zip(("b_kind", "b_key", "b_runs", "b_since", "b_counted", "b_gone"), row, strict=True)) for row in rows
    ]
    if not told:
        return
    statement = (
        sa.update(RECORD)
        .where(
            RECORD.c.source == source,
            RECORD.c.kind == sa.bindparam("b_kind"),
            RECORD.c.record_key == sa.bindparam("b_key"),
        )
        .values(
            missing_runs=sa.bindparam("b_runs"),
            missing_since=sa.bindparam("b_since"),
            missing_counted_at=sa.bindparam("b_counted"),
            gone_since=sa.bindparam("b_gone"),
        )
    )
    connection.execute(statement, told)
