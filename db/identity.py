"""Tables of identity: ids minted once and never reused, and the records that were linked to a thing."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.columns import ThingKind, text_enumeration


class Identity(SQLModel, table=True):
    """An id for life. ``anchor`` is the source key that it was minted for; a merge names the successor.

    No index holds anchors apart: the id is their digest, so a second row for an anchor would break the primary key.
    """

    __table_args__ = {"sqlite_with_rowid": False}

    thing_id: str = Field(primary_key=True, max_length=32, description="the id: never changed, never reused")
    kind: ThingKind = Field(sa_type=text_enumeration(ThingKind, "thing_kind"), description="institution or program")
    anchor: str = Field(description="source:key for which the id was minted")
    minted_at: datetime = Field(description="capture time of the record that it was minted for")
    successor_id: str | None = Field(default=None, max_length=32, description="the thing that it was merged into")
    retired_at: datetime | None = Field(default=None, description="since when the id only redirects or rests")
    entered_at: datetime | None = Field(
        default=None, description="since when the directory holds it without a break; null while it does not"
    )


class RecordLink(SQLModel, table=True):
    """Which thing a source record is about, how that was found, and how sure it is."""

    __tablename__ = "record_link"

    source: str = Field(primary_key=True, max_length=64, description="the source of the record")
    kind: str = Field(primary_key=True, max_length=64, description="kind of the record")
    record_key: str = Field(primary_key=True, description="the source's own key")
    institution_id: str | None = Field(default=None, max_length=32, description="the linked institution")
    program_id: str | None = Field(default=None, max_length=32, index=True, description="the linked program")
    how: str = Field(max_length=64, description="unitid, name_and_place, ..., or why there is no link")
    score: float = Field(description="0 to 1")
    version_id: str = Field(max_length=32, description="the record version that was linked")
