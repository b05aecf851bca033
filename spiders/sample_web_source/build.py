"""Packs the typed tables of the sample into the zips that NCES publishes, byte for byte the same each time.

``python -m spiders.sample_web_source.build`` writes them into ``spiders/sample_web``. Columns that the sample leaves
out are filled with the publisher's own words for missing.
"""

import csv
import io
import zipfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "ipeds"
TARGET = SOURCE.parent.parent / "sample_web" / "nces.ed.gov" / "ipeds" / "datacenter" / "data"
FIXED_TIME = (2026, 11, 1, 0, 0, 0)
FILES = {
    "institutions": ("HD2024.zip", "HD2024.csv", "-2"),
    "institutions_2022": ("HD2022.zip", "hd2022.csv", "-2"),
    "programs": ("C2024_A.zip", "C2024_a.csv", "."),
    "prices": ("IC2022_AY.zip", "ic2022_ay.csv", "."),
}
COLUMNS_OF = {"institutions_2022": "institutions"}
"""Editions whose columns are those of another one."""


def build(name: str) -> tuple[str, bytes]:
    """The file name and the bytes of one zip, in the published layout."""
    file_name, member, missing = FILES[name]
    columns = (SOURCE / f"{COLUMNS_OF.get(name, name)}_columns.txt").read_text(encoding="utf-8").split()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    with (SOURCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            writer.writerow([row.get(column) or _fill(column, row, missing) for column in columns])
    mark = "" if name == "prices" else "\ufeff"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(zipfile.ZipInfo(member, FIXED_TIME), (mark + text.getvalue()).encode(), zipfile.ZIP_DEFLATED)
    return file_name, packed.getvalue()


def _fill(column: str, row: dict[str, str], missing: str) -> str:
    """What stands in a column that the sample does not type: nothing for words, a flag or the mark of missing."""
    if column in row or column in ("CHFNM", "CHFTITLE", "EIN", "UEIS", "FAIDURL", "APPLURL", "NPRICURL"):
        return ""
    return "A" if column.startswith("X") else missing


def main() -> None:
    """Write all zips."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        file_name, content = build(name)
        (TARGET / file_name).write_bytes(content)


if __name__ == "__main__":
    main()
