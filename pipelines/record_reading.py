"""Single raw records become versions, in the order they come; those of many sites in a process beside the crawl.

That process is forked before the crawl has threads or connections, so it starts at once and shares its memory. It gets
JSON and gives JSON, and ends when nobody holds the other end of its socket. May not store nor judge anything.
"""

import contextlib
import gc
import os
import queue
import signal
import socket
import struct
import sys
import threading
from collections import deque
from collections.abc import Iterator
from typing import Any, NoReturn

import orjson
from pydantic import TypeAdapter

from pipelines.claims import Problem, Reading, Versions, read_record
from spiders.items import RawRecord

FORKS = sys.platform == "linux"
LENGTH = struct.Struct("<I")
BATCH = 20
MOST_WAITING = 32
SECONDS_FOR_A_BATCH = 120.0
_RECORDS = TypeAdapter(list[RawRecord])


class ReadingFailed(RuntimeError):
    """The process that reads ended, raised, or took too long; the run has holes."""


class RecordReading:
    """Reads here and at once; see ``ReadingBeside``."""

    def __init__(self, parser_version: str) -> None:
        self.parser_version = parser_version
        self._read: deque[Versions] = deque()

    def add(self, record: RawRecord) -> None:
        """Take in a record. Raises ReadingFailed."""
        self._read.append(read_record(record, self.parser_version))

    def ready(self) -> Iterator[Versions]:
        """What has been read by now and not been given yet. Raises ReadingFailed."""
        while self._read:
            yield self._read.popleft()

    def rest(self) -> Iterator[Versions]:
        """All that was taken in and not been given yet, when it is read. Raises ReadingFailed."""
        yield from self.ready()

    def close(self) -> None:
        """Read no more."""


class ReadingBeside(RecordReading):
    """Reads in a process of its own; a thread carries records there and versions back, some at a time."""

    def __init__(self, parser_version: str) -> None:
        super().__init__(parser_version)
        self._batch: list[str] = []
        self._asked: queue.Queue[list[str] | None] = queue.Queue(MOST_WAITING)
        self._why = ""
        self._socket, theirs = socket.socketpair()
        if (pid := os.fork()) == 0:
            _be_the_reader(theirs, self._socket, parser_version)
        theirs.close()
        self._pid = pid
        self._socket.settimeout(SECONDS_FOR_A_BATCH)
        self._carrier = threading.Thread(target=self._carry, name="reading", daemon=True)
        self._carrier.start()

    def add(self, record: RawRecord) -> None:
        """Take in a record. Raises ReadingFailed, also of a record before it."""
        self._batch.append(record.model_dump_json())
        if len(self._batch) >= BATCH:
            self._send()

    def ready(self) -> Iterator[Versions]:
        """What has been read by now and not been given yet. Raises ReadingFailed."""
        if self._why:
            raise ReadingFailed(self._why)
        yield from super().ready()

    def rest(self) -> Iterator[Versions]:
        """All that was taken in and not been given yet, when it is read. Raises ReadingFailed."""
        self._send()
        self._put(None)
        self._carrier.join()
        yield from self.ready()

    def close(self) -> None:
        """End the process, whatever it does."""
        self._socket.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)

    def _send(self) -> None:
        if self._batch:
            self._put(self._batch)
            self._batch = []

    def _put(self, batch: list[str] | None) -> None:
        while self._carrier.is_alive():
            with contextlib.suppress(queue.Full):
                self._asked.put(batch, timeout=1)
                return
        if self._why:
            raise ReadingFailed(self._why)

    def _carry(self) -> None:
        try:
            while (batch := self._asked.get()) is not None:
                _send(self._socket, f"[{','.join(batch)}]".encode())
                told = orjson.loads(_received(self._socket))
                if isinstance(told, str):
                    raise ReadingFailed(told)
                self._read.extend(map(_versions, told))
        except (OSError, EOFError, ReadingFailed) as error:
            self._why = f"the process that reads records failed: {str(error) or type(error).__name__}"


def record_reading(parser_version: str, many: bool) -> RecordReading:
    """Where records are read: beside the crawl when there are many of them and a process can be forked safely."""
    beside = many and FORKS and threading.active_count() == 1 and (os.cpu_count() or 1) > 1
    return ReadingBeside(parser_version) if beside else RecordReading(parser_version)


def _be_the_reader(own: socket.socket, other: socket.socket, parser_version: str) -> NoReturn:
    """Answer batch by batch until the other side is closed; nothing of the crawl is left in this process."""
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM):  # they may reach the whole group; the crawl ends this process
            signal.signal(number, signal.SIG_IGN)
        other.close()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        with contextlib.suppress(EOFError, OSError):
            while True:
                _send(own, _answer(_received(own), parser_version))
    finally:
        os._exit(0)


def _answer(asked: bytes, parser_version: str) -> bytes:
    try:
        return orjson.dumps([read_record(record, parser_version) for record in _RECORDS.validate_json(asked)])
    except Exception as error:
        return orjson.dumps(f"{type(error).__name__}: {str(error)[:300]}")


def _versions(told: dict[str, Any]) -> Versions:
    reading, problems = Reading(**told.pop("reading")), [Problem(**problem) for problem in told.pop("problems")]
    return Versions(reading=reading, problems=problems, **told)


def _send(to: socket.socket, told: bytes) -> None:
    to.sendall(LENGTH.pack(len(told)) + told)


def _received(source: socket.socket) -> bytes:
    (left,) = LENGTH.unpack(_exactly(source, LENGTH.size))
    return _exactly(source, left)


def _exactly(source: socket.socket, left: int) -> bytes:
    parts: list[bytes] = []
    while left:
        part = source.recv(min(left, 2**20))
        if not part:
            raise EOFError("it has ended")
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
