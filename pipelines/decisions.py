"""What people have decided, as an assembly takes it: links, and the day that ends corrections. Knows no file."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from pipelines.link_decision_file import LinkDecisions


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Decisions:
    """``today`` decides which corrections have expired; ``links`` are the operator's own decisions about links."""

    today: date = field(default_factory=_today)
    links: LinkDecisions = field(default_factory=LinkDecisions)
