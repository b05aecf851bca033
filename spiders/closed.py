"""Asks for the federal closed school list at one address after the other, and parses what comes. Nothing else."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from spiders.base import SourceSpider
from spiders.closed_layout import Address, site
from spiders.closed_rows import day_of, parse_closed
from spiders.closed_table import file_name
from spiders.failures import ForbiddenByRobots
from spiders.items import RawItem, Unchanged
from spiders.json_text import find, open_json, words_of
from spiders.structure import StructureChanged
from spiders.zipped import first_words

REFUSALS = list(range(400, 600))
"""Answers that the spider judges; a redirect is followed all the same."""
GONE = frozenset({403, 404, 405, 410})
"""Answers that mean: not here. Any other failure ends the run, or an old copy would pass for the list of this week."""
_ID = re.compile(r"[A-Za-z0-9_.-]{1,120}")


class ClosedSpider(SourceSpider):
    """The whole list; it has no arguments."""

    name = "closed"

    async def start(self) -> AsyncIterator[Any]:
        """Ask at the first address."""
        yield self._ask(0)

    def searched(self, response: Response, number: int) -> Iterator[RawItem | Request]:
        """The newest report of a search is asked for next."""
        address = site().addresses[number]
        if (trouble := self._trouble(response)) is not None:
            yield from self._go_on(number, trouble, response)
            return
        try:
            newest = newest_report(response.body, address)
        except StructureChanged as changed:
            yield self.surprise(changed.code, str(changed), severity="fatal", response=response)
            return
        body = json.dumps({"docType": address.kind, "docStorageId": newest}).encode()
        yield self._post(address.download, body, self.received, number)

    def received(self, response: Response, number: int) -> Iterator[RawItem | Request]:
        """The closures of the list, or the next address."""
        if (trouble := self._trouble(response)) is not None:
            yield from self._go_on(number, trouble, response)
        elif self.unchanged(response):
            yield Unchanged(source=self.name, capture_id=self.capture_of(response), url=response.url)
        else:
            try:
                yield from parse_closed(response.body, response.url, self.capture_of(response), file_name(response.url))
            except StructureChanged as changed:
                yield self.surprise(changed.code, str(changed), "fatal", response, changed.place)

    def not_received(self, failure: Any) -> Iterator[RawItem | Request]:
        """Take a request that got no answer: what robots.txt forbids is not here, anything else ends the run."""
        number, url = failure.request.cb_kwargs["number"], failure.request.url[:200]
        if failure.check(ForbiddenByRobots):
            yield from self._go_on(number, f"{url} is forbidden by robots.txt")
            return
        reason = failure.getErrorMessage()[:200] or failure.type.__name__
        words = f"closed: {url} could not be asked ({reason}); no other address is used in its place"
        yield self.surprise("download_failed", words, severity="fatal")

    def _trouble(self, response: Response) -> str | None:
        """Why an answer is not the one that was asked for; None when it is."""
        if response.status != 200:
            return f"{response.url[:200]} answered with status {response.status}"
        if response.body.lstrip()[:1] == b"<":
            return f"{response.url[:200]} answered with a page: {first_words(response.body)}"
        return None

    def _go_on(self, number: int, trouble: str, response: Response | None = None) -> Iterator[RawItem | Request]:
        gone = response is None or response.status in GONE or response.status == 200
        if not gone:
            words = f"closed: {trouble}; no other address is used in its place. Try again later"
            yield self.surprise("download_failed", words, severity="fatal", response=response)
        elif number + 1 < len(site().addresses):
            words = f"closed: {trouble}; the next address is asked"
            yield self.surprise("other_address", words, severity="note", response=response)
            yield self._ask(number + 1)
        else:
            words = f"closed: {trouble}; none of the addresses in closed.toml has the list"
            yield self.surprise("list_not_found", words, severity="fatal", response=response)

    def _ask(self, number: int) -> Request:
        address = site().addresses[number]
        if address.search:
            return self._post(address.search, b"{}", self.searched, number)
        return Request(
            address.file,
            self.received,
            errback=self.not_received,
            cb_kwargs={"number": number},
            dont_filter=True,
            meta={"handle_httpstatus_list": REFUSALS},
        )

    def _post(self, url: str, body: bytes, callback: Any, number: int) -> Request:
        return Request(
            url,
            callback,
            method="POST",
            body=body,
            headers={"Content-Type": "application/json"},
            errback=self.not_received,
            cb_kwargs={"number": number},
            dont_filter=True,
            meta={"handle_httpstatus_list": REFUSALS},
        )


def newest_report(body: bytes, address: Address) -> str:
    """The storage id of the newest report that a search found. Raises StructureChanged: not_json, not_an_answer."""
    found = open_json(body, f"closed: {address.search}")
    reports: list[tuple[str, str]] = []
    for report in found if isinstance(found, list) else []:
        told = [words_of(one[0]) if (one := find(report, name)) else None for name in ("procDate", "docStorageId")]
        if told[1] and _ID.fullmatch(told[1]) and told[1] != "null":
            reports.append((day_of(told[0] or "") or told[0] or "", told[1]))
    if not reports:
        words = f"expected a list of reports with docStorageId; met {first_words(body)}"
        raise StructureChanged("not_an_answer", f"closed: {address.search}: {words}")
    return max(reports)[1]
