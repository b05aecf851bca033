"""Lines and runs: a text cut into its lines, a line into figures side by side and the words that belong to each.

Nothing is interpreted here; spans are pairs of places in the list of words.
"""

from bisect import bisect_left

from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_marks import Marks

Span = tuple[int, int]
_WIDEST = 24
_LABEL = 40
_LONGEST_JOINED = 60
_STRONG = frozenset((".", ";", "|", "!", "?", "\u2022"))
_JOINTS = frozenset(("and", "or", "plus", "+", "=", ",", "while", "but", "then", "versus", "/"))
_LABELS = frozenset(("residency", "topic", "year"))
_OPENERS = frozenset(("for", "per", "a", "an", "each", "every", "in", "of", "as"))
"""Words that take up the figure before them, also before a colon: ``$28,400 for one year: $15,900 for tuition``."""
_SIDE = frozenset(("|", "/", "\n", ""))
_ENDS = frozenset((".", ";", "!", "?", "\u2022"))
NOT_TEXT = frozenset(("or", "and", "plus", "|", "-", "+", "=", ".", ",", ":", "~", "*", "to", "(", ")", "", "/", "\n"))


def lines_of(words: list[str], signed: list[int]) -> list[Span]:
    """The lines that hold words; a bracket that is open, or opens behind an amount, joins the next line to its own."""
    found: list[Span] = []
    start, length, upto = 0, len(words), 0
    while start < length:
        end = _line_end(words, start)
        if upto < len(signed) and signed[upto] < end:
            end = _joined_end(words, start, end)
            upto = bisect_left(signed, end, upto)
            found.append((start, end))
        elif not NOT_TEXT.issuperset(words[start : min(end, start + _LABEL)]):
            found.append((start, end))
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
    runs = [[figures[0]]]
    if len(figures) == 1:
        return runs
    for figure in figures[1:]:
        between = words[runs[-1][-1].end : figure.start]
        if len(runs[-1]) >= _WIDEST:
            runs.append([figure])
        elif _SIDE.issuperset(between) or figure.old or runs[-1][-1].old:
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return runs


def split_of(words: list[str], runs: list[list[Figure]], index: int, marks: Marks) -> int:
    """Where the words behind one run end and those before the next begin."""
    start, end = runs[index][-1].end, runs[index + 1][0].start
    attached = start
    for mark in marks.within((start, end)):
        if mark.use == "basis" and mark.start <= attached + (attached == start):
            attached = mark.end
    for place in range(start, end):
        if words[place] in _STRONG:
            return place + 1
    opens = words[end - 1] == ":" and words[start] in _OPENERS and "(" not in words[start:end]
    if opens and all(mark.use not in _LABELS for mark in marks.within((attached, end))):
        return end
    depth = 0
    opened = end
    for place in range(start, end):
        if words[place] == "(":
            depth, opened = depth + 1, place if depth == 0 else opened
        elif words[place] == ")":
            if depth == 0:
                return place + 1
            depth -= 1
    if depth:
        return _label_of_bracket(words, attached, opened)
    for place in range(min(attached, end), end):
        if words[place] in _JOINTS and not marks.joins(place):
            return place
    newline = next((place for place in range(start, end) if words[place] == "\n"), None)
    if newline is not None:
        return newline
    return attached


def _label_of_bracket(words: list[str], start: int, opened: int) -> int:
    """Where the words begin that name what a bracket holds: ``, lab fees extra ($30 per course)``."""
    for place in range(opened - 1, start - 1, -1):
        if words[place] in _JOINTS:
            return place if place + 1 < opened else opened
    return opened


def sentence_end(words: list[str], span: Span) -> int:
    """Where the first sentence of a span ends, or the end of the span."""
    between = words[span[0] : span[1]]
    if _ENDS.isdisjoint(between):
        return span[1]
    return span[0] + next(place for place, word in enumerate(between) if word in _ENDS)


def open_brackets(words: list[str], start: int, end: int) -> int:
    """Brackets that open in a stretch of words less those that close."""
    between = words[start:end]
    return between.count("(") - between.count(")") if between else 0
