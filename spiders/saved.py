"""Which sources read single pages, so that a saved page can be read without a crawl. Fetches nothing.

A source of tables is read by its crawl over a folder (``scrapy crawl NAME -s WEB=folder``), not page by page.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from spiders.accreditor_list_page import read_list_page
from spiders.bls_page import parse_occupation
from spiders.items import RawItem, Surprise
from spiders.listings_page import parse_listing
from spiders.listings_schools import schools_of
from spiders.school_pages_page import parse_school_page
from spiders.scorecard_page import parse_scorecard
from spiders.structure import StructureChanged


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one page gives: its raw items, the address of the next page, and views for people by name."""

    items: list[RawItem]
    next: str | None = None
    views: dict[str, Any] = field(default_factory=dict)


def _listings(body: bytes, content_type: str, url: str, capture_id: str) -> Parsed:
    items, following = parse_listing(body, content_type, url, capture_id)
    return Parsed(items, following, {"schools": schools_of(items)})


def _school_page(body: bytes, content_type: str, url: str, capture_id: str) -> Parsed:
    return Parsed(parse_school_page(body, content_type, url, capture_id))


def _scorecard(body: bytes, content_type: str, url: str, capture_id: str) -> Parsed:  # noqa: ARG001 - always JSON
    page = parse_scorecard(body, url, capture_id)
    told = {"page": page.number, "per_page": page.per_page, "total": page.total, "schools": len(page.unitids)}
    return Parsed([*page.items], None, {"paging": told})


def _handbook_page(body: bytes, content_type: str, url: str, capture_id: str) -> Parsed:
    items: list[RawItem] = []
    try:
        items += parse_occupation(body, content_type, url, capture_id)
    except StructureChanged as changed:
        told = {"code": changed.code, "message": str(changed), "place": changed.place}
        items.append(Surprise(source="bls", severity="fatal", url=url, **told))
    return Parsed(items)


def _accreditors(source: str) -> Callable[[bytes, str, str, str], Parsed]:
    def read(body: bytes, content_type: str, url: str, capture_id: str) -> Parsed:
        page = read_list_page(source, body, content_type, url, capture_id)
        return Parsed(page.items, page.following)

    return read


PARSERS: dict[str, Callable[[bytes, str, str, str], Parsed]] = {
    "bls": _handbook_page,
    "cahiim": _accreditors("cahiim"),
    "listings": _listings,
    "pcap": _accreditors("pcap"),
    "school_pages": _school_page,
    "scorecard": _scorecard,
}


def parse_saved(source: str, body: bytes, content_type: str, url: str) -> Parsed:
    """Read one saved page as ``source`` would. KeyError for a source that does not read single pages."""
    capture_id = f"saved-{hashlib.sha256(body).hexdigest()[:16]}"
    return PARSERS[source](body, content_type, url, capture_id)
