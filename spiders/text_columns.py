"""Tables that are set in type: lines of a ``pre`` whose columns begin below those of a line of headers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bs4 import Tag

from spiders.html import words
from spiders.spots import Spot

MOST_LINES = 20_000
LONGEST_LINE = 1000
_CHUNK = re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r"[-=_+| ]{6,}")


@dataclass(frozen=True, slots=True)
class TextTable:
    """Headers, and rows of one spot for each column; None for an empty cell."""

    node: Tag
    headers: list[str]
    rows: list[list[Spot | None]]


def text_tables(page: Tag, is_label: Callable[[str], object]) -> Iterator[TextTable]:
    """The tables in the preformatted texts of a page, with headers of which most are known labels."""
    for node in page.find_all("pre"):
        lines = [line.expandtabs()[:LONGEST_LINE] for line in node.get_text().splitlines()[:MOST_LINES]]
        for number, line in enumerate(lines[:200]):
            heads = list(_CHUNK.finditer(line))
            if len(heads) > 2 and sum(bool(is_label(head[0])) for head in heads) * 2 > len(heads):
                starts, first = _starts(lines, number, [head.start() for head in heads])
                told = [line[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]
                yield TextTable(node, told, list(_rows(node, lines[first:], starts)))
                break


def _starts(lines: list[str], number: int, heads: list[int]) -> tuple[list[int], int]:
    """Where columns begin, and the first line of the rows; a line of dashes below the headers says it best."""
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if _RULE.fullmatch(below.strip() or "x"):
        ruled = [rule.start() for rule in re.finditer(r"[-=_]+", below)]
        return (ruled if len(ruled) == len(heads) else heads), number + 2
    return heads, number + 1


def _rows(node: Tag, lines: list[str], starts: list[int]) -> Iterator[list[Spot | None]]:
    """The rows up to the first line that keeps to no column; each cell as letters of the element's words."""
    whole, at = words(node), 0
    for line in lines:
        if not line.strip() or _RULE.fullmatch(line.strip()):
            continue
        cells = _cells(line, starts)
        if cells is None:
            return
        row: list[Spot | None] = []
        for cell in cells:
            told = " ".join(cell.split())
            found = whole.find(told, at) if told else -1
            row.append(Spot(node, value=told, span=(found, found + len(told))) if found >= 0 else None)
            at = found + len(told) if found >= 0 else at
        yield row


def _cells(line: str, starts: list[int]) -> list[str] | None:
    """The cells of a line: cut where columns begin, else at wide gaps where there are as many as columns."""
    if all(start == 0 or start > len(line) or line[start - 1] == " " for start in starts):
        return [line[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    chunks = [chunk[0] for chunk in _CHUNK.finditer(line)]
    return chunks if len(chunks) == len(starts) else None
