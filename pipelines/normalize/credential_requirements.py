"""Credentials that a span asks of applicants ("requires a bachelor's degree"), told from those that it offers."""

from collections.abc import Sequence

from pipelines.normalize.credential_words import Token, word_group

_BEFORE = 7
_AFTER = 6
_STOPS = frozenset((".", ";", "\n", "|", ":", "!", "?"))


def is_asked_of_applicants(tokens: Sequence[Token], free: int, start: int, end: int) -> bool:
    """Whether the credential from ``start`` to before ``end`` is what people must already hold.

    Words before token ``free`` belong to the credential before.
    """
    before = _words_before(tokens, free, start)
    if any(word in word_group("required_before") for word in before):
        return True
    people = [i for i, word in enumerate(before) if word in word_group("people") and not _is_verb(before, i)]
    after = before[people[-1] :] if people else []
    if any(word in word_group("having") for word in after) and not any(word in word_group("gaining") for word in after):
        return True
    return _is_required_after(tokens, end)


def _is_verb(before: list[str], place: int) -> bool:
    """Whether "graduate" is what students do: "you will graduate with"."""
    return before[place] == "graduate" and place > 0 and before[place - 1] in word_group("before_verb")


def _words_before(tokens: Sequence[Token], free: int, start: int) -> list[str]:
    words: list[str] = []
    for place in range(start - 1, max(free, start - _BEFORE) - 1, -1):
        if tokens[place].word in _STOPS:
            break
        words.append(tokens[place].word)
    return words[::-1]


def _is_required_after(tokens: Sequence[Token], end: int) -> bool:
    for token in tokens[end : end + _AFTER]:
        if token.word in _STOPS or token.word in (",", "("):
            return False
        if token.word in word_group("required_after"):
            return True
    return False
