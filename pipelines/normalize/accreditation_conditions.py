"""Whether a word of condition, wish or doubt stands before a claim, so that nothing is claimed. It adds no claim."""

from pipelines.normalize.accreditation_agencies import Item
from pipelines.normalize.accreditation_word_groups import word_group

_CONDITION = word_group("condition")
_MONTHS = word_group("month") | word_group("date") - {"the"}
_WHILE_BEING = frozenset(("to", "besides", "of", "despite", "and", "while"))
_JOINED = frozenset(("is", "are", "has", "have", "holds", "hold"))
_MODALS = frozenset(("can", "may", "might", "could", "must", "cannot", "need", "needs"))
_MARKS = frozenset((",", ":", "-", "|"))
_FAR = 24


def is_conditional(items: list[Item], start: int, words: frozenset[str] = _CONDITION) -> bool:
    """Whether a word of condition, wish or doubt stands before, with no mark between.

    What "can" says ends at "and is": "can be finished online and is accredited".
    """
    joined = False
    for place in range(start - 1, max(-1, start - _FAR), -1):
        word = items[place].word
        if word in _MARKS:
            return False
        joined = joined or (word == "and" and items[place + 1].word in _JOINED)
        if (word in words and not (joined and word in _MODALS)) or _restricts(items, place):
            return True
        if place == 0 and word in ("had", "were", "should"):
            return True
    return False


def _restricts(items: list[Item], place: int) -> bool:
    """Whether "until" opens a condition (no date follows), or "whose" says which one is meant (no mark before)."""
    word, after = items[place].word, items[place + 1].word
    if word == "being":
        return place == 0 or items[place - 1].word not in _WHILE_BEING
    if word == "until":
        return not after.isdigit() and after not in _MONTHS
    return word == "whose" and place > 0 and items[-1].word != ":" and items[place - 1].word not in _MARKS
