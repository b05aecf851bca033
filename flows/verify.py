"""Verification: every published value is re-read from its capture. Names what does not hold; mends nothing."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console

from db.ledger_reads import capture_files
from db.publish import digest_of, stated_digest
from db.reads import open_snapshot
from flows.report import make_table
from flows.work import work_engine
from pipelines.proof import WordsChecker, wrong_columns
from pipelines.statements import statement_text
from spiders.capture_store import CaptureStore, StoreTrouble
from spiders.captures import CaptureDamaged, read_capture
from spiders.environment import Environment
from spiders.places import PlaceLost, read_places
from spiders.tables import row_place

SHOWN = 50
ACCREDITATION_CLAIMS = {
    "agency_name": "agency", "status": "status", "starts_on": "starts_on", "start_known": "start_known",
    "ended_on": "ended_on", "next_review_on": "next_review_on",
}  # fmt: skip
"""The published columns of an institution's accreditation and the claims that they repeat."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A value that does not hold: of which record or thing, which field, and why."""

    what: str
    field: str
    why: str


@dataclass(slots=True)
class Verification:
    """What was checked and what does not hold."""

    snapshot_id: str
    values: int = 0
    claims: int = 0
    captures: int = 0
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Record:
    key: str
    kind: tuple[str, str]
    place: str
    claims: dict[str, list[Any]]
    usual_places: dict[str, str]


def verify_published(environment: Environment) -> Verification:
    """Check the snapshot in force: its own digest, every cited claim, every published value."""
    engine = work_engine(environment)
    with engine.connect() as connection:
        files = capture_files(connection)
    engine.dispose()
    with open_snapshot(environment.published_folder) as snapshot:
        folder = (environment.published_folder / "current").resolve()
        result = Verification(folder.name)
        _check_file(folder, result)
        by_capture, by_version = _records(snapshot)
        store = CaptureStore.of(environment)
        for capture_id, records in sorted(by_capture.items()):
            result.captures += 1
            _check_capture(environment, store, files.get(capture_id), capture_id, records, result)
        _check_rows(snapshot, by_version, result)
    return result


def _check_file(folder: Any, result: Verification) -> None:
    if digest_of(folder) != stated_digest(folder):
        result.failures.append(Failure("snapshot", "directory.sqlite", "its SHA-256 is not the one of the manifest"))


def _records(snapshot: sqlite3.Connection) -> tuple[dict[str, list[_Record]], dict[str, Any]]:
    readings = {}
    for row in snapshot.execute("SELECT * FROM reading"):
        usual = {name: told["at"] for name, told in json.loads(row["fields"]).items()}
        readings[row["reading_id"]] = ((row["source"], row["kind"]), row["capture_id"], row["member"], usual)
    by_capture: dict[str, list[_Record]] = defaultdict(list)
    by_version = {}
    for row in snapshot.execute("SELECT * FROM source_record"):
        kind, capture_id, member, usual = readings[row["reading_id"]]
        claims = json.loads(row["claims"])
        place = row_place(member, row["place"]) if member else row["place"]
        by_capture[capture_id].append(_Record(row["record_key"], kind, place, claims, usual))
        by_version[row["version_id"]] = (kind, claims)
    return by_capture, by_version


def _check_capture(
    environment: Environment,
    store: CaptureStore | None,
    file: Any,
    capture_id: str,
    records: list[_Record],
    result: Verification,
) -> None:
    asked = list(_asked(records))
    result.claims += len(asked)
    try:
        if file is None:
            raise CaptureDamaged(f"capture {capture_id} is not in the work database")
        warc, offset, digest, content_type, _ = file
        folder = store.folder_with(warc) if store is not None else environment.captures_folder
        body = read_capture(folder, warc, offset, digest).body
        found = read_places(body, content_type, ((place, at) for _, _, place, at in asked))
        checker = WordsChecker()
        for (record, name, _, _), words in zip(asked, found, strict=True):
            if why := checker.wrong(record.kind[1], name, record.claims[name], words):
                result.failures.append(Failure(f"{record.kind[0]} {record.key}", name, why))
    except (CaptureDamaged, PlaceLost, StoreTrouble) as error:
        result.failures += (Failure(f"{r.kind[0]} {r.key}", name, str(error)) for r, name, _, _ in asked)


def _asked(records: list[_Record]) -> Iterator[tuple[_Record, str, str, str]]:
    for record in records:
        for name, claim in record.claims.items():
            at = claim[3] if len(claim) > 3 and claim[3] else record.usual_places[name]
            if at != "none":
                yield record, name, record.place, at


def _check_rows(snapshot: sqlite3.Connection, by_version: dict[str, Any], result: Verification) -> None:
    patterns = {row[0]: json.loads(row[1]) for row in snapshot.execute("SELECT * FROM citation_pattern")}
    for thing in ("institution", "program"):
        for row in snapshot.execute(f"SELECT * FROM {thing}"):  # noqa: S608 - one of two names
            told = dict(row)
            result.values += sum(value is not None for value in told.values())
            for name, why in wrong_columns(thing, told, by_version, patterns):
                result.failures.append(Failure(told[f"{thing}_id"], name, why))
    for row in snapshot.execute("SELECT price_id, amount_min_cents, version_id, claim_field FROM price"):
        result.values += 1
        claim = by_version.get(row["version_id"], ("", {}))[1].get(row["claim_field"])
        if claim is None or claim[0] != row["amount_min_cents"]:
            result.failures.append(Failure(row["price_id"], row["claim_field"], "the claim gives another amount"))
    _check_statements(snapshot, by_version, result)
    for row in snapshot.execute("SELECT * FROM institution_accreditation"):
        claims = by_version.get(row["version_id"], ("", {}))[1]
        for name, claim_name in ACCREDITATION_CLAIMS.items():
            result.values += row[name] is not None
            if (claims.get(claim_name) or [None])[0] != row[name]:
                result.failures.append(Failure(row["accreditation_id"], name, "the claim says something else"))


def _check_statements(snapshot: sqlite3.Connection, by_version: dict[str, Any], result: Verification) -> None:
    for row in snapshot.execute("SELECT statement_id, value, state, version_id, claim_field FROM statement"):
        result.values += row["value"] is not None
        value, _, state = (
            *by_version.get(row["version_id"], ("", {}))[1].get(row["claim_field"], ()),
            None,
            None,
            None,
        )[:3]
        if (statement_text(value), state or "stated") != (row["value"], row["state"]):
            result.failures.append(Failure(row["statement_id"], row["claim_field"], "the claim says something else"))


def show_verification(console: Console, result: Verification) -> None:
    """Print what was checked, and name what does not hold."""
    share = 1 - min(len(result.failures), result.claims) / result.claims if result.claims else 0.0
    console.print(
        f"snapshot {result.snapshot_id}: {result.values:,} published values rest on {result.claims:,} claims in "
        f"{result.captures} captures; {share:.2%} of the claims hold",
        highlight=False,
    )
    if result.failures:
        rows = [(failure.what, failure.field, failure.why) for failure in result.failures[:SHOWN]]
        console.print(make_table(("does not hold", "field", "why"), rows))
        if len(result.failures) > SHOWN:
            console.print(f"and {len(result.failures) - SHOWN:,} more", highlight=False)
