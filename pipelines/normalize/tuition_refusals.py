"""Why a figure is no price: a limit on another rate, an increase, an average of many schools, an installment."""

from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_scopes import Scopes

_LIMIT_REACH = 4
_PRICED_BOUND = frozenset(("least",))
_CHANGED = frozenset(
    ("more", "higher", "less", "lower", "cheaper", "increase", "raise", "hike", "off", "down", "below", "above")
)
_ROLES = frozenset(("clerk", "examiner", "specialist", "coder", "technician", "analyst", "manager", "assistant",
                    "administrator", "auditor", "director", "supervisor", "biller", "nurse", "registrar",
                    "transcriptionist", "technologist", "coordinator", "therapist", "officer"))  # fmt: skip
_MANY = frozenset(("national", "nationally", "nationwide", "schools", "colleges", "universities", "institutions",
                   "programs", "such", "states"))  # fmt: skip
_CLAUSE = 10
_TURNED = frozenset(("cut", "rise", "rose", "raise", "raised", "increase", "reduce", "reduced", "drop", "dropped",
                     "lower", "lowered", "fell", "grew", "gone", "went", "go", "up", "down", "slashed"))  # fmt: skip
_LEAST_WAGE = 1_500_000


def refusal_of(scopes: Scopes, figure: Figure, topic: str | None, has_unit: bool, earlier: bool) -> str | None:
    """The reason why a figure is not a charge, or None; ``earlier``: a charge stands before it in its line."""
    if topic and topic[0] == "!":
        return topic[1:]
    if "!exam" in scopes.values and any(mark.value == "!exam" for mark in scopes.post[:2]):
        return "exam"
    if _is_limit(scopes, figure, has_unit, earlier):
        return "limit"
    if _is_change(scopes, figure):
        return "change"
    if _is_average(scopes):
        return "average"
    if _is_wage(scopes, figure):
        return "salary"
    return None


def _is_limit(scopes: Scopes, figure: Figure, has_unit: bool, earlier: bool) -> bool:
    if "limit" not in scopes.uses:
        return False
    words, row = scopes.words, scopes.row
    after = words[figure.end : figure.end + 2]
    if any(mark.use == "limit" and mark.start <= figure.end for mark in scopes.post[:2]) and after:
        return True
    sentence = next((p for p in range(figure.start - 1, row.pre[0] - 1, -1) if words[p] in ".;"), row.pre[0])
    for mark in scopes.pre:
        if mark.use != "limit" or mark.start < sentence:
            continue
        if mark.end < len(words) and words[mark.end] == "of" and words[mark.end + 1 : mark.end + 2] != []:
            number = words[mark.end + 1]
            if number[0].isdecimal():
                continue
        if figure.start - mark.end <= _LIMIT_REACH:
            bound = (
                words[mark.start : mark.end] in (["min"], ["max"]) and not row.bracketed and has_unit and not earlier
            )
            return not bound
        if not has_unit:
            return True
    return False


def _is_change(scopes: Scopes, figure: Figure) -> bool:
    words = scopes.words
    after = words[figure.end : figure.end + 3]
    clause = words[max(scopes.row.pre[0], figure.start - _CLAUSE) : figure.start]
    if clause[-1:] == ["by"] and _TURNED.intersection(clause):
        return True
    if after[:1] and after[0] in _CHANGED:
        return True
    return after[:1] in (["per"], ["a"]) and "more" in words[figure.end : figure.end + 5]


def _is_average(scopes: Scopes) -> bool:
    """An average that is not said to be this school's own."""
    if "average" not in scopes.uses:
        return False
    if not scopes.near("average") and not any(mark.use == "average" for group in scopes.lead for mark in group):
        return False
    groups = [scopes.pre, *scopes.lead]
    marks = [mark for group in groups for mark in group]
    if not any(mark.use == "average" for mark in marks):
        return any(mark.use == "average" for mark in scopes.post) and _of_many(scopes)
    return not any(mark.use == "own" for mark in (*marks, *scopes.post)) and _of_many(scopes)


def _of_many(scopes: Scopes) -> bool:
    row = scopes.row
    start = min([row.pre[0], *(span[0] for span in row.lead)])
    around = scopes.words[start : row.post[1]]
    text = set(around)
    if text & _MANY:
        return True
    return any(
        around[i] in ("a", "an", "most", "many") and "program" in around[i + 1 : i + 5] for i in range(len(around))
    )


def _is_wage(scopes: Scopes, figure: Figure) -> bool:
    """``Claims examiner ($34,000)``: an occupation and what it earns."""
    words = scopes.words
    before = words[max(0, figure.start - 3) : figure.start]
    return before[-1:] == ["("] and figure.low >= _LEAST_WAGE and bool(_ROLES.intersection(before))
