"""The spellings of the words that matter, each with the one word that stands for it, and groups of words.

From ``reference/tuition_words.csv``, ``tuition_word_groups.csv`` and the words of ``tuition_phrases.csv``; a lost,
doubled or swapped letter in a long word is repaired too. Reads no text.
"""

from functools import cache
from string import ascii_lowercase

from pipelines.tables import reference_rows


@cache
def word_group(name: str) -> frozenset[str]:
    """The words of a group of ``reference/tuition_word_groups.csv``. KeyError where it is not listed."""
    return frozenset({row["group"]: row["words"] for row in reference_rows("tuition_word_groups")}[name].split())


@cache
def spellings() -> dict[str, str]:
    """Every known spelling to the one word that stands for it."""
    mended = {wrong: word for word in word_group("mended") for wrong in _near(word)}
    listed = {row["spelling"]: row["word"] for row in reference_rows("tuition_words")}
    return {**_plurals(), **mended, **listed}


def _plurals() -> dict[str, str]:
    """The plural of each longer word of the phrases, where it ends in a plain s."""
    phrases = [row["phrase"] for row in reference_rows("tuition_phrases")]
    words = {word for phrase in phrases for word in phrase.split() if len(word) > 3 and word.isalpha()}
    return {f"{word}s": word for word in words if word[-1] != "s" and word not in word_group("ordinary_plurals")}


def _near(word: str) -> list[str]:
    """The word with a letter lost, added, changed or swapped with the next; the first two letters and the last stay."""
    inner = range(2, len(word) - 1)
    lost = [word[:place] + word[place + 1 :] for place in inner]
    added = [word[:place] + letter + word[place:] for place in range(2, len(word)) for letter in ascii_lowercase]
    changed = [word[:place] + letter + word[place + 1 :] for place in inner for letter in ascii_lowercase]
    swapped = [word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(2, len(word) - 2)]
    return [wrong for wrong in (*lost, *added, *changed, *swapped) if wrong != word]


@cache
def glued_words() -> frozenset[str]:
    """What the spellings write apart: ``per credit`` for ``percredit``."""
    return frozenset(word for word in spellings().values() if " " in word)
