"""A night of 8 shards on two workers and PostgreSQL; one machine loses its power in mid-crawl, and nothing is lost."""

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
import pytest

from db.engine import open_engine
from flows.operate import accept_run
from spiders.school_sites_domains import domains_of
from spiders.school_sites_plan import plan
from spiders.school_sites_starts import given_starts
from tests.flows.prefect_machines import Machines, halt_machine, prefect_machines, tree_of
from tests.forks import run_crawl
from tests.homes import TestHome
from tests.postgres import Postgres, plain_url
from tests.spiders.school_hosts import html, links, program, starts_file
from tests.spiders.server import Page, Server, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(2400), pytest.mark.skipif(sys.platform != "linux", reason="hosts")]
SHARDS = 8
SITES_A_SHARD = 2
PROGRAMS = ("/him", "/coding", "/informatics")


@dataclass(frozen=True)
class Sites:
    """The addresses of the schools, and the server that records what they were asked."""

    server: Server
    urls: list[str]


def site() -> dict[str, Page]:
    titles = ("Health Information Technology, AAS", "Medical Coding Certificate", "Health Informatics, BS")
    pages = {path: program(title, seconds=0.5) for path, title in zip(PROGRAMS, titles, strict=True)}
    return {"/robots.txt": Page(b"User-agent: *\nDisallow:\n"), "/": html(links(*PROGRAMS)), **pages}


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    """As many hosts for each shard, all answered by one server."""
    with serving(site(), "0.0.0.0") as server:  # noqa: S104 - the loopback addresses are asked
        filled: Counter[int] = Counter()
        urls = []
        for number in range(2, 118):
            url = f"http://127.0.0.{number}:{server.server_address[1]}/"
            shard = next(n for n in range(1, SHARDS + 1) if domains_of(given_starts(url), plan(), (n, SHARDS))[0])
            if filled[shard] < SITES_A_SHARD:
                filled[shard] += 1
                urls.append(url)
        assert len(urls) == SHARDS * SITES_A_SHARD
        yield Sites(server, urls)


@pytest.fixture
def machines(postgres: Postgres, tmp_path: Path) -> Iterator[Machines]:
    settings = {
        "HIMDIR_HOME": str(tmp_path / "home"), "HIMDIR_DATABASE_URL": postgres.database(), "HIMDIR_LOCK_SECONDS": "8",
        "HIMDIR_CONTACT": "tester@example.org", "SCRAPY_SETTINGS_MODULE": "tests.flows.shard_spiders",
    }  # fmt: skip
    with prefect_machines(tmp_path, postgres, **settings) as machines:
        know_the_schools(machines, tmp_path / "before")
        yield machines


def know_the_schools(machines: Machines, folder: Path) -> None:
    """An accepted run of ipeds, as from the live web, since a directory without programs is not published.

    It is accepted by hand: the sample has fewer records than the live web must have.
    """
    recorded = TestHome(folder, measured=False)
    assert recorded.crawl("sample").code == 0
    (index,) = (folder / "captures" / "ipeds").glob("*.index.jsonl")
    index.write_text(index.read_text(encoding="utf-8").replace('"web_kind": "sample"', '"web_kind": "live"'), "utf-8")
    own = {name: value for name, value in machines.environment.items() if name.startswith("HIMDIR_")}
    words = ["scrapy", "crawl", "ipeds", "-a", "year=2024", "-s", f"WEB={index}"]
    _, log = run_crawl(words, recorded.environment(own), 120)
    assert "at least 5000 are expected" in log
    engine = open_engine(own["HIMDIR_DATABASE_URL"])
    accept_run(engine, "1", "tester", "a sample stands for the live web here")
    engine.dispose()


def rows(machines: Machines, statement: str) -> list[Any]:
    with psycopg.connect(plain_url(machines.environment["HIMDIR_DATABASE_URL"])) as connection:
        return connection.execute(statement).fetchall()


