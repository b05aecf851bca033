"""The campus that an accreditor tells apart from the institution's own: CAHIIM accredits a campus, no system. Pure.

A campus is named by its city where that is another one than the institution's, else by its own name. Online is none.
"""

from typing import Any

from pipelines.link_places import city_key
from pipelines.merge import Claims
from pipelines.slug_words import slug_word

LONGEST = 60
NO_CAMPUS = frozenset(
    (
        "campus",
        "campuses",
        "main",
        "the",
        "at",
        "of",
        "online",
        "distance",
        "virtual",
        "all",
        "center",
        "centre",
        "site",
    )
)
"""Words that tell no campus apart."""


def campus_of(claims: Claims, city: str) -> str:
    """The campus in lower-case words with hyphens; empty for the institution's own, in ``city``, or an untold one."""
    place = _value(claims, "place")
    told = str(_value(claims, "city") or (place.get("city") if isinstance(place, dict) else "") or "")
    if city_key(told) and city_key(told) != city_key(city):
        return slug_word(told)[:LONGEST].strip("-")
    here = set(slug_word(f"{told} {city}").split("-"))
    words = [word for word in slug_word(str(_value(claims, "campus") or "")).split("-") if word not in here | NO_CAMPUS]
    return "-".join(words)[:LONGEST].strip("-") if _value(claims, "campus") else ""


def _value(claims: Claims, name: str) -> Any:
    return (claims.get(name) or [None])[0]
