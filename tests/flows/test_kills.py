"""A refresh that is told to end, or killed at any moment: no process is left, readers see one whole directory, and the
next refresh ends as if nothing had been."""

import hashlib
import json
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from flows.crawlers import Process
from flows.work import HomeBusy, home_lock
from tests.homes import TestHome, change_table, sample_tree
from tests.spiders.test_signals import all_children, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")]
MOMENTS = {"ipeds: reading": 0.1, "directory: assembling": 0.05, "snapshot: publishing": 0.01}
"""What a refresh has said, and how many seconds later it is killed."""


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestHome, Path]:
    """A home that was published once, and a tree in which every program has other completions since then."""
    folder = tmp_path_factory.mktemp("kills")
    tree, home = sample_tree(folder / "tree"), TestHome(folder / "home", measured=False)
    ended = home.crawl(tree)
    assert ended.code == 0, ended.log
    home.publish()

    def change(rows: list[list[str]]) -> list[list[str]]:
        column = rows[0].index("CTOTALT")
        return [rows[0], *([*row[:column], str(int(row[column]) + 7), *row[column + 1 :]] for row in rows[1:])]

    change_table(tree, "C2024_A", change)
    return home, tree


def words(tree: Path) -> list[str]:
    return ["refresh", "--source", "ipeds", "--web", str(tree), "--year", "2024"]


def read_until(process: Process, told: str) -> str:
    """What the process says up to the line that starts so."""
    said = ""
    assert process.stderr is not None
    for line in process.stderr:
        said += line
        if line.startswith(told):
            return said
    raise AssertionError(f"never said {told!r}:\n{said}")


def check_whole(home: TestHome) -> int:
    """The snapshot in force is whole; the sum of its completions."""
    folder = (home.folder / "published" / "current").resolve()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    body = (folder / "directory.sqlite").read_bytes()
    assert hashlib.sha256(body).hexdigest() == manifest["files"]["directory.sqlite"]["sha256"]
    with closing(sqlite3.connect(f"{(folder / 'directory.sqlite').as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        count, total = connection.execute("SELECT count(*), sum(completions) FROM v1_program").fetchone()
    assert count == 85
    return int(total)


def gone(processes: list[int]) -> Callable[[], bool]:
    return lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes)


def test_kills_at_any_moment_leave_a_whole_directory_and_the_next_refresh_ends_well(
    published_once: tuple[TestHome, Path], tmp_path: Path
) -> None:
    home, tree = published_once[0].copy(tmp_path / "home"), published_once[1]
    before = check_whole(home)
    for told, seconds in MOMENTS.items():
        with home.started(*words(tree)) as process:
            read_until(process, told)
            time.sleep(seconds)
            started = all_children(process.pid)
            process.kill()
            process.wait()
        assert wait_until(gone(started), 20), "a crawler outlived its refresh"
        assert check_whole(home) in (before, before + 7 * 85)

    ended = home.himdir(*words(tree))
    assert ended.code == 0, ended.out + ended.log
    assert check_whole(home) == before + 7 * 85
    assert not list((home.folder / "published").rglob(".*"))
    with closing(sqlite3.connect(home.folder / "work.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM run WHERE verdict = 'running'").fetchone() == (0,)
        statement = "SELECT count(*) FROM change WHERE field = 'completions' AND cause <> 'source'"
        assert connection.execute(statement).fetchone() == (0,)
        (changes,) = connection.execute("SELECT count(*) FROM change WHERE field = 'completions'").fetchone()
        assert changes == 85, "each change is told once, however often the way was begun"
    assert home.asked("verify").code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_refresh_that_is_told_to_end_says_so_and_leaves_no_process(
    number: signal.Signals, published_once: tuple[TestHome, Path], tmp_path: Path
) -> None:
    home, tree = published_once[0].copy(tmp_path / "home"), published_once[1]
    before = home.published()
    with home.started(*words(tree)) as process:
        said = read_until(process, "ipeds: reading")
        assert wait_until(lambda: all_children(process.pid), 20)
        with pytest.raises(HomeBusy, match="another refresh is at work"), home_lock(home.folder):
            pass
        started = all_children(process.pid)
        process.send_signal(number)
        assert process.stderr is not None
        rest = process.stderr.read()
        code = process.wait(40)
    assert code in (130, 143), said + rest
    assert "the last good directory is untouched" in rest.splitlines()[-1], rest
    assert wait_until(gone(started), 20)
    assert home.published() == before
    with home_lock(home.folder):
        pass
