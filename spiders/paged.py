"""Reads a list page by page: asks, follows Next, and never goes in circles. What a page says is the subclass's to read.

What is read is kept until the last page has come, because a night on which no page has changed stages nothing anew.
"""

from abc import abstractmethod
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from spiders.base import SourceSpider
from spiders.items import RawItem, RawRecord, Surprise, Tally, Unchanged
from spiders.pager import page_id

REFUSALS = list(range(400, 600))
"""Answers that end the list as a failure; a redirect is followed all the same."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """What one page gives: its raw items and the address of the next page.

    ``indexed``: the next page is the next letter or state of an index, which is asked for whatever this one brought.
    """

    items: list[RawItem]
    following: str | None
    indexed: bool = False


class PagedSpider(SourceSpider):
    """``-a start=URL``: the first page of the list (default: the one of the card)."""

    def __init__(self, *args: Any, start: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first_page = _checked_start(start) if start else str(self.card.site["start"])
        self.asked_start = start
        self.visited: set[str] = set()
        self.pages: list[tuple[str, str, bool]] = []
        self.records: dict[str, RawRecord] = {}

    @abstractmethod
    def read_page(self, body: bytes, content_type: str, url: str, capture_id: str) -> PageRead:
        """Read one page; a pure function of its arguments that never raises."""

    def arguments(self) -> dict[str, str]:
        """What this run reads, for telling comparable runs from others."""
        start = {"start": self.asked_start} if self.asked_start else {}
        return {**super().arguments(), **start}

    async def start(self) -> AsyncIterator[Any]:
        """Begin with the first page."""
        yield self._request(self.first_page)

    def _request(self, url: str) -> Request:
        self.visited.add(page_id(url))
        return Request(
            url,
            self.received,
            errback=self.not_received,
            dont_filter=True,
            meta={"handle_httpstatus_list": REFUSALS},
        )

    def received(self, response: Response) -> Iterator[RawItem | Request]:
        """Read a page and go on to the next, or end."""
        if response.status != 200:
            yield self._page_failed(response.url, f"status {response.status}")
            return
        self.visited.add(page_id(response.url))
        capture = self.capture_of(response)
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        page = self.read_page(response.body, content_type, response.url, capture)
        fresh = 0
        for item in page.items:
            if isinstance(item, RawRecord):
                repeat = self._keep(item)
                fresh += repeat is None
                yield from [repeat] if isinstance(repeat, Surprise) else []
            else:
                yield item
        self.pages.append((capture, response.url, self.unchanged(response)))
        yield from self._go_on(response, page, fresh)

    def _keep(self, record: RawRecord) -> Surprise | bool | None:
        """None for a new record, True for one met before, a surprise for one met before in other words."""
        earlier = self.records.setdefault(record.key, record)
        if earlier is record:
            return None
        if _words(earlier) == _words(record):
            return True
        message = f"the list says two things under the key {record.key!r}; the first is kept"
        return self.surprise("said_differently", message, place=record.place, sample=str(_words(record)))

    def _go_on(self, response: Response, page: PageRead, fresh: int) -> Iterator[RawItem | Request]:
        following = page.following
        if following is None:
            yield from self._finish()
        elif page_id(following) in self.visited:
            message = f"Next leads to {following[:300]}, which was read already; the list is taken to end here"
            yield self.surprise("next_already_read", message, response=response)
            yield from self._finish()
        elif not fresh and not page.indexed:
            message = f"{response.url[:300]} brought nothing new; its Next is not followed, lest the list never end"
            yield self.surprise("nothing_new", message, response=response)
            yield from self._finish()
        else:
            yield self._request(following)

    def _finish(self) -> Iterator[RawItem]:
        if all(unchanged for _, _, unchanged in self.pages):
            for capture, url, _ in self.pages:
                yield Unchanged(source=self.name, capture_id=capture, url=url)
        else:
            yield from self.records.values()
        yield Tally(source=self.name, name="pages", value=len(self.pages))
        yield from self.tallies()

    def tallies(self) -> Iterator[Tally]:
        """Figures about the whole list, besides its pages."""
        yield from ()

    def not_received(self, failure: Any) -> Iterator[RawItem]:
        """A page that did not come: the rest of the list is unknown, so the run fails."""
        reason = failure.getErrorMessage()[:200] or failure.type.__name__
        yield self._page_failed(failure.request.url, reason)

    def _page_failed(self, url: str, reason: str) -> Surprise:
        message = f"page {len(self.pages) + 1} of the list, {url[:300]}, could not be read: {reason}"
        return self.surprise("page_failed", message, severity="fatal")


def _words(record: RawRecord) -> list[tuple[str, str]]:
    return [(value.field, value.text) for value in record.values]


def _checked_start(start: str) -> str:
    try:
        parts = urlsplit(start)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
        usable = usable and len(start) < 2000 and start.isprintable() and " " not in start
    except ValueError:
        usable = False
    if not usable:
        raise ValueError(f"start={start[:80]!r} is not a web address: give one that begins with http:// or https://")
    return start
