"""A unit about accreditation cut into clauses, each with its agencies and phrases; it decides nothing."""

from dataclasses import dataclass, field

from pipelines.normalize.accreditation_agencies import Agency, Item
from pipelines.normalize.accreditation_phrases import BLOCKERS, Cue

_BREAKS = frozenset(
    (",", ":", "-", "and", "but", "while", "although", "though", "whereas", "which", "who", "so", "because", "however")
)
_SILENT = frozenset(("neutral", "review", "event", *BLOCKERS))


@dataclass(slots=True)
class Clause:
    """The clause from item ``start`` on: its agencies, the indexes of its cues, whether it only sounds like a claim."""

    start: int
    agencies: list[Agency] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)
    blocked: bool = False


def clauses_of(items: list[Item], found: list[Cue]) -> list[Clause]:
    """The unit cut at marks and conjunctions, and before a phrase that begins after an agency that had its own."""
    starts = {cue.start: i for i, cue in enumerate(found) if cue.meaning not in _SILENT}
    clauses = [Clause(0)]
    for place, item in enumerate(items):
        now = clauses[-1]
        spanned = place in starts or item.agency or item.word not in _BREAKS
        if not spanned:
            clauses.append(Clause(place))
            continue
        if place in starts:
            if now.agencies and now.cues and _own_agency(items, found[starts[place]]):
                now = Clause(place)
                clauses.append(now)
            now.cues.append(starts[place])
        if item.agency and item.agency.acronym not in {agency.acronym for agency in now.agencies}:
            now.agencies.append(item.agency)
    return clauses


def _own_agency(items: list[Item], cue: Cue) -> bool:
    return any(item.agency for item in items[cue.start : cue.end + 2])
