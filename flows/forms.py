"""What the forms of the deployed flows ask for: Prefect's pages show these titles and sentences as they stand here.

A name that is wrong (of a source, say) is refused by the form. Holds no work; imports nothing of Prefect.
"""

from typing import Annotated

from pydantic import BaseModel, Field

from spiders.saved import PARSERS
from spiders.source import source_names

Source = Annotated[str, Field(title="Source", json_schema_extra={"enum": [*source_names()]})]
Probed = Annotated[str, Field(title="Source", json_schema_extra={"enum": [*PARSERS]})]
Web = Annotated[
    str, Field(title="Web", description="live (the internet), sample, or the path of a web tree or of captures.")
]

Who = Annotated[str, Field(min_length=1, max_length=200, title="Who", description="Your name.")]
Why = Annotated[str, Field(min_length=1, max_length=2000, title="Why", description="The reason, in a sentence.")]


class SourceRequest(BaseModel):
    """Where it is read from, and how much of it. What stands here is what the schedule does."""

    web: Web = "live"
    cip: str = Field(
        default="him", title="CIP codes", description="him, core, all, or codes and prefixes: 51.0707,51.07."
    )
    year: int = Field(
        default=0,
        ge=0,
        le=2100,
        title="IPEDS data year",
        description="Such as 2024; 0 for the newest there is.",
    )
    only_due: bool = Field(
        default=False, title="Only if due", description="Skip a source that its cadence calls fresh enough."
    )
    ask_all: bool = Field(
        default=False, title="Ask for all", description="Also for files of past years that were asked for lately."
    )
    shards: int = Field(
        default=1,
        ge=1,
        le=64,
        title="Shards",
        description="Parts of school pages, for the workers of a pool.",
    )
    starts: dict[str, str] = Field(
        default_factory=dict,
        title="Files of starts",
        description="Rarely needed: source and file of addresses to begin at, instead of where others point to.",
    )


class NightRequest(SourceRequest):
    """What a night reads. What stands here is what the schedule does."""

    only_due: bool = Field(
        default=True, title="Only if due", description="Skip the sources that their cadence calls fresh enough."
    )
    sources: list[Source] = Field(
        default_factory=list, title="Sources", description="Only these; none chosen means all.",
    )  # fmt: skip
    jitter_minutes: float = Field(
        default=0, ge=0, le=240, title="Wait at first", description="Minutes, of which a chance part is waited."
    )


class Decision(BaseModel):
    """Who decides, and why: both are kept with the decision (himdir decisions)."""

    who: Who
    why: Why


class RunDecision(BaseModel):
    """A run that waits, who decides about it, and why. The receipt names it under: Needs a person."""

    run: str = Field(title="Run", description="Its number, such as 12, or its id.")
    who: Who
    why: Why


class RetryRequest(BaseModel):
    """What of a night is read again: only sources and shards without an accepted run."""

    refresh: str = Field(default="", title="Refresh", description="The id of a night; empty for the last.")
    who: Who
    why: Why


class ReplayRequest(BaseModel):
    """Whose captures are read once more, without the network."""

    what: str = Field(title="What", description="The number or id of a run, or the id of a night for all of its runs.")
    who: Who
    why: Why


class SnapshotDecision(BaseModel):
    """The snapshot that readers get, and nothing newer until the rollback is released."""

    snapshot: str = Field(min_length=4, title="Snapshot", description="Its id, or the start of it; receipts name it.")
    who: Who
    why: Why


class SourceDecision(BaseModel):
    """Which source, who decides, and why."""

    source: Source
    who: Who
    why: Why


class ProbeRequest(BaseModel):
    """Which page is looked at, as it is now. Nothing of it goes into the directory."""

    source: Probed
    url: str = Field(default="", max_length=2000, title="URL", description="Empty for where the source starts.")
    web: Web = "live"
    save: bool = Field(default=False, title="Approve", description="Later probes compare with what it says now.")
    who: Who
    why: Why


class RetainRequest(BaseModel):
    """What is removed: only what is old and proves nothing."""

    days: int = Field(default=180, ge=1, title="Days", description="Everything younger stays.")
    dry_run: bool = Field(default=True, title="Dry run", description="Only tell what would go.")
    prefect: bool = Field(default=True, title="Prefect's rows", description="Old flow runs of Prefect, too.")
    who: Who
    why: Why
