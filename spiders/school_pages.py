"""Visits the web sites of schools and reads their program pages: where it begins, and its ties to the crawl.

How a site is visited stands in spiders.school_sites_visit, where to go next in spiders.school_sites_walk; what is on a
page is read by ``parse_school_page``. Never asks a site again that said no, never goes to one not in the starts.
"""

import json
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings

from spiders.base import SourceSpider
from spiders.items import HostRead, RawItem
from spiders.known_links import KnownLinks
from spiders.parser_process import ParserProcesses
from spiders.politeness import is_ending
from spiders.robots import StrictRobotsTxt
from spiders.school_sites_addresses import plain_host
from spiders.school_sites_domains import Domain, domains_of, institutions_digest
from spiders.school_sites_figures import VisitFigures
from spiders.school_sites_plan import plan
from spiders.school_sites_reader import AnswerReader
from spiders.school_sites_starts import Start, WrongStarts, given_starts, read_starts, shard_of, starts_of_web
from spiders.school_sites_visit import Visits

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
        self.plan, self.figures = plan(), VisitFigures()
        self.parsers = ParserProcesses(self.is_over)
        self.told_starts: list[Start] | None = None
        if starts or start:
            self.told_starts = read_starts(Path(starts)) if starts else given_starts(start)
        self.domains: list[Domain] = []
        self.known_links: KnownLinks | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SchoolPagesSpider":
        """Build with the starts that were given, or with those of the web."""
        spider: SchoolPagesSpider = super().from_crawler(crawler, *args, **kwargs)
        starts = (
            spider.told_starts
            if spider.told_starts is not None
            else starts_of_web(crawler.settings["WEB_KIND"], crawler.settings["WEB_PATH"])
        )
        spider.parsers = ParserProcesses(spider.is_over, in_step=crawler.settings.getbool("PARSE_IN_STEP"))
        spider.plan = plan().tightened(crawler.settings.getdict("SITE_LIMITS"))
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
        """Visit the domains, as many at once as the card says; the figures come last. Yields nothing: see ``tell``."""
        waiting = (domain for domain in self.domains if not all(site.left for site in domain.sites))
        for site in (site for domain in self.domains for site in domain.sites):
            self.figures.counts["sites_asked"] += not site.left
            if site.left:
                await self.tell(HostRead(source=self.name, host=plain_host(site.host)))
        if not self.known_captures:  # where nothing has changed since, no page is parsed
            await self.parsers.warm_up()
        seconds = SHARE_OF_TIME * (self.settings.getfloat("CLOSESPIDER_TIMEOUT") or 1e9)
        self.known_links = self._known_links()
        reader = AnswerReader(self.plan, self.figures, self.parsers.parse, self.known_links)
        await Visits(self, reader, seconds).visit(waiting, self.card.crawl.hosts_at_once)
        nothing: tuple[Any, ...] = ()
        for told in self.figures.items(self.name) if not self.is_over() else nothing:
            await self.tell(told)
        for told in nothing:
            yield told

    async def ask(self, request: Request) -> Response:
        """The answer, through everything that stands before the downloader; raises what a download fails with."""
        return await self._engine().download_async(request)

    async def tell(self, item: RawItem) -> None:
        """Hand an item to the pipelines.

        Not by way of Scrapy's scraper: it takes several times as long as the item itself, and an item that it has not
        done with when the spider closes keeps the spider from closing (Scrapy 2.19 counts it and never looks again).
        """
        await self._engine().scraper.itemproc.process_item_async(item)
        assert self.crawler.stats is not None  # noqa: S101 - set before spiders are built
        self.crawler.stats.inc_value("item_scraped_count")

    def is_over(self) -> bool:
        """Whether the crawl was told to end, by a signal or by a limit: nothing is asked or told after that."""
        slot = self._engine()._slot  # Scrapy has no other word for a spider that is closing
        return slot is None or slot.closing is not None or is_ending(self.crawler)

    def sitemaps_of(self, host: str) -> list[str]:
        """The sitemaps that robots.txt of a host names."""
        robots = self.crawler.get_downloader_middleware(StrictRobotsTxt)
        return robots.sitemaps_of(host) if robots is not None else []

    def _known_links(self) -> KnownLinks | None:
        """What is known of links, where pages are asked for again; a replay asks for none."""
        if not self.settings.getbool("HTTPCACHE_ENABLED"):
            return None
        told = sha256(json.dumps(self.arguments(), sort_keys=True).encode()).hexdigest()[:12]
        return KnownLinks(Path(self.settings["HTTPCACHE_DIR"]) / self.name / f"links-{told}")

    async def closed(self, reason: str) -> None:
        """End the parsers."""
        if self.known_links is not None:
            self.known_links.close(is_whole=reason == "finished")
        peak = await self.parsers.close()
        assert self.crawler.stats is not None  # noqa: S101 - set before spiders are built
        self.crawler.stats.set_value("parser/peak_kb", peak)

    def _engine(self) -> ExecutionEngine:
        assert self.crawler.engine is not None  # noqa: S101 - it opened this spider
        return self.crawler.engine
