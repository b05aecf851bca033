"""The pass over all programs of an assembly: each record becomes a row, is compared with the one that stands, written.

Three hundred thousand records go through here, so the loop does little more than look things up. May not decide what
a row says (pipelines.program_rows and things) nor why it moved (pipelines.change_log).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.engine import Connection

from db import directory_writes as store
from db.part_rows import Among, standing_rows
from db.tables import Program
from pipelines.change_log import ChangeLog
from pipelines.identity import IdentityBook, PatternBook
from pipelines.listed_programs import listed_rows, makers_of
from pipelines.merge import Disagreement
from pipelines.overrides import Overrides
from pipelines.program_rows import ProgramRows
from pipelines.redirects import Departures
from pipelines.scope import Scope
from pipelines.spoken_programs import SpokenProgram
from pipelines.things import ANCHOR_SOURCE, PROGRAM_COLUMNS, Spoken, build_program

_ZERO, _UNITID, _FROM = (PROGRAM_COLUMNS.index(name) for name in ("zero_completions", "unitid", "known_from"))
_UNITID_DIGITS = 6


@dataclass(slots=True)
class ProgramPass:
    """One pass. What it is made of comes in; ``offering`` and all that follows it is what it found.

    ``institutions`` are the IPEDS records by UNITID; ``spoken`` is what other sources say of a program, by its IPEDS
    key; ``priced`` has the keys (UNITID:CIP code) of program prices and is filled with the programs of each, as
    (program id, award level).
    """

    connection: Connection
    scope: Scope
    readings: Mapping[str, store.ReadingFacts]
    book: IdentityBook
    patterns: PatternBook
    log: ChangeLog
    institutions: Mapping[str, store.CurrentRecord]
    spoken: Mapping[str, list[Spoken]]
    priced: dict[str, list[tuple[str, str]]]
    departures: Departures
    overrides: Overrides
    offering: dict[str, str] = field(default_factory=dict)
    """UNITID -> institution id, of those that offer a program of the scope; to begin with, of those known to."""
    only: frozenset[str] | None = None
    """The IPEDS keys to go through; None for all."""
    listed: Sequence[SpokenProgram] = ()
    """The programs that IPEDS does not count; all of them are gone through each time."""
    listed_before: Collection[str] = ()
    """The ids of those that the directory held before."""
    successor_of: Callable[[str], str | None] = lambda _: None
    """What leads on from a program that IPEDS does not count and that is no more."""
    unitids: set[str] = field(default_factory=set)
    """Institutions of which a program came or left."""
    levels: set[tuple[str, str]] = field(default_factory=set)
    """(institution id, award level) of every program."""
    disagreements: list[tuple[str, Disagreement]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    unknown: int = 0
    """Programs whose institution IPEDS does not list."""

    def run(self) -> None:
        """Go through all programs, write those that are new or have moved, and drop those that left."""
        standing = {row[0]: row for row in standing_rows(self.connection, Program, self._among())}
        fresh_table, first = self.log.first, self.log.first
        before = (len(standing), sum(row[_ZERO] in (1, True) for row in standing.values())) if self._narrow else (0, 0)
        written: list[tuple[Any, ...]] = []
        entered: list[str] = []
        programs = zeros = 0
        for record, row in self._rows():
            programs += 1
            zeros += row[_ZERO] is True
            old = standing.pop(row[0], None)
            if old == row:
                continue
            written.append(row)
            if old is None:
                self.unitids.add(record[0][:_UNITID_DIGITS])
            if old is None and first:
                entered.append(row[0])
            else:
                told = store.CurrentRecord(*record)
                self.log.note("program", PROGRAM_COLUMNS, old, row, told)
        for program, row in self._listed_rows():
            programs += 1
            if (old := standing.pop(row[0], None)) != row:
                written.append(row)
                self.unitids.update(() if old is not None else (row[_UNITID],))
                lead = makers_of(program)[0]
                self.log.note("program", PROGRAM_COLUMNS, old, row, lead.record, (lead.source, lead.kind))
        self.log.enter_first("program", entered)
        self.counts["program"], self.counts["program_with_zero_completions"] = programs - before[0], zeros - before[1]
        self.unitids.update(row[_UNITID] for row in standing.values())
        store.replace_rows(self.connection, Program, written, fresh=fresh_table)
        self.departures.settle()
        if not self.log.scope_moved:
            left = [told[0] for told in standing.values() if told[_FROM] != ANCHOR_SOURCE]
            self.departures.lead_on({one: self.successor_of(one) for one in left}, self.log.night.now)
        self.departures.drop(self.log, "program", Program, standing)

    @property
    def _narrow(self) -> bool:
        return self.only is not None

    def _among(self) -> Among | None:
        """The programs that may stand for the records to go through."""
        if self.only is None:
            return None
        keys = {*self.only, *(program.key for program in self.listed)}
        ids = {self.book.find("program", ANCHOR_SOURCE, key) for key in keys} | {*self.listed_before}
        return "program_id", sorted(program_id for program_id in ids if program_id is not None)

    def _records(self) -> Iterator[Sequence[Any]]:
        if self.only is not None:
            return store.chosen_rows(self.connection, ANCHOR_SOURCE, "program", self.only)
        read = store.unordered_rows if self.log.first else store.current_rows
        return read(self.connection, ANCHOR_SOURCE, "program")

    def _rows(self) -> Iterator[tuple[Sequence[Any], tuple[Any, ...]]]:
        """Each record with the row of its program."""
        rows, holds = ProgramRows(self.patterns, (ANCHOR_SOURCE, "program")), _InScope(self.scope)
        id_of = self.book.minter("program", ANCHOR_SOURCE)
        reading_before, departed, corrected = "", self.departures.unitids, self.overrides.things
        for record in self._records():
            record_key, version_id, reading_id, claims, _, missing_runs, gone_since = record
            unitid, cip, level = record_key.split(":")
            if not holds[cip]:
                continue
            if unitid in departed:
                if (present := self.departures.home_of(store.CurrentRecord(*record))) is None:
                    continue
                unitid = present
            if (institution_id := self.offering.get(unitid) or self._institution(unitid)) is None:
                self.unknown += 1
                continue
            if reading_id != reading_before:
                reading_before, facts = reading_id, self.readings[reading_id]
            program_id, _ = id_of(record_key, facts.captured_at)
            row = None
            if record_key not in self.spoken:
                key, gone = (unitid, cip, level), gone_since is not None
                row = rows.row(program_id, institution_id, facts.period, key, version_id, claims, missing_runs, gone)
            if row is None:
                row = self._merged(program_id, institution_id, facts.period, store.CurrentRecord(*record))
            if program_id in corrected:
                row = self.overrides.thing(PROGRAM_COLUMNS, row, self.patterns)
            self.levels.add((institution_id, level))
            if self.priced and (priced := self.priced.get(f"{unitid}:{cip}")) is not None:
                priced.append((program_id, level))
            yield record, row

    def _listed_rows(self) -> Iterator[tuple[SpokenProgram, tuple[Any, ...]]]:
        """Each program that IPEDS does not count with its row."""
        for program, level, built in listed_rows(self.listed, self._home, self.readings, self.book, self.patterns):
            program_id, institution_id, *_ = row = built.row
            self.disagreements += ((program_id, told) for told in built.disagreements)
            if program_id in self.overrides.things:
                row = self.overrides.thing(PROGRAM_COLUMNS, row, self.patterns)
            if level is not None:
                self.levels.add((institution_id, level))
            yield program, row

    def _home(self, unitid: str) -> tuple[str, str] | None:
        """The present UNITID of an institution, and its id; None when IPEDS does not list it."""
        present = self.departures.present_of(unitid)
        found = self.offering.get(present) or self._institution(present)
        return (present, found) if found is not None else None

    def _institution(self, unitid: str) -> str | None:
        """The id of an institution that offers a program; None when IPEDS does not list it."""
        if (record := self.institutions.get(unitid)) is None:
            return None
        seen_at = self.readings[record.reading_id].captured_at
        found = self.offering[unitid] = self.book.id_of("institution", ANCHOR_SOURCE, unitid, seen_at)[0]
        return found

    def _merged(
        self, program_id: str, institution_id: str, period: str, record: store.CurrentRecord
    ) -> tuple[Any, ...]:
        """The row of a program that several records speak of."""
        spoken = self.spoken.get(record.record_key, [])
        built = build_program(program_id, institution_id, period, record, spoken, self.patterns)
        self.disagreements += ((program_id, told) for told in built.disagreements)
        return built.row


class _InScope(dict[str, bool]):
    """CIP code -> whether the scope holds it, judged once."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __missing__(self, cip: str) -> bool:
        held = self[cip] = self.scope.holds(cip)
        return held
