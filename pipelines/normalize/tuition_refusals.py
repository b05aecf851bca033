"""Why a figure is no price: a limit on another rate, an increase, an average of many schools, an installment."""

from pipelines.normalize.tuition_charge import Charge
from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_phrases import word_set
from pipelines.normalize.tuition_scopes import Scopes

_LIMIT_REACH = 4
_EXAM_REACH = 4
_PRICED_BOUND = frozenset(("least",))
_CHANGED = frozenset(
    ("more", "higher", "less", "lower", "cheaper", "increase", "raise", "hike", "off", "down", "below", "above")
)
_AWARDS = frozenset(("program", "degree", "certificate", "diploma", "bachelor", "associate", "master"))
_DIFFERENCE = frozenset(("more", "increase", "hike", "raise", "decrease", "reduction", "rise", "jump"))
_MANY = frozenset(("national", "nationally", "nationwide", "schools", "colleges", "universities", "institutions",
                   "programs", "such", "states"))  # fmt: skip
_LEAST_SENTENCE = 4
_EVIDENCE = frozenset(("basis", "residency", "credits", "band", "event", "ce"))
_BOUNDS = frozenset(("max", "min", "of", "(", "charge", "fee", ":"))
_SHARED = frozenset(("per", "every"))
_RATES = frozenset(("per_credit", "per_clock_hour"))
_ENDS = frozenset((".", ";", "!", "?"))
_CLAUSE = 10
_TURNED = frozenset(("cut", "rise", "rose", "raise", "raised", "increase", "reduce", "reduced", "drop", "dropped",
                     "lower", "lowered", "fell", "grew", "gone", "went", "go", "up", "down", "slashed"))  # fmt: skip
_LEAST_WAGE = 1_500_000
_EARNED = frozenset(("average", "pay", "make", "makes", "start", "between"))
_LEAST_WEALTH = 20_000_000
_LEAST_HOURLY = 700
_MOST_HOURLY = 12_000
_HOURLY = frozenset(("a", "an", "per", "/", "hour"))
_COURSES = frozenset(("tuition", "credit", "clock", "contact", "course", "student", "fee", "semester"))


def refusal_of(scopes: Scopes, index: int, topic: str | None, found: list[Charge]) -> str | None:
    """The reason why a figure is not a charge, or None; ``found``: the charges before it."""
    figure = scopes.row.figures[index]
    if topic and topic[0] == "!":
        return topic[1:]
    if topic is None and figure.low >= _LEAST_WEALTH:
        return "wealth"
    if "down" in scopes.vocabulary and _is_times(scopes.words, figure):
        return "installment"
    if _is_share(scopes.words, figure):
        return "share"
    if "market" in scopes.uses and _is_market(scopes) and not _is_own_rate(scopes, index):
        return "market"
    if (
        topic not in ("other", "cost")
        and "!exam" in scopes.values
        and any(
            mark.value == "!exam"
            and mark.start <= figure.end + _EXAM_REACH
            and "not" not in scopes.words[figure.end : mark.start]
            for mark in scopes.post[:2]
        )
    ):
        return "exam"
    if ("limit" in scopes.uses and _is_limit(scopes, index, found)) or (found and _bounds_rate(scopes, found[-1])):
        return "limit"
    if _is_change(scopes, figure):
        return "change"
    if "average" in scopes.uses and _is_average(scopes) and not _is_own_rate(scopes, index):
        return "average"
    if _is_wage(scopes, figure):
        return "salary"
    if topic is None and _says_nothing(scopes, index):
        return "unsaid"
    return None


def _says_nothing(scopes: Scopes, index: int) -> bool:
    """Whether a sentence says nothing of a price: no unit, no place of residence, no program, no word of paying."""
    row = scopes.row
    if len(row.figures) > 1 or row.pre[1] - row.pre[0] < _LEAST_SENTENCE or scopes.behind("basis", index):
        return False
    if any(mark.use in _EVIDENCE for mark in (*scopes.pre, *scopes.post)):
        return False
    around = scopes.words[row.pre[0] : row.post[1]]
    program = any(mark.use == "program" for mark in (*scopes.pre, *scopes.post))
    if program and word_set("earning").isdisjoint(around):
        return False
    return word_set("paying").isdisjoint(around) and not word_set("prose").isdisjoint(around)


def _is_times(words: list[str], figure: Figure) -> bool:
    """``$399 down + 10 x $149``: so many payments."""
    start = figure.start
    return start > 1 and words[start - 1] in ("x", "of", "@") and words[start - 2].isdecimal()


