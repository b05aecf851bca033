"""Reads DAPIP: asks for the zip of its three tables with one POST, then parses it. There is nothing else to ask."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from spiders.base import SourceSpider
from spiders.dapip_layout import site
from spiders.dapip_rows import parse_export
from spiders.items import RawItem, Unchanged
from spiders.structure import StructureChanged
from spiders.zipped import first_words

REFUSALS = list(range(400, 600))
"""Answers that the spider judges; a redirect is followed all the same."""


class DapipSpider(SourceSpider):
    """The whole export; it has no arguments."""

    name = "dapip"

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the export in the words of the publisher's own download page."""
        yield Request(
            site().address,
            self.received,
            method="POST",
            body=site().request,
            headers={"Content-Type": "application/json"},
            errback=self.not_received,
            dont_filter=True,
            meta={"handle_httpstatus_list": REFUSALS},
        )

    def received(self, response: Response) -> Iterator[RawItem]:
        """Everything in the zip; what cannot be read as one is a fatal surprise."""
        if response.status != 200:
            words = f"{site().address} answered with status {response.status}: {first_words(response.body)}"
            yield self.surprise("download_failed", f"dapip: {words}", severity="fatal", response=response)
        elif self.unchanged(response):
            yield Unchanged(source=self.name, capture_id=self.capture_of(response), url=response.url)
        else:
            yield from self._read(response)

    def not_received(self, failure: Any) -> Iterator[RawItem]:
        """Take a request that got no answer at all."""
        reason = failure.getErrorMessage()[:200] or failure.type.__name__
        words = f"dapip: {site().address} could not be asked ({reason}); nothing was read"
        yield self.surprise("download_failed", words, severity="fatal")

    def _read(self, response: Response) -> Iterator[RawItem]:
        try:
            yield from parse_export(response.body, response.url, self.capture_of(response))
        except StructureChanged as changed:
            yield self.surprise(changed.code, str(changed), severity="fatal", response=response, place=changed.place)
