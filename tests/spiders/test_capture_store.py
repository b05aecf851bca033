"""Captures in an object store: put there before the verdict, kept here while it is away, and read again from it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from flows.again import _captures
from spiders.capture_store import CaptureStore, StoreTrouble
from spiders.captures import read_capture
from spiders.environment import Environment
from tests.spiders.crawling import crawl, entries, query
from tests.spiders.server import Page, serving

RUN = "ipeds-20260102T030405Z-abcdef"


@pytest.fixture
def memory() -> Iterator[Any]:
    import fsspec

    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def spooled(home: Path, *, run: str = RUN, closed: bool = True) -> Path:
    """A capture file with its index in the spool."""
    folder = home / "captures" / "ipeds"
    folder.mkdir(parents=True, exist_ok=True)
    warc = folder / f"{run}.warc.gz"
    warc.write_bytes(b"bytes of " + run.encode())
    lines = [{"run_id": run}, {"warc": f"ipeds/{run}.warc.gz"}]
    index = folder / f"{run}.index.jsonl{'' if closed else '.open'}"
    index.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return warc


def test_closed_captures_go_into_the_store_and_come_back(memory: Any, tmp_path: Path) -> None:
    here, there = (CaptureStore("memory://bucket/him/", tmp_path / p / "captures", tmp_path / p / "f") for p in "ab")
    warc, at_work = spooled(tmp_path / "a"), spooled(tmp_path / "a", run="ipeds-at-work", closed=False)
    assert here.waiting() == [warc]
    assert here.put_closed("ipeds") == 1
    assert (warc.exists(), at_work.exists(), here.waiting()) == (False, True, [])
    assert here.put_closed("ipeds") == 0
    assert sorted(memory.store) == [f"/bucket/him/ipeds/{RUN}.index.jsonl", f"/bucket/him/ipeds/{RUN}.warc.gz"]

    index = there.fetch_run("ipeds", RUN)
    assert index.is_file()
    name = f"ipeds/{RUN}.warc.gz"
    assert (there.folder_with(name) / name).read_bytes() == b"bytes of " + RUN.encode()
    memory.store.clear()
    assert there.folder_with(name) == tmp_path / "b" / "f", "what was fetched is there without the store"
    there.remove(name)
    with pytest.raises(StoreTrouble, match="could not be fetched"):
        there.folder_with(name)


def test_no_name_leads_out_of_the_store(memory: Any, tmp_path: Path) -> None:
    store = CaptureStore("memory://bucket", tmp_path, tmp_path)
    for name in (
        "../x.warc.gz",
        "ipeds/../../x.warc.gz",
        "/etc/passwd",
        "ipeds/x.warc.gz\n",
        "ipeds/x",
        "a/b/c.warc.gz",
    ):
        with pytest.raises(StoreTrouble, match="is no name of a capture file"):
            store.folder_with(name)


def test_what_the_store_cut_off_stays_here(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warc, store = spooled(tmp_path), CaptureStore("memory://bucket", tmp_path / "captures", tmp_path / "f")
    monkeypatch.setattr(type(memory), "put_file", lambda self, _, path, **__: self.pipe_file(path, b"cut"))
    with pytest.raises(StoreTrouble, match="it keeps 3 of"):
        store.put_closed("ipeds")
    assert store.waiting() == [warc]


def test_a_protocol_that_is_not_installed_and_a_key_in_the_address_are_told(tmp_path: Path) -> None:
    spooled(tmp_path)
    for url in ("nosuch://bucket/x", "s3://bucket/x"):
        with pytest.raises(StoreTrouble, match=r"could not be put there; it waits in .*captures"):
            CaptureStore(url, tmp_path / "captures", tmp_path / "f").put_closed("ipeds")
    with pytest.raises(ValidationError, match="do not stand in the URL") as told:
        Environment(captures="s3://key:sesame@bucket/him")
    assert "sesame" not in str(told.value)


def test_a_store_that_is_away_quarantines_the_run_and_loses_nothing(tmp_path: Path) -> None:
    home, root = tmp_path / "home", tmp_path / "store"
    root.write_text("a file where the store should be")
    url = {"HIMDIR_CAPTURES": root.as_uri()}
    with serving({"/page": Page(b"a page")}) as server:
        first = crawl(home, [server.url("/page")], environment=url)
        assert first.code == 1
        ((verdict, reasons),) = query(home, "SELECT verdict, reasons FROM run")
        assert verdict == "quarantined"
        assert "could not be put there; it waits in" in reasons
        assert root.as_uri() in reasons
        (waiting,) = (home / "captures" / "probe").glob("*.warc.gz")

        root.unlink()
        server.pages["/page"] = Page(b"another page")
        second = crawl(home, [server.url("/page")], environment=url)
    assert second.code == 0, second.log
    assert second.statistics["captures/stored"] == 2, "those that waited went along"
    assert not list((home / "captures").rglob("*.warc.gz"))
    assert (root / "probe" / waiting.name).is_file()
    entry = entries(home)[-1]
    shutil.rmtree(home / "captures")

    environment = Environment(home=home, captures=root.as_uri())
    store = CaptureStore.of(environment)
    assert store is not None
    kept = read_capture(store.folder_with(entry["warc"]), entry["warc"], entry["offset"], entry["sha256"])
    assert kept.body == b"another page"
    index = _captures(environment, {"source": "probe", "run_id": Path(entry["warc"]).name.removesuffix(".warc.gz")})
    again = crawl(home, [server.url("/page")], settings={"WEB": index})
    assert again.code == 0, again.log
