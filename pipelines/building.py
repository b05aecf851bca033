"""What an assembly under way knows: its scope, its log of changes, the ids it hands out, what it has found so far.

Only holds; the modules build_* say what is done with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.engine import Connection

from db import directory_writes as store
from db.history_reads import RecordId
from db.part_rows import Row
from pipelines.change_log import ChangeLog, Step
from pipelines.identity import IdentityBook, PatternBook
from pipelines.known_ids import KnownIds
from pipelines.link_types import Decision
from pipelines.merge import Disagreement
from pipelines.overrides import Overrides
from pipelines.row_changes import replace_rows
from pipelines.row_tables import RowTable
from pipelines.row_telling import Difference
from pipelines.scope import Scope
from pipelines.succession import rekeyed_institutions
from pipelines.things import ANCHOR_SOURCE
from pipelines.touched import Touched


class Building:
    """One assembly under way. ``decided`` are the links that people have decided."""

    def __init__(
        self,
        connection: Connection,
        scope: Scope,
        step: Step,
        overrides: Overrides,
        decided: tuple[Decision, ...] = (),
    ) -> None:
        self.connection, self.scope, self.overrides, self.decided = connection, scope, overrides, decided
        self.counts: Counter[str] = Counter()
        self.notes: list[str] = []
        self.book = IdentityBook(KnownIds(connection), rekeyed_institutions())
        self.readings = store.reading_facts(connection)
        self.patterns = PatternBook()
        self.log = ChangeLog(connection, step, self.readings, self.patterns)
        self.discrepancies: list[tuple[str, Disagreement]] = []
        self.moved: set[RecordId] | None = None
        """The records that alone have moved since the last assembly; None where more has."""
        self.earlier: Mapping[str, int] = {}
        """The counts of the last assembly, where the new ones are reckoned from them."""
        self.touched: Touched | None = None
        """What may be other than it was; None for everything."""
        self.arrived: set[str] = set()
        """The sources of which something has moved."""

    def only_records_moved(self, missing: Iterable[RecordId], earlier: Mapping[str, int]) -> None:
        """Build no more than follows from the records that moved tonight, or were missing before or after it.

        ``earlier`` are the counts of the last assembly.
        """
        if not earlier.get("program_held") and ANCHOR_SOURCE not in self.log.night.first:
            self.moved = {*self.log.night.moves, *missing}
            self.earlier = {name: number for name, number in earlier.items() if not name.endswith("_merged")}

    def program_keys(self, unitid: str) -> list[str]:
        """The IPEDS keys (UNITID:CIP:award level) of an institution's programs in the scope."""
        keys = store.record_keys(self.connection, ANCHOR_SOURCE, "program", f"{unitid}:")
        return [key for key in keys if self.scope.holds(key.split(":")[1])]

    def program_id(self, key: str | None) -> str | None:
        """The id of a program by its IPEDS key."""
        return self.book.find("program", ANCHOR_SOURCE, key)

    def replace(self, table: RowTable, rows: Iterable[Row], **told: Any) -> Difference:
        """Bring a table of rows to these, and tell the log what moved."""
        return replace_rows(self.connection, self.log, table, rows, **told)
