"""A program page as a list of blocks in reading order: headings, lines and rows of tables, each below its headings.

One pass over the tree. Knows how pages are built (accordions, tabs, label beside value), not what programs are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spiders.html import MAXIMUM_DEPTH
from spiders.school_pages_layout import labels_of, topics_of
from spiders.structure import StructureChanged
from spiders.tree import Element, cells_of, flow, words
from spiders.tree_tables import rows_of

MOST_BLOCKS = 20_000
LONGEST_HEADING = 160
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "legend": 7, "summary": 6, "caption": 7}
_TITLED, _BOLD, _TAB = 6, 7, 6
_BOLD_TAGS = frozenset(("strong", "b", "u"))
_MAYBE_BOLD = frozenset(("span", "em", "font", "a", "button"))
_WORD = r"(?:^|[\s_-])"
_END = r"(?=$|[\s_-])"
_SKIPPED = re.compile(
    r"(?:^|\s)(?:(?:site|main|global|primary|secondary|top|utility|side|sub|left|mobile|mega|page|header"
    r"|footer)[_-]?)?"
    r"(?:nav|navbar|navigation|navmenu|menu|megamenu|breadcrumbs?|crumbs?|pagination|pager|searchform|search-form"
    r"|social"
    r"|share|skip|skip-?links?|skip-?nav|skip-to-content|cookies?|cookie-\w+|sr-only|visually-hidden"
    r"|screen-reader-text)"
    r"(?:[_-](?:links?|list|bar|menu|wrapper|container|trail|notice|banner|icons?|content))?(?=$|\s)",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:^|\s)(?:(?:site|page|global|main)[_-]?)?(?:footer|foot|colophon|ftr)(?:[_-]\w+)*(?=$|\s)", re.IGNORECASE
)
_HEADER = re.compile(
    r"(?:^|\s)(?:(?:site|page|global|main|top)[_-]?(?:header|banner|bar|head)|masthead|topbar|utility[\w-]*"
    r"|header)(?=$|\s)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"{_WORD}(?:related|similar|recommended|testimonials?|news|events?|promo|advert\w*|you-may|quotes?"
    rf"|carousel)(?=$|[\s_-])",
    re.IGNORECASE,
)
_TITLE_CLASS = re.compile(
    rf"{_WORD}(?:title|heading|header|head|hd|accordion[_-]?(?:button|toggle|trigger|link|label)|tab[_-]?title"
    rf"|panel[_-]?title|toggle|subhead(?:ing)?|headline){_END}",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©|\(c\) ?\d{4}|copyright|all rights reserved", re.IGNORECASE)
_LABELED = re.compile(r"([^:|.?!]{2,60}):\s+(\S.*)", re.DOTALL)
_NUMBER_ONLY = re.compile(r"[$~]?\d[\d.,]*(?:[-–/]\d[\d.,]*)?\+?%?")


@dataclass(slots=True, eq=False)
class Block:
    """Words that stand together. ``level`` 1 to 7 is a heading, 0 is not.

    ``part`` is the number of the line in ``flow(element)``, -1 for all its words; ``form`` is ``row`` for the row of a
    table, with its ``cells``. ``label`` are the words that stand before the value, ``region`` is main, hero, aside,
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
    is_item: bool = False
    number: int = 0
    _topics: frozenset[str] | None = field(default=None, repr=False)

    @property
    def value(self) -> str:
        """The words behind the label where they stand in the same line, else all of them."""
        if self.form == "row":
            return " ".join(self.cells[1:]) if self.label else self.text
        told = _LABELED.fullmatch(self.text) if self.label else None
        return told[2] if told and told[1].strip() == self.label else self.text

    @property
    def topics(self) -> frozenset[str]:
        """What the nearest heading that tells says the words are about."""
        if self._topics is None:
            found: frozenset[str] = frozenset()
            for heading in reversed(self.path):
                if found := topics_of(heading.text):
                    break
            self._topics = found
        return self._topics

    @property
    def all_topics(self) -> frozenset[str]:
        """What all headings above say the words are about."""
        return frozenset().union(*(topics_of(heading.text) for heading in self.path))


