"""Opening what a flow works on: the home's folders, database and lock. Holds no rule and no SQL."""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from db.engine import open_engine, trouble_in_words, wrong_order
from db.heartbeat import HeldLock, LockHeld
from db.ledger import claim_home, try_writing
from db.locks import PUBLISH
from db.schema import ensure_schema
from spiders.environment import Environment


class HomeBusy(RuntimeError):
    """Another refresh is at work in this home."""


class DatabaseTrouble(RuntimeError):
    """The work database cannot be opened or written, or sorts text in an order of its own."""


_sole: HeldLock | None = None
"""The lock of this process while it alone may assemble and publish; None with SQLite, whose home is locked instead."""


def work_engine(environment: Environment) -> Engine:
    """The work database of a home, with its schema at the newest version."""
    engine = open_engine(environment.work_database_url)
    ensure_schema(engine)
    return engine


@contextlib.contextmanager
def sole_work(environment: Environment) -> Iterator[None]:
    """Be the only one who assembles, publishes or removes: in this home, or on all machines of one server. HomeBusy."""
    global _sole  # noqa: PLW0603 - one a process, as a lock is
    url = environment.work_database_url
    if url.startswith("sqlite"):
        with home_lock(environment.home):
            yield
        return
    ensure_schema_of(url)
    try:
        held = HeldLock(url, PUBLISH, environment.lock_seconds)
    except LockHeld as other:
        raise HomeBusy(f"another refresh is at work on this database ({other.holder}); wait for it") from None
    _sole = held
    try:
        yield
    finally:
        _sole = None
        held.give_back()


def require_sole_work() -> None:
    """Raise LockLost when this process stood still for so long that others may have taken its work."""
    if _sole is not None:
        _sole.still_held()


def ensure_schema_of(url: str) -> None:
    """Bring a work database to the newest schema. DatabaseTrouble when that cannot be done."""
    engine = open_engine(url)
    try:
        ensure_schema(engine)
        if words := wrong_order(engine):
            raise DatabaseTrouble(words)
    except (SQLAlchemyError, OSError) as error:
        raise DatabaseTrouble(trouble_in_words(error)) from error
    finally:
        engine.dispose()


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
    """Refuse what cannot work before anything starts.

    WebRefused: the web cannot be read; WebMismatch: it is of another kind than this home's; DatabaseTrouble: the work
    database cannot be written.
    """
    from spiders.web import chosen_web

    web = chosen_web(words, environment.contact)
    try:
        engine = work_engine(environment)
        with engine.begin() as connection:
            claim_home(connection, web.kind)
            try_writing(connection)
        engine.dispose()
    except (SQLAlchemyError, OSError) as error:
        raise DatabaseTrouble(trouble_in_words(error)) from error
