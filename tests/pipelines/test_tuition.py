"""Charges are read as people read them; any string at all gives a list, in time that grows with its length."""

import json
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalize.tuition import VERSION, predicted
from tests.growth import assert_linear
from tests.pipelines.test_tuition_shapes import CASES
from tests.pipelines.test_tuition_silence import CASES as SILENCE
from tests.pipelines.test_tuition_unseen import CASES as UNSEEN
from tests.pipelines.test_tuition_wordings import CASES as WORDINGS
from tests.together import together

DEV = Path(__file__).resolve().parents[2] / "../shared/cases/dev_tuition.jsonl"
FIELDS = ("basis", "term", "residency", "kind", "academic_year", "credits", "credit_load_min", "credit_load_max")
PIECES = (
    "tuition",
    "fee",
    "$",
    "$5",
    "$1,250.00",
    "$1,2,3",
    "per credit hour",
    "per",
    "/",
    "each",
    "12-18 credits",
    "(",
    ")",
    "in-state",
    "non-resident",
    "2023-24",
    "Fall 2024",
    "\n",
    "|",
    "=",
    "+",
    "x 3",
    "salary",
    "$41,8032",
    "\u202e",
    "\u200b",
    "\uff04\uff15\uff10\uff10",
    "\u00a0",
    "&nbsp;",
    "\U0001f600",
    "three hundred dollars",
    "1",
    "91 133",
    "to",
    "and",
    ".",
)
HOSTILE = (
    "$",
    "lab fee $5 class, ",
    "school year 2020-21 $5, ",
    "students from Cane County $5 ",
    "Class | Price\nCPR | $5\n",
    "Tuition\nFees\n$5\n",
    "\n+ $5 = ",
    "a / b / c\n",
    "$5 ",
    "$5\n",
    "(",
    "($5 ",
    "$1,",
    "1,",
    ".",
    "-",
    "$5-",
    "$5 to ",
    "12 ",
    "|",
    "&amp;",
    "12 credits ",
    "2014-15 ",
    "Tuition $500 per credit\n",
    "three hundred ",
    "each 1 ",
    "per ",
    "non-resident/international ",
    "3 $\n",
    "living in ",
    "Tuition 500 ",
    "Resident Nonresident\n",
    "$5 (\n",
    "$36 x 12 units = ",
    "\u202e$5",
    "aB",
    "_",
    " ",
)


def written(charge: dict[str, Any]) -> str:
    """A charge in the short form of the cases."""
    low, high = charge["amount_min"], charge["amount_max"]
    values = [low if low == high else f"{low}-{high}"]
    for field in FIELDS:
        value = charge[field]
        values.append("-" if value is None else f"{value:g}" if isinstance(value, float) else str(value))
    while values[-1] == "-":
        values.pop()
    return " ".join(values)


def trimmed(lines: Iterable[str]) -> list[str]:
    return [line.rstrip(" -") for line in lines]


@together(("text", "charges"), [*CASES, *UNSEEN, *SILENCE, *WORDINGS])
def test_a_span_is_read_charge_by_charge(text: str, charges: tuple[str, ...]) -> None:
    assert [written(charge) for charge in predicted(text)] == trimmed(charges)


@together("text", ["", " ", "\x00", "$", "$ $ $", "\u202e\u200b", "no price here", "(" * 500, '"' * 99])
def test_what_holds_no_amount_gives_no_charge(text: str) -> None:
    assert predicted(text) == []


@together(
    ("text", "amount"),
    [
        ("Tuition: \uff04\uff13\uff11\uff10 per unit", "310.00"),
        ("Tuition:\u00a0$310\u00a0per unit", "310.00"),
        ("Tuition: &#36;310 per unit", "310.00"),
        ("Tuition: US$310 per unit", "310.00"),
        ("Tuition: 310 dollars per unit", "310.00"),
        ("Tuition: three hundred ten dollars per unit", "310.00"),
        ("Tuition: $4.5k for the program", "4500.00"),
        ("Tuition: $.50 per unit", "0.50"),
    ],
)
def test_one_amount_in_many_spellings(text: str, amount: str) -> None:
    assert [charge["amount_min"] for charge in predicted(text)] == [amount]


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)))
def test_any_text_gives_well_formed_charges(text: str) -> None:
    charges = predicted(text)
    json.dumps(charges)
    for charge in charges:
        assert Decimal("0") <= Decimal(charge["amount_min"]) <= Decimal(charge["amount_max"])
        assert charge["amount_min"][-3] == "."
        assert charge["currency"] == "USD"
    assert predicted(text) == charges


@settings(deadline=None, max_examples=50)
@given(st.integers(min_value=40, max_value=99_999), st.sampled_from(["", ".00", ".50"]))
def test_its_own_amount_is_read_as_the_same_amount(dollars: int, places: str) -> None:
    first = predicted(f"Tuition ${dollars}{places} per credit")[0]
    again = predicted(f"Tuition ${first['amount_min']} per credit")[0]
    assert first == again
    assert Decimal(first["amount_min"]) == Decimal(f"{dollars}{places}")


@pytest.mark.no_cover
@pytest.mark.parametrize("opening", ["Tuition $5 ", "Tuition per credit (in dollars)\n"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_and_no_faster(piece: str, opening: str) -> None:
    assert_linear(lambda size: predicted((opening + piece * (size // len(piece) + 1))[:size]), 4_000, times=4)


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("piece", ["Tuition $500 per credit\n", "word "])
def test_one_megabyte_is_read_in_linear_time(piece: str) -> None:
    assert_linear(lambda size: predicted(("Tuition $5 " + piece * (size // len(piece) + 1))[:size]), 250_000, times=4)


def test_the_reading_names_its_version() -> None:
    assert VERSION.isdigit()


@pytest.mark.shared
@pytest.mark.skipif(not DEV.exists(), reason="the labelled cases are not beside the checkout")
def test_labelled_cases_stay_above_their_floors() -> None:
    rows = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [
        (trimmed(map(written, map(_floats, row["expected"]))), list(map(written, predicted(row["text"]))))
        for row in rows
    ]
    strict = sum(expected == read for expected, read in pairs) / len(pairs)
    right = sum(sum((Counter(expected) & Counter(read)).values()) for expected, read in pairs)
    figures = sum(len(expected) + len(read) for expected, read in pairs)
    silent = [not read for expected, read in pairs if not expected]
    assert strict >= 0.95
    assert 2 * right / figures >= 0.96
    assert sum(silent) / len(silent) >= 0.97


def _floats(charge: dict[str, Any]) -> dict[str, Any]:
    return {name: float(value) if isinstance(value, int) else value for name, value in charge.items()}
