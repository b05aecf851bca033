"""The refresh flow: crawl each source in its own process, assemble what was accepted, publish it, report it.

One source's failure never stops another. Prefect schedules and shows; the truth about runs is in our database.
"""

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flows.prefect_environment import prepare_prefect

prepare_prefect()

import httpx  # noqa: E402 - Prefect's settings stand in the environment first
from prefect import flow, task  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.exceptions import PrefectException  # noqa: E402
from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, temporary_settings  # noqa: E402

from db import ledger, ledger_reads  # noqa: E402
from flows.assembling import assemble_home  # noqa: E402
from flows.choice import chosen_sources  # noqa: E402
from flows.crawling import crawl_all, in_flow_run  # noqa: E402
from flows.ending import close_dead_refreshes, close_refresh, note_stop, show_in_prefect  # noqa: E402
from flows.interruption import end_if_asked  # noqa: E402
from flows.prefect_server import OwnServer, trouble_with  # noqa: E402
from flows.progress import ProgressBoard, current_board, reset_board, set_board  # noqa: E402
from flows.publication import Published, publish  # noqa: E402
from flows.reading import RefreshRequest  # noqa: E402
from flows.run_log import steps_in_run_log  # noqa: E402
from flows.server_watch import ServerWatch  # noqa: E402
from flows.summary import RefreshSummary  # noqa: E402
from flows.web_sources import not_configured, sources_on_web  # noqa: E402
from flows.work import new_id, require_sole_work, work_engine  # noqa: E402
from pipelines.assemble import Assembly  # noqa: E402
from spiders.environment import Environment  # noqa: E402

LAST_WORD_SECONDS = 1.0
"""How long a server that is away when the receipt is written is waited for, to be shown it."""
PREFECT_COMPLAINS = ("prefect.flow_runs", "prefect.events", "prefect.events.clients")
"""Where Prefect logs with tracebacks that its server is away, which the receipt says in a sentence."""


@dataclass(slots=True)
class _Came:
    """How far a refresh came, for whoever called it through Prefect and may get its trouble instead of an answer."""

    begun: bool = False
    summary: RefreshSummary | None = None
    waits: ExitStack = field(default_factory=ExitStack)

    def say_no_more(self) -> None:
        """Let Prefect tell its server how the flow ends, but not again and again: nobody answers, and somebody waits.

        Only where the command gave bounds (see ``prepare_prefect``): a served flow goes on trying for minutes.
        """
        if PREFECT_CLIENT_MAX_RETRIES.value() <= 1:
            self.waits.enter_context(temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 0}))
            for logger in map(logging.getLogger, PREFECT_COMPLAINS):
                self.waits.callback(logger.setLevel, logger.level)
                logger.setLevel(logging.CRITICAL + 1)


_came: ContextVar[_Came | None] = ContextVar("came", default=None)


@task(name="assemble the directory", task_run_name="assemble the directory", cache_policy=NO_CACHE)
def assemble_directory(refresh_id: str, request: RefreshRequest) -> Assembly:
    """Fold, link, merge and compare what the accepted runs of all sources said."""
    board = current_board()
    board.start("directory", "assembling")
    require_sole_work()
    environment = Environment()
    engine = work_engine(environment)
    try:
        scope = request.cip if "ipeds" in _sources(request) else None
        assembly = assemble_home(engine, environment, refresh_id, scope)
    finally:
        engine.dispose()
    board.end("directory", "as before" if assembly.unchanged else f"{sum(assembly.changes.values())} changes")
    return assembly


@task(name="publish a snapshot", task_run_name="publish a snapshot", cache_policy=NO_CACHE)
def publish_directory(assembly: Assembly) -> Published:
    """Give readers the assembled directory, unless an invariant is broken."""
    board = current_board()
    board.start("snapshot", "publishing")
    require_sole_work()
    environment = Environment()
    engine = work_engine(environment)
    try:
        published = publish(engine, environment, assembly)
    finally:
        engine.dispose()
    board.end("snapshot", published.snapshot_id or "none")
    return published


