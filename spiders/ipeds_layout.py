"""The names that IPEDS calls its files, columns and codes, as ``ipeds.toml`` lists them, checked once when read."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from spiders.source import source_card

SOURCE = "ipeds"


class Part(BaseModel):
    """A part of ``[site]``: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Edition(Part):
    """What a table's file is called from a data year on, with ``{year}`` for the year."""

    first_year: int = Field(alias="from")
    file: str


class Layout(Part):
    """One table: its file names, the fields bound to its columns, the columns left where they are, cell patterns."""

    files: tuple[Edition, ...]
    required: frozenset[str]
    ignored: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    shapes: dict[str, str]

    def file(self, year: int) -> str:
        """The name of the file of a data year, without its ending."""
        current = max((one for one in self.files if one.first_year <= year), key=lambda one: one.first_year)
        return current.file.format(year=year)

    def ignores(self, column: str) -> bool:
        """Whether a column is one of those known and not read."""
        return any(fnmatchcase(column.upper(), pattern) for pattern in self.ignored)


class Programs(Layout):
    """The completions table, with the codes that tell a program from a total."""

    total_cips: frozenset[str]
    total_award_levels: frozenset[str]
    award_levels: frozenset[str]
    first_major: str
    other_majors: frozenset[str]
    malformed_share: float


class Earlier(Part):
    """The directories before the newest one: from which year on, how often, and the fields compared, and kept."""

    first_year: int
    ask_every_days: float = Field(ge=0)
    compared: tuple[str, ...]
    fields: tuple[str, ...]


class ProgramPrices(Part):
    """Prices of whole programs, which stand in numbered slots of the price table."""

    slots: int
    columns: dict[str, str]
    first_slot_columns: dict[str, str]

    def slot(self, number: int) -> dict[str, tuple[str, ...]]:
        """The fields of a slot (from 1) and the column of each."""
        first = self.first_slot_columns if number == 1 else {}
        return {field: (name.format(slot=number),) for field, name in (self.columns | first).items()}


class Site(Part):
    """The whole of ``[site]``."""

    addresses: tuple[str, ...]
    new_address_from: int
    years_back: int
    missing_statuses: frozenset[int]
    scopes: dict[str, frozenset[str]]
    institutions: Layout
    earlier: Earlier
    programs: Programs
    prices: Layout
    program_prices: ProgramPrices

    def urls(self, layout: Layout, year: int) -> Iterator[str]:
        """Where the file of a data year may be, the likelier address first."""
        addresses = self.addresses if year < self.new_address_from else self.addresses[::-1]
        return (address.format(file=layout.file(year)) for address in addresses)


@cache
def site() -> Site:
    """The names of this source; pydantic.ValidationError when ``ipeds.toml`` is not of its form."""
    return Site.model_validate(source_card(SOURCE).site)


def academic_year(year: int) -> str:
    """The academic year that begins in a year: 2022 is ``2022-23``."""
    return f"{year}-{(year + 1) % 100:02d}"


def years_named(name: str) -> set[int]:
    """The years that stand in a file name as four digits: ``c2023_a_rv.csv`` gives 2023."""
    return {int(digits) for digits in re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", name)}
