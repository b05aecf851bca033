"""Lists that come as a JSON document instead of a page: read as the JSON that a page carries, cited as a document.

Decides nothing about what a key means; that is the business of accreditor_list_json and listings_json.
"""

import json
from typing import Any

from bs4 import BeautifulSoup

from spiders.embedded_json import documents, texts_of
from spiders.items import RawItem, RawRecord
from spiders.page_text import decode, safe_link
from spiders.pager import page_id, same_site
from spiders.script_data import LONGEST

_NEXT = ("next", "next_page", "nextPage", "next_url", "nextUrl", "nextLink", "next_link")
_NEXT_IN_WORDS = frozenset(
    ("next", "next page", "next url", "next page url", "next link", "next page link", "next href")
)
_AROUND = ("links", "_links", "paging", "pagination", "meta")
_SCRIPT = "css:script#0"


def in_script(body: bytes) -> bytes | None:
    """A page that carries the document in a script; None where the body is no JSON document."""
    if body.lstrip()[:1] not in (b"{", b"[") or len(body) > LONGEST or _parsed(body) is None:
        return None
    return b'<script type="application/json">' + body.replace(b"</", b"<\\/") + b"</script>"


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(decode(body, "application/json"))
    except (ValueError, RecursionError):
        return None


def next_of(body: bytes, url: str) -> str | None:
    """The address of the next part that a document names, on the same site and not the document itself."""
    document = _parsed(body)
    if not isinstance(document, dict):
        return None
    holders = [document, *(document[name] for name in _AROUND if isinstance(document.get(name), dict))]
    for holder in holders:
        for name in _NEXT:
            told = holder.get(name)
            told = told.get("href") if isinstance(told, dict) else told
            target = safe_link(url, told[:2000]) if isinstance(told, str) and told.strip() else None
            if target is not None and same_site(url, target) and page_id(target) != page_id(url):
                return target
    return None


def next_in_data(page: BeautifulSoup, url: str) -> str | None:
    """The address of the next page that a document names."""
    for carried in documents(page):
        for key, text in texts_of(carried.value):
            target = safe_link(url, text[:2000]) if key in _NEXT_IN_WORDS and text.strip() else None
            if target is not None and same_site(url, target) and page_id(target) != page_id(url):
                return target
    return None


def placed_in_document(item: RawItem) -> RawItem:
    """A record as the document says it: its places are pointers into the document."""
    if not isinstance(item, RawRecord) or item.place != _SCRIPT:
        return item
    return item.model_copy(update={"place": "json:"})
