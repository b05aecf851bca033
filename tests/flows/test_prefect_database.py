"""Prefect's database of a new home is the one that Prefect's own migrations make."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from flows import prefect_database
from flows.prefect_database import HEAD_LINE, NAME, TABLES, make_prefect_database

PRAGMAS = ("journal_mode", "user_version", "application_id", "page_size", "auto_vacuum", "encoding", "integrity_check")

SCHEMA = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"


def test_a_new_database_is_what_the_migrations_make(tmp_path: Path) -> None:
    """The same statements of every table, index, view and trigger, every row, and what the file says of itself."""
    migrated, ours = tmp_path / "migrated", tmp_path / "ours"
    _migrate(migrated)
    ours.mkdir()
    if not TABLES.exists() or not make_prefect_database(ours, {}):
        TABLES.write_text(_dump(migrated / NAME), encoding="utf-8")
        pytest.fail(f"{TABLES} was not of Prefect {version('prefect')} and is written anew; look at it and run again")
    assert [*ours.iterdir()] == [ours / NAME], "nothing is left beside it"
    assert _contents(ours / NAME) == _contents(migrated / NAME)


def test_what_stands_elsewhere_or_is_there_stays(tmp_path: Path) -> None:
    for name in ("PREFECT_API_URL", "PREFECT_API_DATABASE_CONNECTION_URL", "PREFECT_SERVER_DATABASE_NAME"):
        assert not make_prefect_database(tmp_path, {name: "x"})
    assert not [*tmp_path.iterdir()]
    (tmp_path / NAME).write_bytes(b"kept")
    assert not make_prefect_database(tmp_path, {})
    assert (tmp_path / NAME).read_bytes() == b"kept"


@pytest.mark.parametrize("words", ["", "-- Prefect 0.0: another version\nCREATE TABLE t (x);\n"])
def test_tables_of_another_version_are_left_to_prefect(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables, folder = tmp_path / "tables.sql", tmp_path / "home"
    tables.write_text(words, encoding="utf-8")
    folder.mkdir()
    monkeypatch.setattr(prefect_database, "TABLES", tables)
    assert not make_prefect_database(folder, {})
    assert not [*folder.iterdir()]


def test_broken_statements_leave_no_half_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables, folder = tmp_path / "tables.sql", tmp_path / "home"
    tables.write_text(f"{HEAD_LINE.format(version=version('prefect'))}\nCREATE TABLE t (x);\nCREATE TABLE (;\n")
    folder.mkdir()
    monkeypatch.setattr(prefect_database, "TABLES", tables)
    assert not make_prefect_database(folder, {})
    assert not [*folder.iterdir()]


def _migrate(home: Path) -> None:
    own = ("PREFECT_", "COVERAGE_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    line = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"]
    told = {**inherited, "PREFECT_HOME": str(home), "DO_NOT_TRACK": "1"}
    ended = subprocess.run(line, env=told, cwd=home.parent, capture_output=True, text=True, timeout=240)
    assert ended.returncode == 0, ended.stderr


def _contents(path: Path) -> dict[str, Any]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            "schema": sorted((*row, _statement(sql)) for *row, sql in connection.execute(SCHEMA)),
            "rows": {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names},  # noqa: S608
            "pragmas": [connection.execute(f"PRAGMA {name}").fetchall() for name in PRAGMAS],
        }


def _statement(sql: str) -> list[str]:
    """Its lines; those of constraints in order, since the migrations write them in another one each time."""
    lines = [line.strip().removesuffix(",") for line in sql.splitlines()]
    first = next((number for number, line in enumerate(lines) if line.startswith("CONSTRAINT ")), len(lines))
    return [*lines[:first], *sorted(lines[first:])]


def _dump(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        lines = [*connection.iterdump()]
    return "\n".join([HEAD_LINE.format(version=version("prefect")), *lines, ""])
