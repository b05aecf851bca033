"""The labeled accreditation spans keep their shape: fields, words and years that a scorer can compare."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from tests.together import together

CASES = Path(__file__).resolve().parents[2] / "pipelines" / "accuracy" / "accreditation.jsonl"
FIELDS = ["agency", "status", "level", "since_year", "until_year"]
STATUSES = {
    "accredited",
    "candidate",
    "initial",
    "probation",
    "withdrawn",
    "inactive",
    "expired",
    "not_accredited",
    "seeking",
    "unknown",
}
LEVELS = {"institution", "program", None}
AGENCY = re.compile(r"[A-Z][A-Za-z]{2,7}(?:-PCAP)?|ARC-PA")
OLD_NAMES = {"NCA", "SACS", "NLNAC", "DETC", "NHSC", "NEASC"}
PROGRAM_ONLY = {"CAHIIM", "CAHEA", "ACEN", "CODA", "CAPTE", "JRCERT", "NAACLS", "CoARC", "AHIMA-PCAP"}
INSTITUTION_ONLY = {"HLC", "SACSCOC", "MSCHE", "NECHE", "NWCCU", "WSCUC", "ACCJC", "DEAC", "COE", "ACCSC", "ACICS"}


def cases() -> list[dict[str, Any]]:
    """Read the labeled spans, in the order of the file."""
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def statements(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The labels of a case as a list, also where it has only one."""
    expected = case["expected"]
    return expected if isinstance(expected, list) else [expected]


ALL = cases()
STATEMENTS: list[tuple[dict[str, Any], dict[str, Any]]] = [(case, one) for case in ALL for one in statements(case)]


def test_there_are_enough_cases_and_enough_traps() -> None:
    assert len(ALL) >= 150
    assert sum(one["status"] == "unknown" for _, one in STATEMENTS) >= 20


def test_ids_are_numbered_in_order() -> None:
    assert [case["id"] for case in ALL] == [f"accreditation-{number:03d}" for number in range(1, len(ALL) + 1)]


def test_no_span_stands_twice() -> None:
    assert [text for text, times in Counter(case["text"] for case in ALL).items() if times > 1] == []


def test_pages_group_several_spans() -> None:
    sizes = Counter(case["page"] for case in ALL)
    assert len(sizes) >= 30
    assert min(sizes.values()) >= 2


@together("case", ALL)
def test_a_case_has_its_fields(case: dict[str, Any]) -> None:
    assert [key for key in case if key != "met"] == ["id", "page", "text", "expected", "tags"]
    assert re.fullmatch(r"p[0-9]{3}", case["page"])
    assert 0 < len(case["text"].strip()) <= 600
    assert case["tags"]
    assert all(re.fullmatch(r"[a-z]+(?::[a-z]+)?", tag) for tag in case["tags"])


@together("case", ALL)
def test_a_list_stands_only_for_several_agencies(case: dict[str, Any]) -> None:
    expected = case["expected"]
    assert isinstance(expected, list) == ("multi" in case["tags"])
    if isinstance(expected, list):
        agencies = [one["agency"] for one in expected]
        assert len(agencies) >= 2
        assert len(set(agencies)) == len(agencies)


@together("case", ALL)
def test_a_sentence_without_a_claim_is_tagged_as_a_trap(case: dict[str, Any]) -> None:
    no_claim = all(one["status"] == "unknown" for one in statements(case))
    assert no_claim == any(tag.startswith("neg:") for tag in case["tags"])


@together(("case", "one"), STATEMENTS)
def test_a_statement_has_the_fields_and_words_of_the_kind(case: dict[str, Any], one: dict[str, Any]) -> None:
    assert list(one) == FIELDS
    assert one["status"] in STATUSES
    assert one["level"] in LEVELS
    assert one["agency"] is None or AGENCY.fullmatch(one["agency"])


@together(("case", "one"), STATEMENTS)
def test_an_agency_has_its_present_name_and_its_level(case: dict[str, Any], one: dict[str, Any]) -> None:
    assert one["agency"] not in OLD_NAMES
    if one["agency"] in PROGRAM_ONLY:
        assert one["level"] == "program"
    if one["agency"] in INSTITUTION_ONLY:
        assert one["level"] == "institution"


@together(("case", "one"), STATEMENTS)
def test_years_are_printed_in_the_span(case: dict[str, Any], one: dict[str, Any]) -> None:
    for field in ("since_year", "until_year"):
        year = one[field]
        assert year is None or (type(year) is int and 1900 <= year <= 2040 and str(year) in case["text"])
    if one["since_year"] and one["until_year"]:
        assert one["since_year"] < one["until_year"]


@together(("case", "one"), STATEMENTS)
def test_a_sentence_without_a_claim_has_no_years(case: dict[str, Any], one: dict[str, Any]) -> None:
    if one["status"] == "unknown":
        assert one["since_year"] is None
        assert one["until_year"] is None


def test_every_status_is_exercised_several_times() -> None:
    seen = Counter(one["status"] for _, one in STATEMENTS)
    assert {status for status in STATUSES if seen[status] < 3} == set()


def test_levels_and_agencies_are_varied() -> None:
    assert {one["level"] for _, one in STATEMENTS} >= {"institution", "program"}
    assert len({one["agency"] for _, one in STATEMENTS}) >= 20
