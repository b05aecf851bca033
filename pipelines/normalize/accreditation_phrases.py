"""Phrases that say something about accreditation, found in the words of a unit; which phrases: a reference table.

``reference/accreditation_phrases.csv`` pairs a meaning with a phrase. In a phrase ``a|b`` is one word or another, ``?``
makes the next element optional, ``*`` stands for up to three words within one clause, ``**`` for up to eight words,
``<agency>``, ``<recognizer>``, ``<regional>`` (an institutional agency), ``<name>`` (a capitalized word), ``<start>``
(of the unit) and ``<end>`` (of a clause, as the last element) for what their names say, and ``{...}`` for the word
groups below.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from pipelines.normalize.accreditation_agencies import Item
from pipelines.normalize.accreditation_known import is_about_one
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
BLOCKERS = frozenset(("general", "policy"))
_SHOW_CAUSE = 4
_CLAIMS = frozenset(("accredited", "reaffirmed", "was_accredited", "initial", "candidate"))
_BARRED = word_group("barred") | word_group("doubtful")
"""No phrase of a positive claim may pass over one of these on its way to "accredited"."""
_NEVER_PASSED = {
    "restored": frozenset(("until", "when", "if", "once", "unless", "before", "would", "will", "may", "not", "never")),
    "probation": frozenset(("without", "no", "never")),
    "seeking": frozenset(("granted", "awarded", "received", "earned")),
    "not_accredited": frozenset(("held",)),
}
_TAKES_AWAY = frozenset(("withdrawn", "expired", "not_accredited", "inactive", "seeking"))
_SETTLED = frozenset(("neutral", "restored"))
_CLAUSE_MARKS = frozenset((",", ":", "-"))


@dataclass(frozen=True, slots=True)
class _Element:
    """One place of a phrase: the words that fit; for a gap the words that it may not pass over."""

    words: frozenset[str]
    gap: int = 0
    over_marks: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    meaning: str
    elements: tuple[_Element, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase met in a unit: its meaning and the items from ``start`` to before ``end``."""

    meaning: str
    start: int
    end: int


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """The phrases by each word that may begin them."""
    beginning: dict[str, list[_Phrase]] = {}
    for row in reference_rows("accreditation_phrases"):
        elements = tuple(_elements(row["meaning"], row["phrase"]))
        weight = sum(-1 if element.gap else 2 * (not element.optional) for element in elements)
        phrase = _Phrase(row["meaning"], elements, weight)
        for word in elements[0].words:
            beginning.setdefault(word, []).append(phrase)
    return {word: tuple(phrases) for word, phrases in beginning.items()}


def _elements(meaning: str, phrase: str) -> Iterator[_Element]:
    optional = False
    for part in phrase.split():
        if part == "?":
            optional = True
            continue
        if part in ("*", "**"):
            barred = _BARRED if meaning in _CLAIMS else _NEVER_PASSED.get(meaning, frozenset())
            yield _Element(barred, gap=3 if part == "*" else 8, over_marks=part == "**")
        else:
            words = part
            for group, members in GROUPS.items():
                words = words.replace(f"{{{group}}}", members)
            yield _Element(frozenset(words.split("|")), optional=optional)
        optional = False


def cues(items: list[Item]) -> list[Cue]:
    """The phrases of the unit from left to right, the most telling one at each place, none overlapping another.

    Blockers (``general``, ``policy``) may overlap the rest: they say how the words around them are to be taken.
    """
    blockers: list[Cue] = []
    every: list[tuple[int, Cue]] = []
    for place in range(len(items)):
        for phrase in _beginning(items, place):
            end = _match(phrase.elements, 0, items, place)
            if end is None:
                continue
            cue = Cue(phrase.meaning, place, end)
            if phrase.meaning not in BLOCKERS:
                every.append((phrase.weight, cue))
            elif not is_about_one(items, place, end):
                blockers.append(cue)
    told = _leftmost(every)
    settled = {place for cue in told if cue.meaning in _SETTLED for place in range(cue.start, cue.end)}
    adverse = [(weight, cue) for weight, cue in every if cue.meaning in _TAKES_AWAY and cue.start not in settled]
    ordered = [cue for cue in told if cue.meaning == "probation" and cue.end - cue.start >= _SHOW_CAUSE]
    blockers = [b for b in blockers if not any(b.start < cue.end and b.end > cue.start for cue in ordered[:1])]
    blockers = [b for b in blockers if not _is_part_of_a_search(b, told, items)]
    return sorted([*blockers, *_outweighed(told, _leftmost(adverse))], key=lambda cue: cue.start)


def _is_part_of_a_search(blocker: Cue, told: list[Cue], items: list[Item]) -> bool:
    """Whether the words are inside a phrase such as "an application for accreditation is under way"."""
    at = bisect_left(told, blocker.start, key=lambda cue: cue.start) - 1
    if at < 0 or told[at].meaning != "seeking" or items[told[at].start].word not in ("application", "applications"):
        return False
    return blocker.end <= told[at].end


def _leftmost(every: list[tuple[int, Cue]]) -> list[Cue]:
    """From left to right the weightiest phrase, then the longest, that begins after the one before ended."""
    chosen: list[Cue] = []
    free = 0
    for start, group in groupby(every, key=lambda weighed: weighed[1].start):
        if start >= free:
            best = max(group, key=lambda weighed: (weighed[0], weighed[1].end))[1]
            chosen.append(best)
            free = best.end
    return chosen


def _outweighed(told: list[Cue], adverse: list[Cue]) -> list[Cue]:
    """The phrases with each positive claim that shares a word with an adverse phrase replaced by that phrase."""
    kept: list[Cue] = []
    at = 0
    for cue in told:
        while at < len(adverse) and adverse[at].end <= cue.start:
            at += 1
        overlapping = at < len(adverse) and adverse[at].start < cue.end
        kept.append(adverse[at] if overlapping and cue.meaning in _CLAIMS - {"candidate"} else cue)
    return list(dict.fromkeys(kept))


def _beginning(items: list[Item], place: int) -> Iterator[_Phrase]:
    known = _phrases()
    yield from known.get(items[place].word, ())
    if place == 0:
        for phrase in known.get("<start>", ()):
            yield _Phrase(phrase.meaning, phrase.elements[1:], phrase.weight)


def _match(elements: tuple[_Element, ...], at: int, items: list[Item], place: int) -> int | None:
    """Where the phrase from element ``at`` ends if it fits the items from ``place``; the shortest gaps first."""
    if at == len(elements):
        return place
    element = elements[at]
    if element.gap:
        for skipped in range(element.gap + 1):
            end = _match(elements, at + 1, items, place + skipped)
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
        end = _match(elements, at + 1, items, place + 1)
        if end is not None:
            return end
    return _match(elements, at + 1, items, place) if element.optional else None


def _fits(element: _Element, item: Item) -> bool:
    if item.word in element.words:
        return True
    if "<name>" in element.words and item.printed[:1].isupper():
        return True
    return "<regional>" in element.words and item.agency is not None and item.agency.level == "institution"
