"""A program page as a list of blocks in reading order: headings, lines and rows of tables, each below its headings.

One pass over the tree. Knows how pages are built (accordions, tabs, label beside value), not what programs are.
"""

from spiders.page_text import MAXIMUM_DEPTH
from spiders.school_pages_block import LONGEST_BLOCK, NUMBER_ONLY, Block
from spiders.school_pages_lines import (
    BOLD,
    HEADINGS,
    LONGEST_HEADING,
    TITLED,
    aria_level,
    bold_texts,
    definition_parts,
    first_line,
    is_layout,
    is_one_of_several,
    level_of,
    segments,
    tabs,
    tells_value,
)
from spiders.school_pages_regions import OUTSIDE, region_of
from spiders.school_pages_typed import TypedLine, typed_lines
from spiders.structure import StructureChanged
from spiders.tree import Element, cells_of, flow, words
from spiders.tree_tables import rows_of

MOST_BLOCKS = 20_000
_LEAD = 8
_LEAST_OF_A_CARD = 3
_LONGEST_LEAD = 70
_LISTS = frozenset(("ul", "ol"))
_TABLE_ROLES = frozenset(("table", "grid"))
_NOT_IN_HEADINGS = frozenset(("ul", "ol", "table", "p", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "section"))
_PARTED = frozenset(("main", "hero", "aside"))


def _without_body(root: Element) -> Element:
    """Where a page without a ``body`` tag stands: in the head, if its first element is one that lxml does not know."""
    head = root.find("head")
    return head if head is not None and next(head.iter("h1", "h2", "p"), None) is not None else root


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
        self._behind_title: list[tuple[Element, str]] | None = None
        self._above: list[Block] = []
        self._links = list(root.iter("a", "button"))
        self._tabs = dict(tabs(self._links))
        has_main = root.find(".//main") is not None or root.find(".//*[@role='main']") is not None
        body = root.find("body")
        start = _without_body(root) if body is None else body
        self._visit(start, "aside" if has_main else "main", 0, False)

    @property
    def title_number(self) -> int:
        """The number of the block that heads the page; what stands before it is not about the program."""
        return self.title.number if self.title is not None else 0

    def links_after_title(self) -> list[tuple[Element, str]]:
        """The links of the page behind what heads it, with their addresses as they stand."""
        if self._behind_title is None:
            title = self.title.element if self.title is not None else None
            is_after = title is None
            self._behind_title = []
            for element in self.root.iter("a", *((title.tag,) if title is not None else ())):
                is_after = is_after or element is title
                if is_after and element.tag == "a" and (href := element.get("href")):
                    self._behind_title.append((element, href))
        return self._behind_title

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
                bold = bold_texts(element)
            level = level_of(part, element, lone, bold)
            made = Block(part, element, -1 if lone else number, level=level, region=region, is_item=is_item)
            for block in segments(made) if not level and region in _PARTED else (made,):
                self._add(block)
        self._leave(first)
        if self._above and self._above[-1].number >= first and self._above[-1].level >= _LEAST_OF_A_CARD:
            self._leave_card(element, first)

    def _leave_card(self, element: Element, first: int) -> None:
        """Headings of one of several boxes side by side, each with a heading of its own, end with their box."""
        if is_one_of_several(element) and self._above[-1].number < len(self.blocks) - 1:
            while self._above and self._above[-1].number >= first and self._above[-1].level >= _LEAST_OF_A_CARD:
                self._above.pop()

    def _leave(self, first: int) -> None:
        """Headings that no element makes end with the box they stand in, unless they are all that it holds."""
        while self._above and self._above[-1].level >= TITLED:
            if not first <= self._above[-1].number < len(self.blocks) - 1:
                return
            self._above.pop()

    def _block(self, element: Element, region: str, depth: int, is_item: bool) -> None:
        tag = element.tag
        if tag in HEADINGS or element.get("role") == "heading":
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
        if tag == "pre" and (lines := typed_lines(element)):
            self._typed(lines, element, region)
        elif tag == "table" or (element.attrib and element.get("role") in _TABLE_ROLES):
            self._table(element, region, depth)
        elif tag == "dl":
            self._definitions(element, region, depth)
        else:
            self._visit(element, region, depth, is_item or tag == "li")
        if tab is not None or tag in _LISTS:
            self._above = above

    def _typed(self, lines: list[TypedLine], element: Element, region: str) -> None:
        first = len(self.blocks)
        for line in lines:
            self._add(
                Block(line.text, element, 0, level=BOLD if line.is_heading else 0, region=region, offset=line.start)
            )
        self._leave(first)

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
        level = HEADINGS.get(element.tag, 0) or aria_level(element)
        if any(child.tag in _NOT_IN_HEADINGS for child in element):
            for number, part in enumerate(flow(element)):
                if not isinstance(part, str):
                    self._block(part, region, depth + 1, False)
                else:
                    short = len(part) < LONGEST_HEADING
                    self._add(Block(part, element, number, level=level if short else 0, region=region))
            return
        told = words(element)
        if told and tells_value(told):
            for block in segments(Block(told, element, region=region)):
                self._add(block)
        elif told:
            is_heading = len(told) < LONGEST_HEADING and not NUMBER_ONLY.fullmatch(told)
            self._add(Block(told, element, level=level if is_heading else 0, region=region))

    def _tab(self, link: Element, element: Element, region: str) -> None:
        told = words(link)
        first = next(element.iter(*HEADINGS), None)
        has_own = first is not None and first_line(element) == words(first)
        if told and len(told) < LONGEST_HEADING and not has_own and told[:4].lower() != "skip":
            self._add(Block(told, link, level=TITLED, region=region))

    def _definitions(self, element: Element, region: str, depth: int) -> None:
        term: Element | None = None
        above = list(self._above)
        for child in definition_parts(element):
            if child.tag == "dt":
                term, told = child, words(child)
                if told and len(told) < LONGEST_HEADING:
                    self._add(Block(told, child, level=BOLD, region=region))
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
        if is_layout(table, rows):
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
