"""Crawls of tests, forked from a process in which all is loaded: a tenth of the time of a process of its own each.

There is one such process whose crawls count for the coverage, and one whose crawls do not.
"""

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import cache

from flows import crawlers
from spiders.environment import ROOT


def run_crawl(command: Sequence[str], environment: Mapping[str, str], seconds: float) -> tuple[int, str]:
    """Run ``scrapy ...`` with exactly this environment; its exit code and what it wrote to standard error."""
    if not crawlers.FORKS:
        line = [sys.executable, "-m", *command]
        ended = subprocess.run(line, cwd=ROOT, env={**environment}, capture_output=True, text=True, timeout=seconds)
        return ended.returncode, ended.stderr
    crawl = _warm(measured="COVERAGE_PROCESS_CONFIG" in environment).start(command, environment)
    timer = threading.Timer(seconds, crawl.kill)
    timer.start()
    try:
        assert crawl.stderr is not None
        with crawl.stderr as words:
            log = words.read()
        return crawl.wait(seconds), log
    finally:
        timer.cancel()


@cache
def _warm(*, measured: bool) -> crawlers.WarmStart:
    told = {name: value for name, value in os.environ.items() if measured or not name.startswith("COVERAGE_")}
    warm = crawlers.WarmStart(told)
    atexit.register(warm.close)
    return warm
