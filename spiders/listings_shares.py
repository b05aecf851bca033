"""Which texts of a list belong to which school: its largest element, or what follows its name up to the next one.

Knows where names stand; which texts are names is the business of listings_names.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from bs4 import Tag

from spiders.html import words
from spiders.listings_labels import siblings_after
from spiders.listings_pieces import Piece
from spiders.listings_school import is_paid_part
from spiders.spots import Spot
from spiders.texts import HEADINGS

ASIDES = frozenset({"footer", "aside", "nav"})


@dataclass(slots=True)
class Block:
    """What belongs to one school: its elements, and its texts in the order of the page."""

    name: Piece
    nodes: list[Tag]
    pieces: list[Piece] = field(default_factory=list)
    group: Spot | None = None


@dataclass(slots=True)
class Part:
    """One list of a page: what announces it, its texts, and those of them that name schools."""

    heading: Tag
    region: list[Piece]
    names: list[Piece]


def blocks_of(parts: list[Part], names: list[Piece]) -> list[Block]:
    """The school of each name, with its elements and texts; ``parts`` are the lists that the names stand in."""
    holders: dict[int, set[int]] = defaultdict(set)
    for number, name in enumerate(names):
        for node in (name.spot.node, *name.spot.node.parents):
            holders[id(node)].add(number)
    above_heading = {id(parent) for part in parts for parent in part.heading.parents}
    starts = {id(piece): number for number, piece in enumerate(names)}
    blocks = [Block(name, [_largest(name.spot.node, holders, above_heading)]) for name in names]
    roots = {id(block.nodes[0]) for block in blocks}
    region = [piece for part in parts for piece in part.region]
    programs = {id(node) for piece in region if piece.kind == "program" for node in _up(piece.spot.node)}
    for block in blocks:
        block.nodes += _following(block, roots, id(block.nodes[0]) in programs)
    for part in parts:
        _share_out(part.heading, blocks, part.region, starts, beside=len(parts) > 1)
    return blocks


def _up(node: Tag) -> Iterable[Tag]:
    return (node, *node.parents)


def _largest(node: Tag, holders: dict[int, set[int]], above_heading: set[int]) -> Tag:
    while (above := node.parent) is not None:
        if len(holders[id(above)]) > 1 or id(above) in above_heading or above.name in ("body", "main", "html"):
            break
        node = above
    return node


def _following(block: Block, roots: set[int], complete: bool) -> list[Tag]:
    """What stands behind a name that has no element of its own around its texts; more rows of a joined cell."""
    first = block.nodes[0]
    cell = block.name.spot.node.find_parent(["td", "th"]) or block.name.spot.node
    joined = str(cell.get("rowspan") or "1")[:3]
    rows = int(joined) - 1 if first.name == "tr" and joined.isdigit() else 0
    following: list[Tag] = []
    for sibling in siblings_after(first):
        apart = sibling.name in ASIDES or (
            first.name in HEADINGS and sibling.name in HEADINGS and sibling.name <= first.name
        )
        if id(sibling) in roots or apart or (complete and len(following) >= rows):
            break
        if any(id(node) in roots for node in sibling.find_all(True, limit=2000)):
            break
        following.append(sibling)
    return following


def _share_out(heading: Tag, blocks: list[Block], region: list[Piece], starts: dict[int, int], *, beside: bool) -> None:
    """Give each text to the school whose element holds it; note which subheading of the list a school stands under."""
    owner = {id(node): block for block in blocks for node in block.nodes}
    group = Spot(heading) if is_paid_part(words(heading)[:160], beside=beside) else None
    for piece in region:
        block = next((owner[id(node)] for node in _up(piece.spot.node) if id(node) in owner), None)
        if block is None:
            if any(node.name in HEADINGS for node in _up(piece.spot.node)):
                group = piece.spot
        elif piece is block.name:
            block.group = group
        elif id(piece) not in starts:
            block.pieces.append(piece)
