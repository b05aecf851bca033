"""A text about prices as a list of words: one spelling for each word that matters, amounts and numbers kept whole.

Spellings come from ``reference/tuition_words.csv``; a lost, doubled or swapped letter in a long word is repaired too.
This module knows nothing of prices; it may only cut and rename.
"""

import re
from itertools import chain

from pipelines.normalize.tuition_pieces import Pieces, words_in

_WRAPPED = re.compile(
    r"\n(?<=[a-z,]\n)(?=[a-z])|\n(?:(?<=\bof\n)|(?<=\b[Pp]er\n)|(?<=\bPER\n)|(?<=\bOF\n)|(?<=\bfor\n)|(?<=\band\n)|(?<=&\n))"
)
_LEADERS = re.compile(r"\.{3,}|_{2,}")
_HOUR_DOT = re.compile(r"(?<=\b[CcHh]r)\.(?= ?[a-z(),;/:])")
"""The dot of ``cr. hr.`` inside of a sentence."""
_NO_CENTS = re.compile("(?<=[0-9])\\.(?=[\u2013\u2014](?![0-9]))")
"""A dash in the place of cents: ``$1,190.\u2014``."""
_FOREIGN = re.compile(r"\b(?:C|CA|CAD|A|AU|AUD|HK|NZ|S|NT|MX|R|J|B|Z|CDN)\$")
_CAPITAL_SIGN = re.compile(r"\$(?<=[A-Z]\$)")
_CAPITAL_DOT = re.compile(r"\.(?<=[A-Z]\.)")
"""Written with the sign first, which is found much sooner than a capital letter."""
_INITIALS = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)+")
_PIECES = Pieces()


def words_of(text: str) -> list[str]:
    """The words, amounts, numbers, signs and line ends of a plain text in order, in lower case."""
    if not text.isascii() and text.isupper():
        text = text.lower()
    if "." in text:
        text = _without_idle_dots(text)
    if "__" in text:
        text = _LEADERS.sub(" ", text)
    if "\n" in text:
        text = _WRAPPED.sub(" ", text)
    if "$" in text:
        if _CAPITAL_SIGN.search(text):
            text = _FOREIGN.sub("\u20ac", text)
        if "$ " in text:
            return list(words_in(text))
    if " ." in text:  # like the sign before it, such a dot may belong to the amount or the word before the space
        return list(words_in(text))
    return list(chain.from_iterable(map(_PIECES.__getitem__, text.replace("\n", " \n ").split(" "))))


def _without_idle_dots(text: str) -> str:
    """The text without the dots of hours, leaders and initials, and with no dash in the place of cents."""
    if "r." in text:
        text = _HOUR_DOT.sub("", text)
    if "..." in text:
        text = _LEADERS.sub(" ", text)
    if "\u2014" in text or "\u2013" in text:
        text = _NO_CENTS.sub(" ", text)
    return _INITIALS.sub(_without_dots, text) if _CAPITAL_DOT.search(text) else text


def _without_dots(found: re.Match[str]) -> str:
    """``A.A.S.`` as one word; ``U.S.A.`` is the country."""
    letters = found.group().replace(".", "")
    return "us " if letters == "USA" else f"{letters} "


def canonical(phrase: str) -> tuple[str, ...]:
    """A phrase of a reference table in the words that ``words_of`` gives."""
    return tuple(words_of(phrase))
