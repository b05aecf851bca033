"""A process in which everything is imported, and from which commands of the command line are forked, for tests.

To import Prefect and Scrapy takes longer than most commands. What is forked is a process of its own with exactly the
environment it is given; what it prints goes to the file that STDOUT names. The process that forks its crawls is forked
from it in turn. Not for what tests the start of a process, and nothing here counts for the coverage.
"""

import atexit
import contextlib
import importlib
import logging
import os
import pkgutil
import socket
import sys
import threading
import traceback
from collections.abc import Mapping
from typing import IO, NoReturn

from flows import crawlers, warm_start

STDOUT = "TESTS_STDOUT"
UNLOADED = frozenset({"flows.warm_start"})
POLL_SECONDS = 0.02
run_scrapy = warm_start._run


class ForkedWarmStart(crawlers.WarmStart):
    """The process that forks crawls, itself forked where all is loaded, as the first thing that a command does."""

    def _begin(self, theirs: socket.socket, _environment: Mapping[str, str] | None) -> crawlers.Process:
        if pid := os.fork():
            return Forked(pid)
        os.setsid()
        self.orders.close()
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        _forget_what_prefect_has_set_up()
        warm_start._run = run_scrapy
        try:
            warm_start._Nursery(theirs).serve()
        finally:
            os._exit(0)


def _forget_what_prefect_has_set_up() -> None:
    """Nothing is logged and nothing is done at the end but what Scrapy wants."""
    atexit._clear()
    for logger in (logging.root, *map(logging.getLogger, logging.root.manager.loggerDict)):
        logger.handlers.clear()
        logger.setLevel(logging.NOTSET)
        logger.propagate = True
    logging.root.setLevel(logging.WARNING)


class Forked(crawlers.Forked):
    """As much of ``subprocess.Popen`` as is asked of a child that was forked here."""

    stderr: IO[str] | None = None


def load() -> None:
    """Import what crawls and commands import."""
    import flows

    for found in pkgutil.walk_packages(flows.__path__, "flows."):
        if found.name not in UNLOADED and "templates" not in found.name:
            importlib.import_module(found.name)
    warm_start.load()


def run_command(command: list[str]) -> NoReturn:
    """Run a command as ``himdir`` does, and end as it ends."""
    out = os.open(os.environ[STDOUT], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.close(out)
    code = 1
    try:
        crawlers._shared.found = ForkedWarmStart()  # before there is a thread, or anything to be cleared away
        atexit.register(crawlers._shared.found.close)
        _settle_prefect()
        sys.argv = ["himdir", *command]
        from flows.cli import main

        main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()  # what an interpreter does at its end
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _settle_prefect() -> None:
    """Have Prefect read its settings from this environment: it read them when it was imported."""
    from prefect.context import SettingsContext, get_settings_context
    from prefect.settings import Settings

    from flows.prefect_environment import prepare_prefect

    with contextlib.suppress(ValueError):  # a wrong setting, which the command will tell
        prepare_prefect(alone=True)
    SettingsContext(profile=get_settings_context().profile, settings=Settings()).__enter__()


if __name__ == "__main__":
    load()
    warm_start._run = run_command
    with socket.socket(fileno=int(sys.argv[1])) as orders:
        warm_start._Nursery(orders).serve()
