"""The spider of an accreditor's list: PagedSpider asks and pages, read_list_page reads. Only the cards differ."""

from spiders.accreditor_list_page import read_list_page
from spiders.paged import PagedSpider, PageRead


class AccreditorListSpider(PagedSpider):
    """``-a start=URL``: the first page of the list (default: the one of the card)."""

    def read_page(self, body: bytes, content_type: str, url: str, capture_id: str) -> PageRead:
        """Read one page of the list."""
        return read_list_page(self.name, body, content_type, url, capture_id)
