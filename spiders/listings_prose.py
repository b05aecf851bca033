"""What a sentence under the name of a school says: ``Located in Price, UT, this college offers an AAS in ...``.

Asked only where a list has no program in words of its own; each piece is cited by its letters.
"""

import re
from collections.abc import Iterator

from bs4 import Tag

from spiders.listings_kinds import is_place, is_program
from spiders.listings_pieces import Piece
from spiders.spots import Spot
from spiders.texts import short_words

_LONGEST = 1500
_PLACE = re.compile(
    r"\b(?:in|of|at) ((?:[A-Z][\w.'\u2019-]+ ){0,3}[A-Z][\w.'\u2019-]+, (?:[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?))\b"
)
_OFFERS = re.compile(
    r"\b(?:offers?|has|provides?|awards?|teaches|runs) (?:(?:an?|the|its|their|both|two|three) )?"
    r"(?P<titles>[^.;$]{6,200}?)(?= (?:degree )?programs?\b|[.;$]|, (?:which|with|and (?:costs|charges))\b| for \$|$)"
)
_AND = re.compile(r",? (?:and|or|as well as|plus) (?:an?|the) |, (?:an?|the) ", re.IGNORECASE)
_PRICE = re.compile(
    r"\b(?:tuition|costs?|charges|price|pay)\b[^.$]{0,40}(\$ ?\d[\d,]*(?:\.\d\d)?"
    r"(?: ?(?:per|a|an|each|/) ?(?:credit(?: hour)?|unit|year|semester|quarter|term|course|program))?)",
    re.IGNORECASE,
)


def with_prose(pieces: list[Piece]) -> list[Piece]:
    """The texts of a school, with those that its sentences hold where none of them names a program."""
    if any(piece.kind == "program" for piece in pieces):
        return pieces
    made: list[Piece] = []
    seen: set[int] = set()
    for piece in pieces:
        node = piece.spot.node
        may_tell = piece.kind in ("", "money", "disclosure") and piece.spot.span is None and id(node) not in seen
        told = list(_of_sentences(node)) if may_tell else []
        seen.add(id(node))
        made += told or [piece]
    return made if any(piece.kind == "program" for piece in made) else pieces


def _of_sentences(node: Tag) -> Iterator[Piece]:
    whole = short_words(node, _LONGEST)
    offers = _OFFERS.search(whole) if len(whole) <= _LONGEST else None
    if offers is None:
        return
    spot = Spot(node)
    start, titles = offers.start("titles"), []
    for found in (*_AND.finditer(offers["titles"]), None):
        end = offers.start("titles") + found.start() if found is not None else offers.end("titles")
        titles.append((start, end))
        start = offers.start("titles") + found.end() if found is not None else end
    kept = [(first, last) for first, last in titles if is_program(whole[first:last])]
    if not kept:
        return
    if (place := _PLACE.search(whole)) is not None and is_place(place[1]):
        yield Piece(spot.between(*place.span(1)), "place")
    for first, last in kept:
        yield Piece(spot.between(first, last), "program")
    if (price := _PRICE.search(whole)) is not None:
        yield Piece(spot.between(*price.span(1)), "money")
