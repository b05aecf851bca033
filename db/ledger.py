"""Writes of the ledger: the home's kind of web, refreshes, runs with their verdicts. Decides nothing itself."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import insert_rows, table_of
from db.columns import Verdict as Verdict
from db.columns import WebKind
from db.locks import Holder, is_alive, living_holders
from db.runs import Home, Run, RunSurprise

RUN, HOME, SURPRISE = table_of(Run), table_of(Home), table_of(RunSurprise)


class WebMismatch(RuntimeError):
    """The home already holds records of another kind of web."""


def claim_home(connection: Connection, web_kind: str) -> None:
    """Make this home one of ``web_kind`` (live, sample, tree), or raise WebMismatch when it is another already."""
    if connection.execute(sa.select(HOME.c.number)).scalar() is None:
        row = (1, WebKind(web_kind).value, datetime.now(UTC), 0)
        insert_rows(connection, Home, ("number", "web_kind", "created_at", "generation"), [row], conflict="ignore")
    found = connection.execute(sa.select(HOME.c.web_kind)).scalar_one()
    if found != web_kind:
        raise WebMismatch(
            f"this home holds records of the web {found.value!r}, so nothing of {web_kind!r} may enter it. "
            f"Use another home: HIMDIR_HOME=/some/folder himdir refresh --web ..."
        )


def try_writing(connection: Connection) -> None:
    """Take the right to write and change nothing, so that a database that cannot be written is known at once."""
    connection.execute(sa.update(HOME).values(number=HOME.c.number))


def home_kind(connection: Connection) -> str:
    """The kind of web that fills this home; empty before the first run."""
    found = connection.execute(sa.select(HOME.c.web_kind)).scalar()
    return found.value if found else ""


def generation(connection: Connection) -> int:
    """The number that grows whenever what the directory is made from has changed."""
    return connection.execute(sa.select(HOME.c.generation)).scalar() or 0


def grow_generation(connection: Connection) -> None:
    """Say that what the directory is made from has changed."""
    connection.execute(sa.update(HOME).values(generation=HOME.c.generation + 1))


@dataclass(frozen=True, slots=True)
class RunStart:
    """What is known about a run before its first request."""

    run_id: str
    source: str
    arguments: Mapping[str, str]
    parser_version: str
    rules: str
    refresh_id: str | None = None
    shard: str = ""
    holder: str | None = None


def start_run(connection: Connection, start: RunStart) -> int:
    """Open a run in the ledger; its number."""
    values = {
        "run_id": start.run_id,
        "refresh_id": start.refresh_id,
        "source": start.source,
        "shard": start.shard,
        "arguments": encode(start.arguments),
        "parser_version": start.parser_version,
        "rules": start.rules,
        "process": os.getpid(),
        "holder": start.holder,
        "started_at": datetime.now(UTC),
    }
    return int(connection.execute(sa.insert(RUN).values(**values).returning(RUN.c.run_number)).scalar_one())


def end_run(connection: Connection, run_number: int, verdict: Verdict, **figures: Any) -> None:
    """Close a run with its verdict, unless it has one; mappings and sequences among the figures are stored as JSON."""
    stored = {
        name: encode(value) if isinstance(value, dict | list | tuple) else value for name, value in figures.items()
    }
    connection.execute(
        sa.update(RUN)
        .where(RUN.c.run_number == run_number, RUN.c.verdict == Verdict.running)
        .values(verdict=verdict, ended_at=datetime.now(UTC), process=None, **stored)
    )


def change_verdict(connection: Connection, run_number: int, verdict: Verdict, reasons: Sequence[str]) -> None:
    """Give an ended run another verdict, with its reasons; nothing else about the run changes."""
    values = {"verdict": verdict, "reasons": encode(list(reasons))}
    connection.execute(sa.update(RUN).where(RUN.c.run_number == run_number).values(**values))


def later_accepted_run(connection: Connection, source: str, shard: str, run_number: int) -> str | None:
    """The id of an accepted run of the same source and shard after this one, if there is one."""
    statement = sa.select(RUN.c.run_id).where(
        RUN.c.source == source, RUN.c.shard == shard, RUN.c.verdict == Verdict.accepted, RUN.c.run_number > run_number
    )
    return connection.execute(statement.order_by(RUN.c.run_number.desc()).limit(1)).scalar()


def add_surprises(connection: Connection, run_number: int, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store the grouped surprises of a run."""
    if rows:
        connection.execute(sa.insert(SURPRISE), [{"run_number": run_number, **row} for row in rows])


def abandon_dead_runs(connection: Connection) -> int:
    """Close the runs whose process is gone (killed at any moment, on whatever machine); how many there were."""
    columns = (RUN.c.run_number, RUN.c.process, RUN.c.holder)
    rows = connection.execute(sa.select(*columns).where(RUN.c.verdict == Verdict.running)).all()
    living = living_holders(connection) if rows else frozenset()
    dead = {row.run_number: words for row in rows if (words := _death(row.process, row.holder, living))}
    for run_number, words in dead.items():
        end_run(connection, run_number, Verdict.abandoned, reasons=[words])
    return len(dead)


def _death(process: int | None, holder: str | None, living: frozenset[str]) -> str:
    """Why a run is taken for dead; empty while it lives. A run without a holder was made on this machine."""
    if holder is None:
        return "" if process is not None and is_alive(process) else "the crawler's process ended without a verdict"
    if holder in living:
        return ""
    who = Holder.of(holder)
    how = "ended without a verdict" if who.surely_gone else "gave no sign of life until its lock expired"
    return f"the crawler's {who} {how}"


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """An accepted run that a new one is compared with."""

    run_number: int
    members_of: int
    counts: dict[str, int]
    fill: dict[str, dict[str, float]]
    tallies: dict[str, int]


def comparable_runs(
    connection: Connection, source: str, arguments: Mapping[str, str], most: int = 5, **same: str
) -> list[EarlierRun]:
    """The newest accepted runs of a source with the same arguments (and parser_version, rules), newest first."""
    statement = (
        sa.select(RUN)
        .where(RUN.c.source == source, RUN.c.verdict == Verdict.accepted, RUN.c.arguments == encode(arguments))
        .order_by(RUN.c.run_number.desc())
        .limit(most)
    )
    for name, value in same.items():
        statement = statement.where(RUN.c[name] == value)
    return [
        EarlierRun(
            row.run_number, row.members_of, json.loads(row.counts), json.loads(row.fill), json.loads(row.tallies)
        )
        for row in connection.execute(statement)
    ]


def encode(value: Any) -> str:
    """JSON in one canonical form, so that equal values are equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
