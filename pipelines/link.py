"""Which institution is this? Links what a source names to a UNITID, with the reason, or hands it to a person.

Order: UNITID, OPEID with state, crosswalk, decision, name with place, web domain, review. A name alone never links,
nothing links across states on its name, and what is ambiguous goes to review. Pure: knows no table and no file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipelines.link_blocking import Blocks
from pipelines.link_compare import Sought, sought
from pipelines.link_crosswalk import Profile, profiles_of
from pipelines.link_decisions import Decisions
from pipelines.link_names import name_keys
from pipelines.link_score import Weighed, weigh
from pipelines.link_types import Candidate, Decision, How, KnownInstitution, Link, Scored

__all__ = ["Candidate", "Decision", "KnownInstitution", "Link", "Linker", "Scored"]

ENOUGH = 3.3
"""Bits from which name and place link: ten to one."""

APART = 3.0
"""Bits by which the best must lead the next institution: eight to one."""

LIKE_ENOUGH = 0.3
"""Share of the names in common without which no address links: two schools may share a house."""

ALIKE_THERE = 0.6
"""Share of the names from which a school in the candidate's own city keeps one in another city from being linked."""

WORTH_A_LOOK = -4.0
"""Bits from which an institution is shown to the person who reviews."""

SHOWN = 5
_SAME_NAME = frozenset({"same", "same_earlier", "same_but_place"})


@dataclass(frozen=True, slots=True)
class _Case:
    """One candidate on its way: its keys, the institutions that a person ruled out, the others weighed, best first."""

    candidate: Candidate
    seen: Sought
    decisions: dict[str, Decision]
    weighed: tuple[Weighed, ...]
    namesakes: int = 0

    def allowed(self, profile: Profile) -> bool:
        """Whether no person said that the candidate is not this institution."""
        ids = (profile.unitid, profile.leads_to)
        return not any(unitid in self.decisions and self.decisions[unitid].verdict == "no" for unitid in ids)

    def only(self, profiles: Iterable[Profile]) -> Profile | None:
        """The one profile among those allowed, if they all lead to the same institution."""
        allowed = [profile for profile in profiles if self.allowed(profile)]
        return allowed[0] if len({profile.leads_to for profile in allowed}) == 1 else None


class Linker:
    """Links candidates to the known institutions; the indexes are built once, ``link`` changes nothing."""

    def __init__(self, known: Iterable[KnownInstitution], decisions: Iterable[Decision] = ()) -> None:
        self._blocks = Blocks(profiles_of(known))
        self._decisions = Decisions(decisions)

    def link(self, candidate: Candidate) -> Link:
        """The institution that the candidate is, with the reason; never an exception, whatever its texts."""
        case = self._case(candidate)
        steps = (self._by_unitid, self._by_opeid, _by_crosswalk, self._by_decision, _by_name_and_place, self._by_domain)
        for step in steps:
            if (link := step(case)) is not None:
                return link
        if candidate.parent_name and candidate.parent_name.strip(" -") and candidate.unitid is None:
            whole = replace(candidate, name=f"{candidate.parent_name} - {candidate.name}", parent_name=None)
            link = self.link(whole)
            refused = link.unitid in case.decisions and case.decisions[link.unitid].verdict == "no"
            if link.unitid is not None and not refused:
                return link
        return self._for_review(case)

    def _case(self, candidate: Candidate) -> _Case:
        seen, decisions = sought(candidate), self._decisions.about(candidate)
        case = _Case(candidate, seen, decisions, ())
        alone = self._blocks.alone(seen)
        best: dict[str, Weighed] = {}
        for profile in self._blocks.likely(seen):
            if case.allowed(profile):
                one = weigh(seen, profile, self._blocks.comparer, alone)
                if profile.leads_to not in best or _rank(one) < _rank(best[profile.leads_to]):
                    best[profile.leads_to] = one
        ranked = tuple(sorted(best.values(), key=_rank))
        return replace(case, weighed=ranked, namesakes=self._blocks.namesakes(seen))

    def _by_unitid(self, case: _Case) -> Link | None:
        unitid = (case.candidate.unitid or "").strip()
        found = case.only(self._blocks.having("unitid", unitid)) if unitid else None
        return _linked(case, found, "unitid", 1.0, f"the source gives UNITID {unitid}") if found else None

    def _by_opeid(self, case: _Case) -> Link | None:
        opeid = (case.candidate.opeid or "").strip()
        if len(opeid) != 8 or not case.seen.state:
            return None
        here = [profile for profile in self._blocks.having("opeid", opeid) if profile.state == case.seen.state]
        found = case.only(here)
        return (
            _linked(case, found, "opeid", 0.99, f"the source gives OPEID {opeid} in {found.state}") if found else None
        )

    def _by_decision(self, case: _Case) -> Link | None:
        said = {unitid: one for unitid, one in case.decisions.items() if one.verdict == "yes"}
        found = case.only(profile for unitid in sorted(said) for profile in self._blocks.having("unitid", unitid))
        if found is None:
            return None
        one = said.get(found.unitid) or next(iter(said.values()))
        return _linked(case, found, "decision", 1.0, f"{one.who} decided on {one.decided_on.isoformat()}: {one.why}")

    def _by_domain(self, case: _Case) -> Link | None:
        domain, state = case.seen.domain, case.seen.state
        if not domain or not state or _unknown_unitid(case):
            return None
        found = case.only(profile for profile in self._blocks.having("domain", domain) if profile.state == state)
        if found is None:
            return None
        one = weigh(case.seen, found, self._blocks.comparer)
        if one.name.share < 0.3 and one.places.get("city") != "same":
            return None
        return _linked(case, found, "web_domain", 0.9, f"{domain} is the domain of one institution in {state}")

    def _for_review(self, case: _Case) -> Link:
        shown = [one for one in case.weighed if one.bits >= WORTH_A_LOOK]
        if not shown and not case.seen.state:
            keys = name_keys(case.seen.words)
            profiles = {p.leads_to: p for key in keys for p in self._blocks.having("anywhere", key) if case.allowed(p)}
            found = (weigh(case.seen, profiles[unitid], self._blocks.comparer) for unitid in sorted(profiles))
            shown = sorted(found, key=_rank)
        if not shown:
            return Link(case.candidate.id, None, 0.0, "none", (), "no known institution is like it")
        reason = "no state is given" if not case.seen.state else _why_not(case, shown)
        return Link(case.candidate.id, None, shown[0].score, "review", tuple(map(_scored, shown[:SHOWN])), reason)


