"""The College Scorecard: saved answers, both generations of names, paging that has to add up, and what is left unsaid.

Cases: ``tests/captures/scorecard/<case>/`` with ``page.json``, ``address.txt`` and ``golden.json``. A missing golden is
written and the test fails, so that somebody looks at it.
"""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.claims import read_claim, read_record
from pipelines.readers_scorecard import SCORECARD_FIELDS, SCORECARD_MISSING
from pipelines.rules import RULES
from pipelines.tables import reference_rows
from spiders.environment import ROOT
from spiders.items import RawRecord, Surprise
from spiders.json_text import find, leaves, open_json
from spiders.places import read_places
from spiders.sample_web_source.scorecard.build import TARGET, build
from spiders.scorecard_layout import KIND, Series, site
from spiders.scorecard_page import ScorecardPage, parse_scorecard
from spiders.scorecard_paging import Paging
from spiders.structure import StructureChanged

CASES = ROOT / "tests" / "captures" / "scorecard"
URL = (CASES / "normal" / "address.txt").read_text().strip()
SERIES = Series(code="5107", cip4="51.07", pooled_codes=24)


def body_of(case: str) -> bytes:
    return (CASES / case / "page.json").read_bytes()


def read(body: bytes) -> ScorecardPage:
    return parse_scorecard(body, URL, "capture", SERIES)


def records(page: ScorecardPage) -> list[RawRecord]:
    return [item for item in page.items if isinstance(item, RawRecord)]


def told_of(body: bytes) -> dict[str, Any]:
    try:
        page = read(body)
    except StructureChanged as changed:
        return {"refused": changed.code, "words": str(changed)}
    claims = []
    for record in records(page):
        versions = read_record(record, "1")
        fields = json.loads(versions.claims[0]) if versions.claims else None
        claims.append({"key": record.key, "claims": fields, "problems": [told.code for told in versions.problems]})
    surprises = [(item.code, item.message) for item in page.items if isinstance(item, Surprise)]
    paging = [page.number, page.per_page, page.total, page.unitids]
    return dict(json.loads(json.dumps({"paging": paging, "records": claims, "surprises": surprises})))


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/page.json")))
def test_a_saved_answer_gives_what_it_gave(case: str) -> None:
    told, golden = told_of(body_of(case)), CASES / case / "golden.json"
    if not golden.exists():
        golden.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.relative_to(ROOT)} was missing and has been written: look at it, then run again")
    assert told == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", ["normal", "odd"])
def test_every_value_is_found_again_at_its_place(case: str) -> None:
    for record in records(read(body_of(case))):
        asked = [(record.place, value.at) for value in record.values]
        found = list(read_places(body_of(case), "application/json", asked))
        assert found == [value.text for value in record.values]


def test_every_figure_says_that_it_is_pooled_and_over_how_many_codes() -> None:
    figures = {measure.field for measure in site().measures}
    for case in ("normal", "odd"):
        for record in records(read(body_of(case))):
            for value in record.values:
                assert (value.field in figures) == (value.qualifiers.get("grain") == "cip4_pooled")
                if value.field in figures:
                    assert (value.qualifiers["cip4"], value.qualifiers["pooled_codes"]) == ("51.07", "24")
                    assert value.qualifiers["measure"] in ("median", "mean", "count", "awards conferred")


def test_the_card_counts_the_codes_as_the_classification_does() -> None:
    counted: dict[str, int] = {}
    for row in reference_rows("cip_series"):
        assert row["cip"].startswith(row["cip4"])
        counted[row["cip4"]] = counted.get(row["cip4"], 0) + 1
    assert {series.cip4: series.pooled_codes for series in site().series} == counted
    assert all(series.code == series.cip4.replace(".", "") for series in site().series)


def test_every_field_has_a_rule_and_every_published_claim_is_a_field() -> None:
    fields = {measure.field for measure in site().measures} | set(site().program) | set(site().school)
    assert set(SCORECARD_FIELDS) <= fields
    assert set(SCORECARD_FIELDS.values()) <= set(RULES)
    assert {row["claim"] for row in reference_rows("statements_scorecard")} <= fields


@pytest.mark.parametrize(
    ("field", "text", "value", "state"),
    [
        ("median_earnings_1yr", "31872", "31872.00", None),
        ("median_earnings_1yr", "30114.0", "30114.00", None),
        ("mean_debt", "10442.375", "10442.38", None),
        ("median_earnings_1yr", "0", "0.00", None),
        ("median_earnings_1yr", "PrivacySuppressed", None, "suppressed"),
        ("earners_1yr", "PS", None, "suppressed"),
        ("earners_1yr", "NULL", None, "not_stated"),
        ("earners_1yr", "NA", None, "not_stated"),
        ("earners_1yr", "null", None, "not_stated"),
        ("earners_1yr", "", None, "not_stated"),
        ("median_debt", "-1", None, "unreadable"),
        ("median_debt", "NaN", None, "unreadable"),
        ("median_debt", "1e5", None, "unreadable"),
        ("median_debt", "99999999", None, "unreadable"),
        ("earners_1yr", "12.0", 12, None),
        ("earners_1yr", "12.5", None, "unreadable"),
        ("earners_1yr", "10-19", None, "unreadable"),
        ("credential_level", "8", "8", None),
        ("credential_level", "9", None, "unreadable"),
        ("credential_level", "true", None, "unreadable"),
        ("cip4", "5107", "51.07", None),
        ("cip4", "51.07", "51.07", None),
        ("cip4", "107", "01.07", None),
        ("cip4", "51.0707", None, "unreadable"),
        ("title", "Data Science.", "Data Science", None),
        ("unitid", "15098", None, "unreadable"),
        ("opeid", "09990100", "09990100", None),
    ],
)
def test_how_words_are_read(field: str, text: str, value: object, state: str | None) -> None:
    assert read_claim(KIND, field, text)[:2] == (value, state)


