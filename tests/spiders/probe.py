"""A spider for tests of the crawl machinery: asks for the addresses it is given and says what it got. Knows no site.

It is started as ``scrapy crawl probe -s SPIDER_MODULES=tests.spiders.probe`` (see tests.spiders.crawling); which
addresses it asks for stands in ``PROBE_URLS`` (JSON), and ``PROBE_AUDIT`` names a file in which the process writes
every connection that it tries and every name that it looks up.
"""

import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.http import Response

from spiders.base import SourceSpider
from spiders.captures import read_capture
from spiders.items import RawItem, RawRecord, RawValue, Unchanged
from spiders.warc import capture_id

if audit := os.environ.get("PROBE_AUDIT"):
    _audit_file = Path(audit).open("a", encoding="utf-8")  # noqa: SIM115 - open as long as the process lives

    def _note_socket(event: str, details: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
            _audit_file.write(f"{event} {details[1 if event == 'socket.connect' else 0]!r}\n")
            _audit_file.flush()

    sys.addaudithook(_note_socket)


class ProbeSpider(SourceSpider):
    """``-a mode=``: read (default), raise, start_raises, start_crashes, follow (the path that a page holds), kept."""

    name = "probe"

    def __init__(self, *args: Any, mode: str = "read", **arguments: str) -> None:
        super().__init__(*args, **arguments)
        self.mode = mode

    async def start(self) -> AsyncIterator[Any]:
        """Ask for every given address."""
        if self.mode == "start_crashes":
            raise RuntimeError("the start crashed")
        for url in json.loads(os.environ["PROBE_URLS"]):
            yield Request(url, self.received, errback=self.not_received, dont_filter=True)
        if self.mode == "start_raises":
            raise RuntimeError("the start went wrong")

    def received(self, response: Response) -> Iterator[RawItem | Request]:
        """One record a response, unless it was read before."""
        if self.mode == "raise":
            raise RuntimeError("the callback went wrong")
        if self.mode == "kept":
            self._expect_kept(response)
        if self.unchanged(response):
            yield Unchanged(source=self.name, capture_id=self.capture_of(response), url=response.url)
            return
        words = RawValue(field="words", text=response.text[:200] or "nothing", at="text")
        told = {"key": response.url, "capture_id": self.capture_of(response), "place": "css:html#0"}
        yield RawRecord(source=self.name, kind="page", values=(words,), **told)
        if self.mode == "follow" and response.text.startswith("/"):
            yield response.follow(response.text, self.received, errback=self.not_received)

    def not_received(self, failure: Any) -> None:
        """Say why a response did not come, as a spider sees it."""
        self.logger.error("not received: %s: %s", failure.request.url, failure.getErrorMessage())

    def _expect_kept(self, response: Response) -> None:
        """Find the bytes of this response in the captures on the disk, now, while it is being parsed."""
        assert self.crawler.settings is not None
        folder = Path(self.crawler.settings["CAPTURES_FOLDER"])
        (index,) = (folder / self.name).glob("*.index.jsonl.open")
        entries = [json.loads(line) for line in index.read_text(encoding="utf-8").splitlines()[1:]]
        entry = next(entry for entry in entries if entry["capture_id"] == self.capture_of(response))
        kept = read_capture(folder, entry["warc"], entry["offset"], entry["sha256"])
        assert kept.body == response.body
        assert entry["capture_id"] == capture_id(response.request.url if response.request else "", entry["sha256"])