def holder_of_the_night(machines: Machines) -> "subprocess.Popen[bytes]":
    """The worker whose refresh holds the right to publish."""
    (row,) = rows(machines, "SELECT holder FROM work_lock WHERE name = 'publish'")
    process = int(row[0].split(":")[1])
    return next(worker for worker in machines.workers if process in {one.pid for one in tree_of(worker.pid)})


def kill_in_mid_crawl(machines: Machines, victim: "subprocess.Popen[bytes]", sites: Sites) -> bool:
    """Kill a worker as soon as one of its crawlers has asked for a program; whether that was in mid-crawl."""
    if not sites.server.requests("/him") or not running(machines, tree_of(victim.pid)):
        return False
    halted = halt_machine(victim.pid)
    in_mid_crawl = running(machines, halted)
    for one in halted:
        one.kill() if in_mid_crawl else one.send_signal(signal.SIGCONT)
    return in_mid_crawl


def running(machines: Machines, processes: list[psutil.Process]) -> bool:
    """Whether a run of one of these processes has no verdict yet."""
    found = rows(machines, "SELECT process FROM run WHERE verdict = 'running'")
    return bool({row[0] for row in found} & {one.pid for one in processes})


def often(holds: Callable[[], bool], every: float, seconds: float = 600) -> bool:
    """Ask until it holds, no more often than the machine bears; only what never comes about takes all these seconds."""
    end = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(every)
    return found


def test_a_night_in_which_a_machine_dies_ends_complete(machines: Machines, sites: Sites, tmp_path: Path) -> None:
    starts = starts_file(tmp_path / "starts.jsonl", sites.urls)
    asked = {"sources": ["school_pages"], "web": "live", "shards": SHARDS, "only_due": False, "jitter_minutes": 0}
    night = machines.run("refresh/nightly", request={**asked, "starts": {"school_pages": str(starts)}})

    first, second = (machines.start_worker(3) for _ in range(2))
    assert often(lambda: the_night_began(machines), 0.5), machines.logs()
    victim = second if holder_of_the_night(machines) is first else first
    assert often(lambda: kill_in_mid_crawl(machines, victim, sites), 0.2), machines.logs()
    ended = machines.end_of(night)
    receipt = json.loads(next((tmp_path / "home" / "receipts").glob("refresh-*.json")).read_text(encoding="utf-8"))
    assert ended["type"] == "COMPLETED", json.dumps(receipt, indent=1) + machines.logs()

    statement = "SELECT shard, verdict, run_number FROM run WHERE source = 'school_pages' ORDER BY run_number"
    runs = rows(machines, statement)
    accepted = Counter(shard for shard, verdict, _ in runs if verdict == "accepted")
    assert accepted == Counter({f"{n}/{SHARDS}": 1 for n in range(1, SHARDS + 1)}), "each shard was read once"
    abandoned = [run for run in runs if run[1] == "abandoned"]
    assert abandoned
    assert len(runs) == SHARDS + len(abandoned)

    keys = [row[0] for row in rows(machines, "SELECT record_key FROM record WHERE kind = 'school_program'")]
    assert len(keys) == len(set(keys)) == len(sites.urls) * len(PROGRAMS), "nothing is lost and nothing doubled"
    assert rows(machines, "SELECT name FROM work_lock") == []

    (told,) = [one for one in receipt["sources"] if one["source"] == "school_pages"]
    assert (told["verdict"], told["records"], receipt["outcome"]) == ("accepted", len(keys), "well")
    for shard, _, number in abandoned:
        assert any(words.startswith(f"shard {shard}: run {number} was abandoned") for words in told["surprises"])
    (artifact,) = machines.ask("/artifacts/filter", artifacts={"key": {"any_": ["refresh-receipt"]}})
    assert "was abandoned" in artifact["data"]
    page = httpx.get(machines.environment["PREFECT_UI_URL"], trust_env=False, follow_redirects=True)
    assert page.is_success
    assert "<html" in page.text


def the_night_began(machines: Machines) -> bool:
    statement = "SELECT count(*) FROM information_schema.tables WHERE table_name = 'work_lock'"
    if not rows(machines, statement)[0][0]:
        return False
    return bool(rows(machines, "SELECT 1 FROM work_lock WHERE name = 'publish'"))
