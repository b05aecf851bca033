"""The table of rules: versions that move with their normalizers, and readings that refuse instead of guessing."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalize import address, award_level, cip, credential, location, tuition
from pipelines.normalize.refusal import Refusal
from pipelines.rules import REQUIRED, RULES, Missing, Rule, rule_for, rules_digest
from tests.together import together

DELEGATED = {
    "cip": cip.VERSION,
    "ipeds_award_level": award_level.VERSION,
    "ipeds_state": location.VERSION,
    "ipeds_zip": location.VERSION,
    "ipeds_city": location.VERSION,
    "dapip_address": location.VERSION,
    "dapip_state": location.VERSION,
    "accreditor_state": location.VERSION,
    "accreditor_zip": location.VERSION,
    "accreditor_city": location.VERSION,
    "location": location.VERSION,
    "credential": credential.VERSION,
    "charges": tuition.VERSION,
    "ipeds_address": address.VERSION,
    "web_address": address.VERSION,
}
"""A normalizer that reads otherwise under the same version would look like a change at the source."""


@together("name", DELEGATED)
def test_a_rule_has_the_version_of_its_normalizer(name: str) -> None:
    assert RULES[name].version == DELEGATED[name]


def test_rules_are_filed_under_their_names() -> None:
    assert all(rule.name == name and rule.version for name, rule in RULES.items())
    assert RULES.keys() >= DELEGATED.keys()


def test_the_digest_follows_every_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rules_digest()
    monkeypatch.setitem(RULES, "cip", Rule("cip", "99", str))
    assert rules_digest() != before


@together(
    ("kind", "field", "rule"),
    [
        ("institution", "name", "ipeds_words"),
        ("institution", "zip", "ipeds_zip"),
        ("institution", "control", "ipeds_code"),
        ("program", "completions", "ipeds_count"),
        ("program", "completions_flag", "ipeds_code"),
        ("institution_price", "undergraduate_in_state_tuition", "ipeds_dollars"),
        ("institution_price", "undergraduate_in_state_tuition_flag", "ipeds_code"),
        ("institution_price", "graduate_in_state_per_credit", "ipeds_dollars"),
        ("program_price", "books_and_supplies_price", "ipeds_dollars"),
        ("program_price", "cip", "cip"),
        ("listing_program", "place", "location"),
        ("listing_program", "tuition_text", "charges"),
        ("listing_program", "anything_else", "words"),
    ],
)
def test_fields_are_read_by_their_rule(kind: str, field: str, rule: str) -> None:
    assert rule_for(kind, field).name == rule


def test_required_fields_have_a_rule_of_their_own_kind() -> None:
    assert REQUIRED["program"] == {"unitid", "cip", "award_level"}
    for kind, fields in REQUIRED.items():
        for field in fields:
            assert rule_for(kind, field).name in RULES


@together(
    ("rule", "text", "value"),
    [
        ("ipeds_count", " 12 ", 12),
        ("ipeds_count", "0", 0),
        ("ipeds_dollars", "4200", 420_000),
        ("ipeds_unitid", "100654", "100654"),
        ("ipeds_opeid", "00100200", "00100200"),
        ("ipeds_county", "1089", "01089"),
        ("ipeds_phone", "(937) 555-0100", "9375550100"),
        ("ipeds_coordinate", "-86.568502", "-86.568502"),
        ("ipeds_state", "PR", "PR"),
        ("ipeds_zip", "45402-1234", "45402-1234"),
        ("ipeds_award_level", "3", "3"),
        ("ipeds_words", " a \n b ", "a b"),
    ],
)
def test_words_that_can_be_read(rule: str, text: str, value: Any) -> None:
    assert RULES[rule].read(text) == value


@together(
    ("rule", "text"),
    [
        ("ipeds_count", "5.0"), ("ipeds_count", "-5"), ("ipeds_count", "٣"), ("ipeds_count", "1,000"),
        ("ipeds_count", "9" * 500), ("ipeds_dollars", "1000001"), ("ipeds_unitid", "10065"), ("ipeds_unitid", "10065٤"),
        ("ipeds_opeid", "100200"), ("ipeds_county", "123456"), ("ipeds_phone", "911"), ("ipeds_coordinate", "north"),
        ("ipeds_coordinate", "1e5"), ("ipeds_state", "ZZ"), ("ipeds_zip", "4540"), ("ipeds_code", "x" * 13),
        ("ipeds_award_level", "12"), ("cip", "51.071"),
    ],
)  # fmt: skip
def test_words_that_are_refused(rule: str, text: str) -> None:
    with pytest.raises(Refusal):
        RULES[rule].read(text)


@pytest.mark.parametrize("rule", RULES)
@settings(deadline=None)
@given(text=st.one_of(st.text(max_size=80), st.text("0123456789.-$%'\"/:, ", max_size=30)))
def test_no_rule_ends_otherwise_than_in_a_value_or_a_refusal(rule: str, text: str) -> None:
    try:
        value = RULES[rule].read(text)
    except (Missing, Refusal):
        return
    assert value is not None
