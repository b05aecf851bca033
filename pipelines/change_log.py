"""Gathers the changes of one assembly, finds their causes, stores them. First loads and moves of scope are summed up.

One event a thing would say nothing when a whole source comes in for the first time; one event says it all.
"""

from collections import ChainMap, Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from db import directory_writes as store
from db import history_reads as history
from db import identity_writes
from db.change_parts import as_json, part_name
from db.columns import Cause
from db.part_rows import held_values
from db.tables import Institution, Program
from pipelines.change_causes import PERIOD, CausedChange, CauseFinder, night_of, record_of
from pipelines.changes import WHOLE, Moved, compare_rows
from pipelines.entrances import Entering, Entrances, Known
from pipelines.entrances import Step as Step
from pipelines.identity import PatternBook
from pipelines.things import ANCHOR_SOURCE, UNCOMPARED
from pipelines.years import YearMoves

CHUNK = 20_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KINDS: dict[str, type[SQLModel]] = {"program": Program, "institution": Institution}


class ChangeLog:
    """The changes of one assembly, by cause.

    After the things are built, ``entered_at`` has those that came into the directory with when that became known,
    and ``left`` those that left it.

    ``relinked`` (source, kind and key of a record -> cause) is to be filled before the first change is noted.
    """

    def __init__(
        self,
        connection: Connection,
        step: Step,
        readings: Mapping[str, store.ReadingFacts],
        patterns: PatternBook,
    ) -> None:
        self.connection, self.publication = connection, step.publication
        self.first, self.scope_moved = step.first, step.scope_moved
        self.counts: Counter[str] = Counter()
        self.captured_at = {facts.capture_id: facts.captured_at for facts in readings.values()}
        self.latest = max(self.captured_at.values(), default=EPOCH)
        self.relinked: dict[history.RecordId, Cause] = {}
        moves = history.moves_of_runs(connection, step.taken_in)
        self.night = night_of(history.run_facts(connection), step.taken_in, moves, self.relinked, self.latest)
        self.entered_at: dict[str, datetime] = {}
        self.left: set[str] = set()
        self.merged: dict[str, datetime] = {}
        self.merged_counts: Counter[str] = Counter()
        self.retired = identity_writes.retired_ids(connection)
        self.joined: set[str] = set()
        """Retired ids that only led to another program of the same institution, as filled in by whoever knows them."""
        known = Known(step, self.night, self.latest, self.retired, self.joined)
        self._entrances = Entrances(known, self.entered_at, self.add)
        self._patterns = patterns
        self._stored_patterns: dict[str, Sequence[str]] = dict(store.citation_patterns(connection))
        self._moved: list[Moved] = []
        self._left: Counter[str] = Counter()
        self._years = {
            kind: YearMoves(f"{kind}.period", held_values(connection, model, "period")) for kind, model in KINDS.items()
        }

    def note(
        self,
        kind: str,
        columns: Sequence[str],
        old: Sequence[Any] | None,
        new: Sequence[Any],
        record: store.CurrentRecord,
        of: tuple[str, str] | None = None,
    ) -> None:
        """Compare the row that stands with the one that replaces it; None when the thing is new to the directory.

        ``record`` is the one that makes the thing, ``of`` its source and kind if that is not IPEDS.
        """
        if old is None:
            row = dict(zip(columns, new, strict=True))
            self._entrances.enter(row, Entering(kind, new[0], record, of or (ANCHOR_SOURCE, kind)))
        elif old != new:
            moved = compare_rows(
                kind, columns, old, new, UNCOMPARED, self._all_patterns(), run_number=record.run_number
            )  # fmt: skip
            source = of[0] if of is not None else ANCHOR_SOURCE
            self.add(*(self.as_absence(one, source) if one.field == "listing" else one for one in moved))
            period = columns.index("period")
            if old[period] != new[period]:
                claim = (record.version_id, PERIOD)
                cause = Cause.merge if any(one.field == "known_from" for one in moved) else None
                self._years[kind].add(Moved(kind, new[0], "period", old[period], new[period], None, claim, cause))

    def add(self, *moved: Moved) -> None:
        """Take in changes."""
        self._moved += moved
        if len(self._moved) >= CHUNK:
            self._flush()

    def as_absence(self, moved: Moved, source: str) -> Moved:
        """A move of the listing: known since the newest run of the source, which met the record or did not."""
        number = self.night.newest_run(source)
        known_at = self.night.runs[number].started_at if number is not None else None
        return replace(moved, cause=Cause.absence, source=source, run_number=number, known_at=known_at)

    def _all_patterns(self) -> Mapping[str, Sequence[str]]:
        return ChainMap(self._patterns.by_id, self._stored_patterns)

    def enter_first(self, kind: str, thing_ids: Sequence[str]) -> None:
        """Things that the very first assembly of a home brings, which ``note`` need not be told one by one."""
        self._entrances.first(kind, thing_ids)

    def leave(self, kind: str, thing_ids: Sequence[str]) -> None:
        """Things that the directory no longer holds, because its scope is another now."""
        self._left[kind] += len(thing_ids)
        self.left.update(thing_ids)

    def merge(self, kind: str, columns: Sequence[str], row: Sequence[Any], successor_id: str | None) -> None:
        """A thing that left because its institution was combined into another, or has another number."""
        told = dict(zip(columns, row, strict=True))
        key = ":".join(told[name] for name in ("unitid", "cip", "award_level") if name in told)
        record = (ANCHOR_SOURCE, "institution", told["unitid"])
        move = self.night.moves.get(record)
        self.merged_counts[f"{kind}_merged"] += 1
        told["entered_at"] = identity_writes.entered_at(self.connection, row[0])
        self.merged[row[0]] = move.known_at if move is not None else self.night.now
        self.add(
            Moved(
                kind, row[0], WHOLE, key, successor_id, cause=Cause.merge, source=ANCHOR_SOURCE,
                known_at=self.merged[row[0]], run_number=move.run_number if move is not None else None,
                part=part_name(kind, [row[0]]), whole=as_json(told),
            )
        )  # fmt: skip

    def finish(self) -> None:
        """Find the causes and store everything."""
        self.add(*self._entrances.summed())
        for kind, number in sorted(self._left.items()):
            if number:
                self.add(Moved(kind, WHOLE, WHOLE, number, None, cause=Cause.rule, source=ANCHOR_SOURCE))
        for years in self._years.values():
            self.add(*years.told())
        self._flush()

    def _flush(self) -> None:
        moved, self._moved = self._moved, []
        claims = {claim[0] for m in moved if m.cause is None for pair in m.claims for claim in pair if claim}
        versions = history.versions(self.connection, claims)
        counterparts = {version.present_version for version in versions.values()}
        counterparts.update(self.night.before(version) for version in versions.values())
        versions |= history.versions(self.connection, {v for v in counterparts if v is not None} - versions.keys())
        met_again = history.parsers_that_met(self.connection, versions)
        moved_too = {record_of(version) for version in versions.values()} & self.night.moves.keys()
        captures = history.captures_before(self.connection, moved_too, self.night.taken_in)
        finder = CauseFinder(self.night, versions, self.captured_at, met_again, captures)
        store.store_changes(self.connection, (self._row(finder.explain(m)) for m in moved))

    def _row(self, change: CausedChange) -> tuple[Any, ...]:
        moved = change.moved
        self.counts[change.cause.value] += 1
        return (
            moved.kind, moved.thing_id, moved.field, _text(moved.old), _text(moved.new), change.cause.value,
            change.source, moved.new_claim[0] if moved.new_claim else None, change.known_at, change.run_number,
            self.publication, moved.part, moved.whole,
        )  # fmt: skip


def _text(value: Any) -> str | None:
    """The words of a value; a truth value as readers find it in its column, 0 or 1."""
    if value is None:
        return None
    return str(int(value)) if isinstance(value, bool) else str(value)
