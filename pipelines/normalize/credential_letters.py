"""Degrees in letters (AAS, B.S., MSHI), told from the same letters that mean a state, a word or a product."""

from collections.abc import Sequence
from functools import cache

from pipelines.normalize.credential_words import Token, vocabulary
from pipelines.tables import reference_rows

_STATES = frozenset(("MA", "MS"))
_PRODUCTS = frozenset(("office", "word", "excel", "access", "windows", "powerpoint", "outlook", "teams", "project"))
_SHORTEST_IN_ANY_CASE = 3
_MOSTLY_CAPITALS = 0.7


@cache
def _listed() -> dict[str, dict[str, str]]:
    return {row["form"]: row for row in reference_rows("credential_awards") if row["kind"] == "letters"}


def letters_at(tokens: Sequence[Token], place: int) -> dict[str, str] | None:
    """The row of ``credential_awards`` for the degree whose letters stand at a place; None where none do."""
    token = tokens[place]
    row = row_of(token)
    if row is None or token.dotted or not row["where"]:
        return row
    if not token.printed.isupper():
        return None
    if row["where"] == "dotted":
        return row if _word(tokens, place + 1) in ("degree", "program") else None
    return row if _is_a_degree(tokens, place) else None


def row_of(token: Token) -> dict[str, str] | None:
    """The row of the degree that a token may be by its letters alone; None for almost every word."""
    return _listed().get(token.printed) or _in_other_case(token)


def _in_other_case(token: Token) -> dict[str, str] | None:
    if len(token.printed) < _SHORTEST_IN_ANY_CASE or (token.printed.islower() and not token.dotted):
        return _listed().get(token.printed.upper()) if token.dotted else None
    row = _listed().get(token.printed.upper())
    return row if row and (token.dotted or not row["where"]) else None


def _is_a_degree(tokens: Sequence[Token], place: int) -> bool:
    printed, after, before = tokens[place].printed, _word(tokens, place + 1), _word(tokens, place - 1)
    if printed == "MS" and after in _PRODUCTS:
        return False
    if printed == "MA" and before in ("(", "certified", "registered") and _word(tokens, place - 2) == "assistant":
        return False
    if printed == "AA" and after == "/" and _word(tokens, place + 2) in ("eoe", "eeo"):
        return False
    if printed in _STATES and _is_a_state(tokens, place):
        return False
    is_loud = printed in ("AS", "MAT", "AIS", "MED", "BAT", "AST") and _is_loud(tokens)
    return not is_loud or not after[0].isalnum() or after in ("in", "degree", "program") or not before[0].isalnum()


def _is_a_state(tokens: Sequence[Token], place: int) -> bool:
    """Whether MA or MS ends a place: before a ZIP code, or after a comma and a word of no subject."""
    after = _word(tokens, place + 1)
    if after.isdigit() and len(after) == 5:
        return True
    if _word(tokens, place - 1) != "," or after in ("in", "degree", "program", "-"):
        return False
    before = _word(tokens, place - 2)
    return before[0].isalpha() and before not in vocabulary()


def _is_loud(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens[:200] if token.printed[0].isalpha()]
    return sum(token.printed.isupper() for token in words) > _MOSTLY_CAPITALS * len(words)


def _word(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].word if 0 <= place < len(tokens) else "."
