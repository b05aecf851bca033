"""Tables of the ledger: refreshes, runs, captures and surprises. The truth about what ran, apart from any scheduler."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from db.columns import Verdict, WebKind, text_enumeration


class Home(SQLModel, table=True):
    """The one fact about this home: which kind of web fills it. Has one row, number 1."""

    number: int = Field(default=1, primary_key=True)
    web_kind: WebKind = Field(sa_type=text_enumeration(WebKind, "web_kind"))
    created_at: datetime
    generation: int = Field(default=0, description="grows whenever what the directory is made from has changed")


class Refresh(SQLModel, table=True):
    """One start of the refresh flow."""

    refresh_id: str = Field(primary_key=True, max_length=64)
    web: str
    scope: str
    arguments: str = Field(description="JSON object of what was asked for")
    started_at: datetime
    ended_at: datetime | None = None
    outcome: str | None = Field(default=None, max_length=32)
    snapshot_id: str | None = Field(default=None, max_length=64)
    summary: str = Field(default="{}", description="JSON object: changes, counts, seconds by step")


class Run(SQLModel, table=True):
    """One crawl of one source, or of one shard of it."""

    run_number: int | None = Field(default=None, primary_key=True)
    run_id: str = Field(unique=True, max_length=128)
    refresh_id: str | None = Field(default=None, max_length=64, index=True)
    source: str = Field(max_length=64, index=True)
    shard: str = Field(default="", max_length=32)
    arguments: str = Field(description="JSON object of the spider arguments that change what is read")
    parser_version: str = Field(max_length=64)
    rules: str = Field(max_length=64, description="digest of the versions of all normalizing rules")
    process: int | None = Field(default=None, description="process id of the crawler while it runs")
    holder: str | None = Field(
        default=None, max_length=200, description="who held the lock that the run was made under"
    )
    started_at: datetime
    ended_at: datetime | None = None
    verdict: Verdict = Field(default=Verdict.running, sa_type=text_enumeration(Verdict, "verdict"))
    reasons: str = Field(default="[]", description="JSON array of the sentences behind the verdict")
    counts: str = Field(default="{}", description="JSON object: records by kind")
    fill: str = Field(default="{}", description="JSON object: share of stated values by kind and field")
    tallies: str = Field(default="{}", description="JSON object: figures about the whole of what was read")
    statistics: str = Field(default="{}", description="JSON object: requests, bytes, seconds and the like")
    finish_reason: str | None = Field(default=None, max_length=64)
    members_of: int | None = Field(
        default=None, description="the run whose members it has: an earlier one when every capture was unchanged"
    )
    hosts_read: str | None = Field(
        default=None, description="JSON array of the hosts that were read to their end; null: the whole source was"
    )
    folded: bool = Field(default=False, description="whether the records table has taken this run in")


class Capture(SQLModel, table=True):
    """The exact bytes of one response, kept in a WARC file."""

    capture_id: str = Field(primary_key=True, max_length=64, description="names the pair of asked URL and body")
    source: str = Field(max_length=64, description="the source that was asked")
    run_number: int = Field(foreign_key="run.run_number", index=True, description="the run that first met it")
    url: str = Field(description="the address that was asked")
    sha256: str = Field(max_length=64, description="SHA-256 of the body as stored, in hex")
    captured_at: datetime = Field(description="when the response came, in UTC")
    status: int = Field(description="HTTP status of the response")
    content_type: str = Field(description="content type as the server gave it")
    size: int = Field(description="length of the body as stored, in bytes")
    warc: str = Field(description="WARC file, relative to the captures folder")
    offset: int = Field(sa_type=sa.BigInteger, description="where the response starts in the WARC file, in bytes")


class RunSurprise(SQLModel, table=True):
    """What a run met and did not expect, grouped by code."""

    __tablename__ = "run_surprise"

    run_number: int = Field(primary_key=True, foreign_key="run.run_number")
    code: str = Field(primary_key=True, max_length=200)
    severity: str = Field(max_length=16)
    occurrences: int
    message: str = Field(description="of the first occurrence")
    url: str = ""
    place: str = ""
    sample: str = ""
