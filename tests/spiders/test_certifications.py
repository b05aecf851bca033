"""Certifications: the shipped tables, how they are read, and that the way to them leads nowhere else.

Cases: ``tests/captures/certifications/<case>/`` with ``table.csv``, ``kind.txt`` and ``golden.json``. A missing golden
is written and the test fails, so that somebody looks at it.
"""

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast, get_args

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.settings import Settings

from pipelines.claims import read_claim, read_record
from pipelines.readers_certifications import CERTIFICATION_FIELDS
from pipelines.rules import RULES
from pipelines.tables import reference_rows
from spiders.certifications_tables import WORDS_BY_REQUIREMENT, Kind, parse_certifications, site
from spiders.environment import ROOT
from spiders.items import RawRecord
from spiders.places import read_places
from spiders.safety import SafeTargets
from spiders.shipped import FOLDER, NotShipped, shipped_file, shipped_url
from spiders.source import source_card
from spiders.structure import StructureChanged
from tests.homes import TestHome
from tests.spiders.crawling import query

CASES = ROOT / "tests" / "captures" / "certifications"
LISTED = frozenset(source_card("certifications").shipped_files)
KINDS: tuple[Kind, ...] = get_args(Kind)


def shipped(kind: Kind) -> bytes:
    return (FOLDER / site().layout(kind).file).read_bytes()


def told_of(body: bytes, kind: Kind) -> dict[str, Any]:
    try:
        records = list(parse_certifications(body, kind, "capture"))
    except StructureChanged as changed:
        return {"refused": changed.code, "words": str(changed)}
    told = []
    for record in records:
        versions = read_record(record, "1")
        claims = json.loads(versions.claims[0]) if versions.claims else None
        told.append({"key": record.key, "claims": claims, "problems": [one.code for one in versions.problems]})
    return {"records": told}


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/table.csv")))
def test_a_saved_table_gives_what_it_gave(case: str) -> None:
    kind = cast(Kind, (CASES / case / "kind.txt").read_text().strip())
    told, golden = told_of((CASES / case / "table.csv").read_bytes(), kind), CASES / case / "golden.json"
    if not golden.exists():
        golden.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.relative_to(ROOT)} was missing and has been written: look at it, then run again")
    assert told == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_tables_are_read_whole_and_every_value_is_found_again(kind: Kind) -> None:
    body = shipped(kind)
    records = list(parse_certifications(body, kind, "capture"))
    assert len(records) == len(reference_rows(site().layout(kind).file.removesuffix(".csv")))
    for record in records:
        found = read_places(body, "text/csv", [(record.place, value.at) for value in record.values])
        assert list(found) == [value.text for value in record.values]
        assert all({"source", "as_of", "confidence"} <= value.qualifiers.keys() for value in record.values)
        assert read_record(record, "1").problems == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((b"RHIT-2,RHIT", b"RHIT-2"), "shifted_row"),
        ((b"RHIT-2,", b"RHIT-1,"), "repeated_key"), ((b"RHIT-2,", b","), "no_key"),
        ((b"requirement", b"obligation"), "missing_columns"), ((b"RHIT", b"\0"), "nul_byte"),
    ],
)  # fmt: skip
def test_a_table_of_another_form_stops_the_run(change: tuple[bytes, bytes], code: str) -> None:
    with pytest.raises(StructureChanged) as met:
        list(parse_certifications(shipped("certification_rule").replace(*change, 1), "certification_rule", "capture"))
    assert met.value.code == code


def test_a_new_column_stops_the_run() -> None:
    lines = shipped("certification").decode().splitlines()
    wider = "\n".join([f"{lines[0]},mood", *(f"{line},good" for line in lines[1:])])
    with pytest.raises(StructureChanged, match="mood"):
        list(parse_certifications(wider.encode(), "certification", "capture"))


def rules(certification: str, requirement: str) -> list[dict[str, str]]:
    told = reference_rows("certification_rules")
    return [row for row in told if (row["certification"], row["requirement"]) == (certification, requirement)]


def test_the_tables_fit_each_other_and_hold_the_certifications_of_the_field() -> None:
    codes = {row["certification"] for row in reference_rows("certifications")}
    named = {"RHIT", "RHIA", "CCA", "CCS", "CCS-P", "CHDA", "CPC", "COC", "CIC", "CRC", "CBCS", "CEHRS"}
    assert named <= codes
    assert {row["certification"] for row in reference_rows("certification_rules")} == codes
    for row in reference_rows("certification_rules"):
        assert bool(row["words"]) == (row["requirement"] != "not_found"), row["rule"]
        assert bool(row["choice"]) == (row["requirement"] in ("required", "recommended")), row["rule"]
        assert row["rule"].startswith(f"{row['certification']}-")
        assert row["source_kind"] in ("publisher", "copy", "secondary", "none")
        assert row["confidence"] in ("good", "fair", "low")


