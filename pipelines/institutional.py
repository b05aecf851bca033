"""Institutional accreditation of the directory's institutions, from DAPIP: found by UNITID, never by a name.

It is an institution's and never a program's. A location without an open accreditation of its own shows that of the
institution it belongs to, and says so. Writes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import orjson

from db.directory_writes import CurrentRecord
from pipelines.normalize.accreditation import predicted
from pipelines.normalize.refusal import Refusal

SOURCE = "dapip"
INSTITUTIONAL = "Institutional Accreditation"
OWN, PARENT = "own_location", "parent_institution"
Claims = Mapping[str, list[Any]]


def accreditation_rows(
    institution_ids: Mapping[str, str], locations: Iterable[CurrentRecord], accreditations: Iterable[CurrentRecord]
) -> Iterator[tuple[Any, ...]]:
    """Rows of ``institution_accreditation``; ``institution_ids`` maps the UNITIDs of the directory to their ids."""
    own, parents = _locations(institution_ids, locations)
    by_location = _accreditations({*own, *parents.values()}, accreditations)
    shown: dict[str, tuple[Any, ...]] = {}
    for dapip_id, unitids in own.items():
        found = [(OWN, record) for record in by_location.get(dapip_id, ())]
        if not any(_is_current(claims) for _, (_, claims) in found):
            found += [(PARENT, record) for record in by_location.get(parents.get(dapip_id, ""), ())]
        for unitid in unitids:
            for grain, (record, claims) in found:
                row = _row(institution_ids[unitid], grain, record, claims)
                shown.setdefault(row[0], row)
    yield from (shown[key] for key in sorted(shown))


def _locations(
    institution_ids: Mapping[str, str], records: Iterable[CurrentRecord]
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Locations with a UNITID of the directory, and the institutions that they belong to."""
    own: dict[str, list[str]] = {}
    parents: dict[str, str] = {}
    for record in records:
        claims: Claims = orjson.loads(record.claims)
        known = [unitid for unitid in claims["unitids"][0] or () if unitid in institution_ids]
        if known and not record.gone:
            own[record.record_key] = known
            if parent := claims["parent_dapip_id"][0]:
                parents[record.record_key] = parent
    return own, parents


def _accreditations(
    wanted: set[str], records: Iterable[CurrentRecord]
) -> dict[str, list[tuple[CurrentRecord, Claims]]]:
    found: dict[str, list[tuple[CurrentRecord, Claims]]] = defaultdict(list)
    for record in records:
        dapip_id = record.record_key.partition(":")[0]
        if dapip_id not in wanted or record.gone:
            continue
        claims: Claims = orjson.loads(record.claims)
        if claims["program"][0] == INSTITUTIONAL:
            found[dapip_id].append((record, claims))
    return found


def _row(institution_id: str, grain: str, record: CurrentRecord, claims: Claims) -> tuple[Any, ...]:
    return (
        f"{institution_id}/{record.record_key}", institution_id, _acronym(claims["agency"][0]), claims["agency"][0],
        claims["status"][0], _is_current(claims), claims["starts_on"][0], claims["start_known"][0],
        claims["ended_on"][0], claims["next_review_on"][0], grain, SOURCE, record.version_id,
    )  # fmt: skip


def _is_current(claims: Claims) -> bool:
    """The status keeps saying accredited after the record has ended, so only an open one counts."""
    return claims["status"][0] == "accredited" and bool(claims["is_open"][0])


@cache
def _acronym(agency: str) -> str | None:
    """The agency's present acronym, None where the name is not one that we know."""
    try:
        told = predicted(f"Accredited by the {agency}.")
    except Refusal:
        return None
    return str(told["agency"]) if isinstance(told, dict) and told["agency"] else None
