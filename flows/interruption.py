"""Remembers that somebody told the command to end. The exception of a signal can be lost in a callback of other code.

Each step of long work asks here before it begins, so that a lost exception costs one step and not the whole way.
"""

import signal
import threading

_asked = threading.Event()


def listen() -> None:
    """From now on SIGINT and SIGTERM raise KeyboardInterrupt in the main thread, and are remembered."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _remember)


def end_if_asked() -> None:
    """Raise KeyboardInterrupt when somebody has told the command to end."""
    if _asked.is_set():
        raise KeyboardInterrupt


def _remember(_number: int, _frame: object) -> None:
    _asked.set()
    raise KeyboardInterrupt
