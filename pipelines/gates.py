"""May we believe this run? Pure functions from figures to a verdict with its reasons; never a write, never a clock."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Protocol


class GateLimits(Protocol):
    """What a source's card says a run must reach (see spiders.source.Gates)."""

    @property
    def minimum_live(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def maximum_drop(self) -> float: ...  # noqa: D102
    @property
    def may_shrink(self) -> Collection[str]: ...  # noqa: D102
    @property
    def fill(self) -> Mapping[str, Mapping[str, float]]: ...  # noqa: D102
    @property
    def ratios(self) -> Mapping[str, float]: ...  # noqa: D102
    @property
    def zero_is_normal(self) -> bool: ...  # noqa: D102
    @property
    def maximum_warnings(self) -> int: ...  # noqa: D102
    @property
    def maximum_failed_pages(self) -> float: ...  # noqa: D102


@dataclass(slots=True)
class RunFigures:
    """Everything that a verdict looks at. ``fill`` is the share of records with a stated value."""

    live: bool
    counts: Mapping[str, int]
    fill: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    tallies: Mapping[str, int] = field(default_factory=dict)
    fatal: Sequence[str] = ()
    warnings: int = 0
    held: int = 0
    finish_reason: str = "finished"
    spider_exceptions: int = 0
    replay_misses: int = 0
    pages: int = 0
    failed_pages: int = 0
    trouble: str = ""


def judge(limits: GateLimits, run: RunFigures, earlier: Sequence[Mapping[str, int]]) -> list[str]:
    """The reasons to quarantine a run; none means that it is accepted. ``earlier``: counts of accepted runs."""
    reasons = [*run.fatal]
    if run.trouble:
        reasons.append(run.trouble)
    if run.finish_reason != "finished":
        reasons.append(f"the crawl ended early: {run.finish_reason}")
    if run.spider_exceptions:
        reasons.append(f"{run.spider_exceptions} callbacks of the spider raised an exception; see the log")
    if run.replay_misses:
        reasons.append(f"{run.replay_misses} responses are not in the captures that were replayed")
    if sum(run.counts.values()) or limits.zero_is_normal:
        reasons += _counts(limits, run, earlier)
        reasons += _shares(limits, run)
    else:
        reasons.append("no records at all, which is a failure unless the source declares it normal")
    if run.warnings > limits.maximum_warnings:
        reasons.append(f"{run.warnings} warnings; at most {limits.maximum_warnings} are allowed")
    return reasons


def _counts(limits: GateLimits, run: RunFigures, earlier: Sequence[Mapping[str, int]]) -> list[str]:
    reasons = []
    if run.live:
        for kind, minimum in limits.minimum_live.items():
            if run.counts.get(kind, 0) < minimum:
                reasons.append(f"{run.counts.get(kind, 0)} records of kind {kind}; at least {minimum} are expected")
    for kind in sorted({kind for counts in earlier for kind in counts} - {*limits.may_shrink}):
        usual = median(counts.get(kind, 0) for counts in earlier)
        now = run.counts.get(kind, 0)
        if now < usual * (1 - limits.maximum_drop):
            reasons.append(
                f"{now} records of kind {kind} against a median of {usual:g} in earlier accepted runs; "
                f"a drop of more than {limits.maximum_drop:.0%} is not believed without a person's word"
            )
    if (total := sum(run.counts.values())) and run.held > 0.01 * total:
        reasons.append(f"{run.held} records were held back because a required value could not be read")
    return reasons


def _shares(limits: GateLimits, run: RunFigures) -> list[str]:
    reasons = []
    for kind, fields in limits.fill.items():
        for name, least in fields.items():
            share = run.fill.get(kind, {}).get(name, 0.0 if run.counts.get(kind) else least)
            if share < least:
                reasons.append(f"{kind}.{name} is stated in {share:.1%} of records; at least {least:.1%} is expected")
    for names, least in limits.ratios.items():
        part, whole = (run.tallies.get(name) for name in names.split("/"))
        if part is None or not whole:
            reasons.append(f"the figures behind {names} were not reported")
        elif part / whole < least:
            reasons.append(f"{names} is {part}/{whole} = {part / whole:.1%}; at least {least:.1%} is expected")
    if run.pages and run.failed_pages / run.pages > limits.maximum_failed_pages:
        reasons.append(f"{run.failed_pages} of {run.pages} pages failed")
    return reasons
