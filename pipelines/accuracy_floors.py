"""What the figures must reach before readers get a directory made by the same rules. Pure: from figures to sentences.

The floors stand in ``reference/accuracy_floors.csv``; whoever changes one says why there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.accuracy_figures import Figure
from pipelines.tables import reference_rows

BOUNDS = ("at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a figure must be, or the most where less is better; ``words`` as the table prints the number.

    ``target`` is what the project has set itself; a floor may stand on its wrong side while it is not reached.
    """

    kind: str
    measure: str
    bound: str
    words: str
    target: str

    def holds(self, figure: Figure) -> bool:
        """Whether the figure is on the right side of the floor."""
        return self._reaches(figure.value, float(self.words))

    def is_on_target(self, value: float) -> bool:
        """Whether a figure, or a floor, of this value is what the project has set itself."""
        return self._reaches(value, float(self.target))

    def _reaches(self, value: float, limit: float) -> bool:
        return value >= limit if self.bound == "at_least" else value <= limit


def accuracy_floors() -> list[Floor]:
    """Every floor, in the order of the table."""
    rows = reference_rows("accuracy_floors")
    if wrong := [row["bound"] for row in rows if row["bound"] not in BOUNDS]:
        raise ValueError(f"accuracy_floors.csv: {wrong[0]!r} is none of {', '.join(BOUNDS)}")
    return [Floor(row["kind"], row["measure"], row["bound"], row["floor"], row["target"]) for row in rows]


def fallen_figures(figures: Iterable[Figure], floors: Sequence[Floor]) -> list[str]:
    """A sentence for each floor that does not hold, also where its figure was not measured at all."""
    found = {(figure.kind, figure.measure): figure for figure in figures}
    reasons = []
    for floor in floors:
        figure = found.get((floor.kind, floor.measure))
        wanted = f"its floor is {floor.bound.replace('_', ' ')} {floor.words}"
        if figure is None:
            reasons.append(f"accuracy of {floor.kind}: {floor.measure} was not measured, but {wanted}")
        elif not floor.holds(figure):
            reasons.append(f"accuracy of {floor.kind}: {floor.measure} is {figure.value:.4f}, but {wanted}")
    return reasons
