"""Directories of earlier years: what they say otherwise than the newest one, for the crosswalk through time.

An institution that was renamed, moved, combined or closed is still named by lists and accreditors as it was. Rows that
say what the newest directory says are left out. Pure: bytes in, items out; may not say what a difference means.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from spiders.ipeds_layout import site
from spiders.ipeds_rows import BLOCK, FIRST_ROW, Keys, Row, Sheet
from spiders.items import RawRows, Surprise, Tally

KIND = "institution_year"


class Newest:
    """What the newest directory says by UNITID, of the fields that are compared, without blanks around the words."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        self.fields: tuple[str, ...] = ()

    def take(self, block: RawRows) -> None:
        """Take in a block of its institutions."""
        self.fields = tuple(name for name in site().earlier.compared if name in block.fields)
        pick = itemgetter(*map(block.fields.index, self.fields))
        self._words.update((unitid, tuple(map(str.strip, pick(cells)))) for _, unitid, cells in block.rows)

    def says(self, unitid: str, words: Sequence[str]) -> bool:
        """Whether it says the same of an institution in its ``fields``."""
        return self._words.get(unitid) == tuple(map(str.strip, words))


def parse_earlier(
    body: bytes, url: str, capture_id: str, year: int, newest: Newest
) -> Iterator[RawRows | Surprise | Tally]:
    """The institutions of an earlier year that the ``newest`` directory has otherwise, or no more.

    A record is a UNITID and a year. An edition without one of the compared columns differs in every row. Raises
    StructureChanged.
    """
    sheet = Sheet(body, url, capture_id, year, site().institutions, period=str(year))
    fields = [name for name in site().earlier.fields if name in sheet.table.positions]
    compared = sheet.picker([name for name in newest.fields if name in sheet.table.positions])
    pick, keys, at_unitid = sheet.picker(fields), Keys(), sheet.table.positions["unitid"]
    kept: list[Row] = []
    number = FIRST_ROW - 1
    for number, cells in enumerate(sheet.table.rows(), FIRST_ROW):
        unitid = sheet.unitid(cells[at_unitid], number)
        if keys.is_new(unitid, number) and not newest.says(unitid, compared(cells)):
            kept.append((number, f"{unitid}:{year}", pick(cells)))
    for first in range(0, len(kept), BLOCK):
        yield sheet.block(KIND, fields, kept[first : first + BLOCK])
    yield from keys.surprises(sheet, pick)
    yield sheet.tally(f"rows_HD_{year}", number - FIRST_ROW + 1)
