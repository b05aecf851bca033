"""Tables of publication: which snapshots readers were given, and from what."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Publication(SQLModel, table=True):
    """One assembly of the directory, and the snapshot that it was published as."""

    publication: int | None = Field(default=None, primary_key=True)
    fingerprint: str = Field(max_length=64, description="digest of everything that the assembly was made from")
    scope: str
    assembled_at: datetime
    published_at: datetime | None = None
    snapshot_id: str | None = Field(default=None, max_length=64)
    counts: str = Field(default="{}", description="JSON object: rows by table")
    refresh_id: str | None = Field(default=None, max_length=64)
