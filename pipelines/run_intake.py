"""What a run has read so far: raw items become staged rows, and everything that its verdict looks at is counted.

Knows nothing of the crawler; what to do with a run is decided in pipelines.run_verdict.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy.engine import Engine

from pipelines.claims import Problem, RowReader, Versions
from pipelines.record_reading import RecordReading
from pipelines.staged_rows import StagedRows
from spiders.items import CaptureNote, HostRead, RawRecord, RawRows, Surprise, Tally, Unchanged, UnchangedPages

logger = logging.getLogger("pipelines.stage")
LOG_LEVELS = {"note": logging.INFO, "warning": logging.WARNING}


class Surprises:
    """The surprises of a run by their code, each logged once and counted."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.by_code: dict[str, dict[str, Any]] = {}

    def add(self, code: str, severity: str, message: str, url: str = "", place: str = "", sample: str = "") -> None:
        """Take in one occurrence."""
        known = self.by_code.get(code)
        if known is not None:
            known["occurrences"] += 1
            return
        logger.log(LOG_LEVELS.get(severity, logging.ERROR), "%s: %s", self.source, message)
        told = {"code": code, "severity": severity, "message": message[:2000], "occurrences": 1}
        self.by_code[code] = {**told, "url": url[:2000], "place": place[:500], "sample": sample[:500]}

    def rows(self) -> list[dict[str, Any]]:
        """All of them, as the ledger keeps them."""
        return list(self.by_code.values())


class RunIntake:
    """Takes in the items of one run."""

    def __init__(
        self, engine: Engine, run_number: int, source: str, parser_version: str, records: RecordReading
    ) -> None:
        self.source, self.run_number, self._records = source, run_number, records
        self.staged = StagedRows(engine, run_number)
        self.surprises = Surprises(source)
        self.seen: dict[str, dict[str, str]] = {}
        self.stated: dict[str, Counter[str]] = {}
        self.unchanged: list[str] = []
        self.hosts_read: set[str] = set()
        self.tallies: dict[str, int] = {}
        self.held = 0
        self._rows = RowReader(source, parser_version)

    @property
    def counts(self) -> dict[str, int]:
        """Records by kind."""
        return {kind: len(seen) for kind, seen in self.seen.items()}

    @property
    def fill(self) -> dict[str, dict[str, float]]:
        """The share of the records of a kind in which a field is stated."""
        counts = self.counts
        return {
            kind: {name: round(number / counts[kind], 6) for name, number in sorted(stated.items())}
            for kind, stated in self.stated.items()
            if counts.get(kind)
        }

    def take(self, item: Any) -> None:
        """Take in one item; SQLAlchemyError or OSError when it cannot be stored, ReadingFailed when not read."""
        match item:
            case RawRows():
                self._stage(self._rows.read(item))
            case RawRecord():
                self.staged.singles += 1
                self._records.add(item)
                self._stage_all(self._records.ready())
            case Surprise():
                self.surprises.add(item.code, item.severity, item.message, item.url, item.place, item.sample)
            case Tally():
                self.tallies[item.name] = item.value
            case Unchanged():
                self.unchanged.append(item.capture_id)
                self.staged.flush_pages()
            case UnchangedPages():
                self.unchanged += item.capture_ids
                self.staged.flush_pages()
            case HostRead():
                self.hosts_read.add(item.host)
            case _:
                self.surprises.add("unknown_item", "fatal", f"the spider gave an item of type {type(item).__name__}")

    def note_capture(self, note: CaptureNote) -> None:
        """Remember a capture for the next flush."""
        row = (note.capture_id, self.source, self.run_number, note.url, note.sha256, note.captured_at)
        self.staged.add_capture((*row, note.status, note.content_type, note.size, note.warc, note.offset))

    def close(self) -> None:
        """Store what was taken in and is not stored yet; the errors of ``take``."""
        self._stage_all(self._records.rest())
        self.staged.close()

    def _stage_all(self, blocks: Iterable[Versions]) -> None:
        for block in blocks:
            self._stage(block)

    def _stage(self, block: Versions) -> None:
        for problem in block.problems:
            self._problem(problem)
        self._refuse_repeated_keys(block)
        self.stated.setdefault(block.kind, Counter()).update(block.stated)
        self.staged.add(block)

    def _refuse_repeated_keys(self, block: Versions) -> None:
        seen = self.seen.setdefault(block.kind, {})
        if len(set(block.keys)) == len(block.keys) and seen.keys().isdisjoint(block.keys):
            seen.update(zip(block.keys, block.ids, strict=True))
            return
        for key, version, place in zip(block.keys, block.ids, block.places, strict=True):
            if seen.setdefault(key, version) != version:
                words = f"two records of kind {block.kind} have the key {key!r} and say different things"
                self.surprises.add("conflicting_records", "fatal", words, place=place)

    def _problem(self, problem: Problem) -> None:
        self.held += problem.held
        severity = "warning" if problem.held else "note"
        self.surprises.add(problem.code, severity, problem.message, place=problem.place, sample=problem.sample)
