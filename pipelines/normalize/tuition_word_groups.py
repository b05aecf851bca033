"""Groups of words that the tuition normalizer treats alike, and bits that tell what a text can speak of.

The groups are ``reference/tuition_word_groups.csv`` and the rows of ``tuition_phrases.csv`` that make no mark. A bit
that no word of a text has lets a whole question be skipped: without a word of change no amount is a difference.
"""

from functools import cache
from typing import Final

from pipelines.normalize.tuition_spellings import word_group
from pipelines.normalize.tuition_words import canonical
from pipelines.tables import reference_rows

__all__ = ("WORD_SETS", "refusals", "word_bits", "word_group", "word_set")
WORD_SETS: Final = frozenset(("role", "foreign", "required", "turn", "paying", "prose", "earning", "numbered", "then"))
"""Uses of ``tuition_phrases.csv`` whose words are looked up around an amount and make no mark."""
(
    TIMES, TERM, DOWN, CHANGE, ROLE, PROSE, SHARE, BAR, LINE, BRACKET, LOAD, STOP, UNIT, UPWARD,
    EQUAL, BEFORE_UNIT, ADVERB, LABEL, AMOUNT, NUMBER, RECEIVE, PERCENT,
) = (1 << place for place in range(22))  # fmt: skip
_BITS: Final = {
    TIMES: ("times",), TERM: ("terms",), LOAD: ("over",),
    CHANGE: ("changed", "difference", "turned", "moved", "adding"),
    BEFORE_UNIT: ("per", "article"), LABEL: ("label_units",), RECEIVE: ("receives", "qualifies", "giver", "paid"),
}  # fmt: skip
_SIGNS: Final = {"|": BAR, "\n": LINE, "(": BRACKET, ".": STOP, ";": STOP, "!": STOP, "?": STOP, "=": EQUAL}


@cache
def word_set(use: str) -> frozenset[str]:
    """The words of a use of ``tuition_phrases.csv`` that makes no mark."""
    return frozenset(canonical(row["phrase"])[0] for row in reference_rows("tuition_phrases") if row["use"] == use)


@cache
def refusals() -> frozenset[str]:
    """The topics that name what is no price."""
    return frozenset(row["value"] for row in reference_rows("tuition_phrases") if row["value"].startswith("!"))


@cache
def word_bits() -> dict[str, int]:
    """The bits of every word and sign that has one; of numbers only those that a phrase begins with."""
    found = {**_SIGNS, "down": DOWN, "up": UPWARD, "%": PERCENT, "percent": PERCENT}
    for bit, groups in _BITS.items():
        for word in frozenset().union(*(word_group(group) for group in groups)):
            found[word] = found.get(word, 0) | bit
    for row in reference_rows("tuition_units"):
        first, *_, last = canonical(row["unit"]) * 2
        found[first] = found.get(first, 0) | UNIT
        if row["basis"] in ("per_credit", "per_clock_hour"):
            found[last] = found.get(last, 0) | LOAD
    for row in reference_rows("tuition_phrases"):
        if row["use"] == "adverb":
            word = canonical(row["phrase"])[0]
            found[word] = found.get(word, 0) | ADVERB
    for bit, use in ((ROLE, "role"), (PROSE, "prose")):
        for word in word_set(use):
            found[word] = found.get(word, 0) | bit
    return found
