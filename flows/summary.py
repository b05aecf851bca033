"""What a refresh came to, as one object for all reports: the terminal, Prefect's artifacts, JSON. Judges nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from flows.parts import part_of
from flows.publication import Published
from pipelines.assemble import Assembly


@dataclass(frozen=True, slots=True)
class SourceResult:
    """One source in a refresh, or a shard of one: its run, verdict and the figures behind it."""

    source: str
    run_id: str
    verdict: str
    counts: dict[str, int]
    reasons: tuple[str, ...]
    surprises: tuple[str, ...]
    unchanged: bool
    requests: int
    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class RefreshSummary:
    """A refresh from its start to the snapshot that readers have now."""

    refresh_id: str
    web: str
    sources: tuple[SourceResult, ...]
    counts: dict[str, int]
    changes: dict[str, int]
    unchanged: bool
    notes: tuple[str, ...]
    snapshot_id: str | None
    fresh_snapshot: bool
    refused: tuple[str, ...]
    seconds: dict[str, float]
    skipped: dict[str, str] = field(default_factory=dict)

    @property
    def well(self) -> bool:
        """Whether every run was accepted and nothing kept the directory from readers."""
        return not self.refused and all(result.verdict == "accepted" for result in self.sources)

    @classmethod
    def of(
        cls,
        refresh_id: str,
        web: str,
        runs: Sequence[Mapping[str, Any]],
        problems: Mapping[str, str],
        assembly: Assembly,
        published: Published,
        seconds: dict[str, float],
        skipped: Mapping[str, str],
        watched: Sequence[str] = (),
    ) -> "RefreshSummary":
        """Gather a summary from the ledger's runs (the last of each source) and what the steps gave."""
        last = {part_of(run).words: run for run in runs}
        results = [_result(words, run) for words, run in last.items() if words not in problems]
        results += [
            SourceResult(name, "", "failed", {}, (words,), (), False, 0, 0, 0.0) for name, words in problems.items()
        ]
        return cls(
            refresh_id=refresh_id,
            web=web,
            sources=tuple(sorted(results, key=lambda result: result.source)),
            counts=dict(assembly.counts),
            changes=dict(assembly.changes),
            unchanged=assembly.unchanged,
            notes=(*assembly.notes, *watched),
            snapshot_id=published.snapshot_id,
            fresh_snapshot=published.fresh,
            refused=published.refused,
            seconds=seconds,
            skipped=dict(skipped),
        )

    def as_json(self) -> dict[str, Any]:
        """The summary as JSON-able values."""
        return {**asdict(self), "well": self.well}


def _result(words: str, run: Mapping[str, Any]) -> SourceResult:
    figures = run["statistics"]
    ended = run["ended_at"]
    return SourceResult(
        source=words,
        run_id=run["run_id"],
        verdict=run["verdict"],
        counts=run["counts"],
        reasons=tuple(run["reasons"]),
        surprises=tuple(
            f"{told['code']} ×{told['occurrences']}: {told['message']}"
            for told in run["surprises"]
            if told["severity"] != "fatal"
        ),
        unchanged=run["members_of"] not in (None, run["run_number"]),
        requests=int(figures.get("downloader/request_count", 0)),
        bytes=int(figures.get("downloader/response_bytes", 0)),
        seconds=round((ended - run["started_at"]).total_seconds(), 1) if ended else 0.0,
    )


_LOOSE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""One that is not between two letters or digits, where alone it has no meaning in Markdown."""


def markdown_words(words: str) -> str:
    """Words that Markdown shows as they are, without meaning of their own."""
    plain = "".join(c if c.isprintable() and c not in "<>`*|[]" else " " for c in words)
    return _LOOSE_UNDERSCORE.sub(" ", plain)
