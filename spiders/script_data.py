"""Data that a page carries in its scripts and attributes: JSON, or literals of JavaScript. Executes nothing.

Readers and spiders.places take the same document from the same text, so that a pointer leads back to the words.
Bounded: in letters, in steps of reading and in depth; what is over is left.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

LONGEST = 5_000_000
MOST_STEPS = 400_000
STEPS_OF_A_TRY = 200
MOST_LITERALS = 200
DEEPEST = 60
_TOKEN = re.compile(
    r"""\s+|//[^\n]*|/\*.{0,5000}?\*/|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<word>[A-Za-z_$][\w$]*)|(?P<mark>[\[\]{}:,])""",
    re.DOTALL,
)
_BEFORE = re.compile(r"(?:[=(:,]|\breturn)\s{0,20}(?=[\[{])|JSON\.parse\(\s{0,20}(?=[\"'])")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_CONSTANTS = {"true": True, "false": False, "null": None, "undefined": None}
_STRICT = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


def data_of(text: str) -> Any:
    """The JSON document that a text is; else a list of the objects and lists in it that a script assigns or hands on.

    Numbers are the letters they are written in. Raises ValueError where there is nothing of it.
    """
    if len(text) > LONGEST:
        raise ValueError(f"{len(text):,} letters of a script are not read")
    try:
        return _STRICT.decode(text)
    except (ValueError, RecursionError):
        found = list(_literals(text))
    if not found:
        raise ValueError("neither JSON nor a script with data in it")
    return found


def _literals(text: str) -> Iterator[Any]:
    steps, count, at = [MOST_STEPS], 0, 0
    while (begin := _BEFORE.search(text, at)) is not None and steps[0] > 0 and count < MOST_LITERALS:
        steps[0] -= STEPS_OF_A_TRY
        try:
            value, at = _literal(text, begin.end(), steps)
        except (ValueError, RecursionError):
            at = begin.end()
            continue
        if isinstance(value, str):
            value = _STRICT.decode(value) if value[:1] in ("{", "[") and _is_json(value) else None
        if value:
            count += 1
            yield value


def _is_json(text: str) -> bool:
    try:
        _STRICT.decode(text)
    except (ValueError, RecursionError):
        return False
    return True


def _literal(text: str, at: int, steps: list[int]) -> tuple[Any, int]:
    """The value that begins here, and where it ends: as JSON, which is quick, else as JavaScript writes it."""
    try:
        return _STRICT.raw_decode(text, at)
    except ValueError:
        return _Reading(text, at, steps).value(0)


class _Reading:
    """Reads one literal of JavaScript; ValueError where it is more than data."""

    def __init__(self, text: str, at: int, steps: list[int]) -> None:
        self.text, self.at, self.steps = text, at, steps

    def value(self, depth: int) -> tuple[Any, int]:
        """The value at this place and where it ends."""
        kind, told = self._next()
        return self._value(kind, told, depth), self.at

    def _value(self, kind: str, told: str, depth: int) -> Any:
        if kind == "text":
            return _ESCAPE.sub(_letter, told[1:-1])
        if kind == "number":
            return told
        if kind == "word" and told in _CONSTANTS:
            return _CONSTANTS[told]
        if told == "[" and depth < DEEPEST:
            return self._list(depth)
        if told == "{" and depth < DEEPEST:
            return self._object(depth)
        raise ValueError("no data")

    def _list(self, depth: int) -> list[Any]:
        values: list[Any] = []
        while (told := self._next())[1] != "]":
            if told[1] != ",":
                values.append(self._value(*told, depth + 1))
        return values

    def _object(self, depth: int) -> dict[str, Any]:
        members: dict[str, Any] = {}
        while (told := self._next())[1] != "}":
            if told[1] == ",":
                continue
            key = _ESCAPE.sub(_letter, told[1][1:-1]) if told[0] == "text" else told[1]
            if told[0] == "mark" or self._next()[1] != ":":
                raise ValueError("no data")
            members[key] = self._value(*self._next(), depth + 1)
        return members

    def _next(self) -> tuple[str, str]:
        """The kind and the letters of the next token that is neither blank nor remark."""
        while (found := _TOKEN.match(self.text, self.at)) is not None:
            self.steps[0] -= 1
            self.at = found.end()
            if found.lastgroup:
                return found.lastgroup, found[0]
            if self.steps[0] <= 0:
                break
        raise ValueError("no data")


def _letter(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _LETTERS.get(found[3], found[3])
