"""Weighing a candidate against a known institution: evidence by evidence, in bits, each with its words.

The bits are measured shares (``reference/link_weights.csv``): log2 of how much likelier the evidence is for the same
institution than for another one of the state. May not decide what is linked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import us
from rapidfuzz.fuzz import ratio

from pipelines.link_crosswalk import KnownName, Profile
from pipelines.link_names import Split, kind_of, kinds_agree, name_keys, name_words, splits
from pipelines.link_places import city_key, domain_key, phone_key, state_key, street_key, zip_key
from pipelines.link_types import Candidate
from pipelines.link_words import weights, words

ALIKE = 84.0
"""rapidfuzz ratio from which two long words are one word misspelled."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A candidate made comparable."""

    words: tuple[str, ...]
    splits: tuple[Split, ...]
    city: str
    city_words: frozenset[str]
    state: str
    zip5: str
    street: tuple[str, str]
    phone: str
    domain: str


def sought(candidate: Candidate) -> Sought:
    """The candidate's texts as keys; any text will do."""
    return Sought(
        words=name_words(candidate.name),
        splits=splits(candidate.name),
        city=city_key(candidate.city),
        city_words=frozenset(name_words(candidate.city or "")),
        state=state_key(candidate.state),
        zip5=zip_key(candidate.zip5),
        street=street_key(candidate.street),
        phone=phone_key(candidate.phone),
        domain=domain_key(candidate.url),
    )


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How alike two names are: ``level`` for the weights, ``share`` of their weight in common (0 to 1)."""

    level: str
    share: float
    known: KnownName


class NameComparer:
    """Compares names with the rarity of each word among the known names."""

    def __init__(self, rarity: Mapping[str, float]) -> None:
        self.rarity = rarity
        self.rarest = max(rarity.values(), default=1.0)
        self._weights: dict[str, float] = {}

    def weight(self, word: str) -> float:
        """Bits of a word: rare words tell more; a word that tells schools apart never weighs under three."""
        if word not in self._weights:
            lists, bits = words(), min(self.rarity.get(word, self.rarest), 9.0)
            bits = max(bits, 3.0 if word in lists.never_drop else 1.0)
            self._weights[word] = (0.7 if len(word) == 1 else bits) * lists.weighs_little.get(word, 1.0)
        return self._weights[word]

    def share(self, one: tuple[str, ...], other: tuple[str, ...], places: frozenset[str]) -> float:
        """Weight in common over the weight of both; words of the place count little where only one name has them."""
        common = set(one) & set(other)
        mine, theirs = [w for w in one if w not in common], [w for w in other if w not in common]
        both = 2 * sum(map(self.weight, common))
        for word in list(mine):
            if (twin := next((other_word for other_word in theirs if _alike(word, other_word)), None)) is not None:
                mine.remove(word)
                theirs.remove(twin)
                both += 2 * min(self.weight(word), self.weight(twin)) * 0.95
        alone = sum(self.weight(word) * (0.15 if word in places else 1.0) for word in mine + theirs)
        return both / (both + alone) if both else 0.0

    def compare(self, candidate: Sought, known: KnownName, places: frozenset[str]) -> NameMatch:
        """The likeness of the candidate's name to one known name."""
        if known.sort == "acronym":
            same = candidate.words == known.words
            return NameMatch("acronym" if same else "different", 1.0 if same else 0.0, known)
        if set(name_keys(candidate.words)) & set(name_keys(known.words)):
            return NameMatch("same" if known.sort == "current" else "same_earlier", 1.0, known)
        if _same_but_for_place(candidate, known, places):
            return NameMatch("same_but_place", 0.97, known)
        share = self.share(candidate.words, known.words, places)
        agree = kinds_agree(kind_of(candidate.words), kind_of(known.words))
        return NameMatch(_level(share, agree), share if agree else share * 0.9, known)


def _level(share: float, agree: bool) -> str:
    for bound in (95, 85, 70, 50, 30):
        if share * 100 >= bound:
            return f"{bound}" if agree else f"{bound}_other_kind"
    return "different"


@lru_cache(maxsize=200_000)
def _alike(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0] and one.isalpha() and other.isalpha()
    return len(one) > 3 and len(other) > 3 and one[0] == other[0] and ratio(one, other) >= ALIKE


def _same_but_for_place(candidate: Sought, known: KnownName, places: frozenset[str]) -> bool:
    mine = [candidate.words, *(cut.base for cut in candidate.splits if set(cut.tail) <= places)]
    theirs = [known.words, *(cut.base for cut in known.splits if set(cut.tail) <= places)]
    keys = {key for base in mine for key in name_keys(base)}
    return any(key in keys for base in theirs for key in name_keys(base))


def place_levels(candidate: Sought, profile: Profile) -> dict[str, str]:
    """Evidence to level for what both sides state; what one side does not state is evidence of nothing."""
    levels = {}
    if candidate.city and profile.cities:
        levels["city"] = _city_level(candidate.city, profile.cities)
    if candidate.street[0] and any(street[0] for street in profile.streets):
        levels["street"] = _street_level(candidate.street, profile.streets)
    if candidate.zip5 and profile.zips:
        near = any(candidate.zip5[:3] == code[:3] for code in profile.zips)
        levels["zip"] = "same" if candidate.zip5 in profile.zips else "near" if near else "different"
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
        return round(1 / (1 + 2.0 ** -max(-60.0, min(60.0, self.bits))), 4)

    @property
    def why(self) -> str:
        """The evidence in words, one clause each."""
        spoken = [f"{evidence} {level}" for evidence, level in self.places.items()]
        return f"name {self.name.level} ({self.name.known.text}); " + "; ".join(spoken) + f" = {self.bits:+.1f} bits"


def weigh(candidate: Sought, profile: Profile, comparer: NameComparer) -> Weighed:
    """Add up the evidence for the candidate being this institution."""
    places = place_levels(candidate, profile)
    about = place_words(candidate, profile)
    column = {"same": "name_same_city", "near": "name_same_city", "different": "name_other_city"}
    table, evidence = weights(), column.get(places.get("city", ""), "name_no_city")
    matches = [comparer.compare(candidate, known, about) for known in profile.names]
    best = max(matches, key=lambda match: (table[evidence, match.level], match.share))
    bits = table["prior", "another"] + table[evidence, best.level]
    bits += sum(table[kind, level] for kind, level in places.items() if kind != "city")
    return Weighed(profile, round(bits, 2), best, places)
