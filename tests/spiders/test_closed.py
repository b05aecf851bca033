"""The closed school list: saved lists in every form, days and ids, where it is asked for, what stops a run.

Cases: ``tests/captures/closed/<case>/`` with ``list.csv`` and ``golden.json``. A missing golden is written and the test
fails, so that somebody looks at it.
"""

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from pipelines.claims import RowReader, read_claim
from pipelines.readers_closed import CLOSED_FIELDS
from pipelines.rules import RULES
from pipelines.tables import reference_rows
from spiders.closed import ClosedSpider, newest_report
from spiders.closed_layout import KIND, SOURCE, site
from spiders.closed_rows import day_of, opeid_of, parse_closed
from spiders.environment import ROOT
from spiders.failures import ForbiddenByRobots
from spiders.items import RawItem, RawRows, Surprise, Tally, Unchanged
from spiders.places import PlaceLost, read_places
from spiders.sample_web_source.closed.build import FILE, HEADER_ROW, TARGET, build
from spiders.sample_web_source.workbook import Cell, packed, packed_workbook
from spiders.structure import StructureChanged
from spiders.tables import row_place

CASES = ROOT / "tests" / "captures" / "closed"
URL = "https://www2.ed.gov/offices/OSFAP/PEPS/docs/closedschoolsearch.xlsx"
HEADER: list[Cell] = ["Closed Date", "OPE ID", "School Name", "Location", "City", "State", "Zip"]
ROW: list[Cell] = ["05/31/2021", "09990100", "KESTREL VALLEY COLLEGE", "", "KESTREL", "OH", "45402"]


def parsed(body: bytes) -> list[RawItem]:
    return list(parse_closed(body, URL, "capture", "list"))


def blocks(items: list[RawItem]) -> list[RawRows]:
    return [item for item in items if isinstance(item, RawRows)]


def keys(items: list[RawItem]) -> list[str]:
    return [key for block in blocks(items) for _, key, _ in block.rows]


def codes(items: list[RawItem]) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for item in items if isinstance(item, Surprise)]


def told_of(body: bytes) -> dict[str, Any]:
    try:
        items = parsed(body)
    except StructureChanged as changed:
        return {"refused": changed.code, "words": str(changed)}
    reader = RowReader(SOURCE, "1")
    records: dict[str, Any] = {}
    problems: list[str] = []
    for block in blocks(items):
        read = reader.read(block)
        records |= {key: json.loads(claims) for key, claims in zip(read.keys, read.claims, strict=True)}
        problems += [f"{problem.code}: {problem.message}" for problem in read.problems]
    tallies = {item.name: item.value for item in items if isinstance(item, Tally)}
    surprises = [f"{item.code}: {item.message}" for item in items if isinstance(item, Surprise)]
    return {"records": records, "problems": problems, "surprises": surprises, "tallies": tallies}


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/list.csv")))
def test_a_saved_list_gives_what_it_gave(case: str) -> None:
    told, golden = told_of((CASES / case / "list.csv").read_bytes()), CASES / case / "golden.json"
    if not golden.exists():
        golden.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.relative_to(ROOT)} was missing and has been written: look at it, then run again")
    assert told == json.loads(golden.read_text(encoding="utf-8"))


def book(*rows: list[Cell], above: int = 0) -> bytes:
    return packed_workbook({"list": [*([] for _ in range(above)), *rows]})


def as_csv(*rows: list[Cell]) -> bytes:
    return "\r\n".join(",".join(str(cell) for cell in row) for row in rows).encode()


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (book(HEADER, ROW), "xlsx:list"),
        (book(HEADER, ROW, above=30), "xlsx:list"),
        (as_csv(HEADER, ROW), "csv:"),
        (b"Title\n\n" + as_csv(HEADER, ROW), "csv:3"),
        (packed({"WKCL.xlsx": book(HEADER, ROW)}), "xlsx:WKCL.xlsx/list"),
        (packed({"WKCL.csv": as_csv(HEADER, ROW)}), "WKCL.csv"),
    ],
    ids=["workbook", "below_instructions", "csv", "csv_below_a_title", "zipped_workbook", "zipped_csv"],
)
def test_every_form_gives_the_same_and_leads_back_to_its_cells(body: bytes, name: str) -> None:
    (block,) = blocks(parsed(body))
    assert (block.member, keys([block])) == (name, ["09990100"])
    ((number, _, texts),) = block.rows
    assert dict(zip(block.fields, texts, strict=True))["closed_on"] == "05/31/2021"
    asked = [(row_place(block.member, number), at) for at in block.columns]
    assert list(read_places(body, "", asked)) == list(texts)


