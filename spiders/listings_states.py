"""The state of schools that a list prints with their city alone: the one that the heading above them names."""

import re
from functools import cache

from bs4 import Tag

from spiders.html import words
from spiders.listings_kinds import is_online, is_place
from spiders.listings_layout import School
from spiders.schools_and_places import state_codes
from spiders.spots import Spot

_LONGEST = 200
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


def give_state(school: School, heading: Tag, group: Spot | None) -> None:
    """Give a school with a city alone the state of its subheading, else of the heading of the list."""
    place = school.place
    if place is None or school.state is not None or is_place(place.said) or is_online(place.said):
        return
    spots = [group] if group is not None else []
    school.state = next(filter(None, map(_state_in, (*spots, Spot(heading)))), None)


def _state_in(spot: Spot) -> Spot | None:
    """The only state that a heading names."""
    if spot.attribute or spot.pointer or spot.span is not None or len(words(spot.node)[: _LONGEST + 1]) > _LONGEST:
        return None
    found = list(_pattern().finditer(spot.text))
    return spot.between(*found[0].span(1)) if len(found) == 1 else None
