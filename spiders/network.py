"""The only way to the network: Scrapy's own, but it pauses when asked to, ends when told to, and never reaches inside.

A name is judged again as it is resolved for the connection, so that it cannot be a public host for the check and an
internal one for the download.
"""

import asyncio
import ipaddress
import logging
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest, ResponseDataLossError
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from spiders.api_keys import api_key
from spiders.politeness import POLL_SECONDS, PoliteRetry, is_ending

logger = logging.getLogger(__name__)
PREFIXES_OF_IPV4 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; one inside an IPv6 address is judged, too. ValueError."""
    told = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(told, ipaddress.IPv6Address):
        inner = told.ipv4_mapped or told.sixtofour or (told.teredo[1] if told.teredo else None)
        if inner is None and any(told in prefix for prefix in PREFIXES_OF_IPV4):
            inner = ipaddress.IPv4Address(int(told) & 0xFFFFFFFF)
        return told.is_global and not told.is_multicast if inner is None else is_public(str(inner))
    return told.is_global and not told.is_multicast


class EndingHandler(HTTP11DownloadHandler):
    """Breaks off what is under way when the crawl is told to end, so that a slow server cannot hold it."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.crawler = crawler
        settings = crawler.settings
        self.key = api_key(settings.get("API_KEY_USE"), frozenset(settings.getlist("ALLOWED_INTERNAL_HOSTS")))

    async def download_request(self, request: Request) -> Response:
        """The response; IgnoreRequest when the host wants a long pause or the crawl ends before it is whole."""
        retry = self.crawler.get_downloader_middleware(PoliteRetry)
        if retry is None:
            return await self._until_the_end(request)
        await retry.wait_for(request)
        response = await self._until_the_end(request)
        retry.heed(request, response)
        return response

    async def _until_the_end(self, request: Request) -> Response:
        if self.key is None:
            return await self._download(request)
        keyed = self.key.added_to(request)
        response = self.key.taken_out_of(await self._download(keyed))
        request.meta.update(keyed.meta)  # how long it took, for the pace
        return response

    async def _download(self, request: Request) -> Response:
        download = asyncio.ensure_future(super().download_request(request))
        while not (await asyncio.wait({download}, timeout=POLL_SECONDS))[0]:
            if is_ending(self.crawler):
                download.cancel()
                await asyncio.wait({download}, timeout=1)
                raise IgnoreRequest(f"the crawl ends while {request.url[:300]} is under way")
        try:
            return download.result()
        except DownloadCancelledError as error:
            limit = self.crawler.settings.getint("DOWNLOAD_MAXSIZE")
            told = str(error) or f"the body of {request.url[:300]} was broken off: it is larger than {limit:,} bytes"
            raise DownloadCancelledError(told) from error
        except ResponseDataLossError as error:
            raise ResponseDataLossError(f"the body of {request.url[:300]} ended before its announced end") from error


class PublicResolver(CachingThreadedResolver):
    """Resolves names to public addresses only, except for the hosts in ``ALLOWED_INTERNAL_HOSTS``."""

    allowed: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> "PublicResolver":
        """Build from the settings."""
        resolver: PublicResolver = super().from_crawler(crawler, reactor)
        resolver.allowed = frozenset(crawler.settings.getlist("ALLOWED_INTERNAL_HOSTS"))
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Any:  # noqa: N802 - Twisted's name
        """The address of a name; DNSLookupError when it leads inside."""
        return super().getHostByName(name, timeout).addCallback(self._judge, name)

    def _judge(self, address: str, name: str) -> str:
        if name not in self.allowed and not is_public(address):
            told = f"{name} resolves to {address}, which is not a public address"
            logger.error("refused to connect: %s", told)  # Twisted passes on only that there is no result
            raise DNSLookupError(told)
        return address
