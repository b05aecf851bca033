"""The card of a source: facts about the publisher and the limits we hold it to, from the ``.toml`` beside it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

FOLDER = Path(__file__).resolve().parent
Share = Annotated[float, Field(ge=0, le=1)]


class Strict(BaseModel):
    """A part of the card: unknown keys are an error, so that a typing slip is never a silent default."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Gates(Strict):
    """What a run must reach to be believed. Counts are of records; shares are between 0 and 1.

    ``minimum_live`` holds on the live web only; ``may_shrink`` names kinds of record whose number tells nothing;
    ``ratios`` maps ``"tally/tally"`` to the least share allowed.
    """

    minimum_live: dict[str, int] = {}
    maximum_drop: Share = 0.3
    may_shrink: frozenset[str] = frozenset()
    fill: dict[str, dict[str, Share]] = {}
    ratios: dict[str, Share] = {}
    zero_is_normal: bool = False
    maximum_warnings: int = 100
    maximum_failed_pages: Share = 0.1


class Absence(Strict):
    """When a record that is no longer met may be believed to be gone.

    It takes ``confirmations`` accepted runs, each at least ``days_apart`` after the one before; and never more than
    ``maximum_share`` of a source's records in one night.
    """

    confirmations: int = 3
    days_apart: float = 1.0
    maximum_share: Share = 0.05


class ApiKeyUse(Strict):
    """Where a secret key goes: the setting that holds it, the request header, and the only addresses it is sent to."""

    setting: str
    header: str
    addresses: str


class Crawl(Strict):
    """How politely the source is read: seconds between requests, requests at once to one host, hosts, bytes, pages."""

    delay: Annotated[float, Field(gt=0)] = 1.0
    concurrency: Annotated[int, Field(gt=0)] = 1
    hosts_at_once: Annotated[int, Field(gt=0)] = 1
    maximum_pages: int = 1000
    maximum_bytes: int = 256 * 2**20
    obey_robots: bool = True
    robots_override_reason: str = ""
    key: ApiKeyUse | None = None

    @model_validator(mode="after")
    def _override_has_a_reason(self) -> Self:
        if not self.obey_robots and not self.robots_override_reason.strip():
            raise ValueError("obey_robots = false needs a robots_override_reason: say why, and who allowed it")
        return self


class SourceCard(Strict):
    """Everything about a source that is not code. ``site`` holds its own names: addresses, columns, selectors."""

    name: str
    title: str
    publisher: str
    home_url: str
    gives: str
    terms: str
    terms_url: str = ""
    license: str
    cadence: Literal["nightly", "weekly", "monthly", "yearly"]
    freshness_days: int
    parser_version: str
    arguments: tuple[str, ...] = ()
    verified_live: str
    needs_start: bool = False
    """Whether the live web has no address that everybody would read; then somebody has to name one."""
    needs_setting: str = ""
    """The setting (a field of spiders.environment) without which the live web does not answer; then it is left out."""
    web_hosts: tuple[str, ...] = ()
    """Hosts of which a web tree must hold one for this source to be looked for in it; none: it always is."""
    shipped_files: tuple[str, ...] = ()
    """Reference tables of this repository that the source reads under ``shipped:`` (see spiders.shipped)."""
    starts_from: tuple[str, ...] = ()
    """Sources whose records say where this one begins: it is crawled after them, from a file of starts."""
    proof: Literal["proof", "lead"] = "proof"
    gates: Gates = Gates()
    absence: Absence = Absence()
    crawl: Crawl = Crawl()
    site: dict[str, Any] = {}


@cache
def source_card(name: str, folder: Path = FOLDER) -> SourceCard:
    """The card of the source ``name``, from the folder of its spider; KeyError when there is no such source."""
    path = folder / f"{name}.toml"
    if not name.isidentifier() or not path.is_file():
        raise KeyError(f"no source is called {name!r}; there are: {', '.join(source_names())}")
    return SourceCard.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def source_names() -> list[str]:
    """The names of all sources, sorted: a card that has a spider beside it."""
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.with_suffix(".py").is_file())
