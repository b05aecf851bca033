"""Prefect's server as a child process: for one command that starts it first of all, so that it loads beside the rest.

Prefect would start such a server itself, but only when a flow is called, and after it has loaded the whole server into
the process that calls. May not import Prefect, whose settings must be known before that.
"""

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import httpx

from flows.warm_start import die_with_parent

HOST = "127.0.0.1"
POLL_SECONDS = 0.05
PATIENCE_SECONDS = 60.0
NAMED_PATIENCE_SECONDS = 10.0
"""A server that somebody named is there already, unless it is being restarted."""
END_SECONDS = 5
APPLICATION = ("uvicorn", "--factory", "prefect.server.api.server:create_app", "--log-level", "error")
ONE_COMMAND_ONLY = {
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_UI_ENABLED": "0",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_MEMOIZE_BLOCK_AUTO_REGISTRATION": "false",
}
"""As Prefect sets them for a server of its own, and no types of blocks: nobody is there to fill in their forms. Not
remembering that they were registered leaves them to the first server with a UI."""


class OwnServer:
    """A server on the loopback address for as long as this process lives; ``url`` is that of its API."""

    def __init__(self, folder: Path) -> None:
        port = free_port(HOST)
        self.url = f"http://{HOST}:{port}/api"
        with (folder / "own-server.log").open("wb") as log:
            line = ["-m", *APPLICATION, "--host", HOST, "--port", str(port)]
            self.process = start_process(line, log, ONE_COMMAND_ONLY)
        atexit.register(self.stop)

    def trouble(self) -> str:
        """Wait until it answers; empty, or why it does not."""
        return trouble_with(self.url, PATIENCE_SECONDS, self.process)

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def trouble_with(url: str, patience: float | None = None, process: "subprocess.Popen[str] | None" = None) -> str:
    """Wait until the API at ``url`` answers, at most so many seconds; empty, or why it does not, in words."""
    patience = patience or NAMED_PATIENCE_SECONDS
    end, why = time.monotonic() + patience, "it did not answer"
    with httpx.Client(trust_env=False) as client:  # loading the certificates for each question takes 20 ms of a core
        while time.monotonic() < end:
            if process is not None and process.poll() is not None:
                return f"it ended with exit code {process.returncode}"
            try:
                answer = client.get(f"{url}/health", timeout=max(0.1, end - time.monotonic()))
                if not answer.is_server_error:
                    return ""
                why = f"it answered with status {answer.status_code}"
            except httpx.TimeoutException:
                break
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                why = f"it cannot be reached ({type(error).__name__})"
            time.sleep(POLL_SECONDS)
    return f"{why} within {patience:g} seconds"


def start_process(line: list[str], log: IO[bytes], settings: Mapping[str, str]) -> "subprocess.Popen[str]":
    """A module of our own interpreter as a child in a session of its own, which on Linux ends with us."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter, arguments as a list
        [sys.executable, *line],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        env={**os.environ, **settings},
        text=True,
        start_new_session=True,
        preexec_fn=die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - one prctl call
    )


def free_port(host: str, wanted: int = 0) -> int:
    """The port that is wanted, so that bookmarks and tunnels stay true, or another when it is taken. OSError: none."""
    for port in (wanted, 0):
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    raise OSError(f"no port is free on {host}")
