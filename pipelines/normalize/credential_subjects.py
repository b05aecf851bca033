"""What a credential is in: the subjects named in a span, and the one that belongs to its first credential.

Subjects, fields and CIP codes are rows of ``reference/credential_subjects.csv``. A subject that no row knows is no
subject: nothing is guessed from a single word of it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from pipelines.normalize.credential_degrees import Award
from pipelines.normalize.credential_phrases import Phrases
from pipelines.normalize.credential_words import Token, phrase_words, word_group
from pipelines.tables import reference_rows

OTHER = "other"
_NEAR = 5
_SHORT_SPAN = 6
_JOINED = {
    frozenset(("health_informatics", "data_analytics")): "health informatics",
    frozenset(("him", "health_informatics")): "health information management",
    frozenset(("coding", "billing_and_coding")): "billing and coding",
}
"""Two fields named in one breath are one subject, whichever stands first."""
_CHAIN = frozenset((",", ":", "-", "(", ")", "/", "|", "in", "with", "and", "&", ">", "a", "an", "\n"))


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject from token ``start`` to before ``end``; ``cip_short`` is its code below the bachelor's degree."""

    start: int
    end: int
    field: str
    cip: str
    cip_short: str
    where: str


@cache
def _phrases() -> Phrases[Subject]:
    return Phrases(
        (row["phrase"], Subject(0, 0, row["field"], row["cip"], row["cip_below_bachelor"], row["where"]))
        for row in reference_rows("credential_subjects")
    )


def subject_named(phrase: str) -> Subject | None:
    """The subject of a phrase of the reference table, at no place."""
    found = _phrases().at(phrase_words(phrase), 0)
    return found[1] if found else None


def subjects(tokens: Sequence[Token], awards: Sequence[Award]) -> list[Subject]:
    """The subjects of a span, first to last; common words ("business") only beside a credential or program."""
    found: list[Subject] = []
    place = 0
    phrases = _phrases()
    while place < len(tokens):
        match = phrases.at(tokens, place) if tokens[place].word in phrases.first_words else None
        if match is None:
            place += 1
            continue
        subject = replace(match[1], start=place, end=match[0])
        place = match[0]
        if subject.where != "beside" or _is_beside(tokens, subject, awards):
            found.append(subject)
    named = [subject for subject in found if subject.where != "last"] or found
    return _joined(tokens, named)


def _is_beside(tokens: Sequence[Token], subject: Subject, awards: Sequence[Award]) -> bool:
    at = bisect_right(awards, subject.start, key=lambda award: award.start)
    near = awards[max(0, at - 1) : at + 1]
    if any(award.start <= subject.start < award.end for award in near) or _is_part_of_a_name(tokens, subject, near):
        return False
    is_short = sum(token.word[0].isalpha() for token in tokens[:20]) <= _SHORT_SPAN
    if is_short and tokens[subject.start].printed[0].isupper():
        return True
    after = tokens[subject.end].word if subject.end < len(tokens) else ""
    return after in word_group("head") or any(_is_attached(tokens, subject, award) for award in near)


def _is_part_of_a_name(tokens: Sequence[Token], subject: Subject, near: Sequence[Award]) -> bool:
    """Whether an unlisted word makes a common one another subject: "Stable Management", "Art Conservation"."""
    for place in (subject.start - 1, subject.end):
        word = tokens[place].word if 0 <= place < len(tokens) else ","
        in_award = any(award.start <= place < award.end for award in near)
        small = word_group("attach") | word_group("head") | word_group("joiner") | word_group("focus")
        if word[0].isalpha() and not in_award and word not in small:
            return True
    return False


def _joined(tokens: Sequence[Token], found: list[Subject]) -> list[Subject]:
    joined: list[Subject] = []
    for subject in found:
        last = joined[-1] if joined else None
        together = _JOINED.get(frozenset((last.field, subject.field))) if last else None
        between = {token.word for token in tokens[last.end : subject.start]} if last else set()
        if last and together and between and between <= word_group("joiner") | {","}:
            known = subject_named(together)
            joined[-1] = replace(known or last, start=last.start, end=subject.end)
        else:
            joined.append(subject)
    return joined


