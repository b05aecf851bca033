"""robots.txt, strictly: nobody slips by while it is fetched, and a host that cannot say what it allows is left alone.

RFC 9309: no robots.txt (4xx) allows everything, one that cannot be had (5xx, 429, no answer) forbids everything.
"""

import logging
from itertools import islice
from typing import Any

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from spiders.failures import ForbiddenByRobots, RobotsUnknown
from spiders.shipped import SCHEME

logger = logging.getLogger(__name__)
LONGEST_CRAWL_DELAY_SECONDS = 30.0
MOST_SITEMAPS = 100


class StrictRobotsTxt(RobotsTxtMiddleware):
    """Scrapy 2.14 to 2.19 hands the shared answer to the first waiter only; the others were let through."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._unknown: dict[str, str] = {}

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:  # noqa: ARG002 - Scrapy's
        """Ask what a site allows; a file of this repository belongs to no site."""
        if urlparse_cached(request).scheme != SCHEME:
            await super().process_request(request)

    async def robot_parser(self, request: Request) -> Any:
        """The parser of the request's host, settled by the time it is looked up. Raises RobotsUnknown without one."""
        await super().robot_parser(request)
        host = urlparse_cached(request).netloc
        if why := self._unknown.get(host):
            self._stats.inc_value("robotstxt/forbidden")
            raise RobotsUnknown(f"robots.txt of {host} cannot be had ({why}), so nothing of that host is asked for")
        parser = self._parsers[host]
        self._slow_down(request, parser)
        return parser

    def process_request_2(self, rp: Any, request: Request) -> None:
        """Let an allowed request pass; ForbiddenByRobots otherwise."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as forbidden:
            raise ForbiddenByRobots(str(forbidden)) from forbidden

    def sitemaps_of(self, host: str) -> list[str]:
        """The addresses in the ``Sitemap`` lines of a host's robots.txt (host with its port), where it is known."""
        parser = getattr(self._parsers.get(host), "rp", None)
        return [*islice(parser.sitemaps, MOST_SITEMAPS)] if parser is not None else []

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status == 429 or response.status >= 500:
            self._leave_alone(netloc, f"status {response.status}")
            response = response.replace(body=b"")
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._leave_alone(netloc, str(exc)[:200] or type(exc).__name__)
        super()._robots_error(exc, netloc)

    def _leave_alone(self, netloc: str, why: str) -> None:
        self._unknown[netloc] = why
        logger.error("robots.txt of %s cannot be had (%s): nothing of it is read in this run", netloc, why)

    def _slow_down(self, request: Request, parser: Any) -> None:
        """Take the host's Crawl-delay when it is longer than ours."""
        asked = parser.rp.crawl_delay(self._default_useragent) if parser is not None else None
        if not asked or self.crawler.engine is None:
            return
        delay = min(float(asked), LONGEST_CRAWL_DELAY_SECONDS)
        downloader, host = self.crawler.engine.downloader, urlparse_cached(request).hostname or ""
        if delay > self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            request.meta["autothrottle_dont_adjust_delay"] = True
            downloader.per_slot_settings[host] = {"delay": delay, "concurrency": 1, "jitter": 0}
            if slot := downloader.slots.get(host):
                slot.delay, slot.concurrency, slot.jitter = delay, 1, 0.0
