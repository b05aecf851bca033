"""Reading a text: its words looked up one by one, with what they and the numbers between them say.

The phrases are ``reference/tuition_phrases.csv`` and ``tuition_units.csv``.
"""

from itertools import compress
from operator import attrgetter
from typing import Any, Final

from pipelines.normalize.tuition_bands import credit_marks
from pipelines.normalize.tuition_marks import Mark, Text, mark_of
from pipelines.normalize.tuition_phrases import PHRASES, Node, Said, adverbs
from pipelines.normalize.tuition_unit_marks import unit_mark
from pipelines.normalize.tuition_word_groups import ADVERB, AMOUNT, BEFORE_UNIT, LOAD, NUMBER, SHARE, word_group
from pipelines.normalize.tuition_years import year_marks

_LOCAL: Final = word_group("local")
_NODE_OF: Final = PHRASES.__getitem__
_NEGATIONS: Final = frozenset(("non", "not"))
_ABROAD: Final = frozenset(("out_of_state", "international"))
_JOINERS: Final = (("/",), ("and",), ("or",), ("&",), ("student", "/"), ("student", "and"), ("student", "or"))
_PLACED: Final = BEFORE_UNIT | ADVERB | AMOUNT | NUMBER
"""The bits of words that begin a unit of price or are one, and of those whose places are kept."""
_START: Final = attrgetter("start")
Covered = dict[str, int]
"""By use: the end of the last phrase that was found; no other of its use begins before it."""


def text_of(words: list[str]) -> Text:
    """The text of these words with every mark in order; units of price overlap no other mark of their own use."""
    flags = 0
    found: list[Mark] = []
    covered: Covered = {}
    length = len(words)
    everywhere = range(length)
    signed: list[int] = []
    numbers: list[int] = []
    nodes: list[Any] = list(map(_NODE_OF, words))
    following = words[1:]
    following.append("")
    for place, (longer, said, bits), after in compress(zip(everywhere, nodes, following), nodes):  # noqa: B905, telling costs as much as ten words
        if bits:
            flags |= bits
            if bits & _PLACED:
                if bits & AMOUNT:
                    signed.append(place)
                elif bits & NUMBER:
                    numbers.append(place)
                else:
                    flags |= _add_unit(words, place, bits, found, covered)
        if after in longer:
            further, told = longer[after]
            if further and place + 2 < length and words[place + 2] in further:
                _add_longer(words, place, place + 3, further[words[place + 2]], found, covered)
            if told:
                _add_said(words, place, place + 2, told, found, covered)
        if said:
            for use, value, term, changes in said:
                if use in covered and place < covered[use]:
                    continue
                if value == "weak_fee" and place < covered.get("unit", 0):
                    continue
                covered[use] = end = place + 1
                found.append(mark_of(place, end, use, _changed(words, place, end) if changes else value, term))
    if numbers:
        found = _with_numbers(words, numbers, flags, found, covered)
    text = Text(words, found, covered, (signed, numbers), flags)
    return _joined(text) if "international" in text.values and "out_of_state" in text.values else text


def _with_numbers(words: list[str], numbers: list[int], flags: int, found: list[Mark], covered: Covered) -> list[Mark]:
    """The marks with those of years and loads, in order."""
    counted = year_marks(words, numbers)
    if flags & LOAD:
        counted += credit_marks(words, numbers)
    if not counted:
        return found
    if "yearly" in covered:
        found, counted = _without_loads(found, counted)
    for mark in counted:
        covered.setdefault(mark.use, 0)
    return sorted([*found, *counted], key=_START)


def _without_loads(found: list[Mark], counted: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    """The marks without ``12 credits per semester``, which in the budget of a year is no unit of its prices."""
    ends = {mark.end for mark in counted if mark.use in ("credits", "band")}
    starts = {mark.start for mark in found if mark.use == "basis" and mark.start in ends}
    kept = [mark for mark in found if mark.use != "basis" or mark.start not in starts]
    return kept, [mark for mark in counted if mark.end not in starts]


def _add_longer(words: list[str], place: int, end: int, node: Node, found: list[Mark], covered: Covered) -> None:
    """Add what a phrase says, after the longer ones that begin with its words."""
    longer, said = node
    if longer and end < len(words) and words[end] in longer:
        _add_longer(words, place, end + 1, longer[words[end]], found, covered)
    if said:
        _add_said(words, place, end, said, found, covered)


def _add_said(words: list[str], place: int, end: int, said: list[Said], found: list[Mark], covered: Covered) -> None:
    """Add what a phrase says in each use in which no earlier or longer phrase covers it."""
    for use, value, term, changes in said:
        if use not in covered or place >= covered[use]:
            covered[use] = end
            told = _changed(words, place, end) if changes else value
            if told:
                found.append(mark_of(place, end, use, told, term))


def _add_unit(words: list[str], place: int, bits: int, found: list[Mark], covered: Covered) -> int:
    """Add the unit that a word begins or is; the bit of a share where an amount follows it."""
    if bits & ADVERB:
        found.append(mark_of(place, place + 1, "basis", adverbs()[words[place]]))
        covered.setdefault("basis", 0)
        return 0
    mark = unit_mark(words, place)
    if mark:
        if "basis" not in covered or place >= covered["basis"]:
            found.append(mark)
            covered["basis"] = covered["unit"] = mark.end
        return 0
    amount = place + 1 < len(words) and words[place + 1] < ":"
    return SHARE if amount and words[place] in word_group("shared") else 0


def _changed(words: list[str], start: int, end: int) -> str:
    """What a resident is, by the words around: not one, or one of a county or district; else nothing is said."""
    local = _LOCAL
    if words[start] != "resident" and words[end - 1] in ("in", "within"):
        return "" if local.isdisjoint(words[end : end + 4]) else "in_district"
    if words[start] == "resident" and start > 1 and words[start - 1].isdecimal() and words[start - 2] == "district":
        return "in_district"
    if words[start] == "resident" and not _NEGATIONS.isdisjoint(words[max(0, start - 2) : start]):
        return "out_of_state"
    followed = words[end - 1] == "resident" and end < len(words) and words[end] in ("of", "in")
    return "in_district" if followed and not local.isdisjoint(words[end + 1 : end + 5]) else "in_state"


def _joined(text: Text) -> Text:
    """Non-residents and international students named together pay the price from out of state."""
    kept: list[Mark] = []
    last, at = None, 0
    for mark in text.marks:
        if mark.use == "residency":
            if last and {last.value, mark.value} == _ABROAD and tuple(text.words[last.end : mark.start]) in _JOINERS:
                kept[at] = last = mark_of(last.start, mark.end, "residency", "out_of_state")
                continue
            last, at = mark, len(kept)
        kept.append(mark)
    return Text(text.words, kept, text.uses, (text.signed, text.numbers), text.flags)
