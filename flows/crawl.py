"""One source's crawl as a child process: started, watched, and ended with its parent. Its verdict is in our database.

May not judge the run: the staging pipeline did that inside the child, and the ledger holds it.
"""

import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.crawlers import Process, start_crawl
from flows.interruption import end_if_asked
from flows.warm_start import die_with_parent as die_with_parent

GRACE_SECONDS = 20
POLL_SECONDS = 0.1
KEPT_LINES = 200


@dataclass(frozen=True, slots=True)
class CrawlRequest:
    """What to crawl: the source, its spider arguments, and the settings of the run."""

    source: str
    run_id: str
    refresh_id: str
    web: str
    report: Path
    arguments: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    timeout_seconds: float = 3600


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """How the child ended: its exit code, its last statistics, and its last lines of log."""

    exit_code: int
    statistics: dict[str, Any]
    log: str
    timed_out: bool = False


def run_crawl(request: CrawlRequest, progress: Callable[[dict[str, Any]], None]) -> CrawlResult:
    """Run ``scrapy crawl`` to its end; on any exception (timeout, cancel, SIGTERM, Ctrl-C) the spider closes first."""
    process = start_crawl(_command(request), {**os.environ, **request.environment})
    lines: list[str] = []
    reader = threading.Thread(target=_collect, args=(process, lines), daemon=True)
    reader.start()
    deadline = time.monotonic() + request.timeout_seconds
    try:
        while process.poll() is None and time.monotonic() < deadline:
            end_if_asked()
            progress(last_report(request.report))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(POLL_SECONDS)
    finally:
        timed_out = process.poll() is None
        stop(process)
    reader.join(timeout=5)
    return CrawlResult(process.wait(), last_report(request.report), "".join(lines), timed_out)


def stop(process: Process) -> None:
    """Let the spider close cleanly, then end it."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def last_report(path: Path) -> dict[str, Any]:
    """The last whole line of a crawl report; empty before the first."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    for line in reversed(lines):
        with contextlib.suppress(json.JSONDecodeError):
            told = json.loads(line)
            return told if isinstance(told, dict) else {}
    return {}


def _command(request: CrawlRequest) -> list[str]:
    settings = {
        "RUN_ID": request.run_id,
        "REFRESH_ID": request.refresh_id,
        "WEB": request.web,
        "CRAWL_REPORT": str(request.report),
        "LOG_LEVEL": "WARNING",
        **request.settings,
    }
    command = ["scrapy", "crawl", request.source]
    for name, value in request.arguments.items():
        command += ["-a", f"{name}={value}"]
    for name, value in settings.items():
        command += ["-s", f"{name}={value}"]
    return command


def _collect(process: Process, lines: list[str]) -> None:
    assert process.stderr is not None  # noqa: S101 - opened as a pipe above
    for line in process.stderr:
        lines.append(line)
        del lines[:-KEPT_LINES]
