"""A Prefect server with its UI and workers of a pool on this machine, for tests; all on the loopback address."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import yaml

from flows.prefect_server import HOST, free_port
from spiders.environment import ROOT
from tests.postgres import Postgres
from tests.prefect_database import prefect_database
from tests.spiders.test_signals import wait_until

OTHERS = ("HIMDIR_", "PREFECT_", "COVERAGE_")
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


@dataclass
class Machines:
    """A server by its API, and what its workers are started with."""

    folder: Path
    environment: dict[str, str]
    api: httpx.Client
    stack: ExitStack
    server: "subprocess.Popen[bytes]"
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def deploy(self, flow: str, name: str, entrypoint: str) -> None:
        """What ``prefect deploy`` tells the server of a deployment in prefect.yaml, without its seconds."""
        step = {"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT)}}
        told: dict[str, Any] = {
            "entrypoint": entrypoint,
            "work_pool_name": "him",
            "pull_steps": [step],
            "path": str(ROOT),
        }
        told["job_variables"] = job_variables(name)
        self.ask("/deployments/", name=name, flow_id=self.ask("/flows/", name=flow)["id"], **told)

    def start_worker(self, limit: int = 2) -> "subprocess.Popen[bytes]":
        """A worker of the pool."""
        words = ("worker", "start", "--pool", "him", "--limit", str(limit))
        worker = self.stack.enter_context(process(self.folder / f"worker{len(self.workers)}", self.environment, words))
        self.workers.append(worker)
        return worker

    def ask(self, path: str, /, **body: Any) -> Any:
        """POST to the API."""
        answer = self.api.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def run(self, deployment: str, **parameters: Any) -> str:
        """Have a deployment run now; the id of its flow run."""
        found = self.api.get(f"/deployments/name/{deployment}").json()["id"]
        told = self.ask(f"/deployments/{found}/create_flow_run", parameters=parameters, state={"type": "SCHEDULED"})
        return str(told["id"])

    def state(self, flow_run: str) -> dict[str, Any]:
        """The state of a flow run."""
        told: dict[str, Any] = self.api.get(f"/flow_runs/{flow_run}").json()["state"]
        return told

    def end_of(self, flow_run: str, seconds: float = 900) -> dict[str, Any]:
        """The state in which a flow run ends."""
        end = time.monotonic() + seconds
        while self.state(flow_run)["type"] not in ENDED:
            assert time.monotonic() < end, self.logs()
            time.sleep(1)
        return self.state(flow_run)

    def logs(self) -> str:
        """The last words of the server and the workers."""
        return "\n".join(path.read_text(errors="replace")[-3000:] for path in sorted(self.folder.glob("*.log")))


def job_variables(deployment: str) -> dict[str, Any]:
    """What prefect.yaml tells the workers of a deployment, with what ``prefect deploy`` fills in."""
    offered = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    (told,) = [one["work_pool"].get("job_variables", {}) for one in offered if one["name"] == deployment]
    return {name: value.replace("{{ $PWD }}", str(ROOT)) for name, value in told.items()}


def tree_of(pid: int) -> list[psutil.Process]:
    """A process and all that came of it."""
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def halt_machine(pid: int) -> list[psutil.Process]:
    """Stop a process and all that came of it in one moment, so that no child sees its parent go; what was stopped."""
    found = tree_of(pid)
    for one in found:
        one.send_signal(signal.SIGSTOP)
    return [*{*found, *tree_of(pid)}]


def kill_machine(pid: int) -> None:
    """End a process and all that came of it at once, as when a machine loses its power."""
    for one in halt_machine(pid):
        one.kill()


@contextmanager
def process(log: Path, environment: Mapping[str, str], words: tuple[str, ...]) -> Iterator["subprocess.Popen[bytes]"]:
    """A Prefect process until the end of the block; then it and its children are gone."""
    with log.with_suffix(".log").open("wb") as file:
        line = [sys.executable, "-m", "prefect", *words]
        started = subprocess.Popen(line, cwd=ROOT, env=dict(environment), stdout=file, stderr=file)
        try:
            yield started
        finally:
            kill_machine(started.pid)
            started.wait(20)


@contextmanager
def prefect_machines(folder: Path, postgres: Postgres, **settings: str) -> Iterator[Machines]:
    """A server with its rows in PostgreSQL, the pool ``him`` with what a night of shards needs, and no worker yet."""
    url = f"http://{HOST}:{free_port(HOST)}"
    own = {name: value for name, value in os.environ.items() if not name.startswith(OTHERS)}
    environment = {
        **own, "PREFECT_HOME": str(folder / "prefect"), "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1", "PREFECT_API_URL": f"{url}/api", "PREFECT_UI_URL": url,
        "PREFECT_WORKER_QUERY_SECONDS": "1", **prefect_database(postgres), **settings,
    }  # fmt: skip
    with ExitStack() as stack:
        words = ("server", "start", "--host", HOST, "--port", url.rpartition(":")[2])
        server = stack.enter_context(process(folder / "server", environment, words))
        api = stack.enter_context(httpx.Client(base_url=f"{url}/api", trust_env=False, timeout=180))
        machines = Machines(folder, environment, api, stack, server)
        assert wait_until(lambda: healthy(api) or server.poll() is not None, 240), machines.logs()
        assert server.poll() is None, machines.logs()
        machines.ask("/work_pools/", name="him", type="process")
        machines.deploy("refresh", "nightly", "flows/deployments.py:refresh")
        machines.deploy("crawl-part", "on-the-pool", "flows/deployments.py:crawl_part")
        yield machines


def healthy(api: httpx.Client) -> bool:
    """Whether the server answers."""
    try:
        return api.get("/health").is_success
    except httpx.HTTPError:
        return False
