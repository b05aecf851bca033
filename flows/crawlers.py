"""Starts crawls as processes of their own: on Linux forked from one in which all is loaded, elsewhere each anew.

What comes back behaves like ``subprocess.Popen`` as far as a crawl needs it. May not judge how a crawl ended.
"""

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from typing import IO, Protocol

from flows.warm_start import ORDER_BYTES, serve
from spiders.environment import ROOT

FORKS = sys.platform == "linux"
START_SECONDS = 120
CLOSE_SECONDS = 5
WAIT_SECONDS = 0.02


class Process(Protocol):
    """What is asked of a running crawl."""

    pid: int
    stderr: IO[str] | None

    @property
    def returncode(self) -> int | None: ...  # noqa: D102
    def poll(self) -> int | None: ...  # noqa: D102
    def wait(self, timeout: float | None = None) -> int: ...  # noqa: D102
    def send_signal(self, sig: int) -> None: ...  # noqa: D102
    def kill(self) -> None: ...  # noqa: D102


class WarmProcess(Protocol):
    """What is asked of the process that forks crawls."""

    def poll(self) -> int | None: ...  # noqa: D102
    def wait(self, timeout: float | None = None) -> int: ...  # noqa: D102
    def kill(self) -> None: ...  # noqa: D102


class ForkedProcess:
    """A crawl that was forked; its end is told by the process that forked it."""

    def __init__(self, stderr: IO[str]) -> None:
        self.pid = 0
        self.stderr: IO[str] | None = stderr
        self.returncode: int | None = None
        self._ended = threading.Event()

    def poll(self) -> int | None:
        """The exit code; None while it runs."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the exit code; subprocess.TimeoutExpired when it takes longer."""
        if not self._ended.wait(timeout):
            raise subprocess.TimeoutExpired("crawl", timeout or 0)
        assert self.returncode is not None  # noqa: S101 - told before the event
        return self.returncode

    def send_signal(self, sig: int) -> None:
        """Send a signal, unless it has ended."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sig)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def end(self, code: int) -> None:
        """Take in how it ended."""
        self.returncode = code
        self._ended.set()


class WarmStart:
    """The process that forks, and the crawls it has forked. OSError from ``start`` when it is gone."""

    program = "flows.warm_start"

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self.orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = self._begin(theirs, environment)
        self._lock = threading.Lock()
        self._ordered: dict[int, tuple[ForkedProcess, threading.Event]] = {}
        self._running: dict[int, ForkedProcess] = {}
        self._number = 0
        threading.Thread(target=self._listen, name="crawls", daemon=True).start()

    def start(self, command: Sequence[str], environment: Mapping[str, str]) -> ForkedProcess:
        """Fork a crawl: a command of Scrapy, with exactly this environment."""
        reading, writing = os.pipe()
        crawl, known = ForkedProcess(os.fdopen(reading, encoding="utf-8", errors="replace")), threading.Event()
        try:
            with self._lock:
                self._number += 1
                number = self._number
                self._ordered[number] = crawl, known
                order = {"number": number, "command": [*command], "environment": {**environment}}
                socket.send_fds(self.orders, [json.dumps(order).encode()], [writing])
        finally:
            os.close(writing)
        if not known.wait(START_SECONDS) or not crawl.pid:
            raise OSError("the process that forks crawls has ended")
        return crawl

    def _begin(self, theirs: socket.socket, environment: Mapping[str, str] | None) -> "WarmProcess":
        """Start the process, which takes its orders from this end of the socket."""
        return subprocess.Popen(  # noqa: S603 - our own interpreter, arguments as a list
            [sys.executable, "-m", self.program, str(theirs.fileno())],
            cwd=ROOT, env=environment, pass_fds=[theirs.fileno()], start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def close(self) -> None:
        """Give no more orders; what still runs is told to end."""
        with contextlib.suppress(OSError):
            self.orders.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(CLOSE_SECONDS)

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while message := self.orders.recv(ORDER_BYTES):
                told = json.loads(message)
                if "order" in told:
                    crawl, known = self._ordered.pop(told["order"])
                    crawl.pid = told["pid"]
                    self._running[crawl.pid] = crawl
                    known.set()
                else:
                    self._running.pop(told["pid"]).end(told["code"])
        for crawl in self._running.values():
            crawl.end(-signal.SIGKILL)
        for _, known in self._ordered.values():
            known.set()


class Forked:
    """A child of this process that was forked and not started anew."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code; None while it runs."""
        if self.returncode is None:
            with contextlib.suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the exit code; subprocess.TimeoutExpired when it takes longer."""
        end = time.monotonic() + (timeout or float("inf"))
        while (code := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("warm start", timeout or 0)
            time.sleep(WAIT_SECONDS)
        return code

    def send_signal(self, sig: int) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


class ForkedStart(WarmStart):
    """Forked from this process, in which all is loaded already; only while it has no other thread."""

    def _begin(self, theirs: socket.socket, environment: Mapping[str, str] | None) -> Forked:  # noqa: ARG002
        if pid := os.fork():
            return Forked(pid)
        try:
            self.orders.close()
            os.setsid()
            serve(theirs)
        finally:
            os._exit(0)


class _Shared:
    """The one such process of this one, started when first needed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.found: WarmStart | None = None

    def get(self) -> WarmStart:
        with self.lock:
            if self.found is None or self.found.process.poll() is not None:
                self.take(WarmStart())
            assert self.found is not None  # noqa: S101 - taken above
            return self.found

    def take(self, started: WarmStart) -> None:
        """Fork from this one from now on."""
        self.found = started
        atexit.register(started.close)


_shared = _Shared()


def warm_up() -> None:
    """Begin to load what crawls need, beside whatever this process does next."""
    if FORKS:
        _shared.get()


def fork_from_here() -> None:
    """Have crawls forked from this process as it is now, with what it has loaded; before it has a second thread."""
    if FORKS:
        _shared.take(ForkedStart())


def start_crawl(command: Sequence[str], environment: Mapping[str, str]) -> Process:
    """Start a command of Scrapy (``scrapy``, ``crawl``, ...) in a process and a session of its own.

    Its standard error can be read; the kernel ends it when this process is gone.
    """
    if FORKS:
        with contextlib.suppress(OSError):
            return _shared.get().start(command, environment)
    return subprocess.Popen(  # noqa: S603 - our own interpreter, arguments as a list
        [sys.executable, "-m", *command], cwd=ROOT, env={**environment}, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace", start_new_session=True,
    )  # fmt: skip
