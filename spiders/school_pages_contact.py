"""How to reach a program: e-mail, telephone, the page on financial aid, the address of the school. Main content first.

Lines of the head and foot of the page are the school's, not the program's; only the address may stand there.
"""

import re
from collections.abc import Iterator

from spiders.html import safe_link
from spiders.school_pages_blocks import Block, Page
from spiders.school_pages_cite import Found, of_attribute, of_block, of_blocks
from spiders.school_pages_layout import topics_of
from spiders.school_pages_title import Program
from spiders.tree import Element, words

EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
PHONE = re.compile(
    r"(?<![\d$.-])(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .–-]{0,3}\d{3}[ .–-]\d{4}(?!\d)(?:,? ?(?:ext?\.?|x"
    r"|extension) ?\d{1,6})?",
    re.I,
)
_AID = re.compile(
    r"financial[-_ ]?aid|finaid|fin-aid|fafsa|student[-_ ]?aid|paying for|scholarships?|ayuda econ", re.IGNORECASE
)
_AID_FIRST = re.compile(r"financial[-_ ]?aid|finaid|ayuda econ", re.IGNORECASE)
_AID_SHORT = re.compile(r"\baid\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"cahiim|commission|accredit|ahima\b|aapc\b|higher learning|department of education|council|bureau|ombuds"
    r"|title ix|webmaster|"
    r"privacy|copyright|associat(?:ion|ed press)|fax",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"cahiim|commission|ahima\b|aapc\b|accredit|higher learning|department of education|council|bureau of"
    r"|association|board of",
    re.IGNORECASE,
)
_ZIP = re.compile(
    r"\b(?:[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?|[A-Z]\.[A-Z]\.|[A-Z][a-z]{2,4}\.),? {0,3}\d{5}(?:-\d{4})?\b"
)
_STREET = re.compile(
    r"^\d{1,6}[A-Za-z]? [\w.' -]+|\bP\.? ?O\.? Box\b|\b(?:suite|building|bldg|room|hall|floor)\b|one .* (?:drive|way"
    r"|plaza|boulevard)",
    re.I,
)


def contact_of(page: Page, program: Program, base: str) -> Iterator[Found]:
    """The ways to reach a program."""
    usable = [b for b in program.blocks if b.region in ("main", "aside")]
    yield from _best(usable, EMAIL, "email", _mail_links(page))
    yield from _best(usable, PHONE, "phone", [])
    yield from _aid(page, base)


def _best(
    blocks: list[Block], pattern: re.Pattern[str], name: str, links: list[tuple[Element, str]]
) -> Iterator[Found]:
    ranked: list[tuple[int, int, Found]] = []
    for block in blocks:
        if (found := pattern.search(block.text)) is None:
            continue
        around = block.text[max(0, found.start() - 60) : found.end() + 20]
        if _OTHERS.search(_before(block, found.start())):
            continue
        if _ZIP.search(block.text) and "contact" not in block.topics:
            continue  # the line of the school's address, wherever it stands
        rank = _rank(block, around, found[0])
        ranked.append((rank, block.number, of_block(name, block, found.start(), found.end())))
    for link, address in links:
        holder = _block_of(blocks, link)
        if holder is None or pattern.search(holder.text) or _OTHERS.search(address):
            continue
        ranked.append((_rank(holder, holder.text, address) + 1, holder.number, of_attribute(name, link, "href")))
    ranked.sort(key=lambda one: one[:2])
    if ranked:
        yield ranked[0][2]


def _before(block: Block, start: int) -> str:
    """The words that say whose number or address follows."""
    return block.text[max(0, start - 45) : start] + " " + (block.label if start < 60 else "")


def _rank(block: Block, around: str, address: str) -> int:
    """Lower is better: the program's own contact before others."""
    rank = 4
    if block.topics & {"contact"}:
        rank -= 2
    if re.search(r"director|coordinator|chair|program|department|advis|faculty|contact", around, re.IGNORECASE):
        rank -= 1
    if re.search(r"him|hit|health|cod(?:e|ing)|bill|info.?mg|record", address, re.IGNORECASE):
        rank -= 1
    if block.topics & {"aid", "tuition", "accreditation", "careers"}:
        rank += 2
    if re.search(
        r"admission|enroll|financial|aid\b|registrar|admissions|bookstore"
        r"|help ?desk",
        around,
        re.IGNORECASE,
    ):
        rank += 1
    return rank


def _mail_links(page: Page) -> list[tuple[Element, str]]:
    return [
        (link, link.get("href", ""))
        for link in page.root.iter("a")
        if link.get("href", "").lower().startswith("mailto:")
    ]


def _block_of(blocks: list[Block], element: Element) -> Block | None:
    above = [element, *element.iterancestors()]
    by_element = {id(block.element): block for block in blocks}
    return next((by_element[id(one)] for one in above if id(one) in by_element), None)


def _aid(page: Page, base: str) -> Iterator[Found]:
    ranked = []
    for number, link in enumerate(page.root.iter("a")):
        href = link.get("href", "")
        if not href or href.startswith(("#", "mailto:", "tel:", "javascript:")):
            continue
        told = words(link)
        if not (_AID.search(told) or _AID.search(href) or (_AID_SHORT.search(told) and _AID_SHORT.search(href))):
            continue
        if any(above in page.outside for above in link.iterancestors()):
            continue
        rank = 0 if _AID_FIRST.search(told) else 1 if _AID_FIRST.search(href) else 2
        ranked.append((rank, number, link, href))
    for _, _, link, href in sorted(ranked, key=lambda one: one[:2])[:1]:
        absolute = safe_link(base, href)
        if absolute == href.strip():
            yield of_attribute("aid_url", link, "href")
        elif absolute is not None:
            yield of_attribute("aid_link", link, "href", absolute=absolute)


def addresses_of(page: Page) -> Iterator[Found]:
    """Places where the school is, likeliest first; those of accreditors and other bodies are left out."""
    ranked = []
    for number, block in enumerate(page.blocks):
        if block.region == "other" or len(block.text) > 700 or not _ZIP.search(block.text):
            continue
        lines = _address_lines(page.blocks, number)
        whole = " ".join(one.text for one in lines)
        above = page.blocks[lines[0].number - 1].text if lines[0].number else ""
        if (
            _BODIES.search(whole)
            or (_BODIES.search(above) and len(above) < 120)
            or block.topics & {"accreditation", "careers", "related"}
        ):
            continue
        rank = {"main": 0, "aside": 1, "hero": 1, "footer": 2, "header": 3}.get(block.region, 4)
        if re.search(r"main campus", whole + above, re.IGNORECASE):
            rank -= 1
        ranked.append((rank, number, of_blocks("address_text", lines)))
    ranked.sort(key=lambda one: one[:2])
    yield from (found for _, _, found in ranked[:3])


def _address_lines(blocks: list[Block], number: int) -> list[Block]:
    """The lines of an address: the one with the ZIP code and those before it that name street and room."""
    found = [blocks[number]]
    if re.search(r"\d", blocks[number].text[: _ZIP.search(blocks[number].text).start()]):  # type: ignore[union-attr]
        return found
    for other in reversed(blocks[max(0, number - 3) : number]):
        if (other.level and other.level < 6) or len(other.text) > 90 or other.form or not _STREET.search(other.text):
            break
        found.insert(0, other)
    return found


__all__ = ["EMAIL", "PHONE", "addresses_of", "contact_of", "topics_of"]
