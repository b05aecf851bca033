"""Amounts that people are given, and amounts that are parts of another: shares, installments, what a rate is of.

Tells by the words right before an amount, in a bounded reach; never looks at other lines.
"""

from typing import Final

from pipelines.normalize.tuition_charge import Charge
from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import word_group

_RECEIVED_REACH: Final = 5
_PASSIVE: Final = frozenset(("are", "is", "be", "was", "were", "get", "gets", "been"))
"""Before ``paid`` and an amount: instructors are paid it."""
_SHARE_REACH: Final = 10
_PAYS_REACH: Final = 4


def is_times(words: list[str], figure: Figure) -> bool:
    """``$399 down + 10 x $149``: so many payments."""
    start = figure.start
    return start > 1 and words[start - 1] in ("x", "of", "@") and words[start - 2].isdecimal()


def is_received(scopes: Scopes, figure: Figure, topic: str | None) -> bool:
    """``apprentices receive up to $2,500``: what people are given, told right before the amount."""
    words, place, first = scopes.words, figure.start - 1, scopes.left[0]
    between = word_group("upto")
    while place > first and figure.start - place <= _RECEIVED_REACH and words[place] in between:
        place -= 1
    if words[place] == "raised" and words[figure.start - 1] == "from":
        return False  # tuition was raised from $4,880 to $5,025
    if place > first and words[place] == "paid" and words[place - 1] in _PASSIVE:
        return True
    if place > first and words[place] == "for" and words[place - 1] in word_group("qualifies"):
        return True
    if place < first or words[place] not in word_group("receives"):
        return (
            topic is None and "pays" in words[max(first, place - _PAYS_REACH) : place + 1] and _is_paid_by_none(scopes)
        )
    return place == first or words[place - 1] not in ("be", "is")


def _is_paid_by_none(scopes: Scopes) -> bool:
    """``The Dean's Circle pays the last $750``: who pays here is nobody who studies."""
    clause = scopes.words[scopes.left[0] : scopes.left[1]]
    subject = clause[: clause.index("pays")] if "pays" in clause else []
    return len(subject) > 1 and word_group("payers").isdisjoint(subject) and word_group("anybody").isdisjoint(subject)


def is_part(scopes: Scopes, figure: Figure) -> bool:
    """``25%, about $410``, ``10 percent, up to $150``: what a share comes to."""
    words, place, first = scopes.words, figure.start - 1, scopes.left[0]
    if words[place] == "to" and words[place - 1] != "up":
        return False
    between = word_group("upto")
    while place > first and figure.start - place <= _RECEIVED_REACH and words[place] in between:
        place -= 1
    if place <= first or words[place] not in (",", "(", "or"):
        return False
    if words[place - 1] in ("%", "percent"):
        return True
    clause = words[max(first, place - _SHARE_REACH) : place]
    return words[place] == "or" and "off" in clause and ("%" in clause or "percent" in clause)


def is_so_many(words: list[str], figure: Figure, before: Charge) -> bool:
    """``$2,400, or 12 x $200``: the same price in so many parts."""
    start = figure.start
    if start < 3 or words[start - 1] not in word_group("times") or words[start - 3] != "or":
        return False
    return (
        words[start - 2].isdecimal() and len(words[start - 2]) < 3 and int(words[start - 2]) * figure.low == before.low
    )


def is_share(words: list[str], figure: Figure) -> bool:
    """``$0.50 per $1,000``: neither is a price."""
    shared = word_group("shared")
    if figure.start and words[figure.start - 1] in shared:
        return True
    after = words[figure.end : figure.end + 2]
    return len(after) > 1 and after[0] in shared and "$" in after[1]
