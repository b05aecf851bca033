"""robots.txt without the gap: requests that queue while it is being fetched wait for the answer, too."""

from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.utils.httpobj import urlparse_cached


class StrictRobotsTxt(RobotsTxtMiddleware):
    """Scrapy 2.14 to 2.19 hands the shared answer to the first waiter only; the others were let through."""

    async def robot_parser(self, request: Request) -> Any:
        """The parser of the request's host, settled by the time it is looked up."""
        await super().robot_parser(request)
        return self._parsers[urlparse_cached(request).netloc]
