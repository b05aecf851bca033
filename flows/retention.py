"""Keeping a home from growing for ever: what may go, told before it goes. Removes nothing that proves a value.

Snapshots that are neither in force nor young, what held-out runs staged and captured, old receipts, and Prefect's own
rows. A plan is made first; a dry run shows it and stops there.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import Connection, Engine

from db import decisions, retention
from db.decisions import OperatorAction, record_decision
from db.publish import DATABASE, current_snapshot
from flows.receipt_files import receipt_folder
from spiders.capture_store import CaptureStore
from spiders.environment import Environment
from spiders.known_captures import read_index
from spiders.web import INDEX_ENDING

KEPT_SNAPSHOTS = 2
"""So many of the newest snapshots stay, whatever their age: there is always one to roll back to."""


@dataclass(frozen=True, slots=True)
class RetentionPlan:
    """What may go: folders and files with their bytes, and the runs whose staged records are forgotten."""

    before: datetime
    snapshots: tuple[Path, ...]
    captures: tuple[Path, ...]
    receipts: tuple[Path, ...]
    runs: tuple[retention.HeldOutRun, ...]

    @property
    def bytes(self) -> int:
        """How much the files of the plan take."""
        return sum(_size(path) for path in (*self.snapshots, *self.captures, *self.receipts))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to remove."""
        return not (self.snapshots or self.captures or self.receipts or self.runs)

    def lines(self) -> Iterator[str]:
        """The plan in words."""
        for path in self.snapshots:
            yield f"snapshot {path.name}, {_size(path):,} bytes"
        for run in self.runs:
            yield f"{run.members:,} staged records of {run.run_id}, which was never accepted"
        for path in (*self.captures, *self.receipts):
            yield f"{path.parent.name}/{path.name}, {_size(path):,} bytes"


def plan_retention(connection: Connection, environment: Environment, before: datetime) -> RetentionPlan:
    """What is older than ``before`` and proves nothing."""
    runs = tuple(retention.held_out_runs(connection, before))
    return RetentionPlan(
        before,
        tuple(_old_snapshots(connection, environment, before)),
        tuple(_old_captures(environment, before, {run.run_id for run in runs})),
        tuple(path for path in sorted(receipt_folder(environment).glob("*-*.json")) if _older(path, before)),
        runs,
    )


def carry_out(engine: Engine, environment: Environment, plan: RetentionPlan, who: str, why: str) -> None:
    """Remove what the plan names: first out of the database, in one transaction, then the files."""
    captures = environment.captures_folder
    with engine.begin() as connection:
        subject = f"older than {plan.before:%Y-%m-%d}"
        record_decision(connection, OperatorAction.retain, subject, who, why)
        retention.forget_runs(connection, [run.run_number for run in plan.runs])
        files = [str(path.relative_to(captures)) for path in plan.captures if path.name.endswith(".warc.gz")]
        retention.forget_captures(connection, sorted(set(files) - retention.cited_files(connection)))
        cited = retention.cited_files(connection)
    store = CaptureStore.of(environment)
    for name in (str(path.relative_to(captures)) for path in plan.captures):
        if name.replace(INDEX_ENDING, ".warc.gz") not in cited:
            store.remove(name) if store is not None else (captures / name).unlink(missing_ok=True)
    shutil.rmtree(environment.fetched_folder, ignore_errors=True)  # it is fetched again when it is wanted
    for path in plan.receipts:
        path.unlink(missing_ok=True)
    for path in plan.snapshots:
        shutil.rmtree(path, ignore_errors=True)


def _old_snapshots(connection: Connection, environment: Environment, before: datetime) -> Iterator[Path]:
    folder = environment.published_folder
    in_force, rollback = current_snapshot(folder), decisions.rollback_in_force(connection)
    kept = {in_force.name if in_force else "", str(rollback["subject"]) if rollback else ""}
    kept |= retention.published_since(connection, before)
    found = [path for path in (folder / "snapshots").glob("*") if (path / DATABASE).is_file()]
    newest = sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    yield from sorted(path for path in newest[KEPT_SNAPSHOTS:] if path.name not in kept and _older(path, before))


def _old_captures(environment: Environment, before: datetime, forgotten: set[str]) -> Iterator[Path]:
    """Old capture files that no accepted run rests on and no index that stays refers to."""
    folder = environment.captures_folder
    indexes = {path: path.name.removesuffix(INDEX_ENDING) for path in sorted(folder.glob(f"*/*{INDEX_ENDING}"))}
    going = {path for path, run_id in indexes.items() if run_id in forgotten and _older(path, before)}
    referred = {entry["warc"] for path in indexes.keys() - going for entry in read_index(path) if "warc" in entry}
    for path in sorted(going):
        warc = path.with_name(path.name.replace(INDEX_ENDING, ".warc.gz"))
        if str(warc.relative_to(folder)) not in referred:
            yield from (file for file in (path, warc) if file.exists() or environment.captures_store)


def _older(path: Path, before: datetime) -> bool:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) < before


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(file.stat().st_size for file in files if file.is_file())
