"""What takes long to make and is only read or copied: made by the first test process that asks, for a whole session."""

import fcntl
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

FOLDER = "TESTS_SHARED_FOLDER"
"""The folder that the processes of one session share; set in conftest.py."""


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """What ``make`` has made at the path that it was given. Outside of a session of tests it is made each time."""
    told = os.environ.get(FOLDER)
    folder = Path(told) if told else Path(tempfile.mkdtemp(prefix="himdir-tests-"))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / name
        if not made.exists():
            make(part := folder / f"{name}.part")
            part.rename(made)
    return made
