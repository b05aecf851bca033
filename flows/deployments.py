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
from pydantic import BaseModel, Field  # noqa: E402

from spiders.source import source_names  # noqa: E402

RETRIES_FOR_A_BUSY_HOME = 20
SECONDS_BETWEEN = 30.0


class NightInTrouble(RuntimeError):
    """A refresh that needs a person, so that Prefect shows it as failed too."""


class NightRequest(BaseModel):
    """What a scheduled refresh is asked for; the form of the deployment is made from this."""

    web: str = Field(default="live", description="live, sample, or a path to a web tree or to captures")
    cip: str = Field(default="him", description="him, core, all, or CIP codes and prefixes with commas")
    year: int | None = Field(default=None, description="IPEDS data year; empty for the newest")
    sources: list[str] = Field(default_factory=list, description="names of sources; empty for all")
    only_due: bool = Field(default=True, description="skip sources whose cadence has not passed")
    shards: int = Field(
        default=1, ge=1, le=64, description="split sources that can be split, for the workers of a pool"
    )
    starts: dict[str, str] = Field(
        default_factory=dict, description="source -> file of addresses to begin at, instead of what others point to"
    )
    jitter_minutes: float = Field(default=0, ge=0, le=240, description="wait up to so long before the first request")


class DecisionRequest(BaseModel):
    """A decision about a quarantined run, with who and why."""

    run: str = Field(description="run id or number; see the receipt, or: himdir runs")
    who: str = Field(min_length=1, max_length=200, description="your name, kept with the decision")
    why: str = Field(min_length=1, max_length=2000, description="the reason, kept with the decision")


class ReplayRequest(BaseModel):
    """Whose captures to read once more."""

    what: str = Field(description="run id or number, or refresh id")
    who: str = Field(min_length=1, max_length=200, description="your name, kept with the decision")
    why: str = Field(default="read again", max_length=2000, description="the reason, kept with the decision")


@flow(name="refresh")
def refresh(request: NightRequest) -> str:
    """Refresh the directory as ``himdir refresh`` does; the snapshot in force. NightInTrouble if not well."""
    return night(request.model_dump())


@flow(name="refresh-source")
def refresh_source(source: str, request: NightRequest) -> str:
    """Refresh from one source; the snapshot in force. NightInTrouble if not well."""
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
def replay(request: ReplayRequest) -> str:
    """Read the captures of a run or refresh once more, without the network; the snapshot in force."""
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


def night(words: dict[str, object]) -> str:
    """One refresh under the home's lock. A home that is busy is waited for, within bounds, and then left alone."""
    from flows.deployed import refreshed
    from flows.work import HomeBusy

    time.sleep(random.uniform(0, 60 * float(str(words.pop("jitter_minutes", 0)))))  # noqa: S311 - spreads load only
    for attempt in range(RETRIES_FOR_A_BUSY_HOME):
        try:
            return refreshed(words)
        except HomeBusy:
            if attempt + 1 == RETRIES_FOR_A_BUSY_HOME:
                raise
            time.sleep(SECONDS_BETWEEN)
    raise AssertionError("the loop above returns or raises")


def source_deployment_names() -> dict[str, str]:
    """The name of each source's own deployment of ``refresh-source``."""
    return {source: f"refresh-{source.replace('_', '-')}" for source in source_names()}
