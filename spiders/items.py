"""Raw items: what a page said, word for word, with the place of each word. The one contract other rooms import.

Texts are verbatim: nothing here is cleaned, converted or looked up. Field names are the project's words, chosen by
the spider that binds a site's columns or selectors to them.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(max_length=200_000)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class RawItem(BaseModel):
    """What every item carries: the source it was read from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Name


class CaptureNote(RawItem):
    """One response as it was kept: written before anybody read it.

    ``capture_id`` names the pair of asked URL and body; ``sha256`` is of the body as stored (still content-encoded);
    ``warc`` is relative to the captures folder, ``offset`` in bytes. ``captured_at`` is aware UTC.
    """

    capture_id: Name
    url: str
    sha256: str
    captured_at: datetime
    status: int
    content_type: str
    size: int
    warc: str
    offset: int


class RawValue(BaseModel):
    """One verbatim text, the field it speaks of, and where in the record's place it stands (see spiders.places)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: Name
    text: Text
    at: Name
    qualifiers: dict[str, str] = {}


class RawRecord(RawItem):
    """What one source says about one thing under that source's own key.

    ``kind`` is institution, program, institution_price, listing_school, ...; ``place`` locates the record in the
    capture; ``period`` is the data year that the values speak of, empty when the page does not say.
    """

    kind: Name
    key: Name
    capture_id: Name
    place: Name
    period: str = ""
    values: tuple[RawValue, ...]


class RawRows(RawItem):
    """A block of rows of one published table, all bound to the same header: bulk form of RawRecord.

    Row ``(number, key, texts)`` is the record ``key`` whose ``texts[i]`` stands in column ``columns[i]`` of data row
    ``number`` (the first row is 1) of ``member``, and speaks of ``fields[i]``. ``member`` is the name of a table in the
    capture: a member of a zip, ``csv:`` for the body itself, or ``xlsx:SHEET`` (see spiders.places). ``qualifiers``
    by field hold for every row of the block.
    """

    kind: Name
    capture_id: Name
    member: str
    period: str = ""
    fields: tuple[Name, ...]
    columns: tuple[Name, ...]
    rows: tuple[tuple[int, str, tuple[str, ...]], ...]
    qualifiers: dict[str, dict[str, str]] = {}


class Unchanged(RawItem):
    """A response whose bytes an accepted run of the same parser has read already: its records stand as they were."""

    capture_id: Name
    url: str


class UnchangedPages(RawItem):
    """Many responses that stand as they were, in one item: what ``Unchanged`` says of each of them."""

    capture_ids: tuple[Name, ...]


class HostRead(RawItem):
    """A host that this run has read to its end, so that what it did not meet there is not there.

    A source of many sites gives one for each site that did not fail; a run without any has read its whole source.
    """

    host: Name


class Tally(RawItem):
    """A figure about the whole of what was read (rows of a table, institutions met), for the gates."""

    name: Name
    value: int


Severity = Literal["note", "warning", "fatal"]


class Surprise(RawItem):
    """Something a page said that the parser does not understand or did not find. ``fatal`` quarantines the run.

    ``code`` is a short stable word; ``message`` says what was expected, what was met and what to do.
    """

    code: Name
    message: str
    severity: Severity = "warning"
    url: str = ""
    place: str = ""
    sample: Annotated[str, Field(max_length=500)] = ""
