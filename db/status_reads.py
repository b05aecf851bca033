"""Reads of a program's accreditation on two axes, from the published snapshot. Standard library only."""

import sqlite3
from typing import Any

SOURCES = ("cahiim", "pcap", "school_pages")
"""In the order of trust: the accreditor's own list first, what a school says of itself last."""


AGENCY_OF = {"cahiim": "CAHIIM", "pcap": "AHIMA-PCAP"}
"""Sources that are an agency's own list of everything it has accredited or approved."""


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


def agencies_read(connection: sqlite3.Connection, known_at: str) -> frozenset[str]:
    """The agencies whose list stands in the snapshot, first captured by ``known_at``."""
    statement = "SELECT name FROM v1_source WHERE captured_from IS NOT NULL AND captured_from <= ?"
    return frozenset(AGENCY_OF[row[0]] for row in connection.execute(statement, (known_at,)) if row[0] in AGENCY_OF)


def agencies_unsettled(connection: sqlite3.Connection, institution_id: str) -> frozenset[str]:
    """The agencies that list a program of an institution which could not be tied to one of the directory."""
    statement = "SELECT DISTINCT agency FROM v1_program_accreditation WHERE institution_id = ? AND program_id IS NULL"
    return frozenset(row[0] for row in connection.execute(statement, (institution_id,)))
