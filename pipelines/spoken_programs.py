"""Which programs the records of other sources speak of: those that IPEDS counts, and those that it does not. Pure.

A record speaks of the one program that fits its level and field. Where IPEDS has none, an accreditor's entry or a
school's own page makes one (``reference/program_makers.csv``); a commercial list never does. What fits two programs
alike speaks of neither. Nothing depends on the order of records or sources.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.lead_programs import level_code, program_of, subject_and_level
from pipelines.leads import Lead, Maker, program_makers
from pipelines.program_campus import campus_of

OWN = "own_program"
"""How a record is linked that makes the program it speaks of."""


@dataclass(frozen=True, slots=True)
class SpokenProgram:
    """A program with the records that speak of it, the most trusted first.

    ``others`` are keys by which the same program is or was known as well, and ``named_by`` all records that it has a
    key from, also those that are gone; ``counted``: IPEDS has it under ``key``.
    """

    key: str
    others: tuple[str, ...]
    leads: tuple[Lead, ...]
    named_by: tuple[Lead, ...]
    counted: bool


@dataclass(frozen=True, slots=True)
class School:
    """What is to be known of an institution: the IPEDS keys of its programs in the scope, and its city."""

    keys: Sequence[str]
    city: str


@dataclass(slots=True)
class _Asking:
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


def spoken_programs(
    leads: Iterable[Lead], school_of: Callable[[str], School], holds: Callable[[str], bool]
) -> tuple[list[Lead], list[SpokenProgram]]:
    """The leads with the keys of their programs, and those programs by key.

    ``school_of`` tells of an institution by UNITID; ``holds`` whether a CIP code is in the scope. A record that is gone
    stays only where nothing else speaks of the program that it has made.
    """
    told = list(leads)
    by_unitid: dict[str, list[_Asking]] = defaultdict(list)
    found: dict[int, Lead] = {}
    programs: list[SpokenProgram] = []
    schools: dict[str, School] = {}
    for number, lead in enumerate(told):
        if lead.unitid is None:
            found.update({} if lead.record.gone else {number: lead})
            continue
        if lead.unitid not in schools:
            schools[lead.unitid] = school_of(lead.unitid)
        by_unitid[lead.unitid].append(_asking(lead, schools[lead.unitid], holds))
    places = {id(lead): number for number, lead in enumerate(told)}
    for unitid in sorted(by_unitid):
        asking, school = by_unitid[unitid], schools[unitid]
        _assign(asking, school)
        staying = [one for one in asking if not one.gone or _stays(one, asking, school)]
        linked = {id(one): replace(one.lead, program_key=one.key, how=f"{one.lead.how}; {one.how}") for one in staying}
        found.update({places[id(one.lead)]: linked[id(one)] for one in staying})
        programs += _together(asking, linked, school)
    return [found[number] for number in sorted(found)], programs


def _asking(lead: Lead, school: School, holds: Callable[[str], bool]) -> _Asking:
    maker = program_makers().get((lead.source, lead.kind))
    level, cips = subject_and_level(lead.claims)
    campus = campus_of(lead.claims, school.city) if maker is not None and maker.tells_campus else ""
    code = level_code(level) if level else None
    own_key = None
    if maker is not None and code is not None and cips and holds(cips[0]):
        own_key = ":".join(filter(None, (lead.unitid, cips[0], code, campus)))
    return _Asking(lead, maker, level, cips, own_key, campus)


def _assign(asking: Sequence[_Asking], school: School) -> None:
    """Give each record the key of its program: those of accreditors first, those that make none last."""
    first_codes = {(one.level, one.cips[0]) for one in asking if one.own_key and not one.gone}
    fits = {id(one): _fitting(one, school.keys, first_codes) for one in asking}
    campuses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in asking:
        key = fits[id(one)][0]
        if key is not None and one.maker is not None and one.maker.tells_campus and not one.gone:
            campuses[one.lead.source, key].add(one.campus)
    made: set[str] = set()
    for rank in sorted({_rank(one) for one in asking}):
        of_rank = [one for one in asking if _rank(one) == rank]
        for one in of_rank:
            key, how = fits[id(one)]
            if key is not None and one.campus and campuses[one.lead.source, key] - {one.campus}:
                key, how = None, "no_program: other campuses are accredited apart"
            one.key, one.how = (key, how) if key is not None else _without_ipeds(one, how, made)
        made.update(one.key for one in of_rank if one.key is not None and one.key == one.own_key)


def _rank(one: _Asking) -> int:
    return one.maker.rank if one.maker is not None else max(maker.rank for maker in program_makers().values()) + 1


def _fitting(one: _Asking, keys: Sequence[str], first_codes: set[tuple[str | None, str]]) -> tuple[str | None, str]:
    """The IPEDS program that fits, and how; not one under the code of another field that is told apart there."""
    mine = one.cips[:1]
    free = [key for key in keys if (cip := key.split(":")[1]) in mine or (one.level, cip) not in first_codes]
    return program_of(one.lead.claims, free)


def _without_ipeds(one: _Asking, why: str, made: set[str]) -> tuple[str | None, str]:
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


def _stays(one: _Asking, asking: Sequence[_Asking], school: School) -> bool:
    """Whether a record that is gone is all that is left of the program that it has made."""
    if one.key is None or one.key != one.own_key or one.key in school.keys:
        return False
    return all(other.gone for other in asking if other.key == one.key)


def _together(
    asking: Sequence[_Asking], linked: Mapping[int, Lead], school: School
) -> Iterator[SpokenProgram]:  # fmt: skip
    """The programs of one institution, each with its records and the other keys that are its alone.

    ``linked`` has the leads of the records that speak.
    """
    by_key: dict[str, list[_Asking]] = defaultdict(list)
    for one in asking:
        if one.key is not None:
            by_key[one.key].append(one)
    named = {
        key: {name for one in told for name in (one.own_key, one.plain_key) if name is not None and name != key}
        for key, told in by_key.items()
    }
    claimed = Counter(name for names in named.values() for name in names)
    for key, told in sorted(by_key.items()):
        others = sorted(name for name in named[key] - by_key.keys() - set(school.keys) if claimed[name] == 1)
        told.sort(key=lambda one: (_rank(one), one.gone, one.lead.source, one.lead.record.record_key))
        leads = tuple(linked[id(one)] for one in told if id(one) in linked)
        named_by = tuple(one.lead for one in told)
        ordered = tuple(sorted(others, key=lambda name: (-len(name), name)))
        yield SpokenProgram(key, ordered, leads, named_by, key in school.keys)
