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
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_RUNS_OF_SPACE = re.compile(r"[ \t]+")


def plain(text: str) -> str:
    """The text with entities resolved, exotic spaces and full-width forms made plain, controls gone."""
    text = text[:MAXIMUM_LENGTH].replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_PLAIN))
    return _RUNS_OF_SPACE.sub(" ", _CONTROLS.sub(" ", text)).strip()