def _is_attached(tokens: Sequence[Token], subject: Subject, award: Award) -> bool:
    """Whether only small words stand between a subject and a credential: "Certificate in", "(Bachelor of Science)"."""
    start, end = (award.end, subject.start) if subject.start >= award.end else (subject.end, award.start)
    return 0 <= end - start <= _NEAR and all(
        token.word == "\n" or token.word in word_group("attach") for token in tokens[start:end]
    )


def subject_of(tokens: Sequence[Token], awards: Sequence[Award], found: Sequence[Subject], end: int) -> Subject | None:
    """The subject of the first credential among those before token ``end``; of all where none stands there."""
    within = [subject for subject in found if subject.start < end] or found
    ranked: list[tuple[int, int, Subject]] = []
    last: Subject | None = None
    chained = False
    for place, (subject, after) in enumerate(zip_longest(within, within[1:])):
        chained = chained and last is not None and _follows(tokens, last, subject)
        chained = chained or (bool(awards) and _reaches(tokens, awards[0], subject, after))
        ranked.append((_rank(tokens, awards, subject, chained), place, subject))
        last = subject
    if awards and awards[0].subject and (own := subject_named(awards[0].subject)):
        ranked.append((4 if own.field != OTHER else 6, 0, own))
    best = min(ranked, key=lambda entry: entry[:2], default=None)
    return best[2] if best and best[0] < 9 else None


def _reaches(tokens: Sequence[Token], award: Award, subject: Subject, after: Subject | None) -> bool:
    """Whether a subject stands beside the credential, itself or as the first of a pair: "Finance/Accounting, B.S."."""
    if _is_attached(tokens, subject, award):
        return True
    if after is None:
        return False
    between = {token.word for token in tokens[subject.end : after.start]}
    return bool(between) and between <= {"/", "&", "and"} and _is_attached(tokens, after, award)


def _follows(tokens: Sequence[Token], last: Subject, subject: Subject) -> bool:
    return all(token.word in _CHAIN for token in tokens[last.end : subject.start]) and subject.start - last.end <= _NEAR


def _rank(tokens: Sequence[Token], awards: Sequence[Award], subject: Subject, chained: bool) -> int:
    """How surely a subject is the credential's, 0 best, 9 not at all; a field of this directory goes before others."""
    ours = subject.field != OTHER
    if _is_division(tokens, subject):
        return 8 if ours else 9
    if ours and _is_focus(tokens, subject):
        return 0
    if awards and awards[0].start <= subject.start < awards[0].end:
        return 3 if ours else 6
    if chained:
        return 1 if ours else 2
    return 3 if ours else 5


def _is_focus(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether the words make the subject a concentration: "concentration: X", "X option"."""
    focus = word_group("focus")
    after = [token.word for token in tokens[subject.end : subject.end + 2]]
    if after and after[0] in focus and after[-1] not in ("in", ":"):
        return True
    for place in range(subject.start - 1, max(-1, subject.start - 5), -1):
        if tokens[place].word in focus:
            return True
        if tokens[place].word not in ("in", ":", "-", "(", "of", "a", "the", "area", "'", '"'):
            return False
    return False


def _is_division(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether the words name a part of a school: "School of Nursing", "the Business Department"."""
    if subject.end < len(tokens) and tokens[subject.end].word in word_group("division_after"):
        return True
    for place in range(subject.start - 1, max(0, subject.start - _NEAR), -1):
        if tokens[place].word in ("of", "for") and tokens[place - 1].word in word_group("division"):
            return True
        if tokens[place].word in (",", "-", "(", "\n", ":", ".", "in"):
            return False
    return False
