"""The refresh flow: crawl each source in its own process, assemble what was accepted, publish it, report it.

One source's failure never stops another. Prefect schedules and shows; the truth about runs is in our database.
"""

import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flows.prefect_environment import prepare_prefect

prepare_prefect()

import httpx  # noqa: E402 - Prefect's settings stand in the environment first
from prefect import flow, task  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.client.schemas.objects import State  # noqa: E402
from prefect.settings import PREFECT_API_URL  # noqa: E402
from rich.console import Console  # noqa: E402
from sqlalchemy.engine import Engine  # noqa: E402

from db import ledger, ledger_reads  # noqa: E402
from flows.assembling import assemble_home  # noqa: E402
from flows.choice import chosen_sources  # noqa: E402
from flows.ending import close_dead_refreshes, close_refresh, note_stop, show_in_prefect  # noqa: E402
from flows.interruption import end_if_asked  # noqa: E402
from flows.parts import Part, parts_of  # noqa: E402
from flows.progress import ProgressBoard  # noqa: E402
from flows.publication import Published, publish  # noqa: E402
from flows.reading import RefreshRequest, read_part  # noqa: E402
from flows.server_watch import ServerWatch  # noqa: E402
from flows.spreading import crawl_spread, pool_stands_ready  # noqa: E402
from flows.starts import NoStarts  # noqa: E402
from flows.summary import RefreshSummary  # noqa: E402
from flows.web_sources import not_configured, sources_on_web  # noqa: E402
from flows.work import new_id, require_sole_work, work_engine  # noqa: E402
from pipelines.assemble import Assembly  # noqa: E402
from spiders.environment import Environment  # noqa: E402
from spiders.source import source_card  # noqa: E402

CRAWL_RETRIES = 2
RETRY_DELAY_SECONDS = 5


_board: ContextVar[ProgressBoard | None] = ContextVar("board", default=None)
_silent = ProgressBoard(Console(quiet=True))
_ended: ContextVar[list[RefreshSummary] | None] = ContextVar("ended", default=None)


def _may_help(_task: object, _run: object, state: State[str]) -> bool:
    """Whether trying again may help: what has nowhere to begin has nowhere to begin the next time."""
    return not isinstance(state.result(raise_on_failure=False), NoStarts)


@task(
    name="crawl a source",
    task_run_name="crawl {source}",
    retries=CRAWL_RETRIES,
    retry_delay_seconds=RETRY_DELAY_SECONDS,
    retry_condition_fn=_may_help,
    cache_policy=NO_CACHE,
)
def crawl_source(source: str, refresh_id: str, request: RefreshRequest) -> str:
    """Read a source, or a shard of it, in a child process; the verdict. Tried again only when there was none."""
    return read_part(Part.of(source), refresh_id, request, _board.get() or _silent)


@task(name="assemble the directory", cache_policy=NO_CACHE)
def assemble_directory(refresh_id: str, request: RefreshRequest) -> Assembly:
    """Fold, link, merge and compare what the accepted runs of all sources said."""
    board = _board.get() or _silent
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


@task(name="publish a snapshot", cache_policy=NO_CACHE)
def publish_directory(assembly: Assembly) -> Published:
    """Give readers the assembled directory, unless an invariant is broken."""
    board = _board.get() or _silent
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
    refresh_id = new_id("refresh")
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
    try:
        with ServerWatch(PREFECT_API_URL.value()) as watch:
            problems = _timed(seconds, "crawl", lambda: _crawl_all(engine, refresh_id, request, sources))
            assembly = _timed(seconds, "assemble", lambda: assemble_directory(refresh_id, request))
            published = _timed(seconds, "publish", lambda: publish_directory(assembly))
    except BaseException as error:
        note_stop(engine, refresh_id, error, seconds)
        raise
    with engine.connect() as connection:
        runs = ledger_reads.runs_of_refresh(connection, refresh_id)
    summary = RefreshSummary.of(
        refresh_id, request.web, runs, problems, assembly, published, seconds, skipped, watch.notes()
    )
    receipt = close_refresh(engine, summary)
    engine.dispose()
    if (ended := _ended.get()) is not None:
        ended.append(summary)
    show_in_prefect(summary, receipt)
    return summary


def _crawl_all(engine: Engine, refresh_id: str, request: RefreshRequest, sources: list[str]) -> dict[str, str]:
    """Read all sources at once, but those that begin where others point to after them; why some could not be read."""
    parts = parts_of(sources, request.shards, request.replays, request.parts)
    first = [part for part in parts if not source_card(part.source).starts_from]
    problems = _crawl_together(refresh_id, request, first)
    rest = [part for part in parts if part not in first]
    spread = [part for part in rest if part.shard]
    if spread and pool_stands_ready():
        problems |= crawl_spread(engine, spread, refresh_id, request)
        rest = [part for part in rest if part not in spread]
    return problems | _crawl_together(refresh_id, request, rest)


def _crawl_together(refresh_id: str, request: RefreshRequest, parts: list[Part]) -> dict[str, str]:
    futures = {part.words: crawl_source.submit(part.words, refresh_id, request) for part in parts}
    problems = {}
    for words, future in futures.items():
        future.wait()
        if future.state.is_failed() or future.state.is_crashed():
            problems[words] = str(future.state.message or "the crawl failed").removeprefix(_RAISED)
            (_board.get() or _silent).end(words, "failed")
    return problems


_RAISED = "Task run encountered an exception NoStarts: "


def _sources(request: RefreshRequest) -> list[str]:
    return sources_on_web(request.sources, request.web)


def _timed(seconds: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    end_if_asked()
    started = time.monotonic()
    try:
        return work()
    finally:
        seconds[name] = round(time.monotonic() - started, 3)


def refresh(request: RefreshRequest, board: ProgressBoard) -> RefreshSummary:
    """Run the refresh flow in this process, with Prefect's own short-lived server unless another is named."""
    token, ended = _board.set(board), _ended.set([])
    try:
        return refresh_flow(request)
    except httpx.HTTPError:  # the server is away now: it does not learn that the refresh has ended well
        if not (summaries := _ended.get()):
            raise
        return summaries[0]
    finally:
        _board.reset(token)
        _ended.reset(ended)
