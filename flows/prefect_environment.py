"""Prefect's settings, put into the environment before Prefect is imported: its home in ours, and no telemetry.

Import this module, and only then Prefect. What the operator has set in the environment stays.
"""

import os
from pathlib import Path

from flows.prefect_database import make_prefect_database
from flows.prefect_server import OwnServer
from spiders.environment import Environment


def prepare_prefect(home: Path | None = None, *, alone: bool = False) -> None:
    """Set Prefect's home, silence its telemetry and its chatter, and give its server time for a cold start.

    A home without Prefect's database gets one. ``alone`` is for a command that somebody waits for: a server that is
    away is asked again for some seconds instead of a minute, and one of its own, which nobody can watch, gets no log.
    """
    nobody_watches = alone and not os.environ.get("PREFECT_API_URL")
    folder = (home or Environment().home).absolute() / "prefect"
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in {
        "PREFECT_HOME": str(folder),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        **({"PREFECT_LOGGING_TO_API_ENABLED": "false"} if nobody_watches else {}),
        **({"PREFECT_CLIENT_MAX_RETRIES": "1"} if alone else {}),
        "PREFECT_CLI_PROMPT": "false",
    }.items():
        os.environ.setdefault(name, value)
    make_prefect_database(Path(os.environ["PREFECT_HOME"]), os.environ)


def start_own_server() -> OwnServer | None:
    """Unless the operator has named a server: start one for this process, and name it in the environment."""
    if os.environ.get("PREFECT_API_URL"):
        return None
    server = OwnServer(Path(os.environ["PREFECT_HOME"]))
    os.environ["PREFECT_API_URL"] = server.url
    return server
