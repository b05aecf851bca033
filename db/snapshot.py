"""Building a snapshot: one SQLite file with rows in order, so that the same data gives the same bytes.

Holds nothing that depends on the moment or the machine of the build: no run numbers, no clock, no path.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from db.bulk import table_of
from db.tables import (
    AwardLevel,
    Capture,
    Change,
    CitationPattern,
    Discrepancy,
    Identity,
    Institution,
    InstitutionAccreditation,
    InstitutionSlug,
    LevelCost,
    Override,
    Price,
    Program,
    ProgramAccreditation,
    ProgramCost,
    ProgramStatus,
    Reading,
    RecordLink,
    RecordVersion,
    Statement,
)

CONTRACT_VERSION = "1.0"
VIEWS = Path(__file__).resolve().parent / "views" / "v1.sql"
SOURCE_COLUMNS = {
    "name": "the source's short name",
    "title": "its title",
    "publisher": "who publishes it",
    "home_url": "its address",
    "gives": "what it gives",
    "terms": "its terms of use, in our words",
    "terms_url": "where the terms stand",
    "license": "license of its data",
    "cadence": "how often it is read",
    "freshness_days": "age in days past which its values are stale",
    "proof": "proof, or only a lead",
    "verified_live": "when its layout was last checked against the live site; never, if it was not",
    "parser_version": "version of the parser in force",
    "captured_from": "oldest capture that a published value rests on",
    "captured_until": "newest capture that a published value rests on",
    "captures": "captures that published values rest on",
    "records": "record versions that published values rest on",
}
ACCURACY_COLUMNS = {
    "kind": ("TEXT", "what was read: tuition, location, credential or accreditation"),
    "measure": ("TEXT", "what was counted (docs/accuracy.md); _first_met: before a rule was mended on the texts"),
    "value": ("REAL", "the share that is right, on the labeled texts of the project"),
    "low": ("REAL", "lower end of its 95 % interval"),
    "high": ("REAL", "upper end of its 95 % interval"),
    "cases": ("INTEGER", "labeled texts of this kind"),
    "rule_version": ("TEXT", "version of the rules that were measured"),
}


@dataclass(frozen=True, slots=True)
class Published:
    """A table of the work database as readers get it: its name there, its columns, its order."""

    model: type[SQLModel]
    name: str
    columns: tuple[str, ...]
    order: tuple[str, ...]


def _published(model: type[SQLModel], name: str, *order: str, without: Sequence[str] = ()) -> Published:
    columns = tuple(column.name for column in table_of(model).columns if column.name not in without)
    return Published(model, name, columns, order)


TABLES = (
    _published(Institution, "institution", "institution_id"),
    _published(Program, "program", "program_id"),
    _published(Price, "price", "price_id"),
    _published(LevelCost, "level_cost", "institution_id", "award_level", "residency", "academic_year"),
    _published(ProgramCost, "program_cost", "program_id", "residency", "academic_year"),
    _published(InstitutionAccreditation, "institution_accreditation", "accreditation_id"),
    _published(ProgramAccreditation, "program_accreditation", "accreditation_id"),
    _published(ProgramStatus, "program_status", "status_id"),
    _published(Statement, "statement", "statement_id"),
    _published(RecordLink, "record_link", "source", "kind", "record_key"),
    _published(Override, "correction", "thing_id", "field"),
    _published(Discrepancy, "discrepancy", "thing_id", "field", "version_id"),
    _published(Identity, "identity", "thing_id"),
    _published(InstitutionSlug, "institution_slug", "institution_id", "slug"),
    _published(AwardLevel, "award_level", "award_level"),
    _published(Change, "change", "change_number", without=("run_number", "publication")),
    _published(RecordVersion, "source_record", "version_id", without=("run_number",)),
    _published(Reading, "reading", "reading_id"),
    _published(Capture, "capture", "capture_id", without=("run_number", "warc", "offset")),
    _published(CitationPattern, "citation_pattern", "pattern_id"),
)


def contract_layout() -> str:
    """The published tables and columns as text, so that a change of the layout makes a new snapshot."""
    tables = {published.name: published.columns for published in TABLES} | {"accuracy": tuple(ACCURACY_COLUMNS)}
    return "\n".join(f"{name}: {', '.join(columns)}" for name, columns in tables.items())


_UTC = 'substr("{0}", 1, 10) || \'T\' || substr("{0}", 12, 8) || \'Z\' AS "{0}"'
"""The work database keeps instants in UTC as ``YYYY-MM-DD HH:MM:SS.ffffff``."""
_CITED_VERSIONS = """
    SELECT cited.key AS version_id FROM work.program, json_each(evidence) AS cited
    UNION ALL SELECT cited.key FROM work.institution, json_each(evidence) AS cited
    UNION ALL SELECT version_id FROM work.price
    UNION ALL SELECT cited.value FROM work.program_cost, json_each(parts, '$.versions') AS cited
    UNION ALL SELECT version_id FROM work.institution_accreditation
    UNION ALL SELECT version_id FROM work.program_accreditation
    UNION ALL SELECT version_id FROM work.program_status WHERE version_id IS NOT NULL
    UNION ALL SELECT version_id FROM work.statement
    UNION ALL SELECT version_id FROM work.record_link
    UNION ALL SELECT version_id FROM work.discrepancy"""
_CITED = {
    "source_record": "WHERE version_id IN (SELECT version_id FROM temp.cited_version)",
    "reading": "WHERE reading_id IN (SELECT reading_id FROM main.source_record)",
    "capture": "WHERE capture_id IN (SELECT capture_id FROM main.reading)",
    "citation_pattern": """WHERE pattern_id IN (
        SELECT cited.value FROM main.program, json_each(evidence) AS cited
        UNION SELECT cited.value FROM main.institution, json_each(evidence) AS cited)""",
}
"""Which proofs are published: those that a published value rests on."""


def build_snapshot(
    work: Path,
    path: Path,
    sources: Sequence[Mapping[str, Any]],
    facts: Mapping[str, str],
    accuracy: Sequence[Mapping[str, Any]] = (),
) -> dict[str, int]:
    """Write the snapshot to ``path`` (which must not exist) from the SQLite database at ``work``; rows by table.

    ``facts`` go into the table ``meta``, ``accuracy`` (one mapping a figure) into the table of that name. All other
    rows go from file to file inside SQLite and never through Python.
    """
    target = sqlite3.connect(path, isolation_level=None, uri=True)
    try:
        for pragma in (
            "page_size=16384",
            "journal_mode=OFF",
            "synchronous=OFF",
            "cache_size=-131072",
            "temp_store=MEMORY",
        ):
            target.execute(f"PRAGMA {pragma}")
        target.execute("ATTACH DATABASE ? AS work", (f"{work.absolute().as_uri()}?mode=ro",))
        target.execute("PRAGMA work.mmap_size=1073741824")
        target.execute("BEGIN")
        target.execute("CREATE TEMP TABLE cited_version (version_id TEXT PRIMARY KEY) WITHOUT ROWID")
        target.execute(f"INSERT OR IGNORE INTO temp.cited_version {_CITED_VERSIONS}")
        counts = {published.name: _copy(target, published) for published in TABLES}
        _write_sources(target, sources)
        _write_accuracy(target, accuracy)
        _write_dictionary(target)
        _write_meta(target, {**facts, "contract_version": CONTRACT_VERSION})
        target.execute("COMMIT")
        target.execute("DETACH DATABASE work")
        for statement in VIEWS.read_text(encoding="utf-8").split(";"):
            if statement.strip():
                target.execute(statement)
    finally:
        target.close()
    return counts


def _copy(target: sqlite3.Connection, published: Published) -> int:
    """Copy one table in its order, and of the proofs only those that a published value cites."""
    table = table_of(published.model)
    columns = [table.c[name] for name in published.columns]
    definitions = ", ".join(f'"{c.name}" {_sql_type(c)}{"" if c.nullable else " NOT NULL"}' for c in columns)
    key = ", ".join(f'"{name}"' for name in published.order)
    target.execute(f'CREATE TABLE main."{published.name}" ({definitions}, PRIMARY KEY ({key})) WITHOUT ROWID')
    told = ", ".join(_UTC.format(c.name) if _is_time(c) else f'"{c.name}"' for c in columns)
    condition = _CITED.get(published.name, "")
    statement = f'INSERT INTO main."{published.name}" SELECT {told} FROM work."{table.name}" {condition} ORDER BY {key}'  # noqa: S608
    return target.execute(statement).rowcount


def _is_time(column: sa.Column[Any]) -> bool:
    plain = column.type.impl_instance if isinstance(column.type, sa.types.TypeDecorator) else column.type
    return isinstance(plain, sa.DateTime)


def _sql_type(column: sa.Column[Any]) -> str:
    plain = column.type.impl_instance if isinstance(column.type, sa.types.TypeDecorator) else column.type
    if isinstance(plain, sa.Integer | sa.Boolean):
        return "INTEGER"
    return "REAL" if isinstance(plain, sa.Float) else "TEXT"


def _write_sources(target: sqlite3.Connection, sources: Sequence[Mapping[str, Any]]) -> None:
    target.execute(f"CREATE TABLE source ({', '.join(SOURCE_COLUMNS)}, PRIMARY KEY (name)) WITHOUT ROWID")
    figures = """
        SELECT g.source, min(c.captured_at), max(c.captured_at), count(DISTINCT c.capture_id), sum(r.records)
        FROM (SELECT reading_id, count(*) AS records FROM source_record GROUP BY reading_id) AS r
        JOIN reading AS g USING (reading_id) JOIN capture AS c USING (capture_id) GROUP BY g.source"""
    found = {row[0]: row[1:] for row in target.execute(figures)}
    names = ("captured_from", "captured_until", "captures", "records")
    for told in sorted(sources, key=lambda source: str(source["name"])):
        measured = dict(zip(names, found.get(told["name"], (None, None, 0, 0)), strict=True))
        row = [{**told, **measured}[name] for name in SOURCE_COLUMNS]
        target.execute(f"INSERT INTO source VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608


def _write_accuracy(target: sqlite3.Connection, figures: Sequence[Mapping[str, Any]]) -> None:
    definitions = ", ".join(f"{name} {kind} NOT NULL" for name, (kind, _) in ACCURACY_COLUMNS.items())
    target.execute(f"CREATE TABLE accuracy ({definitions}, PRIMARY KEY (kind, measure)) WITHOUT ROWID")
    for figure in sorted(figures, key=lambda told: (told["kind"], told["measure"])):
        row = [figure[name] for name in ACCURACY_COLUMNS]
        target.execute(f"INSERT INTO accuracy VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608


def _write_dictionary(target: sqlite3.Connection) -> None:
    target.execute(
        "CREATE TABLE data_dictionary (table_name, column_name, position INTEGER, type, nullable INTEGER, description,"
        " PRIMARY KEY (table_name, position)) WITHOUT ROWID"
    )
    for published in TABLES:
        fields = published.model.model_fields
        table = table_of(published.model)
        for position, name in enumerate(published.columns, start=1):
            column = table.c[name]
            described = fields[name].description or ""
            row = (published.name, name, position, _sql_type(column), int(bool(column.nullable)), described)
            target.execute("INSERT INTO data_dictionary VALUES (?, ?, ?, ?, ?, ?)", row)
    for position, (name, described) in enumerate(SOURCE_COLUMNS.items(), start=1):
        target.execute("INSERT INTO data_dictionary VALUES ('source', ?, ?, 'TEXT', 1, ?)", (name, position, described))
    for position, (name, (kind, described)) in enumerate(ACCURACY_COLUMNS.items(), start=1):
        row = ("accuracy", name, position, kind, 0, described)
        target.execute("INSERT INTO data_dictionary VALUES (?, ?, ?, ?, ?, ?)", row)


def _write_meta(target: sqlite3.Connection, facts: Mapping[str, str]) -> None:
    target.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
    target.executemany("INSERT INTO meta VALUES (?, ?)", sorted(facts.items()))
