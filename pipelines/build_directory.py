"""The order in which a directory is built from the records that stand, and what is written at its end.

Each step has a module of its own; what follows from what is in pipelines.touched.
"""

from collections.abc import Mapping
from typing import Any

from db import directory_writes as store
from pipelines.assemble_programs import ProgramPass
from pipelines.build_institutions import build_accreditations, build_institutions
from pipelines.build_leads import all_leads, write_links
from pipelines.build_prices import PriceBuilder
from pipelines.building import Building
from pipelines.leads import Lead
from pipelines.other_programs import OtherPrograms
from pipelines.program_reader import ProgramReader
from pipelines.program_status import publish_program_status
from pipelines.publish_statements import publish_statements
from pipelines.redirects import Departures
from pipelines.relinked import relinked_records
from pipelines.things import ANCHOR_SOURCE, Spoken
from pipelines.touched import Surroundings, touched_by


class DirectoryBuilder:
    """Builds, compares and writes everything of one assembly that may be other than it was."""

    def __init__(self, building: Building) -> None:
        self.building = building
        records = store.current_records(building.connection, ANCHOR_SOURCE, "institution")
        self.institutions = {record.record_key: record for record in records}
        self.departures = Departures(building.connection, building.book, building.readings, self.institutions)
        self.prices = PriceBuilder(building)

    def run(self) -> None:
        """All steps, in their order."""
        building = self.building
        leads, spoken = all_leads(building, self.institutions, self.departures)
        other = OtherPrograms(building, spoken)
        self.departures.redirects.update(other.ids.redirects)
        building.log.relinked.update(relinked_records(building.connection, leads, building.book) | other.relinked())
        before = self._touch(leads, other)
        programs = self._programs(leads, other, before)
        offering = programs.reader.offering
        build_institutions(building, self.departures, self.institutions, offering, before)
        left = {unitid: held for unitid, held in before.items() if unitid not in offering}
        self.prices.build(offering, programs.unitids, left)
        build_accreditations(building, offering, before)
        write_links(building, leads)
        self._statements(offering, leads)
        self._discrepancies()
        building.notes += building.overrides.write()
        building.log.finish()
        building.counts.update(building.log.merged_counts)
        self._identities()
        store.store_patterns(building.connection, building.patterns.rows())

    def _touch(self, leads: list[Lead], other: OtherPrograms) -> dict[str, str]:
        """Find what the night has touched; the institutions of the directory before it, where that is not all."""
        building = self.building
        if building.moved is None or self.departures.replaced or other.moved:
            building.earlier = {}
            return {}
        held = store.institutions_by_unitid(building.connection)
        around = Surroundings(
            building.book, self.departures, building.overrides, leads, held, building.log.retired
        )  # fmt: skip
        building.touched = touched_by(building.connection, building.moved, around)
        building.arrived = {source for source, _, _ in building.moved} | {*building.log.night.first}
        return held

    def _programs(self, leads: list[Lead], other: OtherPrograms, before: Mapping[str, str]) -> ProgramPass:
        building = self.building
        spoken: dict[str, list[Spoken]] = {}
        for lead in leads:
            if lead.program_key is not None:
                told: Spoken = ((lead.source, lead.kind), lead.record.version_id, lead.claims)
                spoken.setdefault(lead.program_key, []).append(told)
        self.prices.listed = [program.key for program in other.listed]
        reader = ProgramReader(
            building.connection, building.scope, building.readings, building.book, building.patterns, building.log,
            self.institutions, spoken, self.prices.priced, self.departures, building.overrides, other.listed,
            building.touched.programs if building.touched is not None else None,
            {unitid: held for unitid, held in before.items() if unitid not in self.departures.unitids},
        )  # fmt: skip
        programs = ProgramPass(reader, other.before.keys(), other.successor_of(leads))
        programs.run()
        building.counts["program_not_counted_by_ipeds"] = len(other.listed)
        building.discrepancies += reader.disagreements
        self.prices.levels = reader.levels
        for name, number in programs.counts.items():
            building.counts[name] = building.earlier.get(name, 0) + number
        if reader.unknown:
            building.counts["program_held"] = reader.unknown
            words = f"{reader.unknown} programs are held: IPEDS lists no institution with their UNITID"
            building.notes.append(words)
        return programs

    def _statements(self, ids: Mapping[str, str], leads: list[Lead]) -> None:
        building = self.building
        connection, log, counts = building.connection, building.log, building.counts
        counts["statement"] = publish_statements(
            connection, log, building.overrides, building.readings, ids, leads, building.program_keys,
            building.program_id,
        )  # fmt: skip
        counts.update(
            publish_program_status(connection, log, leads, lambda unitid: ids.get(unitid or ""), building.program_id)
        )

    def _discrepancies(self) -> None:
        told_apart = (*self.building.discrepancies, *self.building.overrides.disagreements)
        unique = {(thing_id, told.field, told.version_id): told for thing_id, told in told_apart}
        self.building.counts["discrepancy"] = len(unique)
        store.store_discrepancies(
            self.building.connection,
            (
                (thing_id, told.field, version_id, told.claim, str(told.value), told.chosen_version_id,
                 str(told.chosen_value), told.reason)
                for (thing_id, _, version_id), told in sorted(unique.items())
            ),
        )  # fmt: skip

    def _identities(self) -> None:
        connection, book, log = self.building.connection, self.building.book, self.building.log
        entered = log.entered_at
        store.mint(connection, ((*row, entered.get(row[0])) for row in book.fresh))
        minted = {row[0] for row in book.fresh}
        moved: dict[str, Any] = {thing_id: at for thing_id, at in entered.items() if thing_id not in minted}
        store.set_entered(connection, moved | dict.fromkeys([*log.left, *log.merged]))
        self.departures.write(log.retired)
