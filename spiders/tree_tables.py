"""Tables of an lxml tree as a grid of words: spans are filled, so that every cell stands below the head of its column.

Knows no site. What a cell means is for others.
"""

from collections.abc import Sequence

from spiders.tree import Element, cells_of, words

MOST_SPANNED = 40
MOST_CELLS = 20_000
_GROUPS = frozenset(("thead", "tbody", "tfoot"))


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, without those of tables inside it."""
    if table.tag != "table":
        return [row for row in table.iter() if row.get("role") == "row"]
    rows: list[Element] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in _GROUPS:
            rows += [row for row in child if row.tag == "tr"]
    return rows


def grid(table: Element) -> list[list[str]]:
    """The words of every cell by row and column; a cell that spans several stands in each of them.

    The only cell of a row, as long as the table is wide, stands in it once.
    """
    made: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    filled = 0
    for row in rows_of(table):
        texts: list[str] = []
        below: dict[int, tuple[int, str]] = {}
        for cell in cells_of(row):
            _hang(texts, hanging, below)
            told, high = words(cell), _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if high > 1:
                    below[len(texts)] = (high - 1, told)
                texts.append(told)
        _hang(texts, hanging, below)
        if len(cells_of(row)) == 1 and len(set(texts)) == 1:
            texts = texts[:1]
        hanging = below
        filled += len(texts)
        if filled > MOST_CELLS:
            break
        made.append(texts)
    return made


def _hang(texts: list[str], hanging: dict[int, tuple[int, str]], below: dict[int, tuple[int, str]]) -> None:
    """Put in what hangs down from the rows above at this column."""
    while len(texts) in hanging:
        left, told = hanging.pop(len(texts))
        if left > 1:
            below[len(texts)] = (left - 1, told)
        texts.append(told)


def _span(cell: Element, name: str) -> int:
    told = (cell.get(name) or "1").strip()
    return min(max(int(told), 1), MOST_SPANNED) if told.isascii() and told.isdigit() and len(told) < 5 else 1


def table_words(table: Element, columns: Sequence[int] | None = None) -> str:
    """The grid, or some columns of it, as lines, cells divided by `` | ``; rows without a word are left out."""
    told = grid(table)
    if columns is not None:
        told = [[row[number] for number in columns if number < len(row)] for row in told]
    return "\n".join(" | ".join(row) for row in told if any(row))
