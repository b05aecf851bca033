"""Which item of an answer stands for which item of the label: the most alike first, each at most once.

Pure. Takes what pipelines.scoring_values made comparable.
"""

from collections.abc import Sequence

from pipelines.scoring_values import FIELDS, Item

Pair = tuple[Item | None, Item | None]
STATED_WEIGHT = 11
"""How much more a stated value that agrees counts than a silence that agrees."""


def paired(kind: str, wanted: Sequence[Item], answered: Sequence[Item]) -> list[Pair]:
    """Pairs of a labeled and an answered item; what is left over on either side is paired with None."""
    left_wanted, left_answered = dict(enumerate(wanted)), dict(enumerate(answered))
    pairs: list[Pair] = []
    for _, _, row, column in _candidates(kind, wanted, answered):
        if row in left_wanted and column in left_answered:
            pairs.append((left_wanted.pop(row), left_answered.pop(column)))
    unmet: list[Pair] = [(item, None) for item in left_wanted.values()]
    invented: list[Pair] = [(None, item) for item in left_answered.values()]
    return pairs + unmet + invented


def _candidates(kind: str, wanted: Sequence[Item], answered: Sequence[Item]) -> list[tuple[int, int, int, int]]:
    """Every possible pair, the most alike first and then the nearest; a charge is its amount."""
    return sorted(
        (-_likeness(kind, label, answer), abs(row - column), row, column)
        for row, label in enumerate(wanted)
        for column, answer in enumerate(answered)
        if kind != "tuition" or _amounts(label) == _amounts(answer)
    )


def _amounts(item: Item) -> tuple[object, object]:
    return item["amount_min"], item["amount_max"]


def _likeness(kind: str, label: Item, answer: Item) -> int:
    agreeing = [name for name in FIELDS[kind] if label[name] == answer[name]]
    return sum(STATED_WEIGHT if label[name] is not None else 1 for name in agreeing)
