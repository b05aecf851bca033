"""How a credential is taught, by the words alone: campus, online or hybrid; two of them on offer are no answer."""

from collections.abc import Sequence
from functools import cache

from pipelines.normalize.credential_words import Token, word_group

_IN_PERSON = frozenset(("person", "face", "class", "classroom"))


def delivery_of(tokens: Sequence[Token]) -> str | None:
    """campus, online or hybrid; None where the words say none of them or more than one."""
    telling = _telling()
    modes = {
        mode
        for place, token in enumerate(tokens)
        if token.word in telling and (mode := _mode(tokens, place)) is not None
    }
    if len(modes) > 1 and any(token.word in word_group("combined") for token in tokens):
        return "hybrid"
    return modes.pop() if len(modes) == 1 else None


@cache
def _telling() -> frozenset[str]:
    """The words at which a mode can stand."""
    groups = word_group("hybrid") | word_group("online") | word_group("campus")
    return groups | {"linea", "distancia", "distance", *_IN_PERSON}


def _mode(tokens: Sequence[Token], place: int) -> str | None:
    word = tokens[place].word
    if word in word_group("hybrid"):
        return "hybrid"
    if word in word_group("online") or _is_distance(tokens, place):
        return None if _is_something_else(tokens, place, "online_no") else "online"
    if word in word_group("campus"):
        if _is_something_else(tokens, place, "campus_no") or _is_online_campus(tokens, place):
            return None
        return "campus"
    return _in_person(tokens, place) if word in _IN_PERSON else None


def _in_person(tokens: Sequence[Token], place: int) -> str | None:
    before = [token.word for token in tokens[max(0, place - 2) : place] if token.word != "-"]
    after = [token.word for token in tokens[place + 1 : place + 5] if token.word != "-"]
    is_so = after[:2] == ["to", "face"] if tokens[place].word == "face" else before[-1:] == ["in"]
    return "campus" if is_so else None


def _is_distance(tokens: Sequence[Token], place: int) -> bool:
    """ "Distance learning", "en línea" and "a distancia"."""
    word = tokens[place].word
    if word in ("linea", "distancia"):
        return place > 0 and tokens[place - 1].word == ("en" if word == "linea" else "a")
    return word == "distance" and any(
        token.word in ("education", "learning") for token in tokens[place + 1 : place + 2]
    )


def _is_something_else(tokens: Sequence[Token], place: int, group: str) -> bool:
    after = tokens[place + 1].word if place + 1 < len(tokens) else ""
    before = [token.word for token in tokens[max(0, place - 2) : place] if token.word != "-"]
    return after in word_group(group) or before[-1:] == ["apply"] or (bool(before) and before[-1] in word_group("off"))


def _is_online_campus(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].word in ("online", "virtual", "world", "global")
