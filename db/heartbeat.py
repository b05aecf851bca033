"""Holding a lock for as long as a block of work takes: a thread gives the signs of life. Decides nothing else."""

import contextlib
import logging
import threading
from collections.abc import Iterator

from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from db.engine import open_engine
from db.locks import Holder, LockLost, beat, give_back, require_lock, take_lock

logger = logging.getLogger(__name__)
BEATS_PER_EXPIRY = 4


class LockHeld(RuntimeError):
    """Somebody else holds the lock."""

    def __init__(self, name: str, holder: Holder) -> None:
        super().__init__(f"{name!r} is held by {holder}")
        self.holder = holder


class HeldLock:
    """A lock that is held until ``give_back``, or lost. A database that is away for a moment is not yet a loss."""

    def __init__(self, url: str, name: str, seconds: float) -> None:
        """Take the lock. Raises LockHeld."""
        self.name, self.seconds, self.holder = name, seconds, Holder.new()
        self.lost = False
        self._engine = open_engine(url)
        self._ended = threading.Event()
        try:
            with self._engine.begin() as connection:
                other = take_lock(connection, name, self.holder, seconds)
            if other is not None:
                raise LockHeld(name, other)
        except BaseException:
            self._engine.dispose()
            raise
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat of {name}", daemon=True)
        self._thread.start()

    def require(self, connection: Connection) -> None:
        """Raise LockLost unless it is still held; on PostgreSQL nobody can take it until this transaction ends."""
        require_lock(connection, self.name, self.holder)

    def still_held(self) -> None:
        """Raise LockLost unless it is still held now."""
        with self._engine.begin() as connection:
            self.require(connection)

    def give_back(self) -> None:
        """End the holding."""
        self._ended.set()
        self._thread.join(timeout=self.seconds)
        with contextlib.suppress(SQLAlchemyError, OSError), self._engine.begin() as connection:
            give_back(connection, self.name, self.holder)
        self._engine.dispose()

    def _beat(self) -> None:
        while not self._ended.wait(self.seconds / BEATS_PER_EXPIRY):
            try:
                with self._engine.begin() as connection:
                    self.lost = not beat(connection, self.name, self.holder, self.seconds)
            except (SQLAlchemyError, OSError) as error:
                logger.warning("no sign of life could be given: %s", (str(error).splitlines() or [""])[0])
            if self.lost:
                logger.error("the lock %r was lost", self.name)
                return


@contextlib.contextmanager
def lock_held(url: str, name: str, seconds: float) -> Iterator[HeldLock]:
    """Hold a lock for a block. Raises LockHeld when somebody else has it."""
    held = HeldLock(url, name, seconds)
    try:
        yield held
    finally:
        held.give_back()


__all__ = ["HeldLock", "LockHeld", "LockLost", "lock_held"]
