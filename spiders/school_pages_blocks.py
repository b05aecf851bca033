"""A program page as a list of blocks in reading order: headings, lines and rows of tables, each below its headings.

One pass over the tree. Knows how pages are built (accordions, tabs, label beside value), not what programs are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spiders.html import MAXIMUM_DEPTH
from spiders.school_pages_layout import heads_program, labels_of, topics_of
from spiders.school_pages_regions import OUTSIDE, region_of
from spiders.structure import StructureChanged
from spiders.tree import Element, cells_of, flow, words
from spiders.tree_tables import rows_of

MOST_BLOCKS = 20_000
LONGEST_HEADING = 160
LONGEST_BLOCK = 8000
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "legend": 7, "summary": 6, "caption": 7}
_TITLED = _TAB = 6
_BOLD = 7
_LEAD = 8
_LONGEST_LEAD = 70
_LISTS = frozenset(("ul", "ol"))
_BOLD_TAGS = frozenset(("strong", "b", "u"))
_MAYBE_BOLD = frozenset(("span", "em", "font", "a", "button", "big"))
_TABLE_ROLES = frozenset(("table", "grid"))
_LARGE = frozenset(("4", "5", "6", "7", "+1", "+2", "+3", "+4"))
_NOT_IN_HEADINGS = frozenset(("ul", "ol", "table", "p", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "section"))
_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:title|heading|header|head|hd|accordion[_-]?(?:button|toggle|trigger|link|label)|tab[_-]?title"
    r"|panel[_-]?title|toggle|subhead(?:ing)?|headline)(?=$|[\s_-])",
    re.IGNORECASE,
)
LABELED = re.compile(r"([^:|.?!]{2,60}):\s+(\S.*)", re.DOTALL)
_BETWEEN = re.compile(r" +[|•·∙●▪‣*]+ +")
_FIVE_DIGITS = re.compile("[0-9]{5}")
_LONGEST_PARTED = 400
_PARTED = frozenset(("main", "hero", "aside"))
_DIGIT = re.compile("[0-9]")
NUMBER_ONLY = re.compile(r"[$~]?\d[\d.,]*(?:[-–/]\d[\d.,]*)?\+?%?")


@dataclass(slots=True, eq=False)
class Block:
    """Words that stand together. ``level`` 1 to 7 is a heading, 0 is not.

    ``part`` is the number of the line in ``flow(element)``, -1 for all its words; ``form`` is ``row`` for the row of a
    table, with its ``cells``. ``offset`` is where a piece begins that was parted from its line. ``label`` are the
    words that stand before the value, in ``label_element`` where that is another; ``region`` is main, hero, aside,
    header, footer or other; ``path`` are the headings above, outermost first.
    """

    text: str
    element: Element
    part: int = -1
    form: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    is_head: bool = False
    table: Element | None = None
    region: str = "main"
    path: tuple["Block", ...] = ()
    label: str = ""
    label_element: Element | None = None
    offset: int = 0
    is_piece: bool = False
    is_item: bool = False
    number: int = 0
    _topics: frozenset[str] | None = None
    _lower: str = ""
    has_digit: bool = False

    def __post_init__(self) -> None:
        self.has_digit = _DIGIT.search(self.text, 0, LONGEST_BLOCK) is not None

    @property
    def lower(self) -> str:
        """The text in lower case."""
        if not self._lower:
            self._lower = self.text.lower()
        return self._lower

    def says(self, *stems: str) -> bool:
        """Whether one of these, in lower case, stands in the text: the quick question before a pattern."""
        lower = self.lower
        for stem in stems:  # noqa: SIM110 - a generator takes three times as long, some thousand times a page
            if stem in lower:
                return True
        return False

    @property
    def value(self) -> str:
        """The words behind the label where they stand in the same line, else all of them."""
        if self.form == "row":
            return " ".join(self.cells[1:]) if self.label else self.text
        told = LABELED.fullmatch(self.text) if self.label else None
        return told[2] if told and told[1].strip() == self.label else self.text

    @property
    def topics(self) -> frozenset[str]:
        """What the nearest heading that tells says the words are about."""
        if self._topics is None:
            found = topics_of(self.label) if not self.form and labels_of(self.label) else frozenset()
            for heading in reversed(self.path if not found else ()):
                if (found := topics_of(heading.text)) and not heads_program(heading.text):
                    break
                found = frozenset()
            self._topics = found
        return self._topics

    @property
    def all_topics(self) -> frozenset[str]:
        """What all headings above say the words are about."""
        return frozenset().union(*(topics_of(h.text) for h in self.path if not heads_program(h.text)))


class Page:
    """The blocks of a page, and what the tree says beside them.

    ``outside`` holds what is not the main content; ``too_long`` counts lines that were left out for their length;
    ``title`` is the block that heads the page, once that is known.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.blocks: list[Block] = []
        self.outside: set[Element] = set()
        self.too_long = 0
        self.title: Block | None = None
        self._above: list[Block] = []
        self._tabs = dict(_tabs(root))
        has_main = root.find(".//main") is not None or root.find(".//*[@role='main']") is not None
        body = root.find("body")
        self._visit(root if body is None else body, "aside" if has_main else "main", 0, False)

    @property
    def title_number(self) -> int:
        """The number of the block that heads the page; what stands before it is not about the program."""
        return self.title.number if self.title is not None else 0

    def links_after_title(self) -> Iterator[Element]:
        """The links of the page behind what heads it."""
        title = self.title.element if self.title is not None else None
        is_after = title is None
        for element in self.root.iter("a", *((title.tag,) if title is not None else ())):
            is_after = is_after or element is title
            if is_after and element.tag == "a":
                yield element

    def _visit(self, element: Element, region: str, depth: int, is_item: bool) -> None:
        if depth > MAXIMUM_DEPTH:
            raise StructureChanged("page_too_deep", f"elements nested more than {MAXIMUM_DEPTH} deep are not read")
        first = len(self.blocks)
        parts = flow(element)
        lone = len(parts) == 1
        bold: frozenset[str] | None = None
        for number, part in enumerate(parts):
            if not isinstance(part, str):
                self._block(part, region, depth + 1, is_item)
                continue
            if bold is None:
                bold = _bold_texts(element)
            level = _level(part, element, lone, bold)
            made = Block(part, element, -1 if lone else number, level=level, region=region, is_item=is_item)
            for block in _segments(made) if not level and region in _PARTED else (made,):
                self._add(block)
        self._leave(first)

    def _leave(self, first: int) -> None:
        """Headings that no element makes end with the box they stand in, unless they are all that it holds."""
        while self._above and self._above[-1].level >= _TITLED:
            if not first <= self._above[-1].number < len(self.blocks) - 1:
                return
            self._above.pop()

    def _block(self, element: Element, region: str, depth: int, is_item: bool) -> None:
        tag = element.tag
        if tag in _HEADINGS or element.get("role") == "heading":
            self._heading(element, region, depth)
            return
        inner = region_of(element, tag, region)
        if inner in OUTSIDE and inner != region:
            self.outside.add(element)
        if inner == "skip":
            return
        above = self._above
        if inner not in (region, "main"):
            self._above = []  # what stands apart is not about the last heading before it
        self._inside(element, tag, inner, depth, is_item)
        if inner not in (region, "main"):
            self._above = above

    def _inside(self, element: Element, tag: str, region: str, depth: int, is_item: bool) -> None:
        tab = self._tabs.get(element.get("id", "")) if element.attrib and self._tabs else None
        above = list(self._above)
        if tab is not None:
            self._tab(tab, element, region)
        elif tag in _LISTS:
            self._lead(element)
        if tag == "table" or (element.attrib and element.get("role") in _TABLE_ROLES):
            self._table(element, region, depth)
        elif tag == "dl":
            self._definitions(element, region, depth)
        else:
            self._visit(element, region, depth, is_item or tag == "li")
        if tab is not None or tag in _LISTS:
            self._above = above

    def _lead(self, element: Element) -> None:
        """The line that announces a list ("You will study:") heads its items, and nothing after them."""
        lead = self.blocks[-1] if self.blocks else None
        if lead is None or lead.level or lead.form or not lead.text.endswith(":") or len(lead.text) > _LONGEST_LEAD:
            return
        if lead.element is element.getprevious() or lead.element is element.getparent():
            lead.level = _LEAD
            self._above.append(lead)

    def _add(self, block: Block) -> None:
        if len(block.text) > LONGEST_BLOCK:
            self.too_long += 1
            return
        if len(self.blocks) >= MOST_BLOCKS:
            raise StructureChanged("page_too_long", f"more than {MOST_BLOCKS:,} lines are not read")
        block.number = len(self.blocks)
        if block.level:
            while self._above and self._above[-1].level >= block.level:
                self._above.pop()
            block.path = tuple(self._above)
            self._above.append(block)
        else:
            block.path = tuple(self._above)
        self.blocks.append(block)

    def _heading(self, element: Element, region: str, depth: int) -> None:
        """A heading; one that was never closed holds the blocks after it, which are read as such."""
        level = _HEADINGS.get(element.tag, 0) or _aria_level(element)
        if any(child.tag in _NOT_IN_HEADINGS for child in element):
            for number, part in enumerate(flow(element)):
                if not isinstance(part, str):
                    self._block(part, region, depth + 1, False)
                else:
                    short = len(part) < LONGEST_HEADING
                    self._add(Block(part, element, number, level=level if short else 0, region=region))
            return
        told = words(element)
        is_heading = len(told) < LONGEST_HEADING and not NUMBER_ONLY.fullmatch(told)
        if told:
            self._add(Block(told, element, level=level if is_heading else 0, region=region))

    def _tab(self, link: Element, element: Element, region: str) -> None:
        told = words(link)
        first = next(element.iter(*_HEADINGS), None)
        has_own = first is not None and _first_line(element) == words(first)
        if told and len(told) < LONGEST_HEADING and not has_own and told[:4].lower() != "skip":
            self._add(Block(told, link, level=_TAB, region=region))

    def _definitions(self, element: Element, region: str, depth: int) -> None:
        term: Element | None = None
        above = list(self._above)
        for child in _definition_parts(element):
            if child.tag == "dt":
                term, told = child, words(child)
                if told and len(told) < LONGEST_HEADING:
                    self._add(Block(told, child, level=_BOLD, region=region))
            elif child.tag == "dd":
                before = len(self.blocks)
                self._visit(child, region, depth + 1, False)
                for block in self.blocks[before:]:
                    if term is not None and not block.label:
                        block.label, block.label_element = words(term).rstrip(" :"), term
            else:
                self._block(child, region, depth + 1, False)
        self._above = above

    def _table(self, table: Element, region: str, depth: int) -> None:
        rows = rows_of(table)
        if _is_layout(table, rows):
            for row in rows:
                for cell in cells_of(row):
                    inner = region_of(cell, "td", region)
                    if inner in OUTSIDE:
                        self.outside.add(cell)
                    if inner != "skip":
                        self._visit(cell, inner, depth + 2, False)
            return
        above = list(self._above)
        for child in table:
            if child.tag == "caption":
                self._heading(child, region, depth)
        for row in rows:
            self._row(row, table, region)
        self._above = above

    def _row(self, row: Element, table: Element, region: str) -> None:
        elements = cells_of(row)
        cells = tuple(map(words, elements))
        if not any(cells):
            return
        is_head = (
            all(cell.tag == "th" or cell.get("role") == "columnheader" for cell in elements)
            or getattr(row.getparent(), "tag", "") == "thead"
        )
        block = Block(" | ".join(cells), row, form="row", cells=cells, is_head=is_head, table=table, region=region)
        if len(cells) == 2 and cells[0] and not is_head:
            block.label = cells[0].rstrip(" :")
        self._add(block)


