"""A text about prices as a list of words: one spelling for each word that matters, amounts and numbers kept whole.

Spellings come from ``reference/tuition_words.csv``; a lost, doubled or swapped letter in a long word is repaired too.
This module knows nothing of prices; it may only cut and rename.
"""

import re
from functools import cache

from pipelines.tables import reference_rows

_WRAPPED = re.compile(r"(?<=[a-z,])\n(?=[a-z])|(?:(?<=\bof)|(?<=\bper)|(?<=\bPer)|(?<=\bfor)|(?<=\band)|(?<=&))\n")
_LEADERS = re.compile(r"\.{3,}|_{2,}")
_GLUED = re.compile(r"(?<=[a-z)])(?=[A-Z][a-z])")
_COUNTED = frozenset(("program", "institution", "college", "school", "state", "mean", "university"))
"""Words whose plural says something else: a price of programs is no price of one."""
_TOKEN = re.compile(
    r"\n"
    r"|(?:\bu\.?s\.? ?d?\.? ?|\+)?\$ ?(?:[0-9.,]*[0-9](?:k\b)?)?"
    r"|\b(?:c|ca|cad|a|au|hk|nz|s|nt|mx|r|j|b|z)\$ ?[0-9.,]*"
    r"|\+?\.?[0-9](?:[0-9.,]*[0-9])?(?:st\b|nd\b|rd\b|th\b|k\b| ?%)?"
    r"|u\.s\.(?:a\.)?"
    r"|\b(?:approx|est|incl|excl|sem|qtr|hrs?|cr|yr|max|min|misc|reg|avg|dept|etc|vs|no|st)\."
    r"|[^\W\d_]+(?:['\u2019][^\W\d_]+)?"
    r"|[^\w\s*\u2022\u25cf\u2020\u2021\u00a7\"'\u2018\u2019\u201c\u201d-]"
    r"|(?<!\w)-|-(?![^\W\d_])"
)
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
    dotted = {f"{spelling}.": word for spelling, word in listed.items()}
    return {**_plurals(), **mended, **dotted, **listed}


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
    known = spellings()
    if "..." in text or "__" in text:
        text = _LEADERS.sub(" ", text)
    if "\n" in text:
        text = _WRAPPED.sub(" ", text)
    return [known.get(token, token) for token in _TOKEN.findall(_GLUED.sub(" ", text).lower())]


def canonical(phrase: str) -> tuple[str, ...]:
    """A phrase of a reference table in the words that ``words_of`` gives."""
    return tuple(words_of(phrase))
