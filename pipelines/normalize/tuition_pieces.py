"""The words of a piece of text between two spaces: cut apart, in lower case, each in its one spelling.

Pieces recur, so what a piece says is kept if it is short or has no digit; how many are kept is bounded.
"""

import re
from collections.abc import Sequence
from sys import intern
from typing import Final

from pipelines.normalize.tuition_spellings import glued_words, spellings, word_group

_NUMBER: Final = (
    r"|\+?\$ ?(?:[0-9.,]*[0-9](?: \.[0-9]{2}\b)?(?:[kK]\b)?)?"
    r"|\+?\.?[0-9](?:[0-9.,]*[0-9])?(?:st\b|nd\b|rd\b|th\b|ST\b|ND\b|RD\b|TH\b|[kK]\b)?"
    r"|[^\w\s*\u2022\u25cf\u2020\u2021\u00a7\u00ae\u2122\u00a9\"'\u2018\u2019\u201c\u201d-]"
    r"|(?<!\w)-|-(?![^\W\d_])"
    r"|\n"
)
_ASCII_TOKEN: Final = re.compile(r"[ \t]*([A-Z]?[a-z]+(?:'[a-z]+)?|[A-Z]+(?![a-z])|[A-Z]" + _NUMBER + ")")
"""Two words glued together part at the capital letter: ``StudySemester``."""
_LETTER: Final = r"[^\W\d_A-Z\u00b2\u00b3\u00b9\u2070-\u2079]"
_TOKEN: Final = re.compile(
    rf"[ \t]*([A-Z]+(?!{_LETTER})|[A-Z]?{_LETTER}+(?:['\u2019]{_LETTER}+)?|[A-Z]" + _NUMBER + ")"
)
_LEADERS: Final = re.compile(r"\.{3,}|_{2,}")
_NO_CENTS: Final = re.compile("(?<=[0-9])\\.(?=[\u2013\u2014](?![0-9]))")
"""A dash in the place of cents: ``$1,190.\u2014``."""
_FOREIGN: Final = re.compile(r"\b(?:C|CA|CAD|A|AU|AUD|HK|NZ|S|NT|MX|R|J|B|Z|CDN)\$")
_CAPITAL_SIGN: Final = re.compile(r"\$(?<=[A-Z]\$)")
_CAPITAL_DOT: Final = re.compile(r"\.(?<=[A-Z]\.)")
"""Written with the sign first, which is found much sooner than a capital letter."""
_INITIALS: Final = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)+")
_BETWEEN: Final = "\x00"
_LONE_DOT: Final = "\x00."
_DIGIT: Final = re.compile("[0-9]")
_NUMBER_ALONE: Final = re.compile(r"(\$[0-9.,]*[0-9]|[0-9](?:[0-9.,]*[0-9])?)([.,;:!?)/|])?").fullmatch
"""A number or an amount with nothing but a sign behind it."""
_NUMERIC: Final = frozenset("$0123456789")
_BEHIND_WORDS: Final = frozenset(".,;:)!?")
_MOST_KEPT: Final = 20_000
_LONGEST_KEPT: Final = 24
_SHORT: Final = 4
"""Characters up to which a piece is kept though it holds a digit: ``(12``, ``$50``, ``1st``."""


def words_in(text: str) -> Sequence[str]:
    """The words of a piece, or of a whole text where signs and amounts may stretch over a space."""
    if "." in text:
        text = _without_idle_dots(text)
    if "__" in text:
        text = _LEADERS.sub(" ", text)
    if "$" in text and _CAPITAL_SIGN.search(text):
        text = _FOREIGN.sub("\u20ac", text)
    pattern = _ASCII_TOKEN if text.isascii() else _TOKEN
    joined = _BETWEEN.join(pattern.findall(text)).lower()
    if not joined:
        return ()
    tokens = joined.split(_BETWEEN)
    if _LONE_DOT in joined and not word_group("abbreviated").isdisjoint(tokens):
        tokens = _without_abbreviation_dots(tokens)
    if "'s" in joined or "\u2019s" in joined:
        tokens = [token[:-2] if token.endswith(("'s", "\u2019s")) else token for token in tokens]
    known = spellings()
    words = list(map(known.get, tokens, tokens))
    glued = glued_words()
    if glued.isdisjoint(words):
        return words
    return [part for word in words for part in (word.split() if word in glued else (word,))]


def _without_idle_dots(text: str) -> str:
    """The text without the dots of leaders and initials, and with no dash in the place of cents."""
    if "..." in text:
        text = _LEADERS.sub(" ", text)
    if "\u2014" in text or "\u2013" in text:
        text = _NO_CENTS.sub(" ", text)
    return _INITIALS.sub(_without_dots, text) if _CAPITAL_DOT.search(text) else text


def _without_dots(found: re.Match[str]) -> str:
    """``A.A.S.`` as one word; ``U.S.A.`` is the country."""
    letters = found.group().replace(".", "")
    return "us " if letters == "USA" else f"{letters} "


class Pieces(dict[str, Sequence[str]]):
    """The words of every piece that was met; emptied when full, so that hostile text cannot make it grow."""

    def __missing__(self, piece: str) -> Sequence[str]:
        """The words of a piece that is not kept.

        Words that are kept are one object wherever they stand, which are found faster in the tables.
        """
        number = _NUMBER_ALONE(piece) if piece and piece[0] in _NUMERIC and "..." not in piece else None
        if number is None:
            words = _plain_word(piece) or words_in(piece)
            kept = len(piece) <= _SHORT or (len(piece) <= _LONGEST_KEPT and not _DIGIT.search(piece))
        else:
            words = (piece,) if number.lastindex == 1 else number.groups()
            kept = len(piece) <= _SHORT
        if kept:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[piece] = words = tuple(map(intern, words))
        return words


def _plain_word(piece: str) -> Sequence[str]:
    """The words of a piece that is a word with at most a sign behind it; none of one that must be cut."""
    sign = piece[-1:]
    body, sign = (piece[:-1], sign) if sign in _BEHIND_WORDS else (piece, "")
    if not (body.isascii() and body.isalpha() and (body.islower() or body.istitle() or body.isupper())):
        return ()
    token = body.lower()
    word = spellings().get(token, token)
    if word in glued_words():
        return ()
    return (word, sign) if sign and not (sign == "." and token in word_group("abbreviated")) else (word,)


def _without_abbreviation_dots(tokens: list[str]) -> list[str]:
    """The tokens without the dot of ``sem.`` or ``approx.``, which ends no sentence."""
    short = word_group("abbreviated")
    return [word for place, word in enumerate(tokens) if not (word == "." and place and tokens[place - 1] in short)]
