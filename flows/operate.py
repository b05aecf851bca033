"""What an operator decides: accept or reject a held run, pause a source, roll back what readers get. Each is a row.

The decision is stored before anything follows from it, so that it survives a crash and a restart. Runs no crawl.
"""

import getpass
from typing import Any

from sqlalchemy.engine import Connection, Engine

from db import decisions, ledger, ledger_reads
from db.decisions import OperatorAction, record_decision
from db.publish import current_snapshot, put_in_force, snapshot_named
from flows.assembling import assemble_home
from flows.publication import Published, publish
from pipelines.assemble import Assembly
from spiders.environment import Environment
from spiders.source import source_names


class NotDecidable(ValueError):
    """The decision cannot be taken; the message says why and what can be done instead."""


def accept_run(engine: Engine, words: str, who: str, why: str) -> dict[str, Any]:
    """Accept a quarantined run with a name and a reason; the run as it was. NotDecidable when it is no such run."""
    with engine.begin() as connection:
        run = _held_run(connection, words)
        if not sum(run["counts"].values()):
            raise NotDecidable(f"{run['run_id']} has no records, so there is nothing to accept; run the source again")
        later = ledger.later_accepted_run(connection, run["source"], run["shard"], run["run_number"])
        if later:
            raise NotDecidable(f"{later}, a later run of {run['source']}, was accepted already; this one is history")
        record_decision(connection, OperatorAction.accept, run["run_id"], who, why)
        told = [*run["reasons"], f"accepted all the same by {who}: {why}"]
        ledger.change_verdict(connection, run["run_number"], ledger.Verdict.accepted, told)
    return run


def reject_run(engine: Engine, words: str, who: str, why: str) -> dict[str, Any]:
    """Confirm that a quarantined run stays out, so that nobody is asked again. NotDecidable when it is no such run."""
    with engine.begin() as connection:
        run = _held_run(connection, words)
        if run["run_id"] in decisions.decided_runs(connection):
            raise NotDecidable(f"{run['run_id']} was rejected already; see: himdir decisions")
        record_decision(connection, OperatorAction.reject, run["run_id"], who, why)
        told = [*run["reasons"], f"rejected by {who}: {why}"]
        ledger.change_verdict(connection, run["run_number"], ledger.Verdict.quarantined, told)
    return run


def pause_source(engine: Engine, source: str, who: str, why: str) -> None:
    """Keep a source from being read until it is resumed. NotDecidable when there is no such source, or it is paused."""
    _known(source)
    with engine.begin() as connection:
        if source in decisions.paused_sources(connection):
            raise NotDecidable(f"{source} is paused already; see: himdir decisions")
        record_decision(connection, OperatorAction.pause, source, who, why)


def resume_source(engine: Engine, source: str, who: str, why: str) -> None:
    """Let a paused source be read again."""
    _known(source)
    with engine.begin() as connection:
        if source not in decisions.paused_sources(connection):
            raise NotDecidable(f"{source} is not paused")
        record_decision(connection, OperatorAction.resume, source, who, why)


def roll_back(engine: Engine, environment: Environment, words: str, who: str, why: str) -> str:
    """Give readers an earlier snapshot, and nothing newer until ``release``; its id."""
    folder = environment.published_folder
    target, in_force = snapshot_named(folder, words), current_snapshot(folder)
    if target is None:
        raise NotDecidable(f"no one snapshot in {folder / 'snapshots'} has an id that begins with {words!r}")
    if in_force is not None and in_force.name == target:
        raise NotDecidable(f"{target} is in force already")
    with engine.begin() as connection:
        record_decision(connection, OperatorAction.rollback, target, who, why)
        put_in_force(folder, target)
    return target


def release(engine: Engine, who: str, why: str) -> str:
    """End a rollback: the next publication goes out again; the id of the snapshot that it held."""
    with engine.begin() as connection:
        held = decisions.rollback_in_force(connection)
        if held is None:
            raise NotDecidable("no rollback is in force")
        record_decision(connection, OperatorAction.release, held["subject"], who, why)
    return str(held["subject"])


def republish(engine: Engine, environment: Environment) -> tuple[Assembly, Published]:
    """Assemble what is accepted now and publish it, without reading any source."""
    assembly = assemble_home(engine, environment)
    return assembly, publish(engine, environment, assembly)


def operator_name(told: str | None) -> str:
    """Who decides: the name given, else the user of this process."""
    return (told or getpass.getuser()).strip()[:200] or "unknown"


def _held_run(connection: Connection, words: str) -> dict[str, Any]:
    run = ledger_reads.find_run(connection, words)
    if run is None:
        raise NotDecidable(f"no one run is called {words!r}; see: himdir runs")
    if run["verdict"] != ledger.Verdict.quarantined:
        raise NotDecidable(f"{run['run_id']} is {run['verdict']}; only a quarantined run waits for a decision")
    return run


def _known(source: str) -> None:
    if source not in source_names():
        raise NotDecidable(f"no source is called {source!r}; there are: {', '.join(source_names())}")
