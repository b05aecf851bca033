"""What copying did to a text: tables with glued cells or slashes for bars, and signs that were encoded twice.

Bars are put in and signs mended; no word or amount is changed. Linear in the length of the text.
"""

import re
from typing import Final

_GLUED: Final = re.compile(r"(?<=[A-Za-z)])(\$\d[\d,]*(?:\.\d\d)?)(?=[A-Z]|$)", re.MULTILINE)
"""An amount that follows a letter, and is followed by a capital one, with nothing between."""
_TWICE_ENCODED: Final = {
    "\u00e2\u20ac" + last: mark
    for last, mark in {
        "\u2122": "\u2019", "\u02dc": "\u2018", "\u0153": "\u201c", "\u009d": "\u201d", "\u201c": "\u2013",
        "\u201d": "\u2014", "\u00a2": "\u2022", "\u00a6": "\u2026",
    }.items()
} | {"\u00c2 ": " "}  # fmt: skip
"""Quotes, dashes and spaces whose bytes in UTF-8 were taken for Windows-1252: a dash is no sign of euros."""
_TWICE: Final = re.compile("|".join(_TWICE_ENCODED))
_GOES_ON: Final = re.compile(r"\n[ ]*([+=])[ ]?(?=[A-Za-z$])")
_ROMANS: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
_ROMAN: Final = re.compile(r"\b(Semester|Term|Quarter) (IV|I{1,3})\b")
_SLASH: Final = " / "
_LEAST_CELLS: Final = 3
_LEAST_GLUED: Final = 2


def laid_out(text: str) -> str:
    """The text with a bar behind each amount where all were glued, and bars where rows of slashes are a table."""
    if _is_glued(text):
        text = _GLUED.sub(r" \1 | ", text)
    if "\n" not in text:
        return text
    if " I\n" in text or " II\n" in text:
        text = _ROMAN.sub(lambda found: f"{found[1]} {_ROMANS[found[2]]}", text)
    if "=" in text and "+" in text:
        text = _joined(text)
    if _SLASH in text and text.count(_SLASH) >= 2 * (_LEAST_CELLS - 1):
        return _barred(text)
    return text


def _joined(text: str) -> str:
    """The lines of a sum as one: those that begin with a plus or an equals sign go on with the line above."""
    signs = _GOES_ON.findall(text)
    return _GOES_ON.sub(r" \1 ", text) if "=" in signs and "+" in signs else text


def decoded(text: str) -> str:
    """The text with quotes and dashes that were encoded twice as they were meant."""
    if "\u00e2\u20ac" in text or "\u00c2" in text:
        return _TWICE.sub(lambda found: _TWICE_ENCODED[found.group()], text)
    return text


def _is_glued(text: str) -> bool:
    """Whether a text ends with an amount, and all or most of its amounts are glued to what stands around them."""
    if not text[-1:].isdecimal():
        return False
    amounts = text.count("$")
    return amounts >= _LEAST_GLUED and 2 * len(_GLUED.findall(text)) > amounts


def _barred(text: str) -> str:
    """Lines side by side with as many slashes, two or more of them each, with bars in their place."""
    lines = text.split("\n")
    counts = [line.count(_SLASH) if len(line) < 1000 else 0 for line in lines]
    for place, count in enumerate(counts):
        beside = count in (counts[place - 1] if place else 0, counts[place + 1] if place + 1 < len(lines) else 0)
        if count >= _LEAST_CELLS - 1 and beside:
            lines[place] = lines[place].replace(_SLASH, " | ")
    return "\n".join(lines)