def _rank(one: Weighed) -> tuple[float, float, str, str]:
    return -one.bits, -one.name.share, one.profile.leads_to, one.profile.unitid


def _scored(one: Weighed) -> Scored:
    return Scored(one.profile.leads_to, one.profile.name, one.score, one.why)


def _linked(case: _Case, profile: Profile, how: How, score: float, reason: str) -> Link:
    steps = [reason]
    if profile.leads_to != profile.unitid:
        steps.append(f"{profile.name} ({profile.unitid}) was combined into {profile.leads_to}")
    if profile.note:
        steps.append(profile.note)
    shown = tuple(_scored(one) for one in case.weighed if one.bits >= WORTH_A_LOOK)[:SHOWN]
    return Link(case.candidate.id, profile.leads_to, score, how, shown, "; ".join(steps))


def _unknown_unitid(case: _Case) -> bool:
    """A UNITID that no known institution has: a likely name must not override it without a person."""
    return bool((case.candidate.unitid or "").strip())


def _namesakes(case: _Case) -> list[Weighed]:
    """The institutions that the name fits and that are not plainly in another city."""
    return [one for one in case.weighed if one.name.level in _SAME_NAME and one.places.get("city") != "different"]


def _by_crosswalk(case: _Case) -> Link | None:
    """An earlier or other name of exactly one institution that is where the candidate is."""
    fitting = _namesakes(case)
    if _bare(case) or len(fitting) != 1 or fitting[0].name.level != "same_earlier" or _unknown_unitid(case):
        return None
    one = fitting[0]
    reason = f"{one.name.known.text} is an earlier or other name of {one.profile.name}; {one.why}"
    return _linked(case, one.profile, "crosswalk", max(one.score, 0.9), reason)


def _by_name_and_place(case: _Case) -> Link | None:
    if not case.weighed or _unknown_unitid(case) or case.weighed[0].bits < ENOUGH or not _apart(case):
        return None
    best = case.weighed[0]
    if best.name.share < LIKE_ENOUGH:
        return None
    return _linked(case, best.profile, "name_and_place", best.score, best.why)


def _apart(case: _Case) -> bool:
    """Whether the best institution leads the next; without any place, whether it is the only one of its name."""
    best, others = case.weighed[0], case.weighed[1:]
    if _bare(case) or (best.places.get("city") == "different" and any(map(_is_there, others))):
        return False
    return len(case.weighed) < 2 or case.weighed[0].bits - case.weighed[1].bits >= APART


def _is_there(one: Weighed) -> bool:
    """In the candidate's city, with a name that is not all different."""
    return one.places.get("city") == "same" and one.name.share >= ALIKE_THERE


def _bare(case: _Case) -> bool:
    """A name without any place that several institutions of the state begin with: a system, not a school."""
    seen = case.seen
    return case.namesakes > 1 and not (seen.city or seen.zip5 or seen.phone or seen.street[0])


def _why_not(case: _Case, shown: list[Weighed]) -> str:
    if _unknown_unitid(case):
        return f"UNITID {case.candidate.unitid} is not known"
    if shown[0].bits < ENOUGH:
        return "no institution is likely enough"
    return f"{shown[0].profile.name} does not lead {shown[1].profile.name} by enough" if len(shown) > 1 else "ambiguous"
