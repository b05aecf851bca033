"""The closed school list becomes records: one a closure. Pure: bytes in, items out.

The key is the OPEID as eight places; the later closures of one OPEID carry their day, too.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from spiders.closed_layout import KIND, SOURCE, site
from spiders.closed_table import ClosedTable, open_closed
from spiders.items import RawItem, RawRows, Severity, Surprise, Tally
from spiders.structure import StructureChanged

BLOCK = 2000
MOST_TOLD = 20
_OPEID = re.compile(r"[0-9]{6}[0-9A-Z][0-9]|[1-9][0-9]{4,6}")
_DAY = re.compile(r"(?:([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})|([0-9]{4})-([0-9]{2})-([0-9]{2})).*", re.DOTALL)
Row = tuple[int, str, tuple[str, ...]]


def parse_closed(body: bytes, url: str, capture_id: str, file: str) -> Iterator[RawItem]:
    """The closures of a list. Raises StructureChanged as ``open_closed`` does, and shifted_content, no_rows."""
    table = open_closed(body, file)
    for name in table.unused[:MOST_TOLD]:
        words = f"column {name[:80]!r} is new; use it or list it as ignored in closed.toml"
        yield _surprise(table, url, "new_column", words, table.header_row, name)
    fields = [field for field in site().columns if field in table.positions]
    rows, odd = _rows(table, fields)
    for row in odd[:MOST_TOLD]:
        words = "neither an OPEID nor a day: a note, or a row that is cut off"
        yield _surprise(table, url, "odd_row", words, row, severity="note")
    yield from _repeated(table, url, rows)
    yield from _blocks(table, fields, sorted(rows), capture_id)
    columns = {field: [texts[at] for _, _, texts in rows] for at, field in enumerate(fields)}
    yield Tally(source=SOURCE, name="rows", value=len(rows))
    yield Tally(source=SOURCE, name="rows_with_a_date", value=sum(map(bool, map(day_of, columns["closed_on"]))))
    yield Tally(source=SOURCE, name="rows_with_an_opeid", value=sum(map(bool, map(opeid_of, columns["opeid"]))))


def _rows(table: ClosedTable, fields: Sequence[str]) -> tuple[list[Row], list[int]]:
    """The rows with their keys, and the numbers of those that are no closure."""
    at_opeid, at_day = (fields.index(name) for name in ("opeid", "closed_on"))
    closures: list[tuple[str, str, int, tuple[str, ...]]] = []
    odd: list[int] = []
    for number, cells in table.rows():
        texts = tuple(cells[table.positions[field]] for field in fields)
        if not texts[at_opeid].strip() and not texts[at_day].strip():
            odd.append(number)
            continue
        key = opeid_of(texts[at_opeid]) or texts[at_opeid].strip()[:40] or f"row {number}"
        closures.append((key, day_of(texts[at_day]), number, texts))
    if not closures:
        raise StructureChanged("no_rows", f"{table.where}: a header and no closures below it")
    _check_shapes(table, closures)
    return _keyed(closures), odd


def _check_shapes(table: ClosedTable, closures: Sequence[tuple[str, str, int, tuple[str, ...]]]) -> None:
    """Cells that have shifted by a column look unlike an OPEID and a day in most rows."""
    for name, unlike in (
        ("opeid", [row for row in closures if not opeid_of(row[0])]),
        ("closed_on", [row for row in closures if not row[1]]),
    ):
        if len(unlike) > len(closures) / 2:
            words = f"column {table.header[table.positions[name]].strip()[:60]!r} of row {unlike[0][2]} and most others"
            told = f"{words} does not hold what it should: the columns have shifted, or the form is new"
            raise StructureChanged("shifted_content", f"{table.where}: {told}", place=table.place(unlike[0][2]))


def _keyed(closures: Sequence[tuple[str, str, int, tuple[str, ...]]]) -> list[Row]:
    """The first closure of an OPEID has it as its key, each later one with its day, and what is left is numbered."""
    rows: list[Row] = []
    taken: dict[str, int] = defaultdict(int)
    for opeid, day, number, texts in sorted(closures, key=lambda row: (row[0], row[1] or "9999", row[2])):
        key = opeid if not taken[opeid] else f"{opeid}:{day or 'no day'}"
        taken[opeid] += 1
        if key != opeid:
            taken[key] += 1
            key = key if taken[key] == 1 else f"{key}:{taken[key]}"
        rows.append((number, key, texts))
    return rows


def _repeated(table: ClosedTable, url: str, rows: Sequence[Row]) -> Iterator[Surprise]:
    first: dict[tuple[str, ...], int] = {}
    again = [(first[texts], number) for number, _, texts in sorted(rows) if first.setdefault(texts, number) != number]
    for earlier, number in again[:MOST_TOLD]:
        yield _surprise(table, url, "repeated_row", f"the same words as row {earlier}; both are kept", number)


def _blocks(table: ClosedTable, fields: Sequence[str], rows: Sequence[Row], capture_id: str) -> Iterator[RawRows]:
    for begin in range(0, len(rows), BLOCK):
        yield RawRows(
            source=SOURCE,
            kind=KIND,
            capture_id=capture_id,
            member=table.name,
            fields=tuple(fields),
            columns=tuple(table.columns[table.positions[field]] for field in fields),
            rows=tuple(rows[begin : begin + BLOCK]),
        )


def opeid_of(text: str) -> str:
    """An OPEID as eight places for a key, with the zeros that a spreadsheet drops; empty for anything else."""
    words = text.strip()
    return words.zfill(8) if _OPEID.fullmatch(words) else ""


def day_of(text: str) -> str:
    """A day for a key: ``5/31/2024`` and ``2024-05-31T00:00:00`` are ``2024-05-31``; empty when it is none."""
    found = _DAY.fullmatch(text.strip()[:40])
    if found is None:
        return ""
    month, day, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[6], found[4])
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _surprise(
    table: ClosedTable, url: str, code: str, words: str, row: int, sample: str = "", severity: Severity = "warning"
) -> Surprise:
    message = f"{table.where}, row {row}: {words}"
    told = {"code": code, "message": message, "url": url, "place": table.place(row), "sample": sample[:500]}
    return Surprise(source=SOURCE, severity=severity, **told)
