"""Ends a command in time, though Prefect would wait for a server that takes nothing any more.

At the end of a process Prefect delivers the events that are left, and tries each for ten seconds. What counts
stands in our database by then.
"""

import os
import sys
import threading
import time

import httpx

WITHOUT_SERVER_SECONDS = 3.0
LONGEST_SECONDS = 30.0
POLL_SECONDS = 0.3


def leave_in_time(code: int) -> None:
    """From now on the process may take half a minute to end while the server answers, and seconds when it does not."""
    url = os.environ.get("PREFECT_API_URL")
    if url and "prefect" in sys.modules:
        threading.Thread(target=_leave, args=(url, code), name="leaving", daemon=True).start()


def _leave(url: str, code: int) -> None:
    answered = began = time.monotonic()
    with httpx.Client(trust_env=False, timeout=WITHOUT_SERVER_SECONDS) as client:
        while (now := time.monotonic()) - answered < WITHOUT_SERVER_SECONDS and now - began < LONGEST_SECONDS:
            try:
                client.get(f"{url}/health")
                answered = time.monotonic()
            except httpx.HTTPError:
                pass
            time.sleep(POLL_SECONDS)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)
