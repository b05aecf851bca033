"""Reasons that hold on for the figures behind one that is no price, and when such a figure is a price all the same."""

from typing import Final

from pipelines.normalize.tuition_answers import is_of_program
from pipelines.normalize.tuition_charge import Basis, Charge
from pipelines.normalize.tuition_fees import takes_over
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import word_group, word_set

Refused = dict[int, tuple[str, int, Basis | None]]
"""By line: the last reason why a figure of it is no price, how many charges came before, and the unit it has."""
_CARRIED: Final = frozenset(("salary", "wealth", "loan", "exam", "compare", "refund", "aid"))
"""Reasons that hold on for figures of the same line with no word of their own: ``mean $48,780, top $77,810``."""
_LISTED: Final = frozenset(("exam", "compare", "refund", "aid"))
_OWN: Final = frozenset(("own", "program", "basis", "event", "year"))
_TOLD_ONCE: Final = frozenset(("!discount", "!aid", "!change"))
_LONG: Final = frozenset(("per_year", "per_month", "unknown"))
_LEAST_WAGE: Final = 1_500_000
_LABEL: Final = 5


def unless_owned(scopes: Scopes, topic: str, found: list[Charge]) -> str | None:
    """What is no price, unless it is asked of these students: a required exam, the school's own earlier rate."""
    row = scopes
    if topic == "!exam":
        listed = found and row.labelled and row.left[1] - row.left[0] <= _LABEL and row.right[0] == row.right[1]
        if listed or not word_set("required").isdisjoint(scopes.words[row.left[0] : row.right[1]]):
            return "other"
    if topic in _TOLD_ONCE and found and all(mark.value != topic for mark in row.pre) and takes_over(row, found[-1]):
        return None
    if topic == "!change" and _brings_to(row):
        return None
    if topic == "!compare" and found and found[-1].line == row.line:
        first, last = row.right
        if not word_set("then").isdisjoint(scopes.words[first : min(first + 4, last)]):
            return None
    return topic


def _brings_to(scopes: Scopes) -> bool:
    """``increases by $4, bringing it to $119``: the new rate behind the change of it."""
    between = scopes.words[scopes.left[0] : scopes.left[1]]
    return between[-1:] == ["to"] and not word_group("bringing").isdisjoint(between)


def carried(scopes: Scopes, own: Basis | None, found: list[Charge], refused: Refused) -> str | None:
    """The reason that holds on from a figure further left, where no charge stands between."""
    line = scopes.line
    reason, before, _ = refused.get(line, (None, 0, None))
    holds = reason in _CARRIED and own is None and not (found and found[-1].line == line)
    holds = holds or (reason == "installment" and own is not None and own[0] == "per_month" and before == len(found))
    if reason == "salary" and own is not None and before == len(found):
        holds = holds or (own[0] in _LONG and scopes.figures[0].low >= _LEAST_WAGE)
        end = scopes.figures[-1].end
        holds = holds or word_group("hourly").issuperset(scopes.words[end : end + 2])
    if reason == "change" and own is None and before == len(found):
        holds = holds or _is_parallel_change(scopes)
    if reason in _CARRIED and (is_of_program(scopes, scopes.left[0]) or _is_of_its_own(scopes, reason)):
        return None
    return reason if holds else None


def held(scopes: Scopes, own: Basis | None, found: list[Charge], refused: Refused) -> str | None:
    """The reason that holds on whatever a figure is for: parts of a deposit, a least price of the next residents."""
    reason, before, _ = refused.get(scopes.line, (None, 0, None))
    if before != len(found):
        return None
    named = any(mark.use == "topic" for mark in scopes.pre)
    if reason == "limit" and not named and (scopes.bracketed or scopes.words[scopes.left[1] - 1] == "and"):
        return reason  # a ceiling of $33 in any one semester and $66 in the academic year
    if own is not None:
        return None
    if reason in ("deposit", "discount") and scopes.bracketed:
        return reason
    return reason if reason == "limit" and not named and scopes.near("residency") else None


def _is_parallel_change(scopes: Scopes) -> bool:
    """``adds $6 to every credit for residents and $14 for nonresidents``: the second is a difference too."""
    words, (first, last), start = scopes.words, scopes.left, scopes.right[0]
    return last > first and words[last - 1] == "and" and words[start : start + 1] == ["for"]


def moved_from(scopes: Scopes, refused: Refused) -> Basis | None:
    """The unit of the change that a new rate is told with: ``climbs $3 per credit to $129``."""
    reason, _, own = refused.get(scopes.line, (None, 0, None))
    between = scopes.words[scopes.left[0] : scopes.left[1]]
    return own if reason == "change" and between in (["to"], ["from"], [",", "to"], [",", "from"]) else None


def _is_of_its_own(scopes: Scopes, reason: str) -> bool:
    """Whether a figure behind one of an exam, of other schools or of a refund has something of its own to be paid."""
    if reason not in _LISTED:
        return False
    uses = {mark.use for mark in (*scopes.pre, *scopes.post)}
    return not _OWN.isdisjoint(uses) or scopes.words[scopes.left[0] - 1] in (".", ";")
