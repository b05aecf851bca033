"""Opening what a flow works on: the home's folders, database and lock. Holds no rule and no SQL."""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import Engine

from db.engine import open_engine
from db.ledger import claim_home
from db.schema import ensure_schema
from spiders.environment import Environment


class HomeBusy(RuntimeError):
    """Another refresh is at work in this home."""


def work_engine(environment: Environment) -> Engine:
    """The work database of a home, with its schema at the newest version."""
    engine = open_engine(environment.work_database_url)
    ensure_schema(engine)
    return engine


@contextlib.contextmanager
def home_lock(home: Path) -> Iterator[None]:
    """Hold the home for one refresh; the lock goes with the process, however that ends."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "refresh.lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise HomeBusy(
                f"another refresh is at work in {home} ({file.read().strip() or 'unknown process'}); "
                "wait for it, or use another HIMDIR_HOME"
            ) from None
        file.truncate(0)
        file.write(f"process {os.getpid()}\n")
        file.flush()
        yield


def new_id(prefix: str) -> str:
    """An id for a run or refresh: what, when in UTC, and a few random letters."""
    return f"{prefix}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def check_web(environment: Environment, words: str) -> None:
    """Refuse a web that cannot be read, or whose kind is another than this home's, before anything starts."""
    from spiders.web import chosen_web

    web = chosen_web(words, environment.contact)
    engine = work_engine(environment)
    with engine.begin() as connection:
        claim_home(connection, web.kind)
    engine.dispose()
