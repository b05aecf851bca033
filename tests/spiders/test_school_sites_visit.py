"""Visits without a network: what is asked and told, once more where a failure may pass, and nothing after the end."""

import asyncio
import gc
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadFailedError, IgnoreRequest
from scrapy.http import HtmlResponse, Response

from spiders.items import HostRead, RawItem, RawRecord, RawValue, UnchangedPages
from spiders.school_sites_domains import domains_of
from spiders.school_sites_figures import VisitFigures
from spiders.school_sites_plan import plan
from spiders.school_sites_reader import AnswerReader, Lane
from spiders.school_sites_starts import Start
from spiders.school_sites_visit import Visits

HOME = b"<title>College</title>" + b"".join(b'<a href="/%d/him">Health Information</a>' % n for n in range(3))
PROGRAM = b"<h1>Health Information Technology</h1>"
Answers = Mapping[str, Any]


class FakeCrawl:
    """A crawl that answers from a table, by path or for every path, and ends after so many questions."""

    def __init__(self, answers: Answers, ends_after: int = 10**9, known: str = "") -> None:
        self.answers, self.ends_after, self.known = answers, ends_after, known
        self.asked: list[str] = []
        self.told: list[RawItem] = []
        self.lanes = 0

    async def ask(self, request: Request) -> Response:
        self.asked.append(request.url.removeprefix("https://www."))
        await asyncio.sleep(0)
        path = "/" + request.url.split("/", 3)[3]
        given = self.answers.get(path, (404, b""))
        found = given.pop(0) if isinstance(given, list) else given
        if isinstance(found, Exception):
            raise found
        return HtmlResponse(request.url, found[0], {"Content-Type": "text/html"}, found[1], request=request)

    async def tell(self, item: RawItem) -> None:
        assert not self.is_over()
        self.told.append(item)

    def is_over(self) -> bool:
        return len(self.asked) >= self.ends_after

    def sitemaps_of(self, _host: str) -> list[str]:
        return []

    def capture_of(self, response: Response) -> str:
        return response.url

    def unchanged(self, response: Response) -> bool:
        return bool(self.known) and self.known in response.url


async def parsed(body: bytes, _kind: str, url: str, capture: str, _on: Any) -> tuple[list[RawItem], None]:
    if body != PROGRAM:
        return [], None
    words = RawValue(field="program_title", text="Health Information", at="tree:1")
    told = {"capture_id": capture, "place": "tree:1", "values": (words,)}
    return [RawRecord(source="school_pages", kind="school_program", key=url, **told)], None


def visited(crawl: FakeCrawl, colleges: int = 1, at_once: int = 2, parse: Callable[..., Any] = parsed) -> VisitFigures:
    starts = [Start(unitid=f"{100000 + n}", url=f"https://www.c{n}.edu/", kind="website") for n in range(colleges)]
    domains, _ = domains_of(starts, plan())
    figures = VisitFigures()
    asyncio.run(Visits(crawl, AnswerReader(plan(), figures, parse), 1e9).visit(iter(domains), at_once))
    return figures


def site() -> dict[str, Any]:
    return {"/": (200, HOME), **{f"/{n}/him": (200, PROGRAM) for n in range(3)}}


def test_a_site_is_walked_and_told_in_order() -> None:
    crawl = FakeCrawl(site())
    figures = visited(crawl)
    assert crawl.asked == ["c0.edu/", "c0.edu/sitemap.xml", "c0.edu/0/him", "c0.edu/1/him", "c0.edu/2/him"]
    assert [type(item) for item in crawl.told] == [RawRecord] * 3 + [HostRead] * 2
    assert (figures.counts["sites_read"], figures.counts["pages_him"], figures.counts["pages_asked"]) == (1, 3, 4)


def test_pages_that_stand_are_told_in_one_item_and_parsed_by_nobody() -> None:
    async def parse(body: bytes, *_: Any) -> tuple[list[RawItem], None]:
        assert body != PROGRAM
        return [], None

    crawl = FakeCrawl(site(), known="/him")
    figures = visited(crawl, parse=parse)
    last = crawl.told[-1]
    assert isinstance(last, UnchangedPages)
    assert last.capture_ids == tuple(f"https://www.c0.edu/{n}/him" for n in range(3))
    assert (len(crawl.told), figures.counts["pages_unchanged"]) == (3, 3)


def test_what_may_pass_is_asked_once_more_and_what_is_a_no_is_not() -> None:
    passing = {"/0/him": [(500, b""), (200, PROGRAM)], "/1/him": [DownloadFailedError("cut"), (200, PROGRAM)]}
    crawl = FakeCrawl({**site(), **passing, "/2/him": [IgnoreRequest("too large"), (200, PROGRAM)]})
    figures = visited(crawl)
    assert [crawl.asked.count(f"c0.edu/{n}/him") for n in range(3)] == [2, 2, 1]
    assert (figures.counts["pages_him"], figures.counts["pages_too_large"]) == (2, 1)
    lasting = FakeCrawl({**site(), "/": [(503, b""), (503, b"")]})
    assert visited(lasting).counts["sites_down"] == 1
    assert lasting.asked == ["c0.edu/", "c0.edu/"]


@pytest.mark.parametrize("ends_after", [1, 2, 3, 7])
def test_when_the_crawl_ends_nothing_more_is_asked_or_told(ends_after: int) -> None:
    crawl = FakeCrawl(site(), ends_after)
    visited(crawl, colleges=5, at_once=1)
    assert len(crawl.asked) == ends_after


def test_a_fault_of_ours_ends_the_run_after_the_other_sites() -> None:
    async def parse(body: bytes, kind: str, url: str, *told: Any) -> tuple[list[RawItem], None]:
        if "c0" in url:
            raise ZeroDivisionError
        return await parsed(body, kind, url, *told)

    crawl = FakeCrawl(site())
    with pytest.raises(ZeroDivisionError):
        visited(crawl, colleges=3, parse=parse)
    assert sum(isinstance(item, RawRecord) for item in crawl.told) == 6


def test_no_more_is_held_than_the_sites_under_way() -> None:
    held: list[int] = []

    async def parse(body: bytes, kind: str, url: str, *told: Any) -> tuple[list[RawItem], None]:
        if url.endswith(("c50.edu/0/him", "c299.edu/0/him")):
            gc.collect()
            held.append(sum(isinstance(thing, Lane) for thing in gc.get_objects()))
        return await parsed(body, kind, url, *told)

    visited(FakeCrawl(site()), colleges=300, at_once=4, parse=parse)
    assert len(held) == 2
    assert max(held) <= 4
