"""From pieces to places: each end gets its own lines of mail, then its delivery. Reads no text."""

from itertools import pairwise, zip_longest

from pipelines.normalize.location_pieces import Piece
from pipelines.normalize.location_place import Place, apply_line, empty_place
from pipelines.normalize.location_street import Line


def settle(pieces: list[Piece]) -> list[Place]:
    """The places of all pieces: lines that belong to later ends are moved there, delivery is set."""
    _take_apart(pieces)
    pieces = [one for one, other in zip_longest(pieces, pieces[1:]) if not _is_said_again(one, other)]
    for one, other in pairwise(pieces):
        if one.is_plural and not other.modes:
            other.modes, other.is_plural = ["campus"], True
    places: list[Place] = []
    for piece in pieces:
        for line in piece.lines:
            apply_line(piece.places[-1], line)
        places += _delivered(piece)
    return places


def _is_said_again(one: Piece, other: Piece | None) -> bool:
    """``Missoula, Montana, Missoula, MT 59812``: a bare city right before itself with its ZIP code."""
    if other is None or one.lines or one.modes or len(one.places) > 1 or not one.is_bare or not other.is_bare:
        return False
    first, second = one.places[0], other.places[0]
    same = first["city"] and (first["city"], first["state"]) == (second["city"], second["state"])
    return bool(same and second["zip5"] and not first["zip5"])


def _delivered(piece: Piece) -> list[Place]:
    if len(piece.modes) <= 1:
        for place in piece.places:
            place["delivery"] = piece.modes[0] if piece.modes else None
        return piece.places
    first = "campus" if "campus" in piece.modes else piece.modes[0]
    for place in piece.places:
        place["delivery"] = first
    return [*piece.places, *({**empty_place(), "delivery": mode} for mode in piece.modes if mode != first)]


def _take_apart(pieces: list[Piece]) -> None:
    """Interleaved addresses: all lines of mail first, then all cities. Each end gets its own line."""
    for index, piece in enumerate(pieces):
        if not piece.lines:
            continue
        group = pieces[index : index + max(2, len(piece.lines)) + 1]
        bare = next((place for place, one in enumerate(group[1:]) if not one.is_bare), len(group) - 1)
        group = group[: bare + 1]
        if len(group) == 1:
            continue
        zipped = all(one.places[0]["zip5"] for one in group)
        if len(piece.lines) == len(group) or (zipped and _box_apart(piece, len(group) - 1)):
            for one, line in zip(group, list(piece.lines), strict=True):
                one.lines = [line]
                one.modes = one.modes or list(piece.modes)


def _box_apart(piece: Piece, following: int) -> bool:
    """One street and one box before two ends: each takes one, in the order that they stand."""
    if following != 1 or len(piece.lines) != 1 or not piece.lines[0].street or not piece.lines[0].box:
        return False
    line, box = piece.lines[0], Line(box=piece.lines[0].box)
    line.box = None
    piece.lines = [box, line] if line.is_box_first else [line, box]
    return True