def _segments(block: Block) -> Iterator[Block]:
    """The short facts that a line sets beside each other with signs between them, as blocks of their own."""
    is_short = len(block.text) < _LONGEST_PARTED and not _FIVE_DIGITS.search(block.text)  # an address stays together
    ends = [match.span() for match in _BETWEEN.finditer(block.text)] if is_short else []
    if not ends:
        yield block
        return
    starts = [0, *(end for _, end in ends)]
    for start, end in zip(starts, [*(start for start, _ in ends), len(block.text)], strict=True):
        if told := block.text[start:end].strip():
            first = start + block.text[start:end].index(told[0])
            yield replace(block, text=told, offset=first, is_piece=True)


def _tabs(root: Element) -> Iterator[tuple[str, Element]]:
    """Links and buttons that open a part of the page, by the id of the part."""
    for link in root.iter("a", "button"):
        for name in ("href", "data-target", "data-bs-target", "aria-controls"):
            told = link.get(name)
            if told and (told[0] == "#" or name == "aria-controls") and len(told) > 1:
                yield told.lstrip("#"), link


def _first_line(element: Element) -> str:
    """The first words that an element shows."""
    for part in flow(element):
        if told := part if isinstance(part, str) else _first_line(part):
            return told
    return ""


def _level(part: str, element: Element, lone: bool, bold: frozenset[str]) -> int:
    """The level of a line that looks like a heading without being one; 0 for every other line."""
    if len(part) >= LONGEST_HEADING or NUMBER_ONLY.fullmatch(part):
        return 0
    if part.rstrip(" :") in bold:
        return _BOLD
    if not lone:
        return 0
    if (name := element.get("class")) is not None and _TITLE_CLASS.search(name):
        return _TITLED
    return _BOLD if _is_shouted(part) or _announces(part, element) else 0


def _bold_texts(element: Element) -> frozenset[str]:
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


def _announces(text: str, element: Element) -> bool:
    """Whether a short line that stands alone says what the lines after it are about, and no more."""
    if (
        len(text) > 40
        or text[-1] in ".,;!"
        or not topics_of(text)
        or element.tag in ("li", "td", "th", "dd", "address")
    ):
        return False
    if any(character.isdigit() for character in text) or labels_of(text) & _VALUES:
        return False
    return element.getprevious() is None and element.getnext() is not None


_VALUES = frozenset(
    ("credits", "clock_hours", "length", "delivery", "location", "credential", "deadline", "email", "phone", "cip")
)


def _aria_level(element: Element) -> int:
    told = element.get("aria-level", "")
    return int(told) if told.isascii() and told.isdigit() and 1 <= int(told) <= 7 else 3


def _definition_parts(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "div":
            yield from child
        else:
            yield child


def _is_layout(table: Element, rows: list[Element]) -> bool:
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