def _is_share(words: list[str], figure: Figure) -> bool:
    """``$0.50 per $1,000``: neither is a price."""
    after = words[figure.end : figure.end + 3]
    if figure.start and words[figure.start - 1] in _SHARED:
        return True
    return len(after) > 1 and after[0] in _SHARED and "$" in after[1] + after[-1] and after[0] != after[1]


def _is_limit(scopes: Scopes, index: int, found: list[Charge]) -> bool:
    words, row = scopes.words, scopes.row
    figure, has_unit = row.figures[index], scopes.behind("basis", index) is not None
    earlier = bool(found) and found[-1].line == row.line
    earlier = earlier and (words[row.pre[0] - 1] not in ".;" or _BOUNDS.issuperset(words[row.pre[0] : row.pre[1]]))
    after = words[figure.end : figure.end + 2]
    if any(mark.use == "limit" and mark.start <= figure.end for mark in scopes.post[:2]) and after:
        return True
    sentence = next((p for p in range(figure.start - 1, row.pre[0] - 1, -1) if words[p] in ".;"), row.pre[0])
    for mark in scopes.pre:
        if mark.use != "limit" or mark.value == "none" or mark.start < sentence:
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


def _bounds_rate(scopes: Scopes, before: Charge) -> bool:
    """``$1.25 per credit up to $15.00``: the price of a unit is followed by the most that it comes to."""
    start, end = scopes.row.pre
    joined = before.line == scopes.row.line and before.own_unit and before.basis in _RATES
    return joined and scopes.words[end - 2 : end] == ["up", "to"] and end - start <= _LIMIT_REACH


def _is_change(scopes: Scopes, figure: Figure) -> bool:
    words, start = scopes.words, figure.start
    if start and words[start - 1] == "by":
        clause = words[max(scopes.row.pre[0], start - _CLAUSE) : start]
        if not _TURNED.isdisjoint(clause):
            return True
    if figure.end >= len(words):
        return False
    after = words[figure.end]
    if after in _CHANGED:
        return True
    following = words[figure.end : figure.end + 5] if after in ("per", "a", "/") else []
    turn = next((place for place, word in enumerate(following) if word in _DIFFERENCE), None)
    return turn is not None and not any(word == "," or "$" in word for word in following[:turn])


def _is_market(scopes: Scopes) -> bool:
    """A sentence about what schools in general charge, unless it is said to be this school's price."""
    groups = [scopes.pre, scopes.post, *_same_sentence(scopes)]
    marks = [mark for group in groups for mark in group]
    return any(mark.use == "market" for mark in marks) and not any(mark.use == "own" for mark in marks)


def _is_own_rate(scopes: Scopes, index: int) -> bool:
    """Whether a price is by the hour or credit for one place of residence: schools in general have none such."""
    unit = scopes.behind("basis", index)
    return unit is not None and unit.value in _RATES and scopes.near("residency")


def _same_sentence(scopes: Scopes) -> list[list[Mark]]:
    """The marks further left in the sentence of the row."""
    first = scopes.row.pre[0]
    least = min([first, *(span[0] for span in scopes.row.lead)])
    start = next((place for place in range(first - 1, least - 1, -1) if scopes.words[place] in _ENDS), least)
    return [[mark for mark in group if mark.start >= start] for group in scopes.lead]


def _is_average(scopes: Scopes) -> bool:
    """An average that is not said to be this school's own."""
    lead = _same_sentence(scopes)
    if not scopes.near("average") and not any(mark.use == "average" for group in lead for mark in group):
        return False
    groups = [scopes.pre, *lead]
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
        around[i] in ("a", "an", "most", "many") and not _AWARDS.isdisjoint(around[i + 1 : i + 5])
        for i in range(len(around))
    )


def _is_wage(scopes: Scopes, figure: Figure) -> bool:
    """``Claims examiner ($34,000)``: an occupation and what it earns."""
    words, row = scopes.words, scopes.row
    if figure.low >= _LEAST_WAGE:
        before = words[max(0, figure.start - 3) : figure.start]
        named = before[-1:] in (["("], [":"]) and not word_set("role").isdisjoint(before)
        earned = not _EARNED.isdisjoint(words[row.pre[0] : row.pre[1]])
        named = named or (earned and not word_set("role").isdisjoint(words[row.pre[0] : row.pre[1]]))
        return named and not any(mark.use == "topic" for mark in scopes.pre)
    if not _LEAST_HOURLY <= figure.low <= _MOST_HOURLY:
        return False
    if not _HOURLY.issuperset(words[figure.end : figure.end + 2]):
        return False
    clause = words[row.pre[0] : row.post[1]]
    return not word_set("role").isdisjoint(clause) and _COURSES.isdisjoint(clause)
