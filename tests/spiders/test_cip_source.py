"""The CIP list and its crosswalk: what is read and where it stands, what stops a run, and no way to veterinary offices.

Cases: ``tests/captures/cip/<case>/`` with ``codes.csv`` and ``golden.json``. A missing golden is written and the test
fails, so that somebody looks at it.
"""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import Response

from pipelines.claims import RowReader
from pipelines.normalize.refusal import Refusal
from pipelines.readers import Missing
from pipelines.readers_cip import cip_any_level, cip_examples, cip_references, cip_status, cip_title, soc_or_no_match
from spiders.cip import CipSpider
from spiders.cip_codes import parse_codes
from spiders.cip_layout import site
from spiders.cip_occupations import parse_crosswalk
from spiders.environment import ROOT
from spiders.items import RawItem, RawRows, Surprise, Tally, Unchanged
from spiders.places import read_places
from spiders.sample_web_source.cip.build import TARGET, build
from spiders.sample_web_source.workbook import Cell, packed_workbook
from spiders.structure import StructureChanged
from spiders.tables import row_place

CASES = ROOT / "tests" / "captures" / "cip"
URL = "https://nces.ed.gov/ipeds/cipcode/Files/CIPCode2020.csv"
XLSX = "https://nces.ed.gov/ipeds/cipcode/Files/CIP2020_SOC2018_Crosswalk.xlsx"
SAMPLE = build()
CODES, CROSSWALK = SAMPLE["CIPCode2020.csv"], SAMPLE["CIP2020_SOC2018_Crosswalk.xlsx"]
HEADER: list[Cell] = ["CIP2020Code", "CIP2020Title", "SOC2018Code", "SOC2018Title"]
PAIR: list[Cell] = ["51.0707", "Health Information.", "29-2072", "Medical Records Specialists"]
BACK: list[Cell] = ["29-2072", "Medical Records Specialists", "51.0707", "Health Information."]


def claims_of(items: list[RawItem]) -> dict[str, dict[str, Any]]:
    reader = RowReader("cip", "1")
    found: dict[str, dict[str, Any]] = {}
    for item in items:
        if isinstance(item, RawRows):
            read = reader.read(item)
            found.update({key: json.loads(told) for key, told in zip(read.keys, read.claims, strict=True)})
    return found


def assert_found_again(body: bytes, items: list[RawItem]) -> None:
    for item in items:
        if isinstance(item, RawRows):
            places = [(row_place(item.member, number), item.columns) for number, _, _ in item.rows]
            asked = [(place, column) for place, columns in places for column in columns]
            assert list(read_places(body, "", asked)) == [text for _, _, texts in item.rows for text in texts]


def crosswalk(by_cip: list[list[Cell]], by_soc: list[list[Cell]] | None = None, **sheets: list[list[Cell]]) -> bytes:
    return packed_workbook({"CIP-SOC": by_cip, "SOC-CIP": by_soc or [HEADER[2:] + HEADER[:2], BACK], **sheets})


@pytest.mark.parametrize("case", ["normal", "odd", "broken"])
def test_a_saved_list_gives_what_it_gave(case: str) -> None:
    body = (CASES / case / "codes.csv").read_bytes()
    items: list[RawItem] = []
    stopped: dict[str, str] = {}
    try:
        items += parse_codes(body, URL, "a capture")
    except StructureChanged as changed:
        stopped = {"code": changed.code, "message": str(changed), "place": changed.place}
    assert_found_again(body, items)
    told = {
        "claims": claims_of(items),
        "surprises": [item.model_dump(include={"code", "severity"}) for item in items if isinstance(item, Surprise)],
        "stopped": stopped,
    }
    golden = CASES / case / "golden.json"
    if not golden.exists():
        golden.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.relative_to(ROOT)} was missing and has been written: look at it, then run again")
    assert told == json.loads(golden.read_text(encoding="utf-8"))


def test_the_sample_is_packed_from_its_tables_and_read_whole() -> None:
    assert {name: (TARGET / name).read_bytes() for name in SAMPLE} == SAMPLE
    codes: set[str] = set()
    listed, crossed = list(parse_codes(CODES, URL, "c", codes)), list(parse_crosswalk(CROSSWALK, XLSX, "c", codes))
    assert_found_again(CODES, listed)
    assert_found_again(CROSSWALK, crossed)
    assert [item for item in listed + crossed if isinstance(item, Surprise)] == []
    tallies = {item.name: item.value for item in crossed if isinstance(item, Tally)}
    assert tallies["crosswalk_cips"] == tallies["crosswalk_cips_listed"]


