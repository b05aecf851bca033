"""Wages and projections: figures with measure, month and edition, marks for none, and what stops a run."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pipelines.claims import read_record
from spiders.bls_layout import site, soc_vintage
from spiders.bls_projections import parse_projections
from spiders.bls_wages import Area, parse_wages
from spiders.items import RawItem, RawRecord, Surprise
from spiders.places import read_places
from spiders.sample_web_source.bls.build import PROJECTIONS, TARGET, WAGES, build
from spiders.sample_web_source.workbook import Cell, packed, packed_workbook
from spiders.structure import StructureChanged

SAMPLE = build()
URLS = {"wages": "https://www.bls.gov/oes/oesm25nat.zip", "projections": "https://www.bls.gov/emp/occupation.xlsx"}
COLUMNS = [*(names[0] for names in site().wages.columns.values())]
NOTES: list[list[Cell]] = [
    ["May 2025 OEWS Estimates"],
    ["#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "],
    ["~ =indicates that the percent of establishments reporting the occupation is less than 0.5%"],
]
ROW: dict[str, Cell] = {
    "AREA": "99", "AREA_TITLE": "U.S.", "AREA_TYPE": "1", "I_GROUP": "cross-industry", "OCC_CODE": "29-2072",
    "OCC_TITLE": "Medical Records Specialists", "O_GROUP": "detailed", "TOT_EMP": 194720, "A_MEDIAN": 51140,
    "H_MEDIAN": 24.59,
}  # fmt: skip
Table = list[list[Cell]]


def wages(
    *rows: dict[str, Cell],
    notes: Table = NOTES,
    columns: Sequence[str] = COLUMNS,
    area: Area = "national",
    **more: Table,
) -> bytes:
    name = f"{area}_M2025_dl"
    table: Table = [[*columns], *([{**ROW, **row}.get(column) for column in columns] for row in rows or ({},))]
    book = packed_workbook({name: table, "Field Descriptions": notes, **more})
    return packed({f"oesm25/{name}.xlsx": book})


def projections(change: Callable[[Table], Table] = lambda table: table) -> bytes:
    title: list[Cell] = [
        "Table 1.2 Occupational projections, 2024–2034, and worker characteristics, 2024 (Employment in thousands)"
    ]
    named = {"base": "2024", "target": "2034", "span": "2024–34"}
    header: list[Cell] = [names[0].format(**named) for names in site().projections.columns.values()]
    words: list[Cell] = ["Associate's degree", "None", "None"]
    row: list[Cell] = ["  Records", "29-2072", "Line item", 194.8, 208.6, 0.1, 0.1, 13.8, 7.1, "—", 14.2, 50250, *words]
    return packed_workbook({"Table 1.2": change([title, header, row, ["Footnotes:"], ["[1] Notes"]])})


def read(body: bytes, items: Sequence[RawItem]) -> dict[str, dict[str, list[Any]]]:
    """The claims of each record, each text found again at its place."""
    found = {}
    for item in items:
        if isinstance(item, RawRecord):
            asked = [(item.place, value.at) for value in item.values]
            assert list(read_places(body, "", asked)) == [value.text for value in item.values]
            found[item.key] = json.loads(read_record(item, "1").claims[0])
    return found


def wage_items(body: bytes, area: Area = "national") -> list[RawItem]:
    return list(parse_wages(body, URLS["wages"], "c", 2025, area))


def told(items: Sequence[RawItem]) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for item in items if isinstance(item, Surprise)]


def test_the_sample_is_packed_from_its_tables_and_read_whole() -> None:
    assert {path: (TARGET / path).read_bytes() for path in SAMPLE} == SAMPLE
    paid = wage_items(SAMPLE[WAGES])
    projected = list(parse_projections(SAMPLE[PROJECTIONS], URLS["projections"], "c"))
    assert told(paid) == told(projected) == []
    wage, projection = read(SAMPLE[WAGES], paid), read(SAMPLE[PROJECTIONS], projected)
    assert {key.partition(":")[2] for key in wage} == set(projection) == site().wanted
    assert wage["99:29-2072"]["annual_median_wage"][0] == "51140"
    assert wage["99:25-1199"]["hourly_median_wage"][:3] == [None, "*", "suppressed"]
    assert wage["99:25-1199"]["annual_only"][0] is True
    assert projection["29-2072"]["annual_openings"] == [
        14_200, "14.2", None, "K",
        {"measure": "annual average", "period": "2024-34", "published_in": "thousands", "soc_vintage": "2018"},
    ]  # fmt: skip
    assert projection["31-9094"]["employment_change_percent"][0] == "-4.9"
    assert projection["00-0000"]["entry_education"][:3] == [None, "—", "not_stated"]


def test_a_wage_says_its_measure_month_edition_and_area() -> None:
    body = wages()
    claim = read(body, wage_items(body))["99:29-2072"]["hourly_median_wage"]
    assert claim[0] == "24.59"
    assert claim[4] == {
        "measure": "median", "per": "hour", "period": "May 2025", "soc_vintage": "2018", "area": "U.S.",
    }  # fmt: skip


def test_marks_are_no_numbers_and_say_what_they_stand_for() -> None:
    body = wages({"A_PCT90": "#", "H_PCT90": "#", "TOT_EMP": "**", "A_MEAN": "*", "EMP_PRSE": "~"})
    claims = read(body, wage_items(body))["99:29-2072"]
    assert (claims["annual_p90_wage"][2], claims["annual_p90_wage"][4]["at_least"]) == ("suppressed", "239200")
    assert (claims["hourly_p90_wage"][2], claims["hourly_p90_wage"][4]["at_least"]) == ("suppressed", "115.00")
    assert [claims[name][2] for name in ("employment", "annual_mean_wage")] == ["suppressed", "suppressed"]
    assert (claims["employment_error"][2], claims["employment_error"][4]["less_than"]) == ("not_stated", "0.5")
    assert claims["annual_p10_wage"][:3] == [None, "", "not_stated"]


def test_a_code_that_stands_twice_is_taken_from_its_detailed_row() -> None:
    body = wages({"O_GROUP": "broad", "A_MEDIAN": 1}, {}, {"I_GROUP": "sector", "A_MEDIAN": 2})
    assert read(body, wage_items(body))["99:29-2072"]["annual_median_wage"][0] == "51140"


def test_state_wages_are_records_of_their_own() -> None:
    state: dict[str, Cell] = {"AREA_TYPE": "2"}
    rows = [
        {**state, "AREA": "25", "AREA_TITLE": "Massachusetts", "A_MEDIAN": 60350},
        {**state, "AREA": "72", "AREA_TITLE": "Puerto Rico"},
    ]
    body = wages(*rows, {"AREA_TYPE": "4", "AREA": "10180"}, area="state")
    items = wage_items(body, "state")
    assert {(item.kind, item.key) for item in items if isinstance(item, RawRecord)} == {
        ("occupation_state_wage", "25:29-2072"), ("occupation_state_wage", "72:29-2072"),
    }  # fmt: skip
    claim = read(body, items)["25:29-2072"]["annual_median_wage"]
    assert (claim[0], claim[4]["area"]) == ("60350", "Massachusetts")


def test_what_a_file_lacks_or_adds_is_told() -> None:
    codes = [code for code, _ in told(wage_items(wages(columns=[*COLUMNS, "A_MODE"], More=[["x"]])))]
    assert codes == ["new_sheet", "new_column", "absent_occupation"]
    items = list(parse_projections(projections(), URLS["projections"], "c"))
    assert told(items) == [("absent_occupation", "warning")]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (wages(columns=[name.replace("A_MEDIAN", "A_MIDDLE") for name in COLUMNS]), "missing_columns"),
        (wages(notes=[["May 2024 OEWS Estimates"]]), "period_contradicted"),
        (wages(notes=[["Notes"]]), "title_changed"),
        (wages({"A_PCT90": "#"}, notes=NOTES[:1]), "mark_unexplained"), (wages({}, {}), "repeated_code"),
        (wages({"O_GROUP": "detail"}), "unknown_group"), (wages({"OCC_CODE": "Medical"}), "shifted_content"),
        (wages({}, {"OCC_CODE": "29-2071"}), "vintage_contradicted"), (wages(area="state"), "no_table"),
        (packed({"oesm25/national_M2025_dl.xlsx": b"<html>"}), "not_a_workbook"), (b"<html>", "not_a_zip"),
        (packed({"national_M2025_dl.xlsx": packed_workbook({"All": [["AREA"]]})}), "sheet_missing"),
    ],
)  # fmt: skip
def test_a_wage_file_of_another_form_stops_the_run(body: bytes, code: str) -> None:
    with pytest.raises(StructureChanged) as caught:
        wage_items(body)
    assert caught.value.code == code
    assert str(caught.value).startswith("bls: oesm25nat.zip")


def renamed(table: Table) -> Table:
    return [
        table[0],
        ["Job openings" if cell == "Occupational openings, 2024–34 annual average" else cell for cell in table[1]],
        *table[2:],
    ]


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (renamed, "missing_columns", "row 2: no column 'Occupational openings, 2024-34 annual average'"),
        (lambda table: [["Table 1.2 (Employment in hundreds)"], *table[1:]], "title_changed", "in thousands"),
        (lambda table: [*table[:2], ["Records", 292072]], "shifted_content", "column B (2024 National Employment"),
        (lambda table: [*table[:3], table[2]], "repeated_code", "row 4"),
        (lambda table: [*table[:3], ["Technicians", "29-2071"]], "vintage_contradicted", "29-2071"),
        (lambda table: [["Table 1.2 Occupational projections"], *table[1:]], "title_changed", "which years"),
    ],
)  # fmt: skip
def test_projections_of_another_form_stop_the_run(change: Callable[[Table], Table], code: str, words: str) -> None:
    with pytest.raises(StructureChanged) as caught:
        list(parse_projections(projections(change), URLS["projections"], "c"))
    assert caught.value.code == code
    assert words in str(caught.value)
    assert "sheet 'Table 1.2'" in str(caught.value)


@pytest.mark.parametrize(
    ("year", "vintage"), [(2012, "2010"), (2018, "2010"), (2019, "2010 and 2018 mixed"), (2021, "2018"), (2025, "2018")]
)
def test_the_edition_of_a_year(year: int, vintage: str) -> None:
    assert soc_vintage(year, frozenset(), "a file") == vintage


@pytest.mark.parametrize(
    ("year", "codes"), [(2006, set()), (2018, {"29-2072"}), (2024, {"29-2071"}), (2020, {"29-9021"})]
)
def test_an_edition_is_never_assumed(year: int, codes: set[str]) -> None:
    with pytest.raises(StructureChanged):
        soc_vintage(year, frozenset(codes), "a file")


def test_only_listed_occupations_with_a_reason_are_read() -> None:
    listed = [occupation.soc for occupation in site().occupations]
    assert len(set(listed)) == len(listed)
    assert all(occupation.why for occupation in site().occupations)
    assert {"29-2072", "29-9021", "31-9094", "43-6013", "43-4171", "11-9111", "31-9092"} <= set(listed)
