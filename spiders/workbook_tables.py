"""A table in a sheet of a workbook: its header found below the titles, columns bound by name, rows with their numbers.

Names are compared without footnote marks, blanks and case. Knows no meaning of a column and no source.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from spiders.structure import StructureChanged
from spiders.tables import row_place
from spiders.workbooks import Workbook, column_letters

HEADER_WITHIN = 12
"""A header is looked for in so many rows from the top; titles stand above it."""
_MARKS = re.compile(r"\[[0-9]{1,2}\]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")


def plain_name(text: str) -> str:
    """A header's words as they are compared: one kind of dash, no footnote marks, blanks folded, small letters."""
    return " ".join(_DASHES.sub("-", _MARKS.sub(" ", text)).split()).casefold()


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A bound table. ``positions`` of the wanted fields count from 0; ``titles`` are the rows above the header."""

    workbook: Workbook
    sheet: str
    titles: tuple[tuple[str, ...], ...]
    header: tuple[str, ...]
    positions: dict[str, int]
    unused: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the table in its capture (see spiders.places)."""
        return self.workbook.table(self.sheet)

    @property
    def where(self) -> str:
        """File and sheet, for messages."""
        return f"{self.workbook.where}, sheet {self.sheet!r}"

    @property
    def header_row(self) -> int:
        """The number of the row that holds the header, counted from 1."""
        return len(self.titles) + 1

    def place(self, row: int) -> str:
        """How a row of this table is named."""
        return row_place(self.name, row)

    def column(self, field: str) -> str:
        """The letters of a field's column."""
        return column_letters(self.positions[field])

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The number and texts of each row below the header, filled up to the header's width; empty rows too."""
        width = len(self.header)
        for number, texts in enumerate(self.workbook.rows(self.sheet), 1):
            if number > self.header_row:
                yield number, texts + [""] * (width - len(texts))

    def changed(self, code: str, words: str, row: int, field: str = "") -> StructureChanged:
        """The exception for a row after which nothing of this table can be believed."""
        column = f", column {self.column(field)} ({self.header[self.positions[field]][:60]})" if field else ""
        return StructureChanged(code, f"{self.where}, row {row}{column}: {words}", place=self.place(row))


def bind_sheet(
    workbook: Workbook, sheet: str, wanted: Mapping[str, Sequence[str]], optional: Collection[str] = ()
) -> SheetTable:
    """The table of a sheet, its header the first row that names every wanted field (those in ``optional`` aside).

    ``wanted`` maps a field to the names its column may have. Raises StructureChanged: sheet_missing, missing_columns,
    duplicate_column, and as ``Workbook.rows`` does.
    """
    top = [tuple(row) for row in islice(workbook.rows(sheet), HEADER_WITHIN)]
    bound = [_bound(row, wanted) for row in top]
    required = wanted.keys() - set(optional)
    at = next((number for number, found in enumerate(bound) if required <= found.keys()), None)
    if at is None:
        raise _missing(workbook, sheet, top, bound, wanted, required)
    header = tuple(name.strip() for name in top[at])
    _refuse_doubles(workbook, sheet, at + 1, header, wanted)
    used = set(bound[at].values())
    unused = tuple(name for position, name in enumerate(header) if name and position not in used)
    return SheetTable(workbook, sheet, tuple(top[:at]), header, bound[at], unused)


def _bound(row: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> dict[str, int]:
    places = {plain_name(name): position for position, name in reversed(list(enumerate(row))) if name.strip()}
    found = {
        field: next((places[plain_name(name)] for name in names if plain_name(name) in places), None)
        for field, names in wanted.items()
    }
    return {field: position for field, position in found.items() if position is not None}


def _refuse_doubles(
    workbook: Workbook, sheet: str, row: int, header: Sequence[str], wanted: Mapping[str, Sequence[str]]
) -> None:
    names = [plain_name(name) for name in header]
    asked = {plain_name(name) for names_of_field in wanted.values() for name in names_of_field}
    for position, name in enumerate(names):
        if name in asked and names.index(name) != position:
            letters = f"{column_letters(names.index(name))} and {column_letters(position)}"
            words = f"columns {letters} are both named {header[position][:80]!r}; which one holds?"
            raise StructureChanged("duplicate_column", f"{workbook.where}, sheet {sheet!r}, row {row}: {words}")


def _missing(
    workbook: Workbook,
    sheet: str,
    top: Sequence[Sequence[str]],
    bound: Sequence[Mapping[str, int]],
    wanted: Mapping[str, Sequence[str]],
    required: Collection[str],
) -> StructureChanged:
    where = f"{workbook.where}, sheet {sheet!r}"
    if not top:
        return StructureChanged("missing_columns", f"{where}: the sheet is empty")
    best = max(range(len(bound)), key=lambda number: (len(bound[number]), len(top[number])))
    header = [name.strip()[:80] for name in top[best] if name.strip()]
    told = []
    for field in sorted(required - bound[best].keys()):
        close = difflib.get_close_matches(wanted[field][0], header, 2, 0.6)
        told.append(f"{wanted[field][0]!r} ({'close: ' + ', '.join(close) if close else 'nothing close'})")
    return StructureChanged(
        "missing_columns",
        f"{where}, row {best + 1}: no column {', no column '.join(told[:20])}. If one was renamed, add its new name to "
        f"the source's .toml. The header looked for in rows 1 to {len(top)} is most like row {best + 1}, which begins "
        f"{', '.join(header[:8])}",
        place=row_place(workbook.table(sheet), best + 1),
    )
