"""The Bureau's real files of 2025, where their tree stands beside the checkout, by figures known from the pages."""

import json
from typing import Any

import pytest

from pipelines.claims import read_record
from pipelines.scope import scope_of
from spiders.bls_layout import site
from spiders.bls_page import parse_occupation
from spiders.bls_projections import parse_projections
from spiders.bls_wages import parse_wages
from spiders.cip_layout import site as cip_site
from spiders.cip_occupations import parse_crosswalk
from spiders.environment import ROOT
from spiders.items import RawItem, RawRecord, RawRows, Surprise
from spiders.places import read_places

SHARED = ROOT.parent / "shared" / "web"
BLS = SHARED / "www.bls.gov"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not BLS.is_dir(), reason="the tree of real published files is not beside this checkout"),
]
PAGES = {
    "29-2072": "healthcare/medical-records-and-health-information-technicians.htm",
    "29-9021": "healthcare/health-information-technologists-and-medical-registrars.htm",
    "31-9094": "healthcare/medical-transcriptionists.htm",
    "43-4171": "office-and-administrative-support/receptionists.htm",
}


def read(path: str, items: list[RawItem]) -> dict[str, dict[str, list[Any]]]:
    """The claims by the code of their occupation, each text found again in the file."""
    body = (BLS / path).read_bytes()
    assert [item for item in items if isinstance(item, Surprise)] == []
    found = {}
    for item in items:
        if isinstance(item, RawRecord):
            read = read_record(item, "1")
            assert read.problems == []
            asked = [(item.place, value.at) for value in item.values]
            assert list(read_places(body, "text/html", asked)) == [value.text for value in item.values]
            found[item.key.rpartition(":")[2]] = json.loads(read.claims[0])
    return found


@pytest.fixture(scope="module")
def wages() -> dict[str, dict[str, list[Any]]]:
    path = "oes/special-requests/oesm25nat.zip"
    return read(path, list(parse_wages((BLS / path).read_bytes(), f"https://www.bls.gov/{path}", "c", 2025)))


@pytest.fixture(scope="module")
def projections() -> dict[str, dict[str, list[Any]]]:
    path = "emp/ind-occ-matrix/occupation.xlsx"
    return read(path, list(parse_projections((BLS / path).read_bytes(), f"https://www.bls.gov/{path}", "c")))


@pytest.fixture(scope="module")
def pages() -> dict[str, dict[str, list[Any]]]:
    found = {}
    for page in PAGES.values():
        body, url = (BLS / "ooh" / page).read_bytes(), f"https://www.bls.gov/ooh/{page}"
        found.update(read(f"ooh/{page}", list(parse_occupation(body, "text/html", url, "c"))))
    return found


@pytest.mark.parametrize(
    ("soc", "wage", "change", "openings"),
    [
        ("29-2072", "51140", "7.1", 14_200), ("29-9021", "68020", "14.7", 3_200), ("31-9094", "40410", "-4.9", 7_400),
        ("43-6013", "45930", "4.2", 85_900), ("43-4171", "38010", "0", 128_500), ("11-9111", "123860", "23.2", 62_100),
        ("31-9092", "45690", "12.5", 112_300),
    ],
)  # fmt: skip
def test_wages_of_2025_and_projections_to_2034(
    wages: dict[str, Any], projections: dict[str, Any], soc: str, wage: str, change: str, openings: int
) -> None:
    paid, projected = wages[soc]["annual_median_wage"], projections[soc]
    assert (paid[0], paid[4]["measure"], paid[4]["period"], paid[4]["soc_vintage"]) == (
        wage,
        "median",
        "May 2025",
        "2018",
    )
    assert (projected["employment_change_percent"][0], projected["annual_openings"][0]) == (change, openings)
    assert projected["annual_openings"][4]["period"] == "2024-34"


@pytest.mark.parametrize(
    ("soc", "year", "hour", "low", "high", "jobs", "target", "change", "openings"),
    [
        ("29-2072", "50250", "24.16", "35780", "80950", 194_800, 208_600, "7", 14_200),
        ("29-9021", "67310", "32.36", "39120", "112130", 41_900, 48_100, "15", 3_200),
        ("31-9094", "37550", "18.05", "26370", "53890", 43_900, 41_800, "-5", 7_400),
        ("43-4171", "37230", "17.90", "13.60", "23.49", 1_007_200, 1_007_600, "0", 128_500),
    ],
)  # fmt: skip
def test_the_pages_own_figures_of_2024_stand_beside_them(
    pages: dict[str, Any], projections: dict[str, Any], soc: str, year: str, hour: str, low: str, high: str, jobs: int,
    target: int, change: str, openings: int,
) -> None:  # fmt: skip
    page = pages[soc]
    assert (page["median_annual_pay"][0], page["median_hourly_pay"][0]) == (year, hour)
    assert page["median_annual_pay"][4] == {"measure": "median", "per": "year", "soc_vintage": "2018", "year": "2024"}
    assert (page["lowest_tenth_pay"][0], page["highest_tenth_pay"][0]) == (low, high)
    assert page["jobs"][0] == page["base_employment"][0] == projections[soc]["employment"][0] == jobs
    assert page["projected_employment"][0] == projections[soc]["projected_employment"][0] == target
    assert page["outlook_percent"][0] == page["projected_change_percent"][0] == change
    assert page["annual_openings"][0] == projections[soc]["annual_openings"][0] == openings
    assert projections[soc]["median_annual_wage"][0] == year, "the projections repeat the wage of 2024"


def test_the_pages_are_read_whole(pages: dict[str, Any]) -> None:
    assert set(pages) == set(PAGES), "each under the code that it prints, whatever its address is called"
    for page in pages.values():
        assert page["last_modified"][0] == "2025-08-28"
        assert len(page["duties"][0]) >= 5
        for section in site().page.sections.values():
            assert page[section][0], section
        assert {name for name in page if name.startswith("industry_pay")} >= {"industry_pay", "industry_pay.5"}
        assert "industry_share.5" in page
        assert "comparison_growth.3" in page
    assert pages["29-2072"]["similar_occupation.6"][0] == "Pharmacy Technicians"
    assert pages["29-2072"]["similar_occupation_pay.6"][0] == "43460"
    assert pages["29-2072"]["similar_occupation_education.2"][2] == "not_stated", "see another part of the page"
    assert pages["29-2072"]["onet_code"][0] == "29-2072.00"


def test_the_list_of_occupations_is_what_him_codes_lead_to_and_the_named_neighbors() -> None:
    path = SHARED / "nces.ed.gov/ipeds/cipcode/Files/CIP2020_SOC2018_Crosswalk.xlsx"
    reached = set()
    for item in parse_crosswalk(path.read_bytes(), "https://nces.ed.gov/x.xlsx", "c"):
        if isinstance(item, RawRows) and item.kind == "occupation_cip":
            reached |= {key.partition(":")[0] for _, key, _ in item.rows}
    neighbors = {"43-4171", "31-9092", "43-6000", "00-0000"}
    assert site().wanted == reached | neighbors
    assert cip_site().him >= set(scope_of("him").prefixes)
