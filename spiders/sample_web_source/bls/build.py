"""Packs the typed figures of the sample into the workbooks that the Bureau publishes, byte for byte the same each time.

``python -m spiders.sample_web_source.bls.build`` writes them into ``spiders/sample_web``. Columns that national figures
leave blank are blank.
"""

import csv
from pathlib import Path

from spiders.sample_web_source.workbook import Cell, packed, packed_workbook

SOURCE = Path(__file__).resolve().parent
TARGET = SOURCE.parent.parent / "sample_web" / "www.bls.gov"
WAGES, PROJECTIONS = "oes/special-requests/oesm25nat.zip", "emp/ind-occ-matrix/occupation.xlsx"
AREA: dict[str, Cell] = {
    "AREA": "99", "AREA_TITLE": "U.S.", "AREA_TYPE": "1", "PRIM_STATE": "US", "NAICS": "000000",
    "NAICS_TITLE": "Cross-industry", "I_GROUP": "cross-industry", "OWN_CODE": "1235",
}  # fmt: skip
NOTES: list[list[Cell]] = [
    ["May 2025 OEWS Estimates"],
    ["Notes:"],
    ["*  = indicates that a wage estimate is not available"],
    ["**  = indicates that an employment estimate is not available"],
    ["#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "],
    ["~ =indicates that the percent of establishments reporting the occupation is less than 0.5%"],
]
PROJECTION_TITLE = (
    "Table 1.2 Occupational projections, 2024–2034, and worker characteristics, 2024 (Employment in thousands)"
)
PROJECTION_COLUMNS: list[Cell] = [
    "2024 National Employment Matrix title", "2024 National Employment Matrix code", "Occupation type",
    "Employment, 2024", "Employment, 2034", "Employment distribution, percent, 2024",
    "Employment distribution, percent, 2034", "Employment change, numeric, 2024–34",
    "Employment change, percent, 2024–34", "Percent self employed, 2024",
    "Occupational openings, 2024–34 annual average", "Median annual wage, dollars, 2024[1]",
    "Typical education needed for entry", "Work experience in a related occupation",
    "Typical on-the-job training needed to attain competency in the occupation",
    "Related Occupational Outlook Handbook (OOH) content xlsx",
]  # fmt: skip
FOOTNOTES: list[list[Cell]] = [["Footnotes:"], ["[1] Wages are from the OEWS program and leave out the self-employed."]]


def build() -> dict[str, bytes]:
    """The bytes of both files by their paths."""
    return {WAGES: _wages(), PROJECTIONS: _projections()}


def _wages() -> bytes:
    columns = (SOURCE / "wages_columns.txt").read_text(encoding="utf-8").split()
    rows = [[{**AREA, **row}.get(column) for column in columns] for row in _rows("wages", "O_GROUP")]
    sheets: dict[str, list[list[Cell]]] = {
        "national_M2025_dl": [[*columns], *rows], "Field Descriptions": NOTES,
    }  # fmt: skip
    return packed({"oesm25nat/national_M2025_dl.xlsx": packed_workbook(sheets)})


def _projections() -> bytes:
    rows: list[list[Cell]] = [list(row.values()) for row in _rows("projections", "type")]
    table: list[list[Cell]] = [[PROJECTION_TITLE], PROJECTION_COLUMNS, *rows, *FOOTNOTES]
    return packed_workbook({"Index": [["Occupation.xlsx contents"]], "Table 1.2": table})


def _rows(name: str, words_until: str) -> list[dict[str, Cell]]:
    """The rows of a typed table; what stands behind the column ``words_until`` is a number where it reads as one."""
    with (SOURCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = list(rows[0]).index(words_until) + 1
    return [
        {column: _cell(text) if at >= first else text for at, (column, text) in enumerate(row.items())} for row in rows
    ]


def _cell(text: str) -> Cell:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def main() -> None:
    """Write both files."""
    for path, content in build().items():
        (TARGET / path).parent.mkdir(parents=True, exist_ok=True)
        (TARGET / path).write_bytes(content)


if __name__ == "__main__":
    main()
