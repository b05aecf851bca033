"""From the accepted records of all sources to the directory: fold, link, merge, compare, write; one transaction.

May not fetch, schedule or publish. Readers see nothing of it until a snapshot is published.
"""

import gc
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy.engine import Connection, Engine

from db import directory_writes as store
from db import ledger
from db.folding import runs_to_fold
from db.history_reads import RecordId
from db.part_rows import Among, Row, standing_rows
from db.tables import Institution, InstitutionAccreditation
from pipelines import comparable_rows
from pipelines import institutional as accreditors
from pipelines.absence import AbsencePolicy
from pipelines.assemble_programs import ProgramPass
from pipelines.change_log import ChangeLog, Step
from pipelines.code_digest import code_digest
from pipelines.comparable_rows import OwnPrice
from pipelines.cost_causes import behind_costs
from pipelines.decisions import Decisions
from pipelines.fold import fold_accepted_runs
from pipelines.identity import IdentityBook, PatternBook
from pipelines.leads import LEAD_KINDS, Lead, find_leads, known_institution
from pipelines.link_decision_file import shipped_decisions
from pipelines.link_types import Decision
from pipelines.merge import Disagreement
from pipelines.overrides import Overrides, override_notes
from pipelines.program_status import publish_program_status
from pipelines.publish_statements import publish_statements
from pipelines.redirects import Departures
from pipelines.relinked import relinked_records
from pipelines.row_changes import replace_rows
from pipelines.row_tables import INSTITUTION_ACCREDITATIONS, LEVEL_COSTS, PRICES, PROGRAM_COSTS, RowTable
from pipelines.row_telling import Difference
from pipelines.rules import rules_digest
from pipelines.scope import Scope, scope_of
from pipelines.slugs import publish_slugs
from pipelines.succession import rekeyed_institutions
from pipelines.tables import reference_digest
from pipelines.things import (
    ANCHOR_SOURCE,
    INSTITUTION_COLUMNS,
    Spoken,
    build_institution,
    build_prices,
)
from pipelines.touched import Surroundings, Touched, touched_by

VERSION = "1"
LONGEST_FINGERPRINT = 64


@dataclass(slots=True)
class Assembly:
    """What an assembly did. ``unchanged`` means that nothing it is made from has moved since the last one."""

    publication: int
    unchanged: bool
    counts: dict[str, int] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def assemble(
    engine: Engine,
    policies: Mapping[str, AbsencePolicy],
    refresh_id: str | None = None,
    scope_words: str | None = None,
    decisions: Decisions | None = None,
) -> Assembly:
    """Bring the directory tables up to the accepted runs; ``policies`` by source. One transaction, all or nothing."""
    decisions = decisions or Decisions()
    with _without_garbage_collection(), engine.begin() as connection:
        taken_in = [run.run_number for run in runs_to_fold(connection)]
        folded = fold_accepted_runs(connection, policies)
        notes = folded.held
        overrides = Overrides(connection, decisions.today)
        scope = _scope(connection, scope_words)
        made_from = (VERSION, code_digest(), rules_digest(), reference_digest())
        decided = (*filter(None, [decisions.links.digest]), *sorted(overrides.expired))
        told = (scope.name, *made_from, *decided)
        generation = ledger.generation(connection)
        fingerprint = _fingerprint(generation, told)
        last = store.last_publication(connection)
        if last is not None and last.fingerprint == fingerprint:
            notes += override_notes(connection)
            return Assembly(last.publication, True, json.loads(last.counts), Counter(), notes)
        publication = store.open_publication(connection, fingerprint, scope.name, refresh_id)
        scope_moved = last is not None and last.scope != scope.name
        step = Step(publication, frozenset(taken_in), first=last is None, scope_moved=scope_moved)
        builder = _Builder(connection, scope, step, overrides)
        if last is not None and last.fingerprint == _fingerprint(generation - folded.grown, told):
            builder.only_records_moved(folded.touched, json.loads(last.counts))
        builder.decided = (*shipped_decisions(), *decisions.links.decisions)
        builder.run()
        store.set_publication_counts(connection, publication, builder.counts)
        return Assembly(publication, False, dict(builder.counts), builder.log.counts, notes + builder.notes)


