"""Pages of the handbook, saved and typed: what is read, where it stands, what is told and what stops a run.

Cases: ``tests/captures/bls/<case>/`` with ``page.html`` and ``golden.json``. A missing golden is written and the test
fails, so that somebody looks at it.
"""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.claims import read_record
from spiders.bls_page import parse_occupation
from spiders.environment import ROOT
from spiders.items import RawItem, RawRecord, Surprise
from spiders.places import read_places
from spiders.saved import parse_saved
from spiders.structure import StructureChanged

CASES = ROOT / "tests" / "captures" / "bls"
SAMPLE = ROOT / "spiders/sample_web/www.bls.gov/ooh/healthcare/medical-records-and-health-information-technicians.htm"
URL = "https://www.bls.gov/ooh/group/some-clerks.htm"
HTML = "text/html; charset=utf-8"


def body_of(case: str) -> bytes:
    return (CASES / case / "page.html").read_bytes()


def parsed(body: bytes, url: str = URL) -> list[RawItem]:
    return list(parse_occupation(body, HTML, url, "a capture"))


def record_of(items: Sequence[RawItem]) -> RawRecord:
    (record,) = [item for item in items if isinstance(item, RawRecord)]
    return record


def claims_of(items: Sequence[RawItem]) -> dict[str, list[Any]]:
    read = read_record(record_of(items), "1")
    told: dict[str, list[Any]] = json.loads(read.claims[0])
    return told


def assert_found_again(body: bytes, record: RawRecord) -> None:
    asked = [(record.place, value.at) for value in record.values]
    assert list(read_places(body, HTML, asked)) == [value.text for value in record.values]


def surprises(items: Sequence[RawItem]) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for item in items if isinstance(item, Surprise)]


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/page.html")))
def test_a_saved_page_gives_what_it_gave(case: str) -> None:
    body, told = body_of(case), dict[str, Any]()
    try:
        items = parsed(body)
        record = record_of(items)
        assert_found_again(body, record)
        told = {"key": record.key, "period": record.period, "claims": claims_of(items)}
        told["surprises"] = [
            item.model_dump(include={"code", "severity", "message"}) for item in items if isinstance(item, Surprise)
        ]
    except StructureChanged as changed:
        told = {"stopped": {"code": changed.code, "message": str(changed)}}
    golden = CASES / case / "golden.json"
    if not golden.exists():
        golden.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.relative_to(ROOT)} was missing and has been written: look at it, then run again")
    assert told == json.loads(golden.read_text(encoding="utf-8"))


def test_the_sample_page_is_read_whole() -> None:
    items = parsed(SAMPLE.read_bytes())
    assert surprises(items) == []
    assert_found_again(SAMPLE.read_bytes(), record_of(items))
    claims = claims_of(items)
    assert (record_of(items).key, claims["annual_openings"][0], len(claims["duties"][0])) == ("29-2072", 14_200, 4)
    assert claims["industry_pay.2"][0] == "56520"
    assert claims["industry_pay.2"][4] == {
        "industry": "Hospitals; state, local, and private", "measure": "median", "per": "year", "period": "May 2024",
        "soc_vintage": "2018",
    }  # fmt: skip


def test_every_figure_says_of_when_and_in_which_edition_it_is() -> None:
    for value in record_of(parsed(SAMPLE.read_bytes())).values:
        figure = any(character.isdigit() for character in value.text) and value.field not in (
            "summary", "what_they_do", "work_environment", "how_to_become_one", "pay", "job_outlook", "soc",
            "state_and_area_data", "similar_occupations", "last_modified", "onet_code",
        )  # fmt: skip
        if figure:
            assert value.qualifiers.get("year") or value.qualifiers.get("period"), value.field
            assert value.qualifiers["soc_vintage"] == "2018"


def test_the_code_is_the_one_that_the_page_prints() -> None:
    old_address = "https://www.bls.gov/ooh/healthcare/medical-records-and-health-information-technicians.htm"
    assert record_of(parsed(SAMPLE.read_bytes(), old_address)).key == "29-2072"
    older = parsed(body_of("odd_older_edition"), old_address)
    assert (record_of(older).key, record_of(older).period) == ("29-2071", "2018")
    editions = {value.qualifiers.get("soc_vintage") for value in record_of(older).values}
    assert editions == {"2010", None}, "words alone are in no edition"
    assert record_of(parsed(body_of("odd_strange_words"))).key == "some-clerks", "no code, so the name of the page"


