"""Reads the Bureau of Labor Statistics: wages, projections and pages of the handbook. Asks, then parses.

Each answer is read for itself, so that only what has changed since the last run is read again. What is missing is told:
without the national wages or the projections a run is worth nothing, a page that has moved is one record less.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from spiders.base import SourceSpider
from spiders.bls_layout import site
from spiders.bls_page import parse_occupation
from spiders.bls_projections import parse_projections
from spiders.bls_wages import Area, parse_wages
from spiders.items import RawItem, Severity, Unchanged
from spiders.structure import StructureChanged
from spiders.zipped import first_words

REFUSALS = list(range(400, 600))
"""Answers that the spider judges; a redirect is followed all the same."""
MISSING = frozenset({404, 410})


class BlsSpider(SourceSpider):
    """All listed occupations; it has no arguments."""

    name = "bls"

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the newest national wages, the projections and the pages; state wages follow the national ones."""
        newest = datetime.now(UTC).year
        yield self._wages("national", newest, newest - site().wages.years_back)
        yield self._request(site().projections.address, self.projections)
        for occupation in site().occupations:
            if occupation.page:
                yield self._request(f"{site().host}/ooh/{occupation.page}", self.page)

    def _wages(self, area: Area, year: int, oldest: int) -> Request:
        url = getattr(site().wages, area).url(year)
        return self._request(url, self.wages, area=area, year=year, oldest=oldest)

    def _request(self, url: str, callback: Callable[..., Any], **told: Any) -> Request:
        meta = {"handle_httpstatus_list": REFUSALS}
        return Request(url, callback, errback=self.not_received, dont_filter=True, cb_kwargs=told, meta=meta)

    def wages(self, response: Response, area: Area, year: int, oldest: int) -> Iterator[RawItem | Request]:
        """A wage file; one that is not there yet sends on to the year before, and state wages may be missing."""
        if _is_missing(response):
            if area == "state":
                words = f"bls: no state wages of {year} at {response.url}; only national ones are read"
                yield self.surprise("no_state_wages", words, severity="note", response=response)
            elif year > oldest:
                yield self._wages(area, year - 1, oldest)
            else:
                words = f"bls: no national wages of {oldest} or later; the last address asked was {response.url}"
                yield self.surprise("no_wages", words, severity="fatal", response=response)
            return
        yield from self._read(response, lambda body, url, capture: parse_wages(body, url, capture, year, area))
        if area == "national":
            yield self._wages("state", year, year)

    def projections(self, response: Response) -> Iterator[RawItem]:
        """The workbook of projections."""
        yield from self._read(response, parse_projections)

    def page(self, response: Response) -> Iterator[RawItem]:
        """A page of the handbook; one that is not there is told, and its record stays until it is proven gone."""
        if response.status in MISSING:
            words = f"bls: no page at {response.url} (status {response.status}); if it has moved, change it in bls.toml"
            yield self.surprise("page_missing", words, response=response)
            return
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        yield from self._read(response, lambda body, url, capture: parse_occupation(body, content_type, url, capture))

    def not_received(self, failure: Any) -> Iterator[RawItem]:
        """Take a request that got no answer at all."""
        reason = failure.getErrorMessage()[:200] or failure.type.__name__
        words = f"bls: {failure.request.url} could not be asked ({reason}); it was not read"
        yield self.surprise("download_failed", words, severity=_severity(failure.request.url))

    def _read(self, response: Response, parse: Callable[[bytes, str, str], Iterator[RawItem]]) -> Iterator[RawItem]:
        capture = self.capture_of(response)
        if response.status != 200:
            words = f"bls: {response.url} answered with status {response.status}: {first_words(response.body)}"
            yield self.surprise("download_failed", words, severity=_severity(response.url), response=response)
        elif self.unchanged(response):
            yield Unchanged(source=self.name, capture_id=capture, url=response.url)
        else:
            try:
                yield from parse(response.body, response.url, capture)
            except StructureChanged as changed:
                yield self.surprise(
                    changed.code, str(changed), severity="fatal", response=response, place=changed.place
                )


def _severity(url: str) -> Severity:
    """How bad it is that an address gave nothing: without a page one record is missing, and the gates count those."""
    return "warning" if url.startswith(f"{site().host}/ooh/") else "fatal"


def _is_missing(response: Response) -> bool:
    """Whether there is no such file: the status says so, or a web page stands in its place."""
    return response.status in MISSING or (response.status == 200 and response.body.lstrip()[:1] == b"<")
