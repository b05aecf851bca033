"""What deployed flows do, as plain functions: the home's lock, the decision rows and the refresh of the commands."""

from collections.abc import Mapping
from typing import Any

from db.decisions import OperatorAction, record_decision
from flows.again import replayed
from flows.operate import accept_run, reject_run, republish
from flows.summary import RefreshSummary
from flows.work import check_web, sole_work, work_engine
from spiders.environment import Environment

MOST_REASONS = 5


class NotPublished(RuntimeError):
    """Readers were given nothing new; the message says why."""


def refreshed(words: Mapping[str, Any]) -> str:
    """Run a refresh in this process, inside the flow that calls; the snapshot in force. HomeBusy, NightInTrouble."""
    from flows.deployments import NightInTrouble
    from flows.reading import RefreshRequest
    from flows.refresh import refresh_flow

    environment, request = Environment(), RefreshRequest.model_validate(dict(words))
    with sole_work(environment):
        for web in dict.fromkeys(request.replays.values() or [request.web]):
            check_web(environment, web)
        summary = refresh_flow.fn(request)
    if not summary.well:
        raise NightInTrouble(
            f"{summary.refresh_id} needs a person: {_why(summary)}; its receipt stands under Artifacts"
        )
    return summary.snapshot_id or ""


def _why(summary: RefreshSummary) -> str:
    """The first reasons, in the words of the receipt."""
    held = [one for one in summary.sources if one.verdict != "accepted"]
    told = [f"{one.source} {one.verdict}: {'; '.join(one.reasons)[:200]}" for one in held]
    return " | ".join([*(f"not published: {words[:200]}" for words in summary.refused), *told][:MOST_REASONS])


def republished() -> str:
    """Publish what is accepted now; the snapshot in force. HomeBusy, NotPublished."""
    environment = Environment()
    engine = work_engine(environment)
    try:
        with sole_work(environment):
            _, published = republish(engine, environment)
    finally:
        engine.dispose()
    if published.refused:
        raise NotPublished("; ".join(published.refused))
    return published.snapshot_id or ""


def replayed_words(what: str, who: str, why: str) -> dict[str, Any]:
    """The request that reads the captures of a run or refresh again, after a decision row was left."""
    environment = Environment()
    engine = work_engine(environment)
    try:
        with engine.begin() as connection:
            name, words = replayed(connection, environment, what)
            record_decision(connection, OperatorAction.replay, name, who, why)
    finally:
        engine.dispose()
    return words


def decided(action: str, run: str, who: str, why: str) -> str:
    """Accept or reject a quarantined run; its id."""
    engine = work_engine(Environment())
    try:
        decide = {"accept": accept_run, "reject": reject_run}[action]
        return str(decide(engine, run, who, why)["run_id"])
    finally:
        engine.dispose()