class Page:
    """The blocks of a page, and what the tree says beside them."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.blocks: list[Block] = []
        self._above: list[Block] = []
        self._tabs = dict(_tabs(root))
        self._has_main = root.find(".//main") is not None or root.find(".//*[@role='main']") is not None
        body = root.find("body")
        self._visit(root if body is None else body, "aside" if self._has_main else "main", 0, False)
        _mark_footer(self.blocks)
        _mark_labels(self.blocks)

    def _visit(self, element: Element, region: str, depth: int, is_item: bool) -> None:
        if depth > MAXIMUM_DEPTH:
            raise StructureChanged("page_too_deep", f"elements nested more than {MAXIMUM_DEPTH} deep are not read")
        parts = flow(element)
        lone = len(parts) == 1
        bold: set[str] | None = None
        for number, part in enumerate(parts):
            if not isinstance(part, str):
                self._block(part, region, depth + 1, is_item)
                continue
            if bold is None:
                bold = _bold_texts(element)
            level = 0
            if part.rstrip(" :") in bold and len(part) < LONGEST_HEADING and not _NUMBER_ONLY.fullmatch(part):
                level = _BOLD
            elif lone and len(part) < LONGEST_HEADING and _is_titled(element):
                level = _TITLED
            elif lone and _is_shouted(part):
                level = _BOLD
            self._add(Block(part, element, -1 if lone else number, level=level, region=region, is_item=is_item))

    def _block(self, element: Element, region: str, depth: int, is_item: bool) -> None:
        tag = element.tag
        if (level := _HEADINGS.get(tag, 0)) or element.get("role") == "heading":
            self._heading(element, level or _aria_level(element), region)
            return
        region = _region(element, tag, region)
        if region == "skip":
            return
        if element.attrib and (tab := self._tabs.get(element.get("id", ""))) is not None:
            self._tab(tab, element, region)
        if tag == "table":
            self._table(element, region, depth)
        elif tag == "dl":
            self._definitions(element, region, depth)
        else:
            self._visit(element, region, depth, is_item or tag == "li")

    def _add(self, block: Block) -> None:
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

    def _heading(self, element: Element, level: int, region: str) -> None:
        told = words(element)
        if told:
            self._add(Block(told, element, level=level if len(told) < LONGEST_HEADING else 0, region=region))

    def _tab(self, link: Element, element: Element, region: str) -> None:
        told = words(link)
        first = next((child for child in element.iter() if child.tag in _HEADINGS), None)
        if told and len(told) < LONGEST_HEADING and (first is None or words(first) != told):
            self._add(Block(told, link, level=_TAB, region=region))

    def _definitions(self, element: Element, region: str, depth: int) -> None:
        label, above = "", list(self._above)
        for child in _definition_parts(element):
            if child.tag == "dt":
                label = words(child)
                if label:
                    self._add(Block(label, child, level=_BOLD, region=region))
            elif child.tag == "dd":
                before = len(self.blocks)
                self._visit(child, region, depth + 1, False)
                for block in self.blocks[before:]:
                    block.label = block.label or label
            else:
                self._block(child, region, depth + 1, False)
        self._above = above

    def _table(self, table: Element, region: str, depth: int) -> None:
        rows = rows_of(table)
        if _is_layout(table, rows):
            for row in rows:
                for cell in cells_of(row):
                    self._visit(cell, _region(cell, "td", region), depth + 2, False)
            return
        for child in table:
            if child.tag == "caption":
                self._heading(child, _HEADINGS["caption"], region)
        for row in rows:
            self._row(row, table, region)

    def _row(self, row: Element, table: Element, region: str) -> None:
        elements = cells_of(row)
        cells = tuple(map(words, elements))
        if not any(cells):
            return
        is_head = all(cell.tag == "th" for cell in elements) or getattr(row.getparent(), "tag", "") == "thead"
        block = Block(" | ".join(cells), row, form="row", cells=cells, is_head=is_head, table=table, region=region)
        if len(cells) == 2 and cells[0] and not is_head:
            block.label = cells[0].rstrip(" :")
        self._add(block)


def _tabs(root: Element) -> Iterator[tuple[str, Element]]:
    """Links and buttons that open a part of the page, by the id of the part."""
    for link in root.iter("a", "button"):
        for name in ("href", "data-target", "data-bs-target", "aria-controls"):
            told = link.get(name)
            if told and (told.startswith("#") or name == "aria-controls") and len(told) > 1:
                yield told.lstrip("#"), link


def _bold_texts(element: Element) -> set[str]:
    found = set()
    for child in element:
        if child.tag in ("strong", "b", "u") or (
            child.tag in ("span", "em", "font", "a", "button") and _holds_only_bold(child)
        ):
            found.add(words(child).rstrip(" :"))
    return found


def _holds_only_bold(element: Element) -> bool:
    if len(element) != 1 or (element.text or "").strip():
        return False
    return element[0].tag in ("strong", "b") and not (element[0].tail or "").strip()


def _is_titled(element: Element) -> bool:
    name = element.get("class")
    return name is not None and _TITLE_CLASS.search(name) is not None


def _is_shouted(text: str) -> bool:
    return text.isupper() and 4 <= len(text) <= 60 and sum(map(str.isalpha, text)) >= 4 and "$" not in text


def _aria_level(element: Element) -> int:
    told = element.get("aria-level", "")
    return int(told) if told.isascii() and told.isdigit() and 1 <= int(told) <= 7 else 3


def _region(element: Element, tag: str, region: str) -> str:
    """Which part of the page an element begins; ``skip`` for what only leads elsewhere."""
    if tag == "main":
        return "main"
    if tag == "nav":
        return region if _holds_title(element) else "skip"
    if not element.attrib:
        return _plain_region(element, tag, region)
    role = element.get("role", "")
    if role == "main":
        return "main"
    if role in ("navigation", "search", "menu", "menubar") and not _holds_title(element):
        return "skip"
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if role == "contentinfo" or (_FOOTER.search(names) and not _holds_title(element)):
        return "footer"
    if role == "banner" or _HEADER.search(names):
        return "hero" if _holds_title(element) else _header(element, region)
    if _SKIPPED.search(names) and not _holds_title(element):
        return "skip"
    if _OTHER.search(names) and not _holds_title(element):
        return "other"
    return _plain_region(element, tag, region)


def _plain_region(element: Element, tag: str, region: str) -> str:
    if tag == "footer":
        return "footer" if region in ("main", "aside", "hero") and not _within(element, ("blockquote",)) else region
    if tag == "header":
        return "hero" if _holds_title(element) else _header(element, region)
    if tag == "blockquote" and region in ("main", "aside"):
        return "other"
    return region


def _header(element: Element, region: str) -> str:
    return region if _within(element, ("main", "article", "section")) else "header"


def _within(element: Element, tags: tuple[str, ...]) -> bool:
    return any(above.tag in tags for above in element.iterancestors())


def _holds_title(element: Element) -> bool:
    return element.find(".//h1") is not None


def _definition_parts(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "div":
            yield from child
        else:
            yield child


def _is_layout(table: Element, rows: list[Element]) -> bool:
    """Whether a table only arranges the page: its cells hold headings, tables or much text."""
    if table.get("role") in ("presentation", "none"):
        return True
    if any(True for _ in table.iter("h1", "h2", "h3", "h4", "h5")) or any(
        inner is not table for inner in table.iter("table")
    ):
        return True
    widest = max((len(cells_of(row)) for row in rows), default=0)
    return widest <= 1


def _mark_footer(blocks: list[Block]) -> None:
    """Where no element says footer, the box around the copyright line does."""
    for block in reversed(blocks[-40:]):
        if block.region == "footer" or not _COPYRIGHT.search(block.text) or len(block.text) > 400:
            continue
        box = block.element
        parent = box.getparent()
        while parent is not None and parent.tag not in ("body", "html", "main", "form") and not _has_heading(parent):
            box, parent = parent, parent.getparent()
        inside = set(box.iter())
        for other in blocks[-60:]:
            if other.element in inside:
                other.region = "footer"
        return


def _has_heading(element: Element) -> bool:
    return next(element.iter("h1", "h2", "h3"), None) is not None


def _mark_labels(blocks: list[Block]) -> None:
    """Give each value the label in front of it: in its line, in the block before, or under a figure."""
    for number, block in enumerate(blocks):
        if block.label:
            continue
        if not block.level and not block.form and (told := _LABELED.fullmatch(block.text[:300])):
            block.label = told[1].strip()
        elif labels_of(block.text) and len(block.text) < 60 and not block.form:
            _mark_neighbor(blocks, number)


def _mark_neighbor(blocks: list[Block], number: int) -> None:
    block = blocks[number]
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    before = blocks[number - 1] if number else None
    box = block.element.getparent()
    is_figure = before is not None and not before.label and _NUMBER_ONLY.fullmatch(before.text) is not None
    is_last = after is None or after.element.getparent() is not box
    if before is not None and is_figure and is_last and box in (before.element, before.element.getparent()):
        before.label = block.text
        return
    if after is None or after.level or after.label or after.form:
        return
    if not _LABELED.fullmatch(after.text[:100]):
        after.label = block.text.rstrip(" :")
