"""The receipt of a night: per source what was asked, what came, what changed, how old it is; and what waits for people.

Made from the ledger alone, so that it can be written again at any time, and also when nothing ran. Judges no run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from statistics import median
from typing import Any

from sqlalchemy.engine import Connection

from db import decisions, ledger_reads, receipt_reads
from flows.freshness import freshness
from spiders.source import SourceCard, source_card, source_names

WORSE = ("accepted", "running", "abandoned", "quarantined")
FILL_LOSS = 0.02
"""A field that is stated in this much less of the records than usual is told as a loss."""


@dataclass(frozen=True, slots=True)
class SourceReceipt:
    """One source in a night. ``verdict`` is that of its run, or why there was none (``run_id`` is empty then).

    ``fetched`` counts the pages and files that came, ``not_modified`` those of which the server said that they are as
    before; ``age_hours`` since the last accepted run, None before the first; ``attainment`` of the freshness target
    over 30 days.
    """

    source: str
    verdict: str
    run_id: str = ""
    requests: int = 0
    fetched: int = 0
    not_modified: int = 0
    bytes: int = 0
    seconds: float = 0.0
    records: int = 0
    new: int = 0
    changed: int = 0
    missing: int = 0
    fill_losses: tuple[str, ...] = ()
    surprises: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    age_hours: float | None = None
    target_days: int = 0
    fresh: bool = False
    attainment: float | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A whole night, or the sentence that there was none (``refresh_id`` empty)."""

    made_at: str
    refresh_id: str
    web: str
    started_at: str
    ended_at: str
    outcome: str
    snapshot_id: str
    fresh_snapshot: bool
    sources: tuple[SourceReceipt, ...]
    changes: dict[str, int]
    counts: dict[str, int]
    notes: tuple[str, ...]
    waiting: tuple[dict[str, Any], ...] = ()
    paused: tuple[str, ...] = ()
    rollback: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The receipt as JSON-able values."""
        return asdict(self)

    @property
    def needs_a_person(self) -> tuple[str, ...]:
        """Sentences about what only a person can settle, most urgent first."""
        told = [f"nothing ran: {note}" for note in self.notes if not self.refresh_id]
        told += [words for words in self.notes if self.outcome == "stopped"]
        told += [f"not published: {words}" for words in self.refused]
        told += [
            f"{run['source']}: run {run['run_number']} waits for a decision: {'; '.join(run['reasons'])[:300]} "
            f"({_can_be_done(run)} himdir reject {run['run_number']} --why ...)"
            for run in self.waiting
        ]
        told += [
            f"{one.source}: {one.verdict}: {'; '.join(one.reasons)[:300]}"
            for one in self.sources
            if one.verdict in ("failed", "abandoned")
        ]
        stale = [one.source for one in self.sources if one.age_hours is not None and not one.fresh]
        return (*told, *([f"past their freshness target: {', '.join(stale)}"] if stale else []))

    @property
    def refused(self) -> tuple[str, ...]:
        """Why the directory was not published, if it was not."""
        return tuple(note.removeprefix(_REFUSED) for note in self.notes if note.startswith(_REFUSED))


def _can_be_done(run: Mapping[str, Any]) -> str:
    """What can be done with a run that waits, besides rejecting it: one without records holds nothing to accept."""
    if run["records"]:
        return f"himdir accept {run['run_number']} --why ..., or"
    return "it holds nothing to accept: mend what reads the source and run it again, or"


_REFUSED = "not published: "
_ANSWERED = "downloader/response_status_count/2"


def read_receipt(connection: Connection, now: datetime, words: str | None = None) -> Receipt:
    """The receipt of the newest refresh, or of the one whose id begins with ``words``. LookupError: no such refresh."""
    found = receipt_reads.last_refresh(connection, words)
    if found is None and words:
        raise LookupError(f"no one refresh has an id that begins with {words!r}")
    decided = decisions.decided_runs(connection)
    rollback = decisions.rollback_in_force(connection)
    standing: dict[str, Any] = {
        "made_at": now.isoformat(timespec="seconds"),
        "sources": _sources(connection, found, now),
        "waiting": tuple(
            {**run, "ended_at": _text(run["ended_at"])} for run in receipt_reads.waiting_runs(connection, decided)
        ),
        "paused": tuple(
            f"{name}: {told['why']} ({told['who']})" for name, told in decisions.paused_sources(connection).items()
        ),
        "rollback": f"{rollback['subject']}: {rollback['why']} ({rollback['who']})" if rollback else "",
    }
    if found is None:
        notes = ("no refresh was ever started in this home",)
        return Receipt(
            **standing, refresh_id="", web="", started_at="", ended_at="", outcome="nothing ran", snapshot_id="",
            fresh_snapshot=False, changes={}, counts={}, notes=notes,
        )  # fmt: skip
    summary = found["summary"]
    return Receipt(
        **standing,
        refresh_id=found["refresh_id"],
        web=found["web"],
        started_at=_text(found["started_at"]),
        ended_at=_text(found["ended_at"]),
        outcome=found["outcome"] or "not ended",
        snapshot_id=found["snapshot_id"] or "",
        fresh_snapshot=bool(summary.get("fresh_snapshot")),
        changes=summary.get("changes", {}),
        counts=summary.get("counts", {}),
        notes=(*summary.get("notes", ()), *(f"{_REFUSED}{words}" for words in summary.get("refused", ()))),
        seconds=summary.get("seconds", {}),
    )


def _sources(connection: Connection, found: Mapping[str, Any] | None, now: datetime) -> tuple[SourceReceipt, ...]:
    runs: dict[str, list[dict[str, Any]]] = {}
    skipped: Mapping[str, str] = {}
    if found is not None:
        for run in ledger_reads.runs_of_refresh(connection, found["refresh_id"]):
            runs.setdefault(run["source"], []).append(run)
        skipped = found["summary"].get("skipped", {})
        failed = {one["source"]: one for one in found["summary"].get("sources", ()) if one["verdict"] == "failed"}
        skipped = {**skipped, **{name: f"failed: {'; '.join(one['reasons'])}" for name, one in failed.items()}}
    missing, times = receipt_reads.missing_records(connection), receipt_reads.accepted_times(connection)
    told = []
    for name in source_names():
        card = source_card(name)
        known = freshness(times.get(name, ()), card.freshness_days, now)
        standing: dict[str, Any] = {
            "missing": missing.get(name, 0),
            "age_hours": round(known.age.total_seconds() / 3600, 1) if known.age is not None else None,
            "target_days": card.freshness_days,
            "fresh": known.fresh,
            "attainment": round(known.attainment, 3) if known.attainment is not None else None,
        }
        told.append(
            of_runs([_of_run(connection, card, run, standing) for run in runs[name]], runs[name])
            if name in runs
            else SourceReceipt(name, skipped.get(name, "not asked")[:200], **standing)
        )
    return tuple(told)


def _of_run(
    connection: Connection, card: SourceCard, run: Mapping[str, Any], standing: Mapping[str, Any]
) -> SourceReceipt:
    figures = run["statistics"]
    new, changed = receipt_reads.brought_by(connection, run["run_number"])
    ended = run["ended_at"]
    return SourceReceipt(
        card.name,
        str(run["verdict"].value if hasattr(run["verdict"], "value") else run["verdict"]),
        run_id=run["run_id"],
        requests=int(figures.get("downloader/request_count", 0)),
        fetched=sum(int(number) for name, number in figures.items() if name.startswith(_ANSWERED)),
        not_modified=int(figures.get("httpcache/revalidate", figures.get("downloader/response_status_count/304", 0))),
        bytes=int(figures.get("downloader/response_bytes", 0)),
        seconds=round((ended - run["started_at"]).total_seconds(), 1) if ended else 0.0,
        records=sum(run["counts"].values()),
        new=new,
        changed=changed,
        fill_losses=fill_losses(
            run["fill"], receipt_reads.earlier_fills(connection, card.name, run["shard"], run["run_number"])
        ),
        surprises=tuple(f"{one['code']} ×{one['occurrences']}: {one['message'][:200]}" for one in run["surprises"]),
        reasons=tuple(run["reasons"]),
        **standing,
    )


def of_runs(told: Sequence[SourceReceipt], runs: Sequence[Mapping[str, Any]]) -> SourceReceipt:
    """One source of all its runs in a night: of each shard the last one counts, and those before it are told."""
    last = {run["shard"]: number for number, run in enumerate(runs)}
    counted = [told[number] for number in sorted(last.values())]
    worst = max(counted, key=lambda one: WORSE.index(one.verdict) if one.verdict in WORSE else len(WORSE))
    again = [_read_again(run, runs[last[run["shard"]]]) for n, run in enumerate(runs) if n != last[run["shard"]]]
    reasons = [
        f"shard {runs[number]['shard']}: {words}" if runs[number]["shard"] else words
        for number in sorted(last.values())
        for words in told[number].reasons
    ]
    summed = ("requests", "fetched", "not_modified", "bytes", "records", "new", "changed")
    return replace(
        worst,
        **{name: sum(getattr(one, name) for one in counted) for name in summed},
        seconds=max(one.seconds for one in counted),
        fill_losses=tuple(words for one in counted for words in one.fill_losses),
        surprises=(*again, *(words for one in counted for words in one.surprises)),
        reasons=tuple(reasons),
    )


def _read_again(run: Mapping[str, Any], later: Mapping[str, Any]) -> str:
    which = f"shard {run['shard']}: " if run["shard"] else ""
    why = "; ".join(run["reasons"])[:200]
    return f"{which}run {run['run_number']} was {run['verdict']} ({why}); run {later['run_number']} read it again"


def fill_losses(
    now: Mapping[str, Mapping[str, float]], earlier: Sequence[Mapping[str, Mapping[str, float]]]
) -> tuple[str, ...]:
    """Fields that are stated clearly less often than in earlier accepted runs (against their median), in words."""
    told = []
    for kind, fields in sorted(earlier[0].items() if earlier else ()):
        for name in sorted(fields):
            usual = median(fill.get(kind, {}).get(name, 0.0) for fill in earlier)
            share = now.get(kind, {}).get(name, 0.0)
            if kind in now and usual - share > FILL_LOSS:
                told.append(f"{kind}.{name} {usual:.0%} -> {share:.0%}")
    return tuple(told)


def _text(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment is not None else ""
