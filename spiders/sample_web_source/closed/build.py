"""Packs the typed list of the sample into a workbook as Federal Student Aid's, byte for byte the same each time.

``python -m spiders.sample_web_source.closed.build`` writes it into ``spiders/sample_web``. Schools, ids, places and
days are public facts (IPEDS, and the college's own announcement for Birmingham-Southern); above the header stands, as
in the published file, how to search in it.
"""

import csv
from pathlib import Path

from spiders.sample_web_source.workbook import Cell, packed_workbook

SOURCE = Path(__file__).resolve().parent / "schools.csv"
TARGET = SOURCE.parent.parent.parent / "sample_web" / "www2.ed.gov" / "offices" / "OSFAP" / "PEPS" / "docs"
FILE, SHEET, HEADER_ROW = "closedschoolsearch.xlsx", "closedschoolsearch", 31
TITLE = "A small sample of the closed school list; press Ctrl and F to look for a school"


def build() -> bytes:
    """The bytes of the workbook."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows: list[list[Cell]] = [list(row) for row in csv.reader(file)]
    above: list[list[Cell]] = [[TITLE], *([] for _ in range(HEADER_ROW - 2))]
    return packed_workbook({SHEET: [*above, *rows]})


def main() -> None:
    """Write the workbook."""
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / FILE).write_bytes(build())


if __name__ == "__main__":
    main()