@given(st.text(max_size=30), st.sampled_from([*sorted(SCORECARD_FIELDS), "median_debt"]))
def test_no_words_crash_a_rule_and_no_figure_stands_for_a_missing_one(text: str, field: str) -> None:
    value, state, _ = read_claim(KIND, field, text)
    assert (value is None) == (state is not None)
    if text.strip() in SCORECARD_MISSING:
        assert value is None


def pages(total: int, ids: list[list[int]]) -> list[ScorecardPage]:
    return [
        ScorecardPage(number, 2, total, [str(999000 + one) for one in told]) for number, told in enumerate(ids)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("total", "ids", "codes"),
    [
        (5, [[1, 2], [3, 4], [5]], []),
        (4, [[1, 2], [3, 4]], []),
        (0, [[]], []),
        (5, [[1, 2], [1, 2]], ["repeated_schools"]),
        (5, [[1, 2], [3, 3]], ["repeated_schools"]),
        (5, [[1, 2], [3]], ["wrong_count"]),
        (5, [[1, 2], []], ["wrong_count"]),
        (5, [[1, 2], [3, 4], [5, 6]], ["wrong_count"]),
        (30_000, [[1, 2]], ["too_many_schools"]),
    ],
)
def test_pages_have_to_add_up(total: int, ids: list[list[int]], codes: list[str]) -> None:
    paging = Paging(SERIES, 2)
    found = [code for page in pages(total, ids) for code, _ in paging.take(page)]
    assert found == codes
    assert paging.next_page is None


def test_a_total_that_moves_or_another_page_ends_the_reading() -> None:
    moved, other = Paging(SERIES, 2), Paging(SERIES, 2)
    first, second, third = pages(6, [[1, 2], [3, 4], [5, 6]])
    assert (moved.take(first), moved.next_page) == ([], 1)
    second.total = 7
    assert [code for code, _ in moved.take(second)] == ["total_moved"]
    assert moved.next_page is None
    other.take(first)
    assert [code for code, _ in other.take(third)] == ["other_page"]


def changed(path: str, value: object) -> bytes:
    document = json.loads(body_of("normal"))
    *steps, last = path.split("/")
    inner = document
    for step in steps:
        inner = inner[int(step) if step.isdigit() else step]
    if value is None:
        del inner[int(last) if last.isdigit() else last]
    else:
        inner[int(last) if last.isdigit() else last] = copy.deepcopy(value)
    return json.dumps(document).encode()


PROGRAM = "results/0/latest/programs/cip_4_digit/0"


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("metadata", None, "not_an_answer"), ("metadata/total", "many", "not_an_answer"),
        ("results", {"id": 1}, "not_an_answer"), ("results/0", [], "not_an_answer"),
        ("results/0/id", None, "unnamed_field"), ("results/0/latest", {}, "no_programs_list"),
        (f"{PROGRAM}/code", None, "unnamed_field"), (f"{PROGRAM}/credential", {}, "unnamed_field"),
        (PROGRAM, "text", "not_an_answer"),
    ],
)  # fmt: skip
def test_an_answer_of_another_form_stops_the_run(path: str, value: object, code: str) -> None:
    with pytest.raises(StructureChanged) as met:
        read(changed(path, value))
    assert met.value.code == code


def test_a_field_that_was_renamed_is_told_and_a_foreign_program_is_fatal() -> None:
    body = body_of("normal").replace(b'"overall_median_earnings"', b'"overall_middle_earnings"')
    (surprise,) = [item for item in read(body).items if isinstance(item, Surprise)]
    assert surprise.code == "new_field"
    assert "earnings.1_yr.overall_middle_earnings" in surprise.message
    page = read(changed(f"{PROGRAM}/unit_id", "999009"))
    assert [(item.code, item.severity) for item in page.items if isinstance(item, Surprise)] == [
        ("foreign_program", "fatal")
    ]


@pytest.mark.parametrize("body", [b"", b"<html>Sorry</html>", b"[" * 100_000, b'{"a": ' * 3000, b"\xff\xfe", b"null"])
def test_what_is_no_answer_is_refused(body: bytes) -> None:
    with pytest.raises(StructureChanged):
        read(body)


def test_names_are_found_nested_dotted_and_in_other_letters() -> None:
    for document in ({"a": {"b": {"c": 1}}}, {"a.b": {"c": 1}}, {"a": {"b.c": 1}}, {"A": {"B.C": 1}}, {"a.b.c": 1}):
        found = find(document, "a.b.c")
        assert found is not None
        assert list(read_places(json.dumps(document).encode(), "", [("json:", f"json:{found[1]}")])) == ["1"]
    assert find({"a": {"b": [1]}}, "a.b.c") is None
    assert [leaf.pointer for leaf in leaves({"x/y": [{"~": None}]})] == ["/x~1y/0/~0"]
    assert open_json(b'{"n": 1.50}', "here") == {"n": "1.50"}


@pytest.mark.parametrize("series", site().series, ids=lambda series: str(series.code))
def test_the_sample_is_what_its_source_gives_and_reads_whole(series: Series) -> None:
    name, content = build(series)
    assert (Path(TARGET) / name).read_bytes() == content
    page = parse_scorecard(content, site().url(series, 0), "capture", series)
    assert [item for item in page.items if isinstance(item, Surprise)] == []
    paging = Paging(series, site().per_page)
    assert (paging.take(page), paging.next_page) == ([], None)
    assert {record.key.split(":")[1] for record in records(page)} == {series.cip4}
