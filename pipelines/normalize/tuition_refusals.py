"""Why a figure is no price: a limit on another rate, an installment, a wage, a sentence that speaks of no price."""

from typing import Final

from pipelines.normalize.tuition_charge import Charge
from pipelines.normalize.tuition_doubts import is_average, is_change, is_market
from pipelines.normalize.tuition_fees import takes_over
from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_given import is_part, is_received, is_share, is_so_many, is_times
from pipelines.normalize.tuition_limits import bounds_rate, is_limit
from pipelines.normalize.tuition_marks import Text
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_wages import is_of_graduates, is_wage
from pipelines.normalize.tuition_word_groups import (
    CHANGE,
    DOWN,
    PERCENT,
    PROSE,
    RECEIVE,
    ROLE,
    SHARE,
    TIMES,
    UPWARD,
    word_set,
)  # fmt: skip

_DOUBTS: Final = DOWN | SHARE | UPWARD | CHANGE | ROLE | TIMES | RECEIVE | PERCENT
_DOUBTFUL: Final = frozenset(("market", "limit", "average"))
_EXAM_REACH: Final = 4
_LEAST_SENTENCE: Final = 4
_EVIDENCE: Final = frozenset(("basis", "residency", "credits", "band", "event", "ce"))
_INSTRUCTION: Final = frozenset(("per_credit", "per_clock_hour", "per_course"))
_PAUSES: Final = frozenset((",", "and", "("))
"""Before a word that takes an amount away: ``100% of tuition, less $25``."""
_PARTED: Final = frozenset(("/", ";", "|", "\n"))
"""Signs between an item of a list and the next."""
_RATES: Final = frozenset(("per_credit", "per_clock_hour"))
_NAMELESS: Final = (None, "cost", "tuition")
_LEAST_WEALTH: Final = 20_000_000


def is_doubtful(text: Text) -> bool:
    """Whether a text has words that can tell why an amount beside a topic is no price after all."""
    return bool(text.flags & _DOUBTS) or not _DOUBTFUL.isdisjoint(text.uses) or "!exam" in text.values


def refusal_of(scopes: Scopes, index: int, topic: str | None, found: list[Charge]) -> str | None:
    """The reason why a figure is not a charge, or None; ``found``: the charges before it."""
    if topic and topic[0] == "!":
        return topic[1:]
    figure, flags, uses = scopes.figures[index], scopes.flags, scopes.uses
    if topic in (None, "cost") and figure.low >= _LEAST_WEALTH:
        return "wealth"
    start = figure.start
    if start > 1 and scopes.words[start - 1] in ("less", "minus") and scopes.words[start - 2] in _PAUSES:
        return "refund"
    if flags & DOWN and is_times(scopes.words, figure):
        return "installment"
    if flags & TIMES and found and is_so_many(scopes.words, figure, found[-1]):
        return "installment"
    if flags & SHARE and is_share(scopes.words, figure):
        return "share"
    if "market" in uses and is_market(scopes) and not _is_own_rate(scopes, index):
        return "market"
    if "!exam" in scopes.values and topic not in ("other", "cost") and _is_exam(scopes, figure):
        return "exam"
    if "limit" in uses and is_limit(scopes, index, found):
        return "limit"
    if flags & UPWARD and found and bounds_rate(scopes, found[-1]):
        return "limit"
    if flags & CHANGE and is_change(scopes, figure):
        return "change"
    average = "average" in uses and is_average(scopes) and not _is_own_rate(scopes, index)
    if average and not _is_of_other_part(scopes, index):
        return "average"
    if flags & PERCENT and topic in _NAMELESS and is_part(scopes, figure):
        return "share"
    if (flags & ROLE and is_wage(scopes, figure)) or (topic is None and is_of_graduates(scopes, figure)):
        return "salary"
    if flags & RECEIVE and topic in _NAMELESS and is_received(scopes, figure, topic):
        return "aid"
    if (
        topic is None
        and flags & PROSE
        and _says_nothing(scopes, index)
        and not (found and takes_over(scopes, found[-1]))
    ):
        return "unsaid"
    return None


def _is_exam(scopes: Scopes, figure: Figure) -> bool:
    """Whether an exam is named right behind a figure."""
    for mark in scopes.post[:2]:
        if mark.use == "basis" and mark.value in _INSTRUCTION:
            return False
        near = mark.value == "!exam" and mark.start <= figure.end + _EXAM_REACH
        between = scopes.words[figure.end : mark.start]
        included = "included" in scopes.words[mark.end : mark.end + _EXAM_REACH]
        if near and not included and "not" not in between and _PARTED.isdisjoint(between):
            return True
    return False


def _says_nothing(scopes: Scopes, index: int) -> bool:
    """Whether a sentence says nothing of a price: no unit, no place of residence, no program, no word of paying."""
    row = scopes
    if len(row.figures) > 1 or row.left[1] - row.left[0] < _LEAST_SENTENCE or scopes.behind("basis", index):
        return False
    if row.right[0] >= row.right[1] and row.heads and scopes.above("basis"):
        return False  # a line of a list under the unit of all its prices
    uses = {mark.use for mark in (*scopes.pre, *scopes.post)}
    if not _EVIDENCE.isdisjoint(uses):
        return False
    around = scopes.words[row.left[0] : row.right[1]]
    if "program" in uses and word_set("earning").isdisjoint(around):
        return False
    return word_set("paying").isdisjoint(around) and not word_set("prose").isdisjoint(around)


def _is_own_rate(scopes: Scopes, index: int) -> bool:
    """Whether a price is by the hour or credit for one place of residence: schools in general have none such."""
    unit = scopes.behind("basis", index)
    return unit is not None and unit.value in _RATES and scopes.near("residency")


def _is_of_other_part(scopes: Scopes, index: int) -> bool:
    """``Tuition / Average aid award $27,880 / $18,115``: of several figures the average is another one."""
    words, (start, end), count = scopes.words, scopes.left, len(scopes.figures)
    signs = [place for place in range(start, end) if words[place] == "/"]
    if count < 2 or len(signs) != count - 1:
        return False
    ends = [start, *signs, end]
    return not any(mark.use == "average" and ends[index] <= mark.start < ends[index + 1] for mark in scopes.pre)
