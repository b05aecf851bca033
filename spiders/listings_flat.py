"""Lists in which no element holds one school: lines broken by ``<br>``, names and facts one after the other.

A school is a name and what follows it up to the next. Its words are cited letter by letter within their element.
"""

from bs4 import Tag

from spiders.html import words
from spiders.listings_kinds import is_mark
from spiders.listings_names import names_in
from spiders.listings_pieces import MERGED, Piece
from spiders.listings_school import is_paid_part
from spiders.listings_shares import Block, Part
from spiders.spots import Spot, common
from spiders.texts import HEADINGS, folded

_LEAST_NAMES = 2
_LONGEST_HOLDER = 200_000
_NOT_IN_LINE = frozenset(("", "action", "label", "disclosure"))


def flat_blocks(parts: list[Part]) -> list[Block]:
    """The schools of the lists, one after the other; empty where there are fewer than two names."""
    made = [block for part in parts for block in _of_part(part)]
    return made if len(made) >= _LEAST_NAMES else []


def shares_element(names: list[Piece]) -> bool:
    """Whether several names stand in one element, so that none can have an element of its own."""
    return len({id(name.spot.node) for name in names}) < len(names)


def more_labeled(parts: list[Part], names: list[Piece]) -> bool:
    """Whether names that labels announce in one element are more than the names that were met."""
    labeled = [piece for part in parts for piece in part.region if piece.kind == "name" and piece.labeled]
    return len(labeled) > len(names) and shares_element(labeled)


def _of_part(part: Part) -> list[Block]:
    labeled = [piece for piece in part.region if piece.kind == "name" and piece.labeled]
    names = {id(piece) for piece in (labeled if len(labeled) >= _LEAST_NAMES else names_in(part.region))}
    around = common([piece.spot.node for piece in part.region if id(piece) in names]) if names else part.heading
    while around.name in MERGED and around.parent is not None:
        around = around.parent
    inside = {id(around), *(id(node) for node in around.descendants)}  # what stands after the list is no school's
    met = 0
    cursors: dict[int, _Cursor] = {}
    blocks: list[Block] = []
    group = Spot(part.heading) if is_paid_part(words(part.heading)[:160]) else None
    for piece in part.region:
        narrow = _narrowed(piece, cursors)
        is_own = met < len(names) or id(piece.spot.node) in inside
        if _is_heading(piece) and id(piece) not in names:
            group = piece.spot
            continue
        if id(piece) in names and not (blocks and folded(blocks[-1].name.text) == folded(piece.text)):
            blocks.append(Block(narrow, [], group=group))
            met += 1
        elif blocks and is_own:
            blocks[-1].pieces.append(narrow)
        link = _link_of(piece.spot.node) if blocks and is_own else None
        if link is not None and not any(link is other for other in blocks[-1].nodes):
            blocks[-1].nodes.append(link)
    return [block for block in blocks if any(piece.kind not in _NOT_IN_LINE for piece in block.pieces)]


def _is_heading(piece: Piece) -> bool:
    return piece.kind in ("", "label") and not is_mark(piece.text) and piece.spot.node.name in HEADINGS


def _link_of(node: Tag) -> Tag | None:
    return next((above for above in (node, *node.parents) if above.name == "a" and above.get("href")), None)


class _Cursor:
    """How far the words of an element have been gone through."""

    def __init__(self, node: Tag) -> None:
        self.whole = words(node)
        self.at = 0

    def span(self, part: str) -> tuple[int, int] | None:
        """Where the next occurrence of a text stands; None where its letters do not stand together."""
        start = self.whole.find(part, self.at) if len(self.whole) <= _LONGEST_HOLDER else -1
        if start < 0:
            return None
        self.at = start + len(part)
        return start, self.at


def _narrowed(piece: Piece, cursors: dict[int, _Cursor]) -> Piece:
    """The text cited by its letters, where its element says more."""
    node = piece.spot.node
    if id(node) not in cursors:
        cursors[id(node)] = _Cursor(node)
    cursor = cursors[id(node)]
    span = cursor.span(piece.text)
    if span is None or span == (0, len(cursor.whole)):
        return piece
    return Piece(Spot(node, value=piece.text, span=span), piece.kind, piece.labeled)
