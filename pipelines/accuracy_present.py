"""The figures that hold now: those that come along where nothing they depend on has moved, else measured anew.

Imports the scorer and the normalizers only where something has moved.
"""

from functools import cache

from pipelines.accuracy_digest import accuracy_digest
from pipelines.accuracy_figures import FIGURES, Figure, read_figures
from pipelines.scoring_values import KINDS


def present_figures() -> list[Figure]:
    """Every figure of every kind, in the order of kinds and measures."""
    found: list[Figure] = []
    for kind in KINDS:
        digest = accuracy_digest(kind)
        found += read_figures(FIGURES, kind, digest) or _measured(kind, digest)
    return found


@cache
def _measured(kind: str, _digest: str) -> list[Figure]:
    """Measured once a process for the same digest."""
    from pipelines.accuracy_measuring import measure

    return measure(kind)
