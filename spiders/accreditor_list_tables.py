"""Reads tables and grids: binds columns to their header words, follows group rows, and tells what it does not know.

A column without a known header is read by its words and reported; a table without schools is no list of programs.
"""

from collections.abc import Callable

from bs4 import Tag

from spiders.accreditor_list_grids import Grid, Row, grids_of
from spiders.accreditor_list_headers import Column, columns_of, header_rows, settle_schools, text_of
from spiders.accreditor_list_layout import Entry, Listed, Piece, Remark
from spiders.accreditor_list_outline import Outline
from spiders.accreditor_list_pieces import Reader
from spiders.accreditor_list_values import NOT_SAID
from spiders.schools_and_places import state_code_of
from spiders.texts import folded

_CARRIED = ("institution", "campus", "city", "state", "address", "zip")
_PROGRAM_KINDS = frozenset(("level", "status", "program", "field", "next_review", "through", "kind", "accredited"))


def read_tables(reader: Reader, outline: Outline, grids: list[Grid] | None = None) -> Listed:
    """The entries of all tables that list programs of schools."""
    listed = Listed()
    for grid in list(grids_of(reader.page)) if grids is None else grids:
        if (head := header_rows(reader, grid, strict=grids is not None)) is not None:
            _read_grid(reader, outline, grid, *head, listed)
        elif grids is None and _is_upright(reader, grid):
            _read_upright(reader, outline, grid, listed)
    return listed


def _read_grid(reader: Reader, outline: Outline, grid: Grid, first: int, end: int, listed: Listed) -> None:
    columns, rows = columns_of(reader, grid, first, end), grid.rows[end:]
    headers = [row_texts(reader, row) for row in grid.rows[first:end]]
    rows = [row for row in rows if row_texts(reader, row) not in headers and any(row_texts(reader, row))]
    around = outline.context(grid.node)
    above = [piece for caption in grid.captions for piece in outline.says(caption)]
    above += [piece for row in grid.rows[:first] for cell in row.distinct for piece in outline.says(cell)]
    context = above + around
    if not settle_schools(reader, columns, rows, any(piece.kind == "institution" for piece in context)):
        return
    headed = any(piece.kind in ("level", "status", "field") for piece in context)
    told = headed or any(column.label in _PROGRAM_KINDS or column.level for column in columns)
    if not told and not _tells(reader, rows):
        return
    if not rows:
        listed.remarks.append(
            Remark("empty_list", "a table with headers of programs has no rows", "fatal", str(headers)[:200])
        )
    _tell_unknown(reader, columns, rows, listed)
    groups: list[tuple[str, list[Piece]]] = []
    for row in rows:
        filled = [cell for cell in row.distinct if text_of(reader, cell)]
        if len(filled) == 1 and len(columns) > 2 and (len(row.distinct) == 1 or row.cells[0] is filled[0]):
            _group_row(reader, outline, filled[0], groups, listed)
            continue
        entry = Entry(
            _row_pieces(reader, columns, row), [piece for _, told in reversed(groups) for piece in told] + context
        )
        _carry(entry, listed.entries, columns, grid)
        listed.entries.append(entry)


def _tells(reader: Reader, rows: list[Row]) -> bool:
    """Whether rows without a known header say levels or statuses all the same."""
    cells = [text_of(reader, cell) for row in rows[:10] for cell in row.distinct]
    return any(
        one.code == "status" or one.code.startswith("level:") for text in cells for one in reader.values.certain(text)
    )


def row_texts(reader: Reader, row: Row) -> list[str]:
    """What the cells of a row say, folded for comparing."""
    return [folded(text_of(reader, cell)) for cell in row.distinct]