def test_numbers_and_days_of_a_spreadsheet_are_read() -> None:
    row: list[Cell] = ["2021-05-31T00:00:00", 101200, "COLLEGE", None, "KESTREL", "OH", 45402]
    told = told_of(book(HEADER, row))
    claims = told["records"]["00101200"]
    assert [claims[name][0] for name in ("opeid", "closed_on", "zip")] == ["00101200", "2021-05-31", "45402"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_workbook"),
        (packed({"closed.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}), "no_table"),
        (packed({"closed.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}), "old_workbook"),
        (b"", "not_a_table"), (b"<html>Sign in</html>", "not_a_table"), (b"PK\x03\x04 cut off", "broken_zip"),
        (book(HEADER, ROW)[:-200], "broken_zip"), (packed({"../closed.csv": b"x"}), "unsafe_member"),
        (packed_workbook({"one": [HEADER, ROW], "two": [HEADER, ROW]}), "several_tables"),
        (book([*HEADER[:1], "School Number", *HEADER[2:]], ROW), "missing_columns"),
        (book([*HEADER, "State"], ROW), "duplicate_column"), (book(HEADER), "no_rows"),
        (book(HEADER, ROW[1:], ROW[1:]), "shifted_content"), (as_csv(HEADER, [*ROW, "", "more"]), "shifted_row"),
        (book(["Title"], ["Nothing else"]), "missing_columns"), (book(), "empty_table"),
        (as_csv(HEADER, ROW).replace(b"KESTREL", b"\0"), "nul_byte"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_stops_the_run(body: bytes, code: str) -> None:
    with pytest.raises(StructureChanged) as met:
        parsed(body)
    assert met.value.code == code


def test_a_later_closure_never_takes_the_key_of_an_earlier_one() -> None:
    later: list[Cell] = ["06/30/2023", *ROW[1:]]
    assert keys(parsed(book(HEADER, ROW))) == ["09990100"]
    for rows in ([ROW, later], [later, ROW]):
        items = parsed(book(HEADER, *rows))
        days = {key: texts[-1] for block in blocks(items) for _, key, texts in block.rows}
        assert days == {"09990100": "05/31/2021", "09990100:2023-06-30": "06/30/2023"}


@pytest.mark.parametrize(
    ("field", "text", "value", "state"),
    [
        ("closed_on", "05/31/2024", "2024-05-31", None), ("closed_on", "5/1/2024", "2024-05-01", None),
        ("closed_on", "05-31-2024", "2024-05-31", None), ("closed_on", "2024-05-31", "2024-05-31", None),
        ("closed_on", "2024-05-31T00:00:00", "2024-05-31", None),
        ("closed_on", "2024-05-31 00:00:00", "2024-05-31", None),
        ("closed_on", "5/31/2024 12:00:00 AM", "2024-05-31", None), ("closed_on", " 05/31/2024 ", "2024-05-31", None),
        ("closed_on", "02/30/2024", None, "unreadable"), ("closed_on", "31/05/2024", None, "unreadable"),
        ("closed_on", "5/31/24", None, "unreadable"), ("closed_on", "31-MAY-24", None, "unreadable"),
        ("closed_on", "May 31, 2024", None, "unreadable"), ("closed_on", "45443", None, "unreadable"),
        ("closed_on", "20240531", None, "unreadable"), ("closed_on", "2024-05-31T10:30:00", None, "unreadable"),
        ("closed_on", "05/31/0204", None, "unreadable"), ("closed_on", "", None, "not_stated"),
        ("opeid", "00101200", "00101200", None), ("opeid", "101200", "00101200", None),
        ("opeid", "4229001", "04229001", None), ("opeid", "020988C6", "020988C6", None),
        ("opeid", "001012", None, "unreadable"), ("opeid", "1012", None, "unreadable"),
        ("opeid", "101200.0", None, "unreadable"), ("opeid", "", None, "not_stated"),
        ("state", "OH", "OH", None), ("state", "FC", None, "unreadable"),
        ("city", "FT. WASHINGTON", "Ft. Washington", None),
        ("zip", "13026-0500", "13026-0500", None), ("name", "  WELLS   COLLEGE ", "WELLS COLLEGE", None),
    ],
)  # fmt: skip
def test_how_words_are_read(field: str, text: str, value: object, state: str | None) -> None:
    assert read_claim(KIND, field, text)[:2] == (value, state)


@given(st.text(max_size=24))
def test_keys_and_values_agree_on_what_an_id_and_a_day_are(text: str) -> None:
    opeid, day = read_claim(KIND, "opeid", text)[0], read_claim(KIND, "closed_on", text)[0]
    assert opeid is None or opeid_of(text) == opeid
    assert day is None or day_of(text) == day


def test_every_field_has_a_rule_and_every_published_claim_is_a_field() -> None:
    assert set(CLOSED_FIELDS) <= set(site().columns)
    assert set(CLOSED_FIELDS.values()) <= set(RULES)
    assert {row["claim"] for row in reference_rows("statements_closed")} <= set(site().columns)


@pytest.mark.parametrize(
    "place", ["csv:0#row=2", "csv:x#row=2", "csv:3#row=3", "csv:99999#row=4", "csv:-1#row=4", "csv:400#row=500"]
)
def test_places_below_a_header_that_is_not_there_are_lost(place: str) -> None:
    with pytest.raises(PlaceLost):
        list(read_places(as_csv(HEADER, ROW), "", [(place, "OPE ID")]))


def test_the_sample_is_what_its_source_gives_and_has_a_school_of_the_directory() -> None:
    body = (TARGET / FILE).read_bytes()
    assert body == build()
    items = parsed(body)
    assert codes(items) == []
    assert "00101200" in keys(items)
    assert min(number for block in blocks(items) for number, _, _ in block.rows) == HEADER_ROW + 1


def first(spider: ClosedSpider) -> Request:
    async def requests() -> list[Any]:
        return [one async for one in spider.start()]

    (request,) = asyncio.run(requests())
    assert isinstance(request, Request)
    return request


def answered(spider: ClosedSpider, request: Request, body: bytes, status: int = 200) -> list[Any]:
    request.meta["capture_id"] = "capture"
    response = Response(request.url, status=status, body=body, request=request)
    assert request.callback is not None
    return list(request.callback(response, **request.cb_kwargs))


def test_the_newest_report_is_searched_for_and_downloaded() -> None:
    spider = ClosedSpider()
    search = first(spider)
    assert (search.method, search.body, search.url) == ("POST", b"{}", site().addresses[0].search)
    reports = [{"docStorageId": "A1", "procDate": "12/05/2025"}, {"docStorageId": "B2", "procDate": "11/20/2026"}]
    (download,) = answered(spider, search, json.dumps(reports).encode())
    assert download.url == site().addresses[0].download
    assert json.loads(download.body) == {"docType": "WEEKLY_CLOSED_REPORT", "docStorageId": "B2"}
    items = answered(spider, download, packed({"WKCL.csv": as_csv(HEADER, ROW)}))
    assert keys(items) == ["09990100"]
    spider.known_captures = frozenset({"capture"})
    (item,) = answered(spider, download, packed({"WKCL.csv": as_csv(HEADER, ROW)}))
    assert isinstance(item, Unchanged)


@pytest.mark.parametrize("body", [b"[]", b"{}", b'[{"docStorageId": "../../etc"}]', b'[{"docStorageId": null}]', b"["])
def test_a_search_that_finds_no_report_stops_the_run(body: bytes) -> None:
    with pytest.raises(StructureChanged):
        newest_report(body, site().addresses[0])


def test_the_next_address_is_asked_where_the_list_is_not_and_never_after_a_failure() -> None:
    spider = ClosedSpider()
    note, second = answered(spider, first(spider), b"", 404)
    assert (note.code, note.severity, second.url) == ("other_address", "note", URL)
    (failed,) = answered(spider, second, b"", 503)
    assert (failed.code, failed.severity) == ("download_failed", "fatal")
    note, third = answered(spider, second, b"<html>Moved</html>")
    assert (note.code, third.url) == ("other_address", URL.replace(".xlsx", ".csv"))
    (lost,) = answered(spider, third, b"", 410)
    assert (lost.code, lost.severity) == ("list_not_found", "fatal")


def test_robots_txt_sends_to_the_next_address_and_a_broken_connection_ends_the_run() -> None:
    spider = ClosedSpider()
    for error, code in ((ForbiddenByRobots("no"), "other_address"), (TimeoutError("no answer"), "download_failed")):
        failure: Any = Failure(error)  # type: ignore[no-untyped-call]
        failure.request = first(spider)
        found = list(spider.not_received(failure))
        assert [item.code for item in found if isinstance(item, Surprise)] == [code]
