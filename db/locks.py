"""Locks with heartbeat and expiry, as rows: one holder a name, on one machine or on many. Knows no flow and no source.

Times are the database server's, so that machines whose clocks differ agree. A holder that dies on this machine is seen
at once by its process id; one on another machine, or one that stands still, loses its lock when it expires.
"""

import os
import secrets
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import Field, SQLModel

from db.bulk import dialect_of, table_of


class WorkLock(SQLModel, table=True):
    """Who is at work on what."""

    __tablename__ = "work_lock"

    name: str = Field(primary_key=True, max_length=128, description="crawl SOURCE [SHARD], or publish")
    holder: str = Field(max_length=200, description="host, process and a random word; unique to one taking")
    taken_at: datetime
    heartbeat_at: datetime
    expires_at: datetime = Field(description="from then on anybody may take it")


LOCK = table_of(WorkLock)
PUBLISH = "publish"


class LockLost(RuntimeError):
    """A lock went to somebody else, because its holder gave no sign of life for too long."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One taking of a lock by one process. ``words`` is what the rows hold."""

    host: str
    process: int
    word: str

    @property
    def words(self) -> str:
        """The holder as text."""
        return f"{self.host}:{self.process}:{self.word}"

    @classmethod
    def new(cls) -> "Holder":
        """This process, taking a lock now."""
        return cls(this_host(), os.getpid(), secrets.token_hex(4))

    @classmethod
    def of(cls, words: str) -> "Holder":
        """A holder from its text."""
        host, process, word = words.rsplit(":", 2)
        return cls(host, int(process), word)

    @property
    def surely_gone(self) -> bool:
        """Whether it was a process of this machine that is no more; False for those of other machines."""
        return self.host == this_host() and not is_alive(self.process)

    def __str__(self) -> str:
        return f"process {self.process} on {self.host.partition('/')[0]}"


def crawl_lock(source: str, shard: str = "") -> str:
    """The name of the lock for reading a source, or a shard of it."""
    return " ".join(filter(None, ("crawl", source, shard)))


def take_lock(connection: Connection, name: str, holder: Holder, seconds: float) -> Holder | None:
    """Take a lock for so many seconds; None, or who holds it if it could not be had."""
    other = holder_of(connection, name)
    if other is not None and other.surely_gone:
        connection.execute(sa.delete(LOCK).where(LOCK.c.name == name, LOCK.c.holder == other.words))
    now = database_now(connection)
    times = {"taken_at": now, "heartbeat_at": now, "expires_at": now + timedelta(seconds=seconds)}
    insert = dialect_of(connection).insert(LOCK).values(name=name, holder=holder.words, **times)
    taken = {"holder": holder.words, **times}
    connection.execute(
        insert.on_conflict_do_update(index_elements=["name"], set_=taken, where=LOCK.c.expires_at <= now)
    )
    found = holder_of(connection, name)
    return None if found == holder else found


def beat(connection: Connection, name: str, holder: Holder, seconds: float) -> bool:
    """Say that the holder lives; whether the lock is still its own."""
    now = database_now(connection)
    mine = (LOCK.c.name == name, LOCK.c.holder == holder.words)
    told = {"heartbeat_at": now, "expires_at": now + timedelta(seconds=seconds)}
    return connection.execute(sa.update(LOCK).where(*mine).values(**told)).rowcount == 1


def require_lock(connection: Connection, name: str, holder: Holder) -> None:
    """Go on only as the holder, to the end of this transaction. Raises LockLost."""
    statement = sa.select(LOCK.c.holder).where(LOCK.c.name == name).with_for_update()
    found = connection.execute(statement).scalar()
    if found != holder.words:
        who = f"{Holder.of(found)} has it now" if found else "nobody has it now"
        raise LockLost(f"the lock {name!r} was lost, since {holder} gave no sign of life for too long; {who}")


def give_back(connection: Connection, name: str, holder: Holder) -> None:
    """End a holding; a lock that went to somebody else is left alone."""
    connection.execute(sa.delete(LOCK).where(LOCK.c.name == name, LOCK.c.holder == holder.words))


def holder_of(connection: Connection, name: str) -> Holder | None:
    """Who holds a lock, expired or not."""
    found = connection.execute(sa.select(LOCK.c.holder).where(LOCK.c.name == name)).scalar()
    return Holder.of(found) if found else None


def living_holders(connection: Connection) -> frozenset[str]:
    """The words of all holders whose locks have not expired and whose processes are not known to be gone."""
    rows = connection.execute(sa.select(LOCK.c.holder).where(LOCK.c.expires_at > database_now(connection)))
    return frozenset(words for words in rows.scalars() if not Holder.of(words).surely_gone)


def held_locks(connection: Connection) -> list[dict[str, Any]]:
    """All locks, by name, each with its times."""
    return [dict(row._mapping) for row in connection.execute(sa.select(LOCK).order_by(LOCK.c.name))]


def database_now(connection: Connection) -> datetime:
    """What time it is on the database server; on SQLite, here."""
    if connection.dialect.name != "postgresql":
        return datetime.now(UTC)
    told: datetime = connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one()
    return told.astimezone(UTC)


@cache
def this_host() -> str:
    """A name for where process ids mean something: the host, and on Linux its space of process ids."""
    space = Path("/proc/self/ns/pid")
    return f"{socket.gethostname()[:100]}/{space.readlink() if space.is_symlink() else ''}".replace(":", "")


def is_alive(process: int) -> bool:
    """Whether there is such a process on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
