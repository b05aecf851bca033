"""Reads of the ledger for people: runs, one run with its surprises, and the last word on each source."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import table_of
from db.columns import Verdict
from db.tables import Capture, Change, Publication, Refresh, Run, RunSurprise

RUN, SURPRISE, REFRESH, PUBLICATION = (table_of(model) for model in (Run, RunSurprise, Refresh, Publication))


def list_runs(connection: Connection, limit: int = 20, source: str | None = None) -> list[dict[str, Any]]:
    """The newest runs, newest first; limit 0 means all."""
    statement = sa.select(RUN).order_by(RUN.c.run_number.desc())
    if source:
        statement = statement.where(RUN.c.source == source)
    if limit:
        statement = statement.limit(limit)
    return [_run(row) for row in connection.execute(statement)]


def runs_of_refresh(connection: Connection, refresh_id: str) -> list[dict[str, Any]]:
    """The runs of one refresh, each with its surprises, in the order of their sources."""
    statement = sa.select(RUN).where(RUN.c.refresh_id == refresh_id).order_by(RUN.c.source, RUN.c.run_number)
    return [_with_surprises(connection, _run(row)) for row in connection.execute(statement)]


def find_run(connection: Connection, words: str) -> dict[str, Any] | None:
    """One run by its id, the start of its id, or its number; with its surprises and captures."""
    statement = sa.select(RUN).where(RUN.c.run_id.startswith(words, autoescape=True)).limit(2)
    if words.isascii() and words.isdigit() and len(words) < 12:
        statement = sa.select(RUN).where(RUN.c.run_number == int(words))
    rows = connection.execute(statement).all()
    if len(rows) != 1:
        return None
    found = _with_surprises(connection, _run(rows[0]))
    capture = table_of(Capture)
    captures = sa.select(capture).where(capture.c.run_number == found["run_number"]).order_by(capture.c.url)
    found["captures"] = [dict(row._mapping) for row in connection.execute(captures)]
    return found


def last_runs(connection: Connection) -> dict[str, tuple[dict[str, Any], datetime | None]]:
    """For each source its newest ended run, and when the newest accepted one ended."""
    newest = sa.select(sa.func.max(RUN.c.run_number)).where(RUN.c.verdict != Verdict.running).group_by(RUN.c.source)
    accepted = sa.select(RUN.c.source, sa.func.max(RUN.c.ended_at)).where(RUN.c.verdict == Verdict.accepted)
    times = {row[0]: row[1] for row in connection.execute(accepted.group_by(RUN.c.source))}
    rows = connection.execute(sa.select(RUN).where(RUN.c.run_number.in_(newest)))
    return {row.source: (_run(row), times.get(row.source)) for row in rows}


def capture_files(connection: Connection) -> dict[str, tuple[str, int, str, str, str]]:
    """Where each capture is kept: id -> (WARC file, offset, SHA-256, content type, URL)."""
    capture = table_of(Capture)
    columns = (
        capture.c.capture_id,
        capture.c.warc,
        capture.c.offset,
        capture.c.sha256,
        capture.c.content_type,
        capture.c.url,
    )
    return {row[0]: (row[1], row[2], row[3], row[4], row[5]) for row in connection.execute(sa.select(*columns))}


def start_refresh(connection: Connection, **values: Any) -> None:
    """Open a refresh in the ledger."""
    connection.execute(sa.insert(REFRESH).values(**values))


def end_refresh(connection: Connection, refresh_id: str, **values: Any) -> None:
    """Close a refresh in the ledger."""
    connection.execute(sa.update(REFRESH).where(REFRESH.c.refresh_id == refresh_id).values(**values))


def unended_refreshes(connection: Connection) -> list[str]:
    """The ids of refreshes without an end, oldest first: the one at work, and those that were killed."""
    statement = sa.select(REFRESH.c.refresh_id).where(REFRESH.c.ended_at.is_(None)).order_by(REFRESH.c.started_at)
    return list(connection.execute(statement).scalars())


def _run(row: Any) -> dict[str, Any]:
    told = dict(row._mapping)
    for name in ("arguments", "reasons", "counts", "fill", "tallies", "statistics"):
        told[name] = json.loads(told[name])
    return told


def _with_surprises(connection: Connection, run: dict[str, Any]) -> dict[str, Any]:
    statement = sa.select(SURPRISE).where(SURPRISE.c.run_number == run["run_number"]).order_by(SURPRISE.c.code)
    run["surprises"] = [dict(row._mapping) for row in connection.execute(statement)]
    return run


def changes_of_refresh(connection: Connection, refresh_id: str, most: int) -> tuple[int, list[dict[str, Any]]]:
    """How many changes the assembly of a refresh made, and the first ``most`` of them."""
    change = table_of(Change)
    numbers = sa.select(PUBLICATION.c.publication).where(PUBLICATION.c.refresh_id == refresh_id)
    made = change.c.publication.in_(numbers)
    total = connection.execute(sa.select(sa.func.count()).select_from(change).where(made)).scalar_one()
    statement = sa.select(change).where(made).order_by(change.c.change_number).limit(most)
    return total, [{**row._mapping, "thing": row.thing_id} for row in connection.execute(statement)]
