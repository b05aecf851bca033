"""Packs the typed tables of the sample into the zip that DAPIP hands out, byte for byte the same each time.

``python -m spiders.sample_web_source.dapip.build`` writes it into ``spiders/sample_web``. Columns that the sample
leaves out (officers, the agencies' own sentences) are blank, as the publisher leaves what is not told.
"""

import csv
import io
import zipfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parent
TARGET = SOURCE.parent.parent / "sample_web" / "ope.ed.gov" / "dapip" / "api" / "downloadFiles"
FILE = "accreditationDataFiles.zip"
FIXED_TIME = (2026, 11, 1, 0, 0, 0)
MEMBERS = {
    "locations": "InstitutionCampus.csv",
    "accreditations": "AccreditationRecords.csv",
    "actions": "AccreditationActions.csv",
}


def build() -> bytes:
    """The bytes of the zip, in the published layout."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, member in MEMBERS.items():
            archive.writestr(zipfile.ZipInfo(member, FIXED_TIME), table(name).encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def table(name: str) -> str:
    """The text of one member, with every column of the published header."""
    columns = (SOURCE / f"{name}_columns.txt").read_text(encoding="utf-8").split()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    with (SOURCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        writer.writerows([row.get(column) or "" for column in columns] for row in csv.DictReader(file))
    return text.getvalue()


def main() -> None:
    """Write the zip."""
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / FILE).write_bytes(build())


if __name__ == "__main__":
    main()
