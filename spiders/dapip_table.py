"""One of the three tables in the DAPIP zip, opened by its name, bound by the words of its header, and looked over.

Pure: bytes in, a table or StructureChanged out. Knows no meaning of a row.
"""

import csv
import difflib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import PurePosixPath

from spiders.dapip_layout import KINDS, SOURCE, Layout, folded, site
from spiders.items import RawRows, Severity, Surprise, Tally
from spiders.structure import StructureChanged
from spiders.tables import HEADER_ROW, Table
from spiders.zipped import Limits, Member, open_member

FIRST_ROW = HEADER_ROW + 1
MOST_TOLD = 20
"""A finding that repeats is told this often, then summed up in one."""
SAMPLE_ROWS = 2000
Row = tuple[int, str, tuple[str, ...]]


class Sheet:
    """An open table of a kind of records, with what every item about it says. Raises StructureChanged."""

    def __init__(self, kind: str, body: bytes, url: str, capture_id: str) -> None:
        self.kind, self.url, self.capture_id = kind, url, capture_id
        self.layout: Layout = site().layout(kind)
        file = PurePosixPath(url).name
        member = open_member(body, self.layout.member.lower(), f"{SOURCE}: {file}", Limits())
        self.table = bind(member, self.layout)
        self._check_shapes()

    @property
    def where(self) -> str:
        """Source, file and member, for messages."""
        return self.table.member.where

    def picker(self, fields: Sequence[str]) -> Callable[[Sequence[str]], tuple[str, ...]]:
        """A function that takes the cells of ``fields`` (two or more) out of a row, as they stand."""
        return itemgetter(*(self.table.positions[field] for field in fields))

    def audit(self) -> Iterator[Surprise]:
        """Every column is used, listed as ignored, or told here; so is every expected column that is absent."""
        new = [name for name in self.table.unused if not self.layout.ignores(name)]
        for name in new[:MOST_TOLD]:
            words = f"column {name[:80]!r} is new; use it or list it as ignored in dapip.toml"
            yield self.surprise("new_column", words, row=HEADER_ROW, sample=name)
        if len(new) > MOST_TOLD:
            yield self.surprise("new_column", f"{len(new) - MOST_TOLD:,} more columns are new", row=HEADER_ROW)
        if self.table.absent:
            names = ", ".join("/".join(self.layout.columns[field]) for field in self.table.absent)
            words = f"this export has no column {names}; those fields are left out"
            yield self.surprise("absent_column", words, "note")

    def surprise(
        self, code: str, words: str, severity: Severity = "warning", row: int = 0, sample: str = ""
    ) -> Surprise:
        """A surprise about this table, placed at a row when there is one."""
        message = f"{self.where}{f', row {row}' if row else ''}: {words}"
        place = self.table.place(row) if row else ""
        told = {"code": code, "message": message, "url": self.url, "place": place, "sample": sample[:500]}
        return Surprise(source=SOURCE, severity=severity, **told)

    def changed(self, code: str, words: str, row: int) -> StructureChanged:
        """The exception for a row after which nothing of this table can be believed."""
        return StructureChanged(code, f"{self.where}, row {row}: {words}", place=self.table.place(row))

    def block(self, fields: Sequence[str], rows: Sequence[Row]) -> RawRows:
        """A block of rows of this kind."""
        return RawRows(
            source=SOURCE,
            kind=self.kind,
            capture_id=self.capture_id,
            member=self.table.name,
            fields=tuple(fields),
            columns=tuple(self.table.column(field) for field in fields),
            rows=tuple(rows),
        )

    def tally(self, name: str, value: int) -> Tally:
        """A figure about this table."""
        return Tally(source=SOURCE, name=name, value=value)

    def _check_shapes(self) -> None:
        """Look at the first rows: cells that have shifted by one column look unlike what their column holds."""
        sample = list(islice(self.table.rows(), SAMPLE_ROWS))
        for field, shape in self.layout.shapes.items():
            at = self.table.positions.get(field)
            filled = [row[at] for row in sample if row[at].strip()] if at is not None else []
            unlike = [cell for cell in filled if not re.fullmatch(shape, cell.strip()[:300], re.ASCII)]
            if len(unlike) > len(filled) / 2:
                raise self.changed(
                    "shifted_content",
                    f"column {self.table.column(field)} holds {unlike[0][:60]!r} and the like in {len(unlike):,} of "
                    f"{len(filled):,} cells, expected {shape}; the columns have shifted, or the form is new",
                    FIRST_ROW,
                )


def bind(member: Member, layout: Layout) -> Table:
    """The table of a member, its columns found by the words of its header. Raises StructureChanged."""
    header = _header(member)
    places = {folded(name): position for position, name in reversed(list(enumerate(header)))}
    if len(places) < len(header):
        twice = next(name for position, name in enumerate(header) if places[folded(name)] != position)
        raise StructureChanged("duplicate_column", f"{member.where}, line 1: two columns are named {twice[:80]!r}")
    found = {
        field: next((places[folded(name)] for name in names if folded(name) in places), None)
        for field, names in layout.columns.items()
    }
    positions = {field: position for field, position in found.items() if position is not None}
    if missing := sorted(layout.required - positions.keys()):
        raise _missing(member.where, missing, layout.columns, header)
    used = set(positions.values())
    return Table(
        member,
        header,
        positions,
        absent=tuple(field for field in layout.columns if field not in positions),
        unused=tuple(name for position, name in enumerate(header) if position not in used),
    )


def unknown_members(body: bytes) -> list[str]:
    """The names of files in the zip that are none of the three tables; the zip was opened without error before."""
    known = {site().layout(kind).member.lower() for kind in KINDS}
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    return [name for name in names if PurePosixPath(name).name.lower() not in known]


def _header(member: Member) -> tuple[str, ...]:
    with member.text() as text:
        try:
            cells = next(csv.reader(text), [])
        except csv.Error as error:
            raise StructureChanged("empty_table", f"{member.where}, line 1: no header ({error})") from error
    header = tuple(cell.strip() for cell in cells)
    if not any(header):
        raise StructureChanged("empty_table", f"{member.where}: expected a header in line 1; met nothing")
    if "" in (nameless := [folded(name) for name in header]):
        position = nameless.index("") + 1
        raise StructureChanged("unnamed_column", f"{member.where}, line 1: column {position} has no name")
    return header


def _missing(
    where: str, fields: Sequence[str], columns: Mapping[str, tuple[str, ...]], header: Sequence[str]
) -> StructureChanged:
    told = []
    for names in dict.fromkeys(columns[field] for field in fields):
        close = difflib.get_close_matches(names[0], [name[:80] for name in header[:200]], 2, 0.6)
        told.append(" or ".join(names) + (f" (close: {', '.join(close)})" if close else " (nothing close)"))
    return StructureChanged(
        "missing_columns",
        f"{where}, line 1: no column {'; no column '.join(told)}. If one was renamed, add its new name in dapip.toml. "
        f"The {len(header)} columns met begin {', '.join(name[:80] for name in header[:15])}",
    )
