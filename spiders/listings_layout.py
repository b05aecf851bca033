"""What listings are read by: the words and selectors of ``listings.toml``, and the parts that readers hand over.

Knows no page: how a list is laid out is the business of the readers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from bs4 import NavigableString, Tag
from pydantic import BaseModel, ConfigDict

from spiders.html import words
from spiders.source import source_card

SOURCE = "listings"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSEEN = frozenset({"Script", "Stylesheet", "TemplateString"})
_TOKEN = re.compile(r"[a-z0-9][a-z0-9'.&-]*")


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
    schools: frozenset[str]
    school_sorts: frozenset[str]
    subjects: frozenset[str]
    general_subjects: frozenset[str]
    credentials: frozenset[str]
    credential_company: frozenset[str]
    sponsored: frozenset[str]
    sponsored_marks: frozenset[str]
    disclosure: tuple[str, ...]
    actions: frozenset[str]
    tuition: frozenset[str]
    not_tuition: frozenset[str]
    online: frozenset[str]
    states: frozenset[str]
    labels: Labels


class Site(Part):
    """The whole of ``[site]``."""

    start: str
    headings: tuple[str, ...]
    longest_name: int
    longest_text: int
    layouts: tuple[Bound, ...]
    words: Words


@cache
def site() -> Site:
    """The words of this source; pydantic.ValidationError when ``listings.toml`` is not of its form."""
    return Site.model_validate(source_card(SOURCE).site)


@dataclass(frozen=True, slots=True)
class Spot:
    """Words on a page: all of an element, an attribute of it, or a value in the JSON that it holds.

    ``part`` is the piece of the words that is meant, where an element says several things; empty for all of them.
    """

    node: Tag
    attribute: str = ""
    part: str = ""
    pointer: str = ""
    value: str = ""

    @property
    def text(self) -> str:
        """Everything that stands there, verbatim: what a claim may cite."""
        if self.pointer:
            return self.value
        if self.attribute:
            found = self.node.get(self.attribute) or ""
            return found if isinstance(found, str) else " ".join(found)
        return short_words(self.node, site().longest_text)

    @property
    def said(self) -> str:
        """The piece that is meant."""
        return self.part or self.text


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


def folded(text: str) -> str:
    """Lower case, plain quotes and single blanks, without the punctuation around it: for comparing words."""
    plain = text[:400].replace("\u2019", "'").replace("\u2018", "'").lower()
    return " ".join(plain.split()).strip(" :.,;*!»›>→←«‹<|·•-–—()[]")


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, without the punctuation around them."""
    return [token.strip(".&-'") for token in _TOKEN.findall(text[:2000].replace("\u2019", "'").lower())]


def is_heading(text: str) -> bool:
    """Whether words announce a list of schools."""
    return len(text) <= 160 and any(phrase in folded(text) for phrase in site().headings)


def short_words(node: Tag, limit: int) -> str:
    """The words of an element, or more than ``limit`` of its letters where it has more: so that no page takes long."""
    length, parts = 0, []
    for text in (found for found in node.descendants if isinstance(found, NavigableString)):
        if type(text).__name__ not in _UNSEEN:
            parts.append(str(text))
            length += len(text.strip())
        if length > limit:
            return " ".join(" ".join(parts).split()).ljust(limit + 1, ".")
    return words(node)


def visible_strings(node: Tag) -> Iterator[tuple[Tag, str]]:
    """The texts of an element as a reader sees them, each with the element that holds it directly."""
    for text in node.find_all(string=True):
        owner = text.parent
        if owner is not None and type(text).__name__ == "NavigableString" and text.strip():
            yield owner, " ".join(text.split())
