"""Lines of preformatted text, as bulletins and printed catalogs are put on the web. Knows type, not programs.

Wrapped lines of a paragraph are one line again; what has wide gaps in it is a row, and keeps its line.
"""

import re
from dataclasses import dataclass

from spiders.tree import Element, flow, words

LEAST_LINES = 3
MOST_LINES = 20_000
_GAP = re.compile(r"\S {2,}\S|\t")
_LEAST_WRAPPED = 55
"""Letters of a line that may have been wrapped."""
_LONGEST_HEADING = 70
_ENDS = re.compile(r"[.:;!?]$")


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line, where it begins in the words of its element, and whether capitals make it a heading."""

    text: str
    start: int
    is_heading: bool


def typed_lines(element: Element) -> list[TypedLine]:
    """The lines of a ``pre``; none where it is no plain text of several lines."""
    raw = "".join(map(str, element.itertext())).expandtabs().splitlines()
    if len(flow(element)) != 1 or sum(bool(line.strip()) for line in raw) < LEAST_LINES or len(raw) > MOST_LINES:
        return []
    whole, made, at = words(element), list[TypedLine](), 0
    for line in _unwrapped(raw):
        told = " ".join(line.split())
        found = whole.find(told, at)
        if found < 0:
            return []
        heads = told.isupper() and len(told) <= _LONGEST_HEADING and not _GAP.search(line.strip()) and "$" not in told
        made.append(TypedLine(told, found, heads and sum(map(str.isalpha, told)) > 4 and not told[-1].isdigit()))
        at = found + len(told)
    return made


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines that say something, those of one paragraph joined."""
    made: list[str] = []
    goes_on = False
    for line in lines:
        told = line.rstrip()
        is_row = _GAP.search(told.strip()) is not None
        if goes_on and told.strip() and not is_row and not told.strip().isupper():
            made[-1] += f" {told.strip()}"
        elif told.strip():
            made.append(told)
        goes_on = bool(told.strip()) and not is_row and len(told.strip()) >= _LEAST_WRAPPED
    return made
