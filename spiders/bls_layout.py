"""The names that the Bureau gives its files, sheets, columns and parts of pages, as ``bls.toml`` lists them."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from spiders.source import source_card
from spiders.structure import StructureChanged

SOURCE = "bls"
SOC = re.compile(r"[0-9]{2}-[0-9]{4}", re.ASCII)
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")


class Part(BaseModel):
    """A part of ``[site]``: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Occupation(Part):
    """An occupation that is read: why, and the handbook's page on it if there is one."""

    soc: str
    why: str
    page: str = ""


class Vintage(Part):
    """The edition of the classification that the figures of some years are in, and codes that it alone has."""

    vintage: str
    first_year: int = Field(alias="from")
    last_year: int = Field(alias="until")
    only: frozenset[str]


class WageFile(Part):
    """One of the wage files of a year; ``{yy}`` and ``{year}`` stand for it."""

    kind: str
    address: str
    member: str
    sheet: str
    area_type: str

    def url(self, year: int) -> str:
        """Where the file of a year is."""
        return self.address.format(yy=f"{year % 100:02d}", year=year)


class Wages(Part):
    """The workbooks of wages."""

    years_back: int
    national: WageFile
    state: WageFile
    notes_sheet: str
    ignored_sheets: frozenset[str]
    industry_group: str
    occupation_groups: tuple[str, ...]
    ignored: frozenset[str]
    optional: frozenset[str]
    columns: dict[str, tuple[str, ...]]


class Projections(Part):
    """The workbook of projections."""

    address: str
    sheet: str
    ignored_sheets: frozenset[str]
    title: str
    end: str
    ignored: frozenset[str]
    columns: dict[str, tuple[str, ...]]


class Figures(Part):
    """A table or chart of two columns: the words before it, the field of its numbers, what its labels name."""

    field: str
    label: str
    words: str
    measure: str = ""


class Page(Part):
    """A page of the handbook."""

    sections: dict[str, str]
    required_sections: tuple[str, ...]
    blocks: str
    ignored: tuple[str, ...]
    facts: dict[str, tuple[str, ...]]
    figures: tuple[Figures, ...]
    outlook_columns: dict[str, str]
    similar_columns: dict[str, str]


class Site(Part):
    """The whole of ``[site]``."""

    host: str
    occupations: tuple[Occupation, ...]
    vintages: tuple[Vintage, ...]
    wages: Wages
    projections: Projections
    page: Page

    @property
    def wanted(self) -> frozenset[str]:
        """The codes whose figures are read."""
        return frozenset(one.soc for one in self.occupations)


@cache
def site() -> Site:
    """The names of this source; pydantic.ValidationError when ``bls.toml`` is not of its form."""
    return Site.model_validate(source_card(SOURCE).site)


def plain(words: str) -> str:
    """Words as they are compared: one kind of dash, blanks folded, small letters."""
    return " ".join(_DASHES.sub("-", words).split()).casefold()


def span(base: int, target: int) -> str:
    """A span of projections as the Bureau writes it, with a plain hyphen: 2024-34."""
    return f"{base}-{target % 100:02d}"


def soc_vintage(year: int, codes: frozenset[str], where: str) -> str:
    """The edition that the figures of a data year are in.

    Raises StructureChanged: unknown_vintage for a year that nobody has judged, vintage_contradicted when ``codes``, met
    in the same file or page, hold one that only another edition has.
    """
    found = [one for one in site().vintages if one.first_year <= year <= one.last_year]
    if len(found) != 1:
        raise StructureChanged(
            "unknown_vintage", f"{where}: which SOC edition are figures of {year} in? Add the year to bls.toml"
        )
    for other in site().vintages:
        if other is not found[0] and (foreign := sorted(other.only & codes)):
            raise StructureChanged(
                "vintage_contradicted",
                f"{where}: figures of {year} should be in SOC {found[0].vintage}, but the code {foreign[0]} is only in "
                f"{other.vintage}; series of two editions are never joined, so find out which it is",
            )
    return found[0].vintage
