"""Finding the few known institutions worth weighing: indexes by state and name, word, address, phone, id and domain.

Only institutions of the candidate's state are ever handed out for their name or place. Decides nothing.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator

from pipelines.link_compare import NameComparer, Sought
from pipelines.link_crosswalk import Profile
from pipelines.link_names import name_keys

MOST = 24
"""Institutions weighed for one candidate: the true one was among the best 25 for 99.4 % of the DAPIP rows."""

INSTITUTIONS = 6000
"""About how many institutions the country has: a word is not common because few institutions are given."""

PLACE_BITS = 8.0
"""What a shared street, ZIP or phone adds to the ranking, about as much as one rare word."""


class Blocks:
    """The indexes over all profiles, built once."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.profiles = tuple(profiles)
        self._index: dict[Hashable, list[int]] = defaultdict(list)
        for number, profile in enumerate(self.profiles):
            for key in _keys(profile):
                self._index[key].append(number)
        self.comparer = NameComparer(_rarity(self.profiles))

    def likely(self, sought: Sought) -> list[Profile]:
        """The profiles of the candidate's state that share most with it; none without a state."""
        if not sought.state:
            return []
        ranks: defaultdict[int, float] = defaultdict(float)
        for word in dict.fromkeys(sought.words):
            for number in self._index.get((sought.state, "word", word), ()):
                ranks[number] += self.comparer.weight(word)
        places = (("street", sought.street), ("zip", sought.zip5), ("phone", sought.phone), ("city", sought.city))
        for kind, value in places:
            for number in self._index.get((sought.state, kind, value), ()):
                ranks[number] += PLACE_BITS / (2 if kind == "city" else 1)
        best = sorted(ranks.items(), key=lambda item: (-item[1], item[0]))
        return [self.profiles[number] for number, _ in best[:MOST]]

    def alone(self, sought: Sought) -> frozenset[str]:
        """The keys of this name, whole and before a sign, that at most one institution of the country has."""
        keys = {key for name in (sought.words, *(cut.base for cut in sought.splits)) for key in name_keys(name)}
        return frozenset(key for key in keys if len({one.leads_to for one in self.having("anywhere", key)}) < 2)

    def namesakes(self, sought: Sought) -> int:
        """How many institutions of the candidate's state have this name, with or without more words after a sign."""
        found = (one for key in name_keys(sought.words) for one in self.having("anywhere", key))
        return len({one.leads_to for one in found if one.state == sought.state})

    def having(self, *key: Hashable) -> list[Profile]:
        """The profiles under an exact key: ``("unitid", ...)``, ``("opeid", ...)``, ``("anywhere", name)``."""
        return [self.profiles[number] for number in self._index.get(key, ())]


def _keys(profile: Profile) -> Iterator[Hashable]:
    yield ("unitid", profile.unitid)
    yield from (("opeid", opeid) for opeid in sorted(profile.opeids))
    yield from (("domain", domain) for domain in sorted(profile.domains))
    yield from {(profile.state, "word", word) for known in profile.names for word in known.words}
    bases = {key for known in profile.names for cut in known.splits for key in name_keys(cut.base)}
    whole = {key for known in profile.names for key in name_keys(known.words)}
    yield from (("anywhere", key) for key in sorted(bases | whole))
    yield from ((profile.state, "street", street) for street in profile.streets if street[0])
    yield from ((profile.state, "zip", code) for code in profile.zips)
    yield from ((profile.state, "phone", phone) for phone in profile.phones)
    yield from ((profile.state, "city", city) for city in profile.cities)


def _rarity(profiles: tuple[Profile, ...]) -> dict[str, float]:
    """Bits of each word: log2 of how many institutions there are for one that has it in a name."""
    holders = Counter(word for profile in profiles for word in {w for known in profile.names for w in known.words})
    country = max(len(profiles), INSTITUTIONS)
    return {word: math.log2(country / count) for word, count in holders.items()}
