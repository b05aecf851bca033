"""Asking again only for what has changed, and never taking an old answer for a new one.

Scrapy's cache passes a stored page on when the server fails or cannot be reached. A run would then say that it saw
today what it has from last month, so here a stored page stands only after a 304, and a failure stays a failure.
"""

import logging
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.httpcache import HttpCacheMiddleware
from scrapy.extensions.httpcache import RFC2616Policy
from scrapy.http import Response

logger = logging.getLogger(__name__)
STORED_STATUSES = frozenset({200, 203, 300, 301, 308, 404, 410})
VALIDATORS = (b"ETag", b"Last-Modified")
STANDS = "stands as it is stored"


class HonestPolicy(RFC2616Policy):
    """RFC 2616 with validators, without the leave to serve a stale page when the server errs."""

    def should_cache_response(self, response: Response, request: Request) -> bool:
        """Store whole answers that can be asked for again; a passing failure is not one."""
        return (
            response.status in STORED_STATUSES
            and any(name in response.headers for name in VALIDATORS)
            and super().should_cache_response(response, request)
        )

    def is_cached_response_fresh(self, cachedresponse: Response, request: Request) -> bool:
        """Never: each night asks, and says what it has."""
        self._set_conditional_validators(request, cachedresponse)
        return False

    def is_cached_response_valid(
        self,
        cachedresponse: Response,  # noqa: ARG002 - Scrapy passes it by name
        response: Response,
        request: Request,  # noqa: ARG002 - as above
    ) -> bool:
        """Whether the server said, now, that the stored page still holds."""
        return response.status == 304


class HonestCache(HttpCacheMiddleware):
    """Scrapy's cache, except that a download that failed has failed, and that what stands is not written again."""

    def process_exception(self, request: Request, exception: Exception, spider: Any = None) -> None:  # noqa: ARG002
        """Leave the exception to the others."""
        request.meta.pop("cached_response", None)

    def _freshen_cached_response(self, cachedresponse: Response, response: Response) -> None:
        if all(response.headers.get(name) in (None, cachedresponse.headers.get(name)) for name in VALIDATORS):
            cachedresponse.flags.append(STANDS)
        super()._freshen_cached_response(cachedresponse, response)

    def _cache_response(self, response: Response, request: Request) -> None:
        if STANDS in response.flags:
            return
        try:
            super()._cache_response(response, request)
        except OSError as error:
            logger.warning(
                "%s is not kept for revalidation (%s): it will be downloaded again", request.url[:300], error
            )
