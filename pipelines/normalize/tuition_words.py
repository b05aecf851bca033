"""A text about prices as a list of words: one spelling for each word that matters, amounts and numbers kept whole.

Spellings come from ``reference/tuition_words.csv``; a lost, doubled or swapped letter in a long word is repaired too.
This module knows nothing of prices; it may only cut and rename.
"""

import re
from functools import cache

from pipelines.tables import reference_rows

_NUMBER = (
    r"|\+?\$ ?(?:[0-9.,]*[0-9](?:k\b)?)?"
    r"|\+?\.?[0-9](?:[0-9.,]*[0-9])?(?:st\b|nd\b|rd\b|th\b|k\b| ?%)?"
    r"|[^\w\s*\u2022\u25cf\u2020\u2021\u00a7\"'\u2018\u2019\u201c\u201d-]"
    r"|(?<!\w)-|-(?![^\W\d_])"
    r"|\n"
)
_ASCII_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?" + _NUMBER)
_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?" + _NUMBER)
_WRAPPED = re.compile(r"(?<=[a-z,])\n(?=[a-z])|(?:(?<=\bof)|(?<=\bper)|(?<=\bPer)|(?<=\bfor)|(?<=\band)|(?<=&))\n")
_GLUED = re.compile(r"(?<=[a-z)])(?=[A-Z][a-z])")
_LEADERS = re.compile(r"\.{3,}|_{2,}")
_FOREIGN = re.compile(r"\b(?:C|CA|CAD|A|AU|AUD|HK|NZ|S|NT|MX|R|J|B|Z|CDN)\$")
_US = re.compile(r"\bU\.S\.(?:A\.)?")
_COUNTED = frozenset(("program", "institution", "college", "school", "state", "mean", "university"))
"""Words whose plural says something else: a price of programs is no price of one."""
_ABBREVIATED = frozenset(
    "approx approximately est estimated incl excl sem semester hr hrs hour cr credit yr year max min misc "
    "miscellaneous reg registration avg average dept etc vs no st qtr quarter".split()
)
_SHORT = 6
_MENDED = (
    "tuition",
    "semester",
    "credit",
    "resident",
    "nonresident",
    "quarter",
    "district",
    "international",
    "program",
)


@cache
def spellings() -> dict[str, str]:
    """Every known spelling to the one word that stands for it."""
    mended = {wrong: word for word in _MENDED for wrong in _near(word)}
    listed = {row["spelling"]: row["word"] for row in reference_rows("tuition_words")}
    return {**_plurals(), **mended, **listed}


def _plurals() -> dict[str, str]:
    """The plural of each longer word of the phrases, where it ends in a plain s."""
    phrases = [row["phrase"] for row in reference_rows("tuition_phrases")]
    words = {word for phrase in phrases for word in phrase.split() if len(word) > 3 and word.isalpha()}
    return {f"{word}s": word for word in words if word[-1] != "s" and word not in _COUNTED}


def _near(word: str) -> list[str]:
    """The word with a letter lost, doubled or swapped with the next; the first two letters and the last stay."""
    inner = range(2, len(word) - 1)
    lost = [word[:place] + word[place + 1 :] for place in inner]
    doubled = [word[:place] + word[place] + word[place:] for place in inner]
    swapped = [word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(2, len(word) - 2)]
    return [wrong for wrong in (*lost, *doubled, *swapped) if wrong != word]


def words_of(text: str) -> list[str]:
    """The words, amounts, numbers, signs and line ends of a plain text in order, in lower case."""
    if "..." in text or "__" in text:
        text = _LEADERS.sub(" ", text)
    if "\n" in text:
        text = _WRAPPED.sub(" ", text)
    if "U.S." in text:
        text = _US.sub("us", text)
    if "$" in text:
        text = _FOREIGN.sub("\u20ac", text)
    text = _GLUED.sub(" ", text).lower()
    tokens = (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text)
    if "." in tokens and not _ABBREVIATED.isdisjoint(tokens):
        tokens = _without_abbreviation_dots(tokens)
    known = spellings()
    return [known.get(token, token) for token in tokens]


def _without_abbreviation_dots(tokens: list[str]) -> list[str]:
    """The tokens without the dot of ``sem.`` or ``approx.``; a dot before a new line or sentence of its own stays."""
    kept: list[str] = []
    for place, token in enumerate(tokens):
        after_short = token == "." and place and tokens[place - 1] in _ABBREVIATED and len(tokens[place - 1]) <= _SHORT
        if not after_short or tokens[place - 1] in ("credit", "hour", "year", "max", "min", "no"):
            kept.append(token)
    return kept


def canonical(phrase: str) -> tuple[str, ...]:
    """A phrase of a reference table in the words that ``words_of`` gives."""
    return tuple(words_of(phrase))
