"""Notices when Prefect's server is away while a refresh is at work, so that the receipt of the night can tell it.

A refresh does not depend on the server: the truth about runs is in our database.
"""

import threading
import time
from datetime import UTC, datetime
from types import TracebackType

import httpx

EVERY_SECONDS = 1.0
ASK_AGAIN_SECONDS = 0.1
PATIENCE_SECONDS = 10.0


class ServerWatch:
    """Asks for the server's health from enter to exit. ``url`` is that of its API; None watches nothing."""

    def __init__(self, url: str | None, every: float = EVERY_SECONDS) -> None:
        self.url, self.every = url, every
        self.away = False
        """Whether it did not answer when it was asked last."""
        self._outages: list[list[datetime]] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watch of Prefect's server", daemon=True)

    def __enter__(self) -> "ServerWatch":
        if self.url:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()

    def stays_away(self, seconds: float) -> bool:
        """Ask now, and for at most so many seconds again while it is away; whether it was so to the end."""
        if not self.url:
            return False
        end = time.monotonic() + seconds
        with httpx.Client(trust_env=False, timeout=PATIENCE_SECONDS) as client:
            while away := self._is_away(client):
                if time.monotonic() > end:
                    break
                time.sleep(ASK_AGAIN_SECONDS)
        return away

    def notes(self) -> tuple[str, ...]:
        """A sentence for each time that the server was away."""
        return tuple(self._words(*outage) for outage in self._outages)

    def _words(self, began: datetime, last: datetime, back: datetime | None = None) -> str:
        since = f"Prefect's server did not answer from {began:%H:%M:%S}"
        if back is not None:
            return f"{since} to {back:%H:%M:%S} UTC; the refresh went on without it"
        return f"{since} UTC on, last asked at {last:%H:%M:%S}; what its pages show of this night is not complete"

    def _watch(self) -> None:
        with httpx.Client(trust_env=False, timeout=PATIENCE_SECONDS) as client:
            while not self._ended.wait(self.every):
                now, was = datetime.now(UTC), self.away
                self.away = away = self._is_away(client)
                if away and not was:
                    self._outages.append([now, now])
                elif away:
                    self._outages[-1][1] = now
                elif was:
                    self._outages[-1].append(now)

    def _is_away(self, client: httpx.Client) -> bool:
        """A server that is only slow is not away."""
        try:
            return client.get(f"{self.url}/health").is_server_error
        except httpx.TimeoutException:
            return False
        except httpx.HTTPError:
            return True
