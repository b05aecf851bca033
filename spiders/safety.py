"""Where a crawl may go: public http and https hosts only, on the way and after every redirect."""

import asyncio
import logging
import socket
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from spiders.failures import NotPublic
from spiders.network import is_public
from spiders.shipped import SCHEME, NotShipped, shipped_file

logger = logging.getLogger(__name__)
REDIRECTS = (300, 301, 302, 303, 307, 308)


class SafeTargets:
    """Refuses requests to other schemes, but for the source's own shipped files, and to private or local addresses.

    Works before robots.txt is asked, on every request, so also on the target of every redirect.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.allowed = frozenset(crawler.settings.getlist("ALLOWED_INTERNAL_HOSTS"))
        self.resolve = crawler.settings.getbool("RESOLVE_HOSTS")
        self.shipped = frozenset(crawler.settings.getlist("SHIPPED_FILES"))
        self._verdicts: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "SafeTargets":
        """Build from the crawler's settings."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a safe request pass; refuse any other with the reason."""
        parts = urlparse_cached(request)
        host = (parts.hostname or "").rstrip(".").lower()
        if parts.scheme == SCHEME:
            self._judge_shipped(request)
            return
        if parts.scheme not in ("http", "https"):
            self._refuse(request, f"only http and https are followed, not {parts.scheme!r}")
        if host in self.allowed:
            return
        if host not in self._verdicts:
            self._verdicts[host] = await self._judge(host)
        if self._verdicts[host]:
            self._refuse(request, self._verdicts[host])

    def process_response(self, request: Request, response: Response) -> Response:
        """Say where a redirect leads that Scrapy did not follow because it leaves the web."""
        target = (response.headers.get("Location") or b"").decode("latin-1").strip()
        scheme = urlsplit(target).scheme if response.status in REDIRECTS else ""
        if scheme and scheme not in ("http", "https"):
            self._refuse(request, f"it redirects to {target[:200]!r}; only http and https are followed")
        return response

    def _judge_shipped(self, request: Request) -> None:
        """A file of this repository is read when the card lists it, never because a page or a redirect leads there."""
        try:
            shipped_file(request.url, self.shipped)
        except NotShipped as refused:
            self._refuse(request, str(refused))
        if "redirect_urls" in request.meta or request.headers.get("Referer"):
            self._refuse(request, "a page cannot lead to a shipped file")

    async def _judge(self, host: str) -> str:
        if not host or host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
            return f"{host!r} is not a public host"
        try:
            return "" if is_public(host.strip("[]")) else f"{host} is not a public address"
        except ValueError:
            pass
        if not self.resolve:
            return ""
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError:
            return ""  # the download itself will say that the name does not resolve
        inner = [address for address in (str(entry[4][0]) for entry in found) if not is_public(address)]
        return f"{host} resolves to {inner[0]}, which is not a public address" if inner else ""

    def _refuse(self, request: Request, reason: str) -> None:
        came_from = request.meta.get("redirect_urls", [])
        told = f" (redirected from {came_from[-1]})" if came_from else ""
        logger.error("refused to ask %s%s: %s", request.url[:200], told, reason)
        assert self.crawler.stats is not None  # noqa: S101 - set before middlewares are built
        self.crawler.stats.inc_value("safety/refused")
        raise NotPublic(f"{reason}{told}")
