"""Publishing is one rename: whatever dies on the way, and however often it happens, readers see one whole snapshot."""

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db import publish as publishing
from db.publish import current_snapshot, publish_snapshot, put_in_force, remove_leftovers
from db.reads import NothingPublished, open_snapshot
from tests.pipelines.made_runs import MadeHome, made_home, program, school

PUBLICATIONS = 20


def publish(home: MadeHome, words: str = "one") -> Path:
    with home.engine.begin() as connection:
        return publish_snapshot(connection, home.published, [], {"words": words}).folder


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        home.run(school("100654"))
        home.assemble()
        yield home


def next_content(home: MadeHome, day: int) -> None:
    """The same program with other completions, men and women alike, so that a mix would show."""
    count = str(day)
    made = program("100654", completions=count, completions_men=count, completions_women=count)
    home.run(school("100654", made), day=day)
    home.assemble()


class Reader(threading.Thread):
    """Reads what is published, over and over, and remembers what was odd."""

    def __init__(self, published: Path) -> None:
        super().__init__(daemon=True)
        self.published, self.odd, self.seen, self.ended = published, list[str](), set[str](), threading.Event()
        self.rounds = 0

    def run(self) -> None:
        while not self.ended.is_set():
            try:
                self.look()
                self.rounds += 1
            except Exception as error:
                self.odd.append(repr(error))

    def look(self) -> None:
        folder = current_snapshot(self.published)
        assert folder is not None
        manifest = json.loads((folder / "manifest.json").read_bytes())
        body = (folder / "directory.sqlite").read_bytes()
        if hashlib.sha256(body).hexdigest() != manifest["files"]["directory.sqlite"]["sha256"]:
            self.odd.append("the manifest and the database are of two snapshots")
        with open_snapshot(self.published) as connection:
            statement = "SELECT completions, completions_men, completions_women FROM v1_program"
            rows = [tuple(row) for row in connection.execute(statement)]
            (words,) = connection.execute("SELECT value FROM meta WHERE name = 'words'").fetchone()
        if len(rows) != 1 or {str(value) for value in rows[0]} != {words}:
            self.odd.append(f"a mix: {rows} under {words}")
        linked = sqlite3.connect(f"{(self.published / 'directory.sqlite').as_uri()}?mode=ro", uri=True)
        linked.execute("SELECT count(*) FROM v1_program").fetchone()
        linked.close()
        self.seen.add(words)


def test_a_reader_in_a_loop_never_sees_a_mix_nor_an_error(home: MadeHome) -> None:
    next_content(home, 1)
    publish(home, "1")
    reader = Reader(home.published)
    reader.start()
    try:
        for day in range(2, PUBLICATIONS + 1):
            next_content(home, day)
            publish(home, str(day))
            rounds = reader.rounds
            for _ in range(100):
                if reader.rounds > rounds or reader.odd:
                    break
                reader.ended.wait(0.01)
    finally:
        reader.ended.set()
        reader.join(10)
    assert reader.odd == []
    assert len(reader.seen) > PUBLICATIONS // 2


def raising(*_: Any, **__: Any) -> Any:
    raise OSError(28, "No space left on device")


def after(number: int, real: Callable[..., Any]) -> Callable[..., Any]:
    """A function that works ``number`` times and then raises, as at a crash."""
    left = [number]

    def call(*arguments: Any, **named: Any) -> Any:
        if not left[0]:
            raise OSError(5, "crash")
        left[0] -= 1
        return real(*arguments, **named)

    return call


STEPS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "making the folder": (tempfile, "mkdtemp", raising),
    "building": (publishing, "build_snapshot", raising),
    "the digest": (publishing, "_sha256", raising),
    "the manifest": (publishing, "_write_manifest", raising),
    "the disk": (os, "fsync", raising),
    "the second file": (os, "fsync", after(1, os.fsync)),
    "making it read-only": (Path, "chmod", raising),
    "the rename into place": (Path, "rename", raising),
    "making the link": (Path, "symlink_to", raising),
    "the rename of the link": (Path, "replace", raising),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_leaves_the_old_snapshot_in_force(
    step: str, home: MadeHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = publish(home, "old")
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    owner, name, broken = STEPS[step]
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, broken)
        with pytest.raises(OSError, match=r"space|crash"):
            publish(home, "new")
    assert current_snapshot(home.published) == old
    assert {path.name: path.read_bytes() for path in old.iterdir()} == before
    new = publish(home, "new")
    assert current_snapshot(home.published) == new != old
    assert leftovers(home.published) == []


def leftovers(published: Path) -> list[str]:
    return [path.name for path in published.rglob(".*")]


@pytest.mark.parametrize("step", ["building", "the digest", "the manifest"])
def test_a_killed_build_is_removed_the_next_time(step: str, home: MadeHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill runs no ``finally``: what it leaves is made here by keeping the folder that would have been removed."""
    old = publish(home, "old")
    owner, name, broken = STEPS[step]
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", lambda *_, **__: None)
        patched.setattr(owner, name, broken)
        with pytest.raises(OSError, match=r"space|crash"):
            publish(home, "new")
    assert len(leftovers(home.published)) == 1
    (home.published / ".link-current-1").symlink_to("snapshots/nowhere")
    assert current_snapshot(home.published) == old
    publish(home, "new")
    assert leftovers(home.published) == []


def test_the_first_publication_that_dies_publishes_nothing(home: MadeHome, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", raising)
        with pytest.raises(OSError, match=r"space|crash"):
            publish(home)
    assert current_snapshot(home.published) is None
    with pytest.raises(NothingPublished, match="himdir refresh"), open_snapshot(home.published):
        pass
    assert current_snapshot(home.published) is None
    publish(home)
    assert current_snapshot(home.published) is not None


def test_an_earlier_snapshot_can_be_put_in_force_again(home: MadeHome) -> None:
    old, new = publish(home, "old"), publish(home, "new")
    put_in_force(home.published, old.name)
    assert current_snapshot(home.published) == old
    put_in_force(home.published, new.name)
    assert json.loads((home.published / "manifest.json").read_bytes())["snapshot_id"] == new.name
    with pytest.raises(FileNotFoundError, match="no snapshot"):
        put_in_force(home.published, "0" * 16)
    assert current_snapshot(home.published) == new


def test_leftovers_are_all_that_is_removed(home: MadeHome) -> None:
    old = publish(home, "old")
    remove_leftovers(home.published)
    assert current_snapshot(home.published) == old


def test_a_reader_that_has_the_old_snapshot_open_reads_on(home: MadeHome) -> None:
    publish(home, "old")
    with open_snapshot(home.published) as connection:
        next_content(home, 1)
        publish(home, "new")
        assert connection.execute("SELECT value FROM meta WHERE name = 'words'").fetchone()[0] == "old"
        assert connection.execute("SELECT completions FROM v1_program").fetchone()[0] == 5
