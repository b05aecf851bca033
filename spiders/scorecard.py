"""Asks the College Scorecard API for the schools of each HIM series, page by page. The key is none of its business."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from spiders.base import SourceSpider
from spiders.items import RawItem, Tally, Unchanged
from spiders.politeness import wait_asked
from spiders.scorecard_layout import Series, Site, site_of
from spiders.scorecard_page import ScorecardPage, parse_scorecard
from spiders.scorecard_paging import Paging
from spiders.structure import StructureChanged
from spiders.zipped import first_words

REFUSALS = list(range(400, 600))
"""Answers that the spider judges; a redirect is followed all the same."""
_ERROR_CODE = re.compile(rb'"(?:code|error)"\s*:\s*"([A-Za-z_]{3,40})"')


class ScorecardSpider(SourceSpider):
    """All pages of all series of the card, one after the other; it has no arguments."""

    name = "scorecard"

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the first page of every series."""
        self.site: Site = site_of(self.card)
        self.paging = {series.code: Paging(series, self.site.per_page) for series in self.site.series}
        for series in self.site.series:
            yield self._ask(series, 0)

    def received(self, response: Response, series: Series) -> Iterator[RawItem | Request]:
        """The records of a page, then the request for the next one or the figures of the series."""
        paging = self.paging[series.code]
        if response.status != 200:
            yield self.surprise(*_refusal(response, self.card.needs_setting), severity="fatal", response=response)
            return
        try:
            page = parse_scorecard(response.body, response.url, self.capture_of(response), series, self.site)
        except StructureChanged as changed:
            yield self.surprise(changed.code, str(changed), severity="fatal", response=response, place=changed.place)
            return
        for code, words in paging.take(page):
            yield self.surprise(code, f"scorecard: {words}", severity="fatal", response=response)
        yield from self._items(page, response)
        yield from self._go_on(paging)

    def not_received(self, failure: Any) -> Iterator[RawItem]:
        """Take a request that got no answer at all."""
        reason = failure.getErrorMessage()[:200] or failure.type.__name__
        words = f"scorecard: {failure.request.url[:200]} could not be asked ({reason})"
        yield self.surprise("download_failed", words, severity="fatal")

    def _ask(self, series: Series, page: int) -> Request:
        return Request(
            self.site.url(series, page),
            self.received,
            errback=self.not_received,
            cb_kwargs={"series": series},
            dont_filter=True,
            meta={"handle_httpstatus_list": REFUSALS},
        )

    def _items(self, page: ScorecardPage, response: Response) -> Iterator[RawItem]:
        if self.unchanged(response):
            yield Unchanged(source=self.name, capture_id=self.capture_of(response), url=response.url)
        else:
            yield from page.items

    def _go_on(self, paging: Paging) -> Iterator[RawItem | Request]:
        if (following := paging.next_page) is not None:
            yield self._ask(paging.series, following)
            return
        if not paging.total and not paging.broken:
            words = f"scorecard: no school has a program in series {paging.series.code}"
            yield self.surprise("empty_series", words, severity="note")
        done = [one for one in self.paging.values() if one.total is not None and one.next_page is None]
        for name, value in (
            ("schools_announced", sum(one.total or 0 for one in done)),
            ("schools_read", sum(len(one.met) for one in done)),
        ):
            yield Tally(source=self.name, name=name, value=value)


def _refusal(response: Response, setting: str) -> tuple[str, str]:
    """A short word for a refusal, and what it means and what to do; never the words of the answer but for its code."""
    told = _ERROR_CODE.search(response.body[:2000])
    code = told[1].decode("ascii") if told else "no code"
    variable = f"HIMDIR_{setting.upper()}"
    match response.status:
        case 401 | 403:
            words = (
                f"the key in {variable} was refused ({code}); put a valid one there, from https://api.data.gov/signup"
            )
            return "key_refused", f"scorecard: {words}"
        case 429:
            words = (
                f"too many requests with this key ({code}): come back in {wait_asked(response):.0f} seconds or later"
            )
            return "rate_limited", f"scorecard: {words}"
        case 400:
            words = f"the API does not know what was asked ({code}): a field may have a new name; see scorecard.toml"
            return "request_refused", f"scorecard: {words}"
        case _:
            words = (
                f"{response.url[:200]} answered with status {response.status} ({code}): {first_words(response.body)}"
            )
            return "download_failed", f"scorecard: {words}"
