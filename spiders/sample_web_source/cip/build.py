"""Packs the typed tables of the sample into the CIP list and the crosswalk that NCES publishes, the same each time.

``python -m spiders.sample_web_source.cip.build`` writes them into ``spiders/sample_web``. The definitions are shortened
and in our own words; codes, titles and pairs are as published.
"""

import csv
from pathlib import Path

from spiders.sample_web_source.workbook import Cell, packed_workbook

SOURCE = Path(__file__).resolve().parent
TARGET = SOURCE.parent.parent / "sample_web" / "nces.ed.gov" / "ipeds" / "cipcode" / "Files"
NO_MATCH = "99-9999"
GUIDE = {
    "CIP-SOC": "Fields of study (CIP 2020) and the occupations (SOC 2018) of each, by field",
    "SOC-CIP": "The same pairs, by occupation",
}


def build() -> dict[str, bytes]:
    """The bytes of both files by their names."""
    return {"CIPCode2020.csv": _codes(), "CIP2020_SOC2018_Crosswalk.xlsx": _crosswalk()}


def _codes() -> bytes:
    """The list, its codes wrapped against spreadsheets and every other cell in quotes."""
    header, *rows = _rows("codes")
    lines = [",".join(header)]
    for family, code, *rest in rows:
        quoted = ['"' + cell.replace('"', '""') + '"' for cell in rest]
        lines.append(",".join([f'="{family}"', f'="{code}"', *quoted]))
    return ("\n".join(lines) + "\n").encode()


def _crosswalk() -> bytes:
    header, *pairs = _rows("pairs")
    back = sorted((soc, soc_title, cip, title) for cip, title, soc, soc_title in pairs if soc != NO_MATCH)
    guide: list[list[Cell]] = [["File Name", "Description"]]
    guide += [[name, words] for name, words in GUIDE.items()]
    by_cip: list[list[Cell]] = [list(row) for row in (header, *pairs)]
    by_soc: list[list[Cell]] = [list(row) for row in (header[2:] + header[:2], *back)]
    return packed_workbook({"File Guide": guide, "CIP-SOC": by_cip, "SOC-CIP": by_soc})


def _rows(name: str) -> list[list[str]]:
    with (SOURCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def main() -> None:
    """Write both files."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, content in build().items():
        (TARGET / name).write_bytes(content)


if __name__ == "__main__":
    main()
