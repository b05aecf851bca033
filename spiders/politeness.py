"""Trying again without being rude: a server that says when to come back is believed, within bounds."""

import asyncio
import logging
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from spiders.failures import LeftAlone

logger = logging.getLogger(__name__)
LONGEST_WAIT_SECONDS = 120.0
BUSY = (429, 503)
POLL_SECONDS = 0.2


class PoliteRetry(RetryMiddleware):
    """Waits as long as ``Retry-After`` says before a host that is busy is asked for anything again.

    A host that wants more than two minutes is not asked again in this run: coming back early would be rude. The
    download handler calls ``heed`` and ``wait_for``: requests that queue for a host have passed the middlewares.
    """

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        self._closed_until: dict[str, float] = {}

    def process_response(self, request: Request, response: Response, *args: Any) -> Request | Response:
        """Retry as Scrapy does, unless the server asked for a longer pause than this run can take."""
        if response.status in BUSY and wait_asked(response) > LONGEST_WAIT_SECONDS:
            return response
        return super().process_response(request, response, *args)

    def heed(self, request: Request, response: Response) -> None:
        """Note the pause that a response asks for, before the next request to its host goes out."""
        if response.status not in BUSY:
            return
        host, asked = urlparse_cached(request).netloc, wait_asked(response)
        self._closed_until[host] = max(self._closed_until.get(host, 0.0), time.monotonic() + asked)
        if asked > LONGEST_WAIT_SECONDS:
            logger.error("%s asks to come back in %.0f seconds: it is left alone for this run", host, asked)

    async def wait_for(self, request: Request) -> None:
        """Hold a request until its host may be asked again. Raises IgnoreRequest when that is too long."""
        host = urlparse_cached(request).netloc
        while (left := self._closed_until.get(host, 0.0) - time.monotonic()) > 0:
            if left > LONGEST_WAIT_SECONDS:
                raise LeftAlone(f"{host} asked to be left alone for another {left:.0f} seconds")
            if is_ending(self.crawler):
                raise IgnoreRequest(f"the crawl ends while {host} wants a pause of another {left:.0f} seconds")
            await asyncio.sleep(min(left, POLL_SECONDS))


def wait_asked(response: Response) -> float:
    """Seconds that a response asks to wait; 1 when it does not say."""
    words = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if words.isascii() and words.isdigit():
        return float(words[:9])
    try:
        return max(0.0, (parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 1.0


def is_ending(crawler: Crawler) -> bool:
    """Whether the crawl was told to end (SIGTERM, Ctrl-C) and only waits for what is under way."""
    return not crawler.crawling
