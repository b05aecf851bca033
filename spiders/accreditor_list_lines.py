"""Cuts a part of a page into visible lines, and each line into segments that can be cited to the letter.

Knows no words of any list. The letters are counted in what spiders.html.words gives for an element, so that
spiders.places finds them again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import NavigableString, Tag
from bs4.element import PreformattedString

from spiders.spots import Spot, common
from spiders.structure import StructureChanged

MERGED = frozenset(
    ["em", "i", "u", "abbr", "mark", "font", "sub", "time", "data", "acronym", "bdi", "cite", "wbr", "nobr"]
)
INLINE = MERGED | frozenset(
    ["a", "span", "b", "strong", "small", "label", "sup", "code", "q", "s", "del", "ins", "img", "big", "tt"]
)
UNSEEN = frozenset(
    ["script", "style", "template", "noscript", "select", "textarea", "svg", "iframe", "head", "datalist"]
)
_HIDDEN = ("script", "style", "template", "noscript")
_BREAKS = frozenset({"br", "hr"})
LONGEST_PAGE = 60_000
"""Lines that a page may have; one with more is no list that a person would read."""


@dataclass(slots=True)
class Segment:
    """Words of a line in one element: the element, where they begin and end in its words, the link around them.

    ``first`` and ``last`` are the texts of the page that they begin and end in, by id.
    """

    holder: Tag
    start: int
    end: int
    text: str
    link: Tag | None
    first: int
    last: int

    @property
    def raised(self) -> bool:
        """Whether the words stand raised, as marks of footnotes do."""
        return self.holder.name == "sup"


@dataclass(slots=True)
class Line:
    """Words that stand in one line of the page."""

    number: int
    segments: list[Segment] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the whole line."""
        return " ".join(segment.text for segment in self.segments)


class PageTexts:
    """The words of elements with the letters at which each of their texts begins and ends."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Tag, str, dict[int, tuple[int, int]]]] = {}

    def of(self, node: Tag) -> tuple[str, dict[int, tuple[int, int]]]:
        """What ``spiders.html.words`` gives for an element, and where each text in it stands."""
        if id(node) not in self._known:
            self._known[id(node)] = (node, *_counted(node))
        return self._known[id(node)][1:]

    def spot(self, node: Tag, start: int, end: int) -> Spot:
        """Some letters of an element's words; the element itself where they are all of them."""
        words = self.of(node)[0]
        whole = (start, end) == (0, len(words))
        return Spot(node, value=words[start:end], span=None if whole and len(words) < 1000 else (start, end))

    def whole(self, line: Line) -> Spot:
        """All words of a line, in the smallest element that holds them."""
        segments = line.segments
        node = segments[0].holder if len(segments) == 1 else common([one.holder for one in segments])
        if len(segments) == 1:
            return self.spot(node, segments[0].start, segments[0].end)
        first, last = segments[0], segments[-1]
        places = self.of(node)[1]
        left = places[first.first][0] + first.start - self.of(first.holder)[1][first.first][0]
        right = places[last.last][1] - self.of(last.holder)[1][last.last][1] + last.end
        return self.spot(node, left, right)


def _counted(node: Tag) -> tuple[str, dict[int, tuple[int, int]]]:
    parts: list[str] = []
    places: dict[int, tuple[int, int]] = {}
    length = 0
    for text in node.find_all(string=True):
        if isinstance(text, PreformattedString) or _is_hidden(text, node):
            continue
        if shown := " ".join(text.split()):
            start = length + bool(parts)
            length = start + len(shown)
            places[id(text)] = (start, length)
            parts.append(shown)
    return " ".join(parts), places


def _is_hidden(text: NavigableString, end: Tag) -> bool:
    above = text.parent
    while above is not None and above is not end:
        if above.name in _HIDDEN:
            return True
        above = above.parent
    return False


def lines_of(root: Tag, texts: PageTexts, leave: frozenset[int] = frozenset(), first: int = 0) -> Iterator[Line]:
    """The lines of an element in the order of the page, from ``first`` on; elements in ``leave`` are left out."""
    line, block, broken = Line(first), None, False
    for node in root.descendants:
        if isinstance(node, Tag):
            broken = broken or node.name in _BREAKS
            continue
        if isinstance(node, PreformattedString) or type(node) is not NavigableString or not node.strip():
            continue
        if node.parent is None or (above := _block_above(node, root, leave)) is None:
            continue
        if line.segments and (broken or above is not block):
            yield line
            line = Line(line.number + 1)
            if line.number - first > LONGEST_PAGE:
                raise StructureChanged("page_too_long", f"more than {LONGEST_PAGE:,} lines; no list is that long")
        block, broken = above, False
        _add(line, node, root, texts)
    if line.segments:
        yield line


def _block_above(text: NavigableString, root: Tag, leave: frozenset[int]) -> Tag | None:
    """The block that a text stands in; None where it is not seen, or in an element that is left out."""
    found: Tag | None = None
    above = text.parent
    while above is not None:
        if above.name in UNSEEN or id(above) in leave:
            return None
        if found is None and (above.name not in INLINE or above is root):
            found = above
        if above is root:
            return found
        above = above.parent
    return None


def _add(line: Line, text: NavigableString, root: Tag, texts: PageTexts) -> None:
    holder = text.parent
    assert holder is not None  # noqa: S101 - a text of the tree has one
    while holder.name in MERGED and holder is not root and holder.parent is not None:
        holder = holder.parent
    start, end = texts.of(holder)[1][id(text)]
    last = line.segments[-1] if line.segments else None
    if last is not None and last.holder is holder:
        last.end, last.last = end, id(text)
        last.text = texts.of(holder)[0][last.start : end]
        return
    words = texts.of(holder)[0][start:end]
    line.segments.append(Segment(holder, start, end, words, _link_around(holder, root), id(text), id(text)))


def _link_around(node: Tag, root: Tag) -> Tag | None:
    above: Tag | None = node
    while above is not None:
        if above.name == "a" and above.get("href"):
            return above
        if above is root:
            return None
        above = above.parent
    return None
