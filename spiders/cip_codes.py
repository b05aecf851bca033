"""Reads the list of CIP codes: a record for each family, group and field of study. Pure: bytes in, items out."""

import re
from collections.abc import Iterator
from operator import itemgetter
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from spiders.cip_layout import BLOCK, SOURCE, site
from spiders.items import RawItem, RawRows, Surprise, Tally
from spiders.structure import StructureChanged
from spiders.tables import HEADER_ROW, Table, open_plain_table

KIND = "cip_code"
_WRAPPED = re.compile(r'="([0-9]{2}(?:\.[0-9]{2}(?:[0-9]{2})?)?)"', re.ASCII)
"""A code as it is kept from spreadsheets, which would take it for a number."""


def parse_codes(body: bytes, url: str, capture_id: str, codes: set[str] | None = None) -> Iterator[RawItem]:
    """The items of the list; ``codes`` collects the codes met.

    Raises StructureChanged as ``open_plain_table`` and ``Table.rows`` do, and unknown_code, repeated_code,
    unknown_action.
    """
    layout, met = site().codes, codes if codes is not None else set()
    file = PurePosixPath(urlsplit(url).path).name or url
    optional = frozenset(layout.columns) - layout.required
    table = open_plain_table(body, layout.columns, source=SOURCE, file=file, optional=optional)
    for column in sorted(set(table.unused) - layout.ignored):
        words = f"{table.member.where}: column {column[:80]!r} is new; use it or list it as ignored in cip.toml"
        yield Surprise(source=SOURCE, code="new_column", message=words, url=url, place=table.name, sample=column[:80])
    fields = tuple(name for name in layout.columns if name in table.positions)
    pick = itemgetter(*(table.positions[name] for name in fields))
    rows: list[tuple[int, str, tuple[str, ...]]] = []
    for number, cells in enumerate(table.rows(), HEADER_ROW + 1):
        rows.append((number, _code(table, number, cells, met), pick(cells)))
        if len(rows) == BLOCK:
            yield _block(table, fields, rows, capture_id)
            rows = []
    yield _block(table, fields, rows, capture_id)
    yield Tally(source=SOURCE, name="codes", value=len(met))


def _code(table: Table, number: int, cells: list[str], met: set[str]) -> str:
    text, action = cells[table.positions["cip"]], cells[table.positions["action"]]
    found = _WRAPPED.fullmatch(text.strip())
    if found is None:
        words = f'column {table.column("cip")} holds {text[:60]!r}, expected a code such as ="51.0707"'
        raise _changed(table, number, "unknown_code", f"{words}; the columns or the quoting have changed")
    if found[1] in met:
        raise _changed(table, number, "repeated_code", f"the code {found[1]} stands in an earlier row, too")
    if action not in site().codes.actions:
        words = f"column {table.column('action')} holds {action[:60]!r}, which nobody has judged; list it in cip.toml"
        raise _changed(table, number, "unknown_action", words)
    met.add(found[1])
    return found[1]


def _changed(table: Table, row: int, code: str, words: str) -> StructureChanged:
    return StructureChanged(code, f"{table.member.where}, row {row}: {words}", place=table.place(row))


def _block(
    table: Table, fields: tuple[str, ...], rows: list[tuple[int, str, tuple[str, ...]]], capture_id: str
) -> RawRows:
    return RawRows(
        source=SOURCE,
        kind=KIND,
        capture_id=capture_id,
        member=table.name,
        period=site().codes.edition,
        fields=fields,
        columns=tuple(table.column(name) for name in fields),
        rows=tuple(rows),
    )
