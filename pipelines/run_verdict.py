"""The end of a run: what it took over from the last one, its figures, its verdict, all of it written to the ledger.

The gates decide (pipelines.gates); this module gives them the figures and keeps what they say.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from db import ledger, staging
from db.columns import Verdict
from pipelines.gates import GateLimits, RunFigures, judge
from pipelines.run_intake import RunIntake

FAILED_STATUSES = (500, 502, 503, 504, 403, 429)
_KEPT = ("downloader/", "httpcache/", "robotstxt/", "replay/", "response_received_count", "elapsed", "captures/")


@dataclass(frozen=True, slots=True)
class Ended:
    """A crawl that has ended: why, its statistics, what went wrong outside of it, and whether it was a live one."""

    reason: str
    statistics: Mapping[str, Any]
    trouble: str
    live: bool


Met = tuple[int, dict[str, int], dict[str, dict[str, float]]]
"""Whose members a run has, its records by kind, and their fill."""


def end_run(
    connection: Connection, intake: RunIntake, ended: Ended, limits: GateLimits, earlier: Sequence[Any], same: Any
) -> tuple[Verdict, list[str]]:
    """Judge a run and write it to the ledger; the verdict with its reasons.

    ``earlier`` are accepted runs to compare it with, ``same`` the newest of them by the same parser and rules, if any.
    """
    members_of, counts, fill = _with_unchanged(connection, intake, same)
    figures = _figures(intake, ended, counts, fill)
    reasons = judge(limits, figures, [run.counts for run in earlier])
    verdict = Verdict.quarantined if reasons else Verdict.accepted
    ledger.add_surprises(connection, intake.run_number, intake.surprises.rows())
    kept = {name: value for name, value in ended.statistics.items() if name.startswith(_KEPT)}
    ledger.end_run(
        connection, intake.run_number, verdict, reasons=reasons, counts=counts, fill=fill, tallies=intake.tallies,
        finish_reason=ended.reason, members_of=members_of, statistics=json.loads(json.dumps(kept, default=str)),
        hosts_read=sorted(intake.hosts_read) or None,
    )  # fmt: skip
    return verdict, reasons


def _with_unchanged(connection: Connection, intake: RunIntake, same: Any) -> Met:
    """What the run has met, with the records of captures that were not read again because nothing had changed."""
    counts, fill = intake.counts, intake.fill
    if not intake.unchanged or same is None:
        return intake.run_number, counts, fill
    if not counts and set(intake.unchanged) == set(staging.member_captures(connection, same.members_of)):
        intake.tallies = {**same.tallies, **intake.tallies}
        return same.members_of, same.counts, same.fill
    staging.copy_members(connection, intake.run_number, same.members_of, intake.unchanged)
    for kind, number in staging.member_counts(connection, intake.run_number).items():
        fresh, read, known = counts.get(kind, 0), fill.get(kind, {}), same.fill.get(kind, {})
        fill[kind] = {
            name: round((fresh * read.get(name, 0) + (number - fresh) * known.get(name, 0)) / number, 6)
            for name in sorted(read.keys() | known.keys())
        }
        counts[kind] = number
    return intake.run_number, counts, fill


def _figures(
    intake: RunIntake, ended: Ended, counts: dict[str, int], fill: dict[str, dict[str, float]]
) -> RunFigures:  # fmt: skip
    number, surprises = ended.statistics.get, intake.surprises.rows()
    failed = sum(int(number(f"downloader/response_status_count/{status}", 0)) for status in FAILED_STATUSES)
    return RunFigures(
        live=ended.live,
        counts=counts,
        fill=fill,
        tallies=intake.tallies,
        fatal=[row["message"] for row in surprises if row["severity"] == "fatal"],
        warnings=sum(row["occurrences"] for row in surprises if row["severity"] == "warning"),
        held=intake.held,
        finish_reason=ended.reason,
        spider_exceptions=int(number("spider_exceptions/count", 0) or 0),
        replay_misses=int(number("replay/miss", 0)),
        pages=int(number("downloader/response_count", 0)),
        failed_pages=failed + int(number("downloader/exception_count", 0)),
        trouble=ended.trouble or str(number("captures/trouble", "") or ""),
    )
