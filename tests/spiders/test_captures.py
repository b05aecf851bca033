"""Captures: every response is on the disk, whole and readable by others, before the spider sees it."""

import gzip
import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from spiders.captures import CaptureDamaged, read_capture
from spiders.warc import capture_id
from tests.spiders.crawling import Crawl, crawl, entries, query
from tests.spiders.server import Page, Server, redirect, serving

BODIES = {
    "/page": b"<html>a page</html>",
    "/packed": gzip.compress(b"words that are sent packed", mtime=0),
    "/binary": bytes(range(256)) * 20,
    "/nothing": b"",
}


@dataclass(frozen=True)
class Kept:
    """Two crawls of the same pages: what the server has, how they ended, and their WARC files, oldest first."""

    server: Server
    first: Crawl
    second: Crawl
    index: list[dict[str, Any]]
    second_index: list[dict[str, Any]]
    warcs: list[Path]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    home = tmp_path_factory.mktemp("kept")
    pages = {path: Page(body) for path, body in BODIES.items()}
    pages["/packed"].headers["Content-Encoding"] = "gzip"
    with serving({**pages, "/old": redirect("/page")}) as server:
        urls = [server.url(path) for path in (*BODIES, "/old")]
        first = crawl(home, urls, arguments=["probe", "-a", "mode=kept"])
        index = entries(home)
        second = crawl(home, urls, arguments=["probe", "-a", "mode=kept"])
        warcs = sorted((home / "captures" / "probe").glob("*.warc.gz"), key=lambda path: path.stat().st_mtime_ns)
        yield Kept(server, first, second, index, entries(home), warcs)


def test_the_bytes_are_on_the_disk_before_the_spider_sees_them(kept: Kept) -> None:
    assert kept.first.statistics.get("spider_exceptions/count", 0) == 0, kept.first.log
    assert kept.first.statistics["item_scraped_count"] == 5


def test_the_index_names_every_response_with_the_hash_of_what_was_sent(kept: Kept) -> None:
    by_url = {entry["url"]: entry for entry in kept.index}
    assert set(by_url) == {kept.server.url(path) for path in (*BODIES, "/old", "/robots.txt")}
    for path, body in BODIES.items():
        entry = by_url[kept.server.url(path)]
        assert entry["sha256"] == hashlib.sha256(body).hexdigest()
        assert entry["capture_id"] == capture_id(kept.server.url(path), entry["sha256"])
        assert entry["size"] == len(body)
    assert by_url[kept.server.url("/old")]["status"] == 302
    assert by_url[kept.server.url("/robots.txt")]["status"] == 404


def test_each_capture_is_read_back_at_its_offset(kept: Kept) -> None:
    folder = kept.first.home / "captures"
    for entry in kept.index:
        exchange = read_capture(folder, entry["warc"], entry["offset"], entry["sha256"])
        path = "/" + entry["url"].rsplit("/", 1)[1]
        assert exchange.raw == BODIES.get(path, b"not here" if path == "/robots.txt" else b"")
        if path == "/packed":
            assert exchange.body == b"words that are sent packed"


def test_other_tools_read_the_file_and_find_its_digests_right(kept: Kept) -> None:
    kinds: list[Counter[str]] = []
    for warc in kept.warcs:
        with warc.open("rb") as file:
            kinds.append(Counter())
            for record in ArchiveIterator(file, check_digests="raise"):
                record.content_stream().read()
                kinds[-1][record.rec_type] += 1
    assert kinds == [{"warcinfo": 1, "response": 6, "revisit": 1}, {"warcinfo": 1, "revisit": 7}]


def test_the_ledger_knows_the_same_captures(kept: Kept) -> None:
    rows = query(kept.first.home, 'SELECT capture_id, sha256, warc, "offset", size FROM capture')
    names = ("capture_id", "sha256", "warc", "offset", "size")
    assert set(rows) == {tuple(entry[name] for name in names) for entry in kept.index}


def test_the_same_bytes_are_kept_once(kept: Kept) -> None:
    assert {entry["warc"] for entry in kept.second_index} == {kept.index[0]["warc"]}
    assert all("revisited_at" in entry for entry in kept.second_index)
    assert kept.second.statistics["item_scraped_count"] == 5


def test_a_byte_that_flipped_is_found(kept: Kept, tmp_path: Path) -> None:
    folder = tmp_path / "captures"
    shutil.copytree(kept.first.home / "captures", folder)
    entry = next(entry for entry in kept.index if entry["url"].endswith("/binary"))
    damaged = folder / entry["warc"]
    with damaged.open("r+b") as file:
        file.seek(entry["offset"] + 500)
        byte = file.read(1)
        file.seek(entry["offset"] + 500)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(CaptureDamaged, match=damaged.name):
        read_capture(folder, entry["warc"], entry["offset"], entry["sha256"])


@pytest.mark.parametrize("name", ["../outside.warc.gz", "/etc/hostname", "probe/../../outside.warc.gz"])
def test_a_capture_outside_the_folder_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "captures").mkdir()
    with pytest.raises(CaptureDamaged, match="outside the captures folder"):
        read_capture(tmp_path / "captures", name, 0)


def test_on_a_full_disk_nothing_is_read_that_was_not_kept(tmp_path: Path) -> None:
    paths = ["/1", "/2", "/3"]  # two of them fit; the work database alone takes more than one
    with serving({path: Page(os.urandom(900_000)) for path in paths}) as server:
        ended = crawl(tmp_path, map(server.url, paths), largest_file=2_500_000)
    assert ended.code == 1
    assert "captures cannot be written" in ended.log
    assert "free the disk and run the source again" in ended.log
    assert ended.statistics["finish_reason"] == "capture_failed"
    assert query(tmp_path, "SELECT count(*) FROM record_version") == [(2,)]
    assert query(tmp_path, "SELECT verdict FROM run") == [("quarantined",)]
