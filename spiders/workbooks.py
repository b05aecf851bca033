"""Workbooks (xlsx) from the web, read as text: checked before anything is parsed, within limits, values only.

Formulas are not computed (the stored result counts), macros and links to other files are never looked at. A cell's
words are defined here once, for parsers and for those who look words up again (spiders.places).
"""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spiders.structure import StructureChanged
from spiders.zipped import BROKEN, CHUNK, first_words

if TYPE_CHECKING:
    from openpyxl import Workbook as Book

FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"\0")
"""What no part of a workbook holds; with them a few bytes could grow to gigabytes, or be another encoding."""
UNREADABLE = (
    *BROKEN, zipfile.BadZipFile, zlib.error, struct.error, KeyError, TypeError, AttributeError, ArithmeticError,
    AssertionError, SyntaxError, ImportError,
)  # fmt: skip
"""What openpyxl and the parsers of XML below it raise on parts that are not built as they should be."""


@dataclass(frozen=True, slots=True)
class WorkbookLimits:
    """What a workbook may be at most: parts, bytes of one part and of all, times its packed size (from 1 MB on),
    bytes of the strings that cells share, rows, columns and cells of a sheet.

    The largest real one has 50 MB in one part, 26 times its packed size; its strings have 0.4 MB.
    """

    parts: int = 2_000
    part_bytes: int = 96 * 2**20
    unpacked_bytes: int = 192 * 2**20
    ratio: float = 250.0
    shared_strings_bytes: int = 24 * 2**20
    rows: int = 200_000
    columns: int = 128
    cells: int = 20_000_000


DEFAULT_LIMITS = WorkbookLimits()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that passed every check. ``member`` is its name in the zip it came in, or empty."""

    book: "Book"
    member: str
    where: str
    limits: WorkbookLimits

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets, in their order."""
        return [str(name) for name in self.book.sheetnames]

    def table(self, sheet: str) -> str:
        """The name of a sheet in the capture (see spiders.places)."""
        return f"xlsx:{self.member}/{sheet}" if self.member else f"xlsx:{sheet}"

    def rows(self, sheet: str) -> Iterator[list[str]]:
        """The texts of each row, the first being row 1, without the empty cells at its end.

        Raises StructureChanged: sheet_missing, too_many_rows, too_many_columns, broken_workbook.
        """
        where = f"{self.where}, sheet {sheet[:80]!r}"
        if sheet not in self.sheets or not hasattr(self.book[sheet], "reset_dimensions"):
            raise self.sheet_missing(sheet)
        number, cells = 0, 0
        try:
            self.book[sheet].reset_dimensions()  # a sheet may say that it is smaller than it is
            for row in self.book[sheet].iter_rows(values_only=True):
                number += 1
                cells += len(row)
                if number > self.limits.rows or cells > self.limits.cells:
                    most = f"{self.limits.rows:,} rows and {self.limits.cells:,} cells"
                    raise StructureChanged("too_many_rows", f"{where}, row {number}: at most {most} are read")
                texts = _texts(row)
                if len(texts) > self.limits.columns:
                    words = f"{where}, row {number}: {len(texts):,} columns; at most {self.limits.columns} are read"
                    raise StructureChanged("too_many_columns", words)
                yield texts
        except StructureChanged:
            raise
        except UNREADABLE as error:
            raise _broken(f"{where}, row {number + 1}", error) from error

    def sheet_missing(self, sheet: str) -> StructureChanged:
        """The exception for a sheet that is not there."""
        met = ", ".join(repr(name[:60]) for name in self.sheets[:20])
        return StructureChanged(
            "sheet_missing",
            f"{self.where}: no sheet {sheet[:80]!r}; met {met}. If it was renamed, the source's .toml needs its name",
        )


def open_workbook(body: bytes, where: str, *, member: str = "", limits: WorkbookLimits = DEFAULT_LIMITS) -> Workbook:
    """The workbook in ``body``.

    Raises StructureChanged: not_a_workbook, broken_workbook, workbook_bomb, unsafe_part.
    """
    if not body.startswith(b"PK"):
        raise StructureChanged(
            "not_a_workbook", f"{where}: expected an xlsx workbook, which begins with PK; met {first_words(body)}"
        )
    from openpyxl import load_workbook  # here, because most runs read no workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            _check_parts(archive, where, limits)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(
                io.BytesIO(body), read_only=True, keep_vba=False, data_only=True, keep_links=False, rich_text=False
            )
    except StructureChanged:
        raise
    except (*UNREADABLE, InvalidFileException) as error:
        raise _broken(where, error) from error
    return Workbook(book, member, where, limits)


def cell_text(value: Any) -> str:
    """The words of a cell: text as it stands, blanks included; a number in the shortest decimal digits that mean it
    (51140, 27.3, never an exponent); TRUE or FALSE; dates as ISO 8601; nothing for an empty cell.
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _shortest(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int | timedelta) else ""


def column_letters(position: int) -> str:
    """The letters of the column at a position from 0: 0 is A, 26 is AA."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _shortest(value: float) -> str:
    digits = format(Decimal(repr(value)), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _texts(row: tuple[Any, ...]) -> list[str]:
    texts = [cell_text(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _check_parts(archive: zipfile.ZipFile, where: str, limits: WorkbookLimits) -> None:
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise StructureChanged("workbook_bomb", f"{where}: {len(parts):,} parts; at most {limits.parts:,} are read")
    total = 0
    for part in parts:
        total += part.file_size
        most = limits.shared_strings_bytes if part.filename.endswith("sharedStrings.xml") else limits.part_bytes
        if part.file_size > most or total > limits.unpacked_bytes:
            words = f"part {part.filename[:80]} unpacks to {part.file_size:,} bytes, all so far to {total:,}"
            raise StructureChanged("workbook_bomb", f"{where}: {words}; more than is read")
        if part.file_size > 2**20 and part.file_size > limits.ratio * max(part.compress_size, 1):
            words = f"part {part.filename[:80]} unpacks to over {limits.ratio:g} times its packed size"
            raise StructureChanged("workbook_bomb", f"{where}: {words}")
        if part.flag_bits & 0x1:
            raise StructureChanged("broken_workbook", f"{where}: encrypted; expected an open workbook")
        if part.filename.lower().endswith((".xml", ".rels")):
            _check_xml(archive, part, where)


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> None:
    last = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            met = next((word for word in FORBIDDEN if word in last + chunk), None)
            if met is not None:
                words = f"part {part.filename[:80]} holds {met.decode('ascii')!r}, which no workbook does"
                raise StructureChanged("unsafe_part", f"{where}: {words}; look at the file by hand")
            last = chunk[-16:]


def _broken(where: str, error: BaseException) -> StructureChanged:
    words = str(error)[:200] or type(error).__name__
    return StructureChanged("broken_workbook", f"{where}: not readable as a workbook ({words}); fetch it again")
