"""A home of its own for a test: crawls and commands as their own processes, the directory built without Prefect.

Webs are folders of published files, made from the shipped sample by changing what the test is about.
"""

import csv
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import SimpleNamespace
from typing import Any

import pytest

from flows import crawlers
from flows.crawlers import FORKS, Process
from spiders.environment import ROOT
from spiders.web import SAMPLE
from tests.forks import run_command, run_crawl, start_command, warm
from tests.measuring import MEASURING
from tests.prefect_server import shared_server

DATA = Path("nces.ed.gov/ipeds/datacenter/data")
YEAR = "2024"
SECONDS = 240
END_SIGNALS = (signal.SIGINT, signal.SIGTERM)
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its exit code, what it printed, and what it logged."""

    code: int
    out: str
    log: str


@dataclass(frozen=True, slots=True)
class TestHome:
    """A home in a folder of its own."""

    __test__ = False
    folder: Path
    measured: bool = True
    """Whether its processes count for the coverage: measuring doubles the time of bulk work, and a kill spoils it."""
    own_server: bool = False
    """Whether each refresh starts Prefect's server itself, as a user's does; else all share the one of the tests."""

    def run(self, command: Iterable[str], **environment: str) -> Ended:
        """Run a command with this home and nothing of the caller's own settings."""
        told = self.environment(environment)
        ended = subprocess.run([*command], cwd=ROOT, env=told, capture_output=True, text=True, timeout=SECONDS)
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def environment(self, told: Mapping[str, str]) -> dict[str, str]:
        """The environment of a process in this home."""
        own = ("HIMDIR_", "PREFECT_") if self.measured else ("HIMDIR_", "PREFECT_", "COVERAGE_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        return {**inherited, "HIMDIR_HOME": str(self.folder), "COLUMNS": "100", **told}

    @contextmanager
    def started(self, *words: str, **environment: str) -> Iterator[Process]:
        """A command of the command line while it runs; what still runs at the end is killed."""
        with NamedTemporaryFile() as out:
            process = start_command(words, self.environment(self._with_server(words, environment)), Path(out.name))
            try:
                yield process
            finally:
                process.kill()
                process.wait(SECONDS)

    def himdir(self, *words: str, **environment: str) -> Ended:
        """Run a command of the command line as a process of its own, begun anew where the server is its own, too."""
        told = self._with_server(words, environment)
        if (self.own_server and words[:1] == ("refresh",)) or not FORKS:
            return self.run([sys.executable, "-m", "flows.cli", *words], **told)
        code, out, log = run_command(words, self.environment(told), SECONDS)
        return Ended(code, out, log)

    def _with_server(self, words: Sequence[str], environment: dict[str, str]) -> dict[str, str]:
        if self.own_server or words[:1] != ("refresh",):
            return environment
        return {"PREFECT_API_URL": shared_server(), **environment}

    def asked(self, *words: str, **environment: str) -> Ended:
        """Run a command in this process, which takes a tenth of the time."""
        from typer.testing import CliRunner

        from flows.cli import app

        told, handlers = self.environment(environment), {number: signal.getsignal(number) for number in END_SIGNALS}
        with pytest.MonkeyPatch.context() as patched:
            for name in os.environ.keys() - told.keys():
                patched.delenv(name)
            for name, value in told.items():
                patched.setenv(name, value)
            if words[:1] == ("refresh",):
                _share_what_is_warm(patched, measured=MEASURING in told)
            ended = CliRunner().invoke(app, list(words))
            for name in os.environ.keys() - told.keys():
                del os.environ[name]
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if ended.exception is not None and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return Ended(ended.exit_code, ended.stdout, ended.stderr)

    def scrapy(self, *words: str) -> Ended:
        """Run a command of Scrapy."""
        code, log = run_crawl(["scrapy", *words], self.environment({}), SECONDS)
        return Ended(code, "", log)

    def crawl(self, web: Path | str, source: str = "ipeds", prefix: Iterable[str] = (), **arguments: str) -> Ended:
        """``scrapy crawl`` of a source, alone."""
        told = {"year": YEAR, **arguments} if source == "ipeds" else arguments
        command = ["scrapy", "crawl", source]
        for name, value in told.items():
            command += ["-a", f"{name}={value}"]
        command += ["-s", f"WEB={web}"]
        if before := [*prefix]:
            return self.run([*before, sys.executable, "-B", "-m", *command])
        return self.scrapy(*command[1:])

    def publish(self) -> tuple[str | None, dict[str, int]]:
        """Assemble and publish what was accepted; the snapshot in force and the changes by cause."""
        from flows.assembling import assemble_home
        from flows.publication import publish
        from flows.work import work_engine
        from spiders.environment import Environment

        environment = Environment(home=self.folder)
        engine = work_engine(environment)
        try:
            assembly = assemble_home(engine, environment)
            return publish(engine, environment, assembly).snapshot_id, dict(assembly.changes)
        finally:
            engine.dispose()

    def last_run(self) -> dict[str, Any]:
        """The newest run of the ledger, with its reasons and surprises."""
        connection = sqlite3.connect(self.folder / "work.sqlite")
        connection.row_factory = sqlite3.Row
        run = dict(connection.execute("SELECT * FROM run ORDER BY run_number DESC LIMIT 1").fetchone())
        surprises = connection.execute("SELECT * FROM run_surprise WHERE run_number = ?", (run["run_number"],))
        run["surprises"] = [dict(row) for row in surprises]
        connection.close()
        return {**run, "reasons": json.loads(run["reasons"]), "counts": json.loads(run["counts"])}

    def published(self) -> dict[str, bytes]:
        """Every published file, by its name."""
        folder = self.folder / "published"
        return {
            str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
        }

    def copy(self, folder: Path) -> "TestHome":
        """The same home in another folder."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return TestHome(folder, self.measured)


def _share_what_is_warm(patched: pytest.MonkeyPatch, *, measured: bool) -> None:
    """A refresh in this process forks its crawls where those of other tests are forked, and uses the server of all."""
    from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_TO_API_ENABLED, temporary_settings

    import flows.refresh

    refresh = flows.refresh.refresh

    def with_server(*told: Any) -> Any:
        with temporary_settings({PREFECT_API_URL: shared_server(), PREFECT_LOGGING_TO_API_ENABLED: False}):
            return refresh(*told)

    patched.setattr(flows.refresh, "refresh", with_server)
    patched.setattr(crawlers, "warm_up", lambda: None)
    patched.setattr(crawlers, "_shared", SimpleNamespace(get=lambda: warm(measured=measured)))


def sample_tree(folder: Path) -> Path:
    """A web tree with the shipped sample in it, to be changed."""
    shutil.copytree(SAMPLE, folder)
    return folder


def change_table(tree: Path, name: str, change: Callable[[Rows], Rows], encoding: str = "utf-8-sig") -> None:
    """Rewrite one zipped table (HD2024, C2024_A, IC2022_AY) with its rows changed; the header is row 0."""
    path = tree / DATA / f"{name}.zip"
    with zipfile.ZipFile(path) as archive:
        member = archive.namelist()[0]
        text = archive.read(member).decode("utf-8-sig")
    out = io.StringIO(newline="")
    csv.writer(out).writerows(change(list(csv.reader(io.StringIO(text, newline="")))))
    write_zip(tree, name, {member: out.getvalue().encode(encoding)})


def write_zip(tree: Path, name: str, members: dict[str, bytes]) -> None:
    """Put a zip of these members in place of a published file."""
    with zipfile.ZipFile(tree / DATA / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for member, body in members.items():
            archive.writestr(member, body)


def write_file(tree: Path, name: str, body: bytes) -> None:
    """Put these bytes in place of a published file."""
    (tree / DATA / f"{name}.zip").write_bytes(body)
