"""Words and units (sentences, lines, list entries) of a span about accreditation; it reads no meaning.

Hyphens inside words are spaces, contractions are opened ("isn't" is "is not"), the many misspellings of the accredit
family are folded, and web addresses are dropped. Every step is linear in the length of the text.
"""

import re
from dataclasses import dataclass

from pipelines.normalize.accreditation_spanish import in_english, is_spanish
from pipelines.normalize.accreditation_word_groups import word_group
from pipelines.normalize.text import plain

_FOLDED = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": " - "})
_TOKEN = re.compile(
    r"(?P<dotted>(?:[A-Z]\.){2,12}(?![A-Za-z]))"
    r"|(?P<range>(?<!\d)(?:1[89]|20)\d\d ?- ?(?:1[89]|20)\d\d(?!\d))"
    r"|(?P<date>(?<!\d)\d{1,2}[/-](?:\d{1,2}[/-])?(?:1[89]|20)\d\d(?!\d))"
    r"|(?P<word>[^\W\d_]{1,60}(?:'[^\W\d_]{1,3}(?![^\W\d_]))?)"
    r"|(?P<number>\d{1,9})"
    r"|(?P<mark>[,;:.!?()|\u2022\n]| - )"
)
_ADDRESS = re.compile(r"https?:|www\.|[a-z0-9-]{1,63}\.(?:org|edu|com|gov|net|example)\b", re.IGNORECASE)
_ABBREVIATIONS = word_group("abbreviation")
_DANGLING = word_group("dangling")
_ACCREDIT = re.compile(r"(un|pre|re|non)?(?:accr?e|acre|accer|acred|accrd)[a-z]{0,3}d[a-z]{1,14}")
_ENDINGS = (
    (("ing",), "accrediting"),
    (("or", "ors", "er", "ers"), "accreditor"),
    (("its",), "accredits"),
    (("ation", "ition", "aton", "tion", "tions", "aion", "ations", "taion"), "accreditation"),
    (("ed",), "accredited"),
)
_GLUED_BEFORE = re.compile(
    r"(?<![A-Za-z])(?!(?i:un|non|pre|re)accredit)(?:([A-Za-z]{2,40}?)(?=Accredit(?:ed|ation))"
    r"|(is|are|was|not|been|fully|program|college|school)(?=accredit(?:ed|ation)))"
)
_GLUED_AFTER = re.compile(r"(?i:(accredited|accreditation))(?i:(by|from|through|with|since|until))(?![a-z])")
_GLUED_ACRONYM = re.compile(r"(?<![A-Za-z])((?:[Tt]he|[Bb]y|[Ff]rom|[Tt]hrough|[Aa]nd))(?=[A-Z]{3,9}(?![A-Za-z]))")
_SPREAD = re.compile(r"(?<![^\W_])(?:[A-Za-z] ){6,40}[A-Za-z](?![^\W_])")
"""A word spread out for a heading or by a scanner: A C C R E D I T E D."""
_ENDS_UNIT = frozenset(";!?|\u2022")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number or mark: ``folded`` for comparison (lower case), ``printed`` as it stands."""

    folded: str
    printed: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, line or list entry: its words and whether it ends as a question."""

    words: tuple[Word, ...]
    is_question: bool


def units(text: str) -> list[Unit]:
    """The span cut into units, in order; lines that merely wrap a sentence are joined."""
    found: list[Unit] = []
    words: list[Word] = []

    def close(is_question: bool) -> None:
        if words:
            found.append(Unit(tuple(_english(words)), is_question))
            words.clear()

    cleaned = _unglued(_without_addresses(joined_lines(plain(text).translate(_FOLDED))))
    for match in _TOKEN.finditer(cleaned):
        mark = match["mark"]
        if mark == "\n" or mark in _ENDS_UNIT:
            close(mark == "?")
        elif mark == ".":
            if _ends_sentence(cleaned, match.end(), words):
                close(False)
        else:
            words.extend(_words(match))
    close(False)
    return found


def joined_lines(text: str) -> str:
    """The text with lines joined where one merely wraps into the next."""
    lines = [stripped for line in text.split("\n") if (stripped := line.strip())]
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        if before and (line[0].islower() or before[-1] == "," or before[-30:].split(" ")[-1].lower() in _DANGLING):
            joined.append(" ")
        elif before:
            joined.append("\n")
        joined.append(line)
    return "".join(joined)


def _without_addresses(text: str) -> str:
    """The text without web and mail addresses; brackets and stops around them stay."""
    chunks = re.split(r"([ \n])", text)
    for place, chunk in enumerate(chunks):
        if "@" in chunk or (_ADDRESS.search(chunk[:300]) if "." in chunk or ":" in chunk else None):
            chunks[place] = "".join(c for c in (chunk[0], *chunk[-2:]) if c in "().,;")
    return "".join(chunks)


def _unglued(text: str) -> str:
    """The text with spaces where a word of the accredit family is glued to its neighbors ("AccreditedbyCAHIIM")."""
    text = _SPREAD.sub(lambda letters: letters[0].replace(" ", ""), text)
    return _GLUED_ACRONYM.sub(r"\1 ", _GLUED_AFTER.sub(r"\1 \2 ", _GLUED_BEFORE.sub(r"\1\2 ", text)))


def _english(words: list[Word]) -> list[Word]:
    if not is_spanish([word.folded for word in words]):
        return words
    return [Word(folded, word.printed) for word in words for folded in in_english(word.folded)]


def _ends_sentence(text: str, end: int, words: list[Word]) -> bool:
    follows = text[end : end + 3].lstrip(" )\"'")
    if end < len(text) and text[end] not in " \n)\"'":
        return False
    if follows and follows[0].islower():
        return False
    last = words[-1].folded if words else ""
    return not (last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()))


def _words(match: re.Match[str]) -> list[Word]:
    printed = match[0]
    if match["dotted"]:
        joined = printed.replace(".", "")
        return [Word(joined.lower(), joined)]
    if match["range"]:
        return [Word(w, w) for w in ("from", printed[:4], "to", printed[-4:])]
    if match["date"]:
        return [Word("on", "on"), Word(printed[-4:], printed[-4:])]
    if match["word"]:
        return _opened(printed)
    return [Word(printed.strip(), printed.strip())]


def _opened(printed: str) -> list[Word]:
    """The word without possessive; a contraction with "not" gives two words."""
    stem, _, tail = printed.partition("'")
    lower = stem.lower()
    if tail.lower() == "t" and lower.endswith("n"):
        base = {"ca": "can", "wo": "will"}.get(lower[:-1], lower[:-1])
        return [Word(base, base), Word("not", "not")]
    if lower == "cannot":
        return [Word("can", "can"), Word("not", "not")]
    return [Word(_fold(lower), stem)]


def _fold(lower: str) -> str:
    if lower in ("accred", "accr"):
        return "accredited"
    if "acc" not in lower[:7] and "acr" not in lower[:7]:
        return lower
    family = _ACCREDIT.fullmatch(lower)
    if family is None or lower in ("accede", "accord", "accident", "according"):
        return lower
    for endings, word in _ENDINGS:
        if lower.endswith(endings):
            return (family[1] or "") + word
    return lower
