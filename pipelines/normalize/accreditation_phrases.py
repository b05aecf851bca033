"""Phrases that say something about accreditation, found in the words of a unit: the most telling one at each place.

Which phrases there are is a reference table (``accreditation_phrase_table``); what they come to is decided elsewhere.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby

from pipelines.normalize.accreditation_agencies import Item
from pipelines.normalize.accreditation_known import is_about_one
from pipelines.normalize.accreditation_phrase_table import CLAIMS, match_end, phrases_at

BLOCKERS = frozenset(("general", "policy"))
_SHOW_CAUSE = 4
_TAKES_AWAY = frozenset(("withdrawn", "expired", "not_accredited", "inactive", "seeking"))
_SETTLED = frozenset(("neutral", "restored"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase met in a unit: its meaning and the items from ``start`` to before ``end``."""

    meaning: str
    start: int
    end: int


def cues(items: list[Item]) -> list[Cue]:
    """The phrases of the unit from left to right, the most telling one at each place, none overlapping another.

    Blockers (``general``, ``policy``) may overlap the rest: they say how the words around them are to be taken.
    """
    blockers: list[Cue] = []
    every: list[tuple[int, Cue]] = []
    for place in range(len(items)):
        for phrase in phrases_at(items, place):
            end = match_end(phrase.elements, 0, items, place)
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
        kept.append(adverse[at] if overlapping and cue.meaning in CLAIMS - {"candidate"} else cue)
    return list(dict.fromkeys(kept))
