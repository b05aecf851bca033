"""Links of a page and of a sitemap that may lead to a program in scope, each with how much it promises. Pure.

Only words decide: those of the link and those of its path. Where a link leads to is checked before it is believed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from lxml import etree

from spiders.school_sites_addresses import SiteHosts, cleaned, is_pdf, is_trap, parts_of
from spiders.school_sites_plan import Plan, plan

LONGEST_WORDS, LONGEST_HREF = 300, 1000
MOST_COUNTED = 1_000_000
BY_WORDS, BY_PATH, HUB = 60, 40, 20
_BETWEEN = re.compile(r"[-_/.+%\s]+")


class Link(NamedTuple):
    """A link on the site: its address, what it promises (more is better), and whether it names a program."""

    url: str
    promise: int
    names_program: bool

    @property
    def is_pdf(self) -> bool:
        """Whether it leads to a PDF."""
        return is_pdf(self.url)


class PageLinks(NamedTuple):
    """The links of a page that are worth following, and how many were left because the page has too many."""

    links: tuple[Link, ...]
    left: int
    pdfs: int


class Promising(NamedTuple):
    """The links of a page that promise something, wherever they lead; of JSON values, and nothing of a site is in it.

    ``base`` is the address that they begin from, as the page tells it; a link is its number among the ``number`` links
    of the page, its address as it stands, what it promises and whether it names a program.
    """

    base: str = ""
    number: int = 0
    links: Sequence[tuple[int, str, int, bool]] = ()


def links_of(body: bytes, url: str, hosts: SiteHosts, told: Plan) -> PageLinks:
    """The links of a page to the same site whose words promise a program, or a page that leads to programs."""
    return links_on_site(promising_in(body), url, hosts, told)


def promising_in(body: bytes) -> Promising:
    """The links of a page that promise something; none where it cannot be read."""
    root = _tree(body)
    return promising(root) if root is not None else Promising()


def promising(root: etree._Element) -> Promising:
    """The links of the tree of a page that promise something."""
    most, number = plan().limits.links_per_page, 0
    found: list[tuple[int, str, int, bool]] = []
    for number, anchor in enumerate(islice(root.iter("a", "area"), MOST_COUNTED), 1):
        href = anchor.get("href") if number <= most else None
        if not href or href[0] == "#":
            continue
        promise, named = promise_of(_words(anchor), href[:LONGEST_HREF])
        if promise:
            found.append((number, href, promise, named))
    return Promising(_base(root), number, found)


def links_on_site(links: Promising, url: str, hosts: SiteHosts, told: Plan) -> PageLinks:
    """Those of the links of a page that lead on to the same site; ``url`` is the address of the page."""
    found: dict[str, Link] = {}
    pdfs, most = 0, told.limits.links_per_page
    try:
        base = urljoin(url, links.base)
    except ValueError:
        base = url
    for number, href, promise, named in links.links:
        if number <= most and (address := _address(base, href, hosts, told)):
            pdfs += is_pdf(address)
            if address not in found or found[address].promise < promise:
                found[address] = Link(address, promise, named)
    return PageLinks(tuple(found.values()), max(0, links.number - most), pdfs)


def links_from(addresses: Iterable[str], base: str, hosts: SiteHosts, told: Plan) -> Iterator[Link]:
    """The links of a sitemap that name a program in their path."""
    for text in addresses:
        if path_names_program(text) and (address := _address(base, text, hosts, told)):
            yield Link(address, BY_PATH, True)


@lru_cache(maxsize=8192)
def promise_of(words: str, href: str) -> tuple[int, bool]:
    """How much a link promises by its words and its path, and whether it names a program in scope.

    The menus of a site are on each of its pages, so what was read is remembered.
    """
    told, words = plan().words, " ".join(words.split())[:LONGEST_WORDS]
    if told.course.match(words):
        return 0, False
    by_words = BY_WORDS if told.program.search(words) or told.abbreviation.search(words) else 0
    by_path = BY_PATH if path_names_program(href) else 0
    if by_words or by_path:
        return by_words + by_path, True
    if told.hub.search(words):
        return HUB, False
    return (HUB // 2, False) if told.hub.search(_words_of_path(href)) else (0, False)


def path_names_program(href: str) -> bool:
    """Whether the path of a link names a program in scope."""
    told, path = plan().words, _words_of_path(href)
    return told.program.search(path) is not None or told.abbreviation_in_path.search(path) is not None


def _words_of_path(href: str) -> str:
    path = href.partition("#")[0][-LONGEST_WORDS:]
    return _BETWEEN.sub(" ", unquote(path) if "%" in path else path)


def _tree(body: bytes) -> etree._Element | None:
    try:
        parser = etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, recover=True)
        return etree.fromstring(body.replace(b"\0", b" "), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _base(root: etree._Element) -> str:
    element = next(root.iter("base"), None)
    return (element.get("href") or "") if element is not None else ""


def _words(anchor: etree._Element) -> str:
    text = "".join(map(str, islice(anchor.itertext(), 40))) if len(anchor) else anchor.text or ""
    if not text or text.isspace():
        text = anchor.get("title") or anchor.get("aria-label") or ""
    return text[: 4 * LONGEST_WORDS]


def _address(base: str, href: str, hosts: SiteHosts, told: Plan) -> str | None:
    try:
        parts = parts_of(urljoin(base, href.strip()), told.limits.length_of_address)
    except ValueError:
        return None
    if parts is None or not hosts.holds(parts.netloc):
        return None
    address = cleaned(parts, told)
    return None if is_trap(address, told) else address
