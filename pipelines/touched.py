"""What a night has touched: where only records have moved since the last assembly, nothing else needs building again.

Which rows follow from which records is decided here and nowhere else; when in doubt, more is touched. Writes nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from db import directory_writes as store
from db.history_reads import RecordId
from db.overrides import standing_overrides
from db.part_rows import standing_rows
from db.tables import RecordLink
from pipelines.identity import IdentityBook
from pipelines.leads import Lead
from pipelines.overrides import Overrides
from pipelines.redirects import Departures
from pipelines.things import ANCHOR_SOURCE

PRICE_KINDS = ("institution_price", "program_price")
_PROGRAM_ID = 4


@dataclass(frozen=True, slots=True)
class Touched:
    """IPEDS keys of programs, UNITIDs of institutions, and of those whose prices may be others."""

    programs: frozenset[str]
    institutions: frozenset[str]
    priced: frozenset[str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else an assembly knows that programs and institutions follow from."""

    book: IdentityBook
    departures: Departures
    overrides: Overrides
    leads: Collection[Lead]
    offering: Mapping[str, str]
    """UNITID -> institution id, of those in the directory before."""
    retired: Collection[str]
    """Ids that lead to others or rest, which may be over tonight."""


def touched_by(connection: Connection, records: Iterable[RecordId], around: Surroundings) -> Touched:
    """All that may be other than it was, from the records that moved, went missing or were met again."""
    by_kind: dict[str, set[str]] = {}
    for source, kind, key in records:
        if source == ANCHOR_SOURCE:
            by_kind.setdefault(kind, set()).add(key)
    things = _named_things(connection, around) | {*around.retired}
    anchors = around.book.known.anchors_of(things)
    programs, institutions = by_kind.get("program", set()), by_kind.get("institution", set())
    programs |= {anchor.rpartition("/")[2] for anchor in anchors if anchor.startswith("program/")}
    programs |= {lead.program_key for lead in around.leads if lead.program_key is not None}
    corrected = {anchor.rpartition("/")[2] for anchor in anchors if anchor.startswith("institution/")}
    for unitid in sorted({*around.departures.unitids, *(institutions - around.offering.keys())}):
        programs.update(store.record_keys(connection, ANCHOR_SOURCE, "program", f"{unitid}:"))
    priced = {key.partition(":")[0] for kind in PRICE_KINDS for key in by_kind.get(kind, ())} | corrected
    priced |= {anchor.rpartition("/")[2].partition(":")[0] for anchor in anchors}
    return Touched(frozenset(programs), frozenset(institutions | corrected), frozenset(priced))


def _named_things(connection: Connection, around: Surroundings) -> set[str]:
    """Things that a correction or another source's record speaks of, now or at the last assembly."""
    corrected = {row["thing_id"] for row in standing_overrides(connection)} | around.overrides.things
    linked = {row[_PROGRAM_ID] for row in standing_rows(connection, RecordLink) if row[_PROGRAM_ID]}
    return corrected | linked