@flow(name="refresh")
def refresh_flow(request: RefreshRequest) -> RefreshSummary:
    """Refresh the directory: crawl the sources, assemble, publish, report."""
    with steps_in_run_log():
        return _night(request)


def _night(request: RefreshRequest, notes: tuple[str, ...] = ()) -> RefreshSummary:
    """The steps of a refresh; inside a flow run they are Prefect's tasks, and elsewhere plain functions."""
    refresh_id = new_id("refresh")
    came = _came.get() or _Came()
    came.begun = True
    engine = work_engine(Environment())
    with engine.begin() as connection:
        ledger.abandon_dead_runs(connection)
        close_dead_refreshes(connection)
        ledger_reads.start_refresh(
            connection, refresh_id=refresh_id, web=request.web, scope=request.cip,
            arguments=request.model_dump_json(), started_at=datetime.now(UTC),
        )  # fmt: skip
        sources, skipped = chosen_sources(connection, _sources(request), request.only_due, datetime.now(UTC))
        skipped |= not_configured(request.sources, request.web)
    seconds: dict[str, float] = {}
    in_prefect = in_flow_run()
    try:
        with ServerWatch(PREFECT_API_URL.value() if in_prefect else None) as watch:
            problems = _timed(seconds, "crawl", lambda: crawl_all(engine, refresh_id, request, sources))
            assembly = _timed(seconds, "assemble", lambda: _step(assemble_directory)(refresh_id, request))
            published = _timed(seconds, "publish", lambda: _step(publish_directory)(assembly))
    except BaseException as error:
        note_stop(engine, refresh_id, error, seconds)
        raise
    with engine.connect() as connection:
        runs = ledger_reads.runs_of_refresh(connection, refresh_id)
    summary = RefreshSummary.of(
        refresh_id, request.web, runs, problems, assembly, published, seconds, skipped, (*notes, *watch.notes())
    )
    receipt = close_refresh(engine, summary)
    engine.dispose()
    came.summary = summary
    if in_prefect and watch.stays_away(LAST_WORD_SECONDS):
        came.say_no_more()
    elif in_prefect:
        show_in_prefect(receipt)
    return summary


def _step(step: Any) -> Any:
    """A task as it is inside a flow run, and elsewhere the function that it was made of."""
    return step if in_flow_run() else getattr(step, "fn", step)


def _sources(request: RefreshRequest) -> list[str]:
    return sources_on_web(request.sources, request.web)


def _timed(seconds: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    end_if_asked()
    started = time.monotonic()
    try:
        return work()
    finally:
        seconds[name] = round(time.monotonic() - started, 3)


def refresh(request: RefreshRequest, board: ProgressBoard, server: OwnServer | None = None) -> RefreshSummary:
    """Run the refresh flow in this process, with its own server or the one that the settings name.

    When that server does not answer, the night is done without it, and says so.
    """
    shown, told = set_board(board), _came.set(came := _Came())
    try:
        if trouble := _trouble_with(server):
            return _night(request, (_without(trouble),))
        try:
            return refresh_flow(request)
        except (httpx.HTTPError, PrefectException) as error:
            if came.summary is not None:  # the server is away now: it does not learn how the refresh has ended
                return came.summary
            if came.begun:
                raise
            return _night(request, (_without(f"{type(error).__name__}: {error}"[:300]),))
    finally:
        came.waits.close()
        reset_board(shown)
        _came.reset(told)


def _trouble_with(server: OwnServer | None) -> str:
    """Why the server cannot be used; empty also where Prefect will start one itself."""
    if server is not None:
        return server.trouble()
    return trouble_with(url) if (url := PREFECT_API_URL.value()) else ""


def _without(trouble: str) -> str:
    return f"Prefect's server was not to be had ({trouble}); the refresh went on without it, and its pages lack it"
