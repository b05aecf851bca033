"""Shares with intervals: whole pages are drawn again and again, since texts of one page resemble each other.

The seed is fixed, so that the same answers give the same interval. Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from random import Random
from typing import NamedTuple

from pipelines.scoring import Counts, total

SEED = 20_260_301
RESAMPLES = 1000
TAIL = 0.025


class Share(NamedTuple):
    """A share with the bounds of its 95 % interval, and the number of things it is a share of."""

    value: float
    low: float
    high: float
    of: int


def shares(scored: Iterable[tuple[str, Counts]], measures: Sequence[str]) -> dict[str, Share]:
    """The share of each measure over scored cases, each given as its page and its counts; none where nothing counts."""
    pages: dict[str, list[Counts]] = defaultdict(list)
    for page, counts in scored:
        pages[page].append(counts)
    by_page = [total(pages[page]) for page in sorted(pages)]
    found = {}
    for measure in measures:
        right = [counts.get(measure, (0, 0))[0] for counts in by_page]
        of = [counts.get(measure, (0, 0))[1] for counts in by_page]
        if sum(of):
            found[measure] = Share(sum(right) / sum(of), *_interval(right, of), sum(of))
    return found


def _interval(right: Sequence[int], of: Sequence[int]) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of the share over the drawn pages."""
    drawn = sorted(
        sum(map(right.__getitem__, pages)) / cases
        for pages in _draws(len(of))
        if (cases := sum(map(of.__getitem__, pages)))
    )
    return drawn[int(TAIL * len(drawn))], drawn[min(len(drawn) - 1, int((1 - TAIL) * len(drawn)))]


@cache
def _draws(pages: int) -> tuple[tuple[int, ...], ...]:
    random = Random(SEED)  # noqa: S311 - no secret depends on it; the same figures every time are wanted
    return tuple(tuple(random.choices(range(pages), k=pages)) for _ in range(RESAMPLES))
