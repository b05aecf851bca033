"""The headers of tables and grids: which rows they are, what each column holds, and which column names the schools."""

from dataclasses import dataclass

from bs4 import Tag

from spiders.accreditor_list_grids import Grid, Row
from spiders.accreditor_list_layout import Piece
from spiders.accreditor_list_lines import lines_of
from spiders.accreditor_list_pieces import Reader
from spiders.schools_and_places import names_school
from spiders.spots import Spot

_OPEN = ("program", "institution", "campus", "")
"""Columns whose header may be taken for another's: what stands in them decides."""
_LONGEST_HEADER = 60


@dataclass(slots=True)
class Column:
    """A column: the kind that its header announces, the words of the header, and the level that a header names."""

    label: str
    header: str
    level: Piece | None = None
    known: bool = True
    several: tuple[str, ...] = ()


def text_of(reader: Reader, cell: Tag | None) -> str:
    """The words of a cell; none where a row has no such cell."""
    return reader.texts.of(cell)[0] if cell is not None else ""


def header_rows(reader: Reader, grid: Grid, strict: bool) -> tuple[int, int] | None:
    """The first header row and the first row after the header; None where no row is one.

    ``strict``: rows that are no rows of a table need a first one with known headers only.
    """
    for number, row in enumerate(grid.rows[:6]):
        filled = [cell for cell in row.distinct if text_of(reader, cell)]
        if len(filled) < 2:
            continue
        if strict and not all(reader.known.label(text_of(reader, cell)) for cell in filled):
            return None
        if not (_is_header(reader, row) or _is_unlike(reader, grid, number)):
            return None
        end = number + 1
        while end < min(len(grid.rows), number + 3) and _goes_on(reader, grid, number, end):
            end += 1
        return number, end
    return None


def _is_header(reader: Reader, row: Row) -> bool:
    texts = [text_of(reader, cell) for cell in row.distinct]
    filled = [text for text in texts if text]
    known = [text for text in filled if reader.known.label(text) or reader.known.level_only(text)]
    labels = [text for text in known if reader.known.label(text)]
    if row.head and len(filled) > 1:
        return True
    return len(labels) >= 2 and len(known) * 2 >= len(filled) and all(len(text) <= 60 for text in filled)


def _is_unlike(reader: Reader, grid: Grid, number: int) -> bool:
    """Whether a first row of plain cells is a header of unknown words: none of it is a value, most below it are."""
    row, below = grid.rows[number], grid.rows[number + 1 : number + 9]
    if (
        len(below) < 2
        or len(row.distinct) < 3
        or not all(0 < len(text_of(reader, cell)) <= 40 for cell in row.distinct)
    ):
        return False
    if any(_is_value(reader, text_of(reader, cell)) for cell in row.distinct):
        return False
    return all(sum(_is_value(reader, text_of(reader, cell)) for cell in other.distinct) >= 2 for other in below[:3])


def _is_value(reader: Reader, text: str) -> bool:
    return bool(reader.values.certain(text)) or names_school(text) or (text.isdigit() and len(text) == 4)


def _goes_on(reader: Reader, grid: Grid, first: int, number: int) -> bool:
    """Whether a row is a second row of the header: headers again, or labels under a joined cell of the first."""
    row = grid.rows[number]
    if len([cell for cell in row.distinct if text_of(reader, cell)]) < 2:
        return False
    if row.head and (grid.rows[first].head or row.node.name == "tr"):
        return not any(
            _is_value(reader, text_of(reader, cell)) and names_school(text_of(reader, cell)) for cell in row.distinct
        )
    fresh = [cell for cell in row.distinct if all(cell is not above for above in grid.rows[first].distinct)]
    joined = len(grid.rows[first].distinct) < len(grid.rows[first].cells)
    return (
        joined
        and bool(fresh)
        and all(reader.known.label(text_of(reader, cell)) for cell in fresh if text_of(reader, cell))
    )


def columns_of(reader: Reader, grid: Grid, first: int, end: int) -> list[Column]:
    """The columns of a grid, bound to the words of its header rows."""
    columns = []
    for number in range(grid.width):
        cells = [row.cells[number] for row in grid.rows[first:end] if number < len(row.cells)]
        heads = [
            cell for cell in {id(cell): cell for cell in cells if cell is not None}.values() if text_of(reader, cell)
        ]
        columns.append(_column(reader, heads))
    return columns


def _column(reader: Reader, heads: list[Tag]) -> Column:
    texts = [text_of(reader, cell) for cell in heads]
    level = None
    for cell, text in zip(heads, texts, strict=True):
        if not reader.known.label(text) and (found := reader.known.level_only(text)):
            level = Piece("level", Spot(cell).between(found[0].start, found[0].end), found[0].code, labeled=True)
    own = [text for text in texts if not reader.known.level_only(text) or reader.known.label(text)]
    for candidate in (*own[-1:], " ".join(own), *own[:1]):
        if label := reader.known.label(candidate):
            return Column(label, candidate, level)
    header = " ".join(texts)
    if kinds := reader.known.labels_of(header):
        school = "institution" in kinds
        return Column("institution" if school else "", header, level, several=() if school else tuple(kinds))
    return Column("", header, level, known=not header or level is not None)


def settle_schools(reader: Reader, columns: list[Column], rows: list[Row], school_above: bool) -> bool:
    """Let one column hold the schools: the one so called, else the one with names of schools. False without one."""
    shares = {
        number: _share_of_schools(reader, rows, number)
        for number, column in enumerate(columns)
        if column.label in _OPEN
    }
    called = [number for number, column in enumerate(columns) if column.label == "institution"]
    if called:
        best = max(called, key=lambda number: (shares[number], -number))
        others = [number for number in shares if shares[number] > max(0.6, shares[best] + 0.4) and number not in called]
        if others and shares[best] < 0.2:
            columns[best].label, best = "program", others[0]
            columns[best].label = "institution"
        for number in called:
            if number != best and columns[number].label == "institution":
                fields = [
                    reader.known.fields(text_of(reader, row.cells[number])) for row in rows if number < len(row.cells)
                ]
                columns[number].label = "program" if sum(map(bool, fields)) * 2 > len(fields) else "ignored"
        return True
    best_share = max(shares.values(), default=0.0)
    if best_share >= 0.5:
        columns[next(number for number, share in shares.items() if share == best_share)].label = "institution"
        return True
    return school_above


def _first_line(reader: Reader, cell: Tag | None) -> str:
    """The words of a cell; only its first line where that names a school and others follow."""
    whole = text_of(reader, cell)
    if cell is None or cell.find(["br", "p", "div"]) is None:
        return whole
    first = next((line.text for line in lines_of(cell, reader.texts)), whole)
    return first if names_school(first) else whole


def _share_of_schools(reader: Reader, rows: list[Row], number: int) -> float:
    cells = [row.cells[number] for row in rows[:200] if number < len(row.cells) and len(row.distinct) > 1]
    texts = [_first_line(reader, cell) for cell in cells]
    named = [any(one.code.startswith("institution") for one in reader.values.unlabeled(text)) for text in texts if text]
    return sum(named) / len(named) if named else 0.0
