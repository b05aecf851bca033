"""Opening the work database: SQLite with WAL, foreign keys and a busy timeout, or PostgreSQL by its URL."""

from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url

BUSY_TIMEOUT_SECONDS = 30
BULK_MEGABYTES = 192


def open_engine(url: str, megabytes: int = BULK_MEGABYTES) -> Engine:
    """An engine for ``url``. The folder of a SQLite file is made; the schema is not (see db.schema).

    ``?timeout=5`` in the URL of a SQLite file is how many seconds to wait for another writer; 30 without it.
    ``megabytes`` is how much of the database SQLite may keep in memory: much for bulk work, little for a trickle.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    seconds = float(str(parsed.query.get("timeout", BUSY_TIMEOUT_SECONDS)))
    engine = sa.create_engine(parsed.difference_update_query(["timeout"]), connect_args={"timeout": seconds})
    sa.event.listen(engine, "connect", partial(_set_up_sqlite, int(seconds * 1000), megabytes))
    return engine


def _set_up_sqlite(milliseconds: int, megabytes: int, connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in (
        "page_size=16384",  # of a new file: bulk work is a sixth quicker than with pages of 4 kB
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"busy_timeout={milliseconds}",
        "synchronous=NORMAL",
        f"cache_size=-{megabytes * 1024}",
        f"mmap_size={1073741824 if megabytes == BULK_MEGABYTES else 0}",
        "temp_store=MEMORY",
        "wal_autocheckpoint=8192",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def wrong_order(engine: Engine) -> str:
    """What is wrong with the order in which the database sorts text; empty when it is that of code points.

    With another order the same records would be taken in in another order than elsewhere.
    """
    if engine.dialect.name != "postgresql":
        return ""
    statement = "SELECT datlocprovider, datcollate FROM pg_database WHERE datname = current_database()"
    with engine.connect() as connection:
        provider, found = connection.execute(sa.text(statement)).one()
    if provider == "b" or (provider == "c" and found in ("C", "POSIX", "C.UTF-8", "C.utf8")):
        return ""
    order = found if provider == "c" else "ICU"
    return (
        f"the work database sorts text as in {order}, and results would differ from machine to machine: make it with "
        "CREATE DATABASE himdir TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
    )


def trouble_in_words(error: Exception) -> str:
    """What is wrong with the work database or the disk under it, in one line, and what to do about it."""
    first = (str(error).splitlines() or [type(error).__name__])[0][:300]
    what = "the disk" if isinstance(error, OSError) else "the work database"
    if "locked" in first or "busy" in first:
        advice = "another program is writing it; end that one, or wait, and start again"
    else:
        advice = "look at the disk (is it full, may it be written?) and at the database, and start again"
    return f"{what} could not be written ({first}): {advice}"
