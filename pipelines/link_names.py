"""School names made comparable: spelling is evened out, no word that tells schools apart is lost.

Good normalizations only (case, accents, okina, ampersand, Saint, the/at/of, Main Campus); which words may be dropped
and which never is in ``reference/link_words.csv``. Reads names, never places or tables.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipelines.link_words import words
from pipelines.normalize.text import plain

MAXIMUM_LENGTH = 300
"""Characters of a name that are read: the longest name in IPEDS has 120."""

_MARKS = re.compile("[\u0300-\u036f'’‘`´ʻʼ.]")
_WORD = re.compile(r"[a-z0-9]+")
_GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{3})")
_SEPARATOR = re.compile(r"\s[-–—]|[-–—]\s|[-–—/|:,;(]")
_ALIAS_SEPARATOR = re.compile(r"[|;]|\s\s|\n")


def folded(text: str) -> str:
    """Lower case without accents, apostrophes and periods; every other sign becomes a space."""
    cut = plain(text[: 4 * MAXIMUM_LENGTH])[:MAXIMUM_LENGTH].replace("&", " and ")
    return " ".join(_WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", cut)).casefold()))


@lru_cache(maxsize=100_000)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a name with abbreviations written out, in order; words that name nothing are gone."""
    lists = words()
    spelled: list[str] = []
    for word in folded(_GLUED.sub(" ", text[:MAXIMUM_LENGTH])).split():
        spelled.extend(lists.abbreviations.get(word, (word,)))
    kept = tuple(word for word in spelled if word not in lists.may_drop)
    return _without_system_prefix(kept or tuple(spelled))


def _without_system_prefix(name: tuple[str, ...]) -> tuple[str, ...]:
    """``Maricopa Community Colleges - Mesa Community College`` is Mesa Community College: a name must remain."""
    for prefix in _system_prefixes():
        if name[: len(prefix)] == prefix and len(name) > len(prefix) + 1:
            return name[len(prefix) :]
    return name


@lru_cache(maxsize=1)
def _system_prefixes() -> tuple[tuple[str, ...], ...]:
    lists = words()

    def spelled(prefix: tuple[str, ...]) -> tuple[str, ...]:
        written_out = [part for word in prefix for part in lists.abbreviations.get(word, (word,))]
        return tuple(word for word in written_out if word not in lists.may_drop)

    return tuple(sorted(map(spelled, lists.system_prefixes), key=len, reverse=True))


def name_keys(name: tuple[str, ...]) -> tuple[str, ...]:
    """The exact keys of a name: its words in any order, and its letters however they are glued or split."""
    return (" ".join(sorted(name)), "".join(name)) if name else ()


def kind_of(name: tuple[str, ...]) -> tuple[str, ...]:
    """The kind of school that a name says (``community``, ``college``), sorted; empty when it says none."""
    kinds = words().kinds
    return tuple(sorted({word for word in name if word in kinds}))


def kinds_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a school of the one kind can be the same school as one of the other kind, under a later name."""
    return one == other or (one, other) in words().kind_follows


def is_acronym(text: str) -> bool:
    """``MCC``, ``PPSC``, ``W.S.C.C.``: letters that many schools share."""
    letters = text.replace(".", "").replace(" ", "").strip()
    return (
        len(letters) <= 6 and " " not in text.strip() and letters.isalpha() and (letters.isupper() or len(letters) < 5)
    )


def split_aliases(text: str) -> tuple[str, ...]:
    """The names in an IPEDS ``IALIAS`` cell: parted by bars, semicolons, several spaces or, if of words, commas."""
    found: list[str] = []
    for part in _ALIAS_SEPARATOR.split(text[:4000]):
        found.append(part.strip())
        pieces = [piece.strip() for piece in part.split(",")]
        if len(pieces) > 1:
            found.extend(piece for piece in pieces if len(piece.split()) > 1)
    return tuple(dict.fromkeys(part for part in found if len(part) > 1))


@dataclass(frozen=True, slots=True)
class Split:
    """A name cut at its first sign: ``base`` before it, ``tail`` after it (a town, a campus, a formal addition)."""

    base: tuple[str, ...]
    tail: tuple[str, ...]


@lru_cache(maxsize=100_000)
def splits(text: str) -> tuple[Split, ...]:
    """Every way to cut a name at a hyphen, slash, colon, comma or parenthesis into two parts with words."""
    found = []
    for sign in list(_SEPARATOR.finditer(text[:MAXIMUM_LENGTH]))[:6]:
        base, tail = name_words(text[: sign.start()]), name_words(text[sign.end() :])
        if base and tail:
            found.append(Split(base, tail))
    return tuple(found)
