"""The figures of accuracy as rows: what they hold, and their form in ``reference/accuracy.csv``. Measures nothing.

Imports nothing heavy, since every publication reads these rows.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.tables import FOLDER, reference_rows

FIGURES = FOLDER / "accuracy.csv"
CASES = FOLDER.parent / "accuracy"
COLUMNS = (
    "kind", "measure", "value", "low", "high", "counted", "cases", "pages", "rule_version", "floor", "digest",
)  # fmt: skip
FIRST_MET = "_first_met"
"""What the measure of a figure ends in that was measured before any rule was mended on these texts."""
PLACES = 4
"""Decimal places of a share: what is printed, compared with floors and published is the same number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured share with its 95 % interval.

    ``counted`` is the number of things that the share is of; ``cases`` and ``pages`` are those of the whole set.
    ``rule_version`` is the version of the normalizer that was measured.
    """

    kind: str
    measure: str
    value: float
    low: float
    high: float
    counted: int
    cases: int
    pages: int
    rule_version: str

    def public(self) -> dict[str, Any]:
        """The figure as JSON-ready values."""
        return asdict(self)


def figures_as_csv(figures: Sequence[Figure], floors: dict[tuple[str, str], str], digests: dict[str, str]) -> str:
    """The text of ``accuracy.csv``; ``floors`` by kind and measure, ``digests`` by kind."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for figure in figures:
        floor = floors.get((figure.kind, figure.measure), "")
        shares = (f"{share:.{PLACES}f}" for share in (figure.value, figure.low, figure.high))
        told = (figure.counted, figure.cases, figure.pages, figure.rule_version, floor, digests[figure.kind])
        writer.writerow((figure.kind, figure.measure, *shares, *told))
    return out.getvalue()


def read_figures(path: Path, kind: str, digest: str) -> list[Figure]:
    """The rows of a kind, if they were measured on what ``digest`` names; none where they were not."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    return list(_figures(rows)) if all(row["digest"] == digest for row in rows) else []


def first_figures() -> list[Figure]:
    """How well the rules read these texts as they stood when the texts came; the better guess for unseen pages."""
    rows = reference_rows("accuracy_first")
    return list(_figures({**row, "measure": row["measure"] + FIRST_MET} for row in rows))


def batch_figures(kind: str) -> list[tuple[str, str, Figure]]:
    """What each fresh batch of texts gave at its first reading, oldest first: batch, rules at the time, figure."""
    rows = [row for row in reference_rows("accuracy_batches") if row["kind"] == kind]
    told = _figures({**row, "counted": row["cases"], "rule_version": row["rules"].split()[0]} for row in rows)
    return [(row["batch"], row["rules"], figure) for row, figure in zip(rows, told, strict=True)]


def _figures(rows: Iterable[dict[str, str]]) -> Iterable[Figure]:
    for row in rows:
        value, low, high = (float(row[name]) for name in ("value", "low", "high"))
        counted, cases, pages = (int(row[name]) for name in ("counted", "cases", "pages"))
        yield Figure(row["kind"], row["measure"], value, low, high, counted, cases, pages, row["rule_version"])
