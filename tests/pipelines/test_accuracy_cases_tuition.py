"""The labeled tuition spans keep their shape: fields, words and numbers that a scorer can compare."""

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.together import together

CASES = Path(__file__).resolve().parents[2] / "pipelines" / "accuracy" / "tuition.jsonl"
SHAPE = ["id", "page", "text", "expected", "tags"]
FIELDS = [
    "amount_min",
    "amount_max",
    "currency",
    "basis",
    "term",
    "residency",
    "kind",
    "academic_year",
    "credits",
    "credit_load_min",
    "credit_load_max",
]
WORDS: dict[str, set[str | None]] = {
    "basis": {
        "per_credit",
        "per_clock_hour",
        "per_course",
        "per_term",
        "per_year",
        "per_program",
        "per_month",
        "one_time",
        "unknown",
    },
    "term": {"semester", "quarter", "trimester", None},
    "residency": {"in_district", "in_state", "out_of_state", "online", "international", "any"},
    "kind": {"tuition", "tuition_and_fees", "fee", "books", "room_and_board", "total_cost", "other"},
}
AMOUNT = re.compile(r"(?:0|[1-9][0-9]{0,6})\.[0-9]{2}")
YEAR = re.compile(r"(20[0-9]{2})-([0-9]{2})")


def cases() -> list[dict[str, Any]]:
    """Read the labeled spans, in the order of the file."""
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


ALL = cases()
CHARGES: list[tuple[dict[str, Any], dict[str, Any]]] = [(case, charge) for case in ALL for charge in case["expected"]]


def printed(amount: str) -> set[str]:
    """The ways in which a page may print an amount, thousands separators aside."""
    thousands = f"{Decimal(amount) / 1000:f}".rstrip("0").rstrip(".") + "k"
    return {
        amount,
        amount.removesuffix(".00"),
        amount.rstrip("0").rstrip("."),
        f"${amount.removeprefix('0')}",
        f"|{amount.removeprefix('0')}",
        thousands,
    }


def test_there_are_enough_cases_and_enough_traps() -> None:
    assert len(ALL) >= 150
    assert sum(not case["expected"] for case in ALL) >= 25


def test_ids_are_numbered_in_order() -> None:
    assert [case["id"] for case in ALL] == [f"tuition-{number:03d}" for number in range(1, len(ALL) + 1)]


def test_no_span_stands_twice() -> None:
    assert [text for text, times in Counter(case["text"] for case in ALL).items() if times > 1] == []


def test_pages_group_several_spans() -> None:
    sizes = Counter(case["page"] for case in ALL)
    assert len(sizes) >= 30
    assert min(sizes.values()) >= 2


@together("case", ALL)
def test_a_case_has_its_fields(case: dict[str, Any]) -> None:
    assert list(case) in (SHAPE, [*SHAPE, "met"])
    assert re.fullmatch(r"p[0-9]{3,4}", case["page"])
    assert 0 < len(case["text"].strip()) <= 600
    assert isinstance(case["expected"], list)
    assert case["tags"]
    assert all(re.fullmatch(r"[a-z]+(?::[a-z]+)?", tag) for tag in case["tags"])


@together("case", ALL)
def test_a_trap_is_tagged_as_one(case: dict[str, Any]) -> None:
    assert (not case["expected"]) == any(tag.startswith("neg:") for tag in case["tags"])


@together(("case", "charge"), CHARGES)
def test_a_charge_has_the_fields_and_words_of_the_kind(case: dict[str, Any], charge: dict[str, Any]) -> None:
    assert list(charge) == FIELDS
    assert charge["currency"] == "USD"
    assert {field for field, allowed in WORDS.items() if charge[field] not in allowed} == set()


@together(("case", "charge"), CHARGES)
def test_amounts_are_decimal_strings_printed_in_the_span_or_spelled_out(
    case: dict[str, Any], charge: dict[str, Any]
) -> None:
    text = case["text"].replace(",", "")
    spelled = "dollars" in text and not any(letter.isdigit() for letter in text)
    for field in ("amount_min", "amount_max"):
        assert AMOUNT.fullmatch(charge[field])
        assert spelled or any(form in text for form in printed(charge[field]))
    assert Decimal(charge["amount_min"]) <= Decimal(charge["amount_max"])


@together(("case", "charge"), CHARGES)
def test_an_academic_year_is_two_years_in_a_row(case: dict[str, Any], charge: dict[str, Any]) -> None:
    if charge["academic_year"] is None:
        return
    year = YEAR.fullmatch(charge["academic_year"])
    assert year
    first = int(year[1])
    assert (first + 1) % 100 == int(year[2])
    assert str(first) in case["text"] or str(first + 1) in case["text"]


@together(("case", "charge"), CHARGES)
def test_credits_and_bands_are_plausible_numbers(case: dict[str, Any], charge: dict[str, Any]) -> None:
    for field in ("credits", "credit_load_min", "credit_load_max"):
        value = charge[field]
        assert value is None or (isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 150)
    low, high = charge["credit_load_min"], charge["credit_load_max"]
    assert low is None or high is None or low < high


@together(("case", "charge"), CHARGES)
def test_a_term_is_tied_to_a_unit_that_can_have_one(case: dict[str, Any], charge: dict[str, Any]) -> None:
    if charge["term"] is not None:
        assert charge["basis"] in {"per_term", "per_credit"}


@together("field", sorted(WORDS))
def test_every_word_of_a_vocabulary_is_exercised(field: str) -> None:
    assert {charge[field] for _, charge in CHARGES} == WORDS[field]


def test_ranges_and_free_charges_are_exercised() -> None:
    assert sum(charge["amount_min"] != charge["amount_max"] for _, charge in CHARGES) >= 3
    assert sum(charge["amount_min"] == "0.00" for _, charge in CHARGES) >= 2
