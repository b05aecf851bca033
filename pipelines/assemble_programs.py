"""The pass over all programs of an assembly: each row is compared with the one that stands, and written if another.

Three hundred thousand rows go through here, so the loop does little more than look things up. May not decide what a row
says (pipelines.program_reader) nor why it moved (pipelines.change_log).
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from db import directory_writes as store
from db.part_rows import Among, standing_rows
from db.tables import Program
from pipelines.listed_programs import makers_of
from pipelines.program_reader import ProgramReader
from pipelines.things import ANCHOR_SOURCE, PROGRAM_COLUMNS

_ZERO, _UNITID, _FROM = (PROGRAM_COLUMNS.index(name) for name in ("zero_completions", "unitid", "known_from"))
_UNITID_DIGITS = 6


@dataclass(slots=True)
class ProgramPass:
    """One pass over the rows of a reader; ``unitids`` and ``counts`` are what it found."""

    reader: ProgramReader
    listed_before: Collection[str] = ()
    """The ids of the programs that IPEDS did not count and that the directory held before."""
    successor_of: Callable[[str], str | None] = lambda _: None
    """What leads on from such a program that is no more."""
    unitids: set[str] = field(default_factory=set)
    """Institutions of which a program came or left."""
    counts: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        """Go through all programs, write those that are new or have moved, and drop those that left."""
        reader, log = self.reader, self.reader.log
        standing = {row[0]: row for row in standing_rows(reader.connection, Program, self._among())}
        fresh_table, first = log.first, log.first
        before = (len(standing), sum(row[_ZERO] in (1, True) for row in standing.values())) if self._narrow else (0, 0)
        written: list[tuple[Any, ...]] = []
        entered: list[str] = []
        programs = zeros = 0
        for record, row in reader.counted():
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
                log.note("program", PROGRAM_COLUMNS, old, row, told)
        for program, row in reader.not_counted():
            programs += 1
            if (old := standing.pop(row[0], None)) != row:
                written.append(row)
                self.unitids.update(() if old is not None else (row[_UNITID],))
                lead = makers_of(program)[0]
                log.note("program", PROGRAM_COLUMNS, old, row, lead.record, (lead.source, lead.kind))
        log.enter_first("program", entered)
        self.counts["program"], self.counts["program_with_zero_completions"] = programs - before[0], zeros - before[1]
        self.unitids.update(row[_UNITID] for row in standing.values())
        store.replace_rows(reader.connection, Program, written, fresh=fresh_table)
        reader.departures.settle()
        if not log.scope_moved:
            left = [told[0] for told in standing.values() if told[_FROM] != ANCHOR_SOURCE]
            reader.departures.lead_on({one: self.successor_of(one) for one in left}, log.night.now)
        reader.departures.drop(log, "program", Program, standing)

    @property
    def _narrow(self) -> bool:
        return self.reader.only is not None

    def _among(self) -> Among | None:
        """The programs that may stand for the records to go through."""
        if self.reader.only is None:
            return None
        keys = {*self.reader.only, *(program.key for program in self.reader.listed)}
        self.reader.book.expect("program", ANCHOR_SOURCE, keys)
        ids = {self.reader.book.find("program", ANCHOR_SOURCE, key) for key in keys} | {*self.listed_before}
        return "program_id", sorted(program_id for program_id in ids if program_id is not None)
