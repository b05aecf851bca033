"""Short places for spiders.places: an element's name and its number, which no depth of nesting lengthens."""

from collections import Counter

from bs4 import Tag
from soupsieve import escape

from spiders.listings_layout import Spot


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
            return spot.pointer
        attribute = f"@{spot.attribute}" if spot.attribute else ""
        return (attribute or "text") if spot.node is anchor else self.place(anchor, spot.node) + attribute


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
