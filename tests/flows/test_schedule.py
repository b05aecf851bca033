"""The nightly schedule: a cron really becomes scheduled runs, a run really refreshes, and a stop leaves it active.

A wrong SQLAlchemy beside Prefect breaks this without a word (see pyproject.toml), so only the behavior tells.
"""

import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from spiders.environment import ROOT
from tests.homes import TestHome
from tests.prefect_database import prefect_home
from tests.readers import Readers
from tests.spiders.test_signals import all_children

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")]
Found = TypeVar("Found")
SECONDS = 90.0


def until(find: Callable[[], Found | None], seconds: float = SECONDS) -> Found:
    """Ask until there is an answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (found := find()) is not None:
            return found
        time.sleep(0.3)
    raise AssertionError("no answer in time")


@contextmanager
def ended_with(process: "subprocess.Popen[str]") -> Iterator[None]:
    """Kill what still runs at the end."""
    try:
        yield
    finally:
        process.kill()


@contextmanager
def scheduled(home: TestHome) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """``himdir schedule`` on the sample web, and its server's API."""
    line = [sys.executable, "-m", "flows.cli", "schedule", "--cron", "0 7 * * *"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    environment = home.environment({"HIMDIR_WEB": "sample"})
    with subprocess.Popen(line, cwd=ROOT, env=environment, **pipes) as process, ended_with(process):
        assert process.stdout is not None
        words = process.stdout.readline()
        told = re.search(r"http://127\.0\.0\.1:\d+", words)
        assert told, words
        with httpx.Client(base_url=f"{told[0]}/api", trust_env=False, timeout=30) as api:
            yield process, api


def asked(api: httpx.Client, path: str, **body: Any) -> Any:
    """The answer to a question, put again as Prefect's own client does while its server says that it is busy (503)."""

    def answered() -> httpx.Response | None:
        answer = api.post(path, json=body) if body else api.get(path)
        return None if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE else answer

    answer = until(answered)
    assert answer.is_success, answer.text
    return answer.json()


def started(api: httpx.Client, deployment: str, key: str) -> Any:
    """A run of a deployment, begun once however often the server is asked for it."""
    return asked(api, f"/deployments/{deployment}/create_flow_run", state={"type": "SCHEDULED"}, idempotency_key=key)


def test_a_cron_becomes_runs_a_run_refreshes_and_a_stop_leaves_the_schedule_active(tmp_path: Path) -> None:
    home = TestHome(tmp_path / "home")
    prefect_home(home.folder / "prefect")
    with scheduled(home) as (process, api):
        deployment = until(lambda: named(api, "nightly"))
        assert asked(api, "/deployments/name/refresh/nightly")["id"] == deployment["id"]
        for name in ("refresh-source/refresh-ipeds", "publish/publish-now", "reject/reject-run"):
            assert offered(api, name)["concurrency_options"]["collision_strategy"] == "CANCEL_NEW", name
        form = offered(api, "accept/accept-run")["parameter_openapi_schema"]
        assert set(form["definitions"]["RunDecision"]["properties"]) == {"run", "who", "why"}
        planned = until(lambda: runs(api, deployment, "SCHEDULED") or None)
        times = [datetime.fromisoformat(run["expected_start_time"]) for run in planned]
        assert all((at.hour, at.minute) == (7, 0) and at > datetime.now(UTC) for at in times)

        run = started(api, deployment["id"], "first")
        ended = until(lambda: ended_run(api, run["id"]))
        assert ended["state"]["type"] == "COMPLETED", ended["state"]
        assert (home.folder / "published" / "current" / "directory.sqlite").is_file()
        steps = {"directory: assembling", "snapshot: publishing", "ipeds: accepted"}
        until(lambda: (steps <= logged(api, run["id"])) or None)

        with Readers(home.folder / "published", programs(home)) as readers:
            by_hand = offered(api, "refresh-source/refresh-ipeds")["id"]
            started(api, by_hand, "second")
            until(lambda: True if at_work(home) else None)
            children = all_children(process.pid)
            assert children, "Prefect's server is a child, and the run, and its crawlers"
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
            assert process.stderr is not None
            assert "never awaited" not in process.stderr.read()
            until(lambda: True if not any(Path(f"/proc/{pid}").exists() for pid in children) else None, 30)
        assert readers.troubles == []
    assert stored_schedules(home) == [("nightly", 0, 1)]
    assert not at_work(home)
    told = json.loads((home.folder / "receipts" / "receipt.json").read_text(encoding="utf-8"))
    assert told["outcome"] == "stopped"
    (why,) = told["notes"]
    assert why.startswith("stopped before its end: its process was killed, or ended with what served it")
    assert why in told["needs_a_person"]


def programs(home: TestHome) -> int:
    """How many programs readers have."""
    with closing(sqlite3.connect(home.folder / "published" / "current" / "directory.sqlite")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM v1_program").fetchone()
    return int(count)


def at_work(home: TestHome) -> bool:
    """Whether a refresh has not ended."""
    with closing(sqlite3.connect(home.folder / "work.sqlite")) as connection:
        return bool(connection.execute("SELECT 1 FROM refresh WHERE ended_at IS NULL").fetchall())


def offered(api: httpx.Client, name: str) -> Any:
    """A deployment by flow and name, as soon as the server has it."""

    def found() -> Any:
        answer = api.get(f"/deployments/name/{name}")
        return answer.json() if answer.status_code == httpx.codes.OK else None

    return until(found)


def named(api: httpx.Client, name: str) -> Any:
    told = asked(api, "/deployments/filter", deployments={"name": {"any_": [name]}})
    return told[0] if told else None


def runs(api: httpx.Client, deployment: Any, state: str) -> Any:
    wanted = {"deployment_id": {"any_": [deployment["id"]]}, "state": {"type": {"any_": [state]}}}
    return asked(api, "/flow_runs/filter", flow_runs=wanted)


def logged(api: httpx.Client, run: str) -> set[str]:
    """What the log of a run says, as its page shows it."""
    return {line["message"] for line in asked(api, "/logs/filter", logs={"flow_run_id": {"any_": [run]}})}


def ended_run(api: httpx.Client, run: str) -> Any:
    told = asked(api, f"/flow_runs/{run}")
    return told if told["state"]["type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED") else None


def stored_schedules(home: TestHome) -> list[Any]:
    """Deployment, whether it is paused, and whether its schedule is active, as Prefect keeps them in our home."""
    with closing(sqlite3.connect(home.folder / "prefect" / "prefect.db")) as connection:
        statement = (
            "SELECT name, paused, active FROM deployment JOIN deployment_schedule ON deployment_id = deployment.id"
        )
        return connection.execute(statement).fetchall()


@pytest.mark.parametrize(
    ("words", "told"), [(["--cron", "every night"], "'0 7 * * *'"), (["--web", "live"], "HIMDIR_CONTACT")]
)
def test_a_schedule_that_cannot_work_is_refused_at_once(tmp_path: Path, words: list[str], told: str) -> None:
    ended = TestHome(tmp_path).himdir("schedule", *words, HIMDIR_WEB="sample")
    assert (ended.code, told in ended.log) == (2, True), ended.log
