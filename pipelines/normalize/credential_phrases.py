"""Finding the phrases of a reference table among tokens: the longest at each place, small words passed over."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from pipelines.normalize.credential_words import Token, phrase_words, word_group

Value = TypeVar("Value")
_LONGEST_ACRONYM = 5
_MOST_PASSED = 3


class Phrases(Generic[Value]):
    """Phrases and what each means. A word that the table prints in capitals matches only capitals ("HIM")."""

    def __init__(self, listed: Iterable[tuple[str, Value]]) -> None:
        self._meanings: dict[tuple[str, ...], tuple[Value, frozenset[int]]] = {}
        self._beginnings: set[tuple[str, ...]] = set()
        for phrase, value in listed:
            parts = phrase_words(phrase)
            key = tuple(part.word for part in parts)
            capitals = frozenset(i for i, part in enumerate(parts) if _is_acronym(part.printed))
            self._meanings.setdefault(key, (value, capitals))
            self._beginnings.update(key[:size] for size in range(1, len(key) + 1))
        self.first_words = frozenset(key[0] for key in self._beginnings)

    def at(self, tokens: Sequence[Token], start: int) -> tuple[int, Value] | None:
        """The longest phrase that starts at a token: the place after its end, and its meaning."""
        if start >= len(tokens) or tokens[start].word not in self.first_words:
            return None
        joiners = word_group("joiner")
        found: tuple[int, Value] | None = None
        key: tuple[str, ...] = ()
        matched: list[Token] = []
        passed = 0
        for place in range(start, len(tokens)):
            token = tokens[place]
            if key and (token.word in joiners or token.word == "\n"):
                passed += 1
                if passed > _MOST_PASSED:
                    break
                continue
            key = (*key, token.word)
            if key not in self._beginnings:
                break
            passed = 0
            matched.append(token)
            meaning = self._meanings.get(key)
            if meaning and all(matched[i].printed.isupper() for i in meaning[1]):
                found = (place + 1, meaning[0])
        return found


def _is_acronym(printed: str) -> bool:
    return printed.isupper() and len(printed) <= _LONGEST_ACRONYM
