"""Prices, costs, accreditations and statements change with a cause; the same again, and first loads, make no noise."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines import publish_statements
from pipelines.claims import field_rules
from pipelines.rules import RULES, Rule, rule_for
from pipelines.statement_plan import Published
from tests.pipelines.made_runs import Made, MadeHome, accredited, lead, located, made_home, price, program, school

TUITION = "undergraduate_in_state_tuition"
FEES = "undergraduate_in_state_fees"
COST = "cost.level_3.in_state.2022-23"
LEAD = {
    "institution": "Ohio Valley College", "program_title": "Associate of Science in Health Information Technology",
    "place": "Dayton, OH", "credential": "Associate of Science in Health Information Technology",
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        yield home


def night(home: MadeHome, day: float, *made: Made, **told: Any) -> list[tuple[str, str | None, str | None, str]]:
    """The changes (field, old, new, cause) of one assembly after a run with these records."""
    home.run(made, day=day, **{"period": "2022-23", **told})
    assembly = home.assemble()
    return [] if assembly.unchanged else sorted(home.changes(assembly.publication), key=str)


def priced(tuition: str, fees: str = "100") -> list[Made]:
    return [*school("100654"), price("100654", **{TUITION: tuition, FEES: fees})]


def test_a_first_load_is_one_event_a_table(home: MadeHome) -> None:
    assert night(home, 0, *priced("4000")) == [
        ("*", None, "1", "backfill"), ("*", None, "1", "backfill"), ("level_cost.*", None, "1", "backfill"),
        ("price.*", None, "2", "backfill"),
    ]  # fmt: skip
    (row,) = home.query("SELECT * FROM change WHERE field = 'price.*'")
    assert (row["thing_id"], row["source"]) == ("*", "ipeds")


def test_the_same_again_is_no_change(home: MadeHome) -> None:
    night(home, 0, *priced("4000"))
    assert night(home, 1, *priced("4000")) == []


def test_another_price_is_a_change_at_the_source_and_so_is_the_cost_that_follows(home: MadeHome) -> None:
    night(home, 0, *priced("4000"))
    assert night(home, 1, *priced("4500")) == [
        (f"{COST}.amount_cents", "820000", "920000", "source"),
        (f"price.{TUITION}.amount_cents", "400000", "450000", "source"),
    ]
    for row in home.query("SELECT * FROM change WHERE publication = 2"):
        assert (row["source"], row["run_number"], row["known_at"][:10]) == ("ipeds", 2, "2026-03-02")
        assert row["version_id"] is not None
        assert row["part"].split(":")[0] in ("price", "level_cost")


def test_a_price_that_returns_is_known_since_it_returned(home: MadeHome) -> None:
    for day, tuition in enumerate(("4000", "4500", "4000")):
        night(home, day, *priced(tuition))
    (row,) = home.query("SELECT * FROM change WHERE publication = 3 AND field LIKE 'price%'")
    assert (row["new"], row["cause"], row["run_number"], row["known_at"][:10]) == ("400000", "source", 3, "2026-03-03")


def test_a_price_that_is_no_longer_stated_leaves_and_is_kept_whole(home: MadeHome) -> None:
    night(home, 0, *priced("4000"))
    assert night(home, 1, *priced("4000", ".")) == [
        (f"{COST}.amount_cents", "820000", "800000", "source"),
        (f"{COST}.includes_fees", "1", "0", "source"),
        (f"price.{FEES}.*", "10000", None, "source"),
    ]
    (row,) = home.query("SELECT * FROM change WHERE field LIKE 'price.%' AND publication = 2")
    assert json.loads(row["whole"])["basis"] == "per_year"
    assert night(home, 2, *priced("4000"))[-1] == (f"price.{FEES}.*", None, "10000", "source")


def test_a_price_whose_record_is_gone_leaves_by_absence(home: MadeHome) -> None:
    night(home, 0, *priced("4000"), *school("100663", name="Wabash"), price("100663", **{TUITION: "1"}))
    left = [*priced("4000"), *school("100663", name="Wabash")]
    assert night(home, 1, *left) == []
    assert night(home, 2, *left)[0][3] == "absence"
    assert home.query("SELECT DISTINCT cause, run_number FROM change WHERE publication = 3") == [
        {"cause": "absence", "run_number": 3}
    ]


def test_the_same_words_under_another_rule_are_a_change_of_the_rule(home: MadeHome) -> None:
    night(home, 0, *priced("4000"))
    usual, caches = RULES["ipeds_dollars"], (rule_for, field_rules)
    RULES["ipeds_dollars"] = Rule("ipeds_dollars", "2", lambda text: int(text) * 10)
    try:
        [known.cache_clear() for known in caches]
        told = night(home, 1, *priced("4000"))
    finally:
        RULES["ipeds_dollars"] = usual
        [known.cache_clear() for known in caches]
    assert {cause for *_, cause in told} == {"rule"}
    assert (f"price.{TUITION}.amount_cents", "400000", "40000", "rule") in told


def test_the_same_bytes_under_another_parser_are_a_change_of_the_parser(home: MadeHome) -> None:
    night(home, 0, *priced("4000"), capture="bytes")
    told = night(home, 1, *priced("4500"), parser="2", capture="bytes")
    assert [cause for *_, cause in told] == ["parser", "parser"]


def test_a_new_year_of_all_prices_is_one_event(home: MadeHome) -> None:
    both = [*priced("4000"), *school("100663", name="Wabash"), price("100663", **{TUITION: "1"})]
    night(home, 0, *both)
    assert night(home, 1, *both, period="2023-24", capture="new") == [
        ("institution.period", "2022-23", "2023-24", "source"),
        ("level_cost.academic_year", "2022-23", "2023-24", "source"),
        ("price.academic_year", "2022-23", "2023-24", "source"),
        ("program.period", "2022-23", "2023-24", "source"),
    ]
    told = home.query("SELECT whole FROM change WHERE field = 'price.academic_year'")
    assert told == [{"whole": '{"rows": 3}'}]


def test_a_year_that_some_had_before_is_told_for_each_that_comes_to_it(home: MadeHome) -> None:
    first, second = priced("4000"), [*school("100663", name="Wabash"), price("100663", **{TUITION: "1"})]
    night(home, 0, *first, *second)
    night(home, 1, *first, period="2023-24", capture="new")
    told = night(home, 2, *first, *second, period="2023-24", capture="newer")
    assert (f"price.{TUITION}.academic_year", "2022-23", "2023-24", "source") in told
    assert "price.academic_year" not in {field for field, *_ in told}


def test_prices_that_come_in_later_are_one_event_and_so_are_the_costs(home: MadeHome) -> None:
    night(home, 0, *school("100654"))
    assert night(home, 1, *priced("4000")) == [
        ("level_cost.*", None, "1", "backfill"), ("price.*", None, "2", "backfill"),
    ]  # fmt: skip


def test_what_a_new_school_charges_comes_with_the_school(home: MadeHome) -> None:
    night(home, 0, *priced("4000"))
    told = night(home, 1, *priced("4000"), *school("100663", name="Wabash"), price("100663", **{TUITION: "1"}))
    assert [field for field, *_ in told] == ["*", "*"]


def test_a_new_level_of_a_school_brings_no_news_of_its_price(home: MadeHome) -> None:
    night(home, 0, *priced("4000"))
    told = night(home, 1, *priced("4000"), program("100654", "51.0716", "2"))
    assert told == [("*", None, "100654:51.0716:2", "source")]


def test_a_move_of_the_scope_says_nothing_of_prices(home: MadeHome) -> None:
    home.run([*priced("4000"), program("100654", "51.0716", "2")], arguments={"cip": "him"})
    home.assemble("him")
    for scope in ("51.0716", "him"):
        told = home.changes(home.assemble(scope).publication)
        assert {(field, cause) for field, _, _, cause in told} == {("*", "rule")}


def accreditation(**words: str) -> list[Made]:
    return [located("200200", "100654"), accredited("200200", **words)]


def test_an_accreditation_that_ends_is_a_change_at_the_source(home: MadeHome) -> None:
    home.run(school("100654"))
    assert ("institution_accreditation.*", None, "1", "backfill") in night(home, 0, *accreditation(), source="dapip")
    assert night(home, 1, *accreditation(ended_on="10/26/2015"), source="dapip") == [
        ("accreditation.HLC.ended_on", None, "2015-10-26", "source"),
        ("accreditation.HLC.is_current", "1", "0", "source"),
    ]


def test_an_accreditation_of_the_institution_above_is_shown_because_the_own_one_ended(home: MadeHome) -> None:
    def told(**words: str) -> list[Made]:
        return [
            located("200200001", "100654", parent="200200"),
            located("200200"),
            accredited("200200001", **words),
            accredited("200200"),
        ]

    home.run(school("100654"))
    night(home, 0, *told(), source="dapip")
    changes = night(home, 1, *told(ended_on="10/26/2015"), source="dapip")
    assert ("accreditation.HLC.*", None, "accredited", "source") in changes
    assert {cause for *_, cause in changes} == {"source"}


@pytest.fixture
def stated(home: MadeHome, monkeypatch: pytest.MonkeyPatch) -> MadeHome:
    """A home whose listings are published as statements about programs."""
    published = (Published("program", "curriculum", "duration", None, "program"),)
    plan = {("listings", "listing_program"): {"duration": published}}
    monkeypatch.setattr(publish_statements, "statement_plans", lambda: plan)
    home.run([*school("100654"), program("100654", "51.0713", "2")])
    return home


def test_a_statement_comes_changes_and_goes_with_its_cause(stated: MadeHome) -> None:
    def told(day: int, *leads: Made) -> list[Any]:
        return [one for one in night(stated, day, *leads, source="listings") if one[0] not in ("*", "name")]

    other = lead("b", **{**LEAD, "institution": "Nowhere College"}, duration="9 months")
    assert told(0, other, lead("a", **LEAD, duration="2 years")) == [("statement.*", None, "1", "backfill")]
    assert told(1, other, lead("a", **LEAD, duration="3 years")) == [
        ("curriculum.duration.value", "2 years", "3 years", "source")
    ]
    assert told(2, other, lead("a", **LEAD)) == [("curriculum.duration.*", "3 years", None, "source")]
    assert told(3, other, lead("a", **LEAD, duration="3 years")) == [
        ("curriculum.duration.*", None, "3 years", "source")
    ]
    assert told(4, other) == [("curriculum.duration.listing", "listed", "unconfirmed", "absence")]
    (row,) = stated.query("SELECT * FROM change WHERE field LIKE '%.listing'")
    assert (row["source"], row["known_at"][:10]) == ("listings", "2026-03-05")


def test_a_record_that_is_no_longer_sure_to_speak_of_a_program_is_a_merge(stated: MadeHome) -> None:
    night(stated, 0, lead("b", **LEAD, duration="9 months"), source="listings", period="2024")
    namesake = school("100663", program("100663", "51.0716", "2"))
    told = night(stated, 1, *school("100654"), program("100654", "51.0713", "2"), *namesake, period="2024")
    assert {(field, cause) for field, _, _, cause in told} == {
        ("*", "source"), ("curriculum.duration.*", "merge"), ("name", "merge"),
    }  # fmt: skip
