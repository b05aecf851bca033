"""Which program a record of another source speaks of: one of IPEDS, one that others have made, or one of its own. Pure.

Accreditors' entries are judged first and commercial lists last. Where a field is told apart by an entry of its own, no
other field takes its code; where campuses are, an entry of another campus does not speak of the institution's program.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipelines.lead_programs import level_code, program_of, subject_and_level
from pipelines.leads import Lead, Maker, program_makers
from pipelines.program_campus import campus_of

OWN = "own_program"
"""How a record is linked that makes the program it speaks of."""


@dataclass(frozen=True, slots=True)
class School:
    """What is to be known of an institution: the IPEDS keys of its programs in the scope, and its city."""

    keys: Sequence[str]
    city: str


@dataclass(slots=True)
class Asking:
    """A record on its way to a program: the key of its own (UNITID:CIP:level:campus), if it may have one."""

    lead: Lead
    maker: Maker | None
    level: str | None
    cips: tuple[str, ...]
    own_key: str | None
    campus: str
    key: str | None = None
    how: str = ""

    @property
    def plain_key(self) -> str | None:
        """The key of its own without the campus."""
        return ":".join(self.own_key.split(":")[:3]) if self.own_key else None

    @property
    def gone(self) -> bool:
        """Whether its source has dropped it."""
        return self.lead.record.gone


def asking_of(lead: Lead, school: School, holds: Callable[[str], bool]) -> Asking:
    """What a record asks for, and the key of its own if it is one that may make a program."""
    maker = program_makers().get((lead.source, lead.kind))
    level, cips = subject_and_level(lead.claims)
    campus = campus_of(lead.claims, school.city) if maker is not None and maker.tells_campus else ""
    code = level_code(level) if level else None
    own_key = None
    if maker is not None and code is not None and cips and holds(cips[0]):
        own_key = ":".join(filter(None, (lead.unitid, cips[0], code, campus)))
    return Asking(lead, maker, level, cips, own_key, campus)


def assign(asking: Sequence[Asking], school: School) -> None:
    """Give each record the key of its program: those of accreditors first, those that make none last."""
    first_codes = {(one.level, one.cips[0]) for one in asking if one.own_key and not one.gone}
    fits = {id(one): _fitting(one, school.keys, first_codes) for one in asking}
    campuses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in asking:
        key = fits[id(one)][0]
        if key is not None and one.maker is not None and one.maker.tells_campus and not one.gone:
            campuses[one.lead.source, key].add(one.campus)
    made: set[str] = set()
    for rank in sorted({rank_of(one) for one in asking}):
        of_rank = [one for one in asking if rank_of(one) == rank]
        for one in of_rank:
            key, how = fits[id(one)]
            if key is not None and one.campus and campuses[one.lead.source, key] - {one.campus}:
                key, how = None, "no_program: other campuses are accredited apart"
            one.key, one.how = (key, how) if key is not None else _without_ipeds(one, how, made)
        made.update(one.key for one in of_rank if one.key is not None and one.key == one.own_key)


def rank_of(one: Asking) -> int:
    """How early a record is judged; those that make no program come last."""
    return one.maker.rank if one.maker is not None else max(maker.rank for maker in program_makers().values()) + 1


def _fitting(one: Asking, keys: Sequence[str], first_codes: set[tuple[str | None, str]]) -> tuple[str | None, str]:
    """The IPEDS program that fits, and how; not one under the code of another field that is told apart there."""
    mine = one.cips[:1]
    free = [key for key in keys if (cip := key.split(":")[1]) in mine or (one.level, cip) not in first_codes]
    return program_of(one.lead.claims, free)


def _without_ipeds(one: Asking, why: str, made: set[str]) -> tuple[str | None, str]:
    """The program of a record that fits none of IPEDS: one that others have made, or its own."""
    if not one.cips or one.level is None or not why.startswith("no_program: ") or "programs have" in why:
        return None, why
    reason = why.removeprefix("no_program: ")
    code = level_code(one.level)
    fitting = sorted(key for key in made if key.split(":")[1:3] == [one.cips[0], code])
    if one.own_key is not None and (one.own_key in made or one.campus or not fitting):
        return one.own_key, f"{OWN}: {reason}"
    if len(fitting) == 1:
        return fitting[0], f"credential_and_cip; {reason}"
    return None, f"no_program: {len(fitting)} campuses have such a program" if fitting else why
