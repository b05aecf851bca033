"""A short name for the code that turns records into the directory: what it gave another way is built again. Pure."""

import hashlib
from functools import cache
from pathlib import Path

ROOMS = ("db", "pipelines")


@cache
def code_digest() -> str:
    """A digest of the modules of the rooms that an assembly runs through."""
    digest = hashlib.sha256()
    root = Path(__file__).resolve().parent.parent
    for path in sorted(path for room in ROOMS for path in (root / room).rglob("*.py")):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
