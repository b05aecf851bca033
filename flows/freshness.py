"""How fresh each source is against its own target, now and over the last 30 days. Pure; reads no clock and no table."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

CADENCE_HOURS = {"nightly": 24, "weekly": 7 * 24, "monthly": 30 * 24, "yearly": 365 * 24}
EARLY = 0.25
"""A source is due this share of its cadence early, at most six hours, so that a nightly job never skips a night."""

EARLY_AT_MOST = timedelta(hours=6)
DAYS = 30


@dataclass(frozen=True, slots=True)
class Freshness:
    """Age of the last accepted run (None before the first), whether it is within the target, attainment of 30 days.

    ``attainment`` is the share of the days since the first accepted run, at most 30, on which the target was met;
    None before the first.
    """

    age: timedelta | None
    target: timedelta
    attainment: float | None

    @property
    def fresh(self) -> bool:
        """Whether the source is within its target."""
        return self.age is not None and self.age <= self.target


def freshness(accepted: Sequence[datetime], target_days: int, now: datetime) -> Freshness:
    """``accepted``: when accepted runs ended, oldest first."""
    target = timedelta(days=target_days)
    known = [moment for moment in accepted if moment <= now]
    if not known:
        return Freshness(None, target, None)
    moments = [now - timedelta(days=days) for days in range(DAYS) if now - timedelta(days=days) >= known[0]]
    met = sum(moment - known[bisect_right(known, moment) - 1] <= target for moment in moments)
    return Freshness(now - known[-1], target, met / len(moments))


def is_due(cadence: str, last_accepted: datetime | None, now: datetime) -> bool:
    """Whether a source should be read again: its cadence has passed since the last accepted run, or nearly so."""
    if last_accepted is None:
        return True
    length = timedelta(hours=CADENCE_HOURS[cadence])
    return now - last_accepted >= length - min(length * EARLY, EARLY_AT_MOST)