def test_pay_of_a_later_year_than_the_projections_is_in_its_own_edition() -> None:
    later = body_of("odd_older_edition").replace(b"2018     Median Pay", b"2019     Median Pay")
    told = claims_of(parsed(later))
    assert told["median_annual_pay"][4]["soc_vintage"] == "2010 and 2018 mixed"
    assert told["jobs"][4]["soc_vintage"] == "2010"


def test_the_occupations_of_a_group_are_told_apart() -> None:
    told = claims_of(parsed(body_of("odd_group")))
    assert (told["soc"][0], told["detailed_soc"][0]) == ("43-6000", "43-6013")
    about = {"soc": "43-6013", "occupation": "Medical secretaries and administrative assistants", "soc_vintage": "2018"}
    assert told["detailed_projected_change_percent"][4] == {**about, "period": "2024-34"}
    assert (told["occupation_pay"][0], told["occupation_jobs"][0]) == ("44640", 850_000)
    assert told["industry_share"][4]["year"] == "2024", "the year of the sentence above both tables"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"<p>Others like it:</p>", b"<p>Others.</p><p>Others like it:</p><div>More</div>", "unread_text"),
        (b"<th>Job Duties</th>", b"<th>Tasks</th>", "no_similar_occupations"),
        (b"<h2 id=\"state-area-data\">", b"<h2>", "section_missing"),
        (b"Number of Jobs, 2024", b"Jobs (2024)", "new_fact"),
        (b"Median hourly wages, May 2024", b"Hourly wages", "new_chart"),
        (b"the top industries in which they worked", b"some industries", "new_table"),
        (b"<td>7</td></tr></tbody>", b"<td>7</td><td>8</td></tr></tbody>", "shifted_row"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told(old: bytes, new: bytes, code: str) -> None:
    body = body_of("normal")
    assert old in body
    assert code in [told for told, _ in surprises(parsed(body.replace(old, new)))]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"<h1>", b"<h1>Two</h1><h1>", "too_many_elements"), (b'id="panes"', b'id="tabs"', "element_missing"),
        (b"Employment, 2024</th>", b"Employment, 2023</th>", "years_differ"),
        (b"<td>300</td><td>", b"<td>", "shifted_row"), (b"2024", b"2099", "unknown_vintage"),
        (b"<td>43-4171</td>", b"<td>29-2071</td>", "vintage_contradicted"),
        (b'h2 id="become-one"', b'h2 id="pay"', "section_missing"),
    ],
)  # fmt: skip
def test_a_page_of_another_build_stops_the_run(old: bytes, new: bytes, code: str) -> None:
    body = body_of("normal")
    assert old in body
    with pytest.raises(StructureChanged) as caught:
        parsed(body.replace(old, new))
    assert caught.value.code == code


def test_a_page_that_is_too_long_is_refused() -> None:
    with pytest.raises(StructureChanged) as caught:
        parsed(b"<p>" * 2_000_000)
    assert caught.value.code == "page_too_large"


def test_hostile_words_stay_words() -> None:
    record = record_of(parsed(body_of("odd_strange_words")))
    assert record.values[0].text == "Clerks of Records", "a script is not read"
    assert not [value for value in record.values if value.text.startswith("javascript:")]


def test_a_saved_page_can_be_read_alone() -> None:
    whole = parse_saved("bls", SAMPLE.read_bytes(), HTML, URL).items
    assert record_of(whole).key == "29-2072"
    broken = parse_saved("bls", b"<html><body></body></html>", HTML, URL).items
    assert surprises(broken) == [("element_missing", "fatal")]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 9_000), st.binary(max_size=40))
def test_a_damaged_page_is_read_or_refused(at: int, noise: bytes) -> None:
    body = body_of("normal")
    damaged = body[: at % len(body)] + noise + body[at % len(body) + len(noise) :]
    try:
        items = parsed(damaged)
    except StructureChanged:
        return
    assert_found_again(damaged, record_of(items))
