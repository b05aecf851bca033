"""The closed school list as rows of text, whichever form it comes in: a workbook, a CSV, or a zip with one of them.

The header is found by its words below whatever stands above it. Pure; knows no meaning of a row.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from spiders.closed_layout import SOURCE, folded, site
from spiders.plain import open_plain
from spiders.structure import StructureChanged
from spiders.tables import row_place
from spiders.workbooks import column_letters, open_workbook
from spiders.zipped import BROKEN, Limits, first_words, member_bytes

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_ROWS = 200_000
LIMITS = Limits(unpacked_bytes=96 * 2**20)
Rows = Callable[[], Iterator[list[str]]]


@dataclass(frozen=True, slots=True)
class ClosedTable:
    """The bound list: its name in the capture, the row of its header, where each field stands, and its rows."""

    name: str
    where: str
    header_row: int
    header: tuple[str, ...]
    positions: dict[str, int]
    columns: tuple[str, ...]
    read: Rows

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The number and cells of each row below the header that is not blank, filled up to its width."""
        width = len(self.header)
        for number, cells in enumerate(self.read(), 1):
            if number > MOST_ROWS:
                raise StructureChanged("too_many_rows", f"{self.where}: over {MOST_ROWS:,} rows")
            if number > self.header_row and any(cell.strip() for cell in cells):
                if any(cell.strip() for cell in cells[width:]):
                    words = f"{self.where}, row {number}: {len(cells)} cells, the header has {width}"
                    raise StructureChanged("shifted_row", words, place=self.place(number))
                yield number, cells[:width] + [""] * (width - len(cells))

    @property
    def unused(self) -> list[str]:
        """The columns that nobody reads and the card does not list."""
        used, ignored = set(self.positions.values()), {folded(name) for name in site().header.ignored}
        named = [(at, name) for at, name in enumerate(self.header) if name.strip()]
        return [name for at, name in named if at not in used and folded(name) not in ignored]

    def place(self, row: int) -> str:
        """How a row of this table is named (see spiders.places)."""
        return row_place(self.name, row)


def open_closed(body: bytes, file: str) -> ClosedTable:
    """The list in a body. Raises StructureChanged: old_workbook, missing_columns, duplicate_column, several_tables, and

    what the readers of workbooks, zips and plain tables raise.
    """
    where = f"{SOURCE}: {file}"
    if body.startswith(OLD_WORKBOOK):
        words = "an Excel file of the form before 2007 (.xls), which is not read; is there an .xlsx or .csv beside it?"
        raise StructureChanged("old_workbook", f"{where}: {words}")
    if not body.startswith(b"PK"):
        return _plain(body, where)
    names = _names(body, where)
    if "[Content_Types].xml" in names:
        return _workbook(body, where, "")
    ending = ".csv" if not any(name.lower().endswith(".xlsx") for name in names) else ".xlsx"
    member, content = member_bytes(body, ending, where, LIMITS)
    if content.startswith(OLD_WORKBOOK):
        return open_closed(content, f"{file}, {member[:80]}")
    return _workbook(content, where, member) if ending == ".xlsx" else _zipped_text(content, where, member)


def _names(body: bytes, where: str) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return archive.namelist()
    except BROKEN as error:
        words = f"the zip is cut off or damaged ({str(error)[:120]}); fetch it again"
        raise StructureChanged("broken_zip", f"{where}: {words}") from error


def _plain(body: bytes, where: str) -> ClosedTable:
    text = open_plain(body, where, LIMITS)

    def read() -> Iterator[list[str]]:
        with text.text() as lines:
            yield from _cells(lines, where)

    row, header, positions = _header(read, where)
    name = "csv:" if row == 1 else f"csv:{row}"
    return ClosedTable(name, where, row, header, positions, tuple(cell.strip() for cell in header), read)


def _zipped_text(content: bytes, where: str, member: str) -> ClosedTable:
    found = _plain(content, f"{where}, member {member[:80]}")
    if found.header_row != 1:
        raise StructureChanged("missing_columns", f"{found.where}: a CSV in a zip has its header in its first row")
    told = (found.where, 1, found.header, found.positions, found.columns, found.read)
    return ClosedTable(member, *told)


def _cells(lines: Iterable[str], where: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines)
    except csv.Error as error:
        raise StructureChanged("shifted_row", f"{where}: not readable as CSV ({error})") from error


def _workbook(body: bytes, where: str, member: str) -> ClosedTable:
    book = open_workbook(body, where, member=member)
    found: list[ClosedTable] = []
    missing: StructureChanged | None = None
    for sheet in book.sheets:

        def read(sheet: str = sheet) -> Iterator[list[str]]:
            return book.rows(sheet)

        in_sheet = f"{where}, sheet {sheet[:80]!r}"
        try:
            row, header, positions = _header(read, in_sheet)
        except StructureChanged as changed:
            if changed.code not in ("missing_columns", "empty_table"):
                raise
            missing = missing or changed
            continue
        letters = tuple(column_letters(at) for at in range(len(header)))
        found.append(ClosedTable(book.table(sheet), in_sheet, row, header, positions, letters, read))
    if len(found) == 1:
        return found[0]
    if not found:
        raise missing or StructureChanged("empty_table", f"{where}: a workbook without sheets")
    names = ", ".join(table.name for table in found[:5])
    raise StructureChanged("several_tables", f"{where}: several sheets have such a list: {names}")


def _header(read: Rows, where: str) -> tuple[int, tuple[str, ...], dict[str, int]]:
    """The number of the row that names all required columns, its cells, and where the fields stand."""
    best: tuple[str, ...] = ()
    missing = list(site().header.required)
    top = list(islice(read(), site().header.within_rows))
    for number, row in enumerate(top, 1):
        positions = _bound(row)
        lacking = [field for field in site().header.required if field not in positions]
        if not lacking:
            _refuse_doubles(row, where, number)
            return number, tuple(row), positions
        if len(lacking) < len(missing):
            best, missing = tuple(row), lacking
    if not top:
        raise StructureChanged("empty_table", f"{where}: no rows; met {first_words(b'')}")
    told = "; ".join(f"{field} ({' or '.join(site().columns[field])})" for field in missing)
    met = ", ".join(cell.strip()[:40] for cell in best if cell.strip()) or "nothing like it"
    words = (
        f"no row among the first {len(top)} names {told}; most like a header: {met}. If a column was renamed, add it"
    )
    raise StructureChanged("missing_columns", f"{where}: {words} to closed.toml")


def _bound(row: Sequence[str]) -> dict[str, int]:
    places = {folded(cell): at for at, cell in reversed(list(enumerate(row))) if cell.strip()}
    found = {
        field: next((places[folded(name)] for name in names if folded(name) in places), None)
        for field, names in site().columns.items()
    }
    return {field: at for field, at in found.items() if at is not None}


def _refuse_doubles(row: Sequence[str], where: str, number: int) -> None:
    named = [folded(cell) for cell in row if cell.strip()]
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice:
        raise StructureChanged("duplicate_column", f"{where}, row {number}: two columns are named {twice[:60]!r}")


def file_name(url: str) -> str:
    """The last part of an address, for messages."""
    return PurePosixPath(url).name or url[:80]
