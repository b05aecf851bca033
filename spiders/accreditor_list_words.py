"""Finds what short texts of an accreditor's list say: labels, statuses, levels, fields, years. Knows texts, not pages.

All words come from the source's card. Every search is linear in the text, which is cut short first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spiders.accreditor_list_layout import Site, site_of
from spiders.texts import folded

LONGEST = 400
_NOT_WORDS = re.compile(r"[^\w'&/]+")
_YEAR = r"(?:19|20)\d\d(?!\d)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = re.compile(
    rf"(?<![\d/.-])(?:\d{{1,2}}[/-]\d{{1,2}}[/-]{_YEAR}|\d{{1,2}}/{_YEAR}|{_YEAR}-\d\d-\d\d(?!\d)|"
    rf"(?:{_MONTH}|spring|summer|fall|winter|autumn)(?: \d{{1,2}},?)?[ ,]{{1,2}}{_YEAR}|"
    rf"(?:AY ?)?{_YEAR} ?[-\u2013/] ?(?:{_YEAR}|\d\d(?![\d/-]))|{_YEAR})",
    re.IGNORECASE,
)
"""A year, with the day, month, term or second year that it is printed with."""
_UP_TO_25 = r"\b[^\d\n]{0,25}"
_REVIEWS = r"\b(?:review|evaluation|visit|reaccreditation|reaffirmation|renewal|attestation|self-study|accreditation)"
_BEFORE_YEARS = (
    ("through", r"\b(?:through|thru|until|till|expir\w+|valid to|ends?|ending)" + _UP_TO_25),
    ("next_review", r"\b(?:next|upcoming|scheduled)\b[\w' -]{0,30}?" + _REVIEWS + _UP_TO_25),
    ("reviewed", r"\b(?:last|previous|most recent)\b[^\d\n]{1,40}"),
    ("since", r"\b(?:since|granted|awarded|effective|initially accredited|first accredited|from|as of)" + _UP_TO_25),
    ("next_review", r"\b(?:review|renewal|reaffirmation|reaccreditation)(?: date| year| due| in| is)?\b[^\d\n]{0,8}"),
)  # fmt: skip
_YEAR_WORDS = [(kind, re.compile(f"{words}({DATE.pattern})", re.IGNORECASE)) for kind, words in _BEFORE_YEARS]
_AND = re.compile(r"\s*(?:/|&|,|\+|\band\b)\s*", re.IGNORECASE)
_REVIEW = frozenset((
    "review", "renewal", "renews", "reaccreditation", "reaffirmation", "reapproval", "recertification", "reevaluation",
    "reattestation",
))  # fmt: skip
_BESIDE_REVIEW = frozenset((
    "next", "year", "date", "due", "in", "of", "for", "the", "to", "be", "upcoming", "scheduled", "comprehensive",
    "full", "accreditation", "approval", "program", "cycle", "on", "site", "visit", "cahiim", "pcap", "ahima",
    "again", "required", "planned", "anticipated", "expected", "up", "is", "by", "self", "study", "attestation",
    "continuing", "annual",
))  # fmt: skip
"""Beside a word for a review these leave no doubt that the next one is meant."""
_IDLE = frozenset((
    "the", "of", "a", "current", "cahiim", "ahima", "pcap", "official", "your", "sort", "by", "ascending",
    "descending", "listed", "field", "billing", "mailing", "physical", "primary", "shipping",
))  # fmt: skip
"""Words that change nothing in a label."""


@dataclass(frozen=True, slots=True)
class Found:
    """Some letters of a text and what they say."""

    start: int
    end: int
    code: str


class Vocabulary:
    """The words of one source, ready for searching."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.labels = {word: kind for kind, words in site.labels.items() for word in words}
        self._status = _pattern(site.words.statuses)
        self._level = _pattern(word for words in site.words.levels.values() for word in words)
        self._letters = _letters(letter for words in site.words.letters.values() for letter in words)
        self._field = _pattern(word for words in site.words.fields.values() for word in words)
        self._level_codes = {_key(word): code for code, words in site.words.levels.items() for word in words}
        self._letter_codes = {word.lower(): code for code, words in site.words.letters.items() for word in words}
        self._field_codes = {_key(word): code for code, words in site.words.fields.items() for word in words}

    def label(self, text: str) -> str:
        """The kind of value that a text announces if it is nothing but a label; empty when it announces none."""
        if len(text) > 60:
            return ""
        told = folded(text.replace("(s)", "s")).strip("?:*# \u25b2\u25bc\u2191\u2193\u21c5")
        for candidate in (told, told + "?", told.replace("/ ", "/").replace(" /", "/"), _bare(told)):
            if candidate in self.labels:
                return self.labels[candidate]
        return "next_review" if _asks_for_review(told) else ""

    def labels_of(self, text: str) -> list[str]:
        """The kinds that a label for several things announces: "School / Program"; none where a part is unknown."""
        parts = [part for part in _AND.split(text[:80]) if part.strip()]
        kinds = [self.label(part) for part in parts]
        return kinds if len(parts) > 1 and all(kinds) else []

    def statuses(self, text: str) -> list[Found]:
        """Every status that a text names; of nested ones the longest."""
        return [Found(*match.span(), folded(match[0])) for match in self._status.finditer(text[:LONGEST])]

    def levels(self, text: str) -> list[Found]:
        """Every level that a text names, in words or in capitals, in order; the same one twice in a row counts once."""
        return _each_once(self.all_levels(text))

    def all_levels(self, text: str) -> list[Found]:
        """Every word for a level, also where two say the same."""
        told = text[:LONGEST]
        found = [Found(*match.span(), self._level_codes[_key(match[0])]) for match in self._level.finditer(told)]
        taken = [(one.start, one.end) for one in found]
        for match in self._letters.finditer(told):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                code = self._letter_codes[match[0].replace(".", "").lower()]
                found.append(Found(*match.span(), code))
        return sorted(found, key=lambda each: each.start)

    def fields(self, text: str) -> list[Found]:
        """Every field of study that a text names; of nested ones the longest. Two letters only as capitals."""
        found = []
        for match in self._field.finditer(text[:LONGEST]):
            if len(match[0]) > 3 or match[0].isupper():
                found.append(Found(*match.span(), self._field_codes[_key(match[0])]))
        return found

    def years(self, text: str) -> list[Found]:
        """The years of a text that words beside them explain: through, next_review, reviewed, since."""
        found: list[Found] = []
        for kind, pattern in _YEAR_WORDS:
            for match in pattern.finditer(text[:LONGEST]):
                if not any(one.start < match.end(1) and match.start(1) < one.end for one in found):
                    found.append(Found(*match.span(1), kind))
        return sorted(found, key=lambda one: one.start)

    def leftover(self, text: str, found: Iterable[Found]) -> list[str]:
        """The words of a text that are neither among those found nor filler, a number or a date."""
        letters = list(text[:LONGEST])
        for one in found:  # some may stand within others
            letters[one.start : one.end] = "|" * len(letters[one.start : one.end])
        rest = "".join(letters)
        said = [word for word in _NOT_WORDS.split(DATE.sub(" ", rest).lower().replace("\u2019", "'")) if word]
        return [
            word for word in said if word not in self.site.words.filler and not word.isdigit() and word.strip("'&/")
        ]

    def status_only(self, text: str) -> Found | None:
        """The status of a text that says nothing else but when; None where words are left or several differ."""
        found = self.statuses(text)
        if not found or self.leftover(text, found):
            return None
        return self.telling(found)

    def telling(self, found: list[Found]) -> Found | None:
        """Of several statuses the one that is not plain: "Accredited - Candidacy"; None where two differ."""
        special = [one for one in found if one.code not in self.site.words.plain_statuses]
        codes = {one.code for one in special}
        if len(codes) > 1 or not found:
            return None
        return special[0] if special else found[0]

    def level_only(self, text: str) -> list[Found]:
        """The levels of a text that says nothing else."""
        found = self.all_levels(text)
        return _each_once(found) if found and not self.leftover(text, found) else []

    def field_only(self, text: str) -> list[Found]:
        """The fields of a text that says nothing else."""
        found = self.fields(text)
        return found if found and not self.leftover(text, found) else []


