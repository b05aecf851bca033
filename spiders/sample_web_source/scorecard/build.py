"""Writes the typed table of the sample as pages of the College Scorecard API, byte for byte the same each time.

``python -m spiders.sample_web_source.scorecard.build`` writes them into ``spiders/sample_web``. Awards are the sums of
the IPEDS completions of 2023-24 over each series; a figure that could not be looked up is null, as the API leaves it.
"""

import csv
import json
from pathlib import Path
from typing import Any

from spiders.scorecard_layout import Series, site

SOURCE = Path(__file__).resolve().parent
TARGET = SOURCE.parent.parent / "sample_web" / "api.data.gov" / "ed" / "collegescorecard" / "v1"
SCHOOLS = SOURCE.parent / "ipeds" / "institutions.csv"
TITLES = {
    "5107": "Health and Medical Administrative Services.", "5127": "Medical Illustration and Informatics.",
    "3070": "Data Science.", "3071": "Data Analytics.",
}  # fmt: skip
CREDENTIALS = {
    "1": "Undergraduate Certificate or Diploma", "2": "Associate's Degree", "3": "Bachelor's Degree",
    "4": "Post-baccalaureate Certificate", "5": "Master's Degree", "6": "Doctoral Degree",
    "7": "First Professional Degree", "8": "Graduate/Professional Certificate",
}  # fmt: skip
CONTROL = {"1": "Public", "2": "Private, nonprofit", "3": "Private, for-profit"}
Row = dict[str, str]


def build(series: Series) -> tuple[str, bytes]:
    """The file name and the bytes of the one page of a series."""
    schools = {row["UNITID"]: row for row in _rows(SCHOOLS)}
    programs: dict[str, list[Row]] = {}
    for row in _rows(SOURCE / "programs.csv"):
        if row["CIPCODE"] == series.code:
            programs.setdefault(row["UNITID"], []).append(row)
    results = [_school(schools[unitid], rows) for unitid, rows in programs.items()]
    told = {"metadata": {"page": 0, "total": len(results), "per_page": site().per_page}, "results": results}
    name = site().url(series, 0).rpartition("/")[2].replace("?", "@", 1)
    return f"{name}.json", (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def _school(school: Row, programs: list[Row]) -> dict[str, Any]:
    return {
        "id": int(school["UNITID"]),
        "ope8_id": school["OPEID"],
        "school": {"name": school["INSTNM"], "city": school["CITY"], "state": school["STABBR"]},
        "latest": {"programs": {"cip_4_digit": [_program(school, row) for row in programs]}},
    }


def _program(school: Row, row: Row) -> dict[str, Any]:
    earnings = {
        "overall_median_earnings": _figure(row["EARN_MDN_1YR"]),
        "working_not_enrolled": {"overall_count": _figure(row["EARN_COUNT_WNE_1YR"])},
    }
    debt = {"median": _figure(row["DEBT_ALL_STGP_EVAL_MDN"])}
    return {
        "code": row["CIPCODE"],
        "title": TITLES[row["CIPCODE"]],
        "unit_id": row["UNITID"],
        "ope6_id": school["OPEID"][:6],
        "school": {"name": school["INSTNM"], "type": CONTROL[school["CONTROL"]]},
        "credential": {"level": int(row["CREDLEV"]), "title": CREDENTIALS[row["CREDLEV"]]},
        "counts": {"ipeds_awards1": None, "ipeds_awards2": int(row["IPEDSCOUNT2"])},
        "earnings": {"1_yr": earnings},
        "debt": {"staff_grad_plus": {"all": {"eval_inst": debt}}},
    }


def _figure(text: str) -> int | str | None:
    return int(text) if text.isdigit() else text or None


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Write all pages."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for series in site().series:
        name, content = build(series)
        (TARGET / name).write_bytes(content)


if __name__ == "__main__":
    main()
