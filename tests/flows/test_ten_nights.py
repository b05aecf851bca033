"""Nights in a row, each with another fault: readers have a whole directory at every moment, and the receipt names it.

Most are done without Prefect's server, as a night is that cannot reach it; crawls are real and in processes of their
own. The nights that are killed or told to end at any moment stand in test_kills.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_CLIENT_MAX_RETRIES,
    PREFECT_LOGGING_TO_API_ENABLED,
    temporary_settings,
)

import flows.crawl
import flows.crawling
import flows.refresh
from db.engine import open_engine
from flows.prefect_database import make_prefect_database
from flows.prefect_server import HOST, free_port
from flows.progress import silent_board
from flows.reading import RefreshRequest, read_part
from flows.receipt import Receipt, read_receipt
from flows.receipt_forms import html_receipt, markdown_receipt
from flows.summary import RefreshSummary
from flows.work import HomeBusy, sole_work
from spiders.environment import ROOT, Environment
from tests.flows.prefect_machines import healthy
from tests.homes import DATA, Rows, change_table, sample_tree
from tests.postgres import Postgres
from tests.prefect_database import prefect_home
from tests.readers import Readers
from tests.spiders.test_signals import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("prlimit") is None, reason="needs prlimit")]
PROGRAMS = 85


class Nights:
    """One home on PostgreSQL, its web, and its readers."""

    def __init__(self, folder: Path, url: str) -> None:
        self.tree, self.environment = sample_tree(folder / "tree"), Environment(home=folder / "home", database_url=url)
        self.good = folder / "good"
        shutil.copytree(self.tree, self.good)
        self.readers = Readers(self.environment.published_folder, PROGRAMS)

    def refresh(self) -> RefreshSummary:
        """One night."""
        with sole_work(self.environment):
            return flows.refresh.refresh_flow.fn(RefreshRequest(sources=["ipeds"], web=str(self.tree), year=2024))

    def refresh_by_prefect(self) -> RefreshSummary:
        """One night as a flow run of a Prefect server."""
        request = RefreshRequest(sources=["ipeds"], web=str(self.tree), year=2024)
        with sole_work(self.environment):
            return flows.refresh.refresh(request, silent_board)

    def receipt(self) -> Receipt:
        """The receipt of the last night, in each of its forms the same."""
        engine = open_engine(self.environment.work_database_url)
        with engine.connect() as connection:
            receipt = read_receipt(connection, datetime.now(UTC))
        engine.dispose()
        assert receipt.refresh_id in markdown_receipt(receipt)
        assert receipt.refresh_id in html_receipt(receipt)
        return receipt

    def mend(self) -> None:
        """The web as it was."""
        shutil.rmtree(self.tree)
        shutil.copytree(self.good, self.tree)


@pytest.fixture(scope="module")
def nights(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    folder, url = tmp_path_factory.mktemp("nights"), postgres.database()
    nights = Nights(folder, url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HIMDIR_HOME", str(nights.environment.home))
        patch.setenv("HIMDIR_DATABASE_URL", url)
        assert nights.refresh().well
        nights.readers.thread.start()
        yield nights
        nights.readers.ended.set()
        nights.readers.thread.join()


class PrefectServer:
    """A server of Prefect that can be killed, told to end, and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port(HOST)
        self.api = httpx.Client(base_url=f"http://127.0.0.1:{self.port}/api", trust_env=False)

    def start(self) -> None:
        """Start it, and do not wait."""
        make_prefect_database(self.folder, {})
        words = ["server", "start", "--host", "127.0.0.1", "--port", str(self.port), "--no-ui", "--analytics-off"]
        own = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
        told = {**own, "PREFECT_HOME": str(self.folder), "DO_NOT_TRACK": "1"}
        with (self.folder / "log").open("ab") as log:
            line = [sys.executable, "-m", "prefect", *words]
            self.process = subprocess.Popen(line, cwd=ROOT, env=told, stdout=log, stderr=log)

    def end(self, number: signal.Signals) -> None:
        """Send it a signal and wait until it is gone."""
        self.process.send_signal(number)
        self.process.wait(60)


