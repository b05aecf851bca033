"""Reads and writes of the directory tables for an assembly: what stands, what replaces it, and the changes between.

Knows tables, not rules: which row is right is decided elsewhere.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from db.bulk import insert_rows, table_of
from db.current_records import CurrentRecord as CurrentRecord
from db.current_records import chosen_rows as chosen_rows
from db.current_records import current_records as current_records
from db.current_records import current_rows as current_rows
from db.current_records import unordered_rows as unordered_rows
from db.ledger import encode
from db.tables import (
    Capture,
    Change,
    CitationPattern,
    Discrepancy,
    Identity,
    Institution,
    Program,
    Publication,
    Reading,
    Record,
    RecordLink,
    Run,
)

RECORD, READING = table_of(Record), table_of(Reading)


def columns_of(model: type[SQLModel]) -> tuple[str, ...]:
    """The column names of a table, in their order."""
    return tuple(column.name for column in table_of(model).columns)


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """What a reading says about all its records: source, year, when it was captured."""

    source: str
    period: str
    capture_id: str
    captured_at: datetime
    parser_version: str


def kinds_of_records(connection: Connection) -> frozenset[tuple[str, str]]:
    """The sources and kinds of which there is any record."""
    statement = sa.select(READING.c.source, READING.c.kind).distinct()
    return frozenset((row[0], row[1]) for row in connection.execute(statement))


def institutions_by_opeid(connection: Connection) -> dict[str, str]:
    """OPEID -> institution id, where one institution of the directory alone has it."""
    table = table_of(Institution)
    found: dict[str, list[str]] = {}
    for opeid, institution_id in connection.execute(sa.select(table.c.opeid, table.c.institution_id)):
        if opeid:
            found.setdefault(opeid, []).append(institution_id)
    return {opeid: ids[0] for opeid, ids in found.items() if len(ids) == 1}


def cips_of_programs(connection: Connection) -> frozenset[str]:
    """The CIP codes of the directory's programs."""
    return frozenset(connection.execute(sa.select(table_of(Program).c.cip).distinct()).scalars())


def reading_facts(connection: Connection) -> dict[str, ReadingFacts]:
    """The facts of every reading, by its id."""
    reading, capture = table_of(Reading), table_of(Capture)
    statement = sa.select(
        reading.c.reading_id, reading.c.source, reading.c.period, reading.c.capture_id, capture.c.captured_at,
        reading.c.parser_version,
    ).join(capture, capture.c.capture_id == reading.c.capture_id)  # fmt: skip
    return {row[0]: ReadingFacts(*row[1:]) for row in connection.execute(statement)}


def institutions_by_unitid(connection: Connection) -> dict[str, str]:
    """UNITID -> institution id, of the institutions of the directory."""
    table = table_of(Institution)
    return {row[0]: row[1] for row in connection.execute(sa.select(table.c.unitid, table.c.institution_id))}


def programs_not_from(connection: Connection, source: str) -> dict[str, str]:
    """Id -> UNITID of the programs of the directory that another source than this one makes."""
    table = table_of(Program)
    statement = sa.select(table.c.program_id, table.c.unitid).where(table.c.known_from != source)
    return {row[0]: row[1] for row in connection.execute(statement)}


def citation_patterns(connection: Connection) -> dict[str, list[str]]:
    """The fields that each citation pattern lists."""
    table = table_of(CitationPattern)
    return {row[0]: json.loads(row[1]) for row in connection.execute(sa.select(table.c.pattern_id, table.c.fields))}


