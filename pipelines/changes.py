"""What moved between two assemblies, and why. A parser or rule change never looks like a change at the source.

Pure comparison of rows and claims; it is handed what it needs and writes nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.columns import Cause, Listing

WHOLE = "*"


@dataclass(frozen=True, slots=True)
class Moved:
    """One field that moved, with the claims (version id, claim name) behind the old and the new value, if any."""

    kind: str
    thing_id: str
    field: str
    old: Any
    new: Any
    old_claim: tuple[str, str] | None = None
    new_claim: tuple[str, str] | None = None
    cause: Cause | None = None
    known_at: datetime | None = None
    run_number: int | None = None


@dataclass(frozen=True, slots=True)
class CausedChange:
    """A change with everything that is published about it."""

    moved: Moved
    cause: Cause
    source: str | None
    run_number: int | None
    known_at: datetime


Patterns = Mapping[str, Sequence[str]]
"""Pattern id -> the fields it lists (``field`` or ``field=claim``)."""


def field_claims(evidence: str, patterns: Patterns) -> dict[str, tuple[str, str]]:
    """Field -> (version id, claim name), from the stored evidence of a thing."""
    found = {}
    for version_id, pattern_id in json.loads(evidence).items():
        for name in patterns[pattern_id]:
            field, _, claim = name.partition("=")
            found[field] = (version_id, claim or field)
    return found


def compare_rows(
    kind: str,
    columns: Sequence[str],
    old: Sequence[Any],
    new: Sequence[Any],
    skipped: frozenset[str],
    patterns: Patterns,
) -> list[Moved]:
    """The fields that moved between two rows of one thing; the first column is its id."""
    old_evidence = new_evidence = None
    moved = []
    for position, name in enumerate(columns):
        if name in skipped or old[position] == new[position]:
            continue
        if old_evidence is None or new_evidence is None:
            old_evidence = field_claims(old[columns.index("evidence")], patterns)
            new_evidence = field_claims(new[columns.index("evidence")], patterns)
        told = (old[position], new[position], old_evidence.get(name), new_evidence.get(name))
        cause = Cause.absence if name == "listing" else None
        moved.append(Moved(kind, new[0], name, *told, cause))
    return moved


class CauseFinder:
    """Finds the cause of a change from the two record versions behind it."""

    def __init__(
        self, versions: Mapping[str, Any], captured_at: Mapping[str, datetime], first_runs: Mapping[str, int]
    ) -> None:
        self.versions, self.captured_at, self.first_runs = versions, captured_at, first_runs

    def explain(self, moved: Moved, fallback: datetime) -> CausedChange:
        """The change with cause, source, run and the time at which it became known."""
        new = self.versions.get(moved.new_claim[0]) if moved.new_claim else None
        old = self.versions.get(moved.old_claim[0]) if moved.old_claim else None
        speaker = new if new is not None else old
        cause = moved.cause or self._cause(moved, old, new)
        known_at = moved.known_at or (self.captured_at.get(new.capture_id) if new is not None else None) or fallback
        return CausedChange(
            moved, cause, speaker.source if speaker is not None else None,
            new.run_number if new is not None else moved.run_number, known_at,
        )  # fmt: skip

    def _cause(self, moved: Moved, old: Any, new: Any) -> Cause:
        if new is not None and (old is None or old.source != new.source):
            first = self.first_runs.get(new.source) == new.run_number
            return Cause.backfill if first else (Cause.merge if old is not None else Cause.source)
        if new is None or old is None:
            return Cause.merge if old is not None else Cause.rule
        if old.record_key != new.record_key:
            return Cause.merge
        if old.version_id == new.version_id:
            return Cause.rule
        if _words(old, moved.old_claim) == _words(new, moved.new_claim):
            return Cause.rule
        same_parser = old.parser_version == new.parser_version
        return Cause.source if same_parser and old.capture_id != new.capture_id else Cause.parser


def _words(version: Any, claim: tuple[str, str] | None) -> Any:
    told = json.loads(version.claims).get(claim[1]) if claim else None
    if told is None:
        return None
    return told[1] if len(told) > 1 and told[1] is not None else str(told[0])


def listing_of(missing_runs: int, gone: bool) -> Listing:
    """How the state of a record shows in the directory."""
    if gone:
        return Listing.unlisted
    return Listing.unconfirmed if missing_runs else Listing.listed
