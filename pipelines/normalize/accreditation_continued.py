"""Units that only go on about the one before: a date in a line of its own, and the answer to a question.

"Status: Withdrawn" and "Effective: June 30, 2011" are one statement, and so are "Is it accredited? No." and the
like. It decides no status by itself; an answer turns its question into the sentence that it stands for.
"""

from dataclasses import replace

from pipelines.normalize.accreditation_word_groups import word_group
from pipelines.normalize.accreditation_words import Unit, Word

_DATES = word_group("dated_line")
_MONTHS = word_group("month")
_LONGEST_DATE = 8
_LONGEST_HEAD = 14
_NO = frozenset(("no", "not", "nope", "unfortunately"))
_ASKING = frozenset(("is", "are", "does", "do", "has", "have"))
_SELF = frozenset(("it", "we", "they"))
_ASKED = frozenset(("accredited", "approved", "have", "hold", "carry"))
"""Before which "not" makes the denial of a question."""
_FIRST = 3


def continued(units: list[Unit]) -> list[Unit]:
    """The units with date lines joined to the line before them, and questions with an answer turned into sentences."""
    joined: list[Unit] = []
    for unit in units:
        if joined and _is_date(unit) and not joined[-1].is_question and len(joined[-1].words) <= _LONGEST_HEAD:
            joined[-1] = _with(joined[-1], unit)
            if len(joined) > 1 and _is_date(joined[-1]) and len(joined[-2].words) <= _LONGEST_HEAD:
                joined[-2:] = [_with(joined[-2], joined[-1])]
        else:
            joined.append(replace(unit, words=_unlabeled(unit.words)))
    following: list[Unit | None] = [*joined[1:], None]
    return [_answered(unit, after) for unit, after in zip(joined, following[: len(joined)], strict=True)]


def _with(unit: Unit, date: Unit) -> Unit:
    return replace(unit, words=(*unit.words, *(word for word in date.words if word.folded != ":")))


def _unlabeled(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without the "Q:" or "A:" of a list of questions."""
    return words[2:] if len(words) > 2 and words[0].folded in ("q", "a") and words[1].folded == ":" else words


def _is_date(unit: Unit) -> bool:
    """Whether the line is a word such as "Effective" and a date, with nothing else."""
    words = unit.words
    dated = any(len(w.folded) == 4 and w.folded.isdigit() and w.folded[:2] in ("18", "19", "20") for w in words)
    return dated and len(words) <= _LONGEST_DATE and (words[0].folded in _DATES or words[0].folded in _MONTHS)


def _answered(unit: Unit, after: Unit | None) -> Unit:
    """The question as a sentence where "yes" follows, and as its denial where "no" does; else as it is."""
    if not unit.is_question or after is None:
        return unit
    opening = [word.folded for word in after.words[:_FIRST]]
    if opening[0] == "yes" or (opening[0] in _SELF and opening[1:2] and opening[1] in _ASKING and "not" not in opening):
        return Unit((*_as_answer(unit.words), *_by_whom(after.words)), False)
    place = next((i for i, word in enumerate(unit.words) if word.folded in _ASKED), None)
    if (opening[0] in _NO or (opening[0] in _SELF and "not" in opening)) and place is not None:
        return Unit(_as_answer((*unit.words[:place], Word("not", "not"), *unit.words[place:])), False)
    return unit


def _by_whom(answer: tuple[Word, ...]) -> tuple[Word, ...]:
    """What an answer such as "Yes, by CAHIIM." adds to its question."""
    rest = answer[2:] if len(answer) > 1 and answer[1].folded == "," else answer[1:]
    return rest if rest and rest[0].folded in ("by", "through", "with") else ()


def _as_answer(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a question as the school would say them: without the verb that opens it, "our" for "your"."""
    told = words[1:] if len(words) > 1 and words[0].folded in _ASKING else words
    return tuple(Word("our", "our") if word.folded == "your" else word for word in told)
