"""Is the directory being kept? Looked at from outside the scheduler, so that a night that never ran is told too.

Reads the home only; its answer is a list of findings. A finding that is not ``well`` needs a person.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from db.engine import open_engine, trouble_in_words
from db.publish import MANIFEST, current_snapshot, digest_of, stated_digest
from db.schema import HEAD, current_revision
from flows.receipt import Receipt, read_receipt
from spiders.capture_store import CaptureStore
from spiders.environment import Environment

LEAST_FREE_BYTES = 2 * 2**30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its name, whether it is well, and what was seen."""

    name: str
    well: bool
    words: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All findings, and the receipt that they were made beside (None where the database cannot be read)."""

    findings: tuple[Finding, ...]
    receipt: Receipt | None

    @property
    def well(self) -> bool:
        """Whether nothing needs a person."""
        return all(finding.well for finding in self.findings)


def diagnose(environment: Environment, now: datetime, within: timedelta) -> Diagnosis:
    """Look at everything. ``within``: how long ago the last refresh may have ended."""
    findings = [*_disk(environment), *_spool(environment)]
    receipt = None
    if environment.database_url is None and not (environment.home / "work.sqlite").exists():
        findings.append(Finding("database", False, f"there is none in {environment.home}; run: himdir refresh"))
        return Diagnosis((*findings, *_snapshot(environment)), None)
    engine = open_engine(environment.work_database_url)
    try:
        findings += _schema(engine)
        if findings[-1].well:
            with engine.connect() as connection:
                receipt = read_receipt(connection, now)
    except (SQLAlchemyError, OSError) as error:
        findings.append(Finding("database", False, trouble_in_words(error)))
    finally:
        engine.dispose()
    if receipt is not None:
        findings += _night(receipt, now, within)
    return Diagnosis((*findings, *_snapshot(environment)), receipt)


def _disk(environment: Environment) -> Iterator[Finding]:
    folder = next(path for path in (environment.home.absolute(), *environment.home.absolute().parents) if path.exists())
    free = shutil.disk_usage(folder).free
    words = f"{free / 2**30:.1f} GB free at {folder}"
    yield Finding("disk", free >= LEAST_FREE_BYTES, words)
    if not os.access(folder, os.W_OK):
        yield Finding("home", False, f"{folder} cannot be written")


def _spool(environment: Environment) -> Iterator[Finding]:
    store = CaptureStore.of(environment)
    if store is not None:
        number = len(store.waiting())
        words = f"{number} capture files wait in {store.spool} for {store.url}; the next run of their source puts them"
        yield Finding("captures", not number, words if number else f"all are in {store.url}")


def _schema(engine: Engine) -> list[Finding]:
    revision = current_revision(engine)
    if revision == HEAD:
        return [Finding("database", True, f"schema {revision}")]
    return [Finding("database", False, f"schema {revision or 'none'}, expected {HEAD}; run: himdir db upgrade")]


def _night(receipt: Receipt, now: datetime, within: timedelta) -> Iterator[Finding]:
    hours = f"{within.total_seconds() / 3600:g} hours"
    if not receipt.refresh_id:
        yield Finding("last refresh", False, "no refresh was ever started here")
    elif not receipt.ended_at:
        late = now - datetime.fromisoformat(receipt.started_at) > within
        words = f"{receipt.refresh_id} started {receipt.started_at} and has not ended"
        yield Finding("last refresh", not late, words)
    else:
        age = now - datetime.fromisoformat(receipt.ended_at)
        words = f"{receipt.refresh_id} ended {age.total_seconds() / 3600:.1f} hours ago"
        yield Finding("last refresh", age <= within, words if age <= within else f"no run: {words}, over {hours}")
    for words in receipt.needs_a_person:
        yield Finding("needs a person", False, words)
    if receipt.rollback:
        yield Finding("rollback", False, f"readers are held at {receipt.rollback}")
    for words in receipt.paused:
        yield Finding("paused", True, words)


def _snapshot(environment: Environment) -> Iterator[Finding]:
    folder: Path | None = current_snapshot(environment.published_folder)
    if folder is None:
        yield Finding("snapshot", False, f"nothing is published in {environment.published_folder}")
    elif not (folder / MANIFEST).is_file():
        yield Finding("snapshot", False, f"{folder.name} has no manifest")
    elif digest_of(folder) != stated_digest(folder):
        yield Finding("snapshot", False, f"{folder.name} is damaged: its SHA-256 is not the one of the manifest")
    else:
        yield Finding("snapshot", True, f"{folder.name} is whole")