def store_patterns(connection: Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Store citation patterns; known ones are left alone."""
    insert_rows(connection, CitationPattern, ("pattern_id", "fields"), rows, conflict="ignore")


def mint(connection: Connection, rows: Iterable[tuple[str, str, str, datetime, datetime | None]]) -> None:
    """Store new identities: (id, kind, anchor, minted at, entered at). An id that is taken is an error."""
    insert_rows(connection, Identity, ("thing_id", "kind", "anchor", "minted_at", "entered_at"), in_order(rows))


def set_entered(connection: Connection, entered_at: Mapping[str, datetime | None]) -> None:
    """Say since when the directory holds things; None for those that it no longer holds."""
    table = table_of(Identity)
    told = [{"b_id": thing_id, "b_at": at} for thing_id, at in entered_at.items()]
    statement = sa.update(table).where(table.c.thing_id == sa.bindparam("b_id"))
    for start in range(0, len(told), 20_000):
        connection.execute(statement.values(entered_at=sa.bindparam("b_at")), told[start : start + 20_000])


def replace_rows(
    connection: Connection, model: type[SQLModel], rows: Iterable[Sequence[Any]], *, fresh: bool = False
) -> None:
    """Insert or overwrite whole rows by primary key; columns in their order. ``fresh`` says that none stands yet."""
    insert_rows(connection, model, columns_of(model), in_order(rows), conflict="fail" if fresh else "replace")


def in_order(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """Rows by their first column, the key: written in that order, a table is filled page after page."""
    return sorted(rows, key=itemgetter(0))


def delete_rows(connection: Connection, model: type[SQLModel], keys: Sequence[str]) -> None:
    """Delete rows by their one-column primary key."""
    table = table_of(model)
    (key,) = table.primary_key.columns
    for start in range(0, len(keys), 500):
        connection.execute(sa.delete(table).where(key.in_(keys[start : start + 500])))


def replace_all(connection: Connection, model: type[SQLModel], rows: Iterable[Sequence[Any]]) -> None:
    """Empty a small table and fill it again, within the caller's transaction."""
    connection.execute(sa.delete(table_of(model)))
    insert_rows(connection, model, columns_of(model), rows)


def store_links(connection: Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Replace the links of records to things."""
    replace_all(connection, RecordLink, rows)


def store_discrepancies(connection: Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Replace the ledger of discrepancies."""
    replace_all(connection, Discrepancy, rows)


CHANGE_COLUMNS = (
    "thing_kind", "thing_id", "field", "old", "new", "cause", "source", "version_id", "known_at", "run_number",
    "publication", "part", "whole",
)  # fmt: skip


def store_changes(connection: Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Append change events, in the order of CHANGE_COLUMNS."""
    insert_rows(connection, Change, CHANGE_COLUMNS, rows)


def last_publication(connection: Connection) -> Any | None:
    """The newest row of the publications, if there is one."""
    table = table_of(Publication)
    return connection.execute(sa.select(table).order_by(table.c.publication.desc()).limit(1)).first()


def open_publication(connection: Connection, fingerprint: str, scope: str, refresh_id: str | None) -> int:
    """Number a new assembly."""
    statement = (
        sa.insert(table_of(Publication))
        .values(fingerprint=fingerprint, scope=scope, assembled_at=datetime.now(UTC), refresh_id=refresh_id)
        .returning(table_of(Publication).c.publication)
    )
    return int(connection.execute(statement).scalar_one())


def set_publication_counts(connection: Connection, publication: int, counts: Mapping[str, int]) -> None:
    """Store how many rows an assembly gave."""
    table = table_of(Publication)
    connection.execute(sa.update(table).where(table.c.publication == publication).values(counts=encode(dict(counts))))


def set_published(connection: Connection, publication: int, snapshot_id: str) -> None:
    """Say as which snapshot an assembly was published."""
    table = table_of(Publication)
    values = {"snapshot_id": snapshot_id, "published_at": datetime.now(UTC)}
    connection.execute(sa.update(table).where(table.c.publication == publication).values(**values))


def scope_words(connection: Connection, source: str) -> str | None:
    """The arguments (JSON) of the newest taken-in run of a source."""
    run = table_of(Run)
    statement = sa.select(run.c.arguments).where(run.c.source == source, run.c.folded.is_(True))
    return connection.execute(statement.order_by(run.c.run_number.desc()).limit(1)).scalar()


def record_keys(connection: Connection, source: str, kind: str, prefix: str) -> list[str]:
    """The keys of the records whose key starts with ``prefix``."""
    key = RECORD.c.record_key
    among = [key >= prefix, key < prefix[:-1] + chr(ord(prefix[-1]) + 1)] if prefix else []  # a LIKE looks at all
    statement = sa.select(key).where(RECORD.c.source == source, RECORD.c.kind == kind, *among)
    return list(connection.execute(statement).scalars())


def has_record(connection: Connection, source: str, kind: str, key: str) -> bool:
    """Whether a source has a record of this kind under this key, gone or not."""
    wanted = sa.select(sa.literal(1)).where(
        RECORD.c.source == source, RECORD.c.kind == kind, RECORD.c.record_key == key
    )
    return connection.execute(wanted).first() is not None


def previous_counts(connection: Connection, publication: int) -> tuple[dict[str, int], str]:
    """Counts and scope of the newest published assembly before this one; empty when there is none."""
    table = table_of(Publication)
    statement = (
        sa.select(table.c.counts, table.c.scope)
        .where(table.c.publication < publication, table.c.snapshot_id.is_not(None))
        .order_by(table.c.publication.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    return (json.loads(row.counts), row.scope) if row else ({}, "")


def orphans_and_unproven(connection: Connection) -> tuple[int, int]:
    """Programs without their institution, and things whose evidence is empty."""
    program, institution = table_of(Program), table_of(Institution)
    home = sa.exists().where(institution.c.institution_id == program.c.institution_id)
    orphans = connection.execute(sa.select(sa.func.count()).select_from(program).where(~home)).scalar_one()
    unproven = sum(
        connection.execute(sa.select(sa.func.count()).where(table.c.evidence == "{}")).scalar_one()
        for table in (program, institution)
    )
    return orphans, unproven
