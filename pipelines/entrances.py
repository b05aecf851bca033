"""How things came into the directory: by a merge, a first load, their record, their institution, or another scope.

First loads and moves of scope are summed up, one event for each source. Finds no cause of what a record says.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from db import directory_writes as store
from db import history_reads as history
from db.columns import Cause
from pipelines.change_causes import EVERYTHING, Night
from pipelines.changes import WHOLE, Moved
from pipelines.things import ANCHOR_SOURCE


@dataclass(frozen=True, slots=True)
class Step:
    """One assembly: its number, the runs it has taken in, whether it is the first, whether its scope is another one."""

    publication: int
    taken_in: frozenset[int]
    first: bool
    scope_moved: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a night: ``latest`` is the newest capture; ids that are ``retired``, and those of them that only
    led to another program of the same institution.
    """

    step: Step
    night: Night
    latest: datetime
    retired: Mapping[str, Any]
    joined: Collection[str]


@dataclass(frozen=True, slots=True)
class Entering:
    """A thing that is new to the directory, with the record that makes it, and that record's source and kind."""

    kind: str
    thing_id: str
    record: store.CurrentRecord
    of: tuple[str, str]


class Entrances:
    """The things that came in one assembly; fills ``entered_at`` (id -> when that became known)."""

    def __init__(self, known: Known, entered_at: dict[str, datetime], add: Callable[[Moved], None]) -> None:
        self._known, self._entered_at, self._add = known, entered_at, add
        self._entered: Counter[tuple[str, Cause, str]] = Counter()
        self._programs_entered: dict[str, Moved] = {}
        self._programs_summed: dict[str, tuple[Cause, str]] = {}

    def first(self, kind: str, thing_ids: Sequence[str]) -> None:
        """Things that the very first assembly of a home brings."""
        if thing_ids:
            self._entered[kind, Cause.backfill, ANCHOR_SOURCE] += len(thing_ids)
            self._entered_at.update(dict.fromkeys(thing_ids, self._known.latest))

    def summed(self) -> Iterator[Moved]:
        """The events that stand for many things each."""
        for (kind, cause, source), number in sorted(self._entered.items()):
            known_at = self._known.latest if cause is Cause.backfill else self._known.night.now
            yield Moved(kind, WHOLE, WHOLE, None, number, cause=cause, known_at=known_at, source=source)

    def enter(self, row: Mapping[str, Any], one: Entering) -> None:
        """A thing is new to the directory: by a merge, a first load, its record, its institution, or another scope."""
        night, step = self._known.night, self._known.step
        key = one.record.record_key
        if one.of[0] != ANCHOR_SOURCE:
            key = ":".join(filter(None, (row[name] for name in ("unitid", "cip", "award_level", "campus"))))
        told = Moved(one.kind, one.thing_id, WHOLE, None, key, None, (one.record.version_id, EVERYTHING))
        record = (*one.of, one.record.record_key)
        first = next((source for source in (ANCHOR_SOURCE, one.of[0]) if source in night.first), None)
        if one.thing_id in self._known.retired.keys() - self._known.joined:
            self._enter_with(replace(told, cause=Cause.merge, source=ANCHOR_SOURCE), night.now)
        elif step.first or first is not None:
            self._enter_summed(told, Cause.rule if step.scope_moved else Cause.backfill, one.of[0])
        elif step.scope_moved:
            self._enter_summed(told, Cause.rule, ANCHOR_SOURCE)
        elif record in night.relinked:
            self._enter_with(replace(told, cause=night.relinked[record], source=one.of[0]), night.now)
        elif (move := night.moves.get(record)) is not None and (move.before is None or one.of[0] != ANCHOR_SOURCE):
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
        self._add(told)
        self._entered_at[told.thing_id] = at or self._known.night.now
        if told.kind == "program":
            self._programs_entered.setdefault(str(told.new).partition(":")[0], replace(told, known_at=at))

    def _enter_summed(self, told: Moved, cause: Cause, source: str) -> None:
        self._entered[told.kind, cause, source] += 1
        if told.kind == "program":
            self._programs_summed.setdefault(str(told.new).partition(":")[0], (cause, source))
        self._entered_at[told.thing_id] = self._known.latest if cause is Cause.backfill else self._known.night.now

    def _came(self, kind: str, key: str) -> history.MoveFacts | None:
        """The move by which a record came tonight, None when it was there before."""
        move = self._known.night.moves.get((ANCHOR_SOURCE, kind, key))
        return move if move is not None and move.before is None else None
