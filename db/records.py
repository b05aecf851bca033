"""Tables of what sources said: readings, record versions with their claims, membership of runs, and record states.

A claim is stored in ``record_version.claims``, a JSON object that maps a field to the array
``[value, text, state, at, qualifiers]`` without its trailing nulls: ``text`` null means that the words are the value
itself, ``state`` null means stated, ``at`` null means the column that the reading names for the field.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Reading(SQLModel, table=True):
    """One capture read one way: of which kind and year its records are, by which parser, under which rules."""

    reading_id: str = Field(primary_key=True, max_length=32, description="digest of everything else in the row")
    source: str = Field(max_length=64, description="the source")
    kind: str = Field(max_length=64, description="kind of the records")
    period: str = Field(default="", max_length=32, description="the data year that the values speak of")
    capture_id: str = Field(max_length=64, description="the capture that was read")
    member: str = Field(default="", description="the file inside the capture, for rows of a table")
    parser_version: str = Field(max_length=64, description="version of the source's parser")
    fields: str = Field(description="JSON object: field -> {rule, version, at}; at is the column, where it is one")


class RecordVersion(SQLModel, table=True):
    """What one source said about one thing, as long as it said the same."""

    __tablename__ = "record_version"
    __table_args__ = {"sqlite_with_rowid": False}

    version_id: str = Field(primary_key=True, max_length=32, description="digest of source, key and claims")
    reading_id: str = Field(max_length=32, description="the reading in which it was first met")
    record_key: str = Field(description="the source's own key")
    place: str = Field(description="where in the capture: a row number for tables, else a place")
    claims: str = Field(description="JSON object: field -> [value, words, state, at, qualifiers], shortened")
    run_number: int = Field(description="the run that first met it")


class RunMember(SQLModel, table=True):
    """Which record versions a run met, and in which capture."""

    __tablename__ = "run_member"
    __table_args__ = {"sqlite_with_rowid": False}

    run_number: int = Field(primary_key=True)
    version_id: str = Field(primary_key=True, max_length=32)
    capture_id: str = Field(max_length=64)


class Record(SQLModel, table=True):
    """The present state of a source record, folded from the accepted runs in their order."""

    __table_args__ = (
        sa.Index("ix_record_missing", "source", sqlite_where=sa.text("missing_runs > 0")),
        {"sqlite_with_rowid": False},
    )

    source: str = Field(primary_key=True, max_length=64)
    kind: str = Field(primary_key=True, max_length=64)
    record_key: str = Field(primary_key=True)
    version_id: str = Field(max_length=32)
    previous_version_id: str | None = Field(default=None, max_length=32)
    run_number: int = Field(description="the run that brought the present version")
    missing_runs: int = Field(default=0, description="accepted runs apart in time that did not meet it")
    missing_since: datetime | None = None
    missing_counted_at: datetime | None = None
    gone_since: datetime | None = None


class RecordMove(SQLModel, table=True):
    """One move of a record after its source was first taken in: it appeared, changed, was proven gone, or returned.

    ``from_version`` null: it appeared or returned. ``to_version`` null: it is gone. A first load leaves no moves.
    """

    __tablename__ = "record_move"
    __table_args__ = {"sqlite_with_rowid": False}

    source: str = Field(primary_key=True, max_length=64)
    kind: str = Field(primary_key=True, max_length=64)
    record_key: str = Field(primary_key=True)
    run_number: int = Field(primary_key=True, index=True, description="the run that showed it")
    from_version: str | None = Field(default=None, max_length=32)
    to_version: str | None = Field(default=None, max_length=32)
    known_at: datetime = Field(description="capture time of new bytes; else when the run that met them started")
    capture_id: str | None = Field(default=None, max_length=64, description="where it was met; null: gone")
