"""Spots: words on a page that a claim may cite, and the short places by which spiders.places finds them again.

A place is an element's name and its number, which no depth of nesting lengthens. Knows no site.
"""

from collections import Counter
from dataclasses import dataclass, replace

from bs4 import Tag
from soupsieve import escape

from spiders.places import ALL_LETTERS, SPAN
from spiders.texts import short_words

LONGEST_TEXT = 5000
"""Letters of the longest text that is kept."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Words on a page: all of an element, an attribute of it, or a value in the JSON that it holds.

    ``part`` is the piece of the words that is meant, where an element says several things; empty for all of them.
    ``span`` narrows the place itself to some letters of those words; ``value`` is then what stands there.
    """

    node: Tag
    attribute: str = ""
    part: str = ""
    pointer: str = ""
    value: str = ""
    span: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """Everything that stands there, verbatim: what a claim may cite."""
        if self.pointer or self.span is not None:
            return self.value
        if self.attribute:
            found = self.node.get(self.attribute) or ""
            return found if isinstance(found, str) else " ".join(found)
        return short_words(self.node, LONGEST_TEXT)

    @property
    def said(self) -> str:
        """The piece that is meant."""
        return self.part or self.text

    def between(self, start: int, end: int) -> "Spot":
        """The spot of some letters of this one's text, blanks around them left out."""
        text = self.text
        end = min(end, len(text))
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        if (start, end) == (0, len(text)):
            return self
        base = self.span[0] if self.span is not None else 0
        return replace(self, value=text[start:end], span=(base + start, base + end))


class Numbers:
    """Short places: the name of an element and its number among those of that name, in the page or in a record."""

    def __init__(self) -> None:
        self._known: dict[int, dict[int, str]] = {}

    def place(self, root: Tag, node: Tag) -> str:
        """Where an element stands below another."""
        if id(root) not in self._known:
            counted: Counter[str] = Counter()
            self._known[id(root)] = places = {}
            for inner in root.find_all(True):
                places[id(inner)] = f"css:{escape(inner.name)}#{counted[inner.name]}"
                counted[inner.name] += 1
        return self._known[id(root)][id(node)]

    def at(self, spot: Spot, anchor: Tag) -> str:
        """Where a text stands in a record."""
        if spot.pointer:
            attribute = f"@{spot.attribute}" if spot.attribute else ""
            within = ("" if spot.node is anchor else self.place(anchor, spot.node)) + attribute
            return with_span(f"{within} {spot.pointer}" if within else spot.pointer, spot.span)
        attribute = f"@{spot.attribute}" if spot.attribute else ""
        at = (attribute or "text") if spot.node is anchor else self.place(anchor, spot.node) + attribute
        return with_span(at, spot.span)


def with_span(at: str, span: tuple[int, int] | None) -> str:
    """A place narrowed to some letters; one that only looks as if it were so is written with all of its letters."""
    if span is None:
        return f"{at}{ALL_LETTERS}" if SPAN.search(at) else at
    return f"{at}[{span[0]}:{span[1]}]"


def common(nodes: list[Tag]) -> Tag:
    """The smallest element that holds all of them."""
    first, *rest = nodes
    others = [{id(node), *(id(parent) for parent in node.parents)} for node in rest]
    for candidate in (first, *first.parents):
        if all(id(candidate) in other for other in others):
            return candidate
    return first


def root_of(node: Tag) -> Tag:
    """The whole page around an element."""
    return [node, *node.parents][-1]
