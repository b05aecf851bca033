"""The names that DAPIP calls its tables, columns and words, as ``dapip.toml`` lists them, checked once when read."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from spiders.source import source_card

SOURCE = "dapip"
LOCATION, ACCREDITATION, ACTION = "accreditor_location", "accreditation", "accreditation_action"
KINDS = (LOCATION, ACCREDITATION, ACTION)
_DAY = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?: .*)?", re.ASCII)


class Part(BaseModel):
    """A part of ``[site]``: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Layout(Part):
    """One table: the member of the zip, the fields bound to its columns, and what its cells look like.

    Several fields may be read from one column. A word outside ``closed_words`` stops the run, one outside
    ``open_words`` is told.
    """

    member: str
    required: frozenset[str]
    ignored: frozenset[str]
    columns: dict[str, tuple[str, ...]]
    shapes: dict[str, str]
    closed_words: dict[str, frozenset[str]] = {}
    open_words: dict[str, frozenset[str]] = {}

    def ignores(self, column: str) -> bool:
        """Whether a column is one of those known and not read."""
        return folded(column) in {folded(name) for name in self.ignored}


class NamedProgram(Part):
    """A program of the publisher's list: its number and its name, which belong together."""

    id: str
    name: str


class Site(Part):
    """The whole of ``[site]``: the kinds of records are its tables."""

    address: str
    request: str
    institutional_program: NamedProgram
    accreditor_location: Layout
    accreditation: Layout
    accreditation_action: Layout

    def layout(self, kind: str) -> Layout:
        """The table that records of a kind are read from."""
        found = {LOCATION: self.accreditor_location, ACCREDITATION: self.accreditation}
        return found.get(kind, self.accreditation_action)


@cache
def site() -> Site:
    """The names of this source; pydantic.ValidationError when ``dapip.toml`` is not of its form."""
    return Site.model_validate(source_card(SOURCE).site)


def folded(name: str) -> str:
    """The words of a header without blanks, case and punctuation: ``Ipeds Unit-IDs`` is ``ipedsunitids``."""
    return "".join(character for character in name[:200].casefold() if character.isalnum())


def one_spaced(words: str) -> str:
    """A text with one space between its words: some labels hold two."""
    return " ".join(words.split())


def day(text: str) -> str:
    """A date as the export prints it, for keys: ``1/29/2016 12:00:00 AM`` is ``2016-01-29``; empty when it is none."""
    found = _DAY.fullmatch(text.strip()[:40])
    return f"{found[3]}-{int(found[1]):02d}-{int(found[2]):02d}" if found else ""
