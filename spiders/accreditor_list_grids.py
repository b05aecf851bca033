"""Grids of a page as rows of cells: tables with joined cells, ARIA grids, and rows of like boxes. Knows no words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

MOST_COLUMNS = 60
MOST_CELLS = 400_000
_ROLES = "[role=table], [role=grid], [role=treegrid]"
_CELL_ROLES = ("cell", "gridcell", "columnheader", "rowheader")
_BOXES = ("div", "ul", "ol", "section", "article", "dl")


@dataclass(slots=True)
class Row:
    """A row: its element and its cells, one for each column; a joined cell stands in every column that it covers."""

    node: Tag
    cells: list[Tag | None]
    head: bool

    @property
    def distinct(self) -> list[Tag]:
        """The cells of the row, each once."""
        return list({id(cell): cell for cell in self.cells if cell is not None}.values())


@dataclass(slots=True)
class Grid:
    """A table, or what is built like one."""

    node: Tag
    rows: list[Row] = field(default_factory=list)
    captions: list[Tag] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


def grids_of(page: BeautifulSoup) -> Iterator[Grid]:
    """The grids of a page that hold no other grid, in order."""
    tables = [table for table in page.find_all("table") if table.find("table") is None]
    yield from (_with_spans(table, _table_rows(table), table.find_all("caption", limit=2)) for table in tables)
    for grid in page.select(_ROLES):
        if grid.name != "table" and grid.select_one(_ROLES) is None and grid.find_parent("table") is None:
            rows = [(row, row.find_all(_is_cell), False) for row in grid.find_all(attrs={"role": "row"})]
            yield _with_spans(grid, rows, [])


def box_grids_of(page: BeautifulSoup) -> Iterator[Grid]:
    """Boxes whose children all have the same number of boxes, three or more: rows in all but name."""
    for holder in page.find_all(_BOXES):
        children = [
            child for child in holder.find_all(True, recursive=False) if child.name not in ("script", "style", "hr")
        ]
        if len(children) < 2 or len({child.name for child in children}) > 2:
            continue
        counts = [len(child.find_all(True, recursive=False)) for child in children[:500]]
        if counts[0] < 3 or counts[0] > MOST_COLUMNS or any(count != counts[0] for count in counts):
            continue
        yield Grid(holder, [Row(child, list(child.find_all(True, recursive=False)), False) for child in children])


def _is_cell(node: Tag) -> bool:
    return node.get("role") in _CELL_ROLES


def _table_rows(table: Tag) -> list[tuple[Tag, list[Tag], bool]]:
    found = []
    for row in table.find_all("tr"):
        cells = row.find_all(["td", "th"], recursive=False)
        found.append((row, cells, row.parent is not None and row.parent.name == "thead"))
    return found


def _with_spans(node: Tag, rows: list[tuple[Tag, list[Tag], bool]], captions: list[Tag]) -> Grid:
    """The grid with every joined cell in all rows and columns that it covers."""
    grid = Grid(node, captions=list(captions))
    held: dict[int, tuple[Tag, int]] = {}
    total = 0
    for row, cells, head in rows:
        placed: dict[int, Tag] = {}
        for column, (cell, left) in list(held.items()):
            placed[column] = cell
            held[column] = (cell, left - 1)
            if left <= 1:
                del held[column]
        column = 0
        for cell in cells:
            while column in placed:
                column += 1
            down, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            for covered in range(column, min(column + wide, MOST_COLUMNS)):
                placed[covered] = cell
                if down > 1:
                    held[covered] = (cell, down - 1)
            column += wide
        total += len(placed)
        if not cells or total > MOST_CELLS:
            continue
        width = max(placed) + 1 if placed else 0
        header = head or all(cell.name == "th" or cell.get("role") == "columnheader" for cell in cells)
        grid.rows.append(Row(row, [placed.get(number) for number in range(width)], header))
    return grid


def _span(cell: Tag, name: str) -> int:
    told = str(cell.get(name) or cell.get(f"aria-{name}") or "1").strip()
    return max(1, min(int(told), 1000)) if told.isascii() and told.isdigit() and len(told) < 6 else 1
