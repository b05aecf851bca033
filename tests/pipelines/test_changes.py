"""Every change has a cause, and what our own reading moved never looks like a change at the source."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.claims import field_rules
from pipelines.rules import RULES, Missing, Rule, rule_for
from tests.pipelines.made_runs import FIRST_DAY, MadeHome, institution, lead, made_home, program, school

KEY = "100654:51.0707:3"
LEAD = {
    "institution": "Ohio Valley College", "program_title": "Associate of Science in Health Information Technology",
    "place": "Dayton, OH", "credential": "Associate of Science in Health Information Technology",
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        yield home


def after(home: MadeHome, *completions: str, parser: str = "1", day: float = 1, **told: Any) -> list[Any]:
    """The changes of one assembly over a run in which the one program has these completions."""
    made = (program("100654", completions=said) for said in completions)
    home.run(school("100654", *made), day=day, parser=parser, **told)
    assembly = home.assemble()
    return [] if assembly.unchanged else home.changes(assembly.publication)


@contextmanager
def count_rule(version: str, read: Callable[[str], Any]) -> Iterator[None]:
    """Another rule for counts, as a later release would have it."""
    usual, caches = RULES["ipeds_count"], (rule_for, field_rules)
    RULES["ipeds_count"] = Rule("ipeds_count", version, read)
    try:
        [known.cache_clear() for known in caches]
        yield
    finally:
        RULES["ipeds_count"] = usual
        [known.cache_clear() for known in caches]


def test_what_the_source_changed_is_a_change_at_the_source(home: MadeHome) -> None:
    after(home, "5", day=0)
    assert after(home, "7") == [("completions", "5", "7", "source")]
    (row,) = home.query("SELECT * FROM change WHERE field = 'completions'")
    assert (row["source"], row["run_number"]) == ("ipeds", 2)
    assert datetime.fromisoformat(row["known_at"]).date() == (FIRST_DAY + timedelta(days=1)).date()


def test_the_same_bytes_under_another_parser_are_a_change_of_the_parser(home: MadeHome) -> None:
    after(home, "5", day=0, capture="bytes")
    assert after(home, "7", parser="2", capture="bytes") == [("completions", "5", "7", "parser")]


def test_other_bytes_under_another_parser_are_not_blamed_on_the_source(home: MadeHome) -> None:
    after(home, "5", day=0)
    assert after(home, "7", parser="2") == [("completions", "5", "7", "parser")]


def test_once_a_new_parser_has_met_the_old_words_a_change_is_the_sources_again(home: MadeHome) -> None:
    after(home, "5", day=0)
    assert after(home, "5", day=1, parser="2") == []
    assert after(home, "7", day=2, parser="2") == [("completions", "5", "7", "source")]


def test_a_value_that_the_source_takes_back_is_a_change_at_the_source(home: MadeHome) -> None:
    after(home, "5", day=0)
    assert sorted(after(home, ".", day=1)) == [
        ("completions", "5", None, "source"),
        ("zero_completions", "0", None, "source"),
    ]
    assert sorted(after(home, "0", day=2)) == [
        ("completions", None, "0", "source"),
        ("zero_completions", None, "1", "source"),
    ]


def test_a_field_that_a_new_parser_finds_in_the_same_bytes_is_a_change_of_the_parser(home: MadeHome) -> None:
    home.run(school("100654"), capture="bytes")
    home.assemble()
    home.run(school("100654", phone="9375550100"), day=1, parser="2", capture="bytes")
    assert home.changes(home.assemble().publication) == [("phone", None, "9375550100", "parser")]
    home.run(school("100654"), day=2, parser="3", capture="bytes")
    assert home.changes(home.assemble().publication) == [("phone", "9375550100", None, "parser")]


def test_a_value_that_comes_back_is_known_since_it_came_back(home: MadeHome) -> None:
    after(home, "5", day=0)
    after(home, "7", day=1)
    assert after(home, "5", day=2) == [("completions", "7", "5", "source")]
    told = home.query("SELECT run_number, known_at FROM change WHERE field = 'completions' ORDER BY change_number")
    assert [row["run_number"] for row in told] == [2, 3]
    assert [datetime.fromisoformat(row["known_at"]).day for row in told] == [2, 3]


def test_the_same_words_read_by_another_rule_are_a_change_of_the_rule(home: MadeHome) -> None:
    after(home, "5", day=0)
    with count_rule("2", lambda text: int(text) * 10):
        assert after(home, "5") == [("completions", "5", "50", "rule")]


def test_words_that_a_new_rule_can_read_are_a_change_of_the_rule(home: MadeHome) -> None:
    def deaf(_text: str) -> int:
        raise Missing("not_stated")

    with count_rule("0", deaf):
        after(home, "5", day=0)
    assert sorted(after(home, "5")) == [
        ("completions", None, "5", "rule"),
        ("zero_completions", None, "0", "rule"),
    ]


def test_another_derivation_of_the_same_claim_is_a_change_of_the_rule(
    home: MadeHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines import assemble, merge

    after(home, "5", day=0)
    merge._single_plan.cache_clear()
    merge.choices.cache_clear()
    merge._plan.cache_clear()
    try:
        with monkeypatch.context() as patched:
            patched.setitem(merge.DERIVATIONS, "control_label", lambda code: f"control {code}")
            patched.setattr(assemble, "VERSION", "other")
            assert home.changes(home.assemble().publication) == [("control", "public", "control 1", "rule")]
    finally:
        merge._single_plan.cache_clear()
        merge.choices.cache_clear()
        merge._plan.cache_clear()


def test_a_new_program_is_one_event_at_the_source(home: MadeHome) -> None:
    home.run(school("100654"))
    home.assemble()
    home.run(school("100654", program("100654"), program("100654", "51.0716", "2")), day=1)
    assert home.changes(home.assemble().publication) == [("*", None, "100654:51.0716:2", "source")]


def test_the_first_words_of_another_source_are_a_backfill_and_later_ones_are_its_own(home: MadeHome) -> None:
    home.run(school("100654"))
    home.assemble()
    home.run([lead("a", **LEAD)], day=1, source="listings")
    first = home.changes(home.assemble().publication)
    assert first == [("name", None, LEAD["program_title"], "backfill")]
    home.run([lead("a", **{**LEAD, "program_title": "Health Information Technology AS"})], day=2, source="listings")
    second = home.changes(home.assemble().publication)
    assert second == [("name", LEAD["program_title"], "Health Information Technology AS", "source")]


def test_a_program_that_another_record_names_now_is_a_merge(home: MadeHome) -> None:
    home.run([*school("100654")])
    home.run([lead("b", **{**LEAD, "program_title": "Health Information AS"})], source="listings")
    home.assemble()
    home.run(
        [lead("a", **LEAD), lead("b", **{**LEAD, "program_title": "Health Information AS"})], day=1, source="listings"
    )
    told = home.changes(home.assemble().publication)
    assert told == [("name", "Health Information AS", LEAD["program_title"], "merge")]


def test_a_name_whose_only_witness_is_gone_leaves_with_it(home: MadeHome) -> None:
    home.run(school("100654"))
    home.run([lead("a", **LEAD), lead("b", **{**LEAD, "institution": "Nowhere College"})], source="listings")
    home.assemble()
    left = [lead("b", **{**LEAD, "institution": "Nowhere College"})]
    for day in (1, 2):
        home.run(left, day=day, source="listings")
        told = home.changes(home.assemble().publication)
    assert told == [("name", LEAD["program_title"], None, "absence")]


def test_a_moved_institution_is_told_field_by_field(home: MadeHome) -> None:
    home.run(school("100654"))
    home.assemble()
    home.run([institution("100654", city="TROY", zip="45373"), program("100654")], day=1)
    told = home.changes(home.assemble().publication)
    assert sorted(told) == [("city", "Dayton", "Troy", "source"), ("zip", "45402", "45373", "source")]
