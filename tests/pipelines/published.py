"""What a directory publishes, without its proofs: to hold a told past against what was published then."""

import sqlite3
from datetime import date, timedelta
from typing import Any

from tests.pipelines.made_runs import FIRST_DAY

COMPARED = {
    "institution": "institution_id", "program": "program_id", "price": "price_id",
    "level_cost": "institution_id, award_level, residency, academic_year",
    "program_cost": "program_id, residency, academic_year", "institution_accreditation": "accreditation_id",
    "statement": "statement_id",
}  # fmt: skip
PROOFS = {"evidence", "states", "version_id", "parts", "source", "claim_field"}


def day(number: int) -> date:
    return (FIRST_DAY + timedelta(days=number)).date()


def published(connection: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    """Every published value without its proof; costs that cannot be told are no values."""
    connection.row_factory = sqlite3.Row
    found = {}
    for table, order in COMPARED.items():
        condition = "WHERE amount_cents IS NOT NULL" if table.endswith("cost") else ""
        rows = connection.execute(f"SELECT * FROM {table} {condition} ORDER BY {order}")  # noqa: S608 - names written above
        found[table] = [{name: value for name, value in dict(row).items() if name not in PROOFS} for row in rows]
    held = {row["institution_id"] for row in found["institution"]}
    levels = {(row["institution_id"], row["award_level"]) for row in found["program"]}
    things = held | {row["program_id"] for row in found["program"]}
    found["price"] = [r for r in found["price"] if (r["program_id"] or r["institution_id"]) in things]
    found["level_cost"] = [r for r in found["level_cost"] if (r["institution_id"], r["award_level"]) in levels]
    for table in ("program_cost", "institution_accreditation"):
        found[table] = [r for r in found[table] if (r.get("program_id") or r["institution_id"]) in things]
    return found


def differences(told: dict[str, list[dict[str, Any]]], wanted: dict[str, list[dict[str, Any]]]) -> list[Any]:
    """The rows that stand on one side alone, with their table."""
    found: list[Any] = []
    for table in wanted:
        found += [(table, "told", row) for row in told[table] if row not in wanted[table]]
        found += [(table, "published", row) for row in wanted[table] if row not in told[table]]
    return found
