"""The end of a crawl that is told to end, and of one that is killed: quick, said so, and with the database whole."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.ledger import abandon_dead_runs
from flows.crawlers import Process
from spiders.environment import ROOT
from tests.forks import end_of, start_crawl
from tests.spiders.crawling import SETTINGS, command, crawl, query, statistics
from tests.spiders.server import Page, Server, serving

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
GRACE_SECONDS = 8.0
SLOW = 60.0


def wait_until(holds: Callable[[], object], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return bool(holds())


@contextmanager
def hanging(home: Path, server: Server, **settings: str) -> Iterator[Process]:
    """A crawl that has read one page and waits for the next, which does not come."""
    server.pages.update({"/page": Page(b"page"), "/slow": Page(b"slow", seconds=SLOW)})
    line, environment = command(
        home, [server.url("/page"), server.url("/slow"), server.url("/more")], settings=settings
    )
    process = start_crawl(line[2:], environment)
    try:
        assert wait_until(lambda: server.requests("/slow"))
        yield process
    finally:
        process.kill()
        process.wait(GRACE_SECONDS)


def listening(process: int) -> list[str]:
    """The addresses on which a process waits for connections."""
    own = {str(entry.readlink()) for entry in Path(f"/proc/{process}/fd").iterdir() if entry.is_symlink()}
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for row in Path(f"/proc/{process}/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            cells = row.split()
            waits = cells[3] == "0A" or table.startswith("udp")
            if waits and f"socket:[{cells[9]}]" in own:
                found.append(f"{table} {cells[1]}")
    return found


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_crawl_that_is_told_to_end_ends_and_says_so(tmp_path: Path, number: signal.Signals) -> None:
    with serving() as server, hanging(tmp_path, server) as process:
        assert listening(process.pid) == []
        process.send_signal(number)
        began = time.monotonic()
        code, log = end_of(process, GRACE_SECONDS)
        assert time.monotonic() - began < GRACE_SECONDS
        assert server.requests("/more") == []
    assert code == 1
    assert statistics(tmp_path)["finish_reason"] == "shutdown"
    assert "the crawl ended early: shutdown" in log
    assert "the crawl ends while" in log
    assert query(tmp_path, "SELECT verdict, finish_reason, process FROM run") == [("quarantined", "shutdown", None)]
    (index,) = (tmp_path / "captures" / "probe").glob("*.index.jsonl*")
    assert index.name.endswith(".index.jsonl")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_crawl_that_is_told_to_end_while_scrapy_starts_closes_its_run(tmp_path: Path, number: signal.Signals) -> None:
    settings = {
        "EXTENSIONS": json.dumps({"tests.spiders.early_signal.EarlySignal": 0}),
        "EARLY_SIGNAL": str(number.value),
    }
    with serving({"/slow": Page(b"slow", seconds=SLOW)}) as server:
        ended = crawl(tmp_path, [server.url("/slow")], settings=settings)
    assert ended.code == 1, ended.log
    assert query(tmp_path, "SELECT verdict, finish_reason, process FROM run") == [("quarantined", "shutdown", None)]


def test_a_crawl_that_waits_for_a_busy_host_ends_as_quickly(tmp_path: Path) -> None:
    with serving({"/slow": Page(b"", 503, {"Retry-After": "100"})}) as server:
        line, environment = command(tmp_path, [server.url("/slow")], settings={"RETRY_TIMES": "2"})
        process = subprocess.Popen(line, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        try:
            assert wait_until(lambda: statistics(tmp_path).get("retry/count"))
            process.terminate()
            _, log = process.communicate(timeout=GRACE_SECONDS)
        finally:
            process.kill()
            process.wait()
        assert len(server.requests("/slow")) == 1
    assert process.returncode == 1
    assert "wants a pause of another" in log


def test_a_crawl_that_is_killed_leaves_a_whole_database_and_is_recognized(tmp_path: Path) -> None:
    with serving() as server, hanging(tmp_path, server) as process:
        process.kill()
        process.wait()
    assert query(tmp_path, "SELECT verdict FROM run") == [("running",)]
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'work.sqlite'}")
    with engine.begin() as connection:
        assert abandon_dead_runs(connection) == 1
    engine.dispose()
    assert query(tmp_path, "SELECT verdict FROM run") == [("abandoned",)]
    (index,) = (tmp_path / "captures" / "probe").glob("*.index.jsonl*")
    assert index.name.endswith(".open")


PARENT = """
import sys
from pathlib import Path
from flows import crawl
settings = dict(pair.split("=", 1) for pair in sys.argv[2:])
plain = crawl._command
crawl._command = lambda request: plain(request) + [part for name, value in settings.items()
                                                   for part in ("-s", f"{name}={value}")]
crawl.run_crawl(crawl.CrawlRequest("probe", "probe-1", "refresh-1", "live", Path(sys.argv[1])), lambda _: None)
"""


def test_no_crawler_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    with serving({"/slow": Page(b"slow", seconds=SLOW)}) as server:
        _, environment = command(tmp_path, [server.url("/slow")])
        pairs = [f"{name}={value}" for name, value in SETTINGS.items()]
        line = [sys.executable, "-c", PARENT, str(tmp_path / "report.jsonl"), *pairs]
        parent = subprocess.Popen(line, cwd=ROOT, env=environment)
        try:
            assert wait_until(lambda: server.requests("/slow"))
            started = all_children(parent.pid)
            assert started
            parent.kill()
            parent.wait()
            assert wait_until(lambda: not any(Path(f"/proc/{child}").exists() for child in started), GRACE_SECONDS)
        finally:
            parent.kill()
            parent.wait()
    # The kernel may send the signal once for each thread of the parent, and a second one ends a crawl at once.
    assert query(tmp_path, "SELECT verdict FROM run") in ([("quarantined",)], [("running",)])


def children(parent: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == parent:
                found.append(int(entry.name))
    return found


def all_children(process: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    return [pid for child in children(process) for pid in (child, *all_children(child))]
