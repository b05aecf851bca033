"""Tells the programs of one entry apart: a school in one row with several levels, or several titles in one card.

Each program is known by an anchor, its level or its title. What stands in the smallest box around an anchor is its own;
as many values as anchors are theirs in order; the rest is everybody's.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from bs4 import Tag

from spiders.accreditor_list_layout import Piece
from spiders.texts import folded

_PAIRED = frozenset((
    "status", "unknown_status", "next_review", "through", "since", "reviewed", "field", "program", "detail", "website",
    "outer_link", "site_id", "delivery", "note",
))  # fmt: skip
"""Kinds that may be given once for each program; of other kinds one value is the whole entry's."""


@dataclass(slots=True)
class Unit:
    """One program of an entry: its own pieces, and those that it shares with the entry's others."""

    own: list[Piece] = field(default_factory=list)
    shared: list[Piece] = field(default_factory=list)


def units_of(pieces: list[Piece]) -> list[Unit]:
    """The programs of an entry; at least one."""
    if any(piece.group for piece in pieces):
        return _by_group(pieces)
    anchors = _anchors(pieces)
    if len(anchors) < 2:
        return [Unit(own=list(pieces))]
    boxes = _boxes(anchors)
    units = [Unit(own=[anchor]) for anchor in anchors]
    number_of = {id(anchor): number for number, anchor in enumerate(anchors)}
    left: dict[str, list[tuple[int, Piece]]] = defaultdict(list)
    at = -1
    for piece in pieces:
        if id(piece) in number_of:
            at = number_of[id(piece)]
            continue
        covered = next((number for number, anchor in enumerate(anchors) if is_within(piece, anchor)), None)
        own = covered if covered is not None else _box_of(piece, boxes)
        if own is not None:
            units[own].own.append(piece)
        elif not _repeats(piece, anchors):
            left[piece.kind].append((at, piece))
    for kind, told in left.items():
        _give(kind, told, units)
    return units


def _by_group(pieces: list[Piece]) -> list[Unit]:
    groups = list(dict.fromkeys(piece.group for piece in pieces if piece.group))
    shared = [piece for piece in pieces if not piece.group]
    return [Unit([piece for piece in pieces if piece.group == group], shared) for group in groups]


def _anchors(pieces: list[Piece]) -> list[Piece]:
    """The pieces of which every program has one: levels that stand apart, else titles, else levels in a title."""
    titles = _titles(pieces)
    levels = [piece for piece in pieces if piece.kind == "level"]
    apart = [piece for piece in levels if not any(is_within(piece, title) for title in titles)]
    different = list({piece.code: piece for piece in reversed(levels)}.values())[::-1]
    if len(titles) > 1 and len(apart) in (0, 1, len(titles)):
        return titles
    if len(different) > 1:
        return sorted((_preferred(piece, apart) for piece in different), key=pieces.index)
    if len(apart) > 1 and len(titles) != 1 and _told_apart(apart, pieces):
        return apart
    return titles if len(titles) > 1 else []


def _preferred(level: Piece, apart: list[Piece]) -> Piece:
    """The same level where it stands by itself."""
    return next((piece for piece in apart if piece.code == level.code), level)


def _titles(pieces: list[Piece]) -> list[Piece]:
    """The titles of programs, each once; where some stand under a label, or like the first, only those."""
    titles = list({folded(piece.text): piece for piece in reversed(pieces) if piece.kind == "program"}.values())[::-1]
    labeled = [piece for piece in titles if piece.labeled]
    if labeled:
        return labeled
    return [piece for piece in titles if piece.spot.node.name == titles[0].spot.node.name] if titles else []


def _told_apart(levels: list[Piece], pieces: list[Piece]) -> bool:
    """Whether the same level is there for several programs: as often as there are fields or statuses."""
    return any(len([one for one in pieces if one.kind == kind]) == len(levels) for kind in ("field", "status"))


def is_within(piece: Piece, other: Piece) -> bool:
    """Whether a piece is some letters of another."""
    if piece is other or piece.spot.node is not other.spot.node or piece.spot.pointer != other.spot.pointer:
        return False
    if piece.spot.attribute or other.spot.attribute:
        return False
    outer, inner = other.spot.span, piece.spot.span
    if outer is None:
        return True
    return inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _boxes(anchors: list[Piece]) -> list[Tag | None]:
    """For each anchor the largest element without another anchor; None where two share an element."""
    counted: dict[int, int] = defaultdict(int)
    for anchor in anchors:
        for node in (anchor.spot.node, *anchor.spot.node.parents):
            counted[id(node)] += 1
    boxes: list[Tag | None] = []
    for anchor in anchors:
        box = anchor.spot.node
        while counted[id(box)] == 1 and box.parent is not None and counted[id(box.parent)] == 1:
            box = box.parent
        boxes.append(box if counted[id(box)] == 1 else None)
    return boxes


def _box_of(piece: Piece, boxes: list[Tag | None]) -> int | None:
    above = {id(node) for node in (piece.spot.node, *piece.spot.node.parents)}
    return next((number for number, box in enumerate(boxes) if box is not None and id(box) in above), None)


def _repeats(piece: Piece, anchors: list[Piece]) -> bool:
    """Whether a piece says again what an anchor says."""
    if piece.kind == "level":
        return any(anchor.kind == "level" and anchor.code == piece.code for anchor in anchors)
    return piece.kind == "program" and any(folded(anchor.text) == folded(piece.text) for anchor in anchors)


def _give(kind: str, told: list[tuple[int, Piece]], units: list[Unit]) -> None:
    """Give values that stand in no anchor's box to the anchors: in order, to the one before them, or to all."""
    if kind in _PAIRED and len(told) == len(units):
        for unit, (_, piece) in zip(units, told, strict=True):
            unit.own.append(piece)
    elif kind in _PAIRED and len(told) > 1 and all(at >= 0 for at, _ in told) and len({at for at, _ in told}) > 1:
        for at, piece in told:
            units[at].own.append(piece)
    else:
        for unit in units:
            unit.shared.extend(piece for _, piece in told)
