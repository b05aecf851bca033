"""A bound on the time that one piece of work may take, for commands that read what anybody may have sent."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class PageTooSlow(Exception):
    """The time is up."""


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise PageTooSlow in the work below when ``seconds`` are over; where no signal can come, there is no bound."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form of a signal's handler
        raise PageTooSlow

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
