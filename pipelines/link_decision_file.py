"""What people decided about links, as rows of a CSV: in the repository, and in the operator's home. Reads only.

A row speaks of one record (source, kind and key), or of every record with a name in a state. A row that cannot be
believed is reported and left out.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipelines.link_types import Decision
from pipelines.tables import reference_rows

NAME = "link_decisions"
HEADER = (
    "record_source", "record_kind", "record_key", "name", "city", "state", "unitid", "verdict", "who", "why", "source",
    "as_of",
)  # fmt: skip
MAXIMUM_BYTES = 4_000_000
LONGEST_CELL = 2_000
VERDICTS: Mapping[str, Literal["yes", "no"]] = {"yes": "yes", "no": "no"}
_UNITID = re.compile(r"[0-9]{6}")


class BadDecisionFile(ValueError):
    """The file as a whole cannot be read."""


@dataclass(frozen=True, slots=True)
class LinkDecisions:
    """The decisions of a file, its digest, and what is wrong with its rows, in words."""

    decisions: tuple[Decision, ...] = ()
    digest: str = ""
    problems: tuple[str, ...] = ()


def candidate_id(source: str, kind: str, key: str) -> str:
    """How a record is named to the linker, so that keys of several sources are never mixed up."""
    return f"{source}/{kind}/{key}"


def shipped_decisions() -> tuple[Decision, ...]:
    """The decisions in the repository."""
    return tuple(decision_of(row) for row in reference_rows(NAME))


def read_link_decisions(body: bytes) -> LinkDecisions:
    """The decisions of the operator's file. BadDecisionFile when it is none."""
    if len(body) > MAXIMUM_BYTES:
        raise BadDecisionFile(f"it has {len(body)} bytes; at most {MAXIMUM_BYTES} are read")
    found: list[Decision] = []
    problems: list[str] = []
    for number, row in _rows(body):
        if problem := _problem(row):
            problems.append(f"row {number}: {problem}; it is left out")
        else:
            found.append(decision_of(row))
    return LinkDecisions(tuple(found), hashlib.sha256(body).hexdigest()[:12], tuple(problems))


def _rows(body: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
        if tuple(cell.strip() for cell in next(rows, [])) != HEADER:
            raise BadDecisionFile(f"its first line must be {','.join(HEADER)}")
        for number, row in enumerate(rows, start=2):
            if any(cell.strip() for cell in row):
                cells = [cell.strip() for cell in row] + [""] * (len(HEADER) - len(row))
                yield number, dict(zip(HEADER, cells, strict=False))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadDecisionFile(f"it is not readable as CSV in UTF-8 ({error})") from error


def _problem(row: Mapping[str, str]) -> str:
    if any(len(cell) > LONGEST_CELL for cell in row.values()):
        return f"a cell is longer than {LONGEST_CELL} characters"
    if not _UNITID.fullmatch(row["unitid"]):
        return f"unitid: {row['unitid'][:20]!r} is no UNITID"
    if row["verdict"] not in VERDICTS:
        return f"verdict: {row['verdict'][:20]!r} is neither yes nor no"
    if not row["who"] or not row["why"]:
        return "who or why is empty"
    if not (row["record_key"] or (row["name"] and row["state"])):
        return "it names neither a record nor a school with its state"
    try:
        date.fromisoformat(row["as_of"])
    except ValueError:
        return f"as_of: {row['as_of'][:20]!r} is not a day such as 2026-11-01"
    return ""


def decision_of(row: Mapping[str, str]) -> Decision:
    """A row as the linker takes it."""
    key = row["record_key"]
    return Decision(
        unitid=row["unitid"],
        verdict=VERDICTS[row["verdict"]],
        who=row["who"],
        decided_on=date.fromisoformat(row["as_of"]),
        why=row["why"],
        candidate_id=candidate_id(row["record_source"], row["record_kind"], key) if key else None,
        name=row["name"] or None,
        city=row["city"] or None,
        state=row["state"] or None,
    )


def exported(body: bytes) -> Iterator[Sequence[str]]:
    """The believed rows of a file for the repository: its header first, each row once, in order."""
    rows = {tuple(row[name] for name in HEADER) for _, row in _rows(body) if not _problem(row)}
    yield HEADER
    yield from sorted(rows)


def appended(body: bytes, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The file with rows more; a header first where there is no file yet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if not body:
        writer.writerow(HEADER)
    writer.writerows([row.get(name, "") for name in HEADER] for row in rows)
    before = body if not body or body.endswith(b"\n") else body + b"\n"
    return before + out.getvalue().encode()
