"""Locks as rows: one holder a name, lost by those who die or stand still, on SQLite and on PostgreSQL."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from db import ledger
from db.engine import open_engine, wrong_order
from db.heartbeat import HeldLock, LockHeld, lock_held
from db.locks import LOCK, Holder, LockLost, beat, crawl_lock, database_now, held_locks, require_lock, take_lock
from db.runs import Run
from db.schema import ensure_schema
from flows.work import HomeBusy, require_sole_work, sole_work
from spiders.environment import ROOT, Environment
from tests.forks import end_of, run_crawl, start_crawl
from tests.postgres import Postgres
from tests.spiders.crawling import command, query
from tests.spiders.server import Page, serving
from tests.spiders.test_signals import wait_until

ELSEWHERE = Holder("elsewhere", 1, "word")
NAME = crawl_lock("school_pages", "2/8")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'work.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.database()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    ensure_schema(engine)
    yield engine
    engine.dispose()


def take(engine: Engine, holder: Holder, seconds: float = 60) -> Holder | None:
    with engine.begin() as connection:
        return take_lock(connection, NAME, holder, seconds)


def expire(connection: Connection) -> None:
    connection.execute(sa.update(LOCK).values(expires_at=database_now(connection) - timedelta(seconds=1)))


def test_a_lock_has_one_holder_until_it_is_given_back(engine: Engine, url: str) -> None:
    with lock_held(url, NAME, 60) as held:
        with pytest.raises(LockHeld, match="'crawl school_pages 2/8' is held by process"):
            HeldLock(url, NAME, 60)
        held.still_held()
        with lock_held(url, crawl_lock("school_pages", "3/8"), 60), engine.connect() as connection:
            assert [row["name"] for row in held_locks(connection)] == [NAME, "crawl school_pages 3/8"]
    with lock_held(url, NAME, 60):
        pass
    with engine.connect() as connection:
        assert held_locks(connection) == []


def test_of_many_who_ask_at_once_one_gets_it(engine: Engine) -> None:
    holders = [Holder("elsewhere", number, "word") for number in range(8)]
    got: list[Holder] = []

    def ask(holder: Holder) -> None:
        if take(engine, holder) is None:
            got.append(holder)

    threads = [threading.Thread(target=ask, args=(holder,)) for holder in holders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1


def test_a_holder_on_another_machine_loses_its_lock_when_it_expires_and_not_before(engine: Engine) -> None:
    me = Holder.new()
    assert take(engine, ELSEWHERE) is None
    assert take(engine, me) == ELSEWHERE
    with engine.begin() as connection:
        assert beat(connection, NAME, ELSEWHERE, 60)
        expire(connection)
    assert take(engine, me) is None
    with engine.begin() as connection:
        assert not beat(connection, NAME, ELSEWHERE, 60)
        require_lock(connection, NAME, me)
        with pytest.raises(LockLost, match="process 1 on elsewhere gave no sign of life"):
            require_lock(connection, NAME, ELSEWHERE)


HOLD = (
    "import sys, time; from db.heartbeat import HeldLock; HeldLock(*sys.argv[1:3], 60); print('held'); time.sleep(60)"
)


def test_a_holder_of_this_machine_that_is_killed_loses_its_lock_at_once(engine: Engine, url: str) -> None:
    process = subprocess.Popen([sys.executable, "-uc", HOLD, url, NAME], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with pytest.raises(LockHeld):
        HeldLock(url, NAME, 60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with lock_held(url, NAME, 60):
        pass


def test_signs_of_life_keep_a_lock_over_its_expiry_and_a_loss_is_noticed(engine: Engine, url: str) -> None:
    with lock_held(url, NAME, 1) as held:
        time.sleep(1.6)
        assert take(engine, ELSEWHERE) == held.holder
        with engine.begin() as connection:
            expire(connection)
            assert take_lock(connection, NAME, ELSEWHERE, 60) is None
        assert wait_until(lambda: held.lost, 5)
        with pytest.raises(LockLost):
            held.still_held()
    with engine.connect() as connection:
        assert [row["holder"] for row in held_locks(connection)] == [ELSEWHERE.words], "what is another's stays"


def test_a_run_of_another_machine_is_abandoned_when_its_lock_is_gone_and_not_before(engine: Engine) -> None:
    start = ledger.RunStart("run-1", "school_pages", {}, "1", "rules", shard="2/8", holder=ELSEWHERE.words)
    assert take(engine, ELSEWHERE) is None
    with engine.begin() as connection:
        number = ledger.start_run(connection, start)
        assert ledger.abandon_dead_runs(connection) == 0
        expire(connection)
        assert ledger.abandon_dead_runs(connection) == 1
        ledger.end_run(connection, number, ledger.Verdict.accepted)
        run = connection.execute(sa.select(Run.verdict, Run.reasons)).one()  # type: ignore[call-overload]
    assert run.verdict == "abandoned", "who comes too late ends nothing"
    assert "process 1 on elsewhere gave no sign of life until its lock expired" in run.reasons


def test_a_source_that_is_being_read_is_not_read_twice_and_a_run_that_lost_its_lock_does_not_count(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'work.sqlite'}"
    robbed = threading.Event()

    def slow(_: object) -> Page:
        robbed.wait(60)
        return Page(b"slow")

    with serving({"/page": Page(b"page"), "/slow": slow}) as server:
        line, environment = command(
            tmp_path, [server.url("/page"), server.url("/slow")], environment={"HIMDIR_LOCK_SECONDS": "2"}
        )
        first = start_crawl(line[2:], environment)
        try:
            assert wait_until(lambda: server.requests("/slow"))
            second_code, second_log = run_crawl(line[2:], environment, 60)
            engine = open_engine(url)
            with engine.begin() as connection:
                expire(connection)
                assert take_lock(connection, crawl_lock("probe"), ELSEWHERE, 60) is None
            time.sleep(1)  # twice as long as from one sign of life to the next
            robbed.set()
            first_code, log = end_of(first, 30)
        finally:
            robbed.set()
            first.kill()
    assert second_code == 1
    assert f"probe is being read by process {first.pid} on" in second_log
    assert first_code == 1
    assert "the lock of this run went to another machine" in log
    with engine.begin() as connection:
        assert ledger.abandon_dead_runs(connection) == 1
    engine.dispose()
    assert query(tmp_path, "SELECT verdict FROM run") == [("abandoned",)]


def test_only_one_publishes_on_a_server_and_who_stood_still_stops(postgres: Postgres, tmp_path: Path) -> None:
    url = postgres.database()
    here, there = (Environment(home=tmp_path / name, database_url=url) for name in ("here", "there"))
    with sole_work(here):
        with pytest.raises(HomeBusy, match="another refresh is at work on this database"), sole_work(there):
            pass
        require_sole_work()
        engine = open_engine(url)
        with engine.begin() as connection:
            expire(connection)
            assert take_lock(connection, "publish", ELSEWHERE, 60) is None
        engine.dispose()
        with pytest.raises(LockLost):
            require_sole_work()
    require_sole_work()


def test_a_database_that_sorts_in_another_order_is_told(postgres: Postgres) -> None:
    engine = open_engine(postgres.database())
    assert wrong_order(engine) == ""
    with engine.begin() as connection:
        statement = "UPDATE pg_database SET datcollate = 'en_US.utf8' WHERE datname = current_database()"
        connection.execute(sa.text(statement))
    assert "sorts text as in en_US.utf8" in wrong_order(engine)
    engine.dispose()
