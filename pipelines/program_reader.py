"""The programs of an assembly as rows, one after the other: from the records of IPEDS, and from those of other sources.

May not compare, write nor drop anything (pipelines.assemble_programs); what a row says is decided in
pipelines.program_rows, listed_programs and things.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.engine import Connection

from db import directory_writes as store
from pipelines.change_log import ChangeLog
from pipelines.identity import IdentityBook, PatternBook
from pipelines.listed_programs import listed_rows
from pipelines.merge import Disagreement
from pipelines.overrides import Overrides
from pipelines.program_rows import ProgramRows
from pipelines.redirects import Departures
from pipelines.scope import Scope
from pipelines.spoken_programs import SpokenProgram
from pipelines.things import ANCHOR_SOURCE, PROGRAM_COLUMNS, Spoken, build_program


@dataclass(slots=True)
class ProgramReader:
    """What it is made of comes in; ``offering`` and all that follows it is what it finds on the way.

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
    listed: Sequence[SpokenProgram] = ()
    """The programs that IPEDS does not count; all of them are gone through each time."""
    only: frozenset[str] | None = None
    """The IPEDS keys to go through; None for all."""
    offering: dict[str, str] = field(default_factory=dict)
    """UNITID -> institution id, of those that offer a program of the scope; to begin with, of those known to."""
    levels: set[tuple[str, str]] = field(default_factory=set)
    """(institution id, award level) of every program."""
    disagreements: list[tuple[str, Disagreement]] = field(default_factory=list)
    unknown: int = 0
    """Programs whose institution IPEDS does not list."""

    def _records(self) -> Iterator[Sequence[Any]]:
        if self.only is not None:
            return store.chosen_rows(self.connection, ANCHOR_SOURCE, "program", self.only)
        read = store.unordered_rows if self.log.first else store.current_rows
        return read(self.connection, ANCHOR_SOURCE, "program")

    def counted(self) -> Iterator[tuple[Sequence[Any], tuple[Any, ...]]]:
        """Each record of IPEDS with the row of its program."""
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

    def not_counted(self) -> Iterator[tuple[SpokenProgram, tuple[Any, ...]]]:
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