def test_a_field_knows_its_occupations_and_an_occupation_only_him_fields() -> None:
    claims = claims_of(list(parse_crosswalk(CROSSWALK, XLSX, "c")))
    forward = {key for key in claims if key.startswith("51.0707:")}
    assert forward == {"51.0707:29-2072", "51.0707:29-9021"}
    assert claims["51.0707:29-2072"]["soc"][4] == {"cip_edition": "2020", "soc_vintage": "2018"}
    assert claims["01.8204:43-6013"]["cip"][0] == "01.8204", "the crosswalk itself is read whole"
    back = {key for key in claims if key.startswith("43-")}
    assert back == {
        "43-1011:51.0712", "43-6013:51.0710", "43-6013:51.0712", "43-6013:51.0714", "43-6013:51.0716",
    }  # fmt: skip


def test_no_match_is_no_occupation() -> None:
    told = claims_of(list(parse_crosswalk(CROSSWALK, XLSX, "c")))["01.0508:99-9999"]
    assert (told["soc"][:3], told["soc_title"][:3]) == (
        [None, "99-9999", "not_applicable"], [None, "NO MATCH", "not_applicable"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (crosswalk([[*HEADER[:2], "SOC2028Code", "SOC2028Title"], PAIR]), "missing_columns"),
        (crosswalk([HEADER, ["51.0707", "x", 292072, "y"]]), "unknown_code"),
        (crosswalk([HEADER, [51.071, "x", "29-2072", "y"]]), "unknown_code"),
        (crosswalk([HEADER, PAIR, PAIR]), "repeated_pair"),
        (packed_workbook({"CIP-SOC": [HEADER, PAIR], "SOC to CIP": [HEADER, BACK]}), "sheet_missing"),
        (b"<html><title>Object moved</title></html>", "not_a_workbook"),
    ],
)
def test_a_crosswalk_of_another_form_stops_the_run(body: bytes, code: str) -> None:
    with pytest.raises(StructureChanged) as caught:
        list(parse_crosswalk(body, XLSX, "c"))
    assert caught.value.code == code
    assert str(caught.value).startswith("cip: CIP2020_SOC2018_Crosswalk.xlsx")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"CIPTitle", b"Title", "missing_columns"), (b'="51.0708"', b'="51.0707"', "repeated_code"),
        (b'"New"', b'"Added"', "unknown_action"), (b'="51.0707"', b"51.0707", "unknown_code"),
    ],
)  # fmt: skip
def test_a_list_of_another_form_stops_the_run(old: bytes, new: bytes, code: str) -> None:
    with pytest.raises(StructureChanged) as caught:
        list(parse_codes(CODES.replace(old, new), URL, "c"))
    assert caught.value.code == code


def test_new_sheets_and_columns_are_told() -> None:
    new = list(parse_crosswalk(crosswalk([HEADER, PAIR], More=[["x"]]), XLSX, "c"))
    assert [item.code for item in new if isinstance(item, Surprise)] == ["new_sheet"]
    odd = (CASES / "odd" / "codes.csv").read_bytes()
    told = [(item.code, item.sample) for item in parse_codes(odd, URL, "c") if isinstance(item, Surprise)]
    assert told == [("new_column", "Level")]


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (cip_any_level, '="51"', "51"), (cip_any_level, '="51.07"', "51.07"), (cip_any_level, "51.0710", "51.0710"),
        (cip_title, "Agriculture, General.", "Agriculture, General"), (cip_title, " No  stop ", "No stop"),
        (cip_title, "Etc..", "Etc."), (cip_status, "Moved to", "current"), (cip_status, "Moved from", "moved"),
        (cip_status, "Deleted", "deleted"), (cip_examples, "Examples: - A-B Testing, - C, D", ["A-B Testing", "C, D"]),
        (cip_references, "26.1103 - Bioinformatics., 11.0104 - Informatics.", ["26.1103", "11.0104"]),
        (soc_or_no_match, " 29-2072 ", "29-2072"),
    ],
)  # fmt: skip
def test_words_and_their_values(read: Any, text: str, value: Any) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (cip_any_level, "51.071"), (cip_any_level, "5"), (cip_any_level, "٥١"), (cip_status, "new"),
        (cip_examples, "e.g. A"), (cip_references, "see above"), (soc_or_no_match, "29-20720"),
    ],
)  # fmt: skip
def test_words_that_are_refused(read: Any, text: str) -> None:
    with pytest.raises(Refusal):
        read(text)


