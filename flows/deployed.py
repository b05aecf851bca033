"""What deployed flows do, as plain functions: the home's lock, the decision rows and the refresh of the commands."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy.engine import Engine

from db.decisions import OperatorAction, record_decision
from flows.again import failed_again, replayed
from flows.operate import accept_run, pause_source, reject_run, release, republish, resume_source, roll_back
from flows.probing import look
from flows.retaining import retained
from flows.summary import RefreshSummary, markdown_words
from flows.work import check_web, sole_work, work_engine
from spiders.environment import Environment
from spiders.web import chosen_web

MOST_REASONS = 5
MOST_LINES = 300


class NotPublished(RuntimeError):
    """Readers were given nothing new; the message says why."""


def refreshed(words: Mapping[str, Any]) -> str:
    """Run a refresh in this process, inside the flow that calls; what came of it. HomeBusy, NightInTrouble."""
    from flows.outcomes import NightInTrouble
    from flows.reading import RefreshRequest
    from flows.refresh import refresh_flow

    environment, request = Environment(), RefreshRequest.model_validate(dict(words))
    with sole_work(environment):
        for web in dict.fromkeys(request.replays.values() or [request.web]):
            check_web(environment, web)
        summary = refresh_flow.fn(request)
    if not summary.well:
        raise NightInTrouble(
            f"{summary.refresh_id} needs a person: {_why(summary)} | its receipt stands under Artifacts"
        )
    changes = sum(summary.changes.values())
    told = f"{changes:,} {'change' if changes == 1 else 'changes'}"
    return f"all well: {told}; snapshot {summary.snapshot_id} is in force; the receipt is an artifact"


def _why(summary: RefreshSummary) -> str:
    """The first reasons, in the words of the receipt."""
    held = [one for one in summary.sources if one.verdict != "accepted"]
    told = [
        f"{one.source} {one.verdict}{f' (run {one.run_id})' if one.run_id else ''}: {'; '.join(one.reasons)[:300]}"
        for one in held
    ]
    return " | ".join([*(f"not published: {words[:200]}" for words in summary.refused), *told][:MOST_REASONS])


def republished() -> str:
    """Publish what is accepted now; the snapshot in force. HomeBusy, NotPublished."""
    environment = Environment()
    with _work() as engine, sole_work(environment):
        _, published = republish(engine, environment)
    if published.refused:
        raise NotPublished("; ".join(published.refused))
    return published.snapshot_id or ""


def again_words(action: OperatorAction, what: str, who: str, why: str) -> dict[str, Any]:
    """The request of a retry or a replay, after a decision row was left. NotDecidable."""
    environment = Environment()
    with _work() as engine, engine.begin() as connection:
        if action is OperatorAction.retry:
            name, words = failed_again(connection, what or None)
        else:
            name, words = replayed(connection, environment, what)
        record_decision(connection, action, name, who, why)
    return words


def decided(action: OperatorAction, subject: str, who: str, why: str) -> str:
    """Take one of the decisions that need a subject, a name and a reason; what came of it, in words. NotDecidable."""
    environment = Environment()
    with _work() as engine:
        if action is OperatorAction.accept:
            return f"accepted {accept_run(engine, subject, who, why)['run_id']}"
        if action is OperatorAction.reject:
            return f"rejected {reject_run(engine, subject, who, why)['run_id']}; what was in force stays"
        if action is OperatorAction.pause:
            pause_source(engine, subject, who, why)
            return f"{subject} is not read until it is resumed"
        if action is OperatorAction.resume:
            resume_source(engine, subject, who, why)
            return f"{subject} is read again from the next night on"
        if action is OperatorAction.rollback:
            told = roll_back(engine, environment, subject, who, why)
            return f"readers get {told} now, and nothing newer until the rollback is released"
        return f"the rollback to {release(engine, who, why)} is over"


def looked(source: str, url: str, web: str, save: bool, who: str, why: str) -> tuple[str, str]:
    """Probe a page: what came of it in a sentence, and all of it as Markdown. PageMissing, WrongProbe, WebRefused."""
    environment = Environment()
    chosen_web(web, environment.contact)
    with _work() as engine:
        told = look(engine, environment, source, url or None, web, save, who, why)
    lines = [*told.probed.notes, *(told.probed.changes or ())]
    words = f"{told.probed.url}: {len(told.probed.reading['records'])} records; {told.outcome}"
    return words, listed(words, lines)


def removed(days: int, dry_run: bool, prefect: bool, who: str, why: str) -> tuple[str, str]:
    """Retention: what came of it in a sentence, and everything that went, or would go, as Markdown. HomeBusy."""
    lines: list[str] = []
    told = retained(Environment(), days, who, why, lines.extend, dry_run=dry_run, prefect=prefect)
    return "; ".join(told), listed("; ".join(told), lines)


def listed(title: str, lines: Sequence[str]) -> str:
    """A title and a list in Markdown, within bounds."""
    shown = [f"- {markdown_words(line)[:400]}" for line in lines[:MOST_LINES]]
    more = [f"- and {len(lines) - MOST_LINES:,} more"] if len(lines) > MOST_LINES else []
    return "\n".join([f"# {markdown_words(title)}", "", *shown, *more]) + "\n"


@contextmanager
def _work() -> Iterator[Engine]:
    engine = work_engine(Environment())
    try:
        yield engine
    finally:
        engine.dispose()
