"""What makes a claim of accreditation doubtful: denials, policies, conditions, questions, words such as "falsely".

Doubt only ever takes phrases away from a clause; it never adds a claim.
"""

from pipelines.normalize.accreditation_agencies import Item
from pipelines.normalize.accreditation_clauses import Clause
from pipelines.normalize.accreditation_phrases import BLOCKERS, Cue
from pipelines.normalize.accreditation_word_groups import word_group

_DENIALS = frozenset(("not", "never", "no", "neither", "nor", "without", "non", "lacks", "lack", "hardly", "false"))
POSITIVE = frozenset(("accredited", "reaffirmed", "restored", "was_accredited", "initial", "candidate"))
_DOUBTFUL = word_group("doubtful")
_PREDICATE = word_group("predicate")
_AFFIRMED = word_group("affirmed")
_HOLDING = frozenset(
    ("holds", "hold", "held", "holding", "carries", "carry", "maintains", "maintain", "with", "having")
)
_FOLLOWERS = word_group("follower")
_LASTING = frozenset(("runs", "extends", "lasts", "stands"))
_OWNERS = (word_group("program") | word_group("school")) - word_group("plural") | {"our", "its"}
_COVERING = frozenset(("covers", "includes", "extends", "applies", "encompasses"))
_OPENING = 8
_UNTIL = word_group("end")
_TO_ONE = _UNTIL - {"to"} | {"our", "this", "us"}
_AWARDED = frozenset(("awarded", "granted", "given", "conferred", "earned", "received", "extended", "renewed"))
_TOLD = word_group("finite") | word_group("owning") | word_group("won") | _HOLDING
_BRINGS = word_group("brings")
_UNSURE = word_group("barred")


def doubt(clauses: list[Clause], found: list[Cue], items: list[Item]) -> None:
    """Drop a positive phrase that a negation stands before in its clause, where no phrase accounts for the negation.

    A word such as "falsely" or "suspended" that no phrase accounts for takes the positive phrases of the whole unit.
    """
    explained = {place for cue in found if cue.meaning not in BLOCKERS for place in range(cue.start, cue.end)}
    if any(item.word in _DOUBTFUL and place not in explained for place, item in enumerate(items)):
        for clause in clauses:
            clause.cues = [i for i in clause.cues if found[i].meaning not in POSITIVE]
        return
    for clause in clauses:
        clause.cues = [i for i in clause.cues if not _is_only_a_subject(found[i], items, explained)]
    for clause, after in zip(clauses, [*clauses[1:], None], strict=True):
        end = after.start if after else len(items)
        denials = (p for p in range(clause.start, end) if items[p].word in _DENIALS and p not in explained)
        denial = next((p for p in denials if items[p + 1 : p + 2] and items[p + 1].word not in ("only", "for")), end)
        clause.cues = [i for i in clause.cues if found[i].start < denial or found[i].meaning not in POSITIVE]


def _is_only_a_subject(cue: Cue, items: list[Item], explained: set[int]) -> bool:
    """Whether a bare "accreditation by X" is but the subject of a sentence that no phrase accounts for.

    "Initial accreditation" and candidacy are one where a rule is told of them: "is granted for five years".
    """
    words = [item.word for item in items[cue.start : cue.end]]
    if cue.meaning in ("initial", "candidate"):
        return cue.start == 0 and cue.end < len(items) and _tells_a_rule(items, cue.end)
    if cue.meaning != "accredited" or "accreditation" not in words or any(w in _PREDICATE or w in _TOLD for w in words):
        return False
    after = next((p for p in range(cue.end, min(len(items), cue.end + 3)) if not items[p].agency), len(items))
    if after >= len(items) or after in explained:
        return False
    if items[after].word in _COVERING and _is_owned(items, cue.start):
        return False
    if items[after].word in _BRINGS and any(item.word == "our" for item in items[after + 1 : after + 3]):
        return False
    if items[after].printed.islower() and items[after].word not in _FOLLOWERS | _AFFIRMED:
        return True
    if _tells_a_rule(items, after):
        return True
    if items[after].word not in _PREDICATE:
        return False
    following = [item.word for item in items[after + 1 : after + 4]]
    return not any(word in _AFFIRMED for word in following) or any(word in _UNSURE for word in following)


def _is_owned(items: list[Item], start: int) -> bool:
    """Whether the sentence begins with "the college's regional", "our" or the like before the bare noun."""
    before = [item.word for item in items[:start]] if start <= _OPENING else []
    return bool(before) and before[0] in ("the", "our", "this", "its") and any(word in _OWNERS for word in before)


def _tells_a_rule(items: list[Item], after: int) -> bool:
    """Whether "accreditation by X" "is awarded for seven years": how it works, not who has it."""
    following = [item.word for item in items[after + 1 : after + 6]]
    if items[after].word in _LASTING:
        return not any(word in _UNTIL for word in following[:1]) or not any(word.isdigit() for word in following)
    awarded = items[after].word in ("is", "are") and following[:1] and following[0] in _AWARDED
    return bool(awarded) and not any(word in _TO_ONE for word in following[1:])


def block(clauses: list[Clause], found: list[Cue], items: list[Item], is_question: bool) -> None:
    """Take from each clause the phrases that a policy, an advice or a question makes general."""
    everywhere = is_question
    bounds = [clause.start for clause in clauses[1:]] + [1 << 60]
    blockers = [cue for cue in found if cue.meaning in BLOCKERS]
    at = 0
    for place, clause in enumerate(clauses):
        mine: list[Cue] = []
        while at < len(blockers) and blockers[at].start < bounds[place]:
            mine.append(blockers[at])
            at += 1
        policy = any(cue.meaning == "policy" for cue in mine)
        everywhere = everywhere or (policy and place == 0)
        if policy or (everywhere and (is_question or place == 0 or not _speaks_of_itself(items, clause.start))):
            clause.cues, clause.blocked = [], True
        elif mine:
            first = min(cue.start for cue in mine)
            kept = [
                i
                for i in clause.cues
                if found[i].start < first and (found[i].end <= first or found[i].meaning not in POSITIVE)
            ]
            clause.blocked = not kept
            clause.cues = kept


def _speaks_of_itself(items: list[Item], start: int) -> bool:
    return any(item.word in ("our", "we", "this") for item in items[start : start + 3])
