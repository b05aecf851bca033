"""Taking in the operator's file of corrections: its bytes are kept as WARC like any page, its rows staged as a run.

So every corrected value has its proof, and the ledger tells when which correction came and went. Applies none of them.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.engine import Connection, Engine

from db import ledger, overrides, staging
from db.columns import Verdict
from flows.work import new_id
from pipelines.claims import Versions, read_record
from pipelines.override_fields import KIND, SOURCE
from pipelines.override_file import BadOverrideFile, OverrideRow, override_records, override_rows
from pipelines.rules import rules_digest
from spiders.capture_store import CaptureStore, StoreTrouble
from spiders.environment import Environment
from spiders.warc import WarcFile, capture_id

FILE = "overrides.csv"
URL = f"decisions://home/{FILE}"
PARSER_VERSION = "1"
CONTENT_TYPE = "text/csv; charset=utf-8"
CARD = {
    "name": SOURCE,
    "title": "Corrections by hand",
    "publisher": "The operator of this directory",
    "home_url": URL,
    "gives": "Values that a person corrected, each with its evidence and the last day on which it holds.",
    "terms": "",
    "terms_url": "",
    "license": "",
    "cadence": "when needed",
    "freshness_days": 0,
    "proof": "proof",
    "verified_live": "not applicable",
    "parser_version": PARSER_VERSION,
}
"""What readers are told of the pseudo-source."""


def take_in_corrections(engine: Engine, environment: Environment) -> list[str]:
    """Stage the file as a run if it has changed; what is wrong with it, in words. No file is an empty one."""
    path = environment.decisions_folder / FILE
    body = path.read_bytes() if path.is_file() else b""
    with engine.connect() as connection:
        last = overrides.last_correction_run(connection, SOURCE)
    if last is None and not body:
        return []
    try:
        rows = list(override_rows(body)) if body else []
    except BadOverrideFile as error:
        return [f"{path}: {error}; the corrections stay as they were"]
    problems = [f"{path}, row {row.number}: {row.problem}; it is left out" for row in rows if row.problem]
    arguments = {"sha256": hashlib.sha256(body).hexdigest(), "parser": PARSER_VERSION}
    if last != (ledger.encode(arguments), rules_digest()):
        _stage(engine, environment, body, rows, arguments)
    return problems + _put_into_store(environment)


def _put_into_store(environment: Environment) -> list[str]:
    """Put what was kept into the object store, if there is one; what went wrong. It is tried again each night."""
    store = CaptureStore.of(environment)
    try:
        if store is not None:
            store.put_closed(SOURCE)
    except StoreTrouble as trouble:
        return [str(trouble)]
    return []


def _stage(
    engine: Engine, environment: Environment, body: bytes, rows: list[OverrideRow], arguments: dict[str, str]
) -> None:
    run_id, at = new_id(SOURCE), datetime.now(UTC).replace(microsecond=0)
    digest = arguments["sha256"]
    identity = capture_id(URL, digest)
    read = [read_record(record, PARSER_VERSION) for record in override_records(iter(rows), identity)]
    with engine.begin() as connection:
        start = ledger.RunStart(run_id, SOURCE, arguments, PARSER_VERSION, rules_digest())
        number = ledger.start_run(connection, start)
        if not overrides.capture_is_known(connection, identity):
            name = f"{SOURCE}/{run_id}.warc.gz"
            offset = _keep(environment, name, body, at, digest)
            row = (identity, SOURCE, number, URL, digest, at, 200, CONTENT_TYPE, len(body), name, offset)
            staging.add_captures(connection, [row])
        _add_records(connection, number, identity, read)
        ledger.add_surprises(connection, number, [_surprise(row) for row in rows if row.problem][:1])
        figures: dict[str, Any] = {"counts": {KIND: len(read)}, "members_of": number, "finish_reason": "finished"}
        ledger.end_run(connection, number, Verdict.accepted, **figures)


def _keep(environment: Environment, name: str, body: bytes, at: datetime, digest: str) -> int:
    """Write the file's bytes as WARC; the offset of the record."""
    warc = WarcFile(environment.captures_folder / name, {"source": SOURCE, "software": "himdir", "format": "WARC/1.0"})
    try:
        return warc.write_response(URL, at, 200, [("Content-Type", CONTENT_TYPE)], body, digest)
    finally:
        warc.close()


def _add_records(connection: Connection, number: int, identity: str, read: list[Versions]) -> None:
    for versions in read:
        reading = versions.reading.row
        staging.add_readings(connection, [reading])
        told = zip(versions.ids, versions.keys, versions.places, versions.claims, strict=True)
        staging.add_versions(connection, [(one, reading[0], *rest, number) for one, *rest in told])
        staging.add_members(connection, [(number, one, identity) for one in versions.ids])


def _surprise(row: OverrideRow) -> dict[str, Any]:
    return {
        "code": "wrong_correction", "severity": "warning", "occurrences": 1, "message": row.problem,
        "url": URL, "place": f"csv:#row={row.number}", "sample": row.cells.get("field", "")[:200],
    }  # fmt: skip
