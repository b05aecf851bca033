"""What people have decided, as an assembly takes it: the day that ends corrections. Knows no file and no table."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Decisions:
    """``today`` decides which corrections have expired."""

    today: date = field(default_factory=_today)
