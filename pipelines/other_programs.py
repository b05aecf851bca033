"""The programs that other sources speak of, in one assembly: their ids, and those that IPEDS does not count."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from db import directory_writes as store
from db import identity_writes
from db.columns import Cause
from db.history_reads import RecordId
from db.part_rows import standing_rows
from db.tables import RecordLink
from pipelines.building import Building
from pipelines.leads import Lead
from pipelines.listed_programs import successors
from pipelines.minting import anchor_of
from pipelines.program_ids import settle_ids
from pipelines.spoken_programs import SpokenProgram
from pipelines.things import ANCHOR_SOURCE

_PROGRAM_ID = 4


class OtherPrograms:
    """What is found of them before anything is built; the book of ids gives each of them its id from then on."""

    def __init__(self, building: Building, spoken: Sequence[SpokenProgram]) -> None:
        self._building = building
        self.before = store.programs_not_from(building.connection, ANCHOR_SOURCE)
        """Id -> UNITID of those that IPEDS did not count at the assembly before."""
        self.listed = [program for program in spoken if not program.counted]
        self._counted = [program.key for program in spoken if program.counted]
        self.ids = settle_ids(
            building.book, building.log.retired, spoken,
            lambda ids: identity_writes.held_programs(building.connection, ids), self._is_counted,
            # What a directory is built from at once has no nights, and a replay of it gives the same bytes.
            building.log.latest if building.log.first else building.log.night.now, self._seen_at,
        )  # fmt: skip
        building.log.joined.update(self.ids.joined)

    def _is_counted(self, key: str) -> bool:
        return store.has_record(self._building.connection, ANCHOR_SOURCE, "program", key)

    def _seen_at(self, program: SpokenProgram) -> datetime:
        readings = self._building.readings
        return min(readings[lead.record.reading_id].captured_at for lead in program.named_by)

    @property
    def moved(self) -> bool:
        """Whether an id leads elsewhere than it did, or one of these programs is no more."""
        now = {self._building.program_id(program.key) for program in self.listed}
        return self.ids.moved or not self.before.keys() <= now

    def relinked(self) -> dict[RecordId, Cause]:
        """The records of IPEDS that have come to programs that others made, or have parted from them: merges."""
        keys = {*self.ids.parted, *(key for key in self._counted if self._building.program_id(key) in self.before)}
        start = anchor_of("program", ANCHOR_SOURCE, "")
        if self.before:
            own = [anchor.removeprefix(start) for anchor in self._building.book.known.anchors_of(self.before)]
            keys.update(key for key in own if self._is_counted(key))
        return {(ANCHOR_SOURCE, "program", key): Cause.merge for key in keys}

    def successor_of(self, leads: Iterable[Lead]) -> Callable[[str], str | None]:
        """What leads on from one of these programs that is no more (see pipelines.listed_programs)."""
        links = standing_rows(self._building.connection, RecordLink) if self.before else []
        return successors({row[:3]: row[_PROGRAM_ID] for row in links}, leads, self._building.program_id)
