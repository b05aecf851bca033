"""Building the rows of the directory from merged records: institutions, programs and their prices. Writes nothing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson

from db.columns import Listing
from db.directory_writes import CurrentRecord, columns_of
from db.tables import Institution, Program
from pipelines.changes import listing_of
from pipelines.identity import PatternBook
from pipelines.merge import Claims, Disagreement, SourceKind, merge, read_single, single_plan_for
from pipelines.tables import reference_rows

ANCHOR_SOURCE = "ipeds"
_OUTER = {"program_id", "institution_id", "period", "listing", "evidence", "states"}
INSTITUTION_COLUMNS = columns_of(Institution)
PROGRAM_COLUMNS = columns_of(Program)
INSTITUTION_FIELDS = tuple(name for name in INSTITUTION_COLUMNS if name not in _OUTER)
PROGRAM_FIELDS = tuple(name for name in PROGRAM_COLUMNS if name not in _OUTER)
UNCOMPARED = frozenset({"evidence", "states", "period", "program_id", "institution_id"})
_LISTED = Listing.listed.value
Spoken = tuple[SourceKind, str, Claims]


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
         book.evidence(merged.evidence), _states(merged.states)),
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
         _states(merged.states)),
        merged.disagreements,
    )  # fmt: skip


class ProgramRows:
    """Builds the rows of programs that one record speaks of: the common case, without the general one's objects."""

    def __init__(self, book: PatternBook) -> None:
        self._book = book
        self._plan = single_plan_for("program", PROGRAM_FIELDS, (ANCHOR_SOURCE, "program"))
        self._endings: dict[tuple[str | None, ...], tuple[str, str]] = {}

    def row(self, program_id: str, institution_id: str, period: str, record: CurrentRecord) -> tuple[Any, ...] | None:
        """The row, or None where the general way has to be taken."""
        if self._plan is None or (read := read_single(self._plan, orjson.loads(record.claims))) is None:
            return None
        values, missing = read
        if (ending := self._endings.get(missing)) is None:
            cited, states = self._plan.cited_and_states(missing)
            ending = self._endings[missing] = self._book.id_of(cited), _states(states)
        listing = _LISTED if not record.missing_runs and record.gone_since is None else _listing(record)
        evidence = f'{{"{record.version_id}":"{ending[0]}"}}'
        return (program_id, institution_id, *values, period, listing, evidence, ending[1])


def _listing(record: CurrentRecord) -> str:
    return listing_of(record.missing_runs, record.gone).value


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
def _states(states: tuple[tuple[str, str], ...]) -> str:
    return json.dumps(dict(states), separators=(",", ":"), sort_keys=True) if states else "{}"
