"""Charges from words: every amount that is a price, with basis, residency and kind, or unknown. Never guesses one.

What is read and what is refused, with examples: docs/normalize/tuition.md. Pure: no clock, no network, only the
reference tables; linear in the length of the text.
"""

import re
from functools import lru_cache
from typing import Any, Final

from pipelines.normalize.text import MAXIMUM_LENGTH, plain
from pipelines.normalize.tuition_charge import Charge
from pipelines.normalize.tuition_charges import charges_of
from pipelines.normalize.tuition_phrases import PHRASES
from pipelines.normalize.tuition_tables import decoded, laid_out
from pipelines.normalize.tuition_words import forget_pieces, words_of

__all__ = ("VERSION", "Charge", "forget_words", "predicted", "read_charges")
LONGEST_KEPT: Final = 2_000
"""Answers for texts of up to this many characters are kept."""
_DIGIT: Final = re.compile("[0-9]")
VERSION: Final = "24"


def read_charges(text: str) -> list[Charge]:
    """Every charge of a text in the order they stand; none where the text names no price."""
    if len(text) > MAXIMUM_LENGTH:
        text = text[:MAXIMUM_LENGTH]
    if "\t" in text:
        text = text.replace("\t", " | ")
    clean = text.isascii() and "&" not in text and "  " not in text
    clean = clean and (text.isprintable() or text.replace("\n", "").isprintable())
    text = text.strip() if clean else decoded(plain(text))
    if "$" not in text and _DIGIT.search(text) is None and "dollar" not in text.lower():
        return []
    words = words_of(laid_out(text))
    return charges_of(words) if words else []


def forget_words() -> None:
    """Drop what was kept of the texts and words that were met: texts are read slower for it, and no otherwise."""
    _told_again.cache_clear()
    forget_pieces()
    PHRASES.forget()


def predicted(text: str) -> list[dict[str, Any]]:
    """Every charge of the text in order, as JSON-ready objects; amounts are decimal strings of US dollars."""
    if len(text) > LONGEST_KEPT:
        return _told(text)
    return [dict(charge) for charge in _told_again(text)]


def _told(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for charge in read_charges(text):
        found.append(charge.public())
    return found


@lru_cache(maxsize=2048)
def _told_again(text: str) -> list[dict[str, Any]]:
    """The answer for a text as it was given before: the pages of a school repeat its prices word for word."""
    return _told(text)
