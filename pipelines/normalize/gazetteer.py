"""Where a ZIP code is, for places that have no UNITID: city names, county and a point, always labeled as the ZIP's.

Built on the offline ``zipcodes`` package, which is read at the first call. A school's own point and county FIPS code
come from IPEDS by UNITID; this never replaces them. Pure; says what it finds and may not change or add to an address.
"""

from functools import cache
from typing import Any, NamedTuple

FROM_ZIP = "zip"
"""The label of what follows from a ZIP code and not from the place itself."""
_LONGEST = 200


class PlaceOfZip(NamedTuple):
    """What is known of a ZIP code; ``origin`` is always ``zip``.

    ``cities`` has every name in use there, the preferred ``city`` first. ``county`` is a name: the gazetteer has no
    FIPS codes. ``latitude`` and ``longitude`` are degrees as published, for the middle of the ZIP's area. None where
    the gazetteer has nothing. ``is_active`` is False for codes that the post has given up.
    """

    zip5: str
    city: str
    cities: tuple[str, ...]
    state: str
    county: str | None
    latitude: str | None
    longitude: str | None
    is_active: bool
    origin: str = FROM_ZIP

    def public(self) -> dict[str, Any]:
        """The place as a JSON-ready object, with its label under ``from``."""
        told = self._asdict()
        return {**{name: value for name, value in told.items() if name != "origin"}, "from": self.origin}


def place_of_zip(zip5: str) -> PlaceOfZip | None:
    """The place of five ASCII digits; None for an unknown code, a ZIP+4 and anything else. Never raises."""
    row = _rows().get(zip5)
    if row is None:
        return None
    names = dict.fromkeys((row["city"], *row["acceptable_cities"], *row["unacceptable_cities"]))
    has_point = float(row["lat"] or 0) != 0 or float(row["long"] or 0) != 0
    return PlaceOfZip(
        zip5, row["city"], tuple(names), row["state"], row["county"] or None, row["lat"] if has_point else None,
        row["long"] if has_point else None, bool(row["active"]),
    )  # fmt: skip


def misfits(city: str | None, state: str | None, zip5: str | None) -> tuple[str, ...]:
    """How a city, a USPS state code and a ZIP code contradict each other; empty when they fit or too little is said.

    ``unknown_zip``, ``zip_of_another_state``, ``unknown_city`` (none of that name in the state), and
    ``zip_of_another_city``, which is weak: towns use the ZIP codes of their neighbors. Findings for people to look
    at; nothing is decided by them.
    """
    found = []
    place = place_of_zip(zip5) if zip5 else None
    if zip5 and place is None:
        found.append("unknown_zip")
    elif place and state and place.state != state:
        found.append("zip_of_another_state")
    name = _folded((city or "")[:_LONGEST])
    is_there = place is not None and any(_is_same(name, _folded(known)) for known in place.cities)
    if name and not is_there:
        if state and not _is_city(name, state):
            found.append("unknown_city")
        elif place and place.state == (state or place.state):
            found.append("zip_of_another_city")
    return tuple(found)


@cache
def _rows() -> dict[str, dict[str, Any]]:
    import zipcodes  # here, because few commands need it and its table takes a third of a second

    rows: list[dict[str, Any]] = zipcodes.list_all()  # type: ignore[no-untyped-call]
    return {row["zip_code"]: row for row in rows}


def _folded(name: str) -> str:
    from pipelines.normalize.location_gazetteer import fold_city

    return fold_city(name)


def _is_city(name: str, state: str) -> bool:
    from pipelines.normalize.location_gazetteer import is_city

    return is_city(name, state)


def _is_same(name: str, known: str) -> bool:
    """Whether two folded names are one: mckenzie and mc kenzie, n little rock and north little rock."""
    if name.replace(" ", "") == known.replace(" ", ""):
        return True
    (first, _, rest), (other, _, others) = name.partition(" "), known.partition(" ")
    return bool(rest) and rest == others and 1 in (len(first), len(other)) and first[:1] == other[:1]
