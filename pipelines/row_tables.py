"""The published tables whose rows belong to things: whose row it is, what it is called, which claim is behind a column.

Only descriptions, so that one comparison serves all of them (pipelines.row_changes). Compares and writes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import SQLModel

from db.bulk import table_of
from db.change_parts import RANGES, joined, part_name
from db.directory_writes import columns_of
from db.part_rows import key_columns
from db.tables import InstitutionAccreditation, LevelCost, Price, ProgramAccreditation, ProgramCost, Statement
from pipelines.change_causes import EVERYTHING, PERIOD, WHOLE_CLAIM

Told = Mapping[str, Any]
"""A row as a mapping of its columns."""


@dataclass(frozen=True, slots=True)
class RowTable:
    """How the rows of one table are compared.

    ``thing`` gives kind and id of what a row belongs to, None when that is nothing published; ``label`` names the row
    among those of its thing; ``shown`` is its value in a word. ``compared`` are the names published as changes: a
    column, or a range (db.change_parts). ``claim`` gives the claim behind one of them; a row whose
    ``value_column`` is null has no value that could come or go. ``years`` is the column of the data year, which moves
    for all rows at once, and ``siblings`` says that rows of a thing depend on one another. Rows of a ``group`` of which
    there was none, or is none, come and go with what they belong to: ``always_grouped``, or when the scope moves.
    """

    model: type[SQLModel]
    thing: Callable[[Told], tuple[str, str] | None]
    label: Callable[[Told], str]
    shown: Callable[[Told], Any]
    compared: tuple[str, ...]
    claim: Callable[[Told, str], str]
    value_column: str
    years: str = ""
    siblings: bool = False
    group: tuple[str, ...] = ()
    always_grouped: bool = False

    @property
    def name(self) -> str:
        """The name of the table."""
        return table_of(self.model).name

    @property
    def has_source(self) -> bool:
        """Whether each row is of one source; computed rows are of none."""
        return "source" in columns_of(self.model)

    def told(self, row: tuple[Any, ...]) -> dict[str, Any]:
        """A row as a mapping of its columns."""
        return dict(zip(columns_of(self.model), row, strict=True))

    def key(self, told: Told) -> tuple[Any, ...]:
        """The primary key of a row."""
        return tuple(told[name] for name in key_columns(self.model))

    def part(self, told: Told) -> str:
        """The name of a row among all rows of all tables."""
        return part_name(self.name, self.key(told))

    def value(self, told: Told, name: str) -> Any:
        """What a row says under a compared name; a range as one text."""
        columns = RANGES.get((self.name, name))
        return told[name] if columns is None else joined(*(told[column] for column in columns))


def _of_program_or_institution(told: Told) -> tuple[str, str] | None:
    if told["program_id"]:
        return "program", told["program_id"]
    return ("institution", told["institution_id"]) if told["institution_id"] else None


def _price_claim(told: Told, name: str) -> str:
    claim = str(told["claim_field"])
    return {"academic_year": PERIOD, "imputation_flag": f"{claim}_flag"}.get(name, claim)


def _statement_claim(told: Told, name: str) -> str:
    claim = str(told["claim_field"])
    return {"period": PERIOD, "qualifiers": WHOLE_CLAIM + claim}.get(name, claim)


def _cost(told: Told) -> Any:
    return joined(told["amount_cents"], told["amount_max_cents"])


_COST = ("amount_cents", "total_basis", "includes_fees", "credits", "reason")
_ACCREDITATION_CLAIMS = {"is_current": "is_open", "agency_name": "agency", "grain": EVERYTHING}

PRICES = RowTable(
    Price,
    _of_program_or_institution,
    lambda told: f"price.{told['claim_field']}",
    lambda told: joined(told["amount_min_cents"], told["amount_max_cents"]),
    ("academic_year", "amount_cents", "currency", "basis", "residency", "student_level", "kind", "imputation_flag"),
    _price_claim,
    "amount_min_cents",
    years="academic_year",
)
LEVEL_COSTS = RowTable(
    LevelCost,
    lambda told: ("institution", told["institution_id"]),
    lambda told: f"cost.level_{told['award_level']}.{told['residency']}.{told['academic_year']}",
    _cost,
    ("academic_year", *_COST),
    lambda told, name: EVERYTHING,  # noqa: ARG005 - a cost rests on prices, not on a claim of its own
    "amount_cents",
    years="academic_year",
    group=("institution_id", "award_level"),
    always_grouped=True,
)
PROGRAM_COSTS = RowTable(
    ProgramCost,
    lambda told: ("program", told["program_id"]),
    lambda told: f"cost.{told['residency']}.{told['academic_year']}",
    _cost,
    ("academic_year", "grain", *_COST),
    LEVEL_COSTS.claim,
    "amount_cents",
    years="academic_year",
)
INSTITUTION_ACCREDITATIONS = RowTable(
    InstitutionAccreditation,
    lambda told: ("institution", told["institution_id"]),
    lambda told: f"accreditation.{told['agency'] or told['agency_name']}",
    lambda told: told["status"],
    (
        "agency", "agency_name", "status", "is_current", "starts_on", "start_known", "ended_on", "next_review_on",
        "grain",
    ),
    lambda told, name: _ACCREDITATION_CLAIMS.get(name, name),  # noqa: ARG005 - the same for all rows
    "status",
    siblings=True,
)  # fmt: skip
PROGRAM_ACCREDITATIONS = RowTable(
    ProgramAccreditation,
    _of_program_or_institution,
    lambda told: f"accreditation.{told['agency']}",
    lambda told: told["status"] or "unknown",
    (
        "agency", "status", "counts_as_accredited", "institution_words", "program_words", "level", "field",
        "until_year", "review_year", "listing",
    ),
    lambda told, name: str(told["claim_field"]) if name == "status" else EVERYTHING,
    "agency",
)  # fmt: skip
STATEMENTS = RowTable(
    Statement,
    lambda told: (told["thing_kind"], told["thing_id"]),
    lambda told: f"{told['topic']}.{told['field']}",
    lambda told: told["value"] if told["value"] is not None else told["state"],
    ("period", "topic", "value", "state", "unit", "qualifiers", "grain", "listing"),
    _statement_claim,
    "state",
    years="period",
    group=("thing_kind", "thing_id"),
)
ROW_TABLES = (PRICES, LEVEL_COSTS, PROGRAM_COSTS, INSTITUTION_ACCREDITATIONS, PROGRAM_ACCREDITATIONS, STATEMENTS)
