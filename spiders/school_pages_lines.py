"""How a line of a page looks: like a heading, like facts set beside each other, like the head of an open or closed box.

Judges by elements, classes and shape. Knows no program, and keeps no state.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from spiders.school_pages_block import LABELED, NUMBER_ONLY, Block
from spiders.school_pages_layout import labels_of, topics_of
from spiders.tree import Element, cells_of, flow, words

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "legend": 7, "summary": 6, "caption": 7}
LONGEST_HEADING = 160
TITLED = 6
BOLD = 7
_BOLD_TAGS = frozenset(("strong", "b", "u"))
_MAYBE_BOLD = frozenset(("span", "em", "font", "a", "button", "big"))
_LARGE = frozenset(("4", "5", "6", "7", "+1", "+2", "+3", "+4"))
_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:title|heading|header|head|hd|accordion[_-]?(?:button|toggle|trigger|link|label)|tab[_-]?title"
    r"|panel[_-]?title|toggle|subhead(?:ing)?|headline)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CODE_FIRST = re.compile(r"[A-Z]{2,6}[ -]?\d{2,5}\b")
_AMOUNT_AT_END = re.compile(r"\$ ?\d[\d,]*(?:\.\d\d)?\.?$")
"""A bold line that ends with an amount is the total of a list, not what heads the next lines."""
_SIGNS = "|•·∙●▪‣*"
_BETWEEN = re.compile(rf" +[{_SIGNS}]+ +")
_FIVE_DIGITS = re.compile("[0-9]{5}")
_LONGEST_PARTED = 400
_VALUES = frozenset(
    ("credits", "clock_hours", "length", "delivery", "location", "credential", "deadline", "email", "phone", "cip")
)


def segments(block: Block) -> Iterator[Block]:
    """The short facts that a line sets beside each other with signs between them, as blocks of their own."""
    ends = _signs_between(block.text) if len(block.text) < _LONGEST_PARTED else []
    if not ends or (block.has_digit and _FIVE_DIGITS.search(block.text)):  # an address stays together
        yield block
        return
    starts = [0, *(end for _, end in ends)]
    for start, end in zip(starts, [*(start for start, _ in ends), len(block.text)], strict=True):
        if block.text[start:end].strip():
            yield block.piece(start, end)


def _signs_between(text: str) -> list[tuple[int, int]]:
    for sign in _SIGNS:
        if sign in text:
            return [match.span() for match in _BETWEEN.finditer(text)]
    return []


def tells_value(text: str) -> bool:
    """Whether a heading is a label with its value ("Program Hours: 500"), and so heads nothing."""
    told = LABELED.fullmatch(text)
    return told is not None and bool(labels_of(told[1]) & _VALUES)


def tabs(links: Iterable[Element]) -> Iterator[tuple[str, Element]]:
    """The links and buttons that open a part of the page, by the id of the part."""
    for link in links:
        if (href := link.get("href")) is not None and href[:1] != "#":
            continue
        for told in (href, link.get("data-target"), link.get("data-bs-target")):
            if told and told[0] == "#" and len(told) > 1:
                yield told[1:], link
        if told := link.get("aria-controls"):
            yield told, link


def first_line(element: Element) -> str:
    """The first words that an element shows."""
    for part in flow(element):
        if told := part if isinstance(part, str) else first_line(part):
            return told
    return ""


def level_of(part: str, element: Element, lone: bool, bold: frozenset[str]) -> int:
    """The level of a line that looks like a heading without being one; 0 for every other line."""
    if len(part) >= LONGEST_HEADING or NUMBER_ONLY.fullmatch(part):
        return 0
    if part.rstrip(" :") in bold:
        return 0 if _AMOUNT_AT_END.search(part) else BOLD
    if not lone:
        return 0
    if (name := element.get("class")) is not None and _calls_title(name[:_LONGEST_PARTED]):
        return TITLED
    is_loud = _is_shouted(part) and not (element.tag == "li" and _CODE_FIRST.match(part))
    return BOLD if is_loud or _announces(part, element) else 0


@lru_cache(maxsize=8192)
def _calls_title(name: str) -> bool:
    return _TITLE_CLASS.search(name) is not None


def bold_texts(element: Element) -> frozenset[str]:
    """The lines of an element that are bold as a whole, or in large type."""
    return frozenset(
        words(child).rstrip(" :")
        for child in element
        if child.tag in _BOLD_TAGS or (child.tag in _MAYBE_BOLD and _holds_only_bold(child))
    )


def _holds_only_bold(element: Element) -> bool:
    if element.tag == "font" and element.get("size", "")[:2] in _LARGE:
        return True
    if len(element) != 1 or (element.text or "").strip():
        return False
    return element[0].tag in _BOLD_TAGS and not (element[0].tail or "").strip()


def _is_shouted(text: str) -> bool:
    return text.isupper() and 4 <= len(text) <= 60 and sum(map(str.isalpha, text)) >= 4 and "$" not in text


_CARDS = frozenset(("div", "li", "article", "section"))
_MOST_CARDS = 40
_A_YEAR = re.compile(r"\b20\d\d(?: ?[-/\u2013] ?(?:20)?\d\d)?\b")


def _announces(text: str, element: Element) -> bool:
    """Whether a short line that stands alone says what the lines after it are about, and no more."""
    if (
        len(text) > 40
        or text[-1] in ".,;!"
        or not topics_of(text)
        or element.tag in ("li", "td", "th", "dd", "address")
    ):
        return False
    if any(character.isdigit() for character in _A_YEAR.sub("", text)) or labels_of(text) & _VALUES:
        return False
    return element.getprevious() is None and element.getnext() is not None


def is_one_of_several(element: Element) -> bool:
    """Whether a box stands beside others of its tag and class that all have a heading of the same rank in them."""
    parent = element.getparent()
    if parent is None or element.tag not in _CARDS or not element.get("class"):
        return False
    alike = [
        one
        for one in parent.iterchildren(element.tag)
        if one.get("class", "").split() == element.get("class", "").split()
    ]
    ranks = {next((inner.tag for inner in one.iter(*HEADINGS)), "") for one in alike[:_MOST_CARDS]}
    return len(alike) > 1 and len(ranks) == 1 and "" not in ranks


def aria_level(element: Element) -> int:
    """The level that an element with the role of a heading tells; 3 where it tells none."""
    told = element.get("aria-level", "")
    return int(told) if told.isascii() and told.isdigit() and 1 <= int(told) <= 7 else 3


def definition_parts(element: Element) -> Iterator[Element]:
    """The terms and descriptions of a list, also where boxes hold them in pairs."""
    for child in element:
        if child.tag == "div":
            yield from child
        else:
            yield child


def is_layout(table: Element, rows: list[Element]) -> bool:
    """Whether a table only arranges the page: its cells hold headings or tables, or stand one below the other."""
    if table.get("role") in ("presentation", "none"):
        return True
    if next(table.iter("h1", "h2", "h3", "h4", "h5"), None) is not None:
        return True
    if any(inner is not table for inner in table.iter("table")):
        return True
    if max((len(cells_of(row)) for row in rows), default=0) <= 1:
        return True
    if next(table.iter("p"), None) is None:
        return False
    return any(len(cell.findall("p")) > 2 for row in rows for cell in cells_of(row))
