"""Where the closed school list is, and what its columns may be called, as ``closed.toml`` lists them."""

from functools import cache
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from spiders.source import source_card

SOURCE, KIND = "closed", "closed_school"


class Part(BaseModel):
    """A part of ``[site]``: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Address(Part):
    """A place to ask: the address of a file, or a search for the newest report and the address that hands it out."""

    file: str = ""
    search: str = ""
    download: str = ""
    kind: str = ""

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> Self:
        if bool(self.file) == bool(self.search and self.download and self.kind):
            raise ValueError("an address is a file, or a search with its download and kind")
        return self


class Header(Part):
    """What the header must name, what it may name and nobody reads, and within how many rows it is looked for."""

    required: tuple[str, ...]
    ignored: tuple[str, ...]
    within_rows: int


class Site(Part):
    """The whole of ``[site]``."""

    addresses: tuple[Address, ...]
    columns: dict[str, tuple[str, ...]]
    header: Header


@cache
def site() -> Site:
    """The names of this source; pydantic.ValidationError when ``closed.toml`` is not of its form."""
    return Site.model_validate(source_card(SOURCE).site)


def folded(words: str) -> str:
    """A header's words as they are compared: letters and digits, in small letters."""
    return "".join(character for character in words[:200].casefold() if character.isalnum())
