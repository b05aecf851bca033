"""Tables of identity: ids minted once and never reused, their readable names, and the records linked to a thing."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.columns import ThingKind, text_enumeration


class Identity(SQLModel, table=True):
    """An id for life. ``anchor`` is the source key that it was minted for; a merge names the successor.

    No index holds anchors apart: an id is minted as their digest and only where none is known, and a file of
    identities is checked before it is loaded.
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


class InstitutionSlug(SQLModel, table=True):
    """A readable name in addresses, such as ohio/sinclair-community-college; never given to another institution."""

    __tablename__ = "institution_slug"
    __table_args__ = {"sqlite_with_rowid": False}

    slug: str = Field(primary_key=True, max_length=200, description="state and name, in lower case with hyphens")
    institution_id: str = Field(max_length=32, description="the institution that it leads to, for ever")
    is_current: bool = Field(description="false when the institution has another slug now")
    since: datetime = Field(description="since when it leads there")


class AwardLevel(SQLModel, table=True):
    """An award level of IPEDS, with the word that stands for it in the slug of a program."""

    __tablename__ = "award_level"
    __table_args__ = {"sqlite_with_rowid": False}

    award_level: str = Field(primary_key=True, max_length=4, description="IPEDS award level code")
    credential: str = Field(max_length=40, description="kind of credential")
    label: str = Field(description="the words of IPEDS")
    slug_word: str = Field(max_length=60, description="the last part of a program's slug")


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
