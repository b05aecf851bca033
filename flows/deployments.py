"""The flows that a Prefect server offers: refresh, one for each source, and every action of an operator.

Their parameters are what the server makes its forms of. Each flow does what the command of the same name does; the
decision rows, locks and receipts are those of the commands. Prefect pickles these functions with the globals they
name, so what cannot be pickled is imported inside them.
"""

from typing import Any

from flows.prefect_environment import prepare_prefect

prepare_prefect()

from prefect import flow  # noqa: E402 - Prefect's settings stand in the environment before it is imported

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
from flows.outcomes import again, night, state_of, told  # noqa: E402
from spiders.source import source_names  # noqa: E402


@flow(name="refresh")
def refresh(request: NightRequest) -> Any:
    """Refresh the directory as ``himdir refresh`` does; its state says what came of it."""
    return night(request.model_dump())


@flow(name="refresh-source")
def refresh_source(source: Source, request: SourceRequest) -> Any:
    """Refresh from one source; its state says what came of it."""
    return night({**request.model_dump(), "sources": [source]})


@flow(name="crawl-part")
def crawl_part(part: str, refresh_id: str, request: dict[str, Any]) -> str:
    """Read a part of a refresh that is at work, such as school_pages 2/8; its verdict. Refreshes give these out."""
    from flows.part_work import part_read

    return part_read(part, refresh_id, request)


@flow(name="publish")
def publish() -> Any:
    """Assemble what is accepted now and publish it, without reading any source."""
    from flows.deployed import republished

    return state_of(lambda: f"snapshot {republished()} is in force")


@flow(name="retry")
def retry(request: RetryRequest) -> Any:
    """Read again only those sources and shards of a night that have no accepted run in it, as ``himdir retry`` does."""
    return again(OperatorAction.retry, request.refresh, request)


@flow(name="replay")
def replay(request: ReplayRequest) -> Any:
    """Read the captures of a run or of a night once more, without the network: after a parser or a rule was mended."""
    return again(OperatorAction.replay, request.what, request)


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

    def act() -> str:
        from flows.deployed import looked
        from flows.ending import show_text

        words, markdown = looked(request.source, request.url, request.web, request.save, request.who, request.why)
        key = f"probe-{request.source.replace('_', '-')}"
        show_text(markdown, key, "What the page says, against what was approved")
        return words

    return state_of(act)


@flow(name="retain")
def retain(request: RetainRequest) -> Any:
    """Remove what is old and proves nothing, or only tell what would go; see its artifact."""

    def act() -> str:
        from flows.deployed import removed
        from flows.ending import show_text

        words, markdown = removed(request.days, request.dry_run, request.prefect, request.who, request.why)
        show_text(markdown, "retention", "What goes")
        return words

    return state_of(act)


BY_HAND = {
    "publish": "publish-now", "replay": "replay-captures", "accept": "accept-run", "reject": "reject-run",
    "retry": "retry-failed", "rollback": "roll-back", "release": "release-rollback", "pause": "pause-source",
    "resume": "resume-source", "probe": "probe-page", "retain": "retain-or-remove",
}  # fmt: skip
"""The flows that only people start, each with the name of its deployment: a list of them shows the name first."""


def source_deployment_names() -> dict[str, str]:
    """The name of each source's own deployment of ``refresh-source``."""
    return {source: f"refresh-{source.replace('_', '-')}" for source in source_names()}
