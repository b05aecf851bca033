"""Tables of the directory: what we now believe. Every value cites a claim through ``evidence``.

``evidence`` is a JSON object: record version id -> number of a citation pattern, which lists the fields that rest on
that version (``field``, or ``field=claim`` where the two names differ).
``states`` is a JSON object: field -> value state, for each field that is null.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from db.columns import Cause, Listing, text_enumeration
from db.statements import StatementSubject

EVIDENCE = "JSON object: record version id -> pattern_id of the fields that rest on it (see citation_pattern)"
STATES = "JSON object: field -> value state, for each field that is null"


class CitationPattern(SQLModel, table=True):
    """A list of fields that rest on one record version; few lists serve very many things."""

    __tablename__ = "citation_pattern"

    pattern_id: str = Field(primary_key=True, max_length=16, description="digest of the list")
    fields: str = Field(description="JSON array of field, or field=claim where the two names differ")


class Institution(SQLModel, table=True):
    """An institution that offers at least one program of the directory."""

    __table_args__ = {"sqlite_with_rowid": False}

    institution_id: str = Field(primary_key=True, max_length=32, description="id for life")
    unitid: str = Field(unique=True, max_length=6, description="IPEDS UNITID, 6 digits")
    opeid: str | None = Field(default=None, max_length=8, description="OPE ID, 8 digits")
    name: str = Field(description="name as published by IPEDS")
    alias: str | None = Field(default=None, description="other names, as published")
    street: str | None = Field(default=None, description="street address")
    city: str | None = Field(default=None, description="city, in proper case")
    state: str | None = Field(default=None, max_length=2, description="USPS code")
    zip: str | None = Field(default=None, max_length=10, description="ZIP or ZIP+4")
    county: str | None = Field(default=None, description="county name")
    county_fips: str | None = Field(default=None, max_length=5, description="county FIPS code, from IPEDS by UNITID")
    latitude: str | None = Field(default=None, description="degrees, as published by IPEDS")
    longitude: str | None = Field(default=None, description="degrees, as published by IPEDS")
    phone: str | None = Field(default=None, description="general telephone number, digits")
    website: str | None = Field(default=None, description="absolute address")
    control: str | None = Field(default=None, description="public, private nonprofit or private for-profit")
    level: str | None = Field(default=None, description="four-year, two-year or less than two-year")
    sector: str | None = Field(default=None, description="IPEDS sector code")
    locale: str | None = Field(default=None, description="IPEDS locale code")
    system_name: str | None = Field(default=None, description="multi-institution organization")
    activity: str | None = Field(default=None, description="IPEDS status of the institution (ACT)")
    closed_on: str | None = Field(default=None, description="date closed, as published")
    successor_unitid: str | None = Field(default=None, max_length=6, description="UNITID it was combined into")
    period: str = Field(max_length=32, description="data year of the values")
    listing: Listing = Field(
        sa_type=text_enumeration(Listing, "listing"), description="whether IPEDS still lists the institution"
    )
    evidence: str = Field(description=EVIDENCE)
    states: str = Field(description=STATES)


class Program(SQLModel, table=True):
    """One credential in one CIP from one institution."""

    __table_args__ = {"sqlite_with_rowid": False}

    program_id: str = Field(primary_key=True, max_length=32, description="id for life")
    institution_id: str = Field(max_length=32, description="the institution that awards it")
    unitid: str = Field(max_length=6, description="IPEDS UNITID of the institution")
    cip: str = Field(max_length=7, description="six-digit CIP 2020 code, as text")
    award_level: str = Field(
        max_length=4,
        description="IPEDS award level code; cert or doct where only a certificate or doctorate is told (award_level)",
    )
    credential: str = Field(max_length=40, description="kind of credential, derived from the award level")
    name: str | None = Field(default=None, description="the program's own name, when a source prints one")
    completions: int | None = Field(default=None, description="awards conferred in the data year")
    completions_men: int | None = Field(default=None, description="awards conferred to men")
    completions_women: int | None = Field(default=None, description="awards conferred to women")
    completions_flag: str | None = Field(default=None, description="IPEDS imputation flag of the completions")
    zero_completions: bool | None = Field(
        default=None, description="true when the source states 0: offered, but nobody graduated that year"
    )
    period: str = Field(max_length=32, description="data year of the completions; empty where IPEDS counts none")
    listing: Listing = Field(
        sa_type=text_enumeration(Listing, "listing"), description="whether the sources still list the program"
    )
    evidence: str = Field(description=EVIDENCE)
    states: str = Field(description=STATES)
    known_from: str = Field(
        default="ipeds",
        sa_column_kwargs={"server_default": "ipeds"},
        max_length=64,
        description="the source that makes it a program: ipeds where IPEDS counts it; otherwise completions are not"
        " known, and CIP and award level follow from field and level",
    )
    campus: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        max_length=60,
        description="the campus that an accreditor tells apart from the institution's own; else empty",
    )


class Price(SQLModel, table=True):
    """One price with its basis, residency and year. An institution's price is never a program's."""

    __table_args__ = {"sqlite_with_rowid": False}

    price_id: str = Field(primary_key=True, max_length=80, description="derived from what the price is for")
    grain: str = Field(max_length=16, description="institution or program")
    institution_id: str = Field(max_length=32, description="the institution that charges it")
    program_id: str | None = Field(default=None, max_length=32, description="the program, when the grain is program")
    amount_min_cents: int = Field(sa_type=sa.BigInteger, description="lowest amount, US cents")
    amount_max_cents: int = Field(sa_type=sa.BigInteger, description="highest amount, US cents")
    currency: str = Field(default="USD", max_length=3, description="ISO 4217")
    basis: str = Field(max_length=24, description="what the amount buys: per_year, per_credit, ...")
    residency: str = Field(max_length=16, description="in_district, in_state, out_of_state, online, international, any")
    student_level: str | None = Field(default=None, max_length=16, description="undergraduate or graduate")
    kind: str = Field(max_length=24, description="tuition, fee, tuition_and_fees, books, ...")
    academic_year: str | None = Field(default=None, max_length=16, description="such as 2022-23")
    imputation_flag: str | None = Field(default=None, max_length=4, description="IPEDS imputation flag")
    source: str = Field(max_length=64, description="the source that states it")
    version_id: str = Field(max_length=32, description="the record version that states it")
    claim_field: str = Field(description="the claim in that version")


class _Cost(SQLModel):
    """What a whole program costs, computed from prices, or the reason why that cannot be said."""

    residency: str = Field(primary_key=True, max_length=16, description="for whom, as in price; any: not told apart")
    academic_year: str = Field(primary_key=True, max_length=16, description="such as 2022-23; unknown without a price")
    amount_cents: int | None = Field(
        default=None, sa_type=sa.BigInteger, description="US cents for the whole program; the lower end of a range"
    )
    amount_max_cents: int | None = Field(
        default=None, sa_type=sa.BigInteger, description="the higher end; the same where the prices are no range"
    )
    total_basis: str | None = Field(
        default=None,
        max_length=24,
        description="what it was computed from: a stated price or length of the program, or default_years and"
        " default_credits, the least that the award level asks",
    )
    includes_fees: bool | None = Field(default=None, description="true with required fees, false for tuition only")
    credits: str | None = Field(default=None, description="semester hours it was computed from, where it was")
    reason: str | None = Field(default=None, max_length=32, description="why there is no amount")
    parts: str = Field(
        description="JSON object: price_id -> how often it is paid (prices), price_id -> why not (left_out), record"
        " versions without a price of their own (versions), the default, conversions and assumptions"
    )


class _LevelKey(SQLModel):
    institution_id: str = Field(primary_key=True, max_length=32, description="the institution that charges it")
    award_level: str = Field(primary_key=True, max_length=4, description="IPEDS award level code")


class _ProgramKey(SQLModel):
    program_id: str = Field(primary_key=True, max_length=32, description="the program")
    grain: str = Field(max_length=16, description="program, or institution where it rests on the institution's price")


class LevelCost(_Cost, _LevelKey, table=True):
    """The cost of a program of an award level from its institution's prices: the same for all its programs.

    The key stands in a base of its own that is named last, because columns come in the order of the last base first.
    """

    __tablename__ = "level_cost"
    __table_args__ = {"sqlite_with_rowid": False}


class ProgramCost(_Cost, _ProgramKey, table=True):
    """The cost of a program of which a price or a length is known; it stands in place of the cost of its level."""

    __tablename__ = "program_cost"
    __table_args__ = {"sqlite_with_rowid": False}


class InstitutionAccreditation(SQLModel, table=True):
    """What an agency reported about an institution as a whole. Never a program's accreditation."""

    __tablename__ = "institution_accreditation"
    __table_args__ = {"sqlite_with_rowid": False}

    accreditation_id: str = Field(primary_key=True, max_length=80, description="the institution and the record's key")
    institution_id: str = Field(max_length=32, description="the institution that it is shown for")
    agency: str | None = Field(default=None, max_length=32, description="the agency's present acronym, where known")
    agency_name: str = Field(description="the agency, as published")
    status: str = Field(max_length=24, description="accredited, preaccredited or denied; it may have ended since")
    is_current: bool = Field(description="true when it says accredited and has no end date")
    starts_on: str | None = Field(default=None, max_length=10, description="ISO date")
    start_known: str | None = Field(default=None, max_length=16, description="actual or estimated")
    ended_on: str | None = Field(default=None, max_length=10, description="ISO date; null when it has not ended")
    next_review_on: str | None = Field(default=None, max_length=10, description="ISO date of the next review")
    grain: str = Field(
        max_length=24, description="own_location, or parent_institution when only the institution above has an open one"
    )
    source: str = Field(max_length=64, description="the source that states it")
    version_id: str = Field(max_length=32, description="the record version that states it")


