"""The names that the College Scorecard gives its fields, as ``scorecard.toml`` lists them, checked once when read."""

import re
from fnmatch import translate
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from spiders.source import SourceCard, source_card

SOURCE, KIND = "scorecard", "scorecard_program"


class Part(BaseModel):
    """A part of ``[site]``: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Series(Part):
    """A four-digit CIP series: its code in the API, as we write it, and how many six-digit codes it pools."""

    code: str
    cip4: str
    pooled_codes: int


class Measure(Part):
    """A figure: our field, the names it may have, and what has to be said with every value of it."""

    field: str
    paths: tuple[str, ...]
    qualifiers: dict[str, str]


class Ignored(Part):
    """Names that are known and not read, with ``*`` for anything."""

    names: tuple[str, ...]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(translate(name) for name in self.names))

    def holds(self, name: str) -> bool:
        """Whether a name (lower case, parts joined by dots) is one of those."""
        return self._pattern.match(name[:300]) is not None


class Site(Part):
    """The whole of ``[site]``."""

    address: str
    filter: str
    fields: tuple[str, ...]
    programs: tuple[str, ...]
    per_page: int
    series: tuple[Series, ...]
    school: dict[str, tuple[str, ...]]
    program: dict[str, tuple[str, ...]]
    measures: tuple[Measure, ...]
    ignored: Ignored

    def url(self, series: Series, page: int) -> str:
        """The address of a page (from 0) of the schools that have programs in a series. It never holds a key."""
        asked = f"{self.filter}={series.code}&fields={','.join(self.fields)}"
        return f"{self.address}?{asked}&keys_nested=true&per_page={self.per_page}&page={page}"


@cache
def site() -> Site:
    """The names of this source; pydantic.ValidationError when ``scorecard.toml`` is not of its form."""
    return site_of(source_card(SOURCE))


def site_of(card: SourceCard) -> Site:
    """The names that a card lists."""
    return Site.model_validate(card.site)
