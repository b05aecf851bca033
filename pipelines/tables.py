"""Reading the reference tables of this room: CSVs that a domain expert edits, each row with its source and date."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "reference"


@cache
def reference_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``reference/<name>.csv`` as dictionaries of text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def reference_names(prefix: str) -> tuple[str, ...]:
    """The names of the reference tables that begin with ``prefix``, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob(f"{prefix}*.csv")))


@cache
def reference_digest() -> str:
    """A short name for the content of all reference tables, less those that only tell how well words are read."""
    import hashlib

    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.csv")):
        if path.name.startswith("accuracy"):
            continue
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