@pytest.fixture(scope="module")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectServer]:
    server = PrefectServer(prefect_home(tmp_path_factory.mktemp("prefect")))
    server.start()
    try:
        assert wait_until(lambda: healthy(server.api), 120)
        yield server
    finally:
        server.process.kill()
        server.process.wait()


@contextmanager
def with_prefect(server: PrefectServer, in_mid_run: Callable[[Callable[[], str]], str]) -> Iterator[None]:
    """The flow with its tasks and its server; ``in_mid_run`` is given the crawl to do it when it likes."""
    settings: Any = {PREFECT_API_URL: str(server.api.base_url).rstrip("/"), PREFECT_LOGGING_TO_API_ENABLED: False}
    with pytest.MonkeyPatch.context() as patch, temporary_settings(settings):
        patch.setattr(flows.crawling, "read_part", lambda *told: in_mid_run(lambda: read_part(*told)))
        yield


@contextmanager
def table(nights: Nights, name: str, change: Callable[[Rows], Rows]) -> Iterator[None]:
    change_table(nights.tree, name, change)
    yield
    nights.mend()


@contextmanager
def source_down(nights: Nights) -> Iterator[None]:
    for path in (nights.tree / DATA).glob("*.zip"):
        path.unlink()
    yield
    nights.mend()