@given(st.text(max_size=200))
def test_any_words_are_read_missing_or_refused(text: str) -> None:
    for read in (cip_any_level, cip_title, cip_status, cip_examples, cip_references, soc_or_no_match):
        try:
            assert read(text)
        except (Missing, Refusal):
            continue


def _first(spider: CipSpider) -> Request:
    async def requests() -> list[Any]:
        return [one async for one in spider.start()]

    (request,) = asyncio.run(requests())
    assert isinstance(request, Request)
    return request


def _run(bodies: dict[str, tuple[int, bytes]], known: frozenset[str] = frozenset()) -> Iterator[RawItem]:
    spider = CipSpider()
    spider.known_captures = known
    waiting: list[RawItem | Request] = [_first(spider)]
    while waiting:
        item = waiting.pop(0)
        if not isinstance(item, Request):
            yield item
            continue
        status, body = bodies[item.url]
        item.meta["capture_id"] = f"capture-{item.cb_kwargs['role']}"
        response = Response(item.url, status=status, body=body, request=item)
        waiting += list(spider.received(response, **item.cb_kwargs))


def test_the_spider_asks_twice_and_reads_both() -> None:
    addresses = (site().codes.address, site().crosswalk.address)
    good = dict(zip(addresses, ((200, CODES), (200, CROSSWALK)), strict=True))
    kinds = [item.kind for item in _run(good) if isinstance(item, RawRows)]
    assert kinds == ["cip_code", "cip_occupation", "occupation_cip"]
    known = frozenset({"capture-codes", "capture-crosswalk"})
    assert [type(item) for item in _run(good, known)] == [Unchanged, Unchanged]
    missing = [item for item in _run({**good, addresses[1]: (404, b"gone")}) if isinstance(item, Surprise)]
    assert [(item.code, item.severity) for item in missing] == [("download_failed", "fatal")]
    page = [item for item in _run({**good, addresses[0]: (200, b"<html>")}) if isinstance(item, Surprise)]
    assert [(item.code, item.severity) for item in page] == [("not_a_table", "fatal")]


SHARED = ROOT.parent / "shared" / "web" / "nces.ed.gov" / "ipeds" / "cipcode" / "Files"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the tree of real published files is not beside this checkout")
def test_the_published_files_are_read_whole() -> None:
    codes: set[str] = set()
    listed = list(parse_codes((SHARED / "CIPCode2020.csv").read_bytes(), URL, "c", codes))
    crossed = list(parse_crosswalk((SHARED / Path(XLSX).name).read_bytes(), XLSX, "c", codes))
    assert [item for item in listed + crossed if isinstance(item, Surprise)] == []
    claims = claims_of(listed + crossed)
    by_kind = dict.fromkeys(("cip_code", "cip_occupation", "occupation_cip"), 0)
    for item in listed + crossed:
        if isinstance(item, RawRows):
            by_kind[item.kind] += len(item.rows)
    assert by_kind == {"cip_code": 2_847, "cip_occupation": 6_097, "occupation_cip": 27}
    assert len(claims) == sum(by_kind.values()), "no record is held and no key stands twice"
    assert [name for told in claims.values() for name, claim in told.items() if claim[2:3] == ["unreadable"]] == []
    assert claims["51.0707"]["title"][0] == "Health Information/Medical Records Technology/Technician"
    assert {key[8:] for key in claims if key.startswith("51.0706:")} == {"11-9111", "29-2072", "29-9021"}
    assert {key[8:] for key in claims if key.startswith("43-6013:")} == {"51.0710", "51.0712", "51.0714", "51.0716"}
    assert sum(told["soc"][2:3] == ["not_applicable"] for told in claims.values() if "soc" in told) == 194
    assert claims["01.0309"]["status"][0] == "moved"
