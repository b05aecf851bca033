"""Reads commercial school lists page by page. Asking and paging are PagedSpider's; reading a page is parse_listing."""

from collections.abc import Iterator

from spiders.items import Tally
from spiders.listings_page import parse_listing
from spiders.paged import PagedSpider, PageRead

__all__ = ["ListingsSpider", "parse_listing"]


class ListingsSpider(PagedSpider):
    """``-a start=URL``: the first page of the list (default: the one of the sample web)."""

    name = "listings"

    def read_page(self, body: bytes, content_type: str, url: str, capture_id: str) -> PageRead:
        """Read one page of a list."""
        return PageRead(*parse_listing(body, content_type, url, capture_id))

    def tallies(self) -> Iterator[Tally]:
        """How many schools the list names."""
        schools = {tuple(record.key.split(":")[:2]) for record in self.records.values()}
        yield Tally(source=self.name, name="schools", value=len(schools))
