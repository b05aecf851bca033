"""A disk that fills at any point: a clear message, a run that does not count, and readers who notice nothing.

A full disk is imitated by a limit on the size of a file, which fails in the same calls with an error of the system.
Python would leave cut compiled modules behind, so that nothing is compiled there (-B).
"""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.homes import Ended, TestHome, change_table, sample_tree

pytestmark = pytest.mark.skipif(shutil.which("prlimit") is None, reason="needs prlimit")
PUBLISH = "import sys, pathlib; from tests.homes import TestHome; TestHome(pathlib.Path(sys.argv[1])).publish()"
CRAWL_LIMITS = [1, 20_000, 90_000]
PUBLISH_LIMITS = [1_000, 200_000]


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestHome, Path]:
    """A home that was published once, and a tree in which every program has other completions since then."""
    folder = tmp_path_factory.mktemp("disk")
    tree, home = sample_tree(folder / "tree"), TestHome(folder / "home", measured=False)
    ended = home.crawl(tree)
    assert ended.code == 0, ended.log
    home.publish()
    with closing(sqlite3.connect(home.folder / "work.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def change(rows: list[list[str]]) -> list[list[str]]:
        column = rows[0].index("CTOTALT")
        return [rows[0], *([*row[:column], str(int(row[column]) + 7), *row[column + 1 :]] for row in rows[1:])]

    change_table(tree, "C2024_A", change)
    return home, tree


def on_a_disk_of(size: int, home: TestHome, *command: str) -> Ended:
    return home.run(["prlimit", f"--fsize={size}", *command])


def whole(home: TestHome) -> bool:
    with closing(sqlite3.connect(home.folder / "work.sqlite")) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


@pytest.mark.parametrize("size", CRAWL_LIMITS)
def test_a_crawl_on_a_full_disk_does_not_count(
    size: int, published_once: tuple[TestHome, Path], tmp_path: Path
) -> None:
    home, tree = published_once[0].copy(tmp_path / "home"), published_once[1]
    before = home.published()
    ended = home.crawl(tree, prefix=["prlimit", f"--fsize={size}"])
    assert ended.code == 1, ended.log[-2000:]
    words = ended.log.lower()
    assert any(told in words for told in ("could not be written", "disk", "file too large")), ended.log[-2000:]
    last = home.last_run()
    assert last["run_number"] == 1 or last["verdict"] != "accepted"
    home.publish()
    assert home.published() == before
    assert whole(home)

    assert home.crawl(tree).code == 0
    _, changes = home.publish()
    assert changes["source"] >= 85
    assert home.published() != before


@pytest.mark.parametrize("size", PUBLISH_LIMITS)
def test_a_publication_on_a_full_disk_leaves_the_snapshot_in_force(
    size: int, published_once: tuple[TestHome, Path], tmp_path: Path
) -> None:
    home, tree = published_once[0].copy(tmp_path / "home"), published_once[1]
    assert home.crawl(tree).code == 0
    before = home.published()
    ended = on_a_disk_of(size, home, sys.executable, "-B", "-c", PUBLISH, str(home.folder))
    assert ended.code != 0
    assert home.published() == before
    assert whole(home)
    snapshot, _ = home.publish()
    assert snapshot is not None
    assert home.published() != before
    assert not list((home.folder / "published").rglob(".*"))
