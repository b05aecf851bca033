"""Replay: the captures of a run give the same records again, without a way to the network and without a guess."""

import os
import shutil
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from spiders.web import WebRefused, chosen_web
from tests.spiders.crawling import Crawl, crawl, entries, records
from tests.spiders.server import Answer, Asked, Page, redirect, serving

RULES = b"User-agent: *\nDisallow: /private/\n"
PATHS = ["/page", "/old", "/gone", "/private/1", "/hangs-up"]
TOLERANT = {"SPIDER_MODULES": "tests.spiders.probe", "HTTPERROR_ALLOW_ALL": "True"}


@dataclass(frozen=True)
class Replayed:
    """A live crawl and its replays: ``off`` with nothing listening, ``on`` beside a server that says other things."""

    live: Crawl
    off: Crawl
    on: Crawl
    again: Crawl
    asked: list[Asked]
    urls: list[str]
    captures: Path


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.close()


def replay(home: Path, captures: Path, urls: list[str]) -> Crawl:
    audit = {"PROBE_AUDIT": str(home / "audit")}
    return crawl(home, urls, settings={**TOLERANT, "WEB": str(captures)}, environment=audit)


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    folder = tmp_path_factory.mktemp("replayed")
    pages: dict[str, Answer] = {
        "/robots.txt": Page(RULES),
        "/page": Page(b"as it was"),
        "/old": redirect("/page"),
        "/private/1": Page(),
    }
    pages["/hangs-up"] = hang_up
    captures = folder / "live" / "captures"
    with serving(pages) as server:
        urls = [server.url(path) for path in PATHS]
        live = crawl(folder / "live", urls, settings=TOLERANT)
        server.pages.update({path: Page(b"quite different") for path in ("/robots.txt", *PATHS)})
        server.forget()
        on = replay(folder / "on", captures, urls)
        asked = list(server.asked)
    off = replay(folder / "off", captures, urls)
    again = replay(folder / "again", folder / "off" / "captures", urls)
    return Replayed(live, off, on, again, asked, urls, captures)


def test_the_same_records_come_again(replayed: Replayed) -> None:
    met = records(replayed.live.home)
    assert len(met) == 2
    assert records(replayed.off.home) == records(replayed.on.home) == records(replayed.again.home) == met


def test_the_same_captures_are_cited(replayed: Replayed) -> None:
    told = [(entry["capture_id"], entry["status"], entry["captured_at"]) for entry in entries(replayed.live.home)]
    for crawled in (replayed.off, replayed.on, replayed.again):
        again = [(entry["capture_id"], entry["status"], entry["captured_at"]) for entry in entries(crawled.home)]
        assert sorted(again) == sorted(told)


def test_the_same_verdict_and_the_same_robots_txt(replayed: Replayed) -> None:
    runs = (replayed.live, replayed.off, replayed.on, replayed.again)
    assert (
        len({(run.code, run.statistics["himdir/verdict"], run.statistics["robotstxt/forbidden"]) for run in runs}) == 1
    )


def test_a_download_that_failed_fails_again(replayed: Replayed) -> None:
    for run in (replayed.live, replayed.off, replayed.on, replayed.again):
        assert run.statistics["downloader/exception_count"] == 2  # the other one is forbidden by robots.txt
        assert f"not received: {replayed.urls[-1]}" in run.log
        assert "replay/miss" not in run.statistics


def test_a_replay_never_reaches_for_the_network(replayed: Replayed) -> None:
    assert replayed.asked == []
    for run in (replayed.off, replayed.on, replayed.again):
        assert (run.home / "audit").read_text(encoding="utf-8") == ""


def test_what_was_never_captured_is_a_failure_that_says_so(replayed: Replayed, tmp_path: Path) -> None:
    missing = replayed.urls[0] + "?page=2"
    ended = replay(tmp_path, replayed.captures, [replayed.urls[0], missing])
    assert ended.code == 1
    assert f"replay: GET {missing} is not in the captures" in ended.log
    assert f"not received: {missing}: {missing} is not in the captures" in ended.log
    assert "1 responses are not in the captures that were replayed" in ended.log
    assert (tmp_path / "audit").read_text(encoding="utf-8") == ""


def test_a_damaged_capture_is_a_failure_that_says_so(replayed: Replayed, tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    shutil.copytree(replayed.captures, captures)
    entry = next(entry for entry in entries(replayed.live.home) if entry["url"] == replayed.urls[0])
    path = captures / entry["warc"]
    os.truncate(path, entry["offset"] + 60)
    ended = replay(tmp_path, captures, replayed.urls[:1])
    assert ended.code == 1
    assert f"{path.name} at byte {entry['offset']} cannot be read" in ended.log


def test_of_several_runs_the_newest_answers_and_one_run_can_be_chosen(tmp_path: Path) -> None:
    with serving({"/page": Page(b"first"), "/other": Page(b"other")}) as server:
        page, other = server.url("/page"), server.url("/other")
        crawl(tmp_path / "live", [page, other])
        server.pages["/page"] = Page(b"second")
        crawl(tmp_path / "live", [page])
    captures = tmp_path / "live" / "captures"
    first = min((captures / "probe").glob("*.warc.gz"), key=lambda path: path.stat().st_mtime_ns)
    both = replay(tmp_path / "both", captures, [page, other])
    one = replay(tmp_path / "one", first, [page, other])
    assert both.code == one.code == 0
    assert {claims.split('"')[3] for _, claims in records(both.home)} == {"second", "other"}
    assert {claims.split('"')[3] for _, claims in records(one.home)} == {"first", "other"}


def test_a_run_that_was_killed_is_not_replayed(replayed: Replayed, tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    shutil.copytree(replayed.captures, captures)
    (index,) = (captures / "probe").glob("*.index.jsonl")
    index.rename(index.with_name(index.name + ".open"))
    ended = replay(tmp_path, captures, replayed.urls[:1])
    assert ended.code == 2
    assert "holds only captures of runs that were killed" in ended.log
    with pytest.raises(WebRefused, match="nor the captures of a run"):
        chosen_web(str(next((captures / "probe").glob("*.warc.gz"))), None)
