"""What a record says of a program's accreditation, in one form whichever source it is from."""

from datetime import date
from typing import Any

from pipelines.accreditor_words import AccreditorWord, counts_as_accredited, said, speaks_of_accreditation
from tests.together import together

LIST = ("cahiim", "program_accreditation")
SCHOOL = ("school_pages", "school_program")


def test_a_list_speaks_with_its_agency() -> None:
    claims: dict[str, list[Any]] = {
        "status": [{"status": "initial", "code": "accredited_initial"}, "Initial Accreditation"],
        "level": ["associate", "Associate"], "field": ["him"], "review_year": [2027, "2027"],
        "accredited_since": ["2024-06-01", "6/1/2024"],
    }  # fmt: skip
    (word,) = said(LIST, claims)
    assert word == AccreditorWord(
        "CAHIIM", "initial", "status", "accredited_initial", "associate", "him", date(2024, 6, 1), None, 2027
    )
    assert word.counts_as_accredited


def test_a_school_speaks_of_itself_by_the_statement_that_covers_the_program() -> None:
    told = {"status": "accredited", "levels": ["associate"], "until_year": 2027, "field": "him"}
    claims: dict[str, list[Any]] = {
        "cahiim_statement": [[{**told, "levels": ["bachelor"], "until_year": None}], "..."],
        "cahiim_statement.2": [[told], "..."],
        "program_title": ["Health Information Technology, AAS"],
    }
    (word,) = said(SCHOOL, claims)
    assert (word.claim_field, word.level, word.field, word.until) == (
        "cahiim_statement.2", "associate", "him", date(2028, 1, 1),
    )  # fmt: skip
    assert said(SCHOOL, {**claims, "program_title": ["Medical Coding Certificate"]}) == []


@together(
    ("status", "code", "counts"),
    [
        ("accredited", None, True), ("probation", None, True), ("candidate", None, False), ("withdrawn", None, False),
        ("inactive", None, None), ("unknown", None, None), ("accredited", "closing", True),
        ("inactive", "inactive", None), ("accredited", "admin_probation", True), ("anything new", None, None),
        ("approved", "approved", True), ("expired", "expired", False), ("pending", "pending", None),
    ],
)  # fmt: skip
def test_what_counts_as_accredited(status: str, code: str | None, counts: bool | None) -> None:
    assert counts_as_accredited(status, code) is counts


def test_a_record_without_a_status_and_a_kind_without_one_say_nothing() -> None:
    assert said(LIST, {"institution": ["X"]}) == []
    assert said(SCHOOL, {"program_title": ["HIT"]}) == []
    assert said(("listings", "listing_program"), {"status": ["accredited"]}) == []
    assert not speaks_of_accreditation(("dapip", "accreditation"))
