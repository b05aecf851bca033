"""What may be asserted of time: that a reader does not explode on a hostile text. How fast it is, ``bench`` tells.

A machine that pauses is not the reader's doing, so each measurement is repeated, with a text of another length (a
cache must not answer for the reader), and fails only where every attempt fails. Processor time, not the clock.
"""

import time
from collections.abc import Callable
from functools import partial

ATTEMPTS = 5


def assert_linear(read: Callable[[int], object], small: int, *, times: int = 8, floor: float = 0.02) -> None:
    """Assert that ``times`` the size takes no more than three times as much longer; quadratic time would be far above.

    ``read`` makes a text of the size it is given and reads it; ``floor`` is the least time, in seconds, that the
    reading of the small text is taken for.
    """
    shares: list[float] = []
    while not shares or min(shares) >= 3 * times:
        assert len(shares) < ATTEMPTS, f"{times} times the size took {min(shares):.0f} times as long, at best"
        size = small + len(shares)
        least = max(seconds(partial(read, size)), floor)
        shares.append(seconds(partial(read, times * size)) / least)


def assert_quick(read: Callable[[], object], limit: float) -> None:
    """Assert that it is done within ``limit`` seconds of processor time, in one of three attempts."""
    took: list[float] = []
    while not took or min(took) >= limit:
        assert len(took) < 3, f"took {min(took):.1f} s at best, limit {limit} s"
        took.append(seconds(read))


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    began = time.process_time()
    work()
    return time.process_time() - began
