"""A text about prices as a list of words: one spelling for each word that matters, amounts and numbers kept whole.

Spellings come from ``reference/tuition_words.csv``; a lost, doubled or swapped letter in a long word is repaired too.
This module knows nothing of prices; it may only cut and rename.
"""

import re
from functools import cache
from string import ascii_lowercase

from pipelines.tables import reference_rows

_NUMBER = (
    r"|\+?\$ ?(?:[0-9.,]*[0-9](?: \.[0-9]{2}\b)?(?:[kK]\b)?)?"
    r"|\+?\.?[0-9](?:[0-9.,]*[0-9])?(?:st\b|nd\b|rd\b|th\b|ST\b|ND\b|RD\b|TH\b|[kK]\b)?"
    r"|[^\w\s*\u2022\u25cf\u2020\u2021\u00a7\u00ae\u2122\u00a9\"'\u2018\u2019\u201c\u201d-]"
    r"|(?<!\w)-|-(?![^\W\d_])"
    r"|\n"
)
_ASCII_TOKEN = re.compile(r"[ \t]*([A-Z]?[a-z]+(?:'[a-z]+)?|[A-Z]+(?![a-z])|[A-Z]" + _NUMBER + ")")
"""Two words glued together part at the capital letter: ``StudySemester``."""
_LETTER = r"[^\W\d_A-Z\u00b2\u00b3\u00b9\u2070-\u2079]"
_TOKEN = re.compile(rf"[ \t]*([A-Z]+(?!{_LETTER})|[A-Z]?{_LETTER}+(?:['\u2019]{_LETTER}+)?|[A-Z]" + _NUMBER + ")")
_WRAPPED = re.compile(
    r"\n(?<=[a-z,]\n)(?=[a-z])|\n(?:(?<=\bof\n)|(?<=\b[Pp]er\n)|(?<=\bPER\n)|(?<=\bOF\n)|(?<=\bfor\n)|(?<=\band\n)|(?<=&\n))"
)
_LEADERS = re.compile(r"\.{3,}|_{2,}")
_HOUR_DOT = re.compile(r"(?<=\b[CcHh]r)\.(?= ?[a-z(),;/:])")
"""The dot of ``cr. hr.`` inside of a sentence."""
_NO_CENTS = re.compile("(?<=[0-9])\\.(?=[\u2013\u2014](?![0-9]))")
"""A dash in the place of cents: ``$1,190.\u2014``."""
_FOREIGN = re.compile(r"\b(?:C|CA|CAD|A|AU|AUD|HK|NZ|S|NT|MX|R|J|B|Z|CDN)\$")
_CAPITAL_SIGN = re.compile(r"[A-Z]\$")
_CAPITAL_DOT = re.compile(r"[A-Z]\.")
_INITIALS = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)+")
_BETWEEN = "\x00"
_LONE_DOT = "\x00."


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


def words_of(text: str) -> list[str]:
    """The words, amounts, numbers, signs and line ends of a plain text in order, in lower case."""
    pattern = _ASCII_TOKEN
    if not text.isascii():
        pattern, text = _TOKEN, text.lower() if text.isupper() else text
    if "." in text:
        text = _without_idle_dots(text)
    if "__" in text:
        text = _LEADERS.sub(" ", text)
    if "\n" in text:
        text = _WRAPPED.sub(" ", text)
    if "$" in text and _CAPITAL_SIGN.search(text):
        text = _FOREIGN.sub("\u20ac", text)
    joined = _BETWEEN.join(pattern.findall(text)).lower()
    if not joined:
        return []
    tokens = joined.split(_BETWEEN)
    if _LONE_DOT in joined and not word_group("abbreviated").isdisjoint(tokens):
        tokens = _without_abbreviation_dots(tokens)
    if "'s" in joined:
        tokens = [token[:-2] if token.endswith("'s") else token for token in tokens]
    known = spellings()
    words = list(map(known.get, tokens, tokens))
    glued = _glued()
    if glued.isdisjoint(words):
        return words
    return [part for word in words for part in (word.split() if word in glued else (word,))]


def _without_idle_dots(text: str) -> str:
    """The text without the dots of hours, leaders and initials, and with no dash in the place of cents."""
    if "r." in text:
        text = _HOUR_DOT.sub("", text)
    if "..." in text:
        text = _LEADERS.sub(" ", text)
    if "\u2014" in text or "\u2013" in text:
        text = _NO_CENTS.sub(" ", text)
    return _INITIALS.sub(_without_dots, text) if _CAPITAL_DOT.search(text) else text


@cache
def _glued() -> frozenset[str]:
    """What the spellings write apart: ``per credit`` for ``percredit``."""
    return frozenset(word for word in spellings().values() if " " in word)


def _without_dots(found: re.Match[str]) -> str:
    """``A.A.S.`` as one word; ``U.S.A.`` is the country."""
    letters = found.group().replace(".", "")
    return "us " if letters == "USA" else f"{letters} "


def _without_abbreviation_dots(tokens: list[str]) -> list[str]:
    """The tokens without the dot of ``sem.`` or ``approx.``, which ends no sentence."""
    short = word_group("abbreviated")
    return [word for place, word in enumerate(tokens) if not (word == "." and place and tokens[place - 1] in short)]


def canonical(phrase: str) -> tuple[str, ...]:
    """A phrase of a reference table in the words that ``words_of`` gives."""
    return tuple(words_of(phrase))
