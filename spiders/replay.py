"""Replay: answers come from the captures of earlier runs, newest first. Has no way to the network."""

import hashlib
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from spiders.failures import ReplayedFailure
from spiders.known_captures import MAY_BE_UNCAPTURED, read_index
from spiders.warc import read_exchange
from spiders.web import capture_indexes

logger = logging.getLogger(__name__)
Key = tuple[str, str, str]


class ReplayMiss(IgnoreRequest):
    """The captures hold no answer to a request."""


class WarcReplayHandler(BaseDownloadHandler):
    """Downloads by looking up what was captured under the same method, URL and request body."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.entries: dict[Key, tuple[Path, dict[str, Any]]] = {}
        for index in capture_indexes(Path(crawler.settings["WEB_PATH"])):
            for entry in reversed(read_index(index)):
                key = (entry["method"], entry["url"], entry["request_sha256"])
                self.entries.setdefault(key, (index.parent.parent / entry.get("warc", ""), entry))

    async def download_request(self, request: Request) -> Response:
        """The captured answer, with its status, headers and bytes as they came."""
        digest = hashlib.sha256(request.body).hexdigest() if request.body else ""
        found = self.entries.get((request.method, request.url, digest))
        if found is None:
            return self._missing(request)
        path, entry = found
        if failed := entry.get("failed"):
            raise ReplayedFailure(failed, entry.get("message", ""))
        exchange = read_exchange(path, entry["offset"], entry["sha256"])
        request.meta["captured_at"] = datetime.fromisoformat(entry["captured_at"])
        headers = Headers()
        for name, value in exchange.headers:
            headers.appendlist(name, value)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=exchange.body)
        return kind(url=request.url, status=exchange.status, headers=headers, body=exchange.raw)

    def _missing(self, request: Request) -> Response:
        if request.url.endswith("/robots.txt"):
            return Response(request.url, status=404)
        assert self.crawler.stats is not None  # noqa: S101 - set before handlers are built
        if request.meta.get(MAY_BE_UNCAPTURED):
            return Response(request.url, status=404)
        self.crawler.stats.inc_value("replay/miss")
        logger.error("replay: %s %s is not in the captures", request.method, request.url[:300])
        raise ReplayMiss(f"{request.url[:300]} is not in the captures")
