"""Reading one part of a refresh: one crawl in a child process, and its verdict from our database. Knows no Prefect."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, Field

from db import ledger, ledger_reads
from flows.crawl import CrawlRequest, CrawlResult, run_crawl
from flows.parts import Part, part_of
from flows.progress import ProgressBoard
from flows.starts import write_starts
from flows.work import new_id, work_engine
from spiders.environment import Environment
from spiders.source import source_card


class RefreshRequest(BaseModel):
    """What to refresh. The form of the flow is made from this."""

    sources: list[str] = Field(default_factory=list, description="names of sources; empty for all")
    web: str = Field(default="live", description="live, sample, or a path to a web tree or to captures")
    cip: str = Field(default="him", description="him, core, all, or CIP codes and prefixes with commas")
    year: int | None = Field(default=None, description="IPEDS data year; empty for the newest")
    only_due: bool = Field(default=False, description="skip sources whose cadence has not passed")
    ask_all: bool = Field(default=False, description="ask also for what was answered lately and hardly ever changes")
    replays: dict[str, str] = Field(default_factory=dict, description="source -> captures to read instead of the web")
    shards: int = Field(default=1, ge=1, le=64, description="read sources that can be split in so many parts")
    parts: list[str] = Field(default_factory=list, description="only these shards: school_pages 2/8; empty for all")
    starts: dict[str, str] = Field(
        default_factory=dict, description="source -> file of addresses to begin at, instead of what others point to"
    )


NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


class CrawlFailed(RuntimeError):
    """A crawler ended without a verdict, so that trying again may help."""


def read_part(
    part: Part,
    refresh_id: str,
    request: RefreshRequest,
    board: ProgressBoard,
    settings: Mapping[str, str] = NO_SETTINGS,
) -> str:
    """Crawl one part in a child process; its verdict. NoStarts, or CrawlFailed when the crawler ended without one.

    ``settings`` are those of Scrapy that this crawl has in particular.
    """
    environment = Environment()
    if verdict := verdict_so_far(environment, part, refresh_id):
        return verdict
    run_id = new_id(part.words.replace(" ", "-").replace("/", "of"))
    reports = environment.home / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    asked = CrawlRequest(
        source=part.source,
        run_id=run_id,
        refresh_id=refresh_id,
        web=request.replays.get(part.words, request.web),
        report=reports / f"{run_id}.jsonl",
        arguments=spider_arguments(part, request) | _starts(environment, part, request),
        environment={"HIMDIR_HOME": str(environment.home.absolute())},
        settings=settings,
        timeout_seconds=environment.source_timeout_seconds,
    )
    progress = board.start(part.words, f"reading {source_card(part.source).title}")
    try:
        verdict = _verdict(environment, run_id, run_crawl(asked, progress))
    finally:
        asked.report.unlink(missing_ok=True)
    board.end(part.words, verdict)
    return verdict


def verdict_so_far(environment: Environment, part: Part, refresh_id: str) -> str:
    """The verdict of a part that this refresh has read already; empty when it has not."""
    engine = work_engine(environment)
    try:
        with engine.connect() as connection:
            runs = ledger_reads.runs_of_refresh(connection, refresh_id)
    finally:
        engine.dispose()
    found = [str(run["verdict"]) for run in runs if part_of(run) == part and run["verdict"] in DECIDED]
    return found[-1] if found else ""


DECIDED = (ledger.Verdict.accepted, ledger.Verdict.quarantined)


def spider_arguments(part: Part, request: RefreshRequest) -> dict[str, str]:
    """The spider arguments that a request means for a part, as the card of its source declares them."""
    asked = {"cip": request.cip, "year": str(request.year or ""), "shard": part.shard}
    asked["ask"] = "all" if request.ask_all else ""
    taken = source_card(part.source).arguments
    return {name: value for name, value in asked.items() if value and name in taken}


def _starts(environment: Environment, part: Part, request: RefreshRequest) -> dict[str, str]:
    if not source_card(part.source).starts_from:
        return {}
    if given := request.starts.get(part.source):
        return {"starts": str(Path(given).absolute())}
    web = request.replays.get(part.words, request.web)
    return {"starts": str(write_starts(environment, part.source, web, request.cip, part.shard.replace("/", "of")))}


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
