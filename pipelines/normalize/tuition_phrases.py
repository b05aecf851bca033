"""The phrases and units of the reference tables, arranged so that a text is looked up word by word.

``reference/tuition_phrases.csv`` and ``tuition_units.csv``, and the names of the states. Holds no rule of its own.
"""

from collections.abc import Iterator
from functools import cache
from sys import intern
from typing import Final

from pipelines.normalize.tuition_word_groups import AMOUNT, NUMBER, WORD_SETS, word_bits
from pipelines.normalize.tuition_words import canonical
from pipelines.tables import reference_rows

_ABBREVIATION: Final = 3
"""Letters up to which the name of a state is an abbreviation, which is too short to be told from a word."""
_STATE: Final = "{state}"
_LONGEST_KEPT: Final = 24
_SHORT: Final = 4
"""Characters up to which a number is kept."""
Said = tuple[str, str, str | None, bool]
"""What a phrase says: use, value and term, and whether the words around can change the value."""
Node = tuple[dict[str, "Node"], list[Said]]
"""The words that can follow, and what the words up to here say."""
First = tuple[dict[str, Node], list[Said], int]
"""A node for a first word, with its bits (``tuition_word_groups``), most often none."""


_AMOUNT: First = ({}, [], AMOUNT)
_NUMBER: First = ({}, [], NUMBER)
_BEYOND_DIGITS: Final = ":"
"""The sign behind the digits: a word that sorts before it begins with a digit or a sign."""
_MOST_KEPT: Final = 20_000


class _Phrases(dict[str, First | None]):
    """The words that begin phrases or have bits, with what they say; other words that were met say nothing.

    Filled when the first word is looked up.
    """

    def __missing__(self, word: str) -> First | None:
        """What a number or an amount is, or None for an unknown word; kept if it is short."""
        if not self:
            self.update(_first_words())
            return self[word]
        node, longest = None, _LONGEST_KEPT
        if word < _BEYOND_DIGITS:
            longest = _SHORT
            if "$" in word:
                node = _AMOUNT
            elif "0" <= word[-1:] <= "9":
                node = _NUMBER
        if len(word) <= longest:
            if len(self) >= _MOST_KEPT:
                self.forget()
            self[word] = node
        return node

    def forget(self) -> None:
        """Drop the words that were kept since the table was filled."""
        for word in [word for word, node in self.items() if node is None or node is _AMOUNT or node is _NUMBER]:
            del self[word]


PHRASES: Final = _Phrases()


def _first_words() -> dict[str, First]:
    """Every phrase by its words, and the words that have bits, among them those that stand before a unit (``per``)."""
    nodes: dict[str, Node] = {}
    for use, value, phrase in _phrases():
        _node(nodes, canonical(phrase))[1].append(_meaning(use, value))
    bits = word_bits()
    table: dict[str, First] = {}
    for word in {*nodes, *bits}:
        numeric = word < _BEYOND_DIGITS and "0" <= word[-1:] <= "9"
        table[intern(word)] = (*nodes.get(word, ({}, [])), bits.get(word, 0) | (NUMBER if numeric else 0))
    return table


def _node(level: dict[str, Node], words: tuple[str, ...]) -> Node:
    """The node of a phrase, made where it is not there yet."""
    for word in map(intern, words):
        node = level.setdefault(word, ({}, []))
        level = node[0]
    return node


def _meaning(use: str, value: str) -> tuple[str, str, str | None, bool]:
    if use in ("basis", "period"):
        basis, _, term = value.partition(":")
        return use, basis, term or None, False
    return use, value, None, value in ("in_state", "lives")


def _phrases() -> Iterator[tuple[str, str, str]]:
    """Use, value and words of every phrase that makes a mark; one with ``{state}`` for the name of each state."""
    names = sorted({row["spelling"] for row in reference_rows("states") if len(row["spelling"]) > _ABBREVIATION})
    for row in reference_rows("tuition_phrases"):
        if row["use"] in WORD_SETS or row["use"] == "adverb":
            continue
        for name in names if _STATE in row["phrase"] else [""]:
            yield row["use"], row["value"], row["phrase"].replace(_STATE, name)


@cache
def adverbs() -> dict[str, str]:
    """Words that are a unit by themselves: ``annually`` is by the year."""
    rows = [row for row in reference_rows("tuition_phrases") if row["use"] == "adverb"]
    return {canonical(row["phrase"])[0]: row["value"] for row in rows}


Unit = tuple[str, str | None]
"""A unit of price: its basis and the kind of term that it names."""
UnitNode = tuple[dict[str, "UnitNode"], Unit | None]


_UNITS: dict[str, UnitNode] = {}
"""Every unit by its words, filled when one is first looked for."""


def _units() -> dict[str, UnitNode]:
    """Fill the units from their table; its first row counts where two are alike."""
    units: dict[tuple[str, ...], Unit] = {}
    for row in reference_rows("tuition_units"):
        units.setdefault(canonical(row["unit"]), (row["basis"], row["term"] or None))
    _UNITS.update(_following(units))
    return _UNITS


def _following(units: dict[tuple[str, ...], Unit]) -> dict[str, UnitNode]:
    """The words that units begin with, each with what follows it."""
    rest: dict[str, dict[tuple[str, ...], Unit]] = {}
    for words, unit in units.items():
        rest.setdefault(words[0], {})[words[1:]] = unit
    return {
        word: (_following({words: unit for words, unit in longer.items() if words}), longer.get(()))
        for word, longer in rest.items()
    }


def unit_at(words: list[str], place: int) -> tuple[int, str, str | None] | None:
    """The longest unit of price that starts at a place: its end, basis and term."""
    count = len(words)
    node = (_UNITS or _units()).get(words[place]) if place < count else None
    if node is None:
        return None
    level, unit = node
    end = longest = place + 1
    while end < count and words[end] in level:
        level, told = level[words[end]]
        end += 1
        if told:
            unit, longest = told, end
    return (longest, unit[0], unit[1]) if unit else None
