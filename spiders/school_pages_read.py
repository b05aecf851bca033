"""A school's page as it is read beside the crawl: what it says, and which of its links promise something, of one tree.

A pure function of bytes and address; where the links lead is judged by who knows the site.
"""

from datetime import date

from spiders.items import RawItem
from spiders.school_pages_page import read_school_page
from spiders.school_sites_links import promising
from spiders.tree_pdf import is_pdf


def read_page(
    body: bytes, content_type: str, url: str, capture_id: str, on: date | None = None
) -> tuple[list[RawItem], list[object] | None]:
    """The items of ``parse_school_page``, and ``Promising`` as a list; None for a PDF and what cannot be opened."""
    items, root = read_school_page(body, content_type, url, capture_id, on)
    return items, list(promising(root)) if root is not None and not is_pdf(body) else None
