"""What listings are read by: the words and selectors of ``listings.toml``, and the parts that readers hand over.

Knows no page: how a list is laid out is the business of the readers.
"""

from dataclasses import dataclass, field
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from spiders.source import source_card
from spiders.spots import Spot
from spiders.texts import folded

SOURCE = "listings"


class Part(BaseModel):
    """A part of ``[site]``: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bound(Part):
    """A known layout: CSS selectors of the list within the page, of a school in the list, of words in a school."""

    hosts: frozenset[str]
    section: str
    heading: str
    list: str
    card: str
    disclosure: str
    name: str
    place: str
    program: str
    title: str
    credential: str
    tuition: str
    link: str
    sponsored: str
    ignored: tuple[str, ...]


class Labels(Part):
    """Words that say what the text after them is."""

    place: frozenset[str]
    state: frozenset[str]
    programs: frozenset[str]
    credential: frozenset[str]
    tuition: frozenset[str]
    name: frozenset[str]
    sponsored: frozenset[str]
    link: frozenset[str]
    other: frozenset[str]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Label -> what it announces."""
        return {label: kind for kind in type(self).model_fields for label in getattr(self, kind)}


class Words(Part):
    """Words by which pages of unknown makers are recognized; all in lower case."""

    next: frozenset[str]
    subjects: frozenset[str]
    general_subjects: frozenset[str]
    credentials: frozenset[str]
    credential_company: frozenset[str]
    sponsored: frozenset[str]
    sponsored_marks: frozenset[str]
    disclosure: tuple[str, ...]
    actions: frozenset[str]
    label_qualifiers: frozenset[str]
    tuition: frozenset[str]
    not_tuition: frozenset[str]
    online: frozenset[str]
    labels: Labels


class Site(Part):
    """The whole of ``[site]``."""

    start: str
    headings: tuple[str, ...]
    longest_name: int
    layouts: tuple[Bound, ...]
    words: Words


@cache
def site() -> Site:
    """The words of this source; pydantic.ValidationError when ``listings.toml`` is not of its form."""
    return Site.model_validate(source_card(SOURCE).site)


@dataclass(slots=True)
class Program:
    """A program as a list prints it."""

    title: Spot
    credential: Spot | None = None
    tuition: Spot | None = None
    link: Spot | None = None


@dataclass(slots=True)
class School:
    """A school as a list prints it, with its programs."""

    name: Spot
    place: Spot | None = None
    state: Spot | None = None
    programs: list[Program] = field(default_factory=list)
    tuition: Spot | None = None
    link: Spot | None = None
    sponsored: Spot | None = None


@dataclass(slots=True)
class Listing:
    """The schools of one page; ``remarks`` are surprises: code, message, sample."""

    schools: list[School]
    disclosure: Spot | None = None
    remarks: list[tuple[str, str, str]] = field(default_factory=list)


def is_heading(text: str) -> bool:
    """Whether words announce a list of schools."""
    return len(text) <= 160 and any(phrase in folded(text) for phrase in site().headings)
