"""Reads of the published snapshot, through its versioned views, read-only and from one snapshot at a time.

Imports the standard library only, so that reading commands start at once.
"""

import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class NothingPublished(RuntimeError):
    """There is no snapshot to read yet."""


@dataclass(frozen=True, slots=True)
class ProgramFilter:
    """What programs to list. ``cip`` takes codes and prefixes; ``text`` is looked for without case and accents."""

    state: str | None = None
    credential: str | None = None
    cip: tuple[str, ...] = ()
    text: str | None = None
    unitid: str | None = None
    include_unlisted: bool = False
    limit: int = 0


def snapshot_file(published: Path) -> Path:
    """The file of the snapshot in force, resolved once."""
    link = published / "current"
    if not link.exists():
        raise NothingPublished(f"nothing is published in {published} yet; run: himdir refresh --web sample")
    return link.resolve() / "directory.sqlite"


@contextmanager
def open_snapshot(published: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection to the snapshot in force; resolved once, so that it is one snapshot to the end."""
    path = snapshot_file(published)
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        yield connection
    finally:
        connection.close()


def list_programs(connection: sqlite3.Connection, wanted: ProgramFilter) -> list[dict[str, Any]]:
    """Programs by state, institution, CIP and award level: an order that nobody can buy."""
    conditions: list[str] = ["1"]
    values: list[Any] = []
    for name, value in (("state", wanted.state), ("credential", wanted.credential), ("unitid", wanted.unitid)):
        if value is not None:
            conditions.append(f"{name} = ?")
            values.append(value)
    if wanted.cip:
        conditions.append("(" + " OR ".join(["substr(cip, 1, ?) = ?"] * len(wanted.cip)) + ")")
        values += [told for prefix in wanted.cip for told in (len(prefix), prefix)]
    if wanted.text:
        connection.create_function("folded", 1, folded, deterministic=True)
        conditions.append("(instr(folded(institution), ?) OR instr(folded(name), ?) OR instr(folded(city), ?))")
        values += [folded(wanted.text)] * 3
    if not wanted.include_unlisted:
        conditions.append("listing <> 'unlisted'")
    statement = (
        f"SELECT * FROM v1_program WHERE {' AND '.join(conditions)} "  # noqa: S608 - conditions are written above
        "ORDER BY state, institution, institution_id, cip, award_level"
    )
    if wanted.limit:
        statement += f" LIMIT {int(wanted.limit)}"
    return [_typed(row) for row in connection.execute(statement, values)]


def folded(text: str | None) -> str:
    """Text for looking things up: without case and without accents, so that Bayamon finds Bayamón."""
    parts = unicodedata.normalize("NFKD", (text or "").casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def known_credentials(connection: sqlite3.Connection) -> list[str]:
    """The kinds of credential that programs of the snapshot have."""
    return [row[0] for row in connection.execute("SELECT DISTINCT credential FROM program ORDER BY 1")]


def show_thing(connection: sqlite3.Connection, thing_id: str) -> dict[str, Any] | None:
    """A program or institution with its values, prices, changes, discrepancies and leads; None when there is none."""
    program = _one(connection, "SELECT * FROM v1_program WHERE program_id = ?", thing_id)
    institution_id = program["institution_id"] if program else thing_id
    institution = _one(connection, "SELECT * FROM v1_institution WHERE institution_id = ?", institution_id)
    if institution is None:
        return None
    return {
        "program": program,
        "institution": institution,
        "values": _values(connection, thing_id, institution_id),
        "prices": _all(
            connection,
            "SELECT p.*, c.captured_at, c.url FROM v1_price AS p JOIN source_record AS r USING (version_id)"
            " JOIN reading AS g USING (reading_id) JOIN capture AS c USING (capture_id)"
            " WHERE p.program_id = ? OR (p.program_id IS NULL AND p.institution_id = ?) ORDER BY p.price_id",
            thing_id,
            institution_id,
        ),
        "costs": _all(
            connection,
            "SELECT * FROM v1_program_cost WHERE program_id = ? ORDER BY academic_year DESC, residency",
            thing_id,
        ),
        "accreditations": _all(
            connection,
            "SELECT * FROM v1_institution_accreditation WHERE institution_id = ?"
            " ORDER BY is_current DESC, starts_on DESC",
            institution_id,
        ),
        "program_accreditations": _all(
            connection,
            "SELECT * FROM v1_program_accreditation WHERE program_id = ? ORDER BY agency, source, accreditation_id",
            thing_id,
        ),
        "statements": list_statements(connection, program, institution_id),
        "changes": _all(connection, "SELECT * FROM v1_change WHERE thing_id = ? ORDER BY change_number", thing_id),
        "discrepancies": _all(connection, "SELECT * FROM v1_discrepancy WHERE thing_id = ?", thing_id),
        "corrections": list_corrections(connection, thing_id, institution_id),
        "leads": _all(
            connection, "SELECT * FROM v1_lead WHERE program_id = ? OR institution_id = ?", thing_id, institution_id
        ),
    }


def list_statements(
    connection: sqlite3.Connection, program: dict[str, Any] | None, institution_id: str
) -> list[dict[str, Any]]:
    """What sources state of a program, its institution, its CIP and the occupations of that CIP, with proof."""
    wanted = [("institution", institution_id)]
    if program is not None:
        wanted = [("program", program["program_id"]), *wanted, ("cip", program["cip"])]
        statement = "SELECT soc FROM v1_program_occupation WHERE program_id = ? ORDER BY soc"
        wanted += [("occupation", row[0]) for row in connection.execute(statement, (program["program_id"],))]
    found: list[dict[str, Any]] = []
    for thing in wanted:
        found += _all(connection, _STATEMENTS, *thing)
    return found


_STATEMENTS = """
    SELECT s.*, coalesce(json_extract(r.claims, '$."' || s.claim_field || '"[1]'), s.value) AS words,
           r.record_key, c.captured_at, c.url
    FROM v1_statement AS s JOIN source_record AS r USING (version_id) JOIN reading AS g USING (reading_id)
    JOIN capture AS c USING (capture_id)
    WHERE s.thing_kind = ? AND s.thing_id = ? ORDER BY s.topic, s.source, s.field, r.record_key, s.position"""


def list_corrections(connection: sqlite3.Connection, *thing_ids: str) -> list[dict[str, Any]]:
    """What people corrected about things, with their evidence in words."""
    marks = ", ".join("?" * len(thing_ids))
    statement = f"SELECT * FROM v1_correction WHERE thing_id IN ({marks}) ORDER BY thing_id, field"  # noqa: S608 - marks
    return [dict(row) for row in connection.execute(statement, thing_ids)]


def list_changes(
    connection: sqlite3.Connection, since: str | None, cause: str | None, thing_id: str | None, limit: int
) -> list[dict[str, Any]]:
    """Changes, newest first; ``since`` is a day (YYYY-MM-DD), a ``limit`` of 0 means all."""
    wanted = {"known_at >= ?": since, "cause = ?": cause, "thing_id = ?": thing_id}
    conditions = " AND ".join(["1", *(words for words, value in wanted.items() if value is not None)])
    statement = f"SELECT * FROM v1_change WHERE {conditions} ORDER BY change_number DESC"  # noqa: S608 - written above
    values = [value for value in wanted.values() if value is not None]
    return _all(connection, statement + (f" LIMIT {int(limit)}" if limit else ""), *values)


def list_discrepancies(connection: sqlite3.Connection, limit: int) -> list[dict[str, Any]]:
    """Disagreements between sources, by thing and field, with both sources; a ``limit`` of 0 means all."""
    statement = """
        SELECT d.*, g.source, chosen.source AS chosen_source
        FROM v1_discrepancy AS d
        LEFT JOIN source_record AS r ON r.version_id = d.version_id LEFT JOIN reading AS g USING (reading_id)
        LEFT JOIN source_record AS c ON c.version_id = d.chosen_version_id
        LEFT JOIN reading AS chosen ON chosen.reading_id = c.reading_id
        ORDER BY d.thing_id, d.field, d.version_id"""
    return _all(connection, statement + (f" LIMIT {int(limit)}" if limit else ""))


_INSTITUTION_NAMES = "SELECT institution_id, name FROM institution WHERE institution_id IN ({})"
_PROGRAM_NAMES = """
    SELECT program_id, institution || ', ' || coalesce(name, 'CIP ' || cip || ' ' || credential)
    FROM v1_program WHERE program_id IN ({})"""


def names_of(connection: sqlite3.Connection, thing_ids: Iterable[str]) -> dict[str, str]:
    """What programs and institutions are called, by id; things that the snapshot does not hold have no name."""
    wanted = sorted(set(thing_ids))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ", ".join("?" * len(part))
        for statement in (_INSTITUTION_NAMES, _PROGRAM_NAMES):
            found.update((row[0], row[1]) for row in connection.execute(statement.format(marks), part))
    return found


def data_dictionary(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every published column with its type and meaning."""
    return _all(connection, "SELECT * FROM data_dictionary ORDER BY table_name, position")


def _values(connection: sqlite3.Connection, *thing_ids: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for thing_id in dict.fromkeys(thing_ids):
        found += _all(connection, "SELECT * FROM v1_value WHERE thing_id = ?", thing_id)
    return found


def _one(connection: sqlite3.Connection, statement: str, *values: Any) -> dict[str, Any] | None:
    row = connection.execute(statement, values).fetchone()
    return _typed(row) if row else None


def _all(connection: sqlite3.Connection, statement: str, *values: Any) -> list[dict[str, Any]]:
    return [_typed(row) for row in connection.execute(statement, values)]


def _typed(row: sqlite3.Row) -> dict[str, Any]:
    """A row with booleans and JSON columns as what they are; SQLite keeps them as integers and text."""
    told = dict(row)
    for name in ("evidence", "states", "parts", "qualifiers"):
        if isinstance(told.get(name), str):
            told[name] = json.loads(told[name])
    for name in ("zero_completions", "is_current", "includes_fees", "counts_as_accredited"):
        if told.get(name) is not None:
            told[name] = bool(told[name])
    return told
