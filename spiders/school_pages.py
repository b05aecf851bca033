"""Visits the web sites of schools and reads their program pages. Asks, one address of a site at a time, and counts.

What is on a page is read by ``parse_school_page``; where to go next is decided by the walk through each site
(spiders.school_sites_walk). Never asks a site again that said no, and never goes to a site that is not in the starts.
"""

import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings

from spiders.base import SourceSpider
from spiders.failures import failure_name
from spiders.items import HostRead, RawItem
from spiders.parser_process import ParserProcesses
from spiders.politeness import is_ending
from spiders.robots import StrictRobotsTxt
from spiders.school_sites_addresses import plain_host
from spiders.school_sites_answers import Meaning, failure_meaning, meaning_of
from spiders.school_sites_domains import Domain, domains_of, institutions_digest
from spiders.school_sites_fate import Target
from spiders.school_sites_figures import BY_MEANING, VisitFigures
from spiders.school_sites_plan import plan
from spiders.school_sites_reader import Answer, AnswerReader, Lane
from spiders.school_sites_starts import Start, WrongStarts, given_starts, read_starts, shard_of, starts_of_web
from spiders.school_sites_walk import SiteWalk

PASSING = frozenset({"DownloadFailedError", "ResponseDataLossError"})
"""Failures after which a page is asked for once more, as after a status of 500 and more; none of them is a no."""
SHARE_OF_TIME = 0.8
"""How much of the time that a source may take is spent on new addresses; the rest is for ending well."""