def half_the_rows(nights: Nights) -> Any:
    return table(nights, "C2024_A", lambda rows: rows[: len(rows) // 2])


def field_gone(nights: Nights) -> Any:
    return table(nights, "C2024_A", lambda rows: [[c if c != "CIPCODE" else "CODE" for c in rows[0]], *rows[1:]])


def on_a_small_disk(command: Sequence[str], environment: Mapping[str, str]) -> Any:
    line = ["prlimit", "--fsize=2000", sys.executable, "-m", *command]
    return subprocess.Popen(line, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


@contextmanager
def disk_full(_nights: Nights) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flows.crawl, "start_crawl", on_a_small_disk)
        yield


@contextmanager
def captures_unreachable(nights: Nights) -> Iterator[None]:
    wall = nights.environment.home / "no-folder"
    wall.write_text("a file where the store should be")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HIMDIR_CAPTURES", str(wall / "captures"))
        yield


FAULTS: list[tuple[Callable[[Nights], Any], str]] = [
    (source_down, "met status 404"),
    (half_the_rows, "median"),
    (field_gone, "CIPCODE"),
    (disk_full, "capture"),
    (captures_unreachable, "capture"),
]


@pytest.mark.parametrize(("fault", "named"), FAULTS, ids=lambda told: getattr(told, "__name__", ""))
def test_a_night_with_a_fault_is_told_and_readers_notice_nothing(
    nights: Nights, fault: Callable[[Nights], Any], named: str
) -> None:
    before = nights.readers.times
    with fault(nights):
        summary = nights.refresh()
    assert not summary.well
    receipt = nights.receipt()
    assert receipt.refresh_id == summary.refresh_id
    (told,) = [one for one in receipt.sources if one.source == "ipeds"]
    assert told.verdict in ("quarantined", "abandoned")
    assert any(named in words for words in told.reasons), told.reasons
    assert any("ipeds" in words for words in receipt.needs_a_person)
    assert nights.readers.times > before
    assert nights.readers.troubles == []


def test_two_refreshes_at_once_are_one(nights: Nights) -> None:
    with sole_work(nights.environment), pytest.raises(HomeBusy, match="another refresh is at work on this database"):
        nights.refresh()
    assert nights.refresh().well
    assert nights.readers.troubles == []


def test_a_database_that_is_restarted_in_mid_night_costs_at_most_the_night(nights: Nights, postgres: Postgres) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assemble = flows.refresh.assemble_directory.fn

        def restarted(*told: Any) -> Any:
            postgres.restart()
            return assemble(*told)

        patch.setattr(flows.refresh, "assemble_directory", restarted)
        assert nights.refresh().well, nights.receipt()
    assert nights.receipt().outcome == "well"
    assert nights.readers.troubles == []


def test_a_night_without_a_prefect_server_is_a_night(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.prefect_server.NAMED_PATIENCE_SECONDS", 0.5)
    with temporary_settings({PREFECT_API_URL: f"http://{HOST}:{free_port(HOST)}/api"}):
        summary = nights.refresh_by_prefect()
    assert summary.well
    receipt = nights.receipt()
    assert (receipt.refresh_id, receipt.outcome) == (summary.refresh_id, "well")
    (note,) = [note for note in receipt.notes if "Prefect" in note]
    assert note.startswith("Prefect's server was not to be had (it cannot be reached (ConnectError) within ")
    assert nights.readers.troubles == []


def test_a_prefect_server_that_is_told_to_end_in_mid_run_costs_its_pages_only(
    nights: Nights, prefect: PrefectServer
) -> None:
    def crawl(read: Callable[[], str]) -> str:
        prefect.end(signal.SIGTERM)
        verdict = read()
        time.sleep(1.5)
        return verdict

    with with_prefect(prefect, crawl), temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 1}):
        summary = nights.refresh_by_prefect()
    written = max(path.stat().st_mtime for path in (nights.environment.home / "receipts").glob("refresh-*.json"))
    assert time.time() - written < 14, "nobody waits for a server that stays away"
    assert summary.well
    receipt = nights.receipt()
    assert (receipt.refresh_id, receipt.outcome) == (summary.refresh_id, "well")
    assert any("did not answer from" in note and "is not complete" in note for note in receipt.notes)
    assert nights.readers.troubles == []
    prefect.start()


def test_a_prefect_server_that_is_killed_and_restarted_in_mid_run_costs_nothing(
    nights: Nights, prefect: PrefectServer
) -> None:
    def crawl(read: Callable[[], str]) -> str:
        prefect.end(signal.SIGKILL)
        verdict = read()
        time.sleep(1.5)  # until its absence has been noticed
        prefect.start()
        return verdict

    assert wait_until(lambda: healthy(prefect.api), 120)
    with with_prefect(prefect, crawl):
        summary = nights.refresh_by_prefect()
    assert summary.well
    receipt = nights.receipt()
    assert (receipt.refresh_id, receipt.outcome) == (summary.refresh_id, "well")
    assert any("Prefect's server did not answer from" in note for note in receipt.notes), receipt.notes
    newest, *_ = prefect.api.post("/flow_runs/filter", json={"sort": "EXPECTED_START_TIME_DESC"}).json()
    assert newest["state_type"] == "COMPLETED", "it is told of the end when it is back"
    assert nights.readers.troubles == []


@pytest.mark.parametrize("moment", ["2026-03-08T06:59:59+00:00", "2026-11-01T05:59:59+00:00"])
def test_a_clock_that_is_set_for_summer_time_moves_no_night(
    nights: Nights, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    from flows.freshness import freshness

    last = datetime.fromisoformat(moment)
    assert freshness([last], 1, last.replace(hour=last.hour + 1)).age.total_seconds() == 3600  # type: ignore[union-attr]
    summary = nights.refresh()
    assert summary.well
    receipt = nights.receipt()
    assert receipt.started_at.endswith("+00:00")
    assert 0 <= (datetime.now(UTC) - datetime.fromisoformat(receipt.started_at)).total_seconds() < 300


def test_after_all_that_a_night_without_a_fault_ends_well(nights: Nights) -> None:
    change = nights.tree / DATA
    assert change.is_dir()
    with table(nights, "C2024_A", more_completions):
        summary = nights.refresh()
    assert summary.well
    assert summary.fresh_snapshot
    assert nights.receipt().changes["source"] >= PROGRAMS
    assert nights.readers.troubles == []
    assert nights.readers.times > 20


def more_completions(rows: Rows) -> Rows:
    column = rows[0].index("CTOTALT")
    return [rows[0], *([*row[:column], str(int(row[column]) + 7), *row[column + 1 :]] for row in rows[1:])]
