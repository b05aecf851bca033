"""Which phrases count for which clause of a unit: its own, those of a clause beside it, or those of its list.

It gives phrases to clauses and takes none away; what they come to is decided in ``accreditation_statements``.
"""

from pipelines.normalize.accreditation_agencies import Item
from pipelines.normalize.accreditation_clauses import Clause
from pipelines.normalize.accreditation_doubts import POSITIVE
from pipelines.normalize.accreditation_phrases import Cue

KINDS = frozenset(("regional", "national", "programmatic", "specialized", "institutional"))
_PREDICATES = frozenset(("is", "are", "was", "were", "has", "have", "holds", "hold", "now", "became"))


def shared(clauses: list[Clause], found: list[Cue], items: list[Item]) -> list[list[int]]:
    """The phrases that count for each clause: its own, those of clauses without agency beside it, or a neighbor's."""
    meant = [list(clause.cues) for clause in clauses]
    holders = [i for i, clause in enumerate(clauses) if clause.agencies]
    before: int | None = None
    following = iter(holders)
    after = next(following, None)
    for i, clause in enumerate(clauses):
        if after == i:
            before, after = i, next(following, None)
        elif clause.cues and holders:
            target = after if after is not None and not clauses[after].cues else before
            target = after if target is None else target
            if target is not None:
                safe = not clauses[target].blocked
                claimed = any(found[i].meaning in POSITIVE for i in clauses[target].cues)
                told = [i for i in clause.cues if not (claimed and _is_of_another_kind(found[i], items))]
                meant[target].extend(i for i in told if safe or found[i].meaning not in POSITIVE)
    return _inherited(clauses, meant, holders, items)


def _is_of_another_kind(cue: Cue, items: list[Item]) -> bool:
    """Whether "holds no regional accreditation" denies a kind of accreditation, not that of an agency named before."""
    return cue.meaning == "not_accredited" and any(item.word in KINDS for item in items[cue.start : cue.end])


def _inherited(clauses: list[Clause], meant: list[list[int]], holders: list[int], items: list[Item]) -> list[list[int]]:
    """Agencies in a list share the phrase of the one before; those before any phrase take the first that follows.

    Not where a predicate of its own follows: in "dropped ACEN and is accredited by CCNE" the first has nothing of it.
    """
    for order in (holders, holders[::-1]):
        last: list[int] = []
        for i in order:
            if meant[i] or clauses[i].blocked:
                last = meant[i]
            elif order is holders or not _opens_a_predicate(clauses, i + 1, items):
                meant[i] = list(last)
    return meant


def _opens_a_predicate(clauses: list[Clause], i: int, items: list[Item]) -> bool:
    words = [item.word for item in items[clauses[i].start : clauses[i].start + 2]] if i < len(clauses) else []
    return words[:1] == ["and"] and words[-1] in _PREDICATES
