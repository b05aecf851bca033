"""Tables of what sources state beyond the columns of a thing: single statements, and accreditations of programs.

Every row rests on exactly one claim: ``version_id`` names the record version, ``claim_field`` the claim in it.
"""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from db.columns import Listing, text_enumeration


class StatementSubject(StrEnum):
    """What a statement may be about; programs and institutions by id, the others by their public code."""

    program = "program"
    institution = "institution"
    cip = "cip"
    occupation = "occupation"
    certification = "certification"


class Statement(SQLModel, table=True):
    """One value that one source states about one thing, with what qualifies it."""

    __table_args__ = (sa.Index("ix_statement_thing", "thing_kind", "thing_id"), {"sqlite_with_rowid": False})

    statement_id: str = Field(primary_key=True, max_length=32, description="digest of thing, source, record and claim")
    thing_kind: StatementSubject = Field(
        sa_type=text_enumeration(StatementSubject, "thing_kind"),
        description="program, institution, cip, occupation or certification",
    )
    thing_id: str = Field(max_length=64, description="id of the thing; CIP, SOC or certification code for those")
    topic: str = Field(max_length=32, description="what it belongs to: pay, outlook, outcomes, curriculum, ...")
    field: str = Field(max_length=64, description="what is stated")
    position: int = Field(description="1 for the first of several, in the order of the page")
    value: str | None = Field(default=None, description="the value as text; JSON where it has parts")
    state: str = Field(default="stated", max_length=24, description="value state: says why a value is null")
    unit: str | None = Field(default=None, max_length=24, description="unit of the value")
    qualifiers: str = Field(description="JSON object: year, measure, cohort, pooled_codes and the like")
    period: str = Field(max_length=32, description="data year of the record, where it has one")
    grain: str = Field(max_length=24, description="what the value is measured over: program, institution, cip4_pooled")
    source: str = Field(max_length=64, description="the source that states it")
    listing: Listing = Field(
        sa_type=text_enumeration(Listing, "listing"), description="whether the source still lists the record"
    )
    version_id: str = Field(max_length=32, description="the record version that states it")
    claim_field: str = Field(max_length=64, description="the claim in that version")


class ProgramAccreditation(SQLModel, table=True):
    """What an accreditor, or the school in its accreditor's prescribed words, says of one program at one campus."""

    __tablename__ = "program_accreditation"
    __table_args__ = (sa.Index("ix_program_accreditation_program", "program_id"), {"sqlite_with_rowid": False})

    accreditation_id: str = Field(primary_key=True, max_length=32, description="digest of source, record and claim")
    program_id: str | None = Field(default=None, max_length=32, description="the program; null while none is linked")
    institution_id: str | None = Field(default=None, max_length=32, description="the institution, where linked")
    agency: str = Field(max_length=32, description="acronym of the accreditor, such as CAHIIM or AHIMA-PCAP")
    status: str | None = Field(default=None, max_length=32, description="status code (accreditation_statuses)")
    counts_as_accredited: bool | None = Field(default=None, description="null where the status does not tell")
    institution_words: str | None = Field(default=None, description="the school as printed")
    program_words: str | None = Field(default=None, description="the program as printed")
    level: str | None = Field(default=None, max_length=40, description="credential that the status covers")
    field: str | None = Field(default=None, max_length=40, description="him, health_informatics, coding, ...")
    until_year: str | None = Field(default=None, max_length=4, description="through which year, as stated")
    review_year: str | None = Field(default=None, max_length=4, description="year of the next review, as stated")
    how: str = Field(max_length=200, description="how institution and program were found, or why not")
    listing: Listing = Field(
        sa_type=text_enumeration(Listing, "listing"), description="whether the source still lists the record"
    )
    source: str = Field(max_length=64, description="the source that states it")
    version_id: str = Field(max_length=32, description="the record version that states it")
    claim_field: str = Field(max_length=64, description="the claim that gives the status")


class ProgramStatus(SQLModel, table=True):
    """One stretch of a program's accreditation on two axes: when it held, and when that was believed."""

    __tablename__ = "program_status"
    __table_args__ = (sa.Index("ix_program_status_program", "program_id"), {"sqlite_with_rowid": False})

    status_id: str = Field(primary_key=True, max_length=32, description="digest of the record, both spans and status")
    program_id: str = Field(max_length=32, description="the program")
    agency: str = Field(max_length=32, description="acronym of the accreditor")
    status: str = Field(max_length=32, description="accredited, probation, candidate, withdrawn, not_listed, ...")
    counts_as_accredited: bool | None = Field(default=None, description="null where the status does not tell")
    valid_from: str = Field(max_length=10, description="ISO date from which it holds")
    valid_until: str | None = Field(default=None, max_length=10, description="ISO date from which it holds no more")
    known_from: datetime = Field(description="from when this was believed")
    known_until: datetime | None = Field(default=None, description="until when this was believed; null: still")
    basis: str = Field(max_length=16, description="stated: the source gives the day; observed: we read it then")
    reason: str = Field(description="why it is unknown or not listed; else empty")
    level: str | None = Field(default=None, max_length=40, description="credential that the status covers")
    field: str | None = Field(default=None, max_length=40, description="him, health_informatics, coding, ...")
    source: str = Field(max_length=64, description="the source that states it")
    version_id: str | None = Field(default=None, max_length=32, description="record version behind it")
    claim_field: str | None = Field(default=None, max_length=64, description="the claim in that version")
