"""How school sites are visited: limits and words from the card of ``school_pages``, checked. Decides nothing itself."""

import re
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from spiders.source import source_card

SOURCE = "school_pages"
Count = Annotated[int, Field(gt=0)]
Seconds = Annotated[float, Field(gt=0)]


class Strict(BaseModel):
    """A part of the card: unknown keys are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(Strict):
    """What one site, one page and the whole visit may take. Bytes are of bodies as they stand, not as they are sent."""

    pages_per_site: Count
    hubs_per_site: Count
    pages_in_all: Count
    depth: Count
    seconds_per_page: Seconds
    seconds_per_site: Seconds
    seconds_in_all: Seconds
    bytes_of_page: Count
    bytes_of_pdf: Count
    bytes_of_sitemap: Count
    bytes_of_unpacked_sitemap: Count
    sitemaps_per_site: Count
    entries_per_sitemap: Count
    links_per_page: Count
    waiting_per_site: Count
    redirects_in_a_row: Count
    length_of_address: Count


class Hosts(Strict):
    """Which other hosts belong to a site: ``shared`` names before its registrable domain, such as catalog."""

    shared: tuple[str, ...]
    public_suffixes: tuple[str, ...]


class Addresses(Strict):
    """Addresses that are never asked for when a link leads there; ``segments`` are whole parts of a path."""

    segments: tuple[str, ...]
    queries: tuple[str, ...]
    endings: tuple[str, ...]
    dropped_queries: tuple[str, ...]
    most_queries: Count
    most_segments: Count

    @cached_property
    def refused(self) -> re.Pattern[str]:
        """Names in a query that no followed link has."""
        return any_of(self.queries)

    @cached_property
    def dropped(self) -> re.Pattern[str]:
        """Names that are taken out of a query."""
        return any_of(self.dropped_queries)


class Words(Strict):
    """Regular expressions on the words of links and paths: of programs in scope, of pages that lead to them."""

    programs: tuple[str, ...]
    abbreviations: tuple[str, ...]
    hubs: tuple[str, ...]
    courses: tuple[str, ...]
    sitemaps_first: tuple[str, ...]
    sitemaps_last: tuple[str, ...]

    @cached_property
    def program(self) -> re.Pattern[str]:
        """Words that name a program in scope."""
        return any_of(self.programs)

    @cached_property
    def abbreviation(self) -> re.Pattern[str]:
        """Its abbreviations, in capital letters, since HIM and HIT are words too."""
        return any_of(self.abbreviations, flags=re.NOFLAG)

    @cached_property
    def abbreviation_in_path(self) -> re.Pattern[str]:
        """Its abbreviations in a path, where nobody writes capitals."""
        return any_of(self.abbreviations)

    @cached_property
    def course(self) -> re.Pattern[str]:
        """Words that begin as those of a single course; its subject is not a program."""
        return re.compile("|".join(self.courses))

    @cached_property
    def hub(self) -> re.Pattern[str]:
        """Words of pages that lead to programs."""
        return any_of(self.hubs)


class Challenge(Strict):
    """How a page of a guard against robots looks: its headers, or words on a page that is not longer than given."""

    name: str
    headers: dict[str, str] = {}
    words: tuple[str, ...] = ()
    longest: int = 100_000


class Plan(Strict):
    """Everything about visiting."""

    limits: Limits
    hosts: Hosts
    addresses: Addresses
    words: Words
    challenges: tuple[Challenge, ...]

    def tightened(self, limits: Mapping[str, Any]) -> "Plan":
        """The plan with some limits lower than the card has them. ValueError for a higher or an unknown one."""
        card = self.limits.model_dump()
        for name, value in limits.items():
            if name not in card or not 0 < float(value) <= card[name]:
                known = card.get(name, "no limit of that name")
                raise ValueError(f"SITE_LIMITS: {name}={value!r}: a limit can only be lower than the card's ({known})")
        return self.model_copy(update={"limits": Limits.model_validate({**card, **limits})})


@cache
def plan() -> Plan:
    """The plan of the card."""
    return Plan.model_validate(source_card(SOURCE).site["visit"])


def any_of(words: tuple[str, ...], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern for any of these regular expressions, as whole words."""
    told = "|".join(f"(?:{word})" for word in words)
    return re.compile(f"(?<![a-zA-Z0-9])(?:{told})(?![a-zA-Z0-9])", flags)
