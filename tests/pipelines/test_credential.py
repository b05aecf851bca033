"""Credentials from words: properties that hold for any text, terms, tables, speed, and floors on the labelled cases."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalize.cip import cip_code
from pipelines.normalize.credential import predicted, read_credential
from pipelines.normalize.credential_terms import terms_of
from pipelines.normalize.refusal import Refusal
from pipelines.tables import reference_rows
from tests.growth import assert_linear
from tests.together import together

SHARED = Path(__file__).resolve().parents[2] / "../shared"
CASES = SHARED / "cases"
CIP_TITLES = SHARED / "web/nces.ed.gov/ipeds/cipcode/Files/CIPCode2020.csv"
CREDENTIALS = {
    None, "certificate", "diploma", "associate", "bachelor", "postbaccalaureate_certificate", "master",
    "postmaster_certificate", "doctorate", "other",
}  # fmt: skip
FIELDS = {
    "him", "hit", "coding", "billing_and_coding", "health_informatics", "medical_transcription", "medical_office",
    "data_analytics", "other",
}  # fmt: skip
WORDS = [
    "Associate", "of", "Applied", "Science", "A.A.S.", "AS", "MS", "BSN", "to", "Health", "Informatics", "Nursing",
    "Graduate", "Post-", "Certificate", "Diploma", "(", ")", ",", ";", "\n", "-", "60", "credits", "to", "online",
    "campus", "CIP", "51.0707", "concentration", "School of", "Coding", "Billing", "and", "in", "requires", "Master's",
]  # fmt: skip


def expected_of(case: str) -> tuple[str, dict[str, Any]]:
    """The text of a line of a table and the reading that stands behind it."""
    text, *cells = (cell.strip() for cell in case.rsplit(" | ", 6))
    names = ("credential", "abbreviation", "field", "cip", "delivery", "credits")
    expected: dict[str, Any] = {name: None if cell == "-" else cell for name, cell in zip(names, cells, strict=True)}
    if expected["credits"] is not None:
        expected["credits"] = float(expected["credits"])
    return text, expected


def _checked(text: str) -> dict[str, Any]:
    read = predicted(text)
    assert read["credential"] in CREDENTIALS
    assert read["field"] in FIELDS
    assert read["delivery"] in {None, "campus", "online", "hybrid"}
    assert read["cip"] is None or cip_code(read["cip"]) == read["cip"]
    assert read["credits"] is None or 0 < read["credits"] <= 400
    assert json.loads(json.dumps(read)) == read
    return read


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=200))
def test_any_text_gives_a_reading_of_the_documented_form(text: str) -> None:
    assert _checked(text) == _checked(text)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_any_words_about_credentials_give_one_too(text: str) -> None:
    _checked(text)


@together("row", [r for r in reference_rows("credential_awards") if r["kind"] == "letters"])
def test_the_letters_of_a_degree_are_read_back_as_themselves(row: dict[str, str]) -> None:
    letters = row["abbreviation"] if row["where"] != "dotted" else f"{row['abbreviation']} degree"
    if letters:
        read = read_credential(letters)
        assert (read.credential, read.abbreviation) == (row["credential"], row["abbreviation"])


@together(
    "text",
    [
        "Ａ．Ａ．Ｓ．　Health Information Technology",
        "A.A.S.\u00a0Health&nbsp;Information\u200b Technology",
        "A.A.S.\r\nHealth Information Technology",
        "\u202eA.A.S.\u202c Health Information Technology \U0001f393",
        "A.A.S. “Health Information Technology",
        "AAS Health Infor-\nmation Technology",
    ],
)
def test_exotic_spaces_forms_and_breaks_change_nothing(text: str) -> None:
    read = predicted(text)
    assert (read["credential"], read["abbreviation"], read["field"]) == ("associate", "AAS", "hit")


@together("text", ["", " ", "$", "\x00\x01", "٣٦ credits", "9" * 5000 + " credits", "('" * 4000])
def test_texts_without_anything_to_read_stay_silent(text: str) -> None:
    assert predicted(text) == {
        "credential": None, "abbreviation": None, "field": "other", "cip": None, "delivery": None, "credits": None,
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize(
    "piece",
    ["a", "A.", "AAS medical coding ", "business certificate ", "post-", "(", "36 credits ", "A. A. ", "RN to BSN, "],
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    predicted(piece)
    assert_linear(lambda length: predicted((piece * (length // len(piece) + 1))[:length]), 6_000)


@pytest.mark.slow
@pytest.mark.no_cover
def test_a_megabyte_is_read() -> None:
    assert predicted(("Larkspur College is a school. " * 40_000)[:1_000_000])


def test_terms_name_the_class_and_every_award_level() -> None:
    assert terms_of("associate").ctdl == "ceterms:AssociateDegree"
    assert terms_of("certificate").award_levels == ("20", "21", "2", "4")
    with pytest.raises(Refusal) as refused:
        terms_of("minor")
    assert refused.value.code == "unknown_credential"


def test_every_credential_and_field_of_the_tables_is_known() -> None:
    assert {row["credential"] or None for row in reference_rows("credential_awards")} <= CREDENTIALS
    assert {row["field"] for row in reference_rows("credential_subjects")} == FIELDS
    assert {row["credential"] for row in reference_rows("credential_terms")} == CREDENTIALS - {None}


@pytest.mark.shared
@pytest.mark.skipif(not CIP_TITLES.exists(), reason="the published CIP titles are not beside the checkout")
def test_every_cip_code_of_the_subjects_is_in_the_classification_of_2020() -> None:
    with CIP_TITLES.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["CIPCode"].strip('="'): row["Action"] for row in csv.DictReader(file)}
    codes = {row[name] for row in reference_rows("credential_subjects") for name in ("cip", "cip_below_bachelor")}
    assert [code for code in sorted(codes - {""}) if rows.get(code, "Deleted") in ("Deleted", "Moved from")] == []


@pytest.mark.shared
@pytest.mark.parametrize(("name", "least"), [("dev_credential", 0.95), ("supplement_credential", 1.0)])
def test_the_labelled_cases_stay_above_their_floors(name: str, least: float) -> None:
    path = CASES / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the labelled cases are not beside the checkout")
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    read = [(case["expected"], predicted(case["text"])) for case in cases]
    floors = {"credential": 0.97, "field": 0.97, "cip": 0.95, "abbreviation": 0.95, "delivery": 0.97, "credits": 0.95}
    assert sum(expected == found for expected, found in read) >= least * len(read)
    for field, floor in floors.items():
        assert sum(expected[field] == found[field] for expected, found in read) >= floor * len(read), field