def _tell_unknown(reader: Reader, columns: list[Column], rows: list[Row], listed: Listed) -> None:
    for number, column in enumerate(columns):
        if column.known:
            continue
        texts = [
            text_of(reader, row.cells[number]) for row in rows if number < len(row.cells) and len(row.distinct) > 1
        ]
        filled = [text for text in texts if folded(text) not in NOT_SAID]
        column.label = column.label or _guess(reader, filled)
        if len(filled) * 2 > len(texts):
            message = (
                f"no column is known as {column.header[:80]!r}; it holds text in {len(filled)} of {len(texts)} rows. "
                "Add its header to the list of that kind in [site.labels], or to ignored"
            )
            listed.remarks.append(Remark("unknown_header", message, "fatal", "; ".join(filled[:5])[:300]))


def _guess(reader: Reader, texts: list[str]) -> str:
    """What a column of unknown name holds where all of it is of one closed kind; two letters may be of two."""
    known = reader.known
    tests: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("status", known.status_only), ("level", known.level_only), ("field", known.field_only),
        ("state", state_code_of),
    )  # fmt: skip
    return next((label for label, test in tests if texts and all(map(test, texts))), "")


def _group_row(
    reader: Reader, outline: Outline, cell: Tag, groups: list[tuple[str, list[Piece]]], listed: Listed
) -> None:
    """A row that says one thing: of all rows below it, or of the row above it."""
    said = outline.says(cell)
    if said:
        kinds = "+".join(sorted({piece.kind for piece in said}))
        known = [number for number, (kind, _) in enumerate(groups) if kind == kinds]
        del groups[known[0] if known else len(groups) :]
        groups.append((kinds, said))
        return
    told = reader.cell(cell, "note")
    if listed.entries and told:
        listed.entries[-1].pieces += told
    else:
        listed.remarks.append(
            Remark("unread_row", "a row that is no program says something unknown", "note", text_of(reader, cell))
        )


def _row_pieces(reader: Reader, columns: list[Column], row: Row) -> list[Piece]:
    pieces: list[Piece] = []
    met: set[int] = set()
    for column, cell in zip(columns, row.cells, strict=False):
        if cell is None or id(cell) in met:
            continue
        met.add(id(cell))
        said = text_of(reader, cell)
        read = reader.parts(cell, column.several) or reader.cell(cell, column.label)
        if column.level is not None and folded(said) not in NOT_SAID | {"no"} and said:
            group = str(id(column.level.spot.node))
            for piece in read:
                piece.group = group
            pieces.append(Piece("level", column.level.spot, column.level.code, True, group=group))
        pieces += read
    return pieces


def _carry(entry: Entry, before: list[Entry], columns: list[Column], grid: Grid) -> None:
    """A row whose first cell is blank goes on about the school of the row before."""
    kinds = {piece.kind for piece in entry.pieces}
    named = any(column.label == "institution" for column in columns)
    if not named or "institution" in kinds or not before or not entry.pieces:
        return
    last = before[-1].pieces
    if any(one is grid.node for piece in last for one in (piece.spot.node, *piece.spot.node.parents)):
        entry.pieces += [piece for piece in last if piece.kind in _CARRIED and piece.kind not in kinds]


def _is_upright(reader: Reader, grid: Grid) -> bool:
    """Whether the first column holds the labels and every other column is one program."""
    labels = [
        reader.known.label(text_of(reader, row.cells[0])) for row in grid.rows if row.cells and len(row.distinct) > 1
    ]
    return len(labels) > 1 and sum(map(bool, labels)) * 2 > len(labels)


def _read_upright(reader: Reader, outline: Outline, grid: Grid, listed: Listed) -> None:
    context = [piece for caption in grid.captions for piece in outline.says(caption)] + outline.context(grid.node)
    for number in range(1, grid.width):
        pieces: list[Piece] = []
        started: set[str] = set()
        for row in grid.rows:
            if number >= len(row.cells) or row.cells[number] is row.cells[0]:
                continue
            label = reader.known.label(text_of(reader, row.cells[0]))
            if label == "institution" and label in started:
                listed.entries.append(Entry(pieces, context))
                pieces, started = [], set()
            started.add(label)
            if (cell := row.cells[number]) is not None:
                pieces += reader.cell(cell, label)
        if any(piece.kind in _PROGRAM_KINDS for piece in pieces):
            listed.entries.append(Entry(pieces, context))
