"""Publishing: a snapshot is built beside, named by its content, and put in force by one rename.

Layout of the published folder: ``snapshots/<id>/directory.sqlite`` and ``manifest.json``, never changed afterwards;
``current`` is a link to one of them, and ``directory.sqlite`` and ``manifest.json`` are links through it. A crash at
any step leaves the old snapshot in force.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from db.bulk import insert_rows, stream_rows, table_of
from db.snapshot import CONTRACT_VERSION, TABLES, build_snapshot

DATABASE, MANIFEST = "directory.sqlite", "manifest.json"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A built snapshot: its id (first 16 hex digits of the file's SHA-256), folder, and rows by table."""

    snapshot_id: str
    folder: Path
    counts: dict[str, int]
    fresh: bool


def publish_snapshot(
    connection: Connection,
    published: Path,
    sources: Sequence[Mapping[str, Any]],
    facts: Mapping[str, str],
    accuracy: Sequence[Mapping[str, Any]] = (),
) -> Snapshot:
    """Build a snapshot from the directory tables, with the figures of ``accuracy``, and put it in force."""
    snapshots = published / "snapshots"
    snapshots.mkdir(parents=True, exist_ok=True)
    remove_leftovers(published)
    work = Path(tempfile.mkdtemp(prefix=".building-", dir=snapshots))
    try:
        with sqlite_copy(connection, work) as database:
            counts = build_snapshot(database, work / DATABASE, sources, facts, accuracy)
        digest = _sha256(work / DATABASE)
        snapshot_id = digest[:16]
        _write_manifest(work, snapshot_id, digest, counts, facts)
        target = snapshots / snapshot_id
        fresh = not target.exists()
        if fresh:
            _make_durable(work)
            work.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    put_in_force(published, snapshot_id)
    return Snapshot(snapshot_id, target, counts, fresh)


@contextmanager
def sqlite_copy(connection: Connection, folder: Path) -> Iterator[Path]:
    """The directory tables in a SQLite file: the work database itself, or a copy in ``folder`` if it is a server."""
    if connection.dialect.name == "sqlite":
        yield Path(connection.engine.url.database or "")
        return
    path = folder / "copied.sqlite"
    engine = sa.create_engine(f"sqlite:///{path}")
    models = (*(published.model for published in TABLES),)
    SQLModel.metadata.create_all(engine, tables=[table_of(model) for model in models])
    with engine.begin() as target:
        for model in models:
            table = table_of(model)
            insert_rows(target, model, tuple(table.c.keys()), stream_rows(connection, sa.select(table)))
    engine.dispose()
    try:
        yield path
    finally:
        path.unlink()


def put_in_force(published: Path, snapshot_id: str) -> None:
    """Make a snapshot the current one: one atomic rename of a link."""
    if not (published / "snapshots" / snapshot_id / DATABASE).is_file():
        raise FileNotFoundError(f"there is no snapshot {snapshot_id} in {published}")
    _link(published, "current", f"snapshots/{snapshot_id}")
    for name in (DATABASE, MANIFEST):
        if not (published / name).is_symlink():
            _link(published, name, f"current/{name}")


def current_snapshot(published: Path) -> Path | None:
    """The folder of the snapshot in force, resolved once so that a reader never sees a mix; None before the first."""
    link = published / "current"
    return link.resolve() if link.exists() else None


def digest_of(folder: Path) -> str:
    """The SHA-256 of a snapshot's database, in hex."""
    return _sha256(folder / DATABASE)


def stated_digest(folder: Path) -> str:
    """The SHA-256 that the manifest of a snapshot states; empty where it states none."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return str(told["files"][DATABASE]["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def snapshot_named(published: Path, words: str) -> str | None:
    """The id of the one snapshot whose id begins with ``words``; None when there is none, or several."""
    found = [path.name for path in (published / "snapshots").glob("*") if (path / DATABASE).is_file()]
    fitting = [name for name in found if words and name.startswith(words)]
    return fitting[0] if len(fitting) == 1 else None


def remove_leftovers(published: Path) -> None:
    """Remove what a killed build left behind."""
    for path in (published / "snapshots").glob(".building-*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in published.glob(".link-*"):
        path.unlink(missing_ok=True)


def _link(folder: Path, name: str, target: str) -> None:
    beside = folder / f".link-{name}-{os.getpid()}"
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)
    beside.replace(folder / name)


def _write_manifest(
    folder: Path, snapshot_id: str, digest: str, counts: Mapping[str, int], facts: Mapping[str, str]
) -> None:
    told = {
        "snapshot_id": snapshot_id,
        "contract_version": CONTRACT_VERSION,
        "files": {DATABASE: {"sha256": digest, "bytes": (folder / DATABASE).stat().st_size}},
        "rows": dict(counts),
        "facts": dict(facts),
    }
    (folder / MANIFEST).write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _make_durable(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.chmod(0o444)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
