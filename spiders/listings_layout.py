"""What listings are read by: the words and selectors of ``listings.toml``, and the parts that readers hand over.

Knows no page: how a list is laid out is the business of the readers.
"""

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from spiders.source import source_card
from spiders.spots import Spot
from spiders.texts import folded

SOURCE = "listings"
_SCHOOLS = r"(?:schools|colleges|universities|institutions)"
_CALLED = re.compile(
    rf"\b(?:popular|featured|top|best|recommended|matching|partner|sponsored|leading|suggested|promoted)"
    rf"(?: [\w'&/,-]{{1,30}}){{1,6}}? {_SCHOOLS}\b"
    rf"|^\d{{1,5}} (?:[\w'&/-]{{1,30}} ){{0,5}}(?:{_SCHOOLS}|programs)"
    rf"(?: (?:found|match\w*|near|offer\w*|available)\b.*)?$"
)
_OF_SCHOOLS = re.compile(rf"\b{_SCHOOLS}\b|\bprograms (?:in|near|offered)\b")


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
    """Whether words announce a list of schools: "Popular Schools", "Top Online Health Informatics Schools"."""
    if len(text) > 160:
        return False
    told = folded(text)
    return any(phrase in told for phrase in site().headings) or _CALLED.search(told) is not None


def speaks_of_schools(text: str) -> bool:
    """Whether words may announce a list where no other words of the page do: "Medical Coding Schools in Texas"."""
    return len(text) <= 120 and not text.rstrip().endswith("?") and _OF_SCHOOLS.search(folded(text)) is not None