def test_required_is_not_recommended() -> None:
    """The facts that other sites get wrong: see docs/sources/certifications.md."""
    assert {row["credential_level"] for row in rules("CCS", "required")} == {"high_school"}
    assert {row["experience_months"] for row in rules("CCS", "recommended")} == {"12", "24", ""}
    assert [row["route"] for row in rules("CPC", "required")] == ["membership"]
    assert [row["route"] for row in rules("CPC", "not_required")] == ["education_or_experience"]
    assert [row["route"] for row in rules("RHIT", "not_sufficient")] == ["experience"]
    education = [row for row in rules("RHIA", "required") if row["route"] == "education"]
    assert {(row["credential_level"], row["accreditor"], row["program_field"]) for row in education} == {
        ("bachelor", "CAHIIM", "him"), ("master", "CAHIIM", "him"), ("certificate_of_the_degree", "CAHIIM", "him"),
    }  # fmt: skip
    assert [row["rule"] for row in rules("CHDA", "not_found")] == ["CHDA-0"]


def test_claims_of_rules_are_named_by_how_binding_they_are() -> None:
    for record in parse_certifications(shipped("certification_rule"), "certification_rule", "capture"):
        said = {value.field: value.text for value in record.values}
        binding = [name for name in {*WORDS_BY_REQUIREMENT.values(), "words"} if name in said]
        assert binding == [WORDS_BY_REQUIREMENT.get(said["requirement"], "words")]


def test_every_published_claim_is_read_and_has_a_rule() -> None:
    fields = {*site().certification.columns, *site().certification_rule.columns, *WORDS_BY_REQUIREMENT.values()}
    assert {row["claim"] for row in reference_rows("statements_certifications")} <= fields
    assert set(CERTIFICATION_FIELDS) <= fields
    assert set(CERTIFICATION_FIELDS.values()) <= set(RULES)


@pytest.mark.parametrize(
    ("field", "text", "value", "state"),
    [
        ("fee_member", "229", "229.00", None), ("fee_member", "", None, "not_stated"),
        ("fee_member", "$229", None, "unreadable"), ("certification", "CCS-P", "CCS-P", None),
        ("certification", "rhit", None, "unreadable"), ("requirement", "required", "required", None),
        ("requirement", "maybe", None, "unreadable"), ("status", "active", "active", None),
        ("minutes", "210", 210, None), ("minutes", "3.5 hours", None, "unreadable"),
        ("required", "  Two   years ", "Two years", None), ("experience_months", "24", 24, None),
    ],
)  # fmt: skip
def test_how_words_are_read(field: str, text: str, value: object, state: str | None) -> None:
    assert read_claim("certification_rule", field, text)[:2] == (value, state)


@pytest.mark.parametrize(
    "url",
    [
        "shipped://reference/award_levels.csv", "shipped://reference/../rules.py", "shipped://reference/%2e%2e/x.csv",
        "shipped://reference//certifications.csv", "shipped://reference/sub/certifications.csv",
        "shipped://elsewhere/certifications.csv", "shipped:///certifications.csv", "file:///etc/passwd",
        "shipped://reference/certifications.csv?x=1", "shipped://reference/certifications.csv#x",
        "shipped://user@reference/certifications.csv", "shipped://reference/", "https://reference/certifications.csv",
    ],
)  # fmt: skip
def test_nothing_but_the_listed_files_is_shipped(url: str) -> None:
    with pytest.raises(NotShipped):
        shipped_file(url, LISTED)


def test_a_link_or_a_folder_in_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    url = shipped_url("certifications.csv")
    with pytest.raises(NotShipped):
        shipped_file(url, LISTED, tmp_path)
    (tmp_path / "certifications.csv").symlink_to("/etc/passwd")
    with pytest.raises(NotShipped):
        shipped_file(url, LISTED, tmp_path)
    assert shipped_file(url, LISTED) == FOLDER / "certifications.csv"


def test_no_page_leads_to_a_shipped_file_and_no_other_source_reads_one() -> None:
    def judged(request: Request, listed: frozenset[str]) -> None:
        settings = Settings({"SHIPPED_FILES": list(listed)})
        stats = SimpleNamespace(inc_value=lambda _: None)
        targets = SafeTargets(cast(Crawler, SimpleNamespace(settings=settings, stats=stats)))
        asyncio.run(targets.process_request(request))

    url = shipped_url("certifications.csv")
    judged(Request(url), LISTED)
    for request, listed in (
        (Request(url), frozenset[str]()),
        (Request(url, meta={"redirect_urls": ["https://example.org/"]}), LISTED),
        (Request(url, headers={"Referer": "https://example.org/"}), LISTED),
        (Request("shipped://reference/award_levels.csv"), LISTED),
    ):
        with pytest.raises(IgnoreRequest):
            judged(request, listed)


def test_a_crawl_and_its_replay_give_the_same_records(tmp_path: Path) -> None:
    first, again = TestHome(tmp_path / "first"), TestHome(tmp_path / "again")
    assert first.crawl("sample", "certifications").code == 0
    assert again.crawl(first.folder / "captures", "certifications").code == 0
    statement = "SELECT record_key, claims FROM record_version ORDER BY 1, 2"
    assert query(first.folder, statement) == query(again.folder, statement)
    assert {str(kind) for (kind,) in query(first.folder, "SELECT DISTINCT url FROM capture")} == {
        shipped_url("certifications.csv"), shipped_url("certification_rules.csv"),
    }  # fmt: skip


def test_a_record_names_its_certification_first() -> None:
    record = next(parse_certifications(shipped("certification"), "certification", "capture"))
    assert isinstance(record, RawRecord)
    assert (record.key, record.values[0].field, record.place) == ("RHIT", "certification", "csv:#row=2")
