"""The flows that a Prefect server offers: refresh, one for each source, publish, replay, accept, reject.

Their parameters are what the server makes its forms of. Each flow does what the command of the same name does; the
decision rows, locks and receipts are those of the commands. Prefect pickles these functions with the globals they
name, so what cannot be pickled is imported inside them.
"""

import random
import time
from typing import Any

from flows.prefect_environment import prepare_prefect

prepare_prefect()

from prefect import flow  # noqa: E402 - Prefect's settings stand in the environment before it is imported
from prefect.states import Failed  # noqa: E402
from pydantic import BaseModel, Field  # noqa: E402

from spiders.source import source_names  # noqa: E402

RETRIES_FOR_A_BUSY_HOME = 20
SECONDS_BETWEEN = 30.0


class NightInTrouble(RuntimeError):
    """A refresh that needs a person; the message says why. Prefect shows it as failed, without a traceback."""


class SourceRequest(BaseModel):
    """Where it is read from, and how much of it."""

    web: str = Field(default="live", title="Web", description="live, sample, or a path to a web tree or to captures")
    cip: str = Field(
        default="him", title="CIP codes", description="him, core, all, or CIP codes and prefixes with commas"
    )
    year: int | None = Field(default=None, title="IPEDS data year", description="None for the newest")
    only_due: bool = Field(default=False, title="Only if due", description="skip what its cadence says is fresh enough")
    shards: int = Field(default=1, ge=1, le=64, title="Shards", description="for the workers of a pool")
    starts: dict[str, str] = Field(
        default_factory=dict, title="Files of starts",
        description="source -> file of addresses to begin at, instead of what others point to",
    )  # fmt: skip


class NightRequest(SourceRequest):
    """What a night reads."""

    only_due: bool = Field(default=True, title="Only if due", description="skip sources whose cadence has not passed")
    sources: list[str] = Field(default_factory=list, title="Sources", description="names of sources; empty for all")
    jitter_minutes: float = Field(
        default=0, ge=0, le=240, title="Wait at first", description="minutes; a chance part of them is waited"
    )


class DecisionRequest(BaseModel):
    """A decision about a quarantined run, with who and why."""

    run: str = Field(title="Run", description="its number or id; the receipt says it under: Needs a person")
    who: str = Field(min_length=1, max_length=200, title="Who", description="your name, kept with the decision")
    why: str = Field(min_length=1, max_length=2000, title="Why", description="the reason, kept with the decision")


class ReplayRequest(BaseModel):
    """Whose captures to read once more."""

    what: str = Field(title="What", description="number or id of a run, or the id of a refresh")
    who: str = Field(min_length=1, max_length=200, title="Who", description="your name, kept with the decision")
    why: str = Field(
        default="read again", max_length=2000, title="Why", description="the reason, kept with the decision"
    )


@flow(name="refresh")
def refresh(request: NightRequest) -> Any:
    """Refresh the directory as ``himdir refresh`` does; the snapshot in force, or a failed state that says why."""
    return night(request.model_dump())


@flow(name="refresh-source")
def refresh_source(source: str, request: SourceRequest) -> Any:
    """Refresh from one source; the snapshot in force, or a failed state that says why."""
    return night({**request.model_dump(), "sources": [source]})


@flow(name="crawl-part")
def crawl_part(part: str, refresh_id: str, request: dict[str, Any]) -> str:
    """Read a part of a refresh that is at work, such as school_pages 2/8; its verdict. Refreshes give these out."""
    from flows.part_work import part_read

    return part_read(part, refresh_id, request)


@flow(name="publish")
def publish() -> str:
    """Assemble what is accepted now and publish it, without reading any source; the snapshot in force."""
    from flows.deployed import republished

    return republished()


@flow(name="replay")
def replay(request: ReplayRequest) -> Any:
    """Read the captures of a run or refresh once more; the snapshot in force, or a failed state that says why."""
    from flows.deployed import replayed_words

    return night(replayed_words(request.what, request.who, request.why))


@flow(name="accept")
def accept(request: DecisionRequest) -> str:
    """Accept a quarantined run with name and reason, and publish what follows; the snapshot in force."""
    from flows.deployed import decided, republished

    decided("accept", request.run, request.who, request.why)
    return republished()


@flow(name="reject")
def reject(request: DecisionRequest) -> str:
    """Say with name and reason that a quarantined run stays out; its id."""
    from flows.deployed import decided

    return decided("reject", request.run, request.who, request.why)


def night(words: dict[str, object]) -> Any:
    """One refresh under the home's lock. A home that is busy is waited for, within bounds, and then left alone."""
    from flows.deployed import refreshed
    from flows.work import HomeBusy

    time.sleep(random.uniform(0, 60 * float(str(words.pop("jitter_minutes", 0)))))  # noqa: S311 - spreads load only
    for attempt in range(RETRIES_FOR_A_BUSY_HOME):
        try:
            return refreshed(words)
        except NightInTrouble as trouble:
            return Failed(message=str(trouble))
        except HomeBusy:
            if attempt + 1 == RETRIES_FOR_A_BUSY_HOME:
                raise
            time.sleep(SECONDS_BETWEEN)
    raise AssertionError("the loop above returns or raises")


BY_HAND = {
    "publish": "publish-now", "replay": "replay-captures", "accept": "accept-run", "reject": "reject-run",
}  # fmt: skip
"""The flows that only people start, each with the name of its deployment: a list of them shows the name first."""


def source_deployment_names() -> dict[str, str]:
    """The name of each source's own deployment of ``refresh-source``."""
    return {source: f"refresh-{source.replace('_', '-')}" for source in source_names()}
