"""A bound on the processor time that one piece of work may take, for commands that read what anybody may have sent."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class PageTooSlow(Exception):
    """The time is up."""


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise PageTooSlow in the work below after ``seconds`` of the processor: a busy machine is no fault of a page.

    Where no signal can come (another thread, another system) there is no bound.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGPROF"):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form of a signal's handler
        raise PageTooSlow

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
