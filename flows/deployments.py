"""The flows that a Prefect server offers: refresh, one for each source, and every action of an operator.

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
from prefect.states import Completed, Failed  # noqa: E402

from db.decisions import OperatorAction  # noqa: E402
from flows.forms import (  # noqa: E402
    Decision,
    NightRequest,
    ProbeRequest,
    ReplayRequest,
    RetainRequest,
    RetryRequest,
    RunDecision,
    SnapshotDecision,
    Source,
    SourceDecision,
    SourceRequest,
)
from spiders.source import source_names  # noqa: E402

RETRIES_FOR_A_BUSY_HOME = 20
SECONDS_BETWEEN = 30.0
MESSAGE = 2000


class NightInTrouble(RuntimeError):
    """A refresh that needs a person; the message says why. Prefect shows it as failed, without a traceback."""


@flow(name="refresh")
def refresh(request: NightRequest) -> Any:
    """Refresh the directory as ``himdir refresh`` does; the snapshot in force, or a failed state that says why."""
    return night(request.model_dump())


@flow(name="refresh-source")
def refresh_source(source: Source, request: SourceRequest) -> Any:
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


@flow(name="retry")
def retry(request: RetryRequest) -> Any:
    """Read again only those sources and shards of a night that have no accepted run in it, as ``himdir retry`` does."""
    from flows.deployed import again_words

    return night(again_words(OperatorAction.retry, request.refresh, request.who, request.why))


@flow(name="replay")
def replay(request: ReplayRequest) -> Any:
    """Read the captures of a run or of a night once more, without the network: after a parser or a rule was mended."""
    from flows.deployed import again_words

    return night(again_words(OperatorAction.replay, request.what, request.who, request.why))


@flow(name="accept")
def accept(request: RunDecision) -> Any:
    """Accept a quarantined run with name and reason, and publish what follows from it."""
    return told(OperatorAction.accept, request.run, request, publish=True)


@flow(name="reject")
def reject(request: RunDecision) -> Any:
    """Say with name and reason that a quarantined run stays out, so that nobody is asked again."""
    return told(OperatorAction.reject, request.run, request)


@flow(name="rollback")
def rollback(request: SnapshotDecision) -> Any:
    """Give readers an earlier snapshot, and nothing newer until the rollback is released."""
    return told(OperatorAction.rollback, request.snapshot, request)


@flow(name="release")
def release(request: Decision) -> Any:
    """End a rollback, and publish the newest directory."""
    return told(OperatorAction.release, "", request, publish=True)


@flow(name="pause")
def pause(request: SourceDecision) -> Any:
    """Keep a source from being read until it is resumed; what it has said stays."""
    return told(OperatorAction.pause, request.source, request)


@flow(name="resume")
def resume(request: SourceDecision) -> Any:
    """Let a paused source be read again."""
    return told(OperatorAction.resume, request.source, request)


@flow(name="probe")
def probe(request: ProbeRequest) -> Any:
    """Look at one page as it is now, and at what its items have become since it was approved; see its artifact."""
    from flows.deployed import looked
    from flows.ending import show_text

    words, markdown = looked(request.source, request.url, request.web, request.save, request.who, request.why)
    show_text(markdown, f"probe-{request.source.replace('_', '-')}", "What the page says, against what was approved")
    return Completed(message=words[:MESSAGE])


@flow(name="retain")
def retain(request: RetainRequest) -> Any:
    """Remove what is old and proves nothing, or only tell what would go; see its artifact."""
    from flows.deployed import removed
    from flows.ending import show_text

    words, markdown = removed(request.days, request.dry_run, request.prefect, request.who, request.why)
    show_text(markdown, "retention", "What goes")
    return Completed(message=words[:MESSAGE])


def told(action: OperatorAction, subject: str, request: Decision, *, publish: bool = False) -> Any:
    """Take a decision, publish where something follows from it, and say what came of it in the state of the run."""
    from flows.deployed import decided, republished

    words = decided(action, subject, request.who, request.why)
    return Completed(message=f"{words}; snapshot {republished()} is in force" if publish else words)


def night(words: dict[str, object]) -> Any:
    """One refresh under the home's lock. A home that is busy is waited for, within bounds, and then left alone."""
    from flows.deployed import refreshed
    from flows.work import HomeBusy

    words["year"] = words.get("year") or None  # a form has no empty number
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
    "retry": "retry-failed", "rollback": "roll-back", "release": "release-rollback", "pause": "pause-source",
    "resume": "resume-source", "probe": "probe-page", "retain": "retain-or-remove",
}  # fmt: skip
"""The flows that only people start, each with the name of its deployment: a list of them shows the name first."""


def source_deployment_names() -> dict[str, str]:
    """The name of each source's own deployment of ``refresh-source``."""
    return {source: f"refresh-{source.replace('_', '-')}" for source in source_names()}
