"""Wages: what people are paid for an occupation, or after they have left a school, which is no price of it."""

from typing import Final

from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import word_group, word_set

_LEAST_WAGE: Final = 1_500_000
_LEAST_HOURLY: Final = 700
_MOST_HOURLY: Final = 12_000
_OPENING: Final = 4
"""Words of a sentence among which those who have left a school are named."""
_PRICES: Final = frozenset(
    ("tuition", "tuition_and_fees", "fee", "weak_fee", "total_cost", "cost", "books", "per_program")
)
"""What a text speaks of that tells prices."""


def is_wage(scopes: Scopes, figure: Figure) -> bool:
    """``Claims examiner ($34,000)``: an occupation and what it earns."""
    words, row, role = scopes.words, scopes, word_set("role")
    if figure.low >= _LEAST_WAGE:
        before = words[max(0, figure.start - 3) : figure.start]
        named = before[-1:] in (["("], [":"]) and not role.isdisjoint(before)
        if not named:
            clause = words[row.left[0] : row.left[1]]
            named = not word_group("earned").isdisjoint(clause) and not role.isdisjoint(clause)
            named = named or (_PRICES.isdisjoint(scopes.values) and not role.isdisjoint(clause))
        return named and not any(mark.use == "topic" for mark in scopes.pre)
    if not _is_hourly(words, figure):
        return False
    clause = words[row.left[0] : row.right[1]]
    return not role.isdisjoint(clause) and word_group("courses").isdisjoint(clause)


def _is_hourly(words: list[str], figure: Figure) -> bool:
    """Whether a figure is by the bare hour and of the size of a wage."""
    if not _LEAST_HOURLY <= figure.low <= _MOST_HOURLY:
        return False
    return word_group("hourly").issuperset(words[figure.end : figure.end + 2])


def is_of_graduates(scopes: Scopes, figure: Figure) -> bool:
    """``Graduates of our course start at $15.75 an hour``, ``Welders started at $21``: people are paid, not charged."""
    words, (first, last) = scopes.words, scopes.left
    if not _is_hourly(words, figure):
        return False
    before = words[first:last]
    if before[-1:] == ["at"]:
        before = before[:-1]
    if "course" in before and before[before.index("course") + 1 :][:1] == ["of"]:
        before.remove("course")  # the class of 2015
    if before and before[-1] in word_group("wage_verbs") and word_group("courses").isdisjoint(before):
        return not any(mark.use == "program" and words[mark.end] != "of" for mark in scopes.pre)
    return any(
        before[place] in word_group("left") and before[place + 1] in word_group("do_then")
        for place in range(min(len(before) - 1, _OPENING))
    ) and not word_group("earned").isdisjoint(before)
