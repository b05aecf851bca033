"""The DAPIP spider: the one request it makes, what it says of every answer, and a whole run over the sample."""

import asyncio
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.dapip import DapipSpider
from spiders.dapip_layout import site
from spiders.items import RawItem, RawRows, Surprise, Tally, Unchanged
from spiders.sample_web_source.dapip.build import FILE, TARGET, build
from tests.homes import TestHome, sample_tree
from tests.spiders.test_dapip import RECORDS, export, renamed

DOWNLOADS = Path("ope.ed.gov/dapip/api/downloadFiles")


def request_of(spider: DapipSpider) -> Request:
    async def requests() -> list[Any]:
        return [one async for one in spider.start()]

    (request,) = asyncio.run(requests())
    assert isinstance(request, Request)
    return request


def answered(body: bytes, status: int = 200, spider: DapipSpider | None = None) -> list[RawItem]:
    spider = spider or DapipSpider()
    request = request_of(spider)
    request.meta["capture_id"] = "capture"
    return list(spider.received(Response(request.url, status=status, body=body, request=request)))


def told(items: list[RawItem]) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for item in items if isinstance(item, Surprise)]


def test_it_asks_once_in_the_words_of_the_download_page() -> None:
    request = request_of(DapipSpider())
    assert (request.method, request.url) == ("POST", site().address)
    assert json.loads(request.body) == {"CSVChecked": True, "ExcelChecked": False}
    assert request.headers["Content-Type"] == b"application/json"


def test_it_has_no_arguments() -> None:
    with pytest.raises(ValueError, match="has no argument year"):
        DapipSpider(year="2024")


def test_the_export_is_read_whole() -> None:
    items = answered(export())
    assert told(items) == []
    assert [item.kind for item in items if isinstance(item, RawRows)] == [
        "accreditor_location", "accreditation", "accreditation_action",
    ]  # fmt: skip
    assert {item.capture_id for item in items if isinstance(item, RawRows)} == {"capture"}


def test_bytes_that_were_read_before_are_not_read_again() -> None:
    spider = DapipSpider()
    spider.known_captures = frozenset({"capture"})
    (item,) = answered(export(), spider=spider)
    assert item == Unchanged(source="dapip", capture_id="capture", url=site().address)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"<html>Too many requests</html>", 429, "download_failed"), (b"", 500, "download_failed"),
        (b"<html>Log in</html>", 200, "not_a_zip"), (export()[:-300], 200, "broken_zip"),
        (export(headers=renamed(RECORDS, "AccreditationStatus", "Standing")), 200, "missing_columns"),
        (export({RECORDS: [{"AccreditationStatus": "Pending"}]}), 200, "unknown_status"),
    ],
)  # fmt: skip
def test_anything_else_is_a_fatal_surprise(body: bytes, status: int, code: str) -> None:
    assert told(answered(body, status)) == [(code, "fatal")]


def test_no_answer_is_a_fatal_surprise() -> None:
    spider = DapipSpider()
    failure = Failure(TimeoutError("took longer than 60 seconds"))  # type: ignore[no-untyped-call]
    (item,) = spider.not_received(failure)
    assert told([item]) == [("download_failed", "fatal")]
    assert isinstance(item, Surprise)
    assert "took longer than 60 seconds" in item.message


class TestSample:
    """The shipped sample, packed from typed tables."""

    def test_it_is_packed_from_the_typed_tables_byte_for_byte(self) -> None:
        assert (TARGET / FILE).read_bytes() == build()

    def test_it_holds_what_the_directory_must_tell_apart(self) -> None:
        items = answered(build())
        figures = {item.name: item.value for item in items if isinstance(item, Tally)}
        assert told(items) == [("repeated_action", "note")]
        assert (figures["locations"], figures["accreditations"], figures["actions"]) == (81, 158, 116)
        assert (figures["accredited"], figures["accredited_now"]) == (148, 114)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> TestHome:
    home = TestHome(tmp_path_factory.mktemp("dapip") / "home")
    ended = home.crawl("sample", "dapip")
    assert ended.code == 0, ended.log
    return home


def claims(home: TestHome, key: str) -> dict[str, Any]:
    connection = sqlite3.connect(home.folder / "work.sqlite")
    (row,) = connection.execute("SELECT claims FROM record_version WHERE record_key = ?", (key,)).fetchall()
    connection.close()
    found: dict[str, Any] = json.loads(row[0])
    return found


class TestRun:
    """A whole run: asked, kept, read, staged and judged."""

    def test_the_sample_is_accepted(self, crawled: TestHome) -> None:
        run = crawled.last_run()
        assert (run["verdict"], run["reasons"]) == ("accepted", [])
        assert run["counts"] == {"accreditation": 158, "accreditation_action": 116, "accreditor_location": 81}

    def test_values_are_staged_with_their_words(self, crawled: TestHome) -> None:
        ended, standing = claims(crawled, "165820:18:1:1"), claims(crawled, "165820:6:1:1")
        assert (ended["status"][0], ended["is_open"][0], ended["ended_on"]) == (
            "accredited", False, ["2012-12-31", "12/31/2012 12:00:00 AM"],
        )  # fmt: skip
        assert (standing["status"][0], standing["is_open"][0], standing["ended_on"][0]) == ("accredited", True, None)
        assert claims(crawled, "165820")["unitids"] == [["433387"], "433387"]

    def test_a_second_night_reads_nothing_and_a_replay_reads_the_same(self, crawled: TestHome, tmp_path: Path) -> None:
        home = crawled.copy(tmp_path / "second")
        assert home.crawl("sample", "dapip").code == 0
        assert home.last_run()["counts"] == crawled.last_run()["counts"]
        replayed = TestHome(tmp_path / "replayed")
        ended = replayed.crawl(crawled.folder / "captures" / "dapip", "dapip")
        assert ended.code == 0, ended.log
        assert replayed.last_run()["counts"] == crawled.last_run()["counts"]
        assert claims(replayed, "165820:6:1:1") == claims(crawled, "165820:6:1:1")

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            (export(headers=renamed(RECORDS, "AccreditationEndDate", "Until")), "no column AccreditationEndDate"),
            (export({RECORDS: [{"AccreditationStatus": "Pending"}]}), "'Pending' is not known"),
        ],
    )
    def test_a_changed_export_is_quarantined(self, tmp_path: Path, body: bytes, words: str) -> None:
        tree = sample_tree(tmp_path / "tree")
        (tree / DOWNLOADS / FILE).write_bytes(body)
        home = TestHome(tmp_path / "home")
        ended = home.crawl(tree, "dapip")
        assert ended.code != 0
        run = home.last_run()
        assert run["verdict"] == "quarantined"
        assert any(words in reason for reason in run["reasons"])

    def test_an_export_that_lost_its_end_dates_is_quarantined(self, tmp_path: Path) -> None:
        tree = sample_tree(tmp_path / "tree")
        rows = [{"SequentialId": str(number)} for number in range(1, 51)]
        (tree / DOWNLOADS / FILE).write_bytes(export({RECORDS: rows}))
        home = TestHome(tmp_path / "home")
        assert home.crawl(tree, "dapip").code != 0
        assert any("accredited_ended/accredited is 0/50" in reason for reason in home.last_run()["reasons"])
