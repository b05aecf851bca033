"""The names that NCES gives the files, sheets and columns of the CIP, as ``cip.toml`` lists them, checked when read."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from spiders.source import source_card

SOURCE = "cip"
BLOCK = 2000
"""Rows go on in blocks of so many."""


class Part(BaseModel):
    """A part of ``[site]``: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Codes(Part):
    """The list of codes: its address, the fields bound to its columns, the words of its closed column."""

    edition: str
    address: str
    required: frozenset[str]
    ignored: frozenset[str]
    actions: frozenset[str]
    columns: dict[str, tuple[str, ...]]


class Crosswalk(Part):
    """The workbook that leads from fields of study to occupations and back, a sheet for each direction."""

    edition: str
    soc_vintage: str
    address: str
    by_cip: str
    by_soc: str
    ignored_sheets: frozenset[str]
    no_occupation: str
    no_program: str
    columns: dict[str, tuple[str, ...]]


class Site(Part):
    """The whole of ``[site]``."""

    him: frozenset[str]
    codes: Codes
    crosswalk: Crosswalk


@cache
def site() -> Site:
    """The names of this source; pydantic.ValidationError when ``cip.toml`` is not of its form."""
    return Site.model_validate(source_card(SOURCE).site)
