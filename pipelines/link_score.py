"""Weighing a candidate against a known institution: evidence by evidence, in bits, each with its words.

The bits are measured shares (``reference/link_weights.csv``): log2 of how much likelier the evidence is for the same
institution than for another one of the state. May not decide what is linked.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import us
from rapidfuzz.fuzz import ratio

from pipelines.link_compare import ALIKE, NameComparer, NameMatch, Sought
from pipelines.link_crosswalk import Profile
from pipelines.link_names import name_keys, name_words
from pipelines.link_words import weights


def place_levels(candidate: Sought, profile: Profile) -> dict[str, str]:
    """Evidence to level for what both sides state; what one side does not state is evidence of nothing."""
    levels = {}
    if candidate.city and profile.cities:
        levels["city"] = _city_level(candidate.city, profile.cities)
    moved = levels.get("city") == "different"
    if candidate.street[0] and any(street[0] for street in profile.streets):
        levels["street"] = _street_level(candidate.street, profile.streets)
    if candidate.zip5 and profile.zips:
        near = any(candidate.zip5[:3] == code[:3] for code in profile.zips)
        levels["zip"] = "same" if candidate.zip5 in profile.zips else "near" if near else "different"
    if moved:  # in another city, another street and ZIP are no further evidence
        levels = {kind: level for kind, level in levels.items() if kind == "city" or level == "same"}
    if candidate.phone and profile.phones:
        near = any(candidate.phone[:6] == phone[:6] for phone in profile.phones)
        levels["phone"] = "same" if candidate.phone in profile.phones else "near" if near else "different"
    if candidate.domain and profile.domains:
        levels["domain"] = "same" if candidate.domain in profile.domains else "different"
    return levels


def _city_level(city: str, known: Iterable[str]) -> str:
    if city in known:
        return "same"
    near = any(city.startswith(one) or one.startswith(city) or ratio(city, one) >= ALIKE for one in known)
    return "near" if near else "different"


def _street_level(street: tuple[str, str], known: Iterable[tuple[str, str]]) -> str:
    if street in known:
        return "same"
    return "near" if any(street[1] == one[1] or street[0] == one[0] for one in known) else "different"


def place_words(candidate: Sought, profile: Profile) -> frozenset[str]:
    """The words that say where, not which: the cities of both sides and the state."""
    return candidate.city_words | profile.city_words | _state_words(profile.state)


@cache
def _state_words(state: str) -> frozenset[str]:
    found = us.states.lookup(state) if state else None
    return frozenset(name_words(found.name) if found else ()) | {state.lower()}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A profile with its total in bits, the best likeness of names, and the levels of the other evidence."""

    profile: Profile
    bits: float
    name: NameMatch
    places: Mapping[str, str]

    @property
    def score(self) -> float:
        """The total as a share between 0 and 1."""
        return round(1.0 / (1.0 + math.pow(2.0, -max(-60.0, min(60.0, self.bits)))), 4)

    @property
    def why(self) -> str:
        """The evidence in words, one clause each."""
        spoken = [f"{evidence} {level}" for evidence, level in self.places.items()]
        return f"name {self.name.level} ({self.name.known.text}); " + "; ".join(spoken) + f" = {self.bits:+.1f} bits"


def weigh(candidate: Sought, profile: Profile, comparer: NameComparer, alone: frozenset[str] = frozenset()) -> Weighed:
    """Add up the evidence for the candidate being this institution; ``alone``: names of one institution only."""
    places = place_levels(candidate, profile)
    about = place_words(candidate, profile)
    own = alone.intersection(name_keys(candidate.words))
    elsewhere = "name_other_city_alone" if own else "name_other_city"
    column = {"same": "name_same_city", "near": "name_same_city", "different": elsewhere}
    table, evidence = weights(), column.get(places.get("city", ""), "name_no_city")
    matches = [comparer.compare(candidate, known, about, alone) for known in profile.names]
    best = max(matches, key=lambda match: (table[evidence, match.level], match.share))
    bits = table["prior", "another"] + table[evidence, best.level]
    bits += sum(table[kind, level] for kind, level in places.items() if kind != "city")
    return Weighed(profile, round(bits, 2), best, places)
