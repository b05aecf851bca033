"""A Prefect server's own tables for tests: those of a new home in SQLite, and in PostgreSQL for two workers.

In SQLite workers hold each other up, a minute at a time. In PostgreSQL Prefect's tables want the extension pg_trgm,
which the packaged one lacks; they are made without its indexes, which only make it quick to search by a part of a name.
Run as a program, this makes the tables in the database of Prefect's settings.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from flows.prefect_database import make_prefect_database
from spiders.environment import ROOT
from tests.made_once import made_once
from tests.postgres import Postgres

URL = "PREFECT_SERVER_DATABASE_CONNECTION_URL"
OTHERS = ("HIMDIR_", "PREFECT_", "COVERAGE_")
OF_TRIGRAMS = ("gin_trgm_ops", "EXTENSION IF NOT EXISTS pg_trgm")


def prefect_database(postgres: Postgres) -> dict[str, str]:
    """The settings of a server whose tables stand in a new database, and which waits for it on a busy machine."""
    settings = {
        URL: postgres.database().replace("+psycopg", "+asyncpg"), "PREFECT_SERVER_DATABASE_TIMEOUT": "120",
        "PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT": "120",
    }  # fmt: skip
    _make(settings)
    return settings


def prefect_home(folder: Path) -> Path:
    """Put a PREFECT_HOME with its tables into a folder; the folder.

    They are what Prefect's migrations make (tests/flows/test_prefect_database.py), which take a hundred times as long.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not make_prefect_database(folder, {}):
        made = made_once("prefect", lambda path: _make({"PREFECT_HOME": str(path)}))
        shutil.copytree(made, folder, dirs_exist_ok=True)
    return folder


def _make(settings: dict[str, str]) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith(OTHERS)}
    subprocess.run([sys.executable, "-m", "tests.prefect_database"], cwd=ROOT, env={**own, **settings}, check=True)


def make_tables() -> None:
    """Bring the database to Prefect's newest schema."""
    from prefect.server.database import provide_database_interface

    event.listen(Engine, "before_cursor_execute", _without_trigrams, retval=True)
    asyncio.run(provide_database_interface().create_db())


def _without_trigrams(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
    return ("SELECT 1" if any(words in statement for words in OF_TRIGRAMS) else statement), parameters


if __name__ == "__main__":
    make_tables()
