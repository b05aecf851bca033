"""The state of schools that a list prints with their city alone: the one that the heading above them names."""

import re
from functools import cache

from bs4 import Tag

from spiders.listings_kinds import is_online, is_place
from spiders.listings_layout import School
from spiders.listings_pieces import Piece
from spiders.listings_shares import Block
from spiders.schools_and_places import state_codes
from spiders.spots import Spot
from spiders.texts import short_words

_LONGEST = 200
_CITY = re.compile(r"(?:[A-Z][\w'\u2019-]{1,20}|St\.)(?: [A-Z][\w'\u2019-]{1,20}){0,2}")
_LEAST_CITIES = 2
_MOST_OF = 0.75
_LEAST_LETTERS = 4
"""Shorter spellings of states are words or parts of names as well."""


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((name for name in state_codes() if len(name) >= _LEAST_LETTERS), key=len, reverse=True)
    told = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(
        rf"(?:^|\b(?:in|across|near|around|throughout)\s+(?:the\s+state\s+of\s+)?)({told})\b(?!\s+(?:city|state|univ|coll))",
        re.IGNORECASE,
    )


def cities_alone(blocks: list[Block], heading: Tag) -> None:
    """Take the words straight behind most names for their city, where headings name the state and nothing else does."""
    bare = [block for block in blocks if not any(piece.kind in ("place", "online") for piece in block.pieces)]
    found = [block.pieces[0] for block in bare if block.pieces and _is_city(block.pieces[0])]
    if len({piece.text for piece in found}) < _LEAST_CITIES or len(found) < _MOST_OF * len(blocks):
        return
    for block in bare:
        spots = ([block.group] if block.group is not None else []) + [Spot(heading)]
        if block.pieces and any(block.pieces[0] is piece for piece in found) and any(map(_state_in, spots)):
            block.pieces[0].kind = "place"


def _is_city(piece: Piece) -> bool:
    return piece.kind == "" and not piece.labeled and _CITY.fullmatch(piece.text) is not None


def give_state(school: School, heading: Tag, group: Spot | None) -> None:
    """Give a school with a city alone the state of its subheading, else of the heading of the list."""
    place = school.place
    if place is None or school.state is not None or is_place(place.said) or is_online(place.said):
        return
    spots = [group] if group is not None else []
    school.state = next(filter(None, map(_state_in, (*spots, Spot(heading)))), None)


def _state_in(spot: Spot) -> Spot | None:
    """The only state that a heading names."""
    if spot.attribute or spot.pointer or spot.span is not None or len(short_words(spot.node, _LONGEST)) > _LONGEST:
        return None
    found = list(_pattern().finditer(spot.text))
    return spot.between(*found[0].span(1)) if len(found) == 1 else None
