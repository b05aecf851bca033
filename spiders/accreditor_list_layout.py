"""What accreditors' lists are read by: the words of the cards' ``[site]``, and the parts that the readers hand over.

Knows no page: how a list is laid out is the business of the readers.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bs4 import Tag
from pydantic import BaseModel, ConfigDict

from spiders.source import source_card
from spiders.spots import Spot

Lists = dict[str, frozenset[str]]


class Part(BaseModel):
    """A part of ``[site]``: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """What values and links may say, in lower case; letters of degrees as they are printed."""

    next: frozenset[str]
    nothing_found: frozenset[str]
    statuses: frozenset[str]
    answers: frozenset[str]
    plain_statuses: frozenset[str]
    column_only: frozenset[str]
    not_now: frozenset[str]
    all_of_it: frozenset[str]
    online: frozenset[str]
    actions: frozenset[str]
    website_links: frozenset[str]
    filler: frozenset[str]
    levels: Lists
    letters: Lists
    fields: Lists


class Site(Part):
    """The whole of ``[site]``. ``kind`` is the kind of its records."""

    start: str
    kind: str
    labels: Lists
    words: Words


@cache
def site_of(source: str) -> Site:
    """The words of a source with those of the source that it is ``like``; pydantic.ValidationError on an odd card."""
    told = dict(source_card(source).site)
    model = told.pop("like", None)
    return Site.model_validate(_added(dict(source_card(model).site), told) if model else told)


def _added(words: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Both together: lists are joined, of two texts the second holds."""
    joined = dict(words)
    for name, value in more.items():
        known = words.get(name)
        if isinstance(value, dict) and isinstance(known, dict):
            joined[name] = _added(known, value)
        elif isinstance(value, list) and isinstance(known, list):
            joined[name] = [*known, *value]
        else:
            joined[name] = value
    return joined


@dataclass(slots=True)
class Piece:
    """A text with what it is. ``code`` tells levels and fields apart; ``labeled``: its kind does not rest on its words.

    ``link`` is the link that the text stands in, ``line`` counts lines of the page, ``marks`` are signs of footnotes.
    ``group`` joins the pieces of one column or heading that speaks of one level.
    """

    kind: str
    spot: Spot
    code: str = ""
    labeled: bool = False
    link: Tag | None = None
    line: int = 0
    marks: frozenset[str] = frozenset()
    group: str = ""

    @property
    def text(self) -> str:
        """The words that are meant."""
        return self.spot.text


@dataclass(slots=True)
class Entry:
    """What a list says in one place: a row, a card, an object. ``context`` is what headings around it say of it."""

    pieces: list[Piece]
    context: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd about a page, for a surprise; ``severity`` is note, warning or fatal."""

    code: str
    message: str
    severity: str = "warning"
    sample: str = ""


@dataclass(slots=True)
class Listed:
    """The entries of one page and what was odd about it."""

    entries: list[Entry] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
