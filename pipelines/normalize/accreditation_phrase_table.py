"""The phrases about accreditation as their reference table has them, and whether one fits the words at a place.

``reference/accreditation_phrases.csv`` pairs a meaning with a phrase. In a phrase ``a|b`` is one word or another, ``?``
makes the next element optional, ``*`` stands for up to three words within one clause, ``**`` for up to eight words,
``<agency>``, ``<recognizer>``, ``<regional>`` (an institutional agency), ``<name>`` (a capitalized word), ``<start>``
(of the unit) and ``<end>`` (of a clause, as the last element) for what their names say, and ``{...}`` for the word
groups below. Which of several phrases counts is decided elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.normalize.accreditation_agencies import Item
from pipelines.normalize.accreditation_word_groups import word_group
from pipelines.tables import reference_rows

_UNITS = "programs|institutions|colleges|schools|universities|campuses|sponsors|organizations|certificates|departments"
_UNIT = "program|institution|college|school|university|campus|sponsor|organization|department|applicant|certificate"
GROUPS = {
    "a": "a|an",
    "generic": "a|an|any|each|every|no|another|your|some|either",
    "unit": f"{_UNIT}|{_UNITS}",
    "unit1": _UNIT,
    "units": _UNITS,
    "is": "is|are|be|been|being|remains|remain|remained|stays|currently|now",
    "was": "was|were|had",
    "has": "has|have|holds|hold|holding|carries|carry|possesses|maintains|maintain|enjoys|with|having|keeps|kept",
    "sanction": "warning|probation|probationary|sanction|sanctions|notation|show",
    "yes": "yes|accredited|approved|full|active|current|continuing|granted",
}
CLAIMS = frozenset(("accredited", "reaffirmed", "was_accredited", "initial", "candidate"))
_BARRED = word_group("barred") | word_group("doubtful")
"""No phrase of a positive claim may pass over one of these on its way to "accredited"."""
_NEVER_PASSED = {
    "restored": frozenset(("until", "when", "if", "once", "unless", "before", "would", "will", "may", "not", "never")),
    "probation": frozenset(("without", "no", "never")),
    "seeking": frozenset(("granted", "awarded", "received", "earned")),
    "not_accredited": frozenset(("held",)),
}
_CLAUSE_MARKS = frozenset((",", ":", "-"))


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: the words that fit; for a gap the words that it may not pass over."""

    words: frozenset[str]
    gap: int = 0
    over_marks: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the table; ``weight`` says how telling it is beside others: two a word, one less a gap."""

    meaning: str
    elements: tuple[Element, ...]
    weight: int


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """The phrases by each word that may begin them."""
    beginning: dict[str, list[Phrase]] = {}
    for row in reference_rows("accreditation_phrases"):
        elements = tuple(_elements(row["meaning"], row["phrase"]))
        weight = sum(-1 if element.gap else 2 * (not element.optional) for element in elements)
        phrase = Phrase(row["meaning"], elements, weight)
        for word in elements[0].words:
            beginning.setdefault(word, []).append(phrase)
    return {word: tuple(phrases) for word, phrases in beginning.items()}


def _elements(meaning: str, phrase: str) -> Iterator[Element]:
    optional = False
    for part in phrase.split():
        if part == "?":
            optional = True
            continue
        if part in ("*", "**"):
            barred = _BARRED if meaning in CLAIMS else _NEVER_PASSED.get(meaning, frozenset())
            yield Element(barred, gap=3 if part == "*" else 8, over_marks=part == "**")
        else:
            words = part
            for group, members in GROUPS.items():
                words = words.replace(f"{{{group}}}", members)
            yield Element(frozenset(words.split("|")), optional=optional)
        optional = False


def phrases_at(items: list[Item], place: int) -> Iterator[Phrase]:
    """The phrases that the word at a place may begin, those of the beginning of a unit at its first word."""
    known = _phrases()
    yield from known.get(items[place].word, ())
    if place == 0:
        for phrase in known.get("<start>", ()):
            yield Phrase(phrase.meaning, phrase.elements[1:], phrase.weight)


def match_end(elements: tuple[Element, ...], at: int, items: list[Item], place: int) -> int | None:
    """Where the phrase from element ``at`` ends if it fits the items from ``place``; the shortest gaps first."""
    if at == len(elements):
        return place
    element = elements[at]
    if element.gap:
        for skipped in range(element.gap + 1):
            end = match_end(elements, at + 1, items, place + skipped)
            if end is not None:
                return end
            over = place + skipped
            if over >= len(items) or (items[over].word in _CLAUSE_MARKS and not element.over_marks):
                return None
            if items[over].word in element.words:
                return None
        return None
    if "<end>" in element.words:
        return place if place == len(items) or items[place].word in _CLAUSE_MARKS else None
    if place < len(items) and _fits(element, items[place]):
        end = match_end(elements, at + 1, items, place + 1)
        if end is not None:
            return end
    return match_end(elements, at + 1, items, place) if element.optional else None


def _fits(element: Element, item: Item) -> bool:
    if item.word in element.words:
        return True
    if "<name>" in element.words and item.printed[:1].isupper():
        return True
    return "<regional>" in element.words and item.agency is not None and item.agency.level == "institution"
