"""The refresh flow: crawl each source in its own process, assemble what was accepted, publish it, report it.

One source's failure never stops another. Prefect schedules and shows; the truth about runs is in our database.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flows.prefect_environment import prepare_prefect

prepare_prefect()

from prefect import flow, task  # noqa: E402 - its settings stand in the environment first
from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from pydantic import BaseModel, Field  # noqa: E402
from rich.console import Console  # noqa: E402
from sqlalchemy.engine import Engine  # noqa: E402

from db import ledger, ledger_reads  # noqa: E402
from flows.assembling import assemble_home  # noqa: E402
from flows.choice import chosen_sources  # noqa: E402
from flows.crawl import CrawlRequest, CrawlResult, run_crawl  # noqa: E402
from flows.interruption import end_if_asked  # noqa: E402
from flows.notify import notify  # noqa: E402
from flows.progress import ProgressBoard  # noqa: E402
from flows.publication import Published, publish  # noqa: E402
from flows.receipt import Receipt, read_receipt  # noqa: E402
from flows.receipt_files import receipt_folder, write_receipt  # noqa: E402
from flows.receipt_forms import markdown_receipt  # noqa: E402
from flows.starts import NoStarts, write_starts  # noqa: E402
from flows.summary import RefreshSummary  # noqa: E402
from flows.web_sources import not_configured, sources_on_web  # noqa: E402
from flows.work import new_id, require_sole_work, work_engine  # noqa: E402
from pipelines.assemble import Assembly  # noqa: E402
from spiders.environment import Environment  # noqa: E402
from spiders.source import source_card  # noqa: E402

logger = logging.getLogger(__name__)
CRAWL_RETRIES = 2
RETRY_DELAY_SECONDS = 5


class RefreshRequest(BaseModel):
    """What to refresh. The form of the flow is made from this."""

    sources: list[str] = Field(default_factory=list, description="names of sources; empty for all")
    web: str = Field(default="live", description="live, sample, or a path to a web tree or to captures")
    cip: str = Field(default="him", description="him, core, all, or CIP codes and prefixes with commas")
    year: int | None = Field(default=None, description="IPEDS data year; empty for the newest")
    only_due: bool = Field(default=False, description="skip sources whose cadence has not passed")
    replays: dict[str, str] = Field(default_factory=dict, description="source -> captures to read instead of the web")


class CrawlFailed(RuntimeError):
    """A crawler ended without a verdict, so that trying again may help."""


_board: ContextVar[ProgressBoard | None] = ContextVar("board", default=None)
_silent = ProgressBoard(Console(quiet=True))


@task(
    name="crawl a source",
    task_run_name="crawl {source}",
    tags=["crawl"],
    retries=CRAWL_RETRIES,
    retry_delay_seconds=RETRY_DELAY_SECONDS,
    cache_policy=NO_CACHE,
)
def crawl_source(source: str, refresh_id: str, request: RefreshRequest, starts: str = "") -> str:
    """Crawl one source in a child process; its verdict. Tried again only when the crawler ended without one."""
    environment, board = Environment(), _board.get() or _silent
    run_id = new_id(source)
    reports = environment.home / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    asked = CrawlRequest(
        source=source,
        run_id=run_id,
        refresh_id=refresh_id,
        web=request.replays.get(source, request.web),
        report=reports / f"{run_id}.jsonl",
        arguments=spider_arguments(source, request) | ({"starts": starts} if starts else {}),
        environment={"HIMDIR_HOME": str(environment.home.absolute())},
        timeout_seconds=environment.source_timeout_seconds,
    )
    progress = board.start(source, f"reading {source_card(source).title}")
    try:
        verdict = _verdict(environment, run_id, run_crawl(asked, progress))
    finally:
        asked.report.unlink(missing_ok=True)
    board.end(source, verdict)
    return verdict


def _verdict(environment: Environment, run_id: str, result: CrawlResult) -> str:
    engine = work_engine(environment)
    with engine.begin() as connection:
        run = ledger_reads.find_run(connection, run_id)
        if run is not None and run["verdict"] == "running":
            why = "it took too long" if result.timed_out else f"the crawler ended with exit code {result.exit_code}"
            ledger.end_run(connection, run["run_number"], ledger.Verdict.abandoned, reasons=[why])
            run["verdict"] = "abandoned"
    engine.dispose()
    if run is None:
        last_words = result.log[-2000:]
        raise CrawlFailed(f"{run_id}: no run was opened (exit code {result.exit_code}). Last words:\n{last_words}")
    return str(run["verdict"])


def spider_arguments(source: str, request: RefreshRequest) -> dict[str, str]:
    """The spider arguments that a request means for a source, as its card declares them."""
    asked = {"cip": request.cip, "year": str(request.year) if request.year else ""}
    taken = source_card(source).arguments
    return {name: value for name, value in asked.items() if value and name in taken}


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
        ledger_reads.start_refresh(
            connection, refresh_id=refresh_id, web=request.web, scope=request.cip,
            arguments=request.model_dump_json(), started_at=datetime.now(UTC),
        )  # fmt: skip
        sources, skipped = chosen_sources(connection, _sources(request), request.only_due, datetime.now(UTC))
        skipped |= not_configured(request.sources, request.web)
    seconds: dict[str, float] = {}
    problems = _timed(seconds, "crawl", lambda: _crawl_all(refresh_id, request, sources))
    assembly = _timed(seconds, "assemble", lambda: assemble_directory(refresh_id, request))
    published = _timed(seconds, "publish", lambda: publish_directory(assembly))
    with engine.begin() as connection:
        runs = ledger_reads.runs_of_refresh(connection, refresh_id)
        summary = RefreshSummary.of(refresh_id, request.web, runs, problems, assembly, published, seconds, skipped)
        ledger_reads.end_refresh(
            connection, refresh_id, ended_at=datetime.now(UTC), outcome="well" if summary.well else "trouble",
            snapshot_id=published.snapshot_id, summary=json.dumps(summary.as_json()),
        )  # fmt: skip
    receipt = _write_receipt(engine, refresh_id)
    engine.dispose()
    create_table_artifact(summary.source_rows(), key="refresh-sources", description="The runs of this refresh")
    create_markdown_artifact(markdown_receipt(receipt), key="refresh-receipt", description="The receipt")
    return summary


def _write_receipt(engine: Engine, refresh_id: str) -> Receipt:
    with engine.connect() as connection:
        receipt = read_receipt(connection, datetime.now(UTC), refresh_id)
    environment = Environment()
    write_receipt(receipt_folder(environment), receipt)
    for trouble in notify(environment, receipt, receipt.needs_a_person, datetime.now(UTC)):
        logger.warning("notification: %s", trouble)
    return receipt


def _crawl_all(refresh_id: str, request: RefreshRequest, sources: list[str]) -> dict[str, str]:
    """Crawl all sources at once, but those that begin where others point to after them; why crawls failed."""
    first = [source for source in sources if not source_card(source).starts_from]
    problems = _crawl_together(refresh_id, request, dict.fromkeys(first, ""))
    starts: dict[str, str] = {}
    for source in (source for source in sources if source not in first):
        web = request.replays.get(source, request.web)
        try:
            starts[source] = str(write_starts(Environment(), source, web, request.cip))
        except NoStarts as nothing:
            problems[source] = str(nothing)
    return problems | _crawl_together(refresh_id, request, starts)


def _crawl_together(refresh_id: str, request: RefreshRequest, starts: Mapping[str, str]) -> dict[str, str]:
    futures = {source: crawl_source.submit(source, refresh_id, request, file) for source, file in starts.items()}
    problems = {}
    for source, future in futures.items():
        future.wait()
        if future.state.is_failed() or future.state.is_crashed():
            problems[source] = str(future.state.message or "the crawl failed")
            (_board.get() or _silent).end(source, "failed")
    return problems


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
    """Run the refresh flow in this process, with Prefect's own short-lived server."""
    token = _board.set(board)
    try:
        return refresh_flow(request)
    finally:
        _board.reset(token)
