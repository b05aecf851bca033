"""Directories of earlier years: what they say otherwise than the newest one, for the crosswalk through time.

An institution that was renamed, moved, combined or closed is still named by lists and accreditors as it was. Rows that
say what the newest directory says are left out. Pure: bytes in, items out; may not say what a difference means.
"""

from collections.abc import Iterator, Mapping

from spiders.ipeds_layout import site
from spiders.ipeds_rows import BLOCK, FIRST_ROW, Keys, Row, Sheet
from spiders.items import RawRows, Surprise, Tally

KIND = "institution_year"


class Newest:
    """The words of the newest directory by UNITID, of the fields that are compared, without blanks around them."""

    def __init__(self) -> None:
        self._words: dict[str, Mapping[str, str]] = {}

    def take(self, block: RawRows) -> None:
        """Take in a block of its institutions."""
        at = {name: block.fields.index(name) for name in site().earlier.fields if name in block.fields}
        for _, unitid, cells in block.rows:
            self._words[unitid] = {name: cells[position].strip() for name, position in at.items()}

    def says(self, unitid: str, words: Mapping[str, str]) -> bool:
        """Whether it says the same of an institution, in all fields that both editions have."""
        told = self._words.get(unitid)
        return told is not None and all(told.get(name, word) == word for name, word in words.items())


def parse_earlier(
    body: bytes, url: str, capture_id: str, year: int, newest: Newest
) -> Iterator[RawRows | Surprise | Tally]:
    """The institutions of an earlier year that the ``newest`` directory has otherwise, or no more.

    A record is a UNITID and a year. Raises StructureChanged.
    """
    sheet = Sheet(body, url, capture_id, year, site().institutions, period=str(year))
    fields = [name for name in site().earlier.fields if name in sheet.table.positions]
    pick, keys, at_unitid = sheet.picker(fields), Keys(), sheet.table.positions["unitid"]
    kept: list[Row] = []
    number = FIRST_ROW - 1
    for number, cells in enumerate(sheet.table.rows(), FIRST_ROW):
        unitid, told = sheet.unitid(cells[at_unitid], number), pick(cells)
        words = dict(zip(fields, map(str.strip, told), strict=True))
        if keys.is_new(unitid, number) and not newest.says(unitid, words):
            kept.append((number, f"{unitid}:{year}", told))
    for first in range(0, len(kept), BLOCK):
        yield sheet.block(KIND, fields, kept[first : first + BLOCK])
    yield from keys.surprises(sheet, pick)
    yield sheet.tally(f"rows_HD_{year}", number - FIRST_ROW + 1)
