"""Gathers the changes of one assembly, finds their causes, stores them. First loads and moves of scope are summed up.

One event a thing would say nothing when a whole source comes in for the first time; one event says it all.
"""

from collections import ChainMap, Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
from pipelines.change_causes import EVERYTHING, PERIOD, CausedChange, CauseFinder, night_of, record_of
from pipelines.changes import WHOLE, Moved, compare_rows
from pipelines.identity import PatternBook
from pipelines.things import ANCHOR_SOURCE, UNCOMPARED
from pipelines.years import YearMoves

CHUNK = 20_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KINDS: dict[str, type[SQLModel]] = {"program": Program, "institution": Institution}


@dataclass(frozen=True, slots=True)
class Step:
    """One assembly: its number, the runs it has taken in, whether it is the first, whether its scope is another one."""

    publication: int
    taken_in: frozenset[int]
    first: bool
    scope_moved: bool


@dataclass(frozen=True, slots=True)
class Entering:
    """A thing that is new to the directory, with the record that makes it, and that record's source and kind."""

    kind: str
    thing_id: str
    record: store.CurrentRecord
    of: tuple[str, str]


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
        self._programs_entered: dict[str, Moved] = {}
        self._programs_summed: dict[str, tuple[Cause, str]] = {}
        self._patterns = patterns
        self._stored_patterns: dict[str, Sequence[str]] = dict(store.citation_patterns(connection))
        self._moved: list[Moved] = []
        self._entered: Counter[tuple[str, Cause, str]] = Counter()
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
            self._enter(
                dict(zip(columns, new, strict=True)), Entering(kind, new[0], record, of or (ANCHOR_SOURCE, kind))
            )
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
        if thing_ids:
            self._entered[kind, Cause.backfill, ANCHOR_SOURCE] += len(thing_ids)
            self.entered_at.update(dict.fromkeys(thing_ids, self.latest))

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
        for (kind, cause, source), number in sorted(self._entered.items()):
            known_at = self.latest if cause is Cause.backfill else self.night.now
            self.add(Moved(kind, WHOLE, WHOLE, None, number, cause=cause, known_at=known_at, source=source))
        for kind, number in sorted(self._left.items()):
            if number:
                self.add(Moved(kind, WHOLE, WHOLE, number, None, cause=Cause.rule, source=ANCHOR_SOURCE))
        for years in self._years.values():
            self.add(*years.told())
        self._flush()

    def _enter(self, row: Mapping[str, Any], one: Entering) -> None:
        """A thing is new to the directory: by a merge, a first load, its record, its institution, or another scope."""
        key = one.record.record_key
        if one.of[0] != ANCHOR_SOURCE:
            key = ":".join(filter(None, (row[name] for name in ("unitid", "cip", "award_level", "campus"))))
        told = Moved(one.kind, one.thing_id, WHOLE, None, key, None, (one.record.version_id, EVERYTHING))
        record = (*one.of, one.record.record_key)
        first = next((source for source in (ANCHOR_SOURCE, one.of[0]) if source in self.night.first), None)
        if one.thing_id in self.retired.keys() - self.joined:
            self._enter_with(replace(told, cause=Cause.merge, source=ANCHOR_SOURCE), self.night.now)
        elif self.first or first is not None:
            self._enter_summed(told, Cause.rule if self.scope_moved else Cause.backfill, one.of[0])
        elif self.scope_moved:
            self._enter_summed(told, Cause.rule, ANCHOR_SOURCE)
        elif record in self.relinked:
            self._enter_with(replace(told, cause=self.relinked[record], source=one.of[0]), self.night.now)
        elif (move := self.night.moves.get(record)) is not None and (move.before is None or one.of[0] != ANCHOR_SOURCE):
            self._enter_with(replace(told, run_number=one.record.run_number), move.known_at)
        elif (move := self._came("institution", key.partition(":")[0])) is not None:
            because = replace(told, cause=Cause.source, source=ANCHOR_SOURCE, run_number=move.run_number)
            self._enter_with(replace(because, known_at=move.known_at), move.known_at)
        elif one.kind == "institution" and (program := self._programs_entered.get(key)) is not None:
            self._enter_with(replace(program, kind=one.kind, thing_id=one.thing_id, new=key), program.known_at)
        elif one.kind == "institution" and key in self._programs_summed:
            self._enter_summed(told, *self._programs_summed[key])
        else:
            self._enter_summed(told, Cause.rule, ANCHOR_SOURCE)

    def _enter_with(self, told: Moved, at: datetime | None) -> None:
        """One event; an institution that comes with its first program comes for the same reason."""
        self.add(told)
        self.entered_at[told.thing_id] = at or self.night.now
        if told.kind == "program":
            self._programs_entered.setdefault(str(told.new).partition(":")[0], replace(told, known_at=at))

    def _enter_summed(self, told: Moved, cause: Cause, source: str) -> None:
        self._entered[told.kind, cause, source] += 1
        if told.kind == "program":
            self._programs_summed.setdefault(str(told.new).partition(":")[0], (cause, source))
        self.entered_at[told.thing_id] = self.latest if cause is Cause.backfill else self.night.now

    def _came(self, kind: str, key: str) -> history.MoveFacts | None:
        """The move by which a record came tonight, None when it was there before."""
        move = self.night.moves.get((ANCHOR_SOURCE, kind, key))
        return move if move is not None and move.before is None else None

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
