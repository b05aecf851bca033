"""Captures: the exact bytes of every response, kept before anybody reads them, with an index of one line each."""

import contextlib
import hashlib
import json
import logging
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from spiders.capture_store import CaptureStore, StoreTrouble
from spiders.environment import Environment
from spiders.failures import GivenUp, failure_name
from spiders.items import CaptureNote
from spiders.known_captures import KnownCaptures, newest_index
from spiders.warc import CaptureDamaged, Exchange, WarcFile, capture_id, read_exchange
from spiders.web import INDEX_ENDING

__all__ = ["CaptureDamaged", "CaptureMiddleware", "new_run_id", "read_capture"]
logger = logging.getLogger(__name__)
OPEN_ENDING = ".open"
CARRIED = "capture_carried"
"""The signal with the ``line`` of a capture that a run relies on without having asked again."""
NOTED = tuple(CaptureNote.model_fields)
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def new_run_id(source: str) -> str:
    """An id for a run: source, when in UTC, and a few random letters."""
    return f"{source}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def read_capture(folder: Path, warc: str, offset: int, sha256: str | None = None) -> Exchange:
    """The stored response at ``offset`` of ``warc`` in the captures ``folder``; CaptureDamaged if it is not whole."""
    path = (folder / warc).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise CaptureDamaged(f"the capture file {warc} lies outside the captures folder")
    return read_exchange(path, offset, sha256)


class CaptureMiddleware:
    """Stands just outside the HTTP cache, so it sees every answer, still encoded, before all others."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.folder = Path(crawler.settings["CAPTURES_FOLDER"])
        self.warc: WarcFile | None = None
        self.index: Any = None
        self.known: KnownCaptures | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CaptureMiddleware":
        """Build and close with the spider."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.close, signal=signals.engine_stopped)
        crawler.signals.connect(middleware.carry, signal=CARRIED)
        if crawler.settings["CAPTURES_STORE"]:
            crawler.signals.connect(middleware.put_into_store, signal=signals.spider_closed)  # before the verdict
        return middleware

    def process_request(self, request: Request) -> None:
        """Stop a request that the spider has given up."""
        if reason := request.meta.get("given_up"):
            raise GivenUp(reason)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note that a download failed, and how: a replay fails in the same way."""
        if not isinstance(exception, IgnoreRequest):
            told = {"failed": failure_name(exception)[:200], "message": str(exception)[:500], **_asked(request)}
            with contextlib.suppress(OSError):
                self._write_line(told)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep a response; on a full disk the crawl ends, because bytes that are not kept may not be read."""
        try:
            note = self._keep(request, response)
        except OSError as error:
            logger.error("captures cannot be written (%s); free the disk and run the source again", error)
            assert self.crawler.engine is not None  # noqa: S101 - a response came through it
            assert self.crawler.spider is not None  # noqa: S101 - it asked for the response
            self.crawler.engine.close_spider(self.crawler.spider, "capture_failed")
            raise IgnoreRequest(f"capture failed: {error}") from error
        request.meta["capture_id"] = note.capture_id
        self.crawler.signals.send_catch_log(
            signal=self.crawler.settings["CAPTURE_SIGNAL"], note=note, spider=self.crawler.spider
        )
        return response

    def carry(self, line: dict[str, Any]) -> None:
        """Note a capture of an earlier run in the index of this one, so that a replay of this run finds it."""
        self._write_line(line)

    def _keep(self, request: Request, response: Response) -> CaptureNote:
        if self.warc is None or self.known is None:
            self._open()
        assert self.warc is not None and self.known is not None  # noqa: S101, PT018 - opened above
        digest = hashlib.sha256(response.body).hexdigest()
        identity = capture_id(request.url, digest)
        at = request.meta.get("captured_at") or datetime.now(UTC).replace(microsecond=0)
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        ]
        earlier = self.known.get(identity)
        if earlier is not None:
            self.warc.write_revisit(request.url, at, response.status, headers, digest)
            entry = {**earlier, "revisited_at": at.isoformat()}
        else:
            offset = self.warc.write_response(request.url, at, response.status, headers, response.body, digest)
            entry = self._entry(request, response, identity, digest, at, offset)
            self.known.add_own(identity, self.index.tell())
        self._write_line(entry)
        kept = {name: entry[name] for name in NOTED if name in entry}
        return CaptureNote(**{**kept, "source": self._source()})

    def _entry(
        self, request: Request, response: Response, identity: str, digest: str, at: datetime, offset: int
    ) -> dict[str, Any]:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")[:200]
        return {
            "capture_id": identity,
            **_asked(request),
            "status": response.status,
            "sha256": digest,
            "captured_at": at.isoformat(),
            "content_type": content_type,
            "size": len(response.body),
            "warc": f"{self._source()}/{self.crawler.settings['RUN_ID']}.warc.gz",
            "offset": offset,
        }

    def _open(self) -> None:
        source, run_id = self._source(), self.crawler.settings["RUN_ID"]
        folder = self.folder / source
        arguments = json.dumps(getattr(self.crawler.spider, "arguments", dict)(), sort_keys=True)
        facts = {"run_id": run_id, "source": source, "web_kind": self.crawler.settings["WEB_KIND"]}
        self.warc = WarcFile(folder / f"{run_id}.warc.gz", {**facts, "software": "himdir", "format": "WARC/1.0"})
        path = folder / f"{run_id}{INDEX_ENDING}{OPEN_ENDING}"
        self.index = path.open("xb")
        self._write_line({**facts, "arguments": arguments})
        self.known = KnownCaptures(newest_index(folder, arguments), path)

    def _write_line(self, told: dict[str, Any]) -> None:
        if self.index is None:
            self._open()
        self.index.write(_ENCODER.encode(told).encode("utf-8", "replace") + b"\n")
        self.index.flush()

    def _source(self) -> str:
        assert self.crawler.spider is not None  # noqa: S101 - it asked for the response
        return self.crawler.spider.name

    def close(self) -> None:
        """Close the file; only now the index gets its name, so that a killed run is recognized."""
        if self.warc is None:
            return
        self.warc.close()
        self.index.close()
        if self.known is not None:
            self.known.close()
        path = Path(self.index.name)
        path.rename(path.with_name(path.name.removesuffix(OPEN_ENDING)))
        self.warc = None

    def put_into_store(self) -> None:
        """Close, and put into the object store what is not there yet; what goes wrong is told to the verdict."""
        self.close()
        store = CaptureStore.of(Environment())
        assert store is not None and self.crawler.stats is not None  # noqa: S101, PT018 - the setting says so
        try:
            self.crawler.stats.set_value("captures/stored", store.put_closed(self._source()))
        except StoreTrouble as trouble:
            logger.error("%s", trouble)
            self.crawler.stats.set_value("captures/trouble", str(trouble))


def _asked(request: Request) -> dict[str, str]:
    body = hashlib.sha256(request.body).hexdigest() if request.body else ""
    return {"method": request.method, "request_sha256": body, "url": request.url}
