"""What the three IPEDS tables have in common: opening one, auditing its columns, keys met twice, blocks of rows.

Pure: bytes in, items out.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from spiders.ipeds_layout import SOURCE, Layout, years_named
from spiders.items import RawRows, Severity, Surprise, Tally
from spiders.structure import StructureChanged
from spiders.tables import HEADER_ROW, Table, open_table

BLOCK = 2000
FIRST_ROW = HEADER_ROW + 1
MOST_TOLD = 50
"""A finding that repeats is told this often, then summed up in one."""
MOST_REMEMBERED = 20_000
"""A table with more repeated rows, or more codes that are not understood, is not read to its end."""

Row = tuple[int, str, tuple[str, ...]]
SAMPLE_ROWS = 200
_UNITID = re.compile(r"[0-9]{6}", re.ASCII)
_TABLE_IN_HEADER = re.compile(r"\b(?:HD|IC|C|COST1_)((?:19|20)[0-9]{2})(?![0-9])", re.ASCII | re.IGNORECASE)


class Sheet:
    """An open IPEDS table with what every item about it says: where it was read, and of which year it speaks."""

    def __init__(
        self,
        body: bytes,
        url: str,
        capture_id: str,
        year: int,
        layout: Layout,
        *,
        period: str,
        more: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.file = PurePosixPath(urlsplit(url).path).name or url
        self.url, self.capture_id, self.period, self.layout = url, capture_id, period, layout
        wanted = layout.columns | dict(more or {})
        self.more = frozenset(more or ())
        optional = frozenset(wanted) - layout.required
        self.table: Table = open_table(body, wanted, source=SOURCE, file=self.file, optional=optional)
        self._check_year(year)
        self._check_shapes()

    def _check_year(self, year: int) -> None:
        named = {"address": years_named(self.file), "member name": years_named(PurePosixPath(self.table.name).name)}
        named["header"] = {int(found) for name in self.table.header for found in _TABLE_IN_HEADER.findall(name[:200])}
        for where, years in named.items():
            if years and years != {year}:
                told = ", ".join(str(one) for one in sorted(years))
                raise StructureChanged(
                    "wrong_year",
                    f"{self.where}: expected the data of {year}, but its {where} says {told}; nothing of it is used",
                )

    def _check_shapes(self) -> None:
        """Look at the first rows: cells that have shifted by one column look unlike what their column holds."""
        sample = list(islice(self.table.rows(), SAMPLE_ROWS))
        for field, shape in self.layout.shapes.items():
            at = self.table.positions.get(field)
            cells = [row[at].strip() for row in sample] if at is not None else []
            unlike = [cell for cell in cells if cell and not re.fullmatch(shape, cell, re.ASCII)]
            if len(unlike) > len([cell for cell in cells if cell]) / 2:
                raise StructureChanged(
                    "shifted_content",
                    f"{self.where}: column {self.table.column(field)} holds {unlike[0][:60]!r} in most of the first "
                    f"{len(sample)} rows, expected {shape}; the columns have shifted, or the codes are new",
                    place=self.table.place(FIRST_ROW),
                )

    @property
    def where(self) -> str:
        """Source, file and member, for messages."""
        return self.table.member.where

    def surprise(
        self, code: str, words: str, severity: Severity = "warning", row: int = 0, sample: str = ""
    ) -> Surprise:
        """A surprise about this table, placed at a row when there is one."""
        return Surprise(
            source=SOURCE,
            code=code,
            message=f"{self.where}{f', row {row}' if row else ''}: {words}",
            severity=severity,
            url=self.url,
            place=self.table.place(row) if row else "",
            sample=sample[:500],
        )

    def audit(self) -> Iterator[Surprise]:
        """Every column is used, listed as ignored, or told here; so is every expected column that is absent."""
        new = [name for name in self.table.unused if not self.layout.ignores(name)]
        for name in new[:MOST_TOLD]:
            words = f"column {name[:80]!r} is new; use it or list it as ignored in ipeds.toml"
            yield self.surprise("new_column", words, row=HEADER_ROW, sample=name)
        if len(new) > MOST_TOLD:
            yield self.surprise("new_column", f"{len(new) - MOST_TOLD:,} more columns are new", row=HEADER_ROW)
        if absent := [field for field in self.table.absent if field not in self.more]:
            names = ", ".join("/".join(self.layout.columns[field]) for field in absent)
            yield self.surprise(
                "absent_column", f"this edition has no column {names}; those fields are left out", "note"
            )

    def unitid(self, text: str, row: int) -> str:
        """A UNITID without blanks; StructureChanged when it is not six digits, for then the columns have shifted."""
        unitid = text.strip()
        if not _UNITID.fullmatch(unitid):
            raise StructureChanged(
                "shifted_content",
                f"{self.where}, row {row}: column UNITID holds {text[:60]!r}, expected six digits; the cells of this "
                "row or the columns have shifted",
                place=self.table.place(row),
            )
        return unitid

    def picker(self, fields: Sequence[str]) -> Callable[[Sequence[str]], tuple[str, ...]]:
        """A function that takes the cells of ``fields`` (two or more) out of a row, as they stand."""
        return itemgetter(*(self.table.positions[field] for field in fields))

    def block(self, kind: str, fields: Sequence[str], rows: Sequence[Row], names: Sequence[str] = ()) -> RawRows:
        """A block of rows; ``names`` are the items' field names where they differ from the table's."""
        return RawRows(
            source=SOURCE,
            kind=kind,
            capture_id=self.capture_id,
            member=self.table.name,
            period=self.period,
            fields=tuple(names or fields),
            columns=tuple(self.table.column(field) for field in fields),
            rows=tuple(rows),
        )

    def tally(self, name: str, value: int) -> Tally:
        """A figure about this table."""
        return Tally(source=SOURCE, name=name, value=value)


class Keys:
    """The keys met in a table and the rows that repeat one; which of those are conflicts takes a second look."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        self.repeats: dict[str, list[int]] = {}
        self.repeated = 0

    def is_new(self, key: str, row: int) -> bool:
        """Whether a key is met for the first time; otherwise its row is remembered."""
        if self.first.setdefault(key, row) == row:
            return True
        self.remember(key, row)
        return False

    def remember(self, key: str, row: int) -> None:
        """Remember a row that repeats a key; StructureChanged when that has become the rule."""
        self.repeats.setdefault(key, []).append(row)
        self.repeated += 1
        if self.repeated > MOST_REMEMBERED:
            raise StructureChanged(
                "duplicate_row",
                f"{SOURCE}: up to row {row}, {self.repeated:,} rows repeat the key of an earlier one, such as {key}; "
                "the key of this table may have changed",
            )

    def surprises(self, sheet: Sheet, pick: Callable[[Sequence[str]], tuple[str, ...]]) -> Iterator[Surprise]:
        """A warning for each key whose rows say the same, a fatal surprise for each whose rows do not."""
        if not self.repeats:
            return
        looked_for = {row for rows in self.repeats.values() for row in rows} | {self.first[key] for key in self.repeats}
        texts = {row: pick(cells) for row, cells in enumerate(sheet.table.rows(), FIRST_ROW) if row in looked_for}
        told = {"duplicate_row": 0, "conflicting_rows": 0}
        for key, rows in self.repeats.items():
            first = texts[self.first[key]]
            unlike = next((row for row in rows if texts[row] != first), None)
            code = "duplicate_row" if unlike is None else "conflicting_rows"
            told[code] += 1
            if told[code] <= MOST_TOLD:
                yield self._surprise(
                    sheet, key, rows[0] if unlike is None else unlike, texts, conflict=unlike is not None
                )
        for code, number in told.items():
            if number > MOST_TOLD:
                severity: Severity = "fatal" if code == "conflicting_rows" else "warning"
                yield sheet.surprise(code, f"{number - MOST_TOLD:,} more keys stand in several rows", severity)

    def _surprise(
        self, sheet: Sheet, key: str, row: int, texts: Mapping[int, tuple[str, ...]], *, conflict: bool
    ) -> Surprise:
        first = self.first[key]
        if not conflict:
            return sheet.surprise("duplicate_row", f"{key} stands in row {first} already, with the same words", row=row)
        both = f"row {first}: {','.join(texts[first])} | row {row}: {','.join(texts[row])}"
        words = f"{key} stands in row {first} and row {row} with different words; which holds? {both[:400]}"
        return sheet.surprise("conflicting_rows", words, "fatal", row, both)
