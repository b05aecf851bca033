"""The crosswalk through time: one profile per UNITID out of several IPEDS years, earlier names and successors.

Renames between years, ``IALIAS``, ``ACT``/``NEWID`` and closures come with the known institutions; what happened
before or between the years at hand stands in ``reference/institution_names.csv`` and ``institution_successors.csv``.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipelines.link_names import Split, is_acronym, name_words, split_aliases, splits
from pipelines.link_places import city_key, domain_key, phone_key, state_key, street_key, zip_key
from pipelines.link_types import KnownInstitution
from pipelines.tables import reference_rows

NameSort = Literal["current", "earlier", "alias", "acronym"]


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name under which an institution is known, ready to be compared."""

    text: str
    sort: NameSort
    words: tuple[str, ...]
    splits: tuple[Split, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of one UNITID over the years; sets, because an institution moves and renames itself.

    ``leads_to`` is the UNITID that a link to it arrives at: its own, or that of the institution it was combined into.
    """

    unitid: str
    leads_to: str
    name: str
    state: str
    names: tuple[KnownName, ...]
    cities: frozenset[str] = frozenset()
    city_words: frozenset[str] = frozenset()
    streets: frozenset[tuple[str, str]] = frozenset()
    zips: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    opeids: frozenset[str] = frozenset()
    note: str = ""


def profiles_of(known: Iterable[KnownInstitution]) -> tuple[Profile, ...]:
    """One profile per UNITID and per combined institution of the reference table, whatever the order of ``known``."""
    records: dict[str, list[KnownInstitution]] = defaultdict(list)
    for institution in known:
        records[institution.unitid].append(institution)
    for own in records.values():
        own.sort(key=lambda one: (-one.year, repr(one)))
    successors = _successors(records)
    earlier: dict[str, list[str]] = defaultdict(list)
    for row in reference_rows("institution_names"):
        earlier[row["unitid"]].append(row["earlier_name"])
    profiles = [
        _profile(records[unitid], successors.get(unitid, unitid), earlier[unitid]) for unitid in sorted(records)
    ]
    return (*profiles, *_combined(records))


def _profile(records: list[KnownInstitution], leads_to: str, earlier: list[str]) -> Profile:
    newest = records[0]
    ended = newest.closed_on and newest.closed_on not in ("-2", "-1")
    return Profile(
        unitid=newest.unitid,
        leads_to=leads_to,
        name=newest.name,
        state=state_key(newest.state),
        names=_names(records, earlier),
        cities=frozenset(filter(None, (city_key(one.city) for one in records))),
        city_words=frozenset(word for one in records for word in name_words(one.city)),
        streets=frozenset(key for key in (street_key(one.street) for one in records) if key != ("", "")),
        zips=frozenset(filter(None, (zip_key(one.zip5) for one in records))),
        phones=frozenset(filter(None, (phone_key(one.phone) for one in records))),
        domains=frozenset(filter(None, (domain_key(one.web) for one in records))),
        opeids=frozenset(one.opeid for one in records if len(one.opeid) == 8 and one.opeid.isdigit()),
        note=f"closed on {newest.closed_on}" if ended else "",
    )


def _names(records: list[KnownInstitution], earlier: list[str]) -> tuple[KnownName, ...]:
    found: dict[tuple[str, ...], KnownName] = {}

    def add(text: str, sort: NameSort) -> None:
        spelled = name_words(text)
        if spelled and spelled not in found:
            found[spelled] = KnownName(text, sort, spelled, splits(text))

    add(records[0].name, "current")
    for text in [one.name for one in records[1:]] + sorted({name for one in records for name in one.earlier_names}):
        add(text, "earlier")
    for text in sorted(set(earlier)):
        add(text, "earlier")
    for text in sorted({alias for one in records for cell in one.aliases for alias in split_aliases(cell)}):
        add(text, "acronym" if is_acronym(text) else "alias")
    return tuple(found.values()) or (KnownName(records[0].name, "current", (), ()),)


def _successors(records: dict[str, list[KnownInstitution]]) -> dict[str, str]:
    """UNITID to the UNITID it was combined into: ``ACT=C``, a campus record that is gone, and the reference table."""
    last_year = max((own[0].year for own in records.values()), default=0)
    found = {row["unitid"]: row["successor_unitid"] for row in reference_rows("institution_successors")}
    for unitid, own in records.items():
        activity = own[0].activity.strip().upper()
        gone_campus = activity == "G" and own[0].year < last_year
        if (successor := own[0].successor_unitid) and (activity == "C" or gone_campus):
            found[unitid] = successor
    return {unitid: _last(unitid, found, records) for unitid in records if unitid in found}


def _last(unitid: str, successors: dict[str, str], known: Container[str]) -> str:
    """The end of the chain of successors, as far as it is known; a circle ends where it began."""
    last, seen = unitid, {unitid}
    while (following := successors.get(last)) and following not in seen and following in known:
        seen.add(following)
        last = following
    return last


def _combined(known: dict[str, list[KnownInstitution]]) -> Iterator[Profile]:
    """The combined institutions of the reference table that no given year holds, as far as the successor is known."""
    for row in reference_rows("institution_successors"):
        if row["successor_unitid"] in known and row["unitid"] not in known:
            name = KnownName(row["name"], "earlier", name_words(row["name"]), splits(row["name"]))
            yield Profile(
                unitid=row["unitid"] or row["successor_unitid"],
                leads_to=row["successor_unitid"],
                name=row["name"],
                state=state_key(row["state"]),
                names=(name,),
                cities=frozenset(filter(None, [city_key(row["city"])])),
                city_words=frozenset(name_words(row["city"])),
                note=f"combined {row['since']}",
            )
