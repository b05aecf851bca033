"""How alike two school names are: the same, the same but for the town, spelled otherwise, longer, or in part.

Rare words weigh more, and words that tell schools apart never weigh little. Compares names; places are weighed in
``link_score``. May not decide what is linked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from pipelines.link_crosswalk import KnownName
from pipelines.link_names import Split, kind_of, kinds_agree, name_keys, name_words, splits
from pipelines.link_places import city_key, domain_key, phone_key, state_key, street_key, zip_key
from pipelines.link_types import Candidate
from pipelines.link_words import words

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
            bits = 3.0 if word in lists.schools else max(bits, 3.0 if word in lists.never_drop else 1.0)
            self._weights[word] = (0.7 if len(word) == 1 else bits) * lists.weighs_little.get(word, 1.0)
        return self._weights[word]

    def share(
        self, one: tuple[str, ...], other: tuple[str, ...], places: frozenset[str]
    ) -> tuple[float, frozenset[str]]:
        """Weight in common over the weight of both, and the words that only one name has; places count little."""
        mine = [word for word in dict.fromkeys(one) if word not in other]
        theirs = [word for word in dict.fromkeys(other) if word not in one]
        both = 2 * sum(self.weight(word) for word in dict.fromkeys(one) if word in other)
        for word in list(mine):
            twin = next((other_word for other_word in theirs if _alike(word, other_word)), None)
            if twin is not None:
                mine.remove(word)
                theirs.remove(twin)
                both += 2 * min(self.weight(word), self.weight(twin)) * 0.95
        alone = sum(self.weight(word) * (0.15 if word in places else 1.0) for word in mine + theirs)
        return (both / (both + alone) if both else 0.0), frozenset(mine + theirs)

    def compare(
        self, candidate: Sought, known: KnownName, places: frozenset[str], alone: frozenset[str] = frozenset()
    ) -> NameMatch:
        """The likeness of the candidate's name to one known name; ``alone``: names of one institution only."""
        if known.sort == "acronym":
            same = candidate.words == known.words
            return NameMatch("acronym" if same else "different", 1.0 if same else 0.0, known)
        if set(name_keys(candidate.words)) & set(name_keys(known.words)):
            return NameMatch("same" if known.sort == "current" else "same_earlier", 1.0, known)
        if _campus_of(candidate, known, alone):
            return NameMatch("campus_of", 0.98, known)
        if _same_but_for_place(candidate, known, places):
            return NameMatch("same_but_place", 0.97, known)
        share, left = self.share(candidate.words, known.words, places)
        agree = kinds_agree(kind_of(candidate.words), kind_of(known.words))
        level = _level(share, agree)
        nickname = set(candidate.words) < set(known.words) and candidate.words == known.words[: len(candidate.words)]
        if (agree or nickname) and share >= 0.5 and (relation := _relation(candidate.words, known.words, left, places)):
            level = relation
        return NameMatch(level, share if agree else share * 0.9, known)


def _relation(one: tuple[str, ...], other: tuple[str, ...], left: frozenset[str], places: frozenset[str]) -> str | None:
    """Whether only spelling or the kind of school differs, or the one name is the other with words at its end."""
    lists = words()
    if any(word.isdigit() for word in left) or left & lists.offices:
        return None
    if not left:
        return "spelled_otherwise" if len(one) == len(other) else None
    heavy = left - lists.weighs_little.keys()
    if heavy <= lists.kinds:
        own = set(one) - lists.kinds - lists.weighs_little.keys()
        nickname = one == other[: len(one)] and not lists.schools & set(one)
        return "kind_changed" if (heavy <= lists.passing or nickname) and own and not own <= places else None
    if (
        len(one) == len(other)
        or min(len(one), len(other)) < 2
        or set(one if len(one) <= len(other) else other) <= places
    ):
        return None
    if one[: len(other)] == other:
        return "longer_telling" if left & lists.never_drop else "longer"
    return "shorter" if other[: len(one)] == one and not left & lists.never_drop else None


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


def _campus_of(candidate: Sought, known: KnownName, alone: frozenset[str]) -> bool:
    """``Ivy Tech Community College - Fort Wayne``: a campus of the one institution with the name before the sign."""
    mine = {
        key
        for cut in candidate.splits
        if cut.campus or set(cut.tail) <= candidate.city_words
        for key in name_keys(cut.base)
    }
    return bool(mine & alone & set(name_keys(known.words)))
