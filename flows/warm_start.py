"""A process in which Scrapy and the spiders are loaded once, and from which every crawl of a night is forked.

Loading them takes longer than most crawls. Runs as ``python -m flows.warm_start SOCKET``: it takes orders from the
socket, forks a crawl for each, tells how it ended, and ends itself when the other side is closed. May not import
Prefect, a reactor or the settings, and touches neither the web nor the database.
"""

import atexit
import ctypes
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import traceback
from collections.abc import Iterator
from typing import Any, NoReturn

ORDER_BYTES = 2**18
"""More than an order can have: its command and its environment."""
LOADED = (
    "itemadapter",
    "pipelines.stage",
    "scrapy.cmdline",
    "scrapy.shell",
    "spiders.commands.crawl",
)
"""What a crawl needs beside the classes that Scrapy's default settings name."""
UNLOADED = frozenset({"spiders.settings", "scrapy.extensions.remote_control", "scrapy.extensions.telnet"})
"""The settings are read in each crawl, from its own environment; they turn off what else stands here."""
_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Load, then serve until nobody gives orders any more."""
    load()
    serve(socket.socket(fileno=int(sys.argv[1])))


def serve(orders: socket.socket) -> None:
    """Fork crawls until nobody gives orders any more."""
    with orders:
        _Nursery(orders).serve()


def load() -> None:
    """Import what every crawl imports, and keep it out of the way of the garbage collector."""
    import spiders

    ours = (found.name for found in pkgutil.walk_packages(spiders.__path__, "spiders."))
    for name in (*LOADED, *_modules_of_scrapy(), *ours):
        if name not in UNLOADED:
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


def _modules_of_scrapy() -> Iterator[str]:
    """The commands, and the modules of every class that the default settings name."""
    import scrapy.commands
    from scrapy.settings import default_settings

    for found in pkgutil.iter_modules(scrapy.commands.__path__):
        yield f"scrapy.commands.{found.name}"
    for value in vars(default_settings).values():
        for name in (*value, *value.values()) if isinstance(value, dict) else [value]:
            if isinstance(name, str) and name.startswith("scrapy.") and name.rpartition(".")[2][:1].isupper():
                yield name.rpartition(".")[0]
            elif isinstance(name, type):
                yield name.__module__


class _Nursery:
    """Forks and waits; one thread, so that a fork copies all there is."""

    def __init__(self, orders: socket.socket) -> None:
        self.orders = orders
        self.told, self._tell = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(self._tell)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Take orders until the other side is closed."""
        while True:
            ready, _, _ = select.select([self.orders.fileno(), self.told], [], [])
            if self.told in ready:
                os.read(self.told, 512)
                for pid, code in _ended():
                    self._answer(pid=pid, code=code)
            if self.orders.fileno() in ready and not self._take_order():
                return

    def _take_order(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self.orders, ORDER_BYTES, 1)
        if not message:
            return False
        order = json.loads(message)
        own = os.getpid()
        if (pid := os.fork()) == 0:
            self._become_crawl(order, *descriptors, parent=own)
        os.close(descriptors[0])
        self._answer(order=order["number"], pid=pid)
        return True

    def _answer(self, **told: int) -> None:
        self.orders.sendall(json.dumps(told).encode())

    def _become_crawl(self, order: dict[str, Any], errors: int, *, parent: int) -> NoReturn:
        """Be what a new process of the same command would be."""
        signal.set_wakeup_fd(-1)
        for number, handler in (
            (signal.SIGCHLD, signal.SIG_DFL),
            (signal.SIGTERM, signal.SIG_DFL),
            (signal.SIGINT, signal.default_int_handler),
        ):
            signal.signal(number, handler)
        os.setsid()
        die_with_parent()
        if os.getppid() != parent:
            os._exit(1)
        nothing = os.open(os.devnull, os.O_RDWR)
        for target, descriptor in ((0, nothing), (1, nothing), (2, errors)):
            os.dup2(descriptor, target)
        for descriptor in (errors, nothing, self.told, self._tell):
            os.close(descriptor)
        self.orders.close()
        os.environ.clear()
        os.environ.update(order["environment"])
        _run(order["command"])


def _run(command: list[str]) -> NoReturn:
    """Run a command of Scrapy and end as it ends, without taking apart the memory of the process."""
    from scrapy.cmdline import execute

    code = 1
    try:
        execute(command)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()  # what an interpreter does at its end
        sys.stderr.flush()
        os._exit(code)


def _ended() -> Iterator[tuple[int, int]]:
    """The children that have ended, each with its exit code; minus the signal that ended it."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        yield pid, os.waitstatus_to_exitcode(status)


def die_with_parent() -> None:
    """In a new child on Linux: be told to end (SIGTERM) when the parent is gone, however it went."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    main()
