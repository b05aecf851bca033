"""Sitemaps: the addresses in one file, within limits. Broken files give what can be read; nothing of XML is trusted."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from spiders.school_sites_plan import Limits, Plan

GZIP = b"\x1f\x8b"
CDATA = b"<![CDATA["
HEAD = 4000


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The addresses of one file: of other sitemaps when it is an index. ``cut`` says that it holds more."""

    addresses: tuple[str, ...]
    is_index: bool = False
    cut: bool = False


def read_sitemap(body: bytes, limits: Limits) -> Sitemap:
    """The addresses of a sitemap, of a sitemap index, or of a text file with one address a line."""
    body, cut = _unpacked(body, limits.bytes_of_unpacked_sitemap)
    found: list[str] = []
    for text in _locations(body) if b"<" in body[:HEAD] else body.splitlines():
        if len(found) == limits.entries_per_sitemap:
            cut = True
            break
        if address := _address(text, limits.length_of_address):
            found.append(address)
    return Sitemap(tuple(found), b"<sitemapindex" in body[:HEAD].lower(), cut)


def best_first(addresses: tuple[str, ...], plan: Plan) -> list[str]:
    """The sitemaps of an index, those of pages and programs before those of news, events and pictures."""

    def rank(url: str) -> int:
        last = url.rpartition("/")[2].lower()
        if any(word in last for word in plan.words.sitemaps_last):
            return 2
        return 0 if any(word in last for word in plan.words.sitemaps_first) else 1

    return sorted(dict.fromkeys(addresses), key=rank)


def _unpacked(body: bytes, most: int) -> tuple[bytes, bool]:
    if not body.startswith(GZIP):
        return body[:most], len(body) > most
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        told = unpacking.decompress(body, most)
    except zlib.error:
        return b"", True
    return told, bool(unpacking.unconsumed_tail)


def _locations(body: bytes) -> Iterator[bytes]:
    position = 0
    while (position := body.find(b"<loc>", position)) >= 0:
        position += len(b"<loc>")
        start = body.find(CDATA, position, position + 40)
        ending, first = (b"]]>", start + len(CDATA)) if start >= 0 else (b"<", position)
        end = body.find(ending, first)
        if end < 0:
            return
        yield body[first:end]
        position = end


def _address(text: bytes, longest: int) -> str | None:
    if len(text) > 2 * longest:
        return None
    told = unescape(text.decode("utf-8", "replace").strip())
    return told if told.startswith(("http://", "https://", "/")) and len(told) <= longest else None
