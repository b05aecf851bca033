"""When is a record gone? Absence is proven by several accepted runs apart in time, never assumed. Pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


class AbsencePolicy(Protocol):
    """What a source's card asks of absences (see spiders.source.Absence)."""

    @property
    def confirmations(self) -> int: ...  # noqa: D102
    @property
    def days_apart(self) -> float: ...  # noqa: D102
    @property
    def maximum_share(self) -> float: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What is not met is gone: for what people keep themselves, who mean it when they take something away."""

    confirmations: int = 1
    days_apart: float = 0.0
    maximum_share: float = 1.0


AT_ONCE = AtOnce()


@dataclass(frozen=True, slots=True)
class Missing:
    """A record that accepted runs have missed: how often that was counted, since when, and when last."""

    kind: str
    record_key: str
    runs: int
    since: datetime | None
    counted_at: datetime | None


@dataclass(frozen=True, slots=True)
class AbsenceDecision:
    """The new states of missing records; ``gone`` are proven, ``held`` says why none were let go in spite of that."""

    counted: tuple[Missing, ...]
    gone: tuple[Missing, ...]
    held: str = ""


def decide(
    policy: AbsencePolicy, missing: Sequence[Missing], totals: Mapping[str, int], at: datetime
) -> AbsenceDecision:
    """Count one accepted run at ``at`` against each missing record; ``totals`` are present records by kind."""
    counted = tuple(_counted(policy, record, at) for record in missing)
    proven = tuple(record for record in counted if record.runs >= policy.confirmations)
    for kind in sorted({record.kind for record in proven}):
        gone = sum(record.kind == kind for record in proven)
        allowed = max(1, int(policy.maximum_share * (totals.get(kind, 0) + gone)))
        if gone > allowed:
            words = f"{gone} records of kind {kind} would vanish at once; at most {allowed} may without a person's word"
            return AbsenceDecision(counted, (), words)
    return AbsenceDecision(counted, proven)


def _counted(policy: AbsencePolicy, record: Missing, at: datetime) -> Missing:
    if record.counted_at is not None and at - record.counted_at < timedelta(days=policy.days_apart):
        return record
    return Missing(record.kind, record.record_key, record.runs + 1, record.since or at, at)
