"""Whether one of many phrases stands in a text, found out quickly. Knows no phrase.

A pattern of many alternatives in any case is tried at every letter. Here each is tried only where the letters that it
begins with stand at all, and as a pattern of its own, which the engine looks for by these letters.
"""

import re
from collections.abc import Iterable

_LEAST_STEM = 2
_BEFORE = re.compile(r"\A(?:\\b|\^)+")
_LETTERS = re.compile(r"[a-z0-9 áéíóúñ%'-]+")
_UPPER = re.compile(r"(?<!\\)[A-Z]")


class AnyOf:
    """Patterns of which one has to be found, in lower case and each without alternatives but in brackets.

    One that begins with no letters may be given as a pair: letters that stand in whatever it matches, and the pattern.
    """

    __slots__ = ("_others", "_told")

    def __init__(self, patterns: Iterable[str | tuple[str, str]]) -> None:
        told: dict[str, list[str]] = {}
        for one in patterns:
            stem, pattern = (stem_of(one), one) if isinstance(one, str) else one
            told.setdefault(stem, []).append(pattern)
        others = told.pop("", [])
        self._told = [(stem, _compiled(alternatives)) for stem, alternatives in told.items()]
        self._others = _compiled(others) if others else None

    def within(self, lower: str) -> bool:
        """Whether a text in lower case has one of them."""
        for stem, pattern in self._told:
            if stem in lower and pattern.search(lower) is not None:
                return True
        return self._others is not None and self._others.search(lower) is not None


def stem_of(pattern: str) -> str:
    """The letters that whatever the pattern matches begins with; empty where they are too few to tell.

    ValueError for alternatives outside of brackets, which begin with different letters.
    """
    if _has_bare_alternatives(pattern):
        raise ValueError(f"the pattern {pattern!r} has alternatives outside of brackets: give them one by one")
    start = len(pattern) - len(_BEFORE.sub("", pattern, count=1))
    found = _LETTERS.match(pattern, start)
    if found is None:
        return ""
    stem = found[0][:-1] if pattern[found.end() : found.end() + 1] in ("?", "*", "{") and found[0] else found[0]
    return stem if len(stem) >= _LEAST_STEM else ""


def _has_bare_alternatives(pattern: str) -> bool:
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "", pattern)
    depth = 0
    for sign in bare:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            return True
    return False


def _compiled(alternatives: list[str]) -> re.Pattern[str]:
    flags = re.IGNORECASE if any(map(_UPPER.search, alternatives)) else re.NOFLAG
    return re.compile("|".join(alternatives), flags)
