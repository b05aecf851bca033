"""Lines and runs: a text cut into its lines, a line into figures side by side and the words that belong to each.

Nothing is interpreted here; spans are pairs of places in the list of words.
"""

from bisect import bisect_left
from typing import Final

from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_marks import Text
from pipelines.normalize.tuition_word_groups import word_group

Span = tuple[int, int]
_WIDEST: Final = 24
_LABEL: Final = 40
_LONGEST_JOINED: Final = 60
_STRONG: Final = frozenset((".", ";", "|", "!", "?", "\u2022"))
_JOINTS: Final = frozenset(("and", "or", "plus", "+", "=", ",", "while", "but", "then", "versus", "/"))
_LABELS: Final = frozenset(("residency", "topic", "year"))
_SIDE: Final = frozenset(("|", "/", "\n", ""))
_NO_PLACES: list[int] = []
_ENDS: Final = frozenset((".", ";", "!", "?", "\u2022"))
NOT_TEXT: Final = frozenset(
    ("or", "and", "plus", "|", "-", "+", "=", ".", ",", ":", "~", "*", "to", "(", ")", "", "/", "\n")
)


def lines_of(words: list[str], signed: list[int], brackets: bool) -> list[tuple[int, int, list[int]]]:
    """The lines that hold words: start, end, and those of the places ``signed`` that are in each.

    A bracket that is open, or opens behind an amount, joins the next line to its own; ``brackets``: one opens.
    """
    found: list[tuple[int, int, list[int]]] = []
    ended = [*words, "\n"]
    start, length, upto, amounts = 0, len(words), 0, len(signed)
    while start < length:
        end = ended.index("\n", start)
        if upto < amounts and signed[upto] < end:
            if brackets:
                end = _joined_end(words, start, end)
            first, upto = upto, bisect_left(signed, end, upto)
            found.append((start, end, signed[first:upto]))
        elif words[start] not in NOT_TEXT or not NOT_TEXT.issuperset(words[start : min(end, start + _LABEL)]):
            found.append((start, end, _NO_PLACES))
        start = end + 1
    return found


def _line_end(words: list[str], start: int) -> int:
    try:
        return words.index("\n", start)
    except ValueError:
        return len(words)


def _joined_end(words: list[str], start: int, end: int) -> int:
    """The end of a line with an amount, with the next lines where a bracket is open or opens."""
    while end < len(words) and end - start < _LONGEST_JOINED:
        following = next((word for word in words[end : end + 6] if word != "\n"), "")
        if following != "(" and words[start:end].count("(") <= words[start:end].count(")"):
            break
        end = _line_end(words, end + 1)
    return end


def runs_of(words: list[str], figures: list[Figure]) -> list[list[Figure]]:
    """Figures with nothing but signs between them side by side."""
    last = figures[0]
    run = [last]
    runs = [run]
    for figure in figures:
        if figure is last:
            continue
        beside = last.end == figure.start or _SIDE.issuperset(words[last.end : figure.start])
        if (beside or last.old) and len(run) < _WIDEST:
            run.append(figure)
        else:
            run = [figure]
            runs.append(run)
        last = figure
    return runs


def split_of(text: Text, runs: list[list[Figure]], index: int) -> int:
    """Where the words behind one run end and those before the next begin."""
    words, start, end = text.words, runs[index][-1].end, runs[index + 1][0].start
    between = words[start:end]
    if not _STRONG.isdisjoint(between):
        while words[start] not in _STRONG:
            start += 1
        return start + 1
    attached = start
    for mark in text.within((start, end)):
        if mark.use == "basis" and mark.start <= attached + (attached == start):
            attached = mark.end
    opens = end > start and between[-1] == ":" and between[0] in word_group("opening") and "(" not in between
    if opens and all(mark.use not in _LABELS for mark in text.within((attached, end))):
        return end
    if "(" in between or ")" in between:
        depth, opened = 0, end
        for place, word in enumerate(between, start):
            if word == "(":
                depth, opened = depth + 1, place if depth == 0 else opened
            elif word == ")":
                if depth == 0:
                    return place + 1
                depth -= 1
        if depth:
            return _label_of_bracket(words, attached, opened)
    if not _JOINTS.isdisjoint(between):
        for place in range(min(attached, end), end):
            if words[place] in _JOINTS and not text.joins(place):
                return place
    return start + between.index("\n") if "\n" in between else attached


def _label_of_bracket(words: list[str], start: int, opened: int) -> int:
    """Where the words begin that name what a bracket holds: ``, lab fees extra ($30 per course)``."""
    for place in range(opened - 1, start - 1, -1):
        if words[place] in _JOINTS:
            return place if place + 1 < opened else opened
    return opened


def sentence_end(words: list[str], start: int, end: int) -> int:
    """Where the first sentence of a span ends, or the end of the span."""
    between = words[start:end]
    if _ENDS.isdisjoint(between):
        return end
    while words[start] not in _ENDS:
        start += 1
    return start


def open_brackets(words: list[str], start: int, end: int) -> int:
    """Brackets that open in a stretch of words less those that close."""
    between = words[start:end]
    return between.count("(") - between.count(")") if between else 0