def _fingerprint(generation: int, made_from: Iterable[str]) -> str:
    """What an assembly was made from, in at most as many characters as its column holds."""
    told = "/".join((str(generation), *made_from))
    return told if len(told) <= LONGEST_FINGERPRINT else sha256(told.encode()).hexdigest()[:LONGEST_FINGERPRINT]


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Hundreds of thousands of rows make no cycles; looking for cycles among them would take a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _scope(connection: Connection, words: str | None) -> Scope:
    if words is None:
        arguments = json.loads(store.scope_words(connection, ANCHOR_SOURCE) or "{}")
        words = arguments.get("cip", "him")
    return scope_of(words)


class _Builder:
    """One assembly under way: streams the programs, keeps institutions and links in memory."""

    def __init__(self, connection: Connection, scope: Scope, step: Step, overrides: Overrides) -> None:
        self.connection, self.scope, self.overrides = connection, scope, overrides
        self.counts: Counter[str] = Counter()
        self.notes: list[str] = []
        self.book = IdentityBook(store.identity_by_anchor(connection), rekeyed_institutions())
        self.readings = store.reading_facts(connection)
        self.patterns = PatternBook()
        self.log = ChangeLog(connection, step, self.readings, self.patterns)
        self.decided: tuple[Decision, ...] = ()
        self.discrepancies: list[tuple[str, Disagreement]] = []
        self.levels: set[tuple[str, str]] = set()
        self.priced: dict[str, list[tuple[str, str]]] = {}
        self.moved: set[RecordId] | None = None
        self.earlier: Mapping[str, int] = {}
        self.touched: Touched | None = None
        self.arrived: set[str] = set()

    def only_records_moved(self, missing: Iterable[RecordId], earlier: Mapping[str, int]) -> None:
        """Build no more than follows from the records that moved tonight, or were missing before or after it.

        ``earlier`` are the counts of the last assembly, which the new ones are reckoned from.
        """
        if not earlier.get("program_held") and ANCHOR_SOURCE not in self.log.night.first:
            self.moved = {*self.log.night.moves, *missing}
            self.earlier = {name: number for name, number in earlier.items() if not name.endswith("_merged")}

    def run(self) -> None:
        """Build, compare and write everything that may be other than it was."""
        records = {r.record_key: r for r in store.current_records(self.connection, ANCHOR_SOURCE, "institution")}
        self.departures = Departures(self.connection, self.book, self.readings, records)
        leads = self._leads(records)
        self.log.relinked.update(relinked_records(self.connection, leads, self.book))
        before = self._touch(leads)
        own_prices = [r for r in store.current_records(self.connection, ANCHOR_SOURCE, "program_price") if not r.gone]
        self.priced = {record.record_key: [] for record in own_prices}
        programs = self._programs(records, leads, before)
        offering = programs.offering
        came = offering.keys() - before.keys()
        self._institutions(records, offering, came, before)
        left = {unitid: held for unitid, held in before.items() if unitid not in offering}
        self._prices(offering, own_prices, programs.unitids, left)
        self._accreditations(offering, same=offering == before)
        self._links(leads)
        self._statements(offering, leads)
        self._discrepancies()
        self.notes += self.overrides.write()
        self.log.finish()
        self.counts.update(self.log.merged_counts)
        self._identities()
        store.store_patterns(self.connection, self.patterns.rows())

    def _leads(self, records: Mapping[str, store.CurrentRecord]) -> list[Lead]:
        listed = {kinds: list(store.current_records(self.connection, *kinds)) for kinds in LEAD_KINDS}
        if not any(listed.values()):
            return []
        from pipelines.link import Linker

        known = (
            known_institution(record.record_key, json.loads(record.claims), self.readings[record.reading_id].period)
            for record in records.values()
        )
        linker = Linker(known, self.decided)
        found: list[Lead] = []
        for (source, kind), leads in listed.items():
            found += find_leads(source, kind, leads, linker, self._program_keys)
        return found

    def _program_keys(self, unitid: str) -> list[str]:
        keys = store.record_keys(self.connection, ANCHOR_SOURCE, "program", f"{unitid}:")
        return [key for key in keys if self.scope.holds(key.split(":")[1])]

    def _touch(self, leads: list[Lead]) -> dict[str, str]:
        """Find what the night has touched; the institutions of the directory before it, where that is not all."""
        if self.moved is None or self.departures.replaced:
            self.earlier = {}
            return {}
        held = store.institutions_by_unitid(self.connection)
        around = Surroundings(self.book, self.departures, self.overrides, leads, held, self.log.retired)
        self.touched = touched_by(self.connection, self.moved, around)
        self.arrived = {source for source, _, _ in self.moved} | {*self.log.night.first}
        return held

    def _programs(
        self, institutions: Mapping[str, store.CurrentRecord], leads: list[Lead], before: Mapping[str, str]
    ) -> ProgramPass:
        spoken: dict[str, list[Spoken]] = {}
        for lead in leads:
            if lead.program_key is not None:
                told: Spoken = ((lead.source, lead.kind), lead.record.version_id, lead.claims)
                spoken.setdefault(lead.program_key, []).append(told)
        programs = ProgramPass(
            self.connection, self.scope, self.readings, self.book, self.patterns, self.log, institutions, spoken,
            self.priced, self.departures, self.overrides,
            {unitid: held for unitid, held in before.items() if unitid not in self.departures.unitids},
            self.touched.programs if self.touched is not None else None,
        )  # fmt: skip
        programs.run()
        self.discrepancies += programs.disagreements
        self.levels = programs.levels
        for name, number in programs.counts.items():
            self.counts[name] = self.earlier.get(name, 0) + number
        if programs.unknown:
            self.counts["program_held"] = programs.unknown
            self.notes.append(f"{programs.unknown} programs are held: IPEDS lists no institution with their UNITID")
        return programs

    def _institutions(
        self,
        records: Mapping[str, store.CurrentRecord],
        ids: Mapping[str, str],
        came: Collection[str],
        before: Mapping[str, str],
    ) -> None:
        among, unitids = None, [*ids]
        if self.touched is not None:
            unitids = sorted({*came, *(self.touched.institutions & ids.keys())})
            left = [held for unitid, held in before.items() if unitid not in ids]
            among = ("institution_id", [*left, *(ids[unitid] for unitid in unitids)])
        standing = {row[0]: row for row in standing_rows(self.connection, Institution, among)}
        fresh_table = self.log.first
        written: list[tuple[Any, ...]] = []
        self.counts["institution"] = len(ids)
        for unitid in unitids:
            record = records[unitid]
            built = build_institution(ids[unitid], self.readings[record.reading_id].period, record, self.patterns)
            row = self.overrides.thing(INSTITUTION_COLUMNS, built.row, self.patterns)
            old = standing.pop(ids[unitid], None)
            self.log.note("institution", INSTITUTION_COLUMNS, old, row, record)
            if old != row:
                written.append(row)
        self.departures.drop(self.log, "institution", Institution, standing)
        store.replace_rows(self.connection, Institution, written, fresh=fresh_table)
        if self.touched is None or standing or written:
            publish_slugs(self.connection, self.log.latest)

    def _prices(
        self,
        ids: Mapping[str, str],
        own_prices: list[store.CurrentRecord],
        other_programs: Collection[str],
        left: Mapping[str, str],
    ) -> None:
        among: dict[str, Among | None] = {"institution": None, "program": None}
        if self.touched is not None:
            ids = {unitid: ids[unitid] for unitid in {*self.touched.priced, *other_programs} if unitid in ids}
            among = self._offers_of(ids, left)
        rows = [
            price
            for record in store.current_records(self.connection, ANCHOR_SOURCE, "institution_price")
            if record.record_key in ids and not record.gone
            for price in build_prices(ids[record.record_key], self.readings[record.reading_id].period, record)
        ]
        rows = self.overrides.prices(rows)
        known = comparable_rows.known_prices(rows)
        own = [
            OwnPrice(
                ids[record.record_key.split(":")[0]], tuple(programs), json.loads(record.claims), record.version_id,
                self.readings[record.reading_id].period,
            )
            for record in own_prices
            if (programs := self.priced[record.record_key]) and record.record_key.split(":")[0] in ids
        ]  # fmt: skip
        rows += comparable_rows.program_price_rows(own, ANCHOR_SOURCE)
        moved = self._replace(PRICES, rows, among=among["institution"])
        self.counts["price"] = self.earlier.get("price", 0) + len(rows) - moved.stood * (self.touched is not None)
        versions = {program_id: told.version_id for told in own for program_id, _ in told.programs}
        told = {"behind": behind_costs(moved, versions), "first_load": bool(moved.fresh)}
        level_costs = comparable_rows.level_cost_rows(self.levels, known)
        self._replace(LEVEL_COSTS, level_costs, **told, among=among["institution"])
        self._replace(PROGRAM_COSTS, comparable_rows.program_cost_rows(own, known), **told, among=among["program"])

    def _offers_of(self, ids: Mapping[str, str], left: Mapping[str, str]) -> dict[str, Among | None]:
        """Fill in the levels and priced programs of these institutions alone; what their rows stand under.

        Those of institutions that ``left`` stand as well, so that they go.
        """
        gone = [key for unitid in left for key in self._program_keys(unitid)]
        programs = [self.book.find("program", ANCHOR_SOURCE, key) or "" for key in gone]
        self.levels = set()
        self.priced = {key: [] for key in self.priced}
        for unitid, institution_id in ids.items():
            for key in self._program_keys(unitid):
                _, cip, level = key.split(":")
                program_id = self.book.find("program", ANCHOR_SOURCE, key) or ""
                programs.append(program_id)
                self.levels.add((institution_id, level))
                if (priced := self.priced.get(f"{unitid}:{cip}")) is not None:
                    priced.append((program_id, level))
        return {"institution": ("institution_id", [*ids.values(), *left.values()]), "program": ("program_id", programs)}

    def _accreditations(self, ids: Mapping[str, str], *, same: bool) -> None:
        if self.touched is not None and same and accreditors.SOURCE not in self.arrived:
            for name in ("institution_accreditation", "institution_accredited_now"):
                self.counts[name] = self.earlier.get(name, 0)
            return
        locations = store.current_records(self.connection, accreditors.SOURCE, "accreditor_location")
        accreditations = store.current_records(self.connection, accreditors.SOURCE, "accreditation")
        rows = list(accreditors.accreditation_rows(ids, locations, accreditations))
        self.counts["institution_accreditation"] = len(rows)
        self.counts["institution_accredited_now"] = len({row[1] for row in rows if row[_CURRENT]})
        self._replace(INSTITUTION_ACCREDITATIONS, rows)

    def _replace(self, table: RowTable, rows: Iterable[Row], **told: Any) -> Difference:
        return replace_rows(self.connection, self.log, table, rows, **told)

    def _links(self, leads: list[Lead]) -> None:
        rows = [
            (
                lead.source, lead.kind, lead.record.record_key,
                self.book.find("institution", ANCHOR_SOURCE, lead.unitid),
                self.book.find("program", ANCHOR_SOURCE, lead.program_key),
                lead.how, round(lead.score, 6), lead.record.version_id,
            )
            for lead in leads
        ]  # fmt: skip
        self.counts["lead"] = len(rows)
        self.counts["lead_linked_to_a_program"] = sum(lead.program_key is not None for lead in leads)
        store.store_links(self.connection, rows)

    def _statements(self, ids: Mapping[str, str], leads: list[Lead]) -> None:
        program_id = partial(self.book.find, "program", ANCHOR_SOURCE)
        self.counts["statement"] = publish_statements(
            self.connection, self.log, self.overrides, self.readings, ids, leads, self._program_keys, program_id
        )
        self.counts.update(
            publish_program_status(self.connection, self.log, leads, lambda unitid: ids.get(unitid or ""), program_id)
        )

    def _identities(self) -> None:
        entered = self.log.entered_at
        store.mint(self.connection, ((*row, entered.get(row[0])) for row in self.book.fresh))
        minted = {row[0] for row in self.book.fresh}
        moved: dict[str, Any] = {thing_id: at for thing_id, at in entered.items() if thing_id not in minted}
        store.set_entered(self.connection, moved | dict.fromkeys([*self.log.left, *self.log.merged]))
        self.departures.write(self.log.retired)

    def _discrepancies(self) -> None:
        told_apart = (*self.discrepancies, *self.overrides.disagreements)
        unique = {(thing_id, told.field, told.version_id): told for thing_id, told in told_apart}
        self.counts["discrepancy"] = len(unique)
        store.store_discrepancies(
            self.connection,
            (
                (thing_id, told.field, version_id, told.claim, str(told.value), told.chosen_version_id,
                 str(told.chosen_value), told.reason)
                for (thing_id, _, version_id), told in sorted(unique.items())
            ),
        )  # fmt: skip


_CURRENT = store.columns_of(InstitutionAccreditation).index("is_current")
