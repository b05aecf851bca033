"""Words of a span about a credential, in one form for every spelling; it knows words, not what they mean.

Case, plurals, possessives, dots in degree letters, glued words and near misspellings are folded away. Every step is
linear in the length of the text, and a span can cost only so many look-ups for misspellings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from unicodedata import combining, normalize

from rapidfuzz.distance import OSA

from pipelines.normalize.text import plain
from pipelines.tables import reference_rows

_FOLDED = str.maketrans(
    dict.fromkeys("\u2019\u2018\u00b4\u0060\u02bc", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"[": "(", "]": ")", "{": "(", "}": ")", "\u2022": "|", "\u00b7": "|", "\u00bb": ">", "\u203a": ">"}
)
_TOKEN = re.compile(
    r"(?P<dotted>(?<![A-Za-z.])(?:(?:Ph|Pharm|Ed|Psy|Au)\. ?D\b\.?|[A-Z]\.(?: [A-Z]\.){1,5}"
    r"|[A-Za-z]{1,6}(?:\.[A-Za-z]{1,4}(?![A-Za-z])){1,5}\.?))"
    r"|(?P<number>\d{1,9}(?:,\d{3}(?!\d)){0,3}(?:\.\d{1,6})?)"
    r"|(?P<word>[^\W\d_]{1,60}(?:'[^\W\d_]{1,2}(?![^\W\d_]))?)"
    r"|(?P<mark>\n[ \n]*|[^\w\s]|_)"
)
_GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z](?:[a-z]{2}|[A-Z]))|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})")
_HYPHENATED = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_LONGEST_TYPO = 24
_MOST_TYPOS = 2000
_LEVELS = frozenset(("associate", "bachelor", "master", "doctor"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, figure or mark: ``word`` for comparison, ``printed`` as it stands without dots.

    ``owned`` tells "master's" and "masters" from "master"; ``dotted`` tells "A.S." from "AS".
    """

    word: str
    printed: str
    owned: bool = False
    dotted: bool = False


def cleaned(text: str) -> str:
    """The text with quotes, dashes and brackets made plain and words joined that a line end had cut."""
    return _HYPHENATED.sub("", plain(text).translate(_FOLDED))


def tokens(text: str) -> list[Token]:
    """The tokens of a cleaned text; "health care" is one word, and a lone "s" belongs to the level before it."""
    found: list[Token] = []
    typos = 0
    known, cut_short = vocabulary(), word_group("cut_short")
    for token in _raw(text):
        word = token.word
        if word == "care" and found and found[-1].word == "health":
            continue
        if word == "s" and found and found[-1].word in _LEVELS:
            found[-1] = Token(found[-1].word, found[-1].printed, owned=True)
            continue
        if word == "." and found and found[-1].printed.casefold() in cut_short:
            continue
        near = None
        if typos < _MOST_TYPOS and word not in known:
            near = _near(word)
            typos += 1
        found.append(replace(token, word=near) if near else token)
    return found


def _raw(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        printed, kind = match[0], match.lastgroup
        if kind == "word":
            yield from _glued(printed)
        elif kind == "dotted":
            yield from _dotted(printed)
        elif kind == "number":
            yield Token(printed, printed)
        else:
            yield Token("\n" if printed[0] == "\n" else printed, printed)


def _dotted(printed: str) -> Iterator[Token]:
    """Letters with dots as one token where they are a degree's; else the words that a missing space glued."""
    letters = printed.replace(".", "").replace(" ", "")
    if letters.upper() in degree_letters() or letters.casefold() in word_group("unit"):
        yield Token(letters.casefold(), letters, dotted=True)
        return
    for part in printed.split("."):
        if part.strip():
            yield _word(part.strip())


@lru_cache(maxsize=8192)
def _glued(printed: str) -> tuple[Token, ...]:
    """The words of letters that stand together, more than one where a missing space glued them."""
    return tuple(_word(part) for part in _GLUED.split(printed))


@lru_cache(maxsize=8192)
def _word(printed: str) -> Token:
    word = _without_accents(printed.casefold())
    owned = word.endswith("'s")
    word = word.removesuffix("'s").replace("'", "")
    form = _form(word)
    return Token(form, printed, owned or (form in _LEVELS and word.endswith("s")))


def _without_accents(word: str) -> str:
    """Spanish words are one with and without their accents."""
    if word.isascii():
        return word
    return "".join(character for character in normalize("NFD", word) if not combining(character))


@lru_cache(maxsize=8192)
def _form(word: str) -> str:
    """The one form for the plurals and the words of one family: ``coders`` and ``coder`` are ``coding``."""
    known = _forms()
    stem = known.get(word) or _singular(word)
    return known.get(stem, stem)


@cache
def _forms() -> dict[str, str]:
    return {_without_accents(row["form"]): _singular(row["word"]) for row in reference_rows("credential_word_forms")}


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("sses", "uses")):
        return word[:-2]
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


@cache
def word_group(name: str) -> frozenset[str]:
    """The words of a group of ``reference/credential_words.csv``. KeyError where none is listed: a mistake in code."""
    listed = {row["group"]: row["words"] for row in reference_rows("credential_words")}[name].split()
    return frozenset(listed) | {_form(word) for word in listed}


@cache
def degree_letters() -> frozenset[str]:
    """The letters of every listed degree, in capitals."""
    return frozenset(row["form"].upper() for row in reference_rows("credential_awards") if row["kind"] == "letters")


def phrase_words(phrase: str) -> list[Token]:
    """The tokens of a phrase of a reference table, in the same forms as those of a text."""
    return [token for token in _raw(phrase) if token.word not in word_group("joiner")]


@cache
def vocabulary() -> frozenset[str]:
    """Every word of the reference tables; only other words may be misspellings of these."""
    words = {token.word for row in reference_rows("credential_subjects") for token in _raw(row["phrase"])}
    words |= {token.word for row in reference_rows("credential_awards") for token in _raw(row["form"])}
    return frozenset(words.union(*(word_group(row["group"]) for row in reference_rows("credential_words"))))


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """The longer words of the vocabulary by their first two letters; certificates before all else."""
    found: dict[str, list[str]] = {}
    for word in sorted(vocabulary()):
        if len(word) >= 7 or word in ("health", "medical"):
            found.setdefault(word[:2], []).append(word)
    return {start: tuple(words) for start, words in found.items()}


@lru_cache(maxsize=8192)
def _near(word: str) -> str | None:
    """The one listed word that this word nearly is; None where none or several are equally near."""
    if not 6 <= len(word) <= _LONGEST_TYPO:
        return None
    near: dict[str, int] = {}
    opening = "in" if word[:2] == "ln" else word[:2]  # an I that a scanner took for an l
    for known in _spellings().get(opening, ()):
        allowed = 2 if len(known) >= 11 and abs(len(known) - len(word)) < 2 else 1
        distance = OSA.distance(word, known, score_cutoff=allowed)
        if distance <= allowed and not known.startswith(word) and not word.startswith(known):
            near[known] = distance
    least = min(near.values(), default=0)
    nearest = [known for known, distance in near.items() if distance == least]
    return nearest[0] if len(nearest) == 1 else None
