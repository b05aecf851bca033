"""Reading the published IPEDS directory and DAPIP files as the linker's own types: for the bench and the tests only.

The product reads these sources through its spiders; here a file is read straight, so that linking is measured alone.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pipelines.link_types import Candidate, KnownInstitution

HD_FOLDER = "nces.ed.gov/ipeds/datacenter/data"
DAPIP_FILE = "ope.ed.gov/dapip/api/downloadFiles/accreditationDataFiles.zip"
_ADDRESS_END = re.compile(r",\s*([^,]+),\s*([A-Z]{2})\s+(\d{5})(?:-?\d{4})?\s*$")


def rows_of(path: Path, member: str | None = None) -> Iterator[dict[str, str]]:
    """The rows of one CSV in a zip, stripped; UTF-8 with or without BOM, else cp1252."""
    with zipfile.ZipFile(path) as archive:
        raw = archive.read(member or archive.namelist()[0])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    for row in csv.DictReader(io.StringIO(text)):
        yield {(name or "").strip(): (value or "").strip() for name, value in row.items()}


def known_institutions(web: Path, years: tuple[int, ...] = (2022, 2024)) -> list[KnownInstitution]:
    """The institutions of the HD files under ``web``, one record a year."""
    return [_known(row, year) for year in years for row in rows_of(web / HD_FOLDER / f"HD{year}.zip")]


def _known(row: dict[str, str], year: int) -> KnownInstitution:
    return KnownInstitution(
        unitid=row["UNITID"],
        name=row["INSTNM"],
        aliases=(row["IALIAS"],) if row["IALIAS"] else (),
        street=row["ADDR"],
        city=row["CITY"],
        state=row["STABBR"],
        zip5=row["ZIP"][:5],
        phone=row["GENTELE"],
        web=row["WEBADDR"],
        opeid=row["OPEID"],
        activity=row["ACT"],
        successor_unitid=row["NEWID"] if row["NEWID"].isdigit() else None,
        closed_on=row["CLOSEDAT"] if row["CLOSEDAT"] != "-2" else None,
        year=year,
    )


def dapip_institutions(web: Path) -> Iterator[tuple[Candidate, str]]:
    """DAPIP's rows of type Institution without their ids, each with its hidden UNITIDs as the file writes them."""
    for row in rows_of(web / DAPIP_FILE, "InstitutionCampus.csv"):
        if row["LocationType"] == "Institution":
            place = _ADDRESS_END.search(row["Address"])
            yield (
                Candidate(
                    id=row["DapipId"],
                    name=row["LocationName"],
                    city=place[1] if place else None,
                    state=place[2] if place else None,
                    zip5=place[3] if place else None,
                    street=row["Address"][: place.start()] if place else row["Address"],
                    phone=row["GeneralPhone"] or None,
                    opeid=row["OpeId"] or None,
                ),
                row["IpedsUnitIds"],
            )
