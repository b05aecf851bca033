"""Which label a text stands under: the header of its column, an attribute, or the words just before it.

A label reaches no farther than its line, its pair or the element after it: what is beyond has to speak for itself.
"""

from collections.abc import Iterator
from itertools import islice

from bs4 import NavigableString, Tag

from spiders.listings_kinds import label_kind
from spiders.texts import short_words

ATTRIBUTES = ("data-label", "data-title", "data-th", "data-heading")
_BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "dl", "table", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "tr"}
)
REACH = 100
"""Elements behind a label that it may reach."""
_INLINE = frozenset({"b", "strong", "span", "label", "small", "em", "i", "a"})


class Labeling:
    """Remembers the last label while the texts of a page go by."""

    def __init__(self) -> None:
        self.kind = ""
        self.reach: set[int] = set()
        self.line_only = False
        self.around: Tag | None = None
        self._headers: dict[int, tuple[Tag | None, list[str]]] = {}
        self._positions: dict[int, dict[int, int]] = {}

    def begin(self, kind: str, holder: Tag, *, inline: bool = False) -> None:
        """A label was met; ``inline``: its words go on in the same text."""
        self.kind = kind
        top = holder
        while not inline and top.parent is not None and _says_nothing_else(top.parent, holder):
            top = top.parent
        self.around = None
        if inline or (top.name in _INLINE and not _before_a_block(top)):
            self.around = holder if inline else top.parent or top
            self.reach, self.line_only = {id(self.around)}, kind != "programs"
            return
        self.line_only = False
        following = list(islice(siblings_after(top), REACH))
        if top.name in ("dt", "th"):
            alike = following
        else:
            alike = following[:1] + [
                one for one in following[1:] if kind == "programs" and one.name == following[0].name
            ]
            alike = _until_other(alike, following)
        self.reach = {id(one) for one in alike}

    def fixed_label(self, holder: Tag) -> str:
        """The kind of label that a column or an attribute gives a text; empty when there is none."""
        cell = holder if holder.name == "td" else holder.find_parent("td")
        if cell is not None and (kind := self._column(cell)):
            return kind
        for element in (holder, *list(holder.parents)[:3]):
            for attribute in ATTRIBUTES:
                if element.has_attr(attribute) and (told := label_kind(str(element[attribute])[:60])):
                    return told
        return ""

    def label_before(self, holder: Tag, after_break: bool) -> str:
        """The kind of the last label, if it reaches this text; else empty."""
        if self.kind and ((after_break and self.line_only) or self._in_a_block_of_its_own(holder)):
            self.kind = ""
        if self.kind and (id(holder) in self.reach or any(id(parent) in self.reach for parent in holder.parents)):
            return self.kind
        return ""

    def _in_a_block_of_its_own(self, holder: Tag) -> bool:
        """Whether a text has left the line of a label that stands in a line."""
        above: Tag | None = holder
        while self.around is not None and above is not None and above is not self.around:
            if above.name in _BLOCKS:
                return True
            above = above.parent
        return False

    def _column(self, cell: Tag) -> str:
        table = cell.find_parent("table")
        row = cell.find_parent("tr")
        if table is None or row is None:
            return ""
        if id(table) not in self._headers:
            self._headers[id(table)] = _headers(table)
        header_row, headers = self._headers[id(table)]
        if id(row) not in self._positions:
            self._positions |= _positions(table)
        position = self._positions.get(id(row), {}).get(id(cell), len(headers))
        return headers[position] if position < len(headers) and row is not header_row else ""


def siblings_after(node: Tag) -> Iterator[Tag]:
    """The elements that follow an element under the same parent."""
    return (sibling for sibling in node.next_siblings if isinstance(sibling, Tag))


def _before_a_block(node: Tag) -> bool:
    """Whether nothing but white space stands between an element and a block after it."""
    following = next((one for one in node.next_siblings if isinstance(one, Tag) or str(one).strip()), None)
    return isinstance(following, Tag) and following.name in _BLOCKS


def _says_nothing_else(parent: Tag, child: Tag) -> bool:
    """Whether an element has no words but those of one inside it."""
    for text in (found for found in parent.descendants if isinstance(found, NavigableString)):
        if any(map(str.isalnum, text)) and not any(above is child for above in text.parents):
            return False
    return True


def _headers(table: Tag) -> tuple[Tag | None, list[str]]:
    """The row of a table's headers and the kinds of its columns, if its first row has headers, or mostly labels."""
    row = table.find("tr")
    if not isinstance(row, Tag):
        return None, []
    cells = row.find_all(["td", "th"], recursive=False)
    kinds = [label_kind(short_words(cell, 60)) or "" for cell in cells]
    header = all(cell.name == "th" for cell in cells) or sum(map(bool, kinds)) * 2 > len(kinds)
    return (row, kinds) if len(cells) > 1 and header else (None, [])


def _positions(table: Tag) -> dict[int, dict[int, int]]:
    """By row, the column of each cell; joined cells of the rows above leave their columns to nobody else."""
    found: dict[int, dict[int, int]] = {}
    hanging: dict[int, int] = {}
    for row in table.find_all("tr"):
        at, taken = 0, dict(hanging)
        hanging = {column: left - 1 for column, left in hanging.items() if left > 1}
        found[id(row)] = {}
        for cell in row.find_all(["td", "th"], recursive=False):
            while at in taken:
                at += 1
            found[id(row)][id(cell)] = at
            high = _span(cell, "rowspan")
            for column in range(at, at + _span(cell, "colspan")):
                if high > 1:
                    hanging[column] = high - 1
            at += _span(cell, "colspan")
    return found


def _span(cell: Tag, name: str) -> int:
    told = str(cell.get(name) or "1").strip()
    return min(max(int(told), 1), REACH) if told.isascii() and told.isdigit() and len(told) < 4 else 1


def _until_other(alike: list[Tag], following: list[Tag]) -> list[Tag]:
    """Only those that follow one another without something else between them."""
    kept: list[Tag] = []
    for one, expected in zip(alike, following, strict=False):
        if one is not expected:
            break
        kept.append(one)
    return kept