@cache
def vocabulary(source: str) -> Vocabulary:
    """The words of a source."""
    return Vocabulary(site_of(source))


def _asks_for_review(told: str) -> bool:
    """Whether a label of any words asks when the next review is: "Renewal review", "Year of next reapproval"."""
    said = set(_NOT_WORDS.split(told.replace("-", " "))) - {""}
    return bool(said & _REVIEW) and said <= _REVIEW | _BESIDE_REVIEW


def _bare(told: str) -> str:
    """A label without words that change nothing: "Current CAHIIM Status (see below)"."""
    told = re.sub(r"\([^()]{0,40}\)", " ", told)
    return " ".join(word for word in told.replace("_", " ").split() if word not in _IDLE)


def _key(text: str) -> str:
    return " ".join(text.lower().replace("\u2019", "'").split())


def _each_once(found: list[Found]) -> list[Found]:
    """The same code twice in a row counts once."""
    return [one for number, one in enumerate(found) if not number or found[number - 1].code != one.code]


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Whole phrases, the longest first, blanks and quotes as they come."""
    told = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    parts = [re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['\u2019]") for phrase in told]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w|['\u2019]\w)", re.IGNORECASE)


def _letters(letters: Iterable[str]) -> re.Pattern[str]:
    """Letters of degrees with or without stops: AAS, A.A.S."""
    told = sorted(set(letters), key=lambda one: (-len(one), one))
    parts = [r"\.?".join(map(re.escape, letter)) + r"\.?" for letter in told]
    return re.compile(rf"(?<![\w.'])(?:{'|'.join(parts)})(?![\w'])")
