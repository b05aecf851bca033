"""The editable word lists of the linker (``reference/link_*.csv``), read once and shaped for use.

Holds no list of its own: what a domain expert would change stands in the CSVs.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pipelines.tables import reference_rows


class Words(NamedTuple):
    """The word lists: how each word of a name is read and what its absence means."""

    phrases: dict[str, str]
    abbreviations: dict[str, tuple[str, ...]]
    may_drop: frozenset[str]
    weighs_little: dict[str, float]
    never_drop: frozenset[str]
    offices: frozenset[str]
    systems: tuple[tuple[str, ...], ...]
    kinds: frozenset[str]
    passing: frozenset[str]
    schools: frozenset[str]
    kind_follows: frozenset[tuple[tuple[str, ...], tuple[str, ...]]]
    streets: dict[str, str]


def _of(use: str) -> Iterable[dict[str, str]]:
    return (row for row in reference_rows("link_words") if row["use"] == use)


@cache
def words() -> Words:
    """The word lists of ``reference/link_words.csv``."""
    follows = {(_kind(row["word"]), _kind(row["value"])) for row in _of("kind_follows")}
    return Words(
        phrases={row["word"]: row["value"] for row in _of("phrase")},
        abbreviations={row["word"]: tuple(row["value"].split()) for row in _of("abbreviation")},
        may_drop=frozenset(row["word"] for row in _of("may_drop")),
        weighs_little={row["word"]: float(row["value"]) for row in _of("weighs_little")},
        never_drop=frozenset(row["word"] for row in _of("never_drop")),
        offices=frozenset(row["word"] for row in _of("office")),
        systems=tuple(tuple(row["word"].split()) for row in _of("system")),
        kinds=frozenset(word for pair in follows for kind in pair for word in kind),
        passing=frozenset(row["word"] for row in _of("passing_kind")),
        schools=frozenset(row["word"] for row in _of("school")),
        kind_follows=frozenset(follows | {(later, earlier) for earlier, later in follows}),
        streets={row["word"]: row["value"] for row in _of("street")},
    )


def _kind(text: str) -> tuple[str, ...]:
    return tuple(sorted(text.split()))


@cache
def weights() -> dict[tuple[str, str], float]:
    """Match weights in bits, ``(evidence, level)`` to log2 of how much likelier it is for the same institution."""
    return {(row["evidence"], row["level"]): float(row["bits"]) for row in reference_rows("link_weights")}
