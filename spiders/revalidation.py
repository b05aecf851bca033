"""Asking again only for what has changed, and never taking an old answer for a new one.

Scrapy's cache passes a stored page on when the server fails or cannot be reached. A run would then say that it saw
today what it has from last month, so here a stored page stands only after a 304, and a failure stays a failure.
"""

import logging
import shutil
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcache import HttpCacheMiddleware
from scrapy.extensions.httpcache import FilesystemCacheStorage, RFC2616Policy
from scrapy.http import Response

logger = logging.getLogger(__name__)
STORED_STATUSES = frozenset({200, 203, 300, 301, 308, 404, 410})


class HonestPolicy(RFC2616Policy):
    """RFC 2616 with validators, without the leave to serve a stale page when the server errs."""

    def should_cache_response(self, response: Response, request: Request) -> bool:
        """Store whole answers only; a passing failure is not one."""
        return response.status in STORED_STATUSES and super().should_cache_response(response, request)

    def is_cached_response_valid(
        self,
        cachedresponse: Response,  # noqa: ARG002 - Scrapy passes it by name
        response: Response,
        request: Request,  # noqa: ARG002 - as above
    ) -> bool:
        """Whether the server said, now, that the stored page still holds."""
        return response.status == 304


class HonestCache(HttpCacheMiddleware):
    """Scrapy's cache, except that a download that failed has failed."""

    def process_exception(self, request: Request, exception: Exception, spider: Any = None) -> None:  # noqa: ARG002
        """Leave the exception to the others."""
        request.meta.pop("cached_response", None)

    def _cache_response(self, response: Response, request: Request) -> None:
        try:
            super()._cache_response(response, request)
        except OSError as error:
            logger.warning(
                "%s is not kept for revalidation (%s): it will be downloaded again", request.url[:300], error
            )


class WholeStorage(FilesystemCacheStorage):
    """Stores an answer whole or not at all.

    Scrapy writes one file after the other in place. A kill between them would leave new validators beside an old body,
    and every 304 from then on would bless that body.
    """

    _ending = ""

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Write beside, then put in place. Raises OSError, with what was stored before still there."""
        place = Path(self._get_request_path(spider, request))
        self._ending = ".new"
        aside = Path(self._get_request_path(spider, request))
        try:
            shutil.rmtree(aside, ignore_errors=True)
            super().store_response(spider, request, response)
            shutil.rmtree(place, ignore_errors=True)
            aside.rename(place)
        finally:
            self._ending = ""
            shutil.rmtree(aside, ignore_errors=True)

    def _get_request_path(self, spider: Spider, request: Request) -> str:
        return super()._get_request_path(spider, request) + self._ending
