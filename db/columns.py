"""Column types and vocabularies that tables share. Enumerations are stored as their text, checked by the database.

May not know a table, a source or a rule about the field.
"""

from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


@compiles(AutoString, "postgresql")
def _text_without_limit(_kind: AutoString, _compiler: Any, **_options: Any) -> str:
    """SQLite keeps text of any length, so that PostgreSQL must too: a night may not fail on one of them alone."""
    return "VARCHAR"


class Verdict(StrEnum):
    """What was decided about a run. Only an accepted run may change the directory."""

    running = "running"
    accepted = "accepted"
    quarantined = "quarantined"
    abandoned = "abandoned"


class WebKind(StrEnum):
    """Where responses came from; one home holds one kind."""

    live = "live"
    sample = "sample"
    tree = "tree"


class Cause(StrEnum):
    """Why a published value moved."""

    source = "source"
    parser = "parser"
    rule = "rule"
    correction = "correction"
    merge = "merge"
    absence = "absence"
    backfill = "backfill"


class ThingKind(StrEnum):
    """The kinds of resolved things that have an id for life."""

    institution = "institution"
    program = "program"


class Listing(StrEnum):
    """Whether the sources still list a thing: confirmed by the last run, missing but not proven gone, or gone."""

    listed = "listed"
    unconfirmed = "unconfirmed"
    unlisted = "unlisted"


def text_enumeration(enumeration: type[StrEnum], name: str) -> Any:
    """A column type that stores the member's text and refuses all else; the database's check is in ``check_texts``."""
    return sa.Enum(
        enumeration,
        name=name,
        native_enum=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
        create_constraint=False,
        validate_strings=True,
    )


def check_texts(table: sa.Table) -> None:
    """Give a table a check for each of its enumerations.

    Written as equalities: SQLite builds a set for every row to check an IN, which doubles the time of a bulk write.
    """
    for column in table.columns:
        if isinstance(column.type, sa.Enum):
            equalities = " OR ".join(f"{column.name} = '{member}'" for member in column.type.enums)
            table.append_constraint(sa.CheckConstraint(equalities, name=column.name))
