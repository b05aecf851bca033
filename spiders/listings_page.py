"""One page of a list, from bytes to raw items: known layouts first, then what structure can be recognized safely.

A pure function of the bytes and the address; never raises, never fetches. Where it is in doubt it says so.
"""

from bs4 import BeautifulSoup

from spiders.document_pages import in_script, next_in_data, placed_in_document
from spiders.html import open_page
from spiders.items import RawItem, Severity, Surprise
from spiders.listings_blocks import read_blocks
from spiders.listings_bound import bound_layout, read_bound
from spiders.listings_json import read_data
from spiders.listings_jsonld import read_jsonld
from spiders.listings_layout import SOURCE, Listing, site
from spiders.listings_records import records_of
from spiders.page_text import MAXIMUM_DEPTH
from spiders.pager import base_of, next_page
from spiders.structure import StructureChanged

NOTES = frozenset({"unread_words"})


def parse_listing(body: bytes, content_type: str, url: str, capture_id: str) -> tuple[list[RawItem], str | None]:
    """The raw items of a page and the address of the next page, None after the last.

    ``body`` is the decoded body, ``url`` the address that answered. A page that cannot be read is a fatal Surprise.
    """
    try:
        document = in_script(body)
        page = open_page(document or body, content_type)
        _refuse_depth(page)
        listing = _read(page, url)
    except StructureChanged as changed:
        return [_surprise(changed.code, str(changed), "fatal", url, place=changed.place)], None
    items = list(records_of(listing, url, base_of(page, url), capture_id))
    following, remarks = next_page(page, url, site().words.next)
    if following is None and not remarks and any(school.name.pointer for school in listing.schools):
        following = next_in_data(page, url)
    if document is not None:
        items = [placed_in_document(item) for item in items]
    items += [
        _surprise(code, message, "note" if code in NOTES else "warning", url, sample)
        for code, message, sample in (*listing.remarks, *remarks)
    ]
    return items, following


def _read(page: BeautifulSoup, url: str) -> Listing:
    layout = bound_layout(page, url)
    if layout is not None:
        return read_bound(page, layout)
    try:
        return read_blocks(page)
    except StructureChanged as changed:
        announced = changed.code != "no_heading"
        listing = read_jsonld(page, announced) or read_data(page, announced)
        if listing is None:
            raise
        return listing


def _refuse_depth(page: BeautifulSoup) -> None:
    """No page that people read is nested so deep; every step up from a text would take as long as the page."""
    depths: dict[int, int] = {id(page): 0}
    for node in page.find_all(True):
        depths[id(node)] = depth = depths.get(id(node.parent), 0) + 1
        if depth > MAXIMUM_DEPTH:
            raise StructureChanged("page_too_deep", f"elements nested more than {MAXIMUM_DEPTH} deep are not read")


def _surprise(code: str, message: str, severity: Severity, url: str, sample: str = "", place: str = "") -> Surprise:
    return Surprise(
        source=SOURCE, code=code, message=message, severity=severity, url=url[:2000], place=place, sample=sample[:500]
    )
