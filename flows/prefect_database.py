"""Prefect's own SQLite database, made at once as its migrations would make it; they take ten seconds of a first night.

The words of its tables are in ``prefect_database.sql``, of one version of Prefect; any other version, and any trouble,
leaves the work to Prefect itself. A test holds the file and Prefect's migrations together. Imports nothing of Prefect.
"""

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

NAME = "prefect.db"
TABLES = Path(__file__).with_suffix(".sql")
HEAD_LINE = "-- Prefect {version}: the tables that its migrations make in SQLite, and their revision"
ELSEWHERE = ("PREFECT_API_URL", "PREFECT_API_DATABASE_", "PREFECT_SERVER_DATABASE_")
"""Beginnings of settings that say that the database is another one."""


def make_prefect_database(folder: Path, environment: Mapping[str, str]) -> bool:
    """Make the database in Prefect's home unless there is one, or it lies elsewhere; whether it was made."""
    if (folder / NAME).exists() or any(name.startswith(ELSEWHERE) for name in environment):
        return False
    with contextlib.suppress(OSError, sqlite3.Error, PackageNotFoundError):
        head, _, statements = TABLES.read_text(encoding="utf-8").partition("\n")
        if head == HEAD_LINE.format(version=version("prefect")):
            return _put(folder, statements)
    return False


def _put(folder: Path, statements: str) -> bool:
    """Make it beside its place, and put it there whole; one that another process has put there meanwhile stays."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".database-") as beside:
        made = Path(beside) / NAME
        with contextlib.closing(sqlite3.connect(made)) as connection:
            connection.executescript("PRAGMA journal_mode = WAL;\n" + statements)
        os.link(made, folder / NAME)
    return True
