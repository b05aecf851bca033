"""Prices in boxes, whose words stand in lines above or below the amounts, as lines that say both. Pure."""

import re
from itertools import pairwise

_LONGEST_LABEL = 80
_MOST_WORDS = 3
_WITHIN_PROSE = re.compile(r"[a-z)][.!?](?: [A-Z]|$)|,? (?:cost|costs|pay|pays|are|is)$")
_AMOUNT_FIRST = re.compile(
    r"(\$ ?\d[\d,]*(?:\.\d\d)?) "
    r"((?!(?:per|an?|each|every|for|in|out|to|or|and|plus|if|when|paid|due)\b)[A-Za-z][\w /&,()-]{2,70})"
)
_LEAST_LINES = 3
_AMOUNT_ALONE = re.compile(r"\$ ?\d[\d,.]*\*?")
_BY_THE_UNIT = re.compile(r"\w+ (?:per|each|a) \w+", re.IGNORECASE)
_LONGEST_WHOM = 40
_FOR_WHOM = re.compile(
    r"(?:for )?(?:[A-Z][a-z]+ ){0,3}"
    r"(?:(?:non-?|out-of-)?(?:state )?residents?|(?:in|out)-(?:of-)?(?:state|district|county)"
    r"|international|online)(?: (?:students?|residents?|rate|tuition))?",
    re.IGNORECASE,
)


def names_first(text: str) -> str:
    """A list of amounts with their names behind them as lines ``name: amount``."""
    lines = text.split("\n")
    found = [_AMOUNT_FIRST.fullmatch(line) for line in lines]
    others = [line for line, told in zip(lines, found, strict=True) if told is None and "$" in line]
    if sum(map(bool, found)) < _LEAST_LINES or len(others) > 1 or any(":" not in line for line in others):
        return text
    return "\n".join(f"{told[2]}: {told[1]}" if told else line for line, told in zip(lines, found, strict=True))


def whom_behind(text: str) -> str:
    """Lines of an amount with the line below that says for whom it is: ``Ohio residents: $168 per credit hour``."""
    lines = text.split("\n")
    whom = [number for number, line in enumerate(lines) if _is_second_word([line])]
    if not whom or any(not number or "$" not in lines[number - 1] or ":" in lines[number - 1] for number in whom):
        return text
    made = [f"{lines[n + 1]}: {line}" if n + 1 in whom else line for n, line in enumerate(lines) if n not in whom]
    return "\n".join(made)


def labels_first(text: str) -> str:
    """Boxes of an amount and its words below it as lines ``words: amount``: else each lends its words to the next.

    Only where every amount that has a line of its own has words below it, and no label stands above the first.
    """
    lines = text.split("\n")
    alone = [number for number, line in enumerate(lines) if _AMOUNT_ALONE.fullmatch(line)]
    if not alone or _AMOUNT_ALONE.fullmatch(lines[-1]) or not (alone[0] <= 1 or _is_prose(lines[alone[0] - 1])):
        return text
    if len(alone) < 2 and (text.count("$") < 2 or not _BY_THE_UNIT.search(lines[alone[0] + 1])):
        return text
    below = [lines[number + 1] for number in alone]
    if any("$" in told or len(told) > _LONGEST_LABEL for told in below):
        return text
    deep = _depth(lines, alone)
    made: list[str] = []
    taken = -1
    for number, line in enumerate(lines):
        if number in alone:
            words = lines[number + 1 : number + 1 + max(deep, 1 + _is_second_word(lines[number + 2 : number + 3]))]
            made.append(f"{', '.join(words)}: {line}")
            taken = number + len(words)
        elif number > taken:
            made.append(line)
    return "\n".join(made)


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence and so no label of what stands below it."""
    return len(line) > _LONGEST_LABEL or _WITHIN_PROSE.search(line) is not None


def _depth(lines: list[str], alone: list[int]) -> int:
    """How many lines of words each box has below its amount, where all have as many; 1 where they differ."""
    gaps = {after - before - 1 for before, after in pairwise(alone)}
    deep = gaps.pop() if len(gaps) == 1 else 1
    words = [line for number in alone for line in lines[number + 1 : number + 1 + deep]]
    if not 1 < deep <= _MOST_WORDS or len(words) < deep * len(alone):
        return 1
    return deep if all("$" not in line and len(line) < _LONGEST_LABEL for line in words) else 1


def _is_second_word(after: list[str]) -> bool:
    """Whether the line below the words of a box goes on about for whom the amount is."""
    return bool(after) and len(after[0]) < _LONGEST_WHOM and _FOR_WHOM.fullmatch(after[0]) is not None
