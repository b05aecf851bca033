"""How to reach a program: e-mail, telephone, the page on financial aid. The main content only.

Lines of the head and foot of the page are the school's, not the program's.
"""

import re
from collections.abc import Iterator

from spiders.page_text import safe_link
from spiders.school_pages_block import Block
from spiders.school_pages_blocks import Page
from spiders.school_pages_cite import Found, of_attribute, of_block
from spiders.school_pages_phrases import AnyOf
from spiders.school_pages_title import Program
from spiders.tree import Element, words

_EMAIL = re.compile(
    r"[\w.+'-]{1,64}(?:@|\s?[\[({]\s?at\s?[\])}]\s?)[\w-]{1,63}(?:(?:\."
    r"|\s?[\[({]\s?dot\s?[\])}]\s?)[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d$.-])(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .\u2010-\u2013-]{0,3}\d{3}[ .\u2010-\u2013-]\d{4}(?!\d)"
    r"(?:,? ?(?:ext?\.?|x|extension) ?\d{1,6})?",
    re.IGNORECASE,
)
_LINE = re.compile(r"[0-9]{3}[ .\u2010-\u2013-][0-9]{4}")
_AID = re.compile(
    r"financial[-_ ]?aid|finaid|fin-aid|fafsa|student[-_ ]?aid|paying for|scholarships?|(?:ayuda|asistencia)[-_ ]econ",
    re.IGNORECASE,
)
_AID_STEMS = AnyOf(("aid", "fafsa", "scholar", "paying", "econ"))
_AID_FIRST = re.compile(r"financial[-_ ]?aid|finaid|(?:ayuda|asistencia)[-_ ]econ", re.IGNORECASE)
_AID_SHORT = re.compile(r"\baid\b", re.IGNORECASE)
_AID_TOLD = re.compile(r"\b(?:aid|grants?|loans?|pay)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"cahiim|commission|accredit|ahima\b|aapc\b|higher learning|department of education|council|bureau|ombuds"
    r"|title ix"
    r"|webmaster|privacy|copyright|association|fax",
    re.IGNORECASE,
)
_ZIP = re.compile(r"\b[A-Z][A-Za-z.]+,? \d{5}(?:-\d{4})?\b")
_NEAR = re.compile(
    r"director|coordinator|chair|program|department|advis|faculty|contact|instructor|lead\b"
    r"|office",
    re.I,
)
_FAR = re.compile(r"admission|enroll|financial|\baid\b|registrar|bookstore|help ?desk|business office|library", re.I)
_OWN = re.compile(r"him|hit|health|cod(?:e|ing)|bill|info.?mg|record", re.IGNORECASE)
_BEFORE = 45
_SENTENCE_END = re.compile(r"(?<=[A-Za-z]{3}[.!?]) (?=[A-Z])")
_LONGEST_ALT = 100
_REGIONS = frozenset(("main", "aside"))


def contact_of(page: Page, program: Program, base: str) -> Iterator[Found]:
    """The ways to reach a program."""
    first = page.title_number
    usable = [
        block
        for block in program.blocks
        if block.region in _REGIONS and block.number >= first and len(block.text) < 3000
    ]
    links = [link for link, href in page.links_after_title() if href[:7].lower() == "mailto:"]
    yield from _best(
        "email", _EMAIL, [b for b in usable if b.says("@", "at]", "at)", "at }", "at ]", "at )")], usable, links
    )
    yield from _best("phone", _PHONE, [b for b in usable if b.has_digit and _LINE.search(b.text)], usable, [])
    yield from _aid(page, base)


