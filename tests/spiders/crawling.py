"""Runs ``scrapy crawl probe`` as its own process, as an operator or the flow would, and reads what it left behind."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spiders.environment import ROOT
from tests.forks import run_crawl

CONTACT = "tester@example.org"
SECONDS = 90
SETTINGS = {
    "SPIDER_MODULES": "tests.spiders.probe",
    "AUTOTHROTTLE_START_DELAY": "0.001",
    "ALLOWED_INTERNAL_HOSTS": "127.0.0.1",
    "RETRY_TIMES": "0",
}
"""What makes a crawl of a server on this machine possible and quick; everything else is as in a real crawl."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """How a crawl ended."""

    code: int
    log: str
    statistics: dict[str, Any]
    home: Path


def command(
    home: Path,
    urls: Iterable[str],
    *,
    settings: Mapping[str, str] | None = None,
    arguments: Iterable[str] = (),
    environment: Mapping[str, str] | None = None,
) -> tuple[list[str], dict[str, str]]:
    """The command line and the environment of a crawl into ``home``."""
    told = {**SETTINGS, "CRAWL_REPORT": str(home / "report.jsonl"), **(settings or {})}
    line = [sys.executable, "-m", "scrapy", "crawl", *(arguments or ["probe"])]
    for name, value in told.items():
        line += ["-s", f"{name}={value}"]
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(("HIMDIR_", "SCRAPY_")) and not name.lower().endswith("_proxy")
    }
    own = {"HIMDIR_HOME": str(home), "HIMDIR_CONTACT": CONTACT, "PROBE_URLS": json.dumps(list(urls))}
    return line, {**inherited, **own, **(environment or {})}


def crawl(home: Path, urls: Iterable[str] = (), largest_file: int = 0, **told: Any) -> Crawl:
    """Crawl to the end; with ``largest_file``, no file can be written past as many bytes, as on a full disk."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "report.jsonl").unlink(missing_ok=True)
    line, environment = command(home, urls, **told)
    if largest_file:
        line = ["prlimit", f"--fsize={largest_file}", *line]
        ended = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SECONDS)
        return Crawl(ended.returncode, ended.stderr, statistics(home), home)
    code, log = run_crawl(line[2:], environment, SECONDS)
    return Crawl(code, log, statistics(home), home)


def statistics(home: Path) -> dict[str, Any]:
    """The last statistics that a crawl reported in a whole line."""
    report = home / "report.jsonl"
    lines = report.read_text(encoding="utf-8").rpartition("\n")[0].splitlines() if report.exists() else []
    return dict(json.loads(lines[-1])["stats"]) if lines else {}


def query(home: Path, statement: str) -> list[tuple[Any, ...]]:
    """Rows of the work database; the database is checked to be whole on the way."""
    connection = sqlite3.connect(home / "work.sqlite")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def records(home: Path, run: int | None = None) -> set[tuple[str, str]]:
    """Key and claims of the records that a run met; of the last run by default."""
    number = str(run) if run else "(SELECT max(run_number) FROM run)"
    statement = (
        "SELECT record_key, claims FROM record_version JOIN run_member USING (version_id) "  # noqa: S608 - a number
        f"JOIN run ON run_member.run_number = run.members_of WHERE run.run_number = {number}"
    )
    return {(str(key), str(claims)) for key, claims in query(home, statement)}


def entries(home: Path) -> list[dict[str, Any]]:
    """The index lines of the last run that ended, without its head and without the downloads that failed."""
    index = sorted((home / "captures" / "probe").glob("*.index.jsonl"), key=lambda path: path.stat().st_mtime_ns)[-1]
    lines = [json.loads(line) for line in index.read_text(encoding="utf-8").splitlines()[1:]]
    return [line for line in lines if "failed" not in line]
