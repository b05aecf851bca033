"""The refresh as a served Prefect deployment with a nightly cron that stays active after a stop.

Prefect's own short-lived server runs no scheduler, so that a cron served on it never fires: unless the operator names
a server (PREFECT_API_URL), one is started here as a child on the loopback address and stopped with the schedule.
"""

import contextlib
import os
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from flows.prefect_environment import prepare_prefect

prepare_prefect()

from prefect import Flow, serve  # noqa: E402 - Prefect's settings stand in the environment before it is imported
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy  # noqa: E402
from prefect.deployments.runner import RunnerDeployment  # noqa: E402
from prefect.schedules import Cron, Schedule  # noqa: E402
from prefect.settings import PREFECT_API_URL, PREFECT_UI_URL, temporary_settings  # noqa: E402
from prefect.types.entrypoint import EntrypointType  # noqa: E402

from flows import deployments  # noqa: E402
from flows.crawl import stop  # noqa: E402
from flows.deployments import BY_HAND  # noqa: E402
from flows.ending import note_dead_refreshes  # noqa: E402
from flows.forms import NightRequest, SourceRequest  # noqa: E402
from flows.prefect_server import HOST, free_port, start_process, trouble_with  # noqa: E402
from flows.work import check_web  # noqa: E402
from spiders.environment import Environment  # noqa: E402

DEPLOYMENT = "nightly"
ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
"""A night that meets the one before still at work is left out: nights that were missed never pile up."""

USUAL_PORT = 4200
UI_API_URL = "/api"
"""Where the pages look for the API: beside themselves, through whatever tunnel or proxy they came."""
START_SECONDS = 180


class ServerFailed(RuntimeError):
    """Prefect's server did not start."""


class WrongCron(ValueError):
    """Words that are no cron line."""


def serve_refresh(cron: str, web: str, cip: str) -> None:
    """Serve every flow of flows.deployments until stopped, the refresh with a nightly cron that is not paused then.

    WrongCron, WebMismatch or WebRefused before anything starts; ServerFailed when Prefect's server does not.
    """
    told = web if web in ("live", "sample") else str(Path(web).absolute())
    request = NightRequest(web=told, cip=cip)
    _schedule(cron)
    check_web(Environment(), told)
    # Prefect's runner forgets to await its own stop when it is told to end; it stops all the same.
    warnings.filterwarnings("ignore", message="coroutine 'Runner.astop' was never awaited")
    with _server() as url:
        told = f"Prefect's pages: {url}\nThe refresh is scheduled: {cron!r} in UTC. Stop with Ctrl-C."
        print(told, flush=True)  # noqa: T201
        try:
            serve(*served_deployments(cron, request), pause_on_shutdown=False, print_starting_message=False, limit=1)
        finally:
            note_dead_refreshes(Environment())  # Prefect kills what is at work when it is told to end


def served_deployments(cron: str, request: NightRequest) -> list[RunnerDeployment]:
    """The nightly refresh, and without a schedule a deployment for each source and each decision of an operator."""
    schedule = _schedule(cron)
    usual: dict[str, Any] = {"entrypoint_type": EntrypointType.MODULE_PATH, "concurrency_limit": ONE_AT_A_TIME}
    asked = {"request": request.model_dump()}
    told = [deployments.refresh.to_deployment(DEPLOYMENT, schedule=schedule, parameters=asked, **usual)]
    by_hand = {"request": SourceRequest(web=request.web, cip=request.cip).model_dump()}
    refresh_source, web = deployments.refresh_source, {"request": {"web": request.web}}
    told += [
        refresh_source.to_deployment(name, parameters={"source": source, **by_hand}, tags=["source"], **usual)
        for source, name in deployments.source_deployment_names().items()
    ]
    actions: list[Flow[Any, Any]] = [getattr(deployments, name) for name in BY_HAND]
    told += [
        action.to_deployment(
            BY_HAND[action.name], parameters=web if action.name == "probe" else {}, tags=["decision"], **usual
        )
        for action in actions
    ]
    return [one for one in told if isinstance(one, RunnerDeployment)]  # outside a loop they are made at once


def _schedule(cron: str) -> Schedule:
    try:
        return Cron(cron, timezone="UTC")
    except ValueError as error:
        raise WrongCron(f"--cron: {cron!r} is no cron line; one is '0 7 * * *', every day at 7:00 UTC") from error


@contextlib.contextmanager
def _server() -> Iterator[str]:
    """The operator's server, or one of our own for as long as the schedule is served; its API's address."""
    if told := PREFECT_API_URL.value():
        yield told
        return
    try:
        url = f"http://{HOST}:{free_port(HOST, USUAL_PORT)}"
    except OSError as error:
        raise ServerFailed(str(error)) from error
    log = Path(os.environ["PREFECT_HOME"]) / "server.log"
    with log.open("ab") as file:
        process = _start(url, file)
    try:
        if trouble := trouble_with(f"{url}/api", START_SECONDS, process):
            raise ServerFailed(f"Prefect's server did not start: {trouble}; its words are in {log}")
        with temporary_settings({PREFECT_API_URL: f"{url}/api", PREFECT_UI_URL: url}):
            yield url
    finally:
        stop(process)


def _start(url: str, log: IO[bytes]) -> "subprocess.Popen[str]":
    port = url.rpartition(":")[2]
    line = ["-m", "prefect", "server", "start", "--host", HOST, "--port", port, "--analytics-off"]
    own = {"PREFECT_SERVER_UI_API_URL": UI_API_URL, "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false"}
    return start_process(line, log, own)
