"""Plain text out of hostile text: the cleaning that every normalizer starts with; it changes no word or digit.

Superscripts are kept as they are: folding them to digits would glue a footnote to an amount.
"""

import html
import re
import unicodedata

MAXIMUM_LENGTH = 1_000_000
"""Characters of a text that are read; the rest is cut, so that no input is unbounded."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys([*range(0x2000, 0x200B), 0x00A0, 0x1680, 0x202F, 0x205F, 0x3000, 0x2028, 0x2029], " ")
_REMOVED = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x00AD, 0xFEFF])
_PLAIN = {**_FULL_WIDTH, **_SPACES, **_REMOVED}
_TWICE_ENCODED = {
    "\u00e2\u20ac" + last: mark
    for last, mark in {
        "\u2122": "\u2019", "\u02dc": "\u2018", "\u0153": "\u201c", "\u009d": "\u201d", "\u201c": "\u2013",
        "\u201d": "\u2014", "\u00a2": "\u2022", "\u00a6": "\u2026",
    }.items()
} | {"\u00c2 ": " "}  # fmt: skip
"""Quotes, dashes and spaces whose bytes in UTF-8 were taken for Windows-1252: a dash is no sign of euros."""
_TWICE = re.compile("|".join(_TWICE_ENCODED))
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_RUNS_OF_SPACE = re.compile(r"[ \t]+")


def plain(text: str) -> str:
    """The text with entities resolved, exotic spaces and full-width forms made plain, controls gone."""
    text = text[:MAXIMUM_LENGTH].replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_PLAIN))
        if "\u00e2\u20ac" in text or "\u00c2" in text:
            text = _TWICE.sub(lambda found: _TWICE_ENCODED[found.group()], text)
    return _RUNS_OF_SPACE.sub(" ", _CONTROLS.sub(" ", text)).strip()
