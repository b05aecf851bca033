"""The one program that a record speaks of: by level and field, in the codes under which schools report them."""

from typing import Any

import pytest

from pipelines.lead_programs import program_of
from pipelines.normalize.award_level import award_levels
from pipelines.tables import reference_rows

KEYS = [
    "100001:51.0707:3", "100001:51.0706:5", "100001:51.0706:7", "100001:51.2706:7", "100001:51.0713:21",
    "100001:51.0714:2", "100001:51.0706:6",
]  # fmt: skip


def accredited(level: str, field: str | None = "him", title: str = "") -> dict[str, list[Any]]:
    told: dict[str, list[Any]] = {"institution": ["X College"], "level": [level], "status": ["accredited"]}
    return {**told, **({"field": [field]} if field else {}), **({"program_title": [title]} if title else {})}


@pytest.mark.parametrize(
    ("claims", "key"),
    [
        (accredited("associate"), "100001:51.0707:3"),
        (accredited("associate", "hit"), "100001:51.0707:3"),
        (accredited("bachelor"), "100001:51.0706:5"),
        (accredited("master"), "100001:51.0706:7"),
        (accredited("master", "health_informatics"), "100001:51.2706:7"),
        (accredited("postbaccalaureate_certificate"), "100001:51.0706:6"),
        (accredited("certificate", "coding"), "100001:51.0713:21"),
        (accredited("certificate", "billing_and_coding"), "100001:51.0713:21"),
        (accredited("diploma", "billing_and_coding"), "100001:51.0713:21"),
        (accredited("associate", None, "Health Information Technology"), "100001:51.0707:3"),
        ({**accredited("certificate", "coding"), "cip": ["51.0714"]}, "100001:51.0714:2"),
        ({"program_title": ["Health Information Technology, Associate of Applied Science"]}, "100001:51.0707:3"),
        (
            {
                "program_title": ["Our program"],
                "credential_text": [{"credential": "bachelor", "field": "him", "cip": None}],
            },
            "100001:51.0706:5",
        ),
        ({"program_title": ["Medical Coding"], "credential": ["c", "Certificate"]}, "100001:51.0713:21"),
    ],
)
def test_a_record_leads_to_its_program(claims: dict[str, list[Any]], key: str) -> None:
    assert program_of(claims, KEYS) == (key, "credential_and_cip")


def test_a_school_may_report_under_another_code() -> None:
    found = program_of(accredited("associate"), ["100001:51.0706:3", "100001:51.0706:5"])
    assert found == ("100001:51.0706:3", "credential_and_another_cip: 51.0706")


@pytest.mark.parametrize(
    ("claims", "keys", "why"),
    [
        (accredited("associate"), ["100001:51.0706:5"], "no program has the credential associate"),
        (accredited("associate"), [], "no program has"),
        (accredited("certificate", "coding"), ["1:51.0713:21", "1:51.0713:2"], "2 programs have"),
        (accredited("associate", None), KEYS, "no credential with a subject"),
        (accredited("associate", "other"), KEYS, "no credential with a subject"),
        ({"program_title": ["Night classes"]}, KEYS, "no credential with a subject"),
        (accredited("associate"), ["100001:51.0707:99"], "no program has"),
    ],
)
def test_where_no_program_is_certain_none_is_named(claims: dict[str, list[Any]], keys: list[str], why: str) -> None:
    key, how = program_of(claims, keys)
    assert key is None
    assert how.startswith("no_program: ")
    assert why in how


def test_every_level_of_the_table_is_one_of_ipeds() -> None:
    known = {level.credential for level in award_levels().values()}
    assert {row["level"] for row in reference_rows("lead_program_cips")} <= known
