"""Directories of earlier years are not asked for every night: what stands, for how long, and what a replay finds."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.settings import Settings

from spiders.asked_before import STAMP
from spiders.captures import CARRIED
from spiders.ipeds import IpedsSpider
from spiders.ipeds_layout import site
from spiders.items import Surprise, Unchanged
from tests.homes import DATA, TestHome, sample_tree
from tests.spiders.test_ipeds_spider import NEW, OLD, USUAL, counts, crawled, earlier

READ = f"{OLD}HD2022.zip"
WEB = {**USUAL, READ: earlier(2022)}
MISSING = [f"{address}HD{year}.zip" for year in (2023, 2021, 2020, 2019) for address in (OLD, NEW)]
EARLIER_ADDRESSES = {READ, *MISSING}


def night(folder: Path, hours_ago: float, answers: Mapping[str, int | None], kind: str = "live") -> None:
    """The index of an earlier run; None is a download that failed."""
    at = datetime.now(UTC) - timedelta(hours=hours_ago)
    lines: list[dict[str, Any]] = [{"run_id": "x", "source": "ipeds", "web_kind": kind, "arguments": "{}"}]
    for url, status in answers.items():
        asked = {"method": "GET", "request_sha256": "", "url": url}
        told = {"captured_at": at.isoformat(), "sha256": "0", "warc": "ipeds/x.warc.gz", "offset": 0, "size": 1}
        captured = {"capture_id": f"capture of {url}", **asked, "status": status, **told}
        lines.append(captured if status else {"failed": "TimeoutError", **asked})
    path = folder / "ipeds" / f"ipeds-{at:{STAMP}}-abc.index.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")


def spider_after(
    folder: Path, known: set[str], replayed: bool = False, **arguments: str
) -> tuple[IpedsSpider, list[Any]]:
    """A spider whose accepted run has read these, and the lines that it carries on."""
    spider, carried = IpedsSpider(year="2024", **arguments), list[Any]()
    spider.known_captures = frozenset(f"capture of {url}" for url in known)
    spider.settings = Settings({"CAPTURES_FOLDER": str(folder), "WEB_KIND": "live", "REPLAYED": replayed})
    send = lambda signal, line: carried.append(line) if signal == CARRIED else None  # noqa: E731
    spider.crawler = SimpleNamespace(signals=SimpleNamespace(send_catch_log=send))  # type: ignore[assignment]
    return spider, carried


def asked_earlier(asked: list[str]) -> set[str]:
    return EARLIER_ADDRESSES.intersection(asked)


ALL = {READ: 200, **dict.fromkeys(MISSING, 404)}


def test_what_was_answered_lately_is_not_asked_and_that_is_told(tmp_path: Path) -> None:
    night(tmp_path, 48, ALL)
    night(tmp_path, 24, {})
    spider, carried = spider_after(tmp_path, {*USUAL, READ})
    asked, items = crawled(WEB, spider)
    assert asked_earlier(asked) == set()
    assert {item.url for item in items if isinstance(item, Unchanged)} == {*USUAL, READ}
    (told,) = [item for item in items if isinstance(item, Surprise) and item.code == "earlier_not_asked"]
    assert told.severity == "note"
    for words in ("HD2022 (read already when asked on ", "HD2023, HD2021, HD2020, HD2019 (not published", "30 days"):
        assert words in told.message
    assert {line["url"] for line in carried} == EARLIER_ADDRESSES
    assert {line["asked_at"][:13] for line in carried} == {f"{datetime.now(UTC) - timedelta(hours=48):%Y-%m-%dT%H}"}


def test_a_change_needs_the_years_that_were_read_and_not_those_that_are_missing(tmp_path: Path) -> None:
    night(tmp_path, 24, ALL)
    spider, carried = spider_after(tmp_path, {*list(USUAL)[:2], READ})
    asked, items = crawled(WEB, spider)
    assert asked_earlier(asked) == {READ}
    assert counts(items)["institution_year"] == 2
    assert {line["url"] for line in carried} == set(MISSING)


TOO_OLD = 24 * site().earlier.ask_every_days + 1


@pytest.mark.parametrize(
    ("hours", "answers", "words", "asked_again"),
    [
        (TOO_OLD, ALL, {}, EARLIER_ADDRESSES),
        (-5, ALL, {}, EARLIER_ADDRESSES),
        (24, ALL, {"ask": "all"}, EARLIER_ADDRESSES),
        (24, ALL, {"replayed": True}, EARLIER_ADDRESSES),
        (24, {**ALL, MISSING[0]: 503}, {}, set(MISSING[:2])),
        (24, {**ALL, MISSING[1]: None}, {}, set(MISSING[:2])),
        (24, {**ALL, MISSING[0]: 200}, {}, set(MISSING[:2])),
        (24, {READ: 200}, {}, set(MISSING)),
    ],
    ids=["old", "yet to be", "ask=all", "replay", "failed", "no answer", "a page or a file unread", "never asked"],
)
def test_what_does_not_stand_is_asked(
    tmp_path: Path, hours: float, answers: Mapping[str, int | None], words: dict[str, Any], asked_again: set[str]
) -> None:
    night(tmp_path, hours, answers)
    spider, _ = spider_after(tmp_path, {*USUAL, READ}, **words)
    asked, _ = crawled(WEB, spider)
    assert asked_earlier(asked) == asked_again


def test_answers_of_another_web_do_not_stand_and_asking_is_no_part_of_what_is_read(tmp_path: Path) -> None:
    night(tmp_path, 24, ALL, kind="sample")
    spider, _ = spider_after(tmp_path, {*USUAL, READ}, ask="all")
    assert spider.arguments() == IpedsSpider(year="2024").arguments()
    spider, _ = spider_after(tmp_path, {*USUAL, READ})
    assert asked_earlier(crawled(WEB, spider)[0]) == EARLIER_ADDRESSES
    with pytest.raises(ValueError, match="ask="):
        IpedsSpider(ask="some")


def test_a_night_that_asked_less_has_the_same_records_and_so_has_its_replay(tmp_path: Path) -> None:
    home, tree = TestHome(tmp_path / "home"), sample_tree(tmp_path / "tree")
    assert home.crawl(tree).code == 0
    first = home.last_run()
    (tree / DATA / "HD2022.zip").unlink()  # nobody notices for as long as it is not asked
    assert home.crawl(tree).code == 0
    second = home.last_run()
    assert second["members_of"] == first["run_number"]
    requests = [json.loads(run["statistics"])["downloader/request_count"] for run in (first, second)]
    assert requests[1] <= requests[0] - 9
    (index,) = (home.folder / "captures" / "ipeds").glob(f"{second['run_id']}.index.jsonl")
    other = TestHome(tmp_path / "other")
    assert other.crawl(index).code == 0
    assert other.last_run()["counts"] == first["counts"]
