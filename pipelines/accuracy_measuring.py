"""Measuring a normalizer on the labeled cases that come along with the project: from texts to figures.

May not know where figures are kept nor what they must reach. The cases are spans typed by hand, not a sample of pages.
"""

import importlib
import json
from dataclasses import dataclass
from typing import Any

from pipelines.accuracy_figures import CASES, PLACES, Figure
from pipelines.normalize.refusal import Refusal
from pipelines.scoring import Counts, counts_of_case, measures
from pipelines.scoring_intervals import Share, shares


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its label; ``page`` groups texts that resemble each other."""

    id: str
    page: str
    text: str
    expected: Any


def labeled_cases(kind: str) -> list[Case]:
    """The cases of a kind in the order of their file."""
    lines = (CASES / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    told = (json.loads(line) for line in lines if line.strip())
    return [Case(case["id"], case["page"], case["text"], case["expected"]) for case in told]


def measure(kind: str) -> list[Figure]:
    """Every figure of a kind, in the order of its measures."""
    normalizer = importlib.import_module(f"pipelines.normalize.{kind}")
    cases = labeled_cases(kind)
    scored = [(case.page, _counts(kind, normalizer, case)) for case in cases]
    told = shares(scored, measures(kind))
    return [_figure(kind, name, share, cases, normalizer.VERSION) for name, share in told.items()]


def _figure(kind: str, name: str, share: Share, cases: list[Case], version: str) -> Figure:
    value, low, high = (round(number, PLACES) for number in (share.value, share.low, share.high))
    pages = len({case.page for case in cases})
    return Figure(kind, name, value, low, high, share.of, len(cases), pages, version)


def _counts(kind: str, normalizer: Any, case: Case) -> Counts:
    try:
        answered = normalizer.predicted(case.text)
    except Refusal:
        answered = None
    return counts_of_case(kind, case.expected, answered)
