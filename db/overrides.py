"""Corrections by hand: each with its evidence and expiry, and how it stands against what the source says now."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import Field, SQLModel

from db.bulk import insert_rows, table_of
from db.columns import Verdict, text_enumeration
from db.runs import Capture, Run


class OverrideState(StrEnum):
    """How a correction stands: in force, retired as the source agrees, expired, or in force and to be looked at."""

    active = "active"
    agreed = "agreed"
    expired = "expired"
    source_moved = "source_moved"
    no_such_value = "no_such_value"


class Override(SQLModel, table=True):
    """A value that a person has corrected, with the evidence for it. The published value cites ``version_id``."""

    __tablename__ = "override"
    __table_args__ = {"sqlite_with_rowid": False}

    thing_id: str = Field(primary_key=True, max_length=32, description="the program or institution")
    field: str = Field(primary_key=True, max_length=200, description="the field, or price.NAME, or topic.field")
    value: str = Field(description="what it says instead, as written by the person")
    source_value: str | None = Field(default=None, description="what the source says now")
    instead_of: str | None = Field(default=None, description="what the source said when the correction was made")
    state: OverrideState = Field(
        sa_type=text_enumeration(OverrideState, "state"),
        description="active, agreed (retired: the source says the same), expired, source_moved (in force, but the"
        " source says a third thing now), or no_such_value",
    )
    who: str = Field(max_length=200, description="who decided")
    decided_on: str = Field(max_length=10, description="ISO date")
    expires_on: str = Field(max_length=10, description="ISO date, the last day on which it holds")
    evidence: str = Field(description="address of a page, or words")
    version_id: str = Field(max_length=32, description="the record version of the correction")


OVERRIDE = table_of(Override)
COLUMNS = tuple(OVERRIDE.c.keys())


def standing_overrides(connection: Connection) -> list[dict[str, Any]]:
    """All corrections as the last assembly left them, by thing and field."""
    statement = sa.select(OVERRIDE).order_by(OVERRIDE.c.thing_id, OVERRIDE.c.field)
    return [dict(row._mapping) for row in connection.execute(statement)]


def replace_overrides(connection: Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Replace all rows, given in the order of COLUMNS."""
    connection.execute(sa.delete(OVERRIDE))
    insert_rows(connection, Override, COLUMNS, rows)


def last_correction_run(connection: Connection, source: str) -> tuple[str, str] | None:
    """Arguments and rules of the newest accepted run of the corrections; None when there was none."""
    run = table_of(Run)
    statement = sa.select(run.c.arguments, run.c.rules).where(run.c.source == source, run.c.verdict == Verdict.accepted)
    row = connection.execute(statement.order_by(run.c.run_number.desc()).limit(1)).first()
    return (row[0], row[1]) if row else None


def capture_is_known(connection: Connection, capture_id: str) -> bool:
    """Whether these bytes are kept already."""
    capture = table_of(Capture)
    statement = sa.select(capture.c.capture_id).where(capture.c.capture_id == capture_id)
    return connection.execute(statement).first() is not None
