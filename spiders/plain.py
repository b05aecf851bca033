"""A table that is the whole body of a response (a CSV without a zip), checked before anybody reads it.

The counterpart of spiders/zipped.py for text that comes unpacked. Parses nothing.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from spiders.structure import StructureChanged
from spiders.survey import Survey
from spiders.zipped import CHUNK, Limits, first_words

PLAIN_TABLE = "csv:"
"""How such a table is named, where a table in a zip has the name of its member (see spiders.places)."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """A body that passed every check; ``where`` names source and file for messages."""

    body: bytes
    encoding: str
    where: str

    @property
    def name(self) -> str:
        """The name of the table in its capture: there is no other."""
        return PLAIN_TABLE

    def text(self) -> TextIO:
        """The decoded text from the start, with its line ends as they are, as the csv module wants it."""
        return io.TextIOWrapper(io.BytesIO(self.body), self.encoding, newline="")


def open_plain(body: bytes, where: str, limits: Limits) -> PlainText:
    """The text of a body. Raises StructureChanged: not_a_table, table_too_large, and as ``Survey.encoding`` does."""
    if len(body) > limits.unpacked_bytes:
        raise StructureChanged(
            "table_too_large", f"{where}: {len(body):,} bytes; at most {limits.unpacked_bytes:,} are read"
        )
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{") or body.startswith(b"PK") or not body.strip():
        raise StructureChanged("not_a_table", f"{where}: expected a table of text; met {first_words(body)}")

    def chunks() -> Iterator[bytes]:
        return (body[begin : begin + CHUNK] for begin in range(0, len(body), CHUNK))

    return PlainText(body, Survey(chunks, where, limits.line_bytes).encoding(), where)
