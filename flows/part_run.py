"""Reads the part of a refresh that a worker of a work pool was given: the command of ``crawl-part/on-the-pool``.

Prefect's engine would load Prefect twice for each part, which takes longer than many a part. This process tells the
server by its API what the engine would tell: that the part is being read, and what came of it. Where the server wants
what only Prefect knows, the engine takes the place of this process. May not import Prefect.
"""

import logging
import os
import signal
import sys
import time
from collections.abc import Mapping
from typing import Any, NoReturn

import httpx

from flows.crawlers import fork_from_here
from flows.interruption import listen
from flows.warm_start import load

logger = logging.getLogger(__name__)
ENGINE = (sys.executable, "-m", "prefect.engine")
ONLY_PREFECT_KNOWS = (
    "PREFECT_CLIENT_CUSTOM_HEADERS",
    "PREFECT_API_TLS_INSECURE_SKIP_VERIFY",
    "PREFECT_API_SSL_CERT_FILE",
)
MESSAGE = 2000
ANSWER_SECONDS = 30.0
PATIENCE_SECONDS = 60.0
"""How long a server that is away is waited for, when a part has been read: it may be being restarted."""
POLL_SECONDS = 1.0


class ServerRefuses(RuntimeError):
    """The server does not want this run to go on; the message says why."""


class FlowRun:
    """A flow run by the server's API. httpx.HTTPError when that does not answer as it should."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        headers, key = {}, environment.get("PREFECT_API_KEY")
        if key:
            headers["Authorization"] = f"Bearer {key}"
        user, _, password = environment.get("PREFECT_API_AUTH_STRING", "").partition(":")
        self.url = f"{environment['PREFECT_API_URL']}/flow_runs/{environment['PREFECT__FLOW_RUN_ID']}"
        self.client = httpx.Client(
            headers=headers, auth=(user, password) if user and not key else None, timeout=ANSWER_SECONDS,
        )  # fmt: skip

    def parameters(self) -> dict[str, Any]:
        """What the flow was told to do."""
        answer = self.client.get(self.url)
        answer.raise_for_status()
        return dict(answer.json()["parameters"])

    def become(self, kind: str, message: str = "") -> None:
        """Have a state of such a type, RUNNING or COMPLETED; ServerRefuses when the server would not have it."""
        told = {"type": kind, "name": kind.capitalize(), "message": message[:MESSAGE] or None}
        answer = self.client.post(f"{self.url}/set_state", json={"state": told})
        answer.raise_for_status()
        if (response := answer.json())["status"] != "ACCEPT":
            details = response.get("details") or {}
            raise ServerRefuses(f"{response['status']}: {details.get('reason') or 'no reason'}")

    def end(self, kind: str, message: str) -> None:
        """Become so, also when the server is away for a while. The verdict stands in our database in any case.

        A run that was given up meanwhile keeps the state that it has been given.
        """
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                self.become(kind, message)
            except httpx.HTTPError as error:
                if time.monotonic() < end:
                    time.sleep(POLL_SECONDS)
                    continue
                logger.warning("Prefect's server was not told that the part ended as %s: %s", kind, error)
            except ServerRefuses as refusal:
                logger.warning("Prefect's server does not have the part end as %s: %s", kind, refusal)
            return


def main() -> None:
    """Read the part; the exit code is 0 when the server knows what came of it."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    if any(os.environ.get(name) for name in ONLY_PREFECT_KNOWS) or not os.environ.get("PREFECT_API_URL"):
        become_engine()
    load()
    fork_from_here()
    listen()
    run = FlowRun(os.environ)
    try:
        told = run.parameters()
        run.become("RUNNING")
    except httpx.HTTPError as error:
        logger.warning("Prefect's server does not answer a plain request, so its engine reads the part: %s", error)
        become_engine()
    except ServerRefuses as refusal:
        logger.warning("the part is not read: %s", refusal)
        return
    read(run, told)


def read(run: FlowRun, told: Mapping[str, Any]) -> None:
    """Read the part, and tell what came of it in a sentence; the traceback is for the log of the worker."""
    from flows.part_work import part_read

    try:
        verdict = part_read(told["part"], told["refresh_id"], told["request"])
    except KeyboardInterrupt:
        end_as_told()
    except Exception as error:
        logger.exception("%s could not be read", told["part"])
        run.end("FAILED", f"{told['part']} could not be read: {type(error).__name__}: {error}")
    else:
        run.end("COMPLETED", f"{told['part']}: {verdict}")


def become_engine() -> NoReturn:
    """Go on as the process that a worker starts where no command is given."""
    os.execv(ENGINE[0], ENGINE)  # noqa: S606 - our own interpreter


def end_as_told() -> NoReturn:
    """End by the signal that told this process to, as the worker expects it."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTERM)
    sys.exit(1)


if __name__ == "__main__":
    main()
