"""Why a value moved: at the source, by another parser or rule, because a record left or speaks of another thing.

A parser or rule change never looks like a change at the source. Reads what is known of versions and runs; writes
nothing.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.columns import Cause
from db.history_reads import MoveFacts, RecordId, RunFacts
from pipelines.changes import Claim, Moved

CORRECTION = "correction"
"""The pseudo-source of what people have corrected."""

PERIOD = "@period"
"""Stands for a claim: the data year that all values of a reading speak of."""

EVERYTHING = "*"
"""Stands for a claim: all that a record says."""

WHOLE_CLAIM = "@whole:"
"""Before the name of a claim: its words with place and qualifiers."""


@dataclass(frozen=True, slots=True)
class CausedChange:
    """A change with everything that is published about it."""

    moved: Moved
    cause: Cause
    source: str | None
    run_number: int | None
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Night:
    """What the runs taken in by this assembly moved.

    ``first`` are the sources taken in for the first time, ``parsers`` the parser of each source before; ``relinked``
    are records that speak of another thing than before, each with the cause; ``now`` is when all this became known.
    """

    runs: Mapping[int, RunFacts]
    moves: Mapping[RecordId, MoveFacts]
    first: Collection[str]
    parsers: Mapping[str, str]
    relinked: Mapping[RecordId, Cause]
    now: datetime
    taken_in: Collection[int] = ()

    def before(self, version: Any) -> str | None:
        """The version that the record had at the assembly before this one; None when it was not there."""
        if version.source in self.first:
            return None
        move = self.moves.get(record_of(version))
        return move.before if move is not None else str(version.version_id)

    def known_at(self, record: RecordId) -> datetime:
        """When what a record says now became known."""
        move = self.moves.get(record)
        return move.known_at if move is not None else self.now

    def newest_run(self, source: str) -> int | None:
        """The newest run of a source, which met a record or did not."""
        return max((number for number, facts in self.runs.items() if facts.source == source), default=None)


def night_of(
    runs: Mapping[int, RunFacts],
    taken_in: Collection[int],
    moves: Mapping[RecordId, MoveFacts],
    relinked: Mapping[RecordId, Cause],
    latest_capture: datetime,
) -> Night:
    """The night whose runs are ``taken_in``; ``runs`` are all that ever were, oldest first."""
    earlier = [facts for number, facts in runs.items() if number not in taken_in]
    parsers = {facts.source: facts.parser_version for facts in earlier}
    first = {runs[number].source for number in taken_in} - {facts.source for facts in earlier if facts.has_records}
    now = max([latest_capture, *(runs[number].started_at for number in taken_in)])
    return Night(runs, moves, first, parsers, relinked, now, taken_in)


def record_of(version: Any) -> RecordId:
    """The record that a version is of."""
    return version.source, version.kind, version.record_key


@dataclass(frozen=True, slots=True)
class CauseFinder:
    """Finds the causes of changes.

    ``met_again``: (version id, parser) for each parser that has met a version; ``captures_before``: in which capture
    the last move before this night was met.
    """

    night: Night
    versions: Mapping[str, Any]
    captured_at: Mapping[str, datetime]
    met_again: Collection[tuple[str, str]]
    captures_before: Mapping[RecordId, str]

    def explain(self, moved: Moved) -> CausedChange:
        """The change with cause, source, run and the time at which it became known."""
        if moved.cause is not None:
            spoken = (self._version(claim) for claim in (moved.new_claim, moved.old_claim))
            source = moved.source or next((version.source for version in spoken if version is not None), None)
            return CausedChange(moved, moved.cause, source, moved.run_number, moved.known_at or self.night.now)
        found = [self._follow(moved, *claims) for claims in moved.claims]
        return next((one for one in found if one.cause is not Cause.rule), found[0])

    def _follow(self, moved: Moved, old_claim: Claim, new_claim: Claim) -> CausedChange:
        """The change as it follows from one pair of claims."""
        old, new = self._version(old_claim), self._version(new_claim)
        relinked = self._relinked(old, new)
        if new is None and old is not None:
            new = self.versions.get(old.present_version)
        elif old is None and new is not None:
            old = self.versions.get(self.night.before(new) or "")
        cause = relinked or self._cause(old, new, old_claim or new_claim, new_claim or old_claim)
        speaker = new if new is not None else old
        if cause is Cause.correction and speaker is not None and speaker.source != CORRECTION:
            speaker = self._version(old_claim) or speaker
        run_number, known_at = self._learned(speaker, moved.run_number)
        return CausedChange(moved, cause, speaker.source if speaker is not None else None, run_number, known_at)

    def _version(self, claim: Claim) -> Any:
        return self.versions.get(claim[0]) if claim is not None else None

    def _relinked(self, old: Any, new: Any) -> Cause | None:
        """The cause when the record behind one side, and that side alone, speaks of another thing than before."""
        if old is not None and new is not None and record_of(old) == record_of(new):
            return None
        told = (self.night.relinked.get(record_of(version)) for version in (new, old) if version is not None)
        return next((cause for cause in told if cause is not None), None)

    def _cause(self, old: Any, new: Any, old_claim: Claim, new_claim: Claim) -> Cause:
        if CORRECTION in {version.source for version in (old, new) if version is not None}:
            return Cause.correction
        if new is None:
            return Cause.absence if old is not None else Cause.rule
        if new.source in self.night.first:
            return Cause.backfill
        if old is None:
            return Cause.source if self._same_parser(None, new) else Cause.parser
        if record_of(old) != record_of(new):
            return Cause.merge
        if old.version_id == new.version_id:
            return Cause.rule
        if _words(old, old_claim) == _words(new, new_claim):
            return Cause.rule
        return Cause.source if self._other_bytes(old, new) and self._same_parser(old, new) else Cause.parser

    def _other_bytes(self, old: Any, new: Any) -> bool:
        """Whether the new version was met in another capture than the one that had brought the old one."""
        move = self.night.moves.get(record_of(new))
        met_in = move.capture_id if move is not None else new.capture_id
        return bool(met_in != self.captures_before.get(record_of(old), old.capture_id))

    def _same_parser(self, old: Any, new: Any) -> bool:
        """Whether the old version was read, or met again, by the parser that read the new one."""
        move = self.night.moves.get(record_of(new))
        number = move.run_number if move is not None else new.present_run
        parser = self.night.runs[number].parser_version if number in self.night.runs else new.parser_version
        if old is None:
            return move is None or self.night.parsers.get(new.source, parser) == parser
        return bool(old.parser_version == parser) or (old.version_id, parser) in self.met_again

    def _learned(self, speaker: Any, run_number: int | None) -> tuple[int | None, datetime]:
        """The run that brought a change, and when it became known."""
        if speaker is None:
            return run_number, self.night.now
        move = self.night.moves.get(record_of(speaker))
        if move is not None:
            return move.run_number, move.known_at
        if speaker.source in self.night.first:
            return speaker.run_number, self.captured_at.get(speaker.capture_id, self.night.now)
        return speaker.present_run, self.night.now


def _words(version: Any, claim: Claim) -> Any:
    """The words of a claim of a version; for the names above, what they stand for."""
    if claim is None or claim[1] == PERIOD:
        return version.period if claim else None
    claims = json.loads(version.claims)
    if claim[1] == EVERYTHING:
        return {name: _verbatim(told) for name, told in claims.items()}
    if claim[1].startswith(WHOLE_CLAIM):
        return claims.get(claim[1].removeprefix(WHOLE_CLAIM))
    told = claims.get(claim[1])
    return _verbatim(told) if told is not None else None


def _verbatim(told: list[Any]) -> Any:
    return told[1] if len(told) > 1 and told[1] is not None else str(told[0])
