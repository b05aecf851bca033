"""Which programs the records of other sources speak of: those that IPEDS counts, and those that it does not. Pure.

A record speaks of the one program that fits its level and field. Where IPEDS has none, an accreditor's entry or a
school's own page makes one (``reference/program_makers.csv``); a commercial list never does. What fits two programs
alike speaks of neither. Nothing depends on the order of records or sources.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.leads import Lead
from pipelines.program_choice import Asking, School, asking_of, assign, rank_of


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


def spoken_programs(
    leads: Iterable[Lead], school_of: Callable[[str], School], holds: Callable[[str], bool]
) -> tuple[list[Lead], list[SpokenProgram]]:
    """The leads with the keys of their programs, and those programs by key.

    ``school_of`` tells of an institution by UNITID; ``holds`` whether a CIP code is in the scope. A record that is gone
    stays only where nothing else speaks of the program that it has made.
    """
    told = list(leads)
    by_unitid: dict[str, list[Asking]] = defaultdict(list)
    found: dict[int, Lead] = {}
    programs: list[SpokenProgram] = []
    schools: dict[str, School] = {}
    for number, lead in enumerate(told):
        if lead.unitid is None:
            found.update({} if lead.record.gone else {number: lead})
            continue
        if lead.unitid not in schools:
            schools[lead.unitid] = school_of(lead.unitid)
        by_unitid[lead.unitid].append(asking_of(lead, schools[lead.unitid], holds))
    places = {id(lead): number for number, lead in enumerate(told)}
    for unitid in sorted(by_unitid):
        asking, school = by_unitid[unitid], schools[unitid]
        assign(asking, school)
        staying = [one for one in asking if not one.gone or _stays(one, asking, school)]
        linked = {id(one): replace(one.lead, program_key=one.key, how=f"{one.lead.how}; {one.how}") for one in staying}
        found.update({places[id(one.lead)]: linked[id(one)] for one in staying})
        programs += _together(asking, linked, school)
    return [found[number] for number in sorted(found)], programs


def _stays(one: Asking, asking: Sequence[Asking], school: School) -> bool:
    """Whether a record that is gone is all that is left of the program that it has made."""
    if one.key is None or one.key != one.own_key or one.key in school.keys:
        return False
    return all(other.gone for other in asking if other.key == one.key)


def _together(
    asking: Sequence[Asking], linked: Mapping[int, Lead], school: School
) -> Iterator[SpokenProgram]:  # fmt: skip
    """The programs of one institution, each with its records and the other keys that are its alone.

    ``linked`` has the leads of the records that speak.
    """
    by_key: dict[str, list[Asking]] = defaultdict(list)
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
        told.sort(key=lambda one: (rank_of(one), one.gone, one.lead.source, one.lead.record.record_key))
        leads = tuple(linked[id(one)] for one in told if id(one) in linked)
        named_by = tuple(one.lead for one in told)
        ordered = tuple(sorted(others, key=lambda name: (-len(name), name)))
        yield SpokenProgram(key, ordered, leads, named_by, key in school.keys)
