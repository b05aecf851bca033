"""A text about prices as a list of words: one spelling for each word that matters, amounts and numbers kept whole.

Spellings come from ``reference/tuition_words.csv``; a lost, doubled or swapped letter in a long word is repaired too.
This module knows nothing of prices; it may only cut and rename.
"""

import re
from itertools import chain
from typing import Final

from pipelines.normalize.tuition_pieces import Pieces, words_in

_WRAPPED: Final = re.compile(
    r"\n(?<=[a-z,]\n)(?=[a-z])|\n(?:(?<=\bof\n)|(?<=\b[Pp]er\n)|(?<=\bPER\n)|(?<=\bOF\n)|(?<=\bfor\n)|(?<=\band\n)|(?<=&\n))"
)
_HOUR_DOT: Final = re.compile(r"(?<=\b[CcHh]r)\.(?= ?[a-z(),;/:])")
"""The dot of ``cr. hr.`` inside of a sentence."""
_PIECES: Final = Pieces()


def words_of(text: str) -> list[str]:
    """The words, amounts, numbers, signs and line ends of a plain text in order, in lower case."""
    if not text.isascii() and text.isupper():
        text = text.lower()
    if "r." in text:
        text = _HOUR_DOT.sub("", text)
    if "\n" in text:
        text = _WRAPPED.sub(" ", text)
    if "$ " in text or " ." in text:  # what stands before the space may belong to what stands behind it
        return list(words_in(text))
    return list(chain.from_iterable(map(_PIECES.__getitem__, text.replace("\n", " \n ").split(" "))))


def forget_pieces() -> None:
    """Drop the pieces that were kept."""
    _PIECES.clear()


def canonical(phrase: str) -> tuple[str, ...]:
    """A phrase of a reference table in the words that ``words_of`` gives."""
    return tuple(words_of(phrase))
