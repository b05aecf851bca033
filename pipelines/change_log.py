"""Gathers the changes of one assembly, finds their causes, stores them. First loads and moves of scope are summed up.

One event a thing would say nothing when a whole source comes in for the first time; one event says it all.
"""

from collections import ChainMap, Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.engine import Connection

from db import directory_writes as store
from db import history_reads as history
from db.columns import Cause
from pipelines.changes import WHOLE, CausedChange, CauseFinder, Moved, compare_rows
from pipelines.identity import PatternBook
from pipelines.things import ANCHOR_SOURCE, UNCOMPARED

CHUNK = 20_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ChangeLog:
    """The changes of one assembly, by cause."""

    def __init__(
        self,
        connection: Connection,
        publication: int,
        readings: Mapping[str, store.ReadingFacts],
        patterns: PatternBook,
        *,
        first: bool,
        scope_moved: bool,
    ) -> None:
        self.connection, self.publication, self.readings = connection, publication, readings
        self.first, self.scope_moved = first, scope_moved
        self.counts: Counter[str] = Counter()
        self.first_runs = history.first_runs(connection)
        self.captured_at = {facts.capture_id: facts.captured_at for facts in readings.values()}
        self.latest = max(self.captured_at.values(), default=EPOCH)
        self._patterns = patterns
        self._stored_patterns: dict[str, Sequence[str]] = dict(store.citation_patterns(connection))
        self._moved: list[Moved] = []
        self._entered: Counter[tuple[str, Cause]] = Counter()
        self._left: Counter[str] = Counter()

    def note(
        self,
        kind: str,
        columns: Sequence[str],
        old: Sequence[Any] | None,
        new: Sequence[Any],
        record: store.CurrentRecord,
        *,
        known_before: bool,
    ) -> None:
        """Compare the row that stands with the one that replaces it; None when the thing is new to the directory."""
        if old is None:
            self._enter(kind, new[0], record, known_before)
        elif old != new:
            self._moved += compare_rows(
                kind, columns, old, new, UNCOMPARED, self._all_patterns(),
                run_number=record.run_number, brought=record.version_id,
            )  # fmt: skip
        if len(self._moved) >= CHUNK:
            self._flush()

    def _all_patterns(self) -> Mapping[str, Sequence[str]]:
        return ChainMap(self._patterns.by_id, self._stored_patterns)

    def leave(self, kind: str, thing_ids: Sequence[str]) -> None:
        """Things that the directory no longer holds, because its scope is another now."""
        self._left[kind] += len(thing_ids)

    def finish(self) -> None:
        """Find the causes and store everything."""
        for (kind, cause), number in sorted(self._entered.items()):
            self._moved.append(Moved(kind, WHOLE, WHOLE, None, number, None, None, cause, self.latest))
        for kind, number in sorted(self._left.items()):
            if number:
                self._moved.append(Moved(kind, WHOLE, WHOLE, number, None, None, None, Cause.rule, self.latest))
        self._flush()

    def _enter(self, kind: str, thing_id: str, record: store.CurrentRecord, known_before: bool) -> None:
        if self.first or self.first_runs.get(ANCHOR_SOURCE) == record.run_number:
            self._entered[kind, Cause.rule if self.scope_moved else Cause.backfill] += 1
        elif self.scope_moved or known_before:
            self._entered[kind, Cause.rule] += 1
        else:
            known_at = self.readings[record.reading_id].captured_at
            told = (None, record.record_key, None, (record.version_id, WHOLE), Cause.source, known_at)
            self._moved.append(Moved(kind, thing_id, WHOLE, *told, run_number=record.run_number))

    def _flush(self) -> None:
        moved, self._moved = self._moved, []
        needed = frozenset(version for m in moved if m.cause is None for version in m.all_versions)
        runs = history.run_facts(self.connection) if needed else {}
        finder = CauseFinder(
            history.versions(self.connection, needed),
            self.captured_at,
            self.first_runs,
            {number: facts.started_at for number, facts in runs.items()},
            {number: facts.parser_version for number, facts in runs.items()},
            history.parsers_that_met(self.connection, needed),
        )
        store.store_changes(self.connection, (self._row(finder.explain(m, self.latest)) for m in moved))

    def _row(self, change: CausedChange) -> tuple[Any, ...]:
        moved = change.moved
        self.counts[change.cause.value] += 1
        source = change.source or (ANCHOR_SOURCE if moved.field == WHOLE else None)
        return (
            moved.kind, moved.thing_id, moved.field, _text(moved.old), _text(moved.new), change.cause.value, source,
            moved.new_claim[0] if moved.new_claim else None, change.known_at, change.run_number, self.publication,
        )  # fmt: skip


def _text(value: Any) -> str | None:
    """The words of a value; a truth value as readers find it in its column, 0 or 1."""
    if value is None:
        return None
    return str(int(value)) if isinstance(value, bool) else str(value)
