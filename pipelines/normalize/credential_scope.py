"""How far the words about the first credential of a span reach: up to where the next credential begins."""

from collections.abc import Sequence

from pipelines.normalize.credential_degrees import Award
from pipelines.normalize.credential_subjects import Subject
from pipelines.normalize.credential_words import Token

_BACKWARD = frozenset(("the", "this", "that", "these", "their", "said"))
_SEPARATORS = frozenset((";", "\n", ",", "and", "&", "/", "|", "or", ".", "+"))


def scope_end(tokens: Sequence[Token], awards: Sequence[Award], subjects: Sequence[Subject]) -> int:
    """The token before which everything said belongs to the first credential; the length where it is the only one."""
    following = _next(tokens, awards, subjects)
    if following is None:
        return len(tokens)
    first = awards[0]
    if any(subject.end <= first.start for subject in subjects):
        return _first_separator(tokens, first.end, following.start)
    for place in range(following.start - 1, first.end - 1, -1):
        if tokens[place].word in _SEPARATORS:
            return place
    return following.start


def _next(tokens: Sequence[Token], awards: Sequence[Award], subjects: Sequence[Subject]) -> Award | None:
    """The next credential that is another one, not the first in other words: another level, or another subject."""
    first = awards[0]
    before = next((subject for subject in reversed(subjects) if subject.end <= first.start), None)
    after = next((subject for subject in subjects if subject.start >= first.end), None)
    is_new = before is not None and after is not None and before.cip != after.cip
    for award in awards[1:]:
        if "certificate" in award.credential and "certificate" in first.credential and _is_known(tokens, award):
            continue
        if award.credential != first.credential or (is_new and after is not None and after.start < award.start):
            return award
    return None


def _is_known(tokens: Sequence[Token], award: Award) -> bool:
    """Whether the words point back: "this certificate"."""
    return any(token.word in _BACKWARD for token in tokens[max(0, award.start - 2) : award.start])


def _first_separator(tokens: Sequence[Token], start: int, end: int) -> int:
    depth = 0
    for place in range(start, end):
        word = tokens[place].word
        depth += (word == "(") - (word == ")")
        if word in _SEPARATORS and depth <= 0:
            return place
    return end
