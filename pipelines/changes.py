"""What moved between two assemblies, and why. A parser or rule change never looks like a change at the source.

Pure comparison of rows and claims; it is handed what it needs and writes nothing.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.columns import Cause, Listing

WHOLE = "*"


@dataclass(frozen=True, slots=True)
class Moved:
    """One field that moved, with the claims (version id, claim name) behind the old and the new value, if any.

    ``old_versions`` and ``new_versions`` are all record versions that the thing rested on; ``run_number`` is the run
    that brought the version in ``brought``.
    """

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
    brought: str = ""
    old_versions: tuple[str, ...] = ()
    new_versions: tuple[str, ...] = ()

    @property
    def all_versions(self) -> frozenset[str]:
        """Every record version that the cause may follow from."""
        claims = (claim[0] for claim in (self.old_claim, self.new_claim) if claim)
        return frozenset((*claims, *self.old_versions, *self.new_versions))


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
    *,
    run_number: int | None = None,
    brought: str = "",
) -> list[Moved]:
    """The fields that moved between two rows of one thing; the first column is its id.

    ``run_number`` is the run that brought the thing's own record in its version ``brought``.
    """
    old_evidence = new_evidence = None
    moved = []
    for position, name in enumerate(columns):
        if name in skipped or old[position] == new[position]:
            continue
        if old_evidence is None or new_evidence is None:
            old_evidence = field_claims(old[columns.index("evidence")], patterns)
            new_evidence = field_claims(new[columns.index("evidence")], patterns)
            rested = [tuple(json.loads(row[columns.index("evidence")])) for row in (old, new)]
        told = (old[position], new[position], old_evidence.get(name), new_evidence.get(name))
        cause = Cause.absence if name == "listing" else None
        moved.append(Moved(kind, new[0], name, *told, cause, None, run_number, brought, *rested))
    return moved


@dataclass(frozen=True, slots=True)
class CauseFinder:
    """Finds the cause of a change from the two record versions behind it.

    ``started_at`` and ``parsers`` are of the runs; ``met_again`` has (version id, parser version) for every parser
    version under which a run has met a record version.
    """

    versions: Mapping[str, Any]
    captured_at: Mapping[str, datetime]
    first_runs: Mapping[str, int]
    started_at: Mapping[int, datetime]
    parsers: Mapping[int, str]
    met_again: Collection[tuple[str, str]]

    def explain(self, moved: Moved, fallback: datetime) -> CausedChange:
        """The change with cause, source, run and the time at which it became known."""
        new = self.versions.get(moved.new_claim[0]) if moved.new_claim else None
        old = self.versions.get(moved.old_claim[0]) if moved.old_claim else None
        cause = moved.cause
        if cause is None:
            new = new or _counterpart(old, moved.new_versions, self.versions)
            old = old or _counterpart(new, moved.old_versions, self.versions)
            cause = self._cause(moved, old, new)
        speaker = new if new is not None else old
        run_number = self._run_of(moved, new) if new is not None else moved.run_number
        known_at = moved.known_at or self._known_at(new, run_number) or fallback
        return CausedChange(moved, cause, speaker.source if speaker is not None else None, run_number, known_at)

    def _run_of(self, moved: Moved, new: Any) -> int:
        """The run that brought a version: the first that met it, or a later one when it came back."""
        brought = moved.run_number is not None and moved.brought == new.version_id
        return int(moved.run_number if brought else new.run_number)  # type: ignore[arg-type]

    def _known_at(self, new: Any, run_number: int | None) -> datetime | None:
        """Capture time of a version; for one that came back, when the run that met it again started."""
        if new is None:
            return None
        if run_number is not None and run_number != new.run_number:
            return self.started_at.get(run_number)
        return self.captured_at.get(new.capture_id)

    def _cause(self, moved: Moved, old: Any, new: Any) -> Cause:
        if new is None:
            return Cause.absence if old is not None and old.gone else Cause.merge if old is not None else Cause.rule
        if old is None or old.source != new.source:
            first = self.first_runs.get(new.source) == new.run_number
            return Cause.backfill if first else (Cause.merge if old is not None else Cause.source)
        if old.record_key != new.record_key:
            return Cause.merge
        if old.version_id == new.version_id:
            return Cause.rule
        if _words(old, moved.old_claim or moved.new_claim) == _words(new, moved.new_claim or moved.old_claim):
            return Cause.rule
        parser = self.parsers.get(self._run_of(moved, new), new.parser_version)
        same_parser = old.parser_version == parser or (old.version_id, parser) in self.met_again
        return Cause.source if same_parser and old.capture_id != new.capture_id else Cause.parser


def _counterpart(spoken: Any, versions: Iterable[str], known: Mapping[str, Any]) -> Any:
    """The version of the record that has a claim on one side, among those that the other side rests on; or None."""
    if spoken is None:
        return None
    told = (known[version] for version in versions if version in known)
    return next((v for v in told if (v.source, v.record_key) == (spoken.source, spoken.record_key)), None)


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
