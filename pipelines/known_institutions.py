"""The institutions that linking knows: those of the newest directory, and what the years before it said otherwise.

Together they are the crosswalk through time (pipelines.link_crosswalk). Reads records; links nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy.engine import Connection

from db import directory_writes as store
from pipelines.link_types import KnownInstitution
from pipelines.merge import Claims
from pipelines.things import ANCHOR_SOURCE

EARLIER_KIND = "institution_year"


def known_institutions(
    connection: Connection,
    readings: Mapping[str, store.ReadingFacts],
    institutions: Iterable[store.CurrentRecord] | None = None,
) -> Iterator[KnownInstitution]:
    """All that IPEDS has said of institutions; ``institutions`` are the records of the newest directory, if at hand.

    Nothing where there is no newest directory. What was true of an earlier year stays true, so records of earlier
    years count though a later edition may not hold them.
    """
    newest = institutions
    if newest is None:
        newest = store.current_records(connection, ANCHOR_SOURCE, "institution")
    none = True
    for record in newest:
        none = False
        yield known_institution(record.record_key, json.loads(record.claims), readings[record.reading_id].period)
    for record in () if none else store.current_records(connection, ANCHOR_SOURCE, EARLIER_KIND):
        unitid, _, year = record.record_key.partition(":")
        yield known_institution(unitid, json.loads(record.claims), year)


def known_institution(unitid: str, claims: Claims, year: str) -> KnownInstitution:
    """An institution as the linker wants it, from the claims of its IPEDS record."""

    def said(name: str) -> str:
        return str((claims.get(name) or [None])[0] or "")

    return KnownInstitution(
        unitid=unitid,
        name=said("name"),
        aliases=tuple(part.strip() for part in said("alias").replace("|", ";").split(";") if part.strip()),
        earlier_names=(),
        street=said("street"),
        city=said("city"),
        state=said("state"),
        zip5=said("zip")[:5],
        phone=said("phone"),
        web=said("website"),
        opeid=said("opeid"),
        activity=said("activity"),
        successor_unitid=said("successor_unitid") or None,
        closed_on=said("closed_on") or None,
        year=int(year[:4]) if year[:4].isdigit() else 0,
    )
