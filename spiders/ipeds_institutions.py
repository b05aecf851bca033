"""The directory (HD) becomes institutions, the price table (IC_AY, COST1) institution and program prices. Pure."""

from collections.abc import Generator, Iterator

from spiders.ipeds_layout import academic_year, site
from spiders.ipeds_program_prices import program_prices, slot_columns
from spiders.ipeds_rows import BLOCK, FIRST_ROW, Keys, Row, Sheet
from spiders.ipeds_scope import EVERYTHING, Scope
from spiders.items import RawRows, Surprise, Tally

EVERY_CIP = Scope(EVERYTHING, ())


def parse_institutions(body: bytes, url: str, capture_id: str, year: int) -> Iterator[RawRows | Surprise | Tally]:
    """The institutions of a data year. Raises StructureChanged."""
    sheet = Sheet(body, url, capture_id, year, site().institutions, period=str(year))
    yield from sheet.audit()
    rows = yield from _one_a_unitid(sheet, "institution")
    yield sheet.tally("rows_HD", rows)


def parse_prices(
    body: bytes, url: str, capture_id: str, year: int, scope: Scope = EVERY_CIP
) -> Iterator[RawRows | Surprise | Tally]:
    """What an academic year costs at each institution and, where the table says so, what a whole program costs.

    Program prices are kept when their CIP code is in ``scope``. Raises StructureChanged.
    """
    sheet = Sheet(body, url, capture_id, year, site().prices, period=academic_year(year), more=slot_columns())
    yield from sheet.audit()
    rows = yield from _one_a_unitid(sheet, "institution_price")
    yield from program_prices(sheet, scope)
    yield sheet.tally("rows_prices", rows)


def _one_a_unitid(sheet: Sheet, kind: str) -> Generator[RawRows | Surprise, None, int]:
    """Blocks of records keyed by UNITID, then what was found; the generator's value is the number of rows."""
    fields = [field for field in sheet.layout.columns if field in sheet.table.positions]
    pick, keys, at_unitid = sheet.picker(fields), Keys(), sheet.table.positions["unitid"]
    kept: list[Row] = []
    number = FIRST_ROW - 1
    for number, cells in enumerate(sheet.table.rows(), FIRST_ROW):
        unitid = sheet.unitid(cells[at_unitid], number)
        if keys.is_new(unitid, number):
            kept.append((number, unitid, pick(cells)))
        if len(kept) == BLOCK:
            yield sheet.block(kind, fields, kept)
            kept = []
    if kept:
        yield sheet.block(kind, fields, kept)
    if number < FIRST_ROW:
        yield sheet.surprise("no_rows", "a header and no rows; expected one for each institution", "fatal")
    yield from keys.surprises(sheet, pick)
    return number - FIRST_ROW + 1
