"""A work database that somebody reads, that somebody writes, and a home in which a refresh is at work already."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flows.work import HomeBusy, home_lock
from tests.forks import run_crawl
from tests.homes import DATA, TestHome, change_table, sample_tree

ONE_SECOND = 1


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return sample_tree(tmp_path / "tree")


@pytest.fixture
def home(tmp_path: Path, tree: Path) -> TestHome:
    """A home in which the sample was read, accepted and published once."""
    home = TestHome(tmp_path / "home")
    ended = home.crawl(tree)
    assert ended.code == 0, ended.log
    home.publish()
    return home


@pytest.fixture
def writer(home: TestHome) -> Iterator[sqlite3.Connection]:
    """Another program that has begun to write and does not end."""
    with closing(sqlite3.connect(home.folder / "work.sqlite", isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def other_completions(tree: Path) -> None:
    def change(rows: list[list[str]]) -> list[list[str]]:
        rows[1][rows[0].index("CTOTALT")] = "41"
        return rows

    change_table(tree, "C2024_A", change)


def impatient(home: TestHome) -> dict[str, str]:
    return {"HIMDIR_DATABASE_URL": f"sqlite:///{home.folder / 'work.sqlite'}?timeout={ONE_SECOND}"}


def test_a_reader_of_the_work_database_holds_up_nothing(home: TestHome, tree: Path) -> None:
    with closing(sqlite3.connect(home.folder / "work.sqlite", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        seen = reader.execute("SELECT count(*), max(run_number) FROM run").fetchone()
        programs = reader.execute("SELECT * FROM program ORDER BY 1").fetchall()
        other_completions(tree)
        ended = home.crawl(tree)
        assert ended.code == 0, ended.log
        _, changes = home.publish()
        assert changes == {"source": 1}
        assert reader.execute("SELECT count(*), max(run_number) FROM run").fetchone() == seen
        assert reader.execute("SELECT * FROM program ORDER BY 1").fetchall() == programs
        reader.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM program WHERE completions = 41").fetchone() == (1,)


def test_a_writer_that_ends_in_time_is_waited_for(home: TestHome, tree: Path, writer: sqlite3.Connection) -> None:
    ended = threading.Timer(4.0, lambda: writer.execute("ROLLBACK"))
    ended.start()
    began = time.monotonic()
    try:
        assert home.crawl(tree).code == 0
    finally:
        ended.join()
    assert time.monotonic() - began > 3.0
    assert home.last_run()["verdict"] == "accepted"


@pytest.mark.usefixtures("writer")
def test_a_writer_that_does_not_end_stops_a_crawl_with_a_clear_message(home: TestHome, tree: Path) -> None:
    before = home.published()
    line = ["scrapy", "crawl", "ipeds", "-a", "year=2024", "-s", f"WEB={tree}"]
    code, log = run_crawl(line, home.environment(impatient(home)), 60)
    assert code == 1
    last = log.strip().splitlines()[-1]
    assert "ipeds: the work database could not be written" in last
    assert "database is locked" in last
    assert "another program is writing it" in last
    assert home.published() == before
    assert home.last_run()["run_number"] == 1


@pytest.mark.usefixtures("writer")
def test_a_writer_that_does_not_end_stops_a_refresh_with_one_line(home: TestHome, tree: Path) -> None:
    before = home.published()
    ended = home.asked("refresh", "--web", str(tree), **impatient(home))
    assert ended.code == 1
    (line,) = ended.log.strip().splitlines()
    assert line.startswith("himdir: the work database could not be written")
    assert "another program is writing it; end that one, or wait, and start again" in line
    assert home.published() == before


def test_a_second_refresh_says_that_the_home_is_busy(home: TestHome, tree: Path) -> None:
    with home_lock(home.folder):
        ended = home.asked("refresh", "--web", str(tree))
        assert ended.code == 2
        (line,) = ended.log.strip().splitlines()
        assert "another refresh is at work in" in line
        assert "process " in line
        assert "HIMDIR_HOME" in line
        with pytest.raises(HomeBusy), home_lock(home.folder):
            pass
    with home_lock(home.folder):
        pass


def test_a_file_that_is_no_database_is_said(tmp_path: Path, tree: Path) -> None:
    home = TestHome(tmp_path / "other")
    home.folder.mkdir()
    (home.folder / "work.sqlite").write_bytes((tree / DATA / "HD2024.zip").read_bytes())
    ended = home.asked("refresh", "--web", str(tree))
    assert ended.code == 1
    assert "file is not a database" in ended.log.strip().splitlines()[-1]
