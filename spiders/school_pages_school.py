"""What a program page says of the school itself: its name, where it is, and the documents that it links to.

The addresses of accreditors and other bodies stand on many pages; they are told by the words around them and left out.
"""

import re
from collections.abc import Iterator
from functools import cache

from spiders.page_text import safe_link
from spiders.school_pages_block import Block
from spiders.school_pages_blocks import Page
from spiders.school_pages_cite import Found, of_attribute, of_block, of_blocks, of_element
from spiders.school_pages_layout import pattern
from spiders.tree import words

_BODY = re.compile(
    r"cahiim|commission|ahima\b|aapc\b|accredit|higher learning|department of education|council|bureau of"
    r"|association|\bboard\b",
    re.IGNORECASE,
)
_FIVE_DIGITS = re.compile("[0-9]{5}")
_STREET = re.compile(
    r"^\d{1,6}[A-Za-z]? [\w.' -]+|\bP\.? ?O\.? Box\b|\b(?:suite|ste|building|bldg|room|hall|floor)\b"
    r"|one .* (?:drive|way|plaza|boulevard)|^(?:[nsew]\.? )?\d+",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"(?<=[a-z0-9)]\.) +(?=[A-Z])|(?<=[A-Z]{3}\.) +(?=[A-Z0-9])|(?<=[a-z]{4}\.) +(?=[0-9])")
_SHORTENED = re.compile(r"\b(?:St|Ave|Blvd|Rd|Dr|Ln|Ste|Ft|Mt|No|Hwy|Pkwy|Ct|Pl|Sq|N[uú]m|Urb|Bo|[NSEW])\.$")
_CAMPUS = re.compile(r"\b((?:[A-Z][\w.'-]+ ){1,3})[Cc]ampus\b")
_ORDER = {"main": 0, "aside": 1, "hero": 1, "footer": 2, "header": 3}
_NOT_THE_SCHOOL = frozenset(("accreditation", "careers", "related"))
_LONGEST = 1200
_LINES_ABOVE = 3
_MOST_PLACES = 3
_MOST_DOCUMENTS = 5
_SCHOOL_WORD = re.compile(
    r"college|university|institute|academy|school|polytechnic|colegio"
    r"|universidad",
    re.IGNORECASE,
)
_TITLE_PARTS = re.compile(r"\s+[|–—»:·•<>-]+\s+|\s*[|»·•]\s*")
_DOCUMENT = re.compile(r"\.pdf(?:$|[?#])", re.IGNORECASE)


@cache
def _zip() -> re.Pattern[str]:
    """A ZIP code behind its state."""
    return re.compile(rf"{pattern('states').pattern},? {{0,3}}[0-9]{{5}}(?:-[0-9]{{4}})?\b", re.IGNORECASE)


def addresses_of(page: Page, told_of_places: str) -> Iterator[Found]:
    """Places where the school is, likeliest first. ``told_of_places``: what the page says of where it teaches."""
    campuses = {name.strip().lower() for name in _CAMPUS.findall(told_of_places)}
    ranked = []
    for number, block in enumerate(page.blocks):
        if not block.has_digit or block.region == "other" or len(block.text) > _LONGEST:
            continue
        if not _FIVE_DIGITS.search(block.text):
            continue
        if not _zip().search(block.text):
            continue
        if (found := _address(page.blocks, number)) is None:
            continue
        above = " ".join(one.text for one in page.blocks[max(0, number - _LINES_ABOVE) : number + 1]).lower()
        rank = _ORDER.get(block.region, 4) - ("main campus" in above) - 3 * any(name in above for name in campuses)
        ranked.append((rank, number, found))
    ranked.sort(key=lambda one: one[:2])
    yield from (found for _, _, found in ranked[:_MOST_PLACES])


def _address(blocks: list[Block], number: int) -> Found | None:
    """The address that ends in the ZIP code of a block; None for that of a body, and under headings about one."""
    block = blocks[number]
    if block.topics & _NOT_THE_SCHOOL:
        return None
    start = 0
    for end in (*_ends_of_sentences(block.text), len(block.text)):
        told = block.text[start:end]
        if _zip().search(told) and not _BODY.search(told) and not pattern("accreditor_streets").search(told):
            if start or end < len(block.text):
                return of_block("address_text", block, start, end)
            return _with_lines_above(blocks, number)
        start = end
    return None


def _ends_of_sentences(text: str) -> Iterator[int]:
    for match in _SEGMENT.finditer(text):
        if not _SHORTENED.search(text, max(0, match.start() - 8), match.start()):
            yield match.end()


def _with_lines_above(blocks: list[Block], number: int) -> Found | None:
    """The line with the ZIP code, and those before it that name street and room where it does not."""
    block = blocks[number]
    found = [block]
    zip_code = _zip().search(block.text)
    if zip_code is None or any(map(str.isdigit, block.text[: zip_code.start()])):
        return of_blocks("address_text", found)
    above = number - 1
    while (
        above >= max(0, number - _LINES_ABOVE) and _STREET.search(blocks[above].text) and len(blocks[above].text) < 90
    ):
        found.insert(0, blocks[above])
        above -= 1
    name = blocks[above].text if above >= 0 else ""
    return None if _BODY.search(name) and len(name) < 120 else of_blocks("address_text", found)


def institution_of(page: Page) -> Iterator[Found]:
    """The name of the school, where the head of the document tells it."""
    for element in page.root.iter("meta"):
        if element.get("property") == "og:site_name" and (element.get("content") or "").strip():
            yield of_attribute("institution", element, "content")
            return
    title = page.root.find(".//title")
    if title is None:
        return
    for part in reversed(_TITLE_PARTS.split(words(title))):
        if _SCHOOL_WORD.search(part) and not pattern("subjects").search(part):
            told = of_element("institution", title)
            yield Found(told.field, told.text, told.parts, {"part": part} if part != told.text else {})
            return


def documents_of(page: Page, base: str) -> Iterator[Found]:
    """Links of the main content to PDF files, absolute ones and, with their address, relative ones."""
    number = 0
    for link, href in page.links_after_title():
        if number == _MOST_DOCUMENTS or not _DOCUMENT.search(href):
            continue
        absolute = safe_link(base, href)
        if absolute is None or any(above in page.outside for above in link.iterancestors()):
            continue
        number += 1
        if absolute == href:
            yield of_attribute("document_url", link, "href")
        else:
            yield of_attribute("document_link", link, "href", absolute=absolute)
