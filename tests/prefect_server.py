"""One Prefect server for all refreshes of a test process that ask for it, since each would start one of its own."""

import atexit
import os
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import httpx

from flows.prefect_server import APPLICATION, ONE_COMMAND_ONLY
from spiders.environment import ROOT
from tests.prefect_database import prefect_home

START_SECONDS = 180
END_SECONDS = 30


@cache
def shared_server() -> str:
    """The address of its API; started when first asked for, stopped when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="himdir-prefect-")
    port = _free_port()
    line = [sys.executable, "-m", *APPLICATION, "--host", "127.0.0.1", "--port", str(port)]
    own = ("HIMDIR_", "PREFECT_", "COVERAGE_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", **ONE_COMMAND_ONLY}
    environment = {**inherited, "PREFECT_HOME": str(prefect_home(Path(folder.name))), **quiet}
    with (Path(folder.name) / "log").open("wb") as log:
        process = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def stop() -> None:
        process.terminate()
        process.wait(END_SECONDS)
        folder.cleanup()

    atexit.register(stop)
    url = f"http://127.0.0.1:{port}/api"
    _wait_until_healthy(url, process)
    return url


def _wait_until_healthy(url: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "Prefect's server has ended"
        try:
            if httpx.get(f"{url}/health", trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError("Prefect's server does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
