"""Spanish words about accreditation put into English, so that one table of phrases serves pages from Puerto Rico too.

Word by word, from ``reference/accreditation_spanish.csv``, and only in units that are Spanish; names of agencies and
all words that are not listed stay as they are. It is no translation: what it leaves odd is read as ``unknown``.
"""

from functools import cache

from pipelines.normalize.accreditation_word_groups import word_group
from pipelines.tables import reference_rows

_SIGNS = word_group("spanish")
_FEWEST_SIGNS = 2


@cache
def _english() -> dict[str, tuple[str, ...]]:
    return {row["spanish"]: tuple(row["english"].split()) for row in reference_rows("accreditation_spanish")}


def is_spanish(words: list[str]) -> bool:
    """Whether a unit in lower case has a Spanish form of "accredit" or at least two Spanish words that tell."""
    signs = sum(word in _SIGNS for word in words)
    return signs >= _FEWEST_SIGNS or (signs > 0 and any(word in _english() and "acredit" in word for word in words))


def in_english(word: str) -> tuple[str, ...]:
    """The English words for a Spanish word in lower case; the word itself where it is not listed."""
    return _english().get(word, (word,))
