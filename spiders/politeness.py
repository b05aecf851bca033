"""Trying again without being rude: a server that says when to come back is believed, within bounds."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

LONGEST_WAIT_SECONDS = 120.0


class PoliteRetry(RetryMiddleware):
    """Waits as long as ``Retry-After`` says before a 429 or 503 is tried again, at most two minutes."""

    # Scrapy awaits what a middleware gives, so a coroutine may stand where its own class has none.
    async def process_response(self, request: Request, response: Response, *args: Any) -> Any:  # type: ignore[override]
        """Retry as Scrapy does, after the wait that the server asked for."""
        outcome = super().process_response(request, response, *args)
        if isinstance(outcome, Request) and response.status in (429, 503):
            await asyncio.sleep(min(LONGEST_WAIT_SECONDS, wait_asked(response)))
        return outcome


def wait_asked(response: Response) -> float:
    """Seconds that a response asks to wait; 1 when it does not say."""
    words = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if words.isascii() and words.isdigit():
        return float(words[:9])
    try:
        return max(0.0, (parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 1.0
