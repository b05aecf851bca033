"""Reads the CIP: the list of codes and the crosswalk to occupations, one request each. Asks, then parses."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from spiders.base import SourceSpider
from spiders.cip_codes import parse_codes
from spiders.cip_layout import site
from spiders.cip_occupations import parse_crosswalk
from spiders.items import RawItem, Unchanged
from spiders.structure import StructureChanged
from spiders.zipped import first_words

REFUSALS = list(range(400, 600))
"""Answers that the spider judges; a redirect is followed all the same."""


class CipSpider(SourceSpider):
    """The whole list and the whole crosswalk; it has no arguments."""

    name = "cip"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.got: dict[str, Response] = {}

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the list first: the figures of the crosswalk are about the codes that it names."""
        yield self._request("codes", site().codes.address)

    def _request(self, role: str, url: str) -> Request:
        return Request(
            url,
            self.received,
            errback=self.not_received,
            dont_filter=True,
            cb_kwargs={"role": role},
            meta={"handle_httpstatus_list": REFUSALS},
        )

    def received(self, response: Response, role: str) -> Iterator[RawItem | Request]:
        """Keep an answer; read both when the second has come."""
        if response.status != 200:
            words = f"cip: {response.url} answered with status {response.status}: {first_words(response.body)}"
            yield self.surprise("download_failed", words, severity="fatal", response=response)
            return
        self.got[role] = response
        if role == "codes":
            yield self._request("crosswalk", site().crosswalk.address)
        else:
            yield from self._read_both()

    def not_received(self, failure: Any) -> Iterator[RawItem]:
        """Take a request that got no answer at all."""
        reason = failure.getErrorMessage()[:200] or failure.type.__name__
        words = f"cip: {failure.request.url} could not be asked ({reason}); the rest was not read"
        yield self.surprise("download_failed", words, severity="fatal")

    def _read_both(self) -> Iterator[RawItem]:
        if all(self.unchanged(response) for response in self.got.values()):
            for response in self.got.values():
                yield Unchanged(source=self.name, capture_id=self.capture_of(response), url=response.url)
            return
        codes: set[str] = set()
        for role, parse in (("codes", parse_codes), ("crosswalk", parse_crosswalk)):
            response = self.got[role]
            try:
                yield from parse(response.body, response.url, self.capture_of(response), codes)
            except StructureChanged as changed:
                yield self.surprise(
                    changed.code, str(changed), severity="fatal", response=response, place=changed.place
                )