def _best(
    name: str, pattern: re.Pattern[str], likely: list[Block], usable: list[Block], links: list[Element]
) -> Iterator[Found]:
    ranked: list[tuple[int, int, Found]] = []
    for block in likely:
        for found in pattern.finditer(block.text):
            before = _SENTENCE_END.split(block.text[max(0, found.start() - _BEFORE) : found.start()])[-1]
            if _OTHERS.search(f"{before} {block.label if found.start() < 60 else ''} {found[0]}"):
                continue
            if _ZIP.search(block.text) and "contact" not in block.topics:
                continue  # the line of the school's address, wherever it stands
            around = f"{before} {block.text[found.end() : found.end() + 20]}"
            ranked.append((_rank(block, around, found[0]), block.number, of_block(name, block, *found.span())))
    for link in links:
        address = link.get("href") or ""
        holder = _block_of(usable, link)
        is_own = pattern.search(address) is not None and not _OTHERS.search(address)
        if holder is not None and is_own and not pattern.search(holder.text):
            ranked.append((_rank(holder, holder.text, address) + 1, holder.number, of_attribute(name, link, "href")))
    if name == "phone" and not ranked:
        ranked += _in_pictures(pattern, usable)
    ranked.sort(key=lambda one: one[:2])
    yield from (found for _, _, found in ranked[:1])


def _in_pictures(pattern: re.Pattern[str], usable: list[Block]) -> Iterator[tuple[int, int, Found]]:
    """Telephone numbers that only the words of a picture tell, in the boxes of the main content."""
    if not any(map(pattern.search, _words_of_pictures(usable))):
        return
    last = usable[-1] if usable else None
    boxes = {id(box): box for block in usable for box in (block.element, block.element.getparent()) if box is not None}
    boxes |= {id(box): box for block in usable[-1:] if (box := _above(block.element, 3)) is not None}
    for box in boxes.values():
        for picture in box.iter("img"):
            told = picture.get("alt", "")[:_LONGEST_ALT]
            if last is not None and pattern.search(told) and not _OTHERS.search(told):
                yield 0, last.number, of_attribute("phone", picture, "alt")


def _words_of_pictures(usable: list[Block]) -> Iterator[str]:
    """What stands for the pictures of the whole page: most have no number in it, in no box."""
    for block in usable[:1]:
        for picture in block.element.getroottree().iter("img"):
            yield picture.get("alt", "")[:_LONGEST_ALT]


def _above(element: Element, steps: int) -> Element | None:
    above: Element | None = element
    for _ in range(steps):
        above = above.getparent() if above is not None else None
    return None if above is None or above.tag in ("body", "html") else above


def _rank(block: Block, around: str, address: str) -> int:
    """Lower is likelier: the program's own contact before others."""
    rank = -2 if "contact" in block.topics else 0
    rank -= _NEAR.search(around) is not None
    rank -= _OWN.search(address) is not None
    rank += 2 * bool(block.topics & {"aid", "tuition", "accreditation", "careers"})
    return rank + (_FAR.search(around) is not None)


def _block_of(blocks: list[Block], element: Element) -> Block | None:
    by_element = {block.element: block for block in blocks}
    for one in (element, *element.iterancestors()):
        if one in by_element:
            return by_element[one]
    return None


def _aid(page: Page, base: str) -> Iterator[Found]:
    ranked = []
    for number, (link, whole) in enumerate(page.links_after_title()):
        text = " ".join(map(str, link.itertext())) if len(link) else link.text or ""
        if not _AID_STEMS.within(f"{whole} {text}".lower()):
            continue
        href, told = whole.strip(), words(link)
        if href[:1] in ("", "#") or href.lower().startswith(("mailto:", "tel:", "javascript:")):
            continue
        if not _AID.search(f"{told} {href}") and not (_AID_SHORT.search(href) and _AID_TOLD.search(told)):
            continue
        if any(above in page.outside for above in link.iterancestors()):
            continue
        ranked.append((0 if _AID_FIRST.search(told) else 1 if _AID_FIRST.search(href) else 2, number, link, href))
    for _, _, link, href in sorted(ranked, key=lambda one: one[:2])[:1]:
        absolute = safe_link(base, href)
        if absolute is not None and link.get("href") in (absolute, absolute.removesuffix("/")):
            yield of_attribute("aid_url", link, "href")
        elif absolute is not None:
            yield of_attribute("aid_link", link, "href", absolute=absolute)
