"""The spider of the Bureau: what it asks for, how it finds the newest wages, and what a missing answer means."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.bls import BlsSpider
from spiders.bls_layout import site
from spiders.items import RawItem, RawRecord, Surprise, Unchanged
from spiders.sample_web_source.bls.build import PROJECTIONS, WAGES, build
from tests.spiders.test_bls_pages import SAMPLE

FILES = build()
PAGE = f"{site().host}/ooh/{site().occupations[0].page}"
PROJECTED = site().projections.address
PAID = site().wages.national.url(2025)
GOOD = {PAID: (200, FILES[WAGES]), PROJECTED: (200, FILES[PROJECTIONS]), PAGE: (200, SAMPLE.read_bytes())}


def requests_of(spider: BlsSpider) -> list[Request]:
    async def requests() -> list[Any]:
        return [one async for one in spider.start()]

    return asyncio.run(requests())


def run(
    bodies: dict[str, tuple[int, bytes]], known: frozenset[str] = frozenset(), asked: list[str] | None = None
) -> Iterator[RawItem]:
    """All items of a crawl of a web that holds only ``bodies``; a capture is named by its address."""
    spider = BlsSpider()
    spider.known_captures = known
    waiting: list[RawItem | Request] = [*requests_of(spider)]
    while waiting:
        item = waiting.pop(0)
        if not isinstance(item, Request):
            yield item
            continue
        status, body = bodies.get(item.url, (404, b""))
        item.meta["capture_id"] = item.url
        if asked is not None:
            asked.append(item.url)
        assert item.callback is not None
        waiting += list(item.callback(Response(item.url, status=status, body=body, request=item), **item.cb_kwargs))


def told(items: list[RawItem]) -> set[tuple[str, str]]:
    return {(item.code, item.severity) for item in items if isinstance(item, Surprise)}


def test_wages_are_looked_for_from_this_year_down_and_everything_else_once() -> None:
    asked: list[str] = []
    items = list(run(GOOD, asked=asked))
    years = [int(url[-9:-7]) for url in asked if url.endswith("nat.zip")]
    assert years == list(range(datetime.now(UTC).year % 100, 24, -1))
    assert asked.count(site().wages.state.url(2025)) == 1
    assert len(set(asked)) == len(asked) == 1 + len(years) + 1 + sum(bool(one.page) for one in site().occupations)
    kinds = {item.kind for item in items if isinstance(item, RawRecord)}
    assert kinds == {"occupation", "occupation_wage", "occupation_projection"}
    assert told(items) == {("no_state_wages", "note"), ("page_missing", "warning")}


def test_each_answer_that_is_as_it_was_is_not_read_again() -> None:
    items = list(run(GOOD, frozenset({PAID, PAGE})))
    assert {item.url for item in items if isinstance(item, Unchanged)} == {PAID, PAGE}
    assert {item.kind for item in items if isinstance(item, RawRecord)} == {"occupation_projection"}


@pytest.mark.parametrize(
    ("url", "answer", "expected"),
    [
        (PROJECTED, (404, b""), ("download_failed", "fatal")), (PROJECTED, (403, b""), ("download_failed", "fatal")),
        (PROJECTED, (200, b"<html>Denied"), ("not_a_workbook", "fatal")), (PAID, (404, b""), ("no_wages", "fatal")),
        (PAID, (200, b"<html>Not found"), ("no_wages", "fatal")), (PAID, (503, b""), ("download_failed", "fatal")),
        (PAGE, (403, b"Denied"), ("download_failed", "warning")), (PAGE, (410, b""), ("page_missing", "warning")),
        (PAGE, (200, b"<html><body></body></html>"), ("element_missing", "fatal")),
    ],
)  # fmt: skip
def test_what_a_bad_answer_means(url: str, answer: tuple[int, bytes], expected: tuple[str, str]) -> None:
    assert expected in told(list(run({**GOOD, url: answer})))


def test_no_answer_at_all() -> None:
    spider = BlsSpider()
    for request in requests_of(spider):
        failure: Any = Failure(TimeoutError("too slow"))  # type: ignore[no-untyped-call]
        failure.request = request
        (surprise,) = spider.not_received(failure)
        assert isinstance(surprise, Surprise)
        assert surprise.severity == ("warning" if "/ooh/" in request.url else "fatal")


def test_it_has_no_arguments() -> None:
    with pytest.raises(ValueError, match="has no argument year"):
        BlsSpider(year="2024")
