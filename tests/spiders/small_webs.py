"""Webs of a few pages for spiders that page: driven by hand, to see what is asked for and what comes of it."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.base import SourceSpider

Web = Mapping[str, str | int | Exception]
"""Address -> the page, the status of the answer, or why there is none."""


def crawled_by(spider: SourceSpider, web: Web) -> tuple[list[str], list[Any]]:
    """The addresses asked for and the items, over a web in which everything else is a 404."""
    asked: list[str] = []
    items: list[Any] = []
    waiting = asyncio.run(_first(spider))
    while waiting:
        request = waiting.pop(0)
        asked.append(request.url)
        for found in _answer(request, web.get(request.url, 404)):
            (waiting if isinstance(found, Request) else items).append(found)
    return asked, items


async def _first(spider: SourceSpider) -> list[Any]:
    return [one async for one in spider.start()]


def _answer(request: Request, answer: str | int | Exception) -> Iterator[Any]:
    if isinstance(answer, Exception):
        failure = Failure(answer)  # type: ignore[no-untyped-call]
        failure.request = request  # type: ignore[attr-defined]
        assert request.errback is not None
        return request.errback(failure)  # type: ignore[no-any-return]
    request.meta["capture_id"] = f"capture of {request.url}"
    status, body = (answer, "<html>Not here</html>") if isinstance(answer, int) else (200, answer)
    told = {"Content-Type": "text/html; charset=utf-8"}
    response = Response(request.url, status=status, body=body.encode(), headers=told, request=request)
    assert request.callback is not None
    return request.callback(response)  # type: ignore[no-any-return]
