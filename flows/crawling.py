"""Reading the parts of a refresh, all at once or one after the other where one begins where others point to.

Inside a flow run each part is a task of Prefect's; where its server could not be reached, the same work is done without
it. A part that fails never stops another.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.futures import PrefectFuture
from sqlalchemy.engine import Engine

from flows.interruption import end_if_asked
from flows.parts import Part, parts_of
from flows.progress import current_board
from flows.reading import RefreshRequest, read_part
from flows.spreading import crawl_spread, pool_stands_ready
from flows.starts import NoStarts
from spiders.source import source_card

CRAWL_RETRIES = 2
RETRY_DELAY_SECONDS = 5
_RAISED = "Task run encountered an exception NoStarts: "


def crawl_all(engine: Engine, refresh_id: str, request: RefreshRequest, sources: list[str]) -> dict[str, str]:
    """Read all sources at once, but those that begin where others point to after them; why some could not be read."""
    parts = parts_of(sources, request.shards, request.replays, request.parts)
    first = [part for part in parts if not source_card(part.source).starts_from]
    problems = crawl_together(refresh_id, request, first)
    rest = [part for part in parts if part not in first]
    spread = [part for part in rest if part.shard]
    if spread and in_flow_run() and pool_stands_ready():
        problems |= crawl_spread(engine, spread, refresh_id, request)
        rest = [part for part in rest if part not in spread]
    return problems | crawl_together(refresh_id, request, rest)


def in_flow_run() -> bool:
    """Whether Prefect orchestrates what is done here."""
    return FlowRunContext.get() is not None


def crawl_together(refresh_id: str, request: RefreshRequest, parts: list[Part]) -> dict[str, str]:
    """Read parts at once; by part why it could not be read."""
    together = _as_tasks if in_flow_run() else _as_threads
    problems = together(refresh_id, request, parts)
    for words in problems:
        current_board().end(words, "failed")
    return problems


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
    return read_part(Part.of(source), refresh_id, request, current_board())


def _as_tasks(refresh_id: str, request: RefreshRequest, parts: list[Part]) -> dict[str, str]:
    futures: dict[str, PrefectFuture[str]] = {
        part.words: crawl_source.submit(part.words, refresh_id, request) for part in parts
    }
    problems = {}
    for words, future in futures.items():
        future.wait()
        if future.state.is_failed() or future.state.is_crashed():
            problems[words] = str(future.state.message or "the crawl failed").removeprefix(_RAISED)
    return problems


def _as_threads(refresh_id: str, request: RefreshRequest, parts: list[Part]) -> dict[str, str]:
    with ThreadPoolExecutor(max(1, len(parts)), "crawl") as pool:
        futures: dict[str, Future[str]] = {
            part.words: pool.submit(copy_context().run, _tried, crawl_source.fn, part.words, refresh_id, request)
            for part in parts
        }
    return {words: str(error) for words, future in futures.items() if (error := future.exception())}


def _tried(
    crawl: Callable[[str, str, RefreshRequest], str], words: str, refresh_id: str, request: RefreshRequest
) -> str:
    """As often as Prefect would try it."""
    for _ in range(CRAWL_RETRIES):
        try:
            return crawl(words, refresh_id, request)
        except NoStarts:
            raise
        except Exception:
            time.sleep(RETRY_DELAY_SECONDS)
            end_if_asked()
    return crawl(words, refresh_id, request)
