"""A new data year moves every row of a table at once: told as one change, unless a row had that year before.

One event can only be undone for all rows that have the new year, so the others are told one by one.
"""

import json
from collections.abc import Collection
from dataclasses import replace

from db.change_parts import WHOLE
from pipelines.changes import Moved


class YearMoves:
    """The moves of the column of the data year in one table; ``held`` are the years that stood in it before."""

    def __init__(self, field: str, held: Collection[str | None]) -> None:
        self._field, self._held = field, held
        self._groups: dict[tuple[str | None, str | None], list[Moved]] = {}

    def add(self, moved: Moved) -> None:
        """Take in one move."""
        self._groups.setdefault((moved.old, moved.new), []).append(moved)

    def told(self) -> list[Moved]:
        """The changes to publish: the largest group summed, where that is exact, and before all others."""
        groups = sorted(self._groups.values(), key=lambda group: (-len(group), str(group[0].old), str(group[0].new)))
        if not groups:
            return []
        largest, *others = groups
        summed: list[Moved] = largest
        if len(largest) > 1 and largest[0].new is not None and largest[0].new not in self._held:
            rows = json.dumps({"rows": len(largest)})
            summed = [replace(largest[0], thing_id=WHOLE, field=self._field, part=None, whole=rows)]
        return [*summed, *(moved for group in others for moved in group)]
