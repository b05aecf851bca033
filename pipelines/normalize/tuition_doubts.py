"""Figures in sentences about change, or about schools in general: differences, market prices and averages."""

from typing import Final

from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import word_group

_ENDS: Final = frozenset((".", ";", "!", "?"))
_BETWEEN: Final = _ENDS | {",", "|", "\n", "("}
_ANY: Final = frozenset(("a", "an", "most", "many"))
_THINGS: Final = frozenset(("books", "other", "room_and_board"))
_DIVISIONS: Final = (["division"], ["level"], ["div"])
"""What lower and upper, right behind an amount, can be parts of."""
_ARTICLES: Final = frozenset(("the", "this", "that", "a", "an"))
_DROPS: Final = frozenset(("drop", "cut", "decrease", "reduction", "jump", "rise", "saving", "savings", "difference"))
_FEES: Final = (["fee"], ["/"], ["-"], ["charge"])
"""What makes a drop the name of a fee: ``the $25 drop/add fee``."""
_CLAUSE: Final = 10
_ADVERBS: Final = 4


def is_change(scopes: Scopes, figure: Figure) -> bool:
    """Whether a figure is by how much a price changed."""
    words, start = scopes.words, figure.start
    if start and words[start - 1] == "by":
        clause = words[max(scopes.left[0], start - _CLAUSE) : start]
        if not word_group("turned").isdisjoint(clause):
            return True
    if _is_moved(scopes, start):
        return True
    if start and words[start - 1] in word_group("adding") and _is_added(words, figure):
        return True
    if start > 1 and words[start - 1] == "," and words[start - 2] in word_group("difference"):
        return words[start - 3] in _ARTICLES
    if figure.end >= len(words):
        return False
    after = words[figure.end]
    if start and words[start - 1] in _ARTICLES and after in _DROPS:
        return words[figure.end + 1 : figure.end + 2] not in _FEES
    if after in word_group("changed"):
        if words[figure.end + 1 : figure.end + 2] in _DIVISIONS:
            return False
        return not (after == "more" and _is_extra(scopes, figure.end + 1))
    if after not in ("per", "a", "/"):
        return False
    following = words[figure.end : figure.end + 5]
    difference = word_group("difference")
    turn = next((place for place, word in enumerate(following) if word in difference), None)
    if turn is None and "less" in following and words[figure.end + following.index("less") + 1 :][:1] == ["than"]:
        turn = following.index("less")
    if turn is None and following[1:] and "above" in following:
        turn = following.index("above") if following[following.index("above") + 1 :][:1] == ["what"] else None
    return turn is not None and not any(word in _BETWEEN or "$" in word for word in following[:turn])


def _is_added(words: list[str], figure: Figure) -> bool:
    """``adds $6 to every credit``, ``the board adds $6``: behind a verb of adding, to what or by whom."""
    decided = words[max(0, figure.start - 2)] in word_group("deciding")
    return decided or "to" in words[figure.end : figure.end + 4]


def _is_moved(scopes: Scopes, start: int) -> bool:
    """``will climb by roughly $216``, ``up 3 percent, or $7``: a verb of change tells the amount, or its share does."""
    words, first, place = scopes.words, scopes.left[0], start - 1
    by_about, moved = word_group("by_about"), word_group("moved")
    while place > first and start - place <= _ADVERBS and words[place] in by_about:
        place -= 1
    if place < first:
        return False
    if words[place] in moved:
        return words[place] != "up" or place == first or words[place - 1] in word_group("going")
    if words[place] not in ("or", "(") or place - first < 2:
        return False
    share = words[place - 1 - (words[place - 1] == ",")]
    return share in ("percent", "%") and not moved.isdisjoint(words[max(first, place - _CLAUSE) : place])


def _is_extra(scopes: Scopes, place: int) -> bool:
    """``Code books are about $310 more.``: a thing that comes on top of a price has a price of its own."""
    ended = scopes.words[place : place + 1] in ([], ["."], [";"], ["\n"])
    return ended and any(mark.use == "topic" and mark.value in _THINGS for mark in scopes.pre)


def is_market(scopes: Scopes) -> bool:
    """Whether a sentence is about what schools in general charge, and not said to be this school's price."""
    marks = [mark for group in (scopes.pre, scopes.post, *_same_sentence(scopes)) for mark in group]
    told = [mark for mark in marks if mark.use == "market"]
    owned = [mark for mark in marks if mark.use == "own"]
    return bool(told) and all(any(one.start <= mark.start < one.end for one in told) for mark in owned)


def is_average(scopes: Scopes) -> bool:
    """Whether a figure is an average that is not said to be this school's own."""
    marks = [mark for group in (scopes.pre, *_same_sentence(scopes)) for mark in group]
    if any(mark.use == "average" for mark in marks):
        return not any(mark.use == "own" for mark in (*marks, *scopes.post)) and _is_of_many(scopes)
    return any(mark.use == "average" for mark in scopes.post) and _is_of_many(scopes)


def _same_sentence(scopes: Scopes) -> list[list[Mark]]:
    """The marks further left in the sentence of the row."""
    first = scopes.left[0]
    least = min([first, *(span[0] for span in scopes.leads)])
    start = next((place for place in range(first - 1, least - 1, -1) if scopes.words[place] in _ENDS), least)
    return [[mark for mark in group if mark.start >= start] for group in scopes.lead]


def _is_of_many(scopes: Scopes) -> bool:
    row = scopes
    start = min([row.left[0], *(span[0] for span in row.leads)])
    around = scopes.words[start : max(row.right[1], row.vicinity[1])]
    if not word_group("many").isdisjoint(around):
        return True
    awards = word_group("awards")
    return any(
        word in _ANY and not awards.isdisjoint(around[place + 1 : place + 5]) for place, word in enumerate(around)
    )
