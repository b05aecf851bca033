"""What captures keep from run to run: which bytes are stored already, and where. Compact, since runs may be long.

An index has one JSON line a response, after a first line about the run; a download that failed has a line as well.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from spiders.web import capture_indexes

CAPTURE_START = b'{"capture_id": "'
ID_LENGTH = 20
MAY_BE_UNCAPTURED = "may_be_uncaptured"
"""In a request's meta: runs before this request was made hold no answer to it, which then counts as 404 in a replay."""


def index_facts(index: Path) -> dict[str, Any]:
    """The first line of an index: run, source, web, and the spider arguments that change what is read."""
    with index.open(encoding="utf-8") as file:
        try:
            told = json.loads(file.readline())
        except json.JSONDecodeError:
            return {}
    return told if isinstance(told, dict) else {}


def read_index(index: Path) -> list[dict[str, Any]]:
    """The lines of an index after its first; a last line that was cut off is left out."""
    entries = []
    for line in index.read_text(encoding="utf-8").splitlines()[1:]:
        try:
            entries.append(json.loads(line))
        except json.JSONDecodeError:
            break
    return entries


def newest_index(folder: Path, arguments: str) -> Path | None:
    """The index of the newest run in a folder that read the same part of its source."""
    indexes = capture_indexes(folder)
    return next((index for index in indexes if index_facts(index).get("arguments", arguments) == arguments), None)


class KnownCaptures:
    """Capture ids of an earlier run and of this one, each with the place of its line: two numbers a capture."""

    def __init__(self, earlier: Path | None, own: Path) -> None:
        self._places: dict[int, int] = {}
        self._files: tuple[BinaryIO | None, BinaryIO] = (earlier.open("rb") if earlier else None, own.open("rb"))
        if earlier is not None:
            for position, identity in _captures_in(earlier):
                self._places[int(identity, 16)] = position << 1

    def add_own(self, identity: str, position: int) -> None:
        """Note a capture whose line begins at ``position`` in this run's index."""
        self._places[int(identity, 16)] = position << 1 | 1

    def get(self, identity: str) -> dict[str, Any] | None:
        """The line of a capture, or None for one that is not stored yet."""
        place = self._places.get(int(identity, 16))
        if place is None or (file := self._files[place & 1]) is None:
            return None
        file.seek(place >> 1)
        entry: dict[str, Any] = json.loads(file.readline())
        return entry

    def close(self) -> None:
        """Close the indexes."""
        for file in self._files:
            if file is not None:
                file.close()


def _captures_in(index: Path) -> Iterator[tuple[int, bytes]]:
    """Where each whole line of a capture begins, and its id."""
    position = 0
    with index.open("rb") as file:
        for line in file:
            if line.startswith(CAPTURE_START) and line.endswith(b"}\n"):
                yield position, line[len(CAPTURE_START) : len(CAPTURE_START) + ID_LENGTH]
            position += len(line)
