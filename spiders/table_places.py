"""The way back to the cells of published tables: zipped and plain CSVs, and sheets of workbooks. See spiders.places."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from spiders.plain import PLAIN_TABLE, PlainText, open_plain
from spiders.structure import StructureChanged
from spiders.tables import HEADER_ROW
from spiders.workbooks import Workbook, open_workbook
from spiders.zipped import Limits, Member, member_bytes, open_member

Cells = dict[int, list[tuple[int, str]]]
"""Row number to the wanted cells of that row: the number of the request and its column."""

TABLES = ("zip:", PLAIN_TABLE, "xlsx:")
"""How a place begins that is a row of a table."""


_PLAIN = re.compile(r"csv:([1-9][0-9]{0,3})?", re.ASCII)


class PlaceLost(ValueError):
    """A place that is not in the capture, or that is not written as a place."""


def read_cells(body: bytes, requests: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, str]]:
    """The number and text of each request ``(number, place, at)``; each table is gone over once.

    Raises PlaceLost at the first cell that is not there.
    """
    tables: dict[str, Cells] = defaultdict(lambda: defaultdict(list))
    for number, place, at in requests:
        table, row = _row_of(place)
        tables[table][row].append((number, at))
    for table, cells in tables.items():
        if table.startswith("xlsx:"):
            yield from _in_workbook(body, table, cells)
        else:
            yield from _in_text(body, table, cells)


def _row_of(place: str) -> tuple[str, int]:
    table, mark, row = place.rpartition("#row=")
    whole = mark and (_PLAIN.fullmatch(table) or (table.startswith(("zip:", "xlsx:")) and not table.endswith(":")))
    first = 1 if table.startswith("xlsx:") else _header_row(table) + 1  # a sheet's header may stand in any row
    if not (whole and row.isascii() and row.isdigit() and len(row) < 12 and int(row) >= first):
        raise PlaceLost(f"not a place in a table: {place[:200]!r}")
    return table, int(row)


def _header_row(table: str) -> int:
    """The row of the header: what a plain table says behind its mark (``csv:31``), or the first."""
    plain = _PLAIN.fullmatch(table)
    return int(plain[1]) if plain and plain[1] else HEADER_ROW


def _in_text(body: bytes, table: str, cells: Mapping[int, list[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
    member = _text_of(body, table)
    left = len(cells)
    try:
        with member.text() as text:
            rows, header_row = csv.reader(text), _header_row(table)
            header = next(islice(rows, header_row - 1, None), [])
            columns = {column.strip(): position for position, column in reversed(list(enumerate(header)))}
            for number, row in enumerate(rows, header_row + 1):
                wanted = cells.get(number)
                if wanted is None:
                    continue
                yield from ((request, _cell(row, columns, at, table, number)) for request, at in wanted)
                left -= 1
                if not left:
                    return
    except csv.Error as error:
        raise PlaceLost(f"{table}: not readable as a table ({error})") from error
    raise PlaceLost(f"{table}: {left} of the rows asked for are not in the table")


def _text_of(body: bytes, table: str) -> Member | PlainText:
    name = table.removeprefix("zip:")
    try:
        if table.startswith(PLAIN_TABLE):
            return open_plain(body, "capture", Limits())
        member = open_member(body, name.lower(), "capture", Limits())
    except StructureChanged as changed:
        raise PlaceLost(f"{name}: {changed}") from changed
    if member.name != name:
        raise PlaceLost(f"the zip has no member {name[:200]!r}, only {member.name[:200]!r}")
    return member


def _cell(row: list[str], columns: Mapping[str, int], at: str, table: str, number: int) -> str:
    position = columns.get(at)
    if position is None or position >= len(row):
        raise PlaceLost(f"{table}, row {number}: no cell in a column {at[:200]!r}")
    return row[position]


def _in_workbook(body: bytes, table: str, cells: Mapping[int, list[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
    member, _, sheet = table.removeprefix("xlsx:").rpartition("/")
    left = len(cells)
    try:
        for number, texts in enumerate(_workbook(body, member).rows(sheet), 1):
            wanted = cells.get(number)
            if wanted is None:
                continue
            for request, at in wanted:
                position = column_number(at)
                yield request, texts[position] if position < len(texts) else ""
            left -= 1
            if not left:
                return
    except StructureChanged as changed:
        raise PlaceLost(f"{table}: {changed}") from changed
    raise PlaceLost(f"{table}: {left} of the rows asked for are not in the sheet")


def _workbook(body: bytes, member: str) -> Workbook:
    if not member:
        return open_workbook(body, "capture")
    name, content = member_bytes(body, member.lower(), "capture", Limits())
    if name != member:
        raise PlaceLost(f"the zip has no member {member[:200]!r}, only {name[:200]!r}")
    return open_workbook(content, "capture", member=member)


def column_number(letters: str) -> int:
    """The position from 0 of a column by its letters: A is 0, AA is 26. PlaceLost for anything else."""
    if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha() and letters.isupper()):
        raise PlaceLost(f"not the letters of a column: {letters[:40]!r}")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
