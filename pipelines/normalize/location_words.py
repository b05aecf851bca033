"""The words that places are read with, from the reference tables. Only loads; it reads no text and decides nothing."""

import unicodedata
from functools import cache, lru_cache

from pipelines.tables import reference_rows

Spellings = dict[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word to the spellings that begin with it, longest first: (words, code)."""


@cache
def word_group(group: str) -> frozenset[str]:
    """The single words of a group of ``location_words.csv``, lower case without stops."""
    return frozenset(_cell(group).split())


@cache
def phrase_group(group: str) -> tuple[str, ...]:
    """The phrases of a group (``|`` between them), longest first."""
    return tuple(sorted(_cell(group).split("|"), key=len, reverse=True))


def _cell(group: str) -> str:
    return next(row["words"] for row in reference_rows("location_words") if row["group"] == group)


@cache
def state_spellings() -> Spellings:
    """First word to the spellings that begin with it, longest first: (words, USPS code)."""
    rows = [*reference_rows("states"), *reference_rows("location_states")]
    return _by_first_word([(row["spelling"], row["code"]) for row in rows])


@cache
def country_spellings() -> Spellings:
    """As ``state_spellings``, to ISO 3166 codes; regions of Canada and Australia stand for their country."""
    return _by_first_word([(row["spelling"], row["code"]) for row in reference_rows("location_countries")])


@cache
def region_codes() -> frozenset[str]:
    """Foreign regions written as capitals (``ON``), which count only beside a city."""
    return frozenset(row["spelling"] for row in reference_rows("location_countries") if row["kind"] == "region code")


@cache
def state_codes() -> frozenset[str]:
    """Every USPS code, the military ones included."""
    return frozenset(code for known in state_spellings().values() for _, code in known)


def _by_first_word(pairs: list[tuple[str, str]]) -> Spellings:
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for spelling, code in pairs:
        words = tuple(spelling.lower().replace(".", "").split())
        found.setdefault(words[0], {})[words] = code
    return {first: tuple(sorted(known.items(), key=lambda item: -len(item[0]))) for first, known in found.items()}


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """One word as city names are compared: no case, accents, stops or apostrophes; ``St.`` is ``saint``."""
    plain = word.lower().strip(".,:;'\"*").replace(".", "").replace("'", "").replace("\u2019", "").replace("-", " ")
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _LONG_FORMS.get(plain, plain)


_LONG_FORMS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain", "spgs": "springs"}