class Discrepancy(SQLModel, table=True):
    """Two sources that disagree on one field of one thing; both proofs stay."""

    thing_id: str = Field(primary_key=True, max_length=32, description="the thing they speak of")
    field: str = Field(primary_key=True, max_length=64, description="the field they disagree on")
    version_id: str = Field(primary_key=True, max_length=32, description="record version that was not chosen")
    claim_field: str = Field(description="its claim")
    value: str = Field(description="what it says")
    chosen_version_id: str = Field(max_length=32, description="record version that was chosen")
    chosen_value: str = Field(description="what is published")
    rule: str = Field(description="why that one was chosen")


class Change(SQLModel, table=True):
    """One field of one thing moved from one value to another, with the cause."""

    change_number: int | None = Field(default=None, primary_key=True, description="in order of publication")
    thing_kind: StatementSubject = Field(
        sa_type=text_enumeration(StatementSubject, "thing_kind"),
        description="institution or program; cip, occupation or certification for statements about those",
    )
    thing_id: str = Field(max_length=64, index=True, description="the thing that changed; * for all of a kind at once")
    field: str = Field(
        max_length=300,
        description="the field, or row and column where the value is that of a row; * for the whole thing or row",
    )
    old: str | None = Field(default=None, description="value before; null when there was none")
    new: str | None = Field(default=None, description="value after; null when there is none")
    cause: Cause = Field(sa_type=text_enumeration(Cause, "cause"), description="why it moved")
    source: str | None = Field(default=None, max_length=64, description="the source whose record moved it")
    version_id: str | None = Field(default=None, max_length=32, description="the record version behind the new value")
    known_at: datetime = Field(description="capture time of what moved it")
    run_number: int | None = Field(default=None, description="the run that brought it")
    publication: int = Field(index=True, description="number of the publication that first showed it")
    part: str | None = Field(default=None, description="table and key of the row that moved, where it is no field")
    whole: str | None = Field(
        default=None, description="JSON object: a row that left, with all its columns; how many rows, for a summed move"
    )
