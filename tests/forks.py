"""Crawls and commands of tests, forked from a process in which all is loaded: a tenth of the time of one of its own.

There is one such process whose crawls count for the coverage, one whose crawls do not, and one for commands.
"""

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from flows import crawlers
from spiders.environment import ROOT
from tests.measuring import MEASURING
from tests.warm_commands import STDOUT


def run_crawl(command: Sequence[str], environment: Mapping[str, str], seconds: float) -> tuple[int, str]:
    """Run ``scrapy ...`` with exactly this environment; its exit code and what it wrote to standard error."""
    return end_of(start_crawl(command, environment), seconds)


def start_crawl(command: Sequence[str], environment: Mapping[str, str]) -> crawlers.Process:
    """Start ``scrapy ...`` with exactly this environment; its errors can be read."""
    if crawlers.FORKS:
        return warm(measured=MEASURING in environment).start(command, environment)
    line = [sys.executable, "-m", *command]
    told: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(line, cwd=ROOT, env={**environment}, **told)


def run_command(words: Sequence[str], environment: Mapping[str, str], seconds: float) -> tuple[int, str, str]:
    """Run ``himdir ...`` with exactly this environment; its exit code, and what it wrote to its output and errors."""
    with NamedTemporaryFile() as out:
        code, log = end_of(start_command(words, environment, Path(out.name)), seconds)
        return code, Path(out.name).read_text("utf-8"), log


def end_of(process: crawlers.Process, seconds: float) -> tuple[int, str]:
    """The exit code of a process and what it has still to say; it is killed when it takes longer."""
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        assert process.stderr is not None
        with process.stderr as words:
            log = words.read()
        return process.wait(seconds), log
    finally:
        timer.cancel()


def start_command(words: Sequence[str], environment: Mapping[str, str], out: Path) -> crawlers.ForkedProcess:
    """Start ``himdir ...`` with exactly this environment; what it prints goes to a file, its errors can be read."""
    return _commands().start(words, {**environment, STDOUT: str(out)})


class _Commands(crawlers.WarmStart):
    program = "tests.warm_commands"


@cache
def _commands() -> crawlers.WarmStart:
    own = ("COVERAGE_", "HIMDIR_", "PREFECT_")
    warm = _Commands({name: value for name, value in os.environ.items() if not name.startswith(own)})
    atexit.register(warm.close)
    return warm


@cache
def warm(*, measured: bool) -> crawlers.WarmStart:
    """The process that forks crawls which count for the coverage, or do not."""
    told = {name: value for name, value in os.environ.items() if measured or not name.startswith("COVERAGE_")}
    started = crawlers.WarmStart(told)
    atexit.register(started.close)
    return started
