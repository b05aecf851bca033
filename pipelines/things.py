"""Building the rows of the directory from merged records: institutions, programs and their prices. Writes nothing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson

from db.directory_writes import CurrentRecord, columns_of
from db.tables import Institution, Program
from pipelines.changes import listing_of
from pipelines.identity import PatternBook
from pipelines.merge import Claims, Disagreement, SourceKind, merge
from pipelines.tables import reference_rows

ANCHOR_SOURCE = "ipeds"
_OUTER = {"program_id", "institution_id", "period", "listing", "evidence", "states", "known_from", "campus"}
INSTITUTION_COLUMNS = columns_of(Institution)
PROGRAM_COLUMNS = columns_of(Program)
INSTITUTION_FIELDS = tuple(name for name in INSTITUTION_COLUMNS if name not in _OUTER)
PROGRAM_FIELDS = tuple(name for name in PROGRAM_COLUMNS if name not in _OUTER)
UNCOMPARED = frozenset({"evidence", "states", "period", "program_id", "institution_id"})
Spoken = tuple[SourceKind, str, Claims]
COUNTED = (ANCHOR_SOURCE, "")
"""The last columns of a program that IPEDS counts: it knows no campus below the institution."""


@dataclass(frozen=True, slots=True)
class Built:
    """A row of the directory with the claims that were not chosen."""

    row: tuple[Any, ...]
    disagreements: list[Disagreement]


def build_institution(institution_id: str, period: str, record: CurrentRecord, book: PatternBook) -> Built:
    """The row of an institution from its IPEDS record."""
    records: list[Spoken] = [((ANCHOR_SOURCE, "institution"), record.version_id, orjson.loads(record.claims))]
    merged = merge("institution", INSTITUTION_FIELDS, records)
    return Built(
        (institution_id, *merged.values, period, listing_of(record.missing_runs, record.gone).value,
         book.evidence(merged.evidence), states_json(merged.states)),
        merged.disagreements,
    )  # fmt: skip


def build_program(
    program_id: str, institution_id: str, period: str, record: CurrentRecord, others: list[Spoken], book: PatternBook
) -> Built:
    """The row of a program from its IPEDS record and what other sources say of it."""
    records: list[Spoken] = [((ANCHOR_SOURCE, "program"), record.version_id, orjson.loads(record.claims)), *others]
    merged = merge("program", PROGRAM_FIELDS, records)
    return Built(
        (program_id, institution_id, *merged.values, period,
         listing_of(record.missing_runs, record.gone).value, book.evidence(merged.evidence),
         states_json(merged.states), *COUNTED),
        merged.disagreements,
    )  # fmt: skip


def build_prices(institution_id: str, period: str, record: CurrentRecord) -> Iterator[tuple[Any, ...]]:
    """The prices of an institution, each with its basis, residency and year; a price that is not stated has no row."""
    claims: Mapping[str, list[Any]] = orjson.loads(record.claims)
    for meaning in reference_rows("ipeds_prices"):
        told = claims.get(meaning["claim"])
        if told is None or told[0] is None:
            continue
        flag = claims.get(f"{meaning['claim']}_flag", [None])[0]
        yield (
            f"{institution_id}/{meaning['claim']}", "institution", institution_id, None, told[0], told[0], "USD",
            meaning["basis"], meaning["residency"], meaning["student_level"] or None,
            meaning["kind"], period, flag, ANCHOR_SOURCE, record.version_id, meaning["claim"],
        )  # fmt: skip


@cache
def states_json(states: tuple[tuple[str, str], ...]) -> str:
    """The stored states of a thing: field -> value state, as JSON."""
    return json.dumps(dict(states), separators=(",", ":"), sort_keys=True) if states else "{}"
