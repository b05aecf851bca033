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
_CAMPUS = frozenset({"campus", "location", "site", "recinto"})
_ALIAS_SEPARATOR = re.compile(r"[|;]|\s\s|\n")


def folded(text: str) -> str:
    """Lower case without accents, apostrophes and periods; every other sign becomes a space."""
    cut = plain(text[: 4 * MAXIMUM_LENGTH])[:MAXIMUM_LENGTH].replace("&", " and ")
    return " ".join(_WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", cut)).casefold()))


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name with abbreviations written out, in order; words that name nothing are gone."""
    return _name_words(text[:MAXIMUM_LENGTH])


@lru_cache(maxsize=100_000)
def _name_words(text: str) -> tuple[str, ...]:
    lists = words()
    spelled: list[str] = []
    whole = f" {folded(_GLUED.sub(' ', text))} "
    for phrase, meaning in lists.phrases.items():
        whole = whole.replace(f" {phrase} ", f" {meaning} ")
    for word in whole.split():
        spelled.extend(lists.abbreviations.get(word, (word,)))
    kept = tuple(word for word in spelled if word not in lists.may_drop)
    return _without_system(kept or tuple(spelled))


def _without_system(name: tuple[str, ...]) -> tuple[str, ...]:
    """``Maricopa Community Colleges - Mesa Community College`` is Mesa Community College: a whole name must remain."""
    kinds = words().kinds
    for system in _systems():
        for rest in (name[len(system) :], name[: -len(system)]):
            outer = name[: len(system)] if rest == name[len(system) :] else name[-len(system) :]
            if outer == system and kinds & set(rest) and set(rest) - kinds:
                return rest
    return name


@lru_cache(maxsize=1)
def _systems() -> tuple[tuple[str, ...], ...]:
    lists = words()

    def spelled(prefix: tuple[str, ...]) -> tuple[str, ...]:
        written_out = [part for word in prefix for part in lists.abbreviations.get(word, (word,))]
        return tuple(word for word in written_out if word not in lists.may_drop)

    return tuple(sorted(map(spelled, lists.systems), key=len, reverse=True))


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
    """A name cut at a sign: ``base`` before it, ``tail`` after it (a town, a campus); ``campus`` if it says so."""

    base: tuple[str, ...]
    tail: tuple[str, ...]
    campus: bool


def splits(text: str) -> tuple[Split, ...]:
    """Every way to cut a name at a hyphen, slash, colon, comma or parenthesis into two parts with words."""
    return _splits(text[:MAXIMUM_LENGTH])


@lru_cache(maxsize=100_000)
def _splits(text: str) -> tuple[Split, ...]:
    found = []
    for sign in list(_SEPARATOR.finditer(text))[:6]:
        base, tail = name_words(text[: sign.start()]), name_words(text[sign.end() :])
        if base and tail:
            found.append(Split(base, tail, not _CAMPUS.isdisjoint(folded(text[sign.end() :]).split())))
    return tuple(found)
