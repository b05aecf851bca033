"""Reads of a program's accreditation on two axes, from the published snapshot. Standard library only."""

import sqlite3
from typing import Any

SOURCES = ("cahiim", "pcap", "school_pages")
"""In the order of trust: the accreditor's own list first, what a school says of itself last."""


def program_statuses(connection: sqlite3.Connection, program_id: str, on: str, known_at: str) -> list[dict[str, Any]]:
    """The stretches that cover the day ``on`` (ISO) as believed at ``known_at`` (ISO, UTC), the most trusted first."""
    statement = (
        "SELECT s.*, c.url, c.captured_at, json_extract(r.claims, '$.\"' || s.claim_field || '\"[1]') AS words"
        " FROM v1_program_status AS s LEFT JOIN source_record AS r USING (version_id)"
        " LEFT JOIN reading AS g USING (reading_id) LEFT JOIN capture AS c USING (capture_id)"
        " WHERE s.program_id = ? AND s.valid_from <= ? AND (s.valid_until IS NULL OR ? < s.valid_until)"
        " AND s.known_from <= ? AND (s.known_until IS NULL OR ? < s.known_until)"
    )
    rows = connection.execute(statement, (program_id, on, on, known_at, known_at))
    return sorted((_typed(row) for row in rows), key=_trust)


def status_history(connection: sqlite3.Connection, program_id: str) -> list[dict[str, Any]]:
    """Every stretch that was ever believed about a program, in the order in which it became known."""
    statement = "SELECT * FROM v1_program_status WHERE program_id = ? ORDER BY known_from, valid_from, source, agency"
    return [_typed(row) for row in connection.execute(statement, (program_id,))]


def _typed(row: sqlite3.Row) -> dict[str, Any]:
    told = dict(row)
    if told["counts_as_accredited"] is not None:
        told["counts_as_accredited"] = bool(told["counts_as_accredited"])
    return told


def _trust(told: dict[str, Any]) -> tuple[str, int, str]:
    source = told["source"]
    return told["agency"], SOURCES.index(source) if source in SOURCES else len(SOURCES), source
