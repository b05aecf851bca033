"""The operator's file of corrections: its rows become records of the pseudo-source ``correction``, each with its place.

Reads only; a row that cannot be believed is reported and left out, and the others stand.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipelines.normalize.refusal import Refusal
from pipelines.override_fields import KIND, SOURCE, claim_of, kind_of, reader_of
from spiders.items import RawRecord, RawValue

HEADER = ("thing_id", "field", "value", "who", "decided_on", "evidence", "expires_on", "instead_of")
MAXIMUM_BYTES = 4_000_000
LONGEST_CELL = 2_000
_THING = re.compile(r"(ins|prg)-[0-9a-z]{1,28}")


class BadOverrideFile(ValueError):
    """The file as a whole cannot be read."""


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """One row as it stands, with its number in the file (the header is row 1), and what is wrong with it."""

    number: int
    cells: dict[str, str]
    problem: str = ""


def override_rows(body: bytes) -> Iterator[OverrideRow]:
    """The rows of the file, empty ones left out. BadOverrideFile when it is none."""
    if len(body) > MAXIMUM_BYTES:
        raise BadOverrideFile(f"it has {len(body)} bytes; at most {MAXIMUM_BYTES} are read")
    try:
        rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
        if tuple(cell.strip() for cell in next(rows, [])) != HEADER:
            raise BadOverrideFile(f"its first line must be {','.join(HEADER)}")
        for number, row in enumerate(rows, start=2):
            if any(cell.strip() for cell in row):
                cells = dict(zip(HEADER, (cell.strip() for cell in row), strict=False))
                yield OverrideRow(number, cells, _problem(row, cells))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadOverrideFile(f"it is not readable as CSV in UTF-8 ({error})") from error


def _problem(row: list[str], cells: dict[str, str]) -> str:
    if len(row) != len(HEADER):
        return f"expected {len(HEADER)} cells, met {len(row)}"
    if any(len(cell) > LONGEST_CELL for cell in row):
        return f"a cell is longer than {LONGEST_CELL} characters"
    if not _THING.fullmatch(cells["thing_id"]):
        return f"{cells['thing_id'][:40]!r} is no id of a program or institution"
    return override_problem(cells)


def override_problem(cells: dict[str, str]) -> str:
    """Why a correction cannot be believed, in words; empty when it can."""
    if kind_of(cells["field"]) is None:
        return f"{cells['field'][:80]!r} is nothing that may be corrected"
    for name in ("value", "who", "evidence"):
        if not cells[name]:
            return f"{name} is empty"
    for name in ("decided_on", "expires_on"):
        try:
            date.fromisoformat(cells[name])
        except ValueError:
            return f"{name}: {cells[name][:40]!r} is not a day such as 2026-11-01"
    try:
        reader_of(claim_of(cells["field"]))[1](cells["value"])
    except Refusal as refusal:
        return f"value: {refusal.reason}"
    return ""


def override_records(rows: Iterator[OverrideRow], capture_id: str) -> Iterator[RawRecord]:
    """A record for each believed row; of two rows about one field of one thing the later one counts."""
    believed = {(row.cells["thing_id"], row.cells["field"]): row for row in rows if not row.problem}
    for (thing_id, field), row in sorted(believed.items()):
        meta = ("thing_id", "field", "who", "decided_on", "evidence", "expires_on", "instead_of")
        value = RawValue(field=claim_of(field), text=row.cells["value"], at="value")
        yield RawRecord(
            source=SOURCE, kind=KIND, key=f"{thing_id}:{field}", capture_id=capture_id, place=f"csv:#row={row.number}",
            values=(value, *(RawValue(field=f"{PREFIX}{name}", text=row.cells[name], at=name) for name in meta)),
        )  # fmt: skip


PREFIX = "override_"
"""Before the claims that say who, when and why."""
