"""The directory as it was known at the end of a day, from one snapshot alone: changes that came later are undone.

The past is a database in memory with the tables of the snapshot as they were; what never changes is read from the
snapshot itself, and the views of readers lie over both. Standard library only. What left or came because the scope of
the directory moved cannot be told, and is said.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from db.change_parts import RANGES, WHOLE, column_of, ends
from db.reads import snapshot_file

VIEWS = Path(__file__).resolve().parent / "views" / "v1.sql"
THINGS = ("program", "institution")
ROWS = (
    "price", "level_cost", "program_cost", "institution_accreditation", "program_accreditation", "statement",
)  # fmt: skip
SCOPE_MOVED = (
    "the scope of the directory was another one then: programs that came or left with it are shown as they are now"
)
_HIDDEN = """
CREATE TEMP VIEW change AS SELECT * FROM now.change WHERE known_at < '{cutoff}';
CREATE TEMP VIEW record_link AS SELECT * FROM now.record_link WHERE 0;
CREATE TEMP VIEW discrepancy AS SELECT * FROM now.discrepancy WHERE 0;
CREATE TEMP VIEW correction AS SELECT * FROM now.correction WHERE decided_on < substr('{cutoff}', 1, 10);
CREATE TEMP VIEW program_status AS SELECT * FROM now.program_status
WHERE known_from < '{cutoff}' AND (known_until IS NULL OR known_until >= '{cutoff}');
CREATE TEMP VIEW identity AS SELECT thing_id, kind, anchor, minted_at,
CASE WHEN retired_at < '{cutoff}' THEN successor_id END AS successor_id,
CASE WHEN retired_at < '{cutoff}' THEN retired_at END AS retired_at, entered_at FROM now.identity
WHERE minted_at < '{cutoff}'
"""
"""What is not undone: the log of changes is cut off, ids lead where they led, and what has no past is not shown."""


@dataclass(slots=True)
class Past:
    """A past state: ``undone`` has (kind, id, field) of values with the change that came later; ``notes`` in words."""

    connection: sqlite3.Connection
    day: str
    undone: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@contextmanager
def open_past(published: Path, day: date, tables: Sequence[str] = (*THINGS, *ROWS)) -> Iterator[Past]:
    """The state at the end of ``day`` (UTC), in the ``tables`` asked for. Raises NothingPublished."""
    path = snapshot_file(published)
    connection = sqlite3.connect(":memory:", isolation_level=None, uri=True)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("ATTACH DATABASE ? AS now", (f"{path.as_uri()}?mode=ro&immutable=1",))
        past = Past(connection, day.isoformat())
        cutoff = f"{day + timedelta(days=1)}T00:00:00Z" if day < date.max else "9999-12-31T23:59:59Z"
        _Undoing(past, cutoff, tables).run()
        for statement in _HIDDEN.format(cutoff=cutoff).split(";"):
            connection.execute(statement)
        for statement in VIEWS.read_text(encoding="utf-8").replace("CREATE VIEW", "CREATE TEMP VIEW").split(";"):
            connection.execute(statement)
        yield past
    finally:
        connection.close()


class _Undoing:
    """Copies tables into memory and takes back, newest first, what became known at or after ``cutoff``."""

    def __init__(self, past: Past, cutoff: str, tables: Sequence[str]) -> None:
        self._past, self._cutoff = past, cutoff
        self._execute = past.connection.execute
        self._columns = {table: self._copy(table) for table in tables}
        self._keys = {table: self._key(table) for table in tables}

    def run(self) -> None:
        """Undo everything."""
        entered = "SELECT thing_id, entered_at FROM now.identity WHERE entered_at IS NOT NULL"
        self._execute(f"CREATE TEMP TABLE entered AS {entered}")
        later = "SELECT * FROM now.change WHERE known_at >= ? ORDER BY change_number DESC"
        for row in self._execute(later, (self._cutoff,)).fetchall():
            self._undo(dict(row))
        for table in THINGS:
            self._execute(
                f"DELETE FROM main.{table} WHERE {table}_id IN"  # noqa: S608 - one of two names
                " (SELECT thing_id FROM entered WHERE entered_at >= ?)",
                (self._cutoff,),
            )

    def _copy(self, table: str) -> frozenset[str]:
        (definition,) = self._execute("SELECT sql FROM now.sqlite_master WHERE name = ?", (table,)).fetchone()
        self._execute(definition)
        self._execute(f"INSERT INTO main.{table} SELECT * FROM now.{table}")  # noqa: S608 - a name of TABLES
        return frozenset(row[1] for row in self._execute(f"PRAGMA main.table_info({table})"))

    def _key(self, table: str) -> tuple[str, ...]:
        rows = sorted((row[5], row[1]) for row in self._execute(f"PRAGMA main.table_info({table})") if row[5])
        return tuple(name for _, name in rows)

    def _undo(self, change: dict[str, Any]) -> None:
        if change["thing_id"] == WHOLE:
            self._undo_all(change)
        elif change["part"]:
            table, _, key = change["part"].partition(":")
            if table in self._columns:
                self._undo_row(change, table, key)
        elif change["thing_kind"] in self._columns:
            self._undo_field(change, change["thing_kind"])

    def _undo_all(self, change: dict[str, Any]) -> None:
        """A first load of a source, a data year that all rows moved to, or a move of the scope."""
        table, _, column = change["field"].rpartition(".")
        if not table and change["cause"] == "rule":
            self._past.notes[:] = [SCOPE_MOVED]
        if table not in self._columns:
            return
        if column == WHOLE:
            condition, values = ("source = ?", [change["source"]]) if "source" in self._columns[table] else ("1", [])
            self._execute(f"DELETE FROM main.{table} WHERE {condition}", values)  # noqa: S608 - a name of TABLES
        elif column in self._columns[table]:
            self._execute(
                f"UPDATE OR REPLACE main.{table} SET {column} = ? WHERE {column} IS ?",  # noqa: S608 - a name of it
                (change["old"], change["new"]),
            )

    def _undo_field(self, change: dict[str, Any], kind: str) -> None:
        if change["field"] == WHOLE:
            self._forget(kind, change["thing_id"])
        elif change["field"] in self._columns[kind]:
            self._execute(
                f"UPDATE main.{kind} SET {change['field']} = ? WHERE {kind}_id = ?",  # noqa: S608 - a column of it
                (change["old"], change["thing_id"]),
            )
            self._past.undone[kind, change["thing_id"], change["field"]] = change

    def _forget(self, kind: str, thing_id: str) -> None:
        """Take out a thing that came, with the rows that came with it and are told nowhere else."""
        self._execute(f"DELETE FROM main.{kind} WHERE {kind}_id = ?", (thing_id,))  # noqa: S608 - one of THINGS
        for table in (name for name in ROWS if name in self._columns):
            names = self._columns[table]
            condition = (
                f"{kind}_id = ?" if f"{kind}_id" in names else "thing_id = ?" if "thing_id" in names else "0 = ?"
            )
            if kind == "institution" and "program_id" in names:
                condition += " AND program_id IS NULL"
            self._execute(f"DELETE FROM main.{table} WHERE {condition}", (thing_id,))  # noqa: S608 - names of it

    def _undo_row(self, change: dict[str, Any], table: str, key: str) -> None:
        names, column = self._keys[table], column_of(change["field"])
        values = key.split("/", len(names) - 1) if len(names) > 1 else [key]
        condition = " AND ".join(f"{name} = ?" for name in names)
        if column == WHOLE and change["whole"]:
            self._restore(change, table)
        elif column == WHOLE:
            self._execute(f"DELETE FROM main.{table} WHERE {condition}", values)  # noqa: S608 - names of the table
        else:
            told = {column: change["old"]}
            if (table, column) in RANGES:
                told = dict(zip(RANGES[table, column], ends(change["old"]), strict=True))
            if told.keys() <= self._columns[table]:
                setting = ", ".join(f"{name} = ?" for name in told)
                statement = f"UPDATE OR REPLACE main.{table} SET {setting} WHERE {condition}"  # noqa: S608 - its names
                self._execute(statement, [*told.values(), *values])

    def _restore(self, change: dict[str, Any], table: str) -> None:
        """A row that left, as it was; a thing with when it had come into the directory."""
        row = json.loads(change["whole"])
        told = {name: value for name, value in row.items() if name in self._columns[table]}
        names, marks = ", ".join(told), ", ".join("?" * len(told))
        statement = f"INSERT OR REPLACE INTO main.{table} ({names}) VALUES ({marks})"  # noqa: S608 - columns of it
        self._execute(statement, list(told.values()))
        if table in THINGS:
            self._execute("DELETE FROM entered WHERE thing_id = ?", (change["thing_id"],))
            self._execute("INSERT INTO entered VALUES (?, ?)", (change["thing_id"], row.get("entered_at")))
