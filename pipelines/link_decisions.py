"""What people decided about links, yes and no, looked up for a candidate. Decides nothing by itself."""

from collections import defaultdict
from collections.abc import Iterable

from pipelines.link_names import name_keys, name_words
from pipelines.link_places import city_key, state_key
from pipelines.link_types import Candidate, Decision


class Decisions:
    """All decisions; for one candidate and one institution the latest holds, and on the same day ``no``."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._by_id: dict[str, list[Decision]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        for decision in decisions:
            if decision.candidate_id is not None:
                self._by_id[decision.candidate_id].append(decision)
            elif decision.name and state_key(decision.state):
                self._by_name[_name_key(decision.name), state_key(decision.state)].append(decision)

    def about(self, candidate: Candidate) -> dict[str, Decision]:
        """UNITID to the decision that holds for this candidate."""
        named = self._by_name.get((_name_key(candidate.name), state_key(candidate.state)), [])
        city = city_key(candidate.city)
        fitting = [one for one in named if not one.city or city_key(one.city) == city]
        holding: dict[str, Decision] = {}
        for one in sorted([*self._by_id.get(candidate.id, []), *fitting], key=_strength):
            holding[one.unitid] = one
        return holding


def _name_key(name: str) -> str:
    return "".join(name_keys(name_words(name))[:1])


def _strength(decision: Decision) -> tuple[object, ...]:
    return decision.decided_on, decision.verdict == "no", repr(decision)
