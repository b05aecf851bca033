"""Reads of the ledger for the receipt of a night: what each source brought, what is missing, what waits. No rule."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import table_of
from db.columns import Verdict
from db.tables import Record, Refresh, Run

RUN, RECORD, REFRESH = table_of(Run), table_of(Record), table_of(Refresh)


def last_refresh(connection: Connection, words: str | None = None) -> dict[str, Any] | None:
    """The newest refresh, or the one whose id begins with ``words``; None when there is none, or several."""
    statement = sa.select(REFRESH).order_by(REFRESH.c.started_at.desc())
    if words:
        statement = statement.where(REFRESH.c.refresh_id.startswith(words, autoescape=True))
    rows = connection.execute(statement.limit(2)).all()
    if not rows or (words and len(rows) > 1):
        return None
    told = dict(rows[0]._mapping)
    return {**told, "summary": json.loads(told["summary"]), "arguments": json.loads(told["arguments"])}


def brought_by(connection: Connection, run_number: int) -> tuple[int, int]:
    """How many records of the present state a run brought for the first time, and how many it changed."""
    first = sa.func.sum(sa.case((RECORD.c.previous_version_id.is_(None), 1), else_=0))
    statement = sa.select(first, sa.func.count()).where(RECORD.c.run_number == run_number)
    new, total = connection.execute(statement).one()
    return int(new or 0), int(total) - int(new or 0)


def missing_records(connection: Connection) -> dict[str, int]:
    """For each source the records that accepted runs have missed, and that are not proven gone."""
    statement = (
        sa.select(RECORD.c.source, sa.func.count())
        .where(RECORD.c.missing_runs > 0, RECORD.c.gone_since.is_(None))
        .group_by(RECORD.c.source)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def accepted_times(connection: Connection) -> dict[str, list[datetime]]:
    """For each source when its accepted runs ended, oldest first."""
    statement = sa.select(RUN.c.source, RUN.c.ended_at).where(RUN.c.verdict == Verdict.accepted)
    found: dict[str, list[datetime]] = {}
    for source, ended_at in connection.execute(statement.order_by(RUN.c.ended_at)):
        if ended_at is not None:
            found.setdefault(source, []).append(ended_at)
    return found


def waiting_runs(connection: Connection, decided: Iterable[str]) -> list[dict[str, Any]]:
    """Quarantined runs that nobody has decided about and no accepted run has overtaken, newest first.

    ``records``: how many each staged; one without any cannot be accepted.
    """
    later = RUN.alias("later")
    overtaken = sa.exists().where(
        later.c.source == RUN.c.source, later.c.shard == RUN.c.shard, later.c.verdict == Verdict.accepted,
        later.c.run_number > RUN.c.run_number,
    )  # fmt: skip
    statement = (
        sa.select(RUN.c.run_id, RUN.c.run_number, RUN.c.source, RUN.c.ended_at, RUN.c.reasons, RUN.c.counts)
        .where(RUN.c.verdict == Verdict.quarantined, ~overtaken, RUN.c.run_id.not_in(list(decided)))
        .order_by(RUN.c.run_number.desc())
    )
    found = [dict(row) for row in connection.execute(statement).mappings()]
    return [
        {**row, "reasons": json.loads(row["reasons"]), "records": sum(json.loads(row.pop("counts")).values())}
        for row in found
    ]


def earlier_fills(
    connection: Connection, source: str, shard: str, before: int, most: int = 5
) -> list[dict[str, dict[str, float]]]:
    """The fill rates of the accepted runs of a source, or of a shard of it, before a run, newest first."""
    statement = (
        sa.select(RUN.c.fill)
        .where(RUN.c.source == source, RUN.c.shard == shard, RUN.c.verdict == Verdict.accepted)
        .where(RUN.c.run_number < before)
        .order_by(RUN.c.run_number.desc())
        .limit(most)
    )
    return [json.loads(row[0]) for row in connection.execute(statement)]
