"""Visiting sites, a coroutine for each domain under way: the next address, what came of it, and what it says.

Addresses are asked for straight from the downloader, with its delays, robots.txt and captures. The way of callbacks
would take each of them through scheduler and spider middlewares as well, which know nothing that the walk does not.
"""

import asyncio
import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol

from scrapy import Request
from scrapy.http import Response

from spiders.failures import failure_name
from spiders.items import HostRead, RawItem
from spiders.school_sites_answers import Meaning, failure_meaning, meaning_of
from spiders.school_sites_domains import Domain
from spiders.school_sites_fate import Target
from spiders.school_sites_figures import BY_MEANING
from spiders.school_sites_plan import SOURCE
from spiders.school_sites_reader import Answer, AnswerReader, Lane
from spiders.school_sites_walk import SiteWalk

logger = logging.getLogger(__name__)
PASSING = frozenset({"DownloadFailedError", "ResponseDataLossError"})
"""Failures after which a page is asked for once more, as after a status of 500 and more; none of them is a no."""


class Crawl(Protocol):
    """What a visit needs of the crawl that it is part of."""

    async def ask(self, request: Request) -> Response:
        """The answer; raises whatever a download fails with."""

    async def tell(self, item: RawItem) -> None:
        """Hand on an item."""

    def is_over(self) -> bool:
        """Whether the crawl ends, so that nothing more is asked or told."""

    def sitemaps_of(self, host: str) -> list[str]:
        """The sitemaps that robots.txt of a host names."""

    def capture_of(self, response: Response) -> str:
        """The id of the capture of a response."""

    def unchanged(self, response: Response) -> bool:
        """Whether an accepted run of the same parser has read these bytes."""


class Visits:
    """All visits of a run; after so many ``seconds`` no new address is asked for."""

    def __init__(self, crawl: Crawl, reader: AnswerReader, seconds: float) -> None:
        self.crawl, self.reader, self.plan, self.figures = crawl, reader, reader.plan, reader.figures
        self.seconds = min(self.plan.limits.seconds_in_all, seconds)
        self.began = time.monotonic()

    async def visit(self, domains: Iterator[Domain], at_once: int) -> None:
        """Visit every domain. When this is cancelled, what is under way still ends by itself."""
        self.began = time.monotonic()
        under_way = [asyncio.ensure_future(self._one_by_one(domains)) for _ in range(at_once)]
        await asyncio.wait(under_way)
        for one in under_way:
            one.result()

    async def _one_by_one(self, domains: Iterator[Domain]) -> None:
        for domain in domains:
            lane = Lane(domain)
            for site in domain.sites:
                if not site.left and not self.crawl.is_over():
                    await self._site(lane, SiteWalk(site, self.plan, lane.seen))
            await self._tell(self.reader.unchanged_of(lane))

    async def _site(self, lane: Lane, walk: SiteWalk) -> None:
        lane.began = time.monotonic()
        while (target := walk.next()) is not None:
            await self._address(lane, walk, target)
            if self.crawl.is_over():
                return
        self.figures.walked(walk)
        await self._tell(HostRead(source=SOURCE, host=host) for host in walk.hosts_read_to_end)
        if walk.outcome != "read":
            logger.warning("%s: %s %s", walk.site.host, walk.outcome, walk.why)

    async def _address(self, lane: Lane, walk: SiteWalk, target: Target) -> None:
        """Ask for an address, once more where the failure may pass, and take in what came of it."""
        request, response, answer = self._request(lane, target), None, None
        try:
            response = await self.crawl.ask(request)
        except Exception as error:
            name = failure_name(error)
            may_pass = name in PASSING
            meaning, why = failure_meaning(name), str(error).split("\n")[0][:150] or type(error).__name__
        else:
            answer = self._answer(response)
            meaning, why = meaning_of(response.status, answer.headers, response.body, self.plan)
            may_pass = meaning is Meaning.down
        if self.crawl.is_over():
            return
        if may_pass and not target.again:
            await self._address(lane, walk, replace(target, again=True))
        elif meaning is Meaning.moved:
            walk.moved(target, why)
        else:
            if answer is not None and meaning is Meaning.page:
                await self._read(lane, walk, target, answer)
            else:
                self._failed(walk, target, meaning, why)
            self._offer_sitemaps(walk, target)

    def _request(self, lane: Lane, target: Target) -> Request:
        limits, given_up = self.plan.limits, self._given_up(lane)
        most = limits.bytes_of_sitemap if target.role == "sitemap" else limits.bytes_of_page
        most = limits.bytes_of_pdf if target.is_pdf else most
        self.figures.counts["pages_asked"] += target.role != "sitemap" and not given_up
        meta: dict[str, Any] = {
            "dont_redirect": True, "dont_retry": True, "download_timeout": limits.seconds_per_page,
            "download_maxsize": most,
        }  # fmt: skip
        if given_up:
            meta |= {"given_up": given_up, "dont_obey_robotstxt": True}
        return Request(target.url, dont_filter=True, meta=meta)

    def _given_up(self, lane: Lane) -> str:
        """Why no more is asked for, when the pages or the time of the run or the site are used up."""
        limits, now = self.plan.limits, time.monotonic()
        if self.figures.counts["pages_asked"] >= limits.pages_in_all or now - self.began > self.seconds:
            return Meaning.out_of_pages.value
        return Meaning.out_of_time.value if now - lane.began > limits.seconds_per_site else ""

    def _answer(self, response: Response) -> Answer:
        headers = {
            name.decode("latin-1").lower(): values[0].decode("latin-1")
            for name, values in response.headers.items()
            if values
        }
        day = (response.meta.get("captured_at") or datetime.now(UTC)).date()
        return Answer(
            response.url, response.body, headers, self.crawl.capture_of(response), self.crawl.unchanged(response), day
        )

    async def _read(self, lane: Lane, walk: SiteWalk, target: Target, answer: Answer) -> None:
        if target.role == "sitemap":
            self.reader.read_sitemap(answer, walk, target)
        else:
            await self._tell(await self.reader.read_page(answer, lane, walk, target))

    def _failed(self, walk: SiteWalk, target: Target, meaning: Meaning, why: str) -> None:
        walk.failed(target, meaning, why)
        if target.role != "sitemap" and (name := BY_MEANING.get(meaning)):
            self.figures.counts[name] += 1
        if meaning is Meaning.too_large:
            self.figures.trouble("page_too_large", target.url)

    def _offer_sitemaps(self, walk: SiteWalk, target: Target) -> None:
        if walk.wants_sitemaps and target.role != "sitemap":
            walk.offer_sitemaps(self.crawl.sitemaps_of(target.host), target.url)

    async def _tell(self, items: Iterable[RawItem]) -> None:
        for item in items:
            if self.crawl.is_over():
                return
            await self.crawl.tell(item)
