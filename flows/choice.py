"""Which of the asked sources a refresh reads: not those that an operator has paused, nor those that are not due yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.engine import Connection

from db import decisions, receipt_reads
from flows.freshness import is_due
from spiders.source import source_card


def chosen_sources(
    connection: Connection, asked: Sequence[str], only_due: bool, now: datetime
) -> tuple[list[str], dict[str, str]]:
    """The sources to read, and for each of the others why it is skipped."""
    paused = decisions.paused_sources(connection)
    accepted = receipt_reads.accepted_times(connection) if only_due else {}
    chosen, skipped = [], {}
    for name in asked:
        card = source_card(name)
        last = accepted.get(name, [None])[-1]
        if name in paused:
            skipped[name] = f"paused by {paused[name]['who']}: {paused[name]['why']}"
        elif only_due and not is_due(card.cadence, last, now):
            skipped[name] = f"not due: read {card.cadence}, last accepted {last:%Y-%m-%d %H:%M} UTC"
        else:
            chosen.append(name)
    return chosen, skipped
