"""How a difference between two states of a table is told: a change for each compared value, a row that came or left.

Finds no cause and writes nothing.
"""

from collections.abc import Callable, Collection, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from db.change_parts import WHOLE, as_json
from db.columns import Cause
from db.directory_writes import columns_of
from db.part_rows import Row
from pipelines.change_log import ChangeLog
from pipelines.changes import Claim, Moved
from pipelines.row_tables import RowTable, Told
from pipelines.years import YearMoves

Pairs = tuple[tuple[Claim, Claim], ...]
Behind = Callable[[Told | None, Told | None, str], Pairs]
"""Old and new row (None where there is none) and a compared name -> claims behind the old and the new value."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that changed (old, new), left and came, of ``stood`` that there were.

    ``fresh`` are the sources whose rows came for the first time.
    """

    changed: Sequence[tuple[Told, Told]]
    left: Sequence[Told]
    came: Sequence[Told]
    fresh: frozenset[str] = frozenset()
    stood: int = 0


class Telling:
    """The changes that a difference is told as."""

    def __init__(self, log: ChangeLog, table: RowTable, difference: Difference, behind: Behind) -> None:
        self._log, self._table, self._difference, self._behind = log, table, difference, behind

    def changes(self, held_years: Collection[str | None]) -> list[Moved]:
        """Columns that moved; a new data year first, as one, if the table held nothing of it before."""
        table, found = self._table, list[Moved]()
        years = YearMoves(f"{table.name}.{table.years}", held_years)
        for old, new in self._difference.changed:
            for name in table.compared:
                values = table.value(old, name), table.value(new, name)
                if values[0] == values[1] or (moved := self._moved(old, new, name, *values)) is None:
                    continue
                if name == table.years:
                    years.add(moved)
                else:
                    found.append(moved)
        return [*years.told(), *found]

    def left(self, wanted: Sequence[Row]) -> list[Moved]:
        """Rows that left, each with the whole of it, so that it can be told again."""
        held = self._groups(wanted) if self._difference.left else ()
        found = []
        for told in self._difference.left:
            moved = self._moved(told, None, WHOLE, self._table.shown(told), None)
            if moved is None or moved.thing_id in self._log.left:
                continue
            if moved.thing_id in self._log.merged or self._is_news(told, held):
                found.append(moved)
        return found

    def came(self, standing: Sequence[Row], fresh: Container[str]) -> list[Moved]:
        """Rows that came, but for those of a ``fresh`` source."""
        held = self._groups(standing) if self._difference.came else ()
        found = []
        for told in self._difference.came:
            if self._table.has_source and told["source"] in fresh:
                continue
            moved = self._moved(None, told, WHOLE, None, self._table.shown(told))
            if moved is not None and moved.thing_id not in self._log.entered_at and self._is_news(told, held):
                found.append(moved)
        return found

    def _groups(self, rows: Iterable[Row]) -> Container[Any]:
        positions = [columns_of(self._table.model).index(name) for name in self._table.group]
        return set(map(itemgetter(*positions), rows)) if positions else ()

    def _is_news(self, told: Told, held: Container[Any]) -> bool:
        """Whether the group of a row is there before and after: else its coming or going follows from other news."""
        if not self._table.group or not (self._table.always_grouped or self._log.scope_moved):
            return True
        return itemgetter(*self._table.group)(told) in held

    def _moved(self, old: Told | None, new: Told | None, name: str, before: Any, after: Any) -> Moved | None:
        row = new if new is not None else old
        assert row is not None  # noqa: S101 - a difference has a row on one side
        if (thing := self._table.thing(row)) is None or (before is None and after is None):
            return None
        (claims, *others) = self._behind(old, new, name)
        whole = as_json(old) if old is not None and new is None else None
        moved = Moved(
            *thing, f"{self._table.label(row)}.{name}", before, after, *claims, part=self._table.part(row),
            whole=whole, others=tuple(others),
        )  # fmt: skip
        if name == "listing":
            return self._log.as_absence(moved, str(row["source"]))
        if (at := self._log.merged.get(moved.thing_id)) is not None:
            return replace(moved, cause=Cause.merge, known_at=at)
        return moved
