"""Which institution and program the records of other sources speak of: found for all of them, and written as links."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from db import directory_writes as store
from pipelines.building import Building
from pipelines.known_institutions import known_institutions
from pipelines.leads import LEAD_KINDS, Lead, find_leads
from pipelines.program_choice import School
from pipelines.redirects import Departures
from pipelines.spoken_programs import SpokenProgram, spoken_programs
from pipelines.things import ANCHOR_SOURCE


def all_leads(
    building: Building, institutions: Mapping[str, store.CurrentRecord], departures: Departures
) -> tuple[list[Lead], list[SpokenProgram]]:
    """The leads of all sources, and the programs that they speak of; ``institutions`` are IPEDS records by UNITID."""
    listed = {kinds: list(store.current_records(building.connection, *kinds)) for kinds in LEAD_KINDS}
    if not any(listed.values()):
        return [], []
    from pipelines.link import Linker

    known = known_institutions(building.connection, building.readings, institutions.values())
    linker = Linker(known, building.decided)
    found: list[Lead] = []
    for (source, kind), records in listed.items():
        for lead in find_leads(source, kind, records, linker):
            present, how = departures.combined.get(lead.unitid or "", lead.unitid), lead.how
            if present is not None and present not in institutions:
                present, how = None, f"no_institution: {how}, but IPEDS lists it no more"
            found.append(lead if present == lead.unitid else replace(lead, unitid=present, how=how))

    def school_of(unitid: str) -> School:
        claims = json.loads(institutions[unitid].claims) if unitid in institutions else {}
        return School(building.program_keys(unitid), str((claims.get("city") or [None])[0] or ""))

    return spoken_programs(found, school_of, building.scope.holds)


def write_links(building: Building, leads: Iterable[Lead]) -> None:
    """Write what each record is about, and how that was found."""
    told = list(leads)
    rows = [
        (
            lead.source, lead.kind, lead.record.record_key,
            building.book.find("institution", ANCHOR_SOURCE, lead.unitid), building.program_id(lead.program_key),
            lead.how, round(lead.score, 6), lead.record.version_id,
        )
        for lead in told
    ]  # fmt: skip
    building.counts["lead"] = len(rows)
    building.counts["lead_linked_to_a_program"] = sum(lead.program_key is not None for lead in told)
    store.store_links(building.connection, rows)
