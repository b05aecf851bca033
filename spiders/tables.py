"""Strict reading of one published CSV, in a zip or plain: columns by name, every row of the same shape, row by row.

Words stay as they stand in the file, blanks included. Nothing here knows what a column means or which source it is of.
"""

import csv
import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spiders.plain import PlainText, open_plain
from spiders.structure import StructureChanged
from spiders.zipped import Limits, Member, open_member

HEADER_ROW = 1
"""Rows are counted as the csv module counts them, the header being row 1 (a cell may hold line ends)."""
DEFAULT_LIMITS = Limits()
OUTSIDE_ZIPS = ("csv:", "xlsx:")
"""How the names of tables begin that are no member of a zip; no member may be named so (see spiders.zipped)."""


def row_place(table: str, row: int | str) -> str:
    """The place of a row of a table: ``table`` is the name of a zip's member, ``csv:``, or an ``xlsx:`` name."""
    return f"{table if table.startswith(OUTSIDE_ZIPS) else f'zip:{table}'}#row={row}"


def is_missing(text: str) -> bool:
    """Whether a cell is blank: empty, or only spaces, as some years write it."""
    return not text or text.isspace()


@dataclass(frozen=True, slots=True)
class Table:
    """An open table. ``positions`` says where each wanted field stands; ``unused`` are the columns nobody asked for."""

    member: Member | PlainText
    header: tuple[str, ...]
    positions: dict[str, int]
    absent: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the table in its capture: that of the member in the zip, or ``csv:``."""
        return self.member.name

    def column(self, field: str) -> str:
        """The name of the column of a field, as it stands in the header, without the blanks around it."""
        return self.header[self.positions[field]]

    def rows(self) -> Iterator[list[str]]:
        """Every data row, the first being row 2, each with as many cells as the header.

        Raises StructureChanged, with the line: shifted_row, cell_too_long.
        """
        width, first = len(self.header), True
        with self.member.text() as text:
            reader = csv.reader(text)
            try:
                next(reader, None)
                for row in reader:
                    if first:
                        # Some years end every data row, but not the header, with one comma too many.
                        width += len(row) == width + 1 and is_missing(row[-1])
                        first = False
                    if len(row) != width:
                        self._expect_end(row, reader.line_num, reader)
                        return
                    yield row
            except csv.Error as error:
                raise _unreadable(self.member.where, reader.line_num, error) from error

    def place(self, row: int) -> str:
        """How a row of this table is named (see spiders.places)."""
        return row_place(self.name, row)

    def _expect_end(self, row: list[str], line: int, rest: Iterator[list[str]]) -> None:
        where = f"{self.member.where}, line {line}"
        if row:
            raise StructureChanged(
                "shifted_row",
                f"{where}: {len(row)} cells, the header has {len(self.header)}; its cells cannot be told apart. Look "
                "at the line; if the layout is new, bind it anew",
            )
        if any(rest):
            raise StructureChanged("shifted_row", f"{where}: an empty line between the rows")


def open_table(
    body: bytes,
    wanted: Mapping[str, Sequence[str]],
    *,
    source: str,
    file: str,
    optional: Collection[str] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Table:
    """The table in the zip ``body``, with its header bound to ``wanted``: field to the names its column may have.

    Names are compared without the blanks around them and without regard to case. Fields in ``optional`` may be
    absent. Raises StructureChanged as ``open_member`` does, and empty_table, duplicate_column, unnamed_column,
    missing_columns. ``source`` and ``file`` are for the messages.
    """
    return _bound(open_member(body, ".csv", f"{source}: {file}", limits), wanted, optional)


def open_plain_table(
    body: bytes,
    wanted: Mapping[str, Sequence[str]],
    *,
    source: str,
    file: str,
    optional: Collection[str] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Table:
    """As ``open_table``, for a CSV that is not packed. Raises StructureChanged as ``open_plain`` does, too."""
    return _bound(open_plain(body, f"{source}: {file}", limits), wanted, optional)


def _bound(member: Member | PlainText, wanted: Mapping[str, Sequence[str]], optional: Collection[str]) -> Table:
    header = _header(member)
    places = {name.upper(): position for position, name in enumerate(header)}
    bound = {field: _first_of(names, places) for field, names in wanted.items()}
    missing = [field for field, position in bound.items() if position is None and field not in optional]
    if missing:
        raise _missing_columns(member.where, [wanted[field] for field in missing], header)
    positions = {field: position for field, position in bound.items() if position is not None}
    used = set(positions.values())
    return Table(
        member,
        header,
        positions,
        absent=tuple(field for field in wanted if field not in positions),
        unused=tuple(name for position, name in enumerate(header) if position not in used),
    )


def _header(member: Member | PlainText) -> tuple[str, ...]:
    with member.text() as text:
        try:
            cells = next(csv.reader(text), [])
        except csv.Error as error:
            raise _unreadable(member.where, HEADER_ROW, error) from error
    header = tuple(cell.strip() for cell in cells)
    if not any(header):
        raise StructureChanged("empty_table", f"{member.where}: expected a header in line 1; met nothing")
    if not header[-1]:
        header = header[:-1]
    seen: set[str] = set()
    for position, name in enumerate(header, 1):
        if not name:
            raise StructureChanged("unnamed_column", f"{member.where}, line 1: column {position} has no name")
        if name.upper() in seen:
            raise StructureChanged(
                "duplicate_column", f"{member.where}, line 1: two columns are named {name[:80]!r}; which one holds?"
            )
        seen.add(name.upper())
    return header


def _first_of(names: Sequence[str], places: Mapping[str, int]) -> int | None:
    return next((places[name.upper()] for name in names if name.upper() in places), None)


def _missing_columns(where: str, missing: Sequence[Sequence[str]], header: Sequence[str]) -> StructureChanged:
    known = [name.upper()[:80] for name in header[:2000]]
    told = []
    for names in missing[:20]:
        close = difflib.get_close_matches(names[0].upper(), known, 3, 0.6)
        told.append(" or ".join(names) + (f" (close: {', '.join(close)})" if close else " (nothing close)"))
    more = f" and {len(missing) - 20} more" if len(missing) > 20 else ""
    return StructureChanged(
        "missing_columns",
        f"{where}, line 1: no column {'; no column '.join(told)}{more}. If one was renamed, add its new name to the "
        f"source's .toml. The {len(header)} columns met begin {', '.join(known[:12])}",
    )


def _unreadable(where: str, line: int, error: csv.Error) -> StructureChanged:
    if "field larger than" in str(error):
        return StructureChanged(
            "cell_too_long",
            f"{where}, line {line}: a cell longer than {csv.field_size_limit():,} characters; a quote may be left open",
        )
    return StructureChanged("shifted_row", f"{where}, line {line}: not readable as CSV ({error})")
