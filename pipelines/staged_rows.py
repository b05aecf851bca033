"""What a run has read and not stored yet, and its storing: in the order of the keys, and all of a file at once.

A table that is filled in the order of its key takes each page once; filled in six portions it takes each page six
times. May not judge a run nor know what a record says.
"""

from collections.abc import Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any

from sqlalchemy.engine import Engine

from db import staging
from pipelines.claims import Versions

READING_CAPTURE = staging.READING_COLUMNS.index("capture_id")
FLUSH_ROWS = 400_000
"""More than the programs of a year. At some 600 bytes a row these are 250 MB at most."""
FLUSH_PAGES = 400
"""Records of pages are long and come one by one: more of them in memory at once would save nothing."""


class StagedRows:
    """Rows of one run on their way to the work database."""

    def __init__(self, engine: Engine, run_number: int) -> None:
        self.engine, self.run_number = engine, run_number
        self.versions: list[tuple[Any, ...]] = []
        self.captures: list[Sequence[Any]] = []
        self.readings: dict[str, tuple[Any, ...]] = {}
        self.singles = 0
        self._first_met = False

    def add(self, block: Versions) -> None:
        """Take in what a block of raw records became; SQLAlchemyError when it cannot be stored."""
        row = block.reading.row
        self.readings[row[0]] = row
        told = (block.ids, repeat(row[0]), block.keys, block.places, block.claims, repeat(self.run_number))
        self.versions += zip(*told)  # noqa: B905 - what repeats has no end
        if len(self.versions) >= FLUSH_ROWS or self.singles >= FLUSH_PAGES:
            self.flush()

    def add_capture(self, row: Sequence[Any]) -> None:
        """Take in a capture."""
        self.captures.append(row)
        self.singles += 1

    def flush_pages(self) -> None:
        """Store what was taken in when many pages have come since the last time, though none of them gave a record."""
        if self.singles >= FLUSH_PAGES:
            self.flush()

    def close(self) -> None:
        """Store what is left, and the members that are met for the first time by this run."""
        self.flush()
        if self._first_met:
            with self.engine.begin() as connection:
                self._add_first_members(connection)

    def flush(self) -> None:
        """Store everything that was taken in, in one transaction."""
        only_once = len({row[0] for row in self.versions}) == len(self.versions)
        self.versions.sort(key=itemgetter(0) if only_once else None)
        with self.engine.begin() as connection:
            staging.add_captures(connection, self.captures)
            staging.add_readings(connection, self.readings.values())
            if staging.add_versions(connection, self.versions) == len(self.versions):
                self._first_met = self._first_met or bool(self.versions)
            else:
                self._add_first_members(connection)
                staging.add_members(connection, self._members())
        self.captures.clear()
        self.versions.clear()
        self.readings.clear()
        self.singles = 0

    def _members(self) -> list[tuple[int, str, str]]:
        """Members for all versions at hand, each in the capture of its reading."""
        captures = {reading_id: row[READING_CAPTURE] for reading_id, row in self.readings.items()}
        return sorted((self.run_number, row[0], captures[row[1]]) for row in self.versions)

    def _add_first_members(self, connection: Any) -> None:
        """Make members of the versions that this run has stored: inside the database, they need not be told again."""
        if self._first_met:
            staging.add_first_members(connection, self.run_number)
            self._first_met = False
