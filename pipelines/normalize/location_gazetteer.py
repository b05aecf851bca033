"""The cities and ZIP codes of the United States, offline, from the ``zipcodes`` package.

It confirms and disagrees; it never adds a city, a state or a ZIP code that a text does not print.
"""

import re
from collections import Counter
from functools import cache
from typing import Any

import zipcodes

from pipelines.normalize.location_words import folded, word_group

_DIRECTIONS = {"n": "north", "s": "south", "e": "east", "w": "west", "no": "north", "so": "south"}


_APOSTROPHE = re.compile(r"(?<= )(d) ")
_ZIPS_OF_THE_WELL_KNOWN = 4


def fold_city(name: str) -> str:
    """A city as it is compared: ``St. Paul`` and ``SAINT PAUL`` are one."""
    return " ".join(folded(word) for word in name.split())


@cache
def _zips() -> dict[str, dict[str, Any]]:
    rows: list[dict[str, Any]] = zipcodes.list_all()  # type: ignore[no-untyped-call]
    return {row["zip_code"]: row for row in rows}


@cache
def cities_by_state() -> dict[str, frozenset[str]]:
    """USPS code to the folded names of its cities, also the names that the post does not prefer."""
    found: dict[str, set[str]] = {}
    for row in _zips().values():
        others = (name for name in (*row["acceptable_cities"], *row["unacceptable_cities"]) if not _is_school(name))
        names = found.setdefault(row["state"], set())
        names.update(variant for name in (row["city"], *others) for variant in _variants(name))
    return {state: frozenset(names) for state, names in found.items()}


def _variants(name: str) -> set[str]:
    """A city as it is compared, also as printed with an apostrophe: the post writes ``Coeur D Alene``."""
    folded_name = fold_city(name)
    return {folded_name, _APOSTROPHE.sub(r"\1", folded_name)} if " d " in folded_name else {folded_name}


def _is_school(name: str) -> bool:
    """The post knows some schools and firms with a ZIP code of their own as if they were cities."""
    words = name.lower().split()
    return (
        len(name) < 3
        or words[-1] in word_group("no_city_end")
        or (words[0] in word_group("no_city_end") and "of" in words)
    )


@cache
def all_cities() -> frozenset[str]:
    """The folded names of the cities that the post prefers, without words that mean other things (``Reading``)."""
    names = frozenset(variant for row in _zips().values() for variant in _variants(row["city"]))
    return names - word_group("not_a_city")


@cache
def well_known_cities() -> frozenset[str]:
    """Cities that a sentence may name with no more than 'in': those of several words or several ZIP codes."""
    codes = Counter(fold_city(row["city"]) for row in _zips().values())
    return frozenset(name for name in all_cities() if " " in name or codes[name] >= _ZIPS_OF_THE_WELL_KNOWN)


def zip_state(zip5: str) -> str | None:
    """The state of a ZIP code; None when no such code is known."""
    row = _zips().get(zip5)
    return row["state"] if row else None


def is_city(name: str, state: str | None) -> bool:
    """Whether a folded name is a city of the state, or of any state when there is none."""
    known = all_cities() if state is None else cities_by_state().get(state, frozenset())
    if name in known:
        return True
    first, _, rest = name.partition(" ")
    return first in _DIRECTIONS and f"{_DIRECTIONS[first]} {rest}" in known


def zip_coordinates(zip5: str) -> dict[str, str] | None:
    """Latitude and longitude (decimal degrees) and county name of a ZIP code, with ``grain`` saying it is the ZIP's.

    A school's own point and county FIPS come from IPEDS by UNITID; these are for places that have none.
    """
    row = _zips().get(zip5)
    if row is None:
        return None
    return {"latitude": row["lat"], "longitude": row["long"], "county_name": row["county"], "grain": "zip"}


def disagreements(place: dict[str, Any]) -> list[str]:
    """Where a place and the gazetteer differ: unknown_zip, zip_of_another_state, unknown_city. Nothing is changed."""
    found = []
    state, zip5, city = place.get("state"), place.get("zip5"), place.get("city")
    if zip5 and (known := zip_state(zip5)) is None:
        found.append("unknown_zip")
    elif zip5 and state and known != state:
        found.append("zip_of_another_state")
    if city and state and not is_city(fold_city(city), state):
        found.append("unknown_city")
    return found
