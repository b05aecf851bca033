"""Does a published value hold? Words against claims, and claims against what was published."""

import json
from typing import Any

import pytest

from pipelines.claims import claim
from pipelines.proof import WordsChecker, wrong_columns

KIND = ("ipeds", "program")


def test_words_that_give_the_claim_hold() -> None:
    checker = WordsChecker()
    assert checker.wrong("program", "completions", claim(5, "5", None), "5") == ""
    assert checker.wrong("program", "completions", claim(5, " 5", None), " 5") == ""
    assert checker.wrong("program", "completions", claim(None, ".", "not_stated"), ".") == ""
    assert checker.wrong("program", "completions", claim(None, "x", "unreadable"), "x") == ""


@pytest.mark.parametrize(
    ("told", "found", "why"),
    [
        (claim(5, "5", None), "6", "the capture says '6', the claim '5'"),
        (claim(6, "5", None), "5", "the words '5' now read 5, the claim is 6"),
        (claim(None, "5", "not_stated"), "5", "the words '5' now read 5, the claim is None"),
        (claim(0, ".", None), ".", "the words '.' now read None, the claim is 0"),
    ],
)
def test_words_that_do_not_are_told_apart(told: list[Any], found: str, why: str) -> None:
    assert WordsChecker().wrong("program", "completions", told, found) == why


def test_a_field_that_stands_twice_is_read_by_the_same_rule() -> None:
    checker = WordsChecker()
    assert checker.wrong("program", "completions.2", claim(7, "7", None), "7") == ""


def row(**change: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "unitid": "100654", "cip": "51.0707", "award_level": "3", "credential": "associate", "name": None,
        "completions": 5, "completions_men": None, "completions_women": None, "completions_flag": None,
        "zero_completions": 0, "evidence": json.dumps({"v1": "p1"}),
        "states": json.dumps({"name": "not_stated", "completions_men": "not_stated",
                              "completions_women": "not_stated", "completions_flag": "not_stated"}),
    }  # fmt: skip
    return {**usual, **change}


CLAIMS: dict[str, list[Any]] = {
    "unitid": ["100654"],
    "cip": ["51.0707"],
    "award_level": ["3"],
    "completions": [5],
}
PATTERNS = {
    "p1": ["unitid", "cip", "award_level", "credential=award_level", "completions", "zero_completions=completions"],
    "p2": ["unitid", "cip", "award_level", "credential=award_level", "completions"],
}


def wrong(told: dict[str, Any], **records: Any) -> dict[str, str]:
    return dict(wrong_columns("program", told, records or {"v1": (KIND, CLAIMS)}, PATTERNS))


def test_a_row_that_follows_from_its_claims_holds() -> None:
    assert wrong(row()) == {}


def test_each_way_in_which_a_row_does_not_hold_is_named() -> None:
    assert wrong(row(completions=6)) == {"completions": "published 6, but the claim gives [5]"}
    assert wrong(row(zero_completions=1)) == {"zero_completions": "published 1, but the claim gives [False]"}
    assert wrong(row(credential="bachelor"))["credential"].startswith("published 'bachelor'")
    assert wrong(row(name="Coding")) == {"name": "a value without a claim"}
    assert wrong(row(states="{}")).keys() == {"name", "completions_men", "completions_women", "completions_flag"}
    assert wrong(row(evidence='{"v1":"p2"}')) == {"zero_completions": "a value without a claim"}
    missing = wrong(row(evidence='{"v9":"p1"}'))
    assert set(missing.values()) == {"the record version v9 is not in the snapshot"}


def test_a_claim_of_another_source_does_not_give_the_value() -> None:
    assert wrong(row(), v1=(("listings", "listing_program"), CLAIMS)).keys() >= {"completions", "cip"}