class SchoolPagesSpider(SourceSpider):
    """``-a starts=FILE`` or ``-a start=URL,URL``; ``-a shard=2/8`` for a part of the sites."""

    name = "school_pages"
    custom_settings = {  # noqa: RUF012 - Scrapy's own name and form
        # robots.txt of a server that fails is asked for once more; whether a page is, is decided below.
        "RETRY_TIMES": 1,
        "RETRY_HTTP_CODES": [500, 502, 503, 504],
        "RETRY_EXCEPTIONS": [
            "scrapy.exceptions.CannotResolveHostError",
            "scrapy.exceptions.DownloadConnectionRefusedError",
            "scrapy.exceptions.DownloadFailedError",
            "scrapy.exceptions.ResponseDataLossError",
        ],
        "DOWNLOAD_TIMEOUT": 30,
        "AUTOTHROTTLE_START_DELAY": 2.0,
    }

    def __init__(self, *args: Any, starts: str = "", start: str = "", shard: str = "", **arguments: str) -> None:
        super().__init__(*args, **arguments)
        if starts and start:
            raise WrongStarts("give starts=FILE or start=URL, not both")
        self.asked = {name: value for name, value in (("start", start), ("shard", shard)) if value}
        self.shard = shard_of(shard) if shard else (1, 1)
        self.plan = plan()
        self.figures = VisitFigures()
        self.parsers = ParserProcesses(lambda: is_ending(self.crawler))
        self.reader = AnswerReader(self.plan, self.figures, self.parsers.parse)
        self.began = time.monotonic()
        self.active = 0
        self.told_starts: list[Start] | None = None
        if starts or start:
            self.told_starts = read_starts(Path(starts)) if starts else given_starts(start)
        self.domains: list[Domain] = []
        self.waiting: Iterator[Domain] = iter(())
        self.ended = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SchoolPagesSpider":
        """Build with the starts that were given, or with those of the web."""
        spider: SchoolPagesSpider = super().from_crawler(crawler, *args, **kwargs)
        starts = (
            spider.told_starts
            if spider.told_starts is not None
            else starts_of_web(crawler.settings["WEB_KIND"], crawler.settings["WEB_PATH"])
        )
        spider.plan = spider.reader.plan = plan().tightened(crawler.settings.getdict("SITE_LIMITS"))
        spider.take_starts(starts)
        return spider

    @classmethod
    def refuse_wrong_use(cls, settings: BaseSettings, arguments: dict[str, str]) -> None:
        """Raise WrongStarts when nobody says where to begin."""
        plan().tightened(settings.getdict("SITE_LIMITS"))
        if not arguments.get("starts") and not arguments.get("start"):
            starts_of_web(settings["WEB_KIND"], settings["WEB_PATH"])

    def take_starts(self, starts: list[Start]) -> None:
        """Group the starts by site and domain, and note those that cannot be used."""
        self.domains, unusable = domains_of(starts, self.plan, self.shard)
        for url in unusable:
            self.figures.trouble("start_unusable", url)

    def arguments(self) -> dict[str, str]:
        """What this run reads: runs of the whole list are comparable from night to night, each shard with itself."""
        return {**super().arguments(), **self.asked}

    @property
    def reading_context(self) -> str:
        """Which institutions are visited where, since records say so."""
        return institutions_digest(self.domains)

    async def start(self) -> AsyncIterator[Any]:
        """Begin with as many domains as may be under way at once; each goes on from its own answers."""
        self.waiting = (domain for domain in self.domains if not all(site.left for site in domain.sites))
        self.began = time.monotonic()
        for domain in self.domains:
            for site in domain.sites:
                self.figures.counts["sites_asked"] += not site.left
                if site.left:
                    yield HostRead(source=self.name, host=plain_host(site.host))
        for _ in range(self.card.crawl.hosts_at_once):
            for told in self._begin():
                yield told
        for told in self._end():
            yield told

    def _begin(self) -> Iterator[RawItem | Request]:
        """Begin with the next domain, if there is one."""
        if (domain := next(self.waiting, None)) is not None:
            self.active += 1
            yield from self._go_on(Lane(domain))

    def _go_on(self, lane: Lane) -> Iterator[RawItem | Request]:
        """The next address of a domain; after its last one, the next domain; after all of them, the figures."""
        while (walk := self._walk_of(lane)) is not None:
            target = walk.next()
            if target is not None:
                yield self._request(lane, walk, target)
                return
            yield from self._walked(walk)
            lane.walk = None
        self.active -= 1
        yield from self._begin()
        yield from self._end()

    def _end(self) -> Iterator[RawItem]:
        """The figures, once, when no domain is under way any more."""
        if not self.active and not self.ended:
            self.ended = True
            yield from self.figures.items(self.name)

    def _walk_of(self, lane: Lane) -> SiteWalk | None:
        while lane.walk is None and lane.number + 1 < len(lane.domain.sites):
            lane.number += 1
            site = lane.domain.sites[lane.number]
            if not site.left:
                lane.walk, lane.began = SiteWalk(site, self.plan, lane.seen), time.monotonic()
        return lane.walk

    def _walked(self, walk: SiteWalk) -> Iterator[RawItem]:
        self.figures.walked(walk)
        for host in walk.hosts_read_to_end:
            yield HostRead(source=self.name, host=host)
        if walk.outcome != "read":
            self.logger.warning("%s: %s %s", walk.site.host, walk.outcome, walk.why)

    def _request(self, lane: Lane, walk: SiteWalk, target: Target) -> Request:
        limits, given_up = self.plan.limits, self._given_up(lane)
        most = limits.bytes_of_sitemap if target.role == "sitemap" else limits.bytes_of_page
        most = limits.bytes_of_pdf if target.is_pdf else most
        self.figures.counts["pages_asked"] += target.role != "sitemap" and not given_up
        meta: dict[str, Any] = {
            "handle_httpstatus_all": True, "dont_redirect": True, "dont_retry": True,
            "download_timeout": limits.seconds_per_page, "download_maxsize": most,
        }  # fmt: skip
        if given_up:
            meta |= {"given_up": given_up, "dont_obey_robotstxt": True}
        kept = {"lane": lane, "walk": walk, "target": target}
        return Request(
            target.url, self.received, errback=self.not_received, dont_filter=True, meta=meta, cb_kwargs=kept
        )

    def _given_up(self, lane: Lane) -> str:
        """Why no more is asked for, when the pages or the time of the run or the site are used up."""
        limits, now = self.plan.limits, time.monotonic()
        whole = min(limits.seconds_in_all, SHARE_OF_TIME * (self.settings.getfloat("CLOSESPIDER_TIMEOUT") or 1e9))
        if self.figures.counts["pages_asked"] >= limits.pages_in_all or now - self.began > whole:
            return Meaning.out_of_pages.value
        return Meaning.out_of_time.value if now - lane.began > limits.seconds_per_site else ""

    async def received(self, response: Response, lane: Lane, walk: SiteWalk, target: Target) -> AsyncIterator[Any]:
        """Read an answer and go on."""
        headers = {name.decode("latin-1").lower(): value[0].decode("latin-1") for name, value in
                   response.headers.items() if value}  # fmt: skip
        meaning, why = meaning_of(response.status, headers, response.body, self.plan)
        if meaning is Meaning.down and not target.again:
            yield self._request(lane, walk, replace(target, again=True))
            return
        if meaning is Meaning.moved:
            walk.moved(target, why)
        elif meaning is not Meaning.page:
            self._failed(walk, target, meaning, why)
        else:
            answer = Answer(
                response.url, response.body, headers.get("content-type", ""), self.capture_of(response),
                self.unchanged(response), (response.meta.get("captured_at") or datetime.now(UTC)).date(),
            )  # fmt: skip
            if target.role == "sitemap":
                self.reader.read_sitemap(answer, walk, target)
            else:
                async for item in self.reader.read_page(answer, lane, walk, target):
                    yield item
        if meaning is not Meaning.moved:
            self._offer_sitemaps(walk, target)
        for told in self._go_on(lane):
            yield told

    async def closed(self, _reason: str) -> None:
        """End the parsers."""
        peak = await self.parsers.close()
        self.crawler.stats.set_value("parser/peak_kb", peak)

    def not_received(self, failure: Any) -> Iterator[Any]:
        """A request without an answer: what that means for the site, and go on."""
        told = failure.request.cb_kwargs
        name = failure_name(failure.value)
        meaning = failure_meaning(name)
        if name in PASSING and not told["target"].again:
            yield self._request(told["lane"], told["walk"], replace(told["target"], again=True))
            return
        why = failure.getErrorMessage().split("\n")[0][:150] or failure.type.__name__
        self._failed(told["walk"], told["target"], meaning, why)
        self._offer_sitemaps(told["walk"], told["target"])
        yield from self._go_on(told["lane"])

    def _failed(self, walk: SiteWalk, target: Target, meaning: Meaning, why: str) -> None:
        walk.failed(target, meaning, why)
        if target.role != "sitemap" and (name := BY_MEANING.get(meaning)):
            self.figures.counts[name] += 1
        if meaning is Meaning.too_large:
            self.figures.trouble("page_too_large", target.url)

    def _offer_sitemaps(self, walk: SiteWalk, target: Target) -> None:
        if walk.wants_sitemaps and target.role != "sitemap":
            robots = self.crawler.get_downloader_middleware(StrictRobotsTxt)
            told = robots.sitemaps_of(target.host) if robots is not None else []
            walk.offer_sitemaps(told, target.url)
