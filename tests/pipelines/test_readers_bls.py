"""The words of the Bureau of Labor Statistics and their values: numbers exact, marks with a state, all else refused."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalize.refusal import Refusal
from pipelines.readers import Missing
from pipelines.readers_bls import BLS_FIELDS, BLS_READERS, MARKS, bls_rule
from pipelines.rules import RULES
from pipelines.tables import reference_rows
from spiders.bls_layout import site
from tests.together import together

PAY = (
    "The median annual wage for clerks was $50,250 in May 2024. The lowest 10 percent earned less than $35,780, and "
    "the highest 10 percent earned more than $80,950."
)


@together(
    ("rule", "text", "value"),
    [
        ("bls_jobs", "194,800", 194_800), ("bls_jobs", "-2,200", -2_200), ("bls_jobs", "155495730", 155_495_730),
        ("bls_jobs", "−300", -300), ("bls_thousands", "14.2", 14_200), ("bls_thousands", "1007.2", 1_007_200),
        ("bls_thousands", "-12.4", -12_400), ("bls_thousands", "850", 850_000), ("bls_thousands", "0", 0),
        ("bls_percent", "7.1", "7.1"), ("bls_percent", "28%", "28"), ("bls_percent", "19", "19"),
        ("bls_percent", "-4.90", "-4.9"), ("bls_percent", "0", "0"), ("bls_dollars", "51140", "51140"),
        ("bls_dollars", "$60,750", "60750"), ("bls_dollars", "27.3", "27.30"), ("bls_dollars", "18.47", "18.47"),
        ("bls_dollars", "$20.00", "20"), ("bls_annual_pay", "$50,250 per year $24.16 per hour", "50250"),
        ("bls_hourly_pay", "$50,250 per year $24.16 per hour", "24.16"), ("bls_hourly_pay", "$18.05 per hour", "18.05"),
        ("bls_annual_pay", "$50,250   per year", "50250"), ("bls_outlook_percent", "7% (Much faster)", "7"),
        ("bls_outlook_words", "-5% (Decline)", "Decline"), ("bls_outlook_percent", "-5% (Decline)", "-5"),
        ("bls_openings", "About 14,200 openings for clerks are projected each year", 14_200),
        ("bls_openings", "Despite decline, about 1.2 million openings for them", 1_200_000),
        ("bls_median_sentence", PAY, "50250"), ("bls_lowest_sentence", PAY, "35780"),
        ("bls_highest_sentence", PAY, "80950"), ("bls_fact", "None", "None"), ("bls_soc", " 29-2072 ", "29-2072"),
        ("bls_list", "One\n\n Two  things \n", ["One", "Two things"]), ("bls_text", "A\n\nB  c", "A\nB c"),
        ("bls_date", "Last Modified Date: Thursday, August 28, 2025", "2025-08-28"),
        ("bls_link", "/ooh/sales/cashiers.htm", "https://www.bls.gov/ooh/sales/cashiers.htm"),
        ("bls_onet", "https://www.onetonline.org/link/summary/29-2072.00", "29-2072.00"), ("bls_only", "TRUE", True),
        ("bls_only", "", False), ("bls_words", "      Medical records specialists", "Medical records specialists"),
    ],
)  # fmt: skip
def test_words_and_their_values(rule: str, text: str, value: Any) -> None:
    assert RULES[rule].read(text) == value


@together(
    ("rule", "text", "state"),
    [
        *((rule, mark, state) for mark, state in MARKS.items() for rule in ("bls_dollars", "bls_thousands")),
        ("bls_fact", "See How to Become One", "not_stated"), ("bls_hourly_pay", "$50,250 per year", "not_stated"),
        ("bls_annual_pay", "This wage is equal to or greater than $239,200 per year.", "suppressed"),
        ("bls_dollars", "equal to or greater than $239,200", "suppressed"), ("bls_list", " \n ", "not_stated"),
    ],
)  # fmt: skip
def test_words_that_say_there_is_no_value(rule: str, text: str, state: str) -> None:
    with pytest.raises(Missing) as missing:
        RULES[rule].read(text)
    assert missing.value.state == state


@together(
    ("rule", "text"),
    [
        ("bls_jobs", "about 200"), ("bls_jobs", "1,00,000"), ("bls_jobs", "14.2"), ("bls_thousands", "14.2222"),
        ("bls_thousands", "14,2"), ("bls_percent", "seven"), ("bls_percent", "7%%"), ("bls_dollars", "-5"),
        ("bls_dollars", "18.475"), ("bls_dollars", "99999999"), ("bls_dollars", "€40"), ("bls_annual_pay", "$50,250"),
        ("bls_annual_pay", "$50,250 per month"), ("bls_outlook_percent", "7%"), ("bls_openings", "Many openings"),
        ("bls_median_sentence", "The mean annual wage for clerks was $50,250"), ("bls_soc", "29-20720"),
        ("bls_date", "Last Modified Date: February 30, 2025"), ("bls_date", "2025-08-28"),
        ("bls_onet", "https://www.onetonline.org.example/link/summary/29-2072.00"), ("bls_only", "FALSE"),
        ("bls_link", "javascript:alert(1)"), ("bls_dollars", "٥٠"),
    ],
)  # fmt: skip
def test_words_that_are_refused(rule: str, text: str) -> None:
    with pytest.raises(Refusal):
        RULES[rule].read(text)


def test_every_field_names_a_rule_that_is_there() -> None:
    named = {bls_rule(kind, field) for kind, fields in BLS_FIELDS.items() for field in fields}
    assert named <= BLS_READERS.keys()
    assert bls_rule("occupation_wage", "annual_median_wage") == "bls_dollars"
    assert bls_rule("occupation", "comparison_growth") == "bls_percent"


@given(st.sampled_from(sorted(BLS_READERS)), st.text(max_size=120))
def test_any_words_are_read_missing_or_refused(rule: str, text: str) -> None:
    try:
        RULES[rule].read(text)
    except (Missing, Refusal):
        return


@given(st.decimals(min_value=-100_000, max_value=100_000, places=1))
def test_thousands_of_jobs_are_exact(thousands: Decimal) -> None:
    assert RULES["bls_thousands"].read(str(thousands)) == thousands * 1000


def test_every_published_claim_is_one_that_the_spider_gives() -> None:
    given_fields = {
        "occupation": {*BLS_FIELDS["occupation"], "title", "similar_occupation", "similar_occupation_duties"},
        "occupation_wage": set(site().wages.columns), "occupation_state_wage": set(site().wages.columns),
        "occupation_projection": set(site().projections.columns),
    }  # fmt: skip
    rows = reference_rows("statements_bls")
    assert {row["record_kind"] for row in rows} == set(given_fields)
    assert [row["claim"] for row in rows if row["claim"] not in given_fields[row["record_kind"]]] == []
    money = {row["claim"] for row in rows if row["topic"] == "pay" and "wage" in row["claim"]}
    assert all(row["unit"] == "USD" for row in rows if row["claim"] in money)
