"""Workbooks as publishers send them, every way in which a body can be something else, and the way back to a cell."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.places import PlaceLost, read_places
from spiders.sample_web_source.workbook import Cell, packed, packed_workbook
from spiders.structure import StructureChanged
from spiders.table_places import column_number
from spiders.workbook_tables import SheetTable, bind_sheet
from spiders.workbooks import DEFAULT_LIMITS, WorkbookLimits, cell_text, column_letters, open_workbook

TITLES: list[list[Cell]] = [["Table 1.2 Occupational projections, 2024–34 (in thousands)"], []]
HEADER: list[Cell] = ["Matrix title", "Matrix code", "Employment change, percent, 2024–34", "Median annual wage[1]"]
ROWS: list[list[Cell]] = [
    ["Total", "00-0000", 3.1, 49500],
    ["  Medical records specialists", "29-2072", 7.1, 50250],
    ["Footnotes:"],
]
SHEETS: dict[str, list[list[Cell]]] = {"Index": [["contents"]], "Table 1.2": [*TITLES, HEADER, *ROWS]}
BODY = packed_workbook(SHEETS)
WANTED = {
    "title": ["Matrix title"], "soc": ["matrix CODE"], "change": ["employment change, percent, 2024-34"],
    "wage": ["Median annual wage"],
}  # fmt: skip


def bound(body: bytes = BODY, **more: object) -> SheetTable:
    return bind_sheet(open_workbook(body, "bls: occupation.xlsx"), "Table 1.2", WANTED)


def refused(body: bytes, limits: WorkbookLimits = DEFAULT_LIMITS, sheet: str = "Table 1.2") -> StructureChanged:
    with pytest.raises(StructureChanged) as caught:
        list(open_workbook(body, "bls: occupation.xlsx", limits=limits).rows(sheet))
    assert str(caught.value).startswith("bls: occupation.xlsx")
    return caught.value


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(BODY)) as archive:
        parts = {member: archive.read(member) for member in archive.namelist()}
    return packed({**parts, name: change(parts.get(name, b""))})


SHEET = "xl/worksheets/sheet2.xml"


def test_the_header_stands_below_the_titles_and_names_are_compared_without_marks() -> None:
    table = bound()
    assert (table.header_row, table.unused, table.column("wage")) == (3, (), "D")
    rows = dict(table.rows())
    assert rows[5] == ["  Medical records specialists", "29-2072", "7.1", "50250"]
    assert rows[6] == ["Footnotes:", "", "", ""]
    assert table.place(5) == "xlsx:Table 1.2#row=5"


def test_a_cell_is_found_again_by_its_place_in_a_workbook_and_in_one_in_a_zip() -> None:
    asked = [("xlsx:Table 1.2#row=5", "D"), ("xlsx:Table 1.2#row=5", "A"), ("xlsx:Table 1.2#row=6", "C")]
    assert list(read_places(BODY, "", asked)) == ["50250", "  Medical records specialists", ""]
    body = packed({"nat/national.xlsx": BODY, "nat/notes.txt": b"x"})
    assert list(read_places(body, "", [("xlsx:nat/national.xlsx/Table 1.2#row=5", "C")])) == ["7.1"]


@pytest.mark.parametrize(
    ("place", "at"),
    [
        ("xlsx:Table 1.3#row=5", "A"), ("xlsx:Table 1.2#row=99", "A"), ("xlsx:Table 1.2#row=0", "A"),
        ("xlsx:Table 1.2#row=5", "wage"), ("xlsx:Table 1.2#row=5", ""), ("xlsx:#row=5", "A"),
        ("xlsx:nat.xlsx/Table 1.2#row=5", "A"), ("xlsx:Table 1.2", "A"), ("csv:#row=2", "A"),
    ],
)  # fmt: skip
def test_a_place_that_is_not_there_is_lost(place: str, at: str) -> None:
    with pytest.raises(PlaceLost):
        list(read_places(BODY, "", [(place, at)]))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), ("  * ", "  * "), (51140, "51140"), (27.3, "27.3"), (14.699999999999999, "14.7"), (100.0, "100"),
        (1e22, "10000000000000000000000"), (1e-7, "0.0000001"), (-4.9, "-4.9"), (True, "TRUE"),
        (datetime(2025, 5, 1), "2025-05-01T00:00:00"), (date(2025, 5, 1), "2025-05-01"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_the_words_of_a_cell(value: object, text: str) -> None:
    assert cell_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_digits_of_a_number_mean_that_number(value: float) -> None:
    text = cell_text(value)
    assert float(text) == value
    assert "e" not in text.lower()


@given(st.integers(min_value=0, max_value=18_277))
def test_columns_by_letters(position: int) -> None:
    assert column_number(column_letters(position)) == position


def test_a_page_instead_of_a_workbook() -> None:
    changed = refused(b"<!DOCTYPE html><html><title>Access Denied</title></html>")
    assert (changed.code, "Access Denied" in str(changed)) == ("not_a_workbook", True)
    assert refused(b"").code == "not_a_workbook"


def test_a_cut_or_damaged_workbook() -> None:
    assert refused(BODY[: len(BODY) // 2]).code == "broken_workbook"
    assert refused(packed({"a.txt": b"no workbook"})).code == "broken_workbook"
    assert refused(with_part(SHEET, lambda xml: xml[: len(xml) // 2])).code == "broken_workbook"
    assert refused(with_part(SHEET, lambda xml: xml.replace(b"<v>7.1</v>", b"<v>7.x1</v>"))).code == "broken_workbook"
    assert refused(with_part(SHEET, lambda xml: xml.replace(b't="s"><v>1<', b't="s"><v>99<'))).code == "broken_workbook"


def test_entities_and_other_encodings_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "lol">]>'
    assert refused(with_part(SHEET, lambda xml: xml.replace(b"\n", b"\n" + bomb, 1))).code == "unsafe_part"
    wide = refused(with_part("xl/sharedStrings.xml", lambda xml: xml.decode().encode("utf-16")))
    assert wide.code == "unsafe_part"


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    blown = with_part("xl/media/image.bin", lambda _: bytes(3 * 2**20))
    assert (refused(blown).code, "times its packed size" in str(refused(blown))) == ("workbook_bomb", True)
    for limits in (
        replace(DEFAULT_LIMITS, part_bytes=500), replace(DEFAULT_LIMITS, unpacked_bytes=1000),
        replace(DEFAULT_LIMITS, shared_strings_bytes=100), replace(DEFAULT_LIMITS, parts=3),
    ):  # fmt: skip
        assert refused(BODY, limits).code == "workbook_bomb"


def test_rows_columns_and_cells_have_limits() -> None:
    assert refused(BODY, replace(DEFAULT_LIMITS, rows=2)).code == "too_many_rows"
    assert refused(BODY, replace(DEFAULT_LIMITS, cells=5)).code == "too_many_rows"
    assert refused(BODY, replace(DEFAULT_LIMITS, columns=3)).code == "too_many_columns"
    far = with_part(SHEET, lambda xml: xml.replace(b'<row r="6"><c r="A6"', b'<row r="900000000"><c r="A900000000"'))
    assert refused(far).code == "too_many_rows"


def test_a_sheet_that_says_it_is_smaller_is_read_to_its_end() -> None:
    lying = with_part(SHEET, lambda xml: xml.replace(b"<sheetData>", b'<dimension ref="A1:B2"/><sheetData>'))
    assert dict(bound(lying).rows()) == dict(bound().rows())


def test_formulas_links_and_macros_are_left_alone() -> None:
    formula = with_part(SHEET, lambda xml: xml.replace(b"<v>7.1</v>", b"<f>[1]Other!A1*2</f><v>7.1</v>"))
    assert dict(bound(formula).rows())[5][2] == "7.1"
    linked = with_part("xl/vbaProject.bin", lambda _: b"not looked at")
    assert dict(bound(linked).rows()) == dict(bound().rows())


def test_a_renamed_sheet_names_those_that_are_there() -> None:
    changed = refused(BODY, sheet="Table 1.20")
    assert (changed.code, "'Index', 'Table 1.2'" in str(changed)) == ("sheet_missing", True)


def test_a_renamed_column_names_sheet_row_and_what_to_do() -> None:
    renamed = packed_workbook({**SHEETS, "Table 1.2": [*TITLES, [*HEADER[:3], "Mean wage"], *ROWS]})
    with pytest.raises(StructureChanged) as caught:
        bound(renamed)
    assert caught.value.code == "missing_columns"
    assert caught.value.place == "xlsx:Table 1.2#row=3"
    told = str(caught.value)
    assert "bls: occupation.xlsx, sheet 'Table 1.2', row 3: no column 'Median annual wage'" in told
    assert "source's .toml" in told


def test_a_shifted_header_a_doubled_column_and_an_empty_sheet() -> None:
    title: list[list[Cell]] = [["title"]]
    cases: list[tuple[list[list[Cell]], str]] = [
        ([*title * 20, HEADER, *ROWS], "missing_columns"),
        ([*TITLES, [*HEADER, "Matrix code"], *ROWS], "duplicate_column"),
        ([], "missing_columns"),
    ]
    for rows, code in cases:
        with pytest.raises(StructureChanged) as caught:
            bound(packed_workbook({"Table 1.2": rows}))
        assert caught.value.code == code


def test_a_built_workbook_is_the_same_each_time() -> None:
    assert packed_workbook(SHEETS) == BODY
