"""Which claim wins is data: precedence from the table, what disagrees stays, and every null says why."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines import merge as merging
from pipelines.merge import DERIVATIONS, OF_KEY, Choice, choices, merge
from pipelines.tables import reference_rows
from pipelines.things import INSTITUTION_FIELDS, PROGRAM_FIELDS
from spiders.source import source_names
from tests.pipelines.made_runs import MadeHome, lead, made_home, program, school

IPEDS, LISTING, OTHER = ("ipeds", "program"), ("listings", "listing_program"), ("cahiim", "accredited_program")
FIELDS = ("name", "completions", "zero_completions")


@pytest.fixture
def two_witnesses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A table in which an accreditor's name of a program wins over a listing's."""
    table = {
        "name": (Choice(*OTHER, "title", None, 1, "the accreditor"), Choice(*LISTING, "title", None, 9, "a lead")),
        "completions": (Choice(*IPEDS, "completions", None, 1, "only IPEDS"),),
        "zero_completions": (Choice(*IPEDS, "completions", DERIVATIONS["is_zero"], 1, "follows"),),
    }
    caches = (merging._plan, merging._one_way_each, merging._single_plan)
    monkeypatch.setattr(merging, "choices", lambda _: table)
    [known.cache_clear() for known in caches]
    yield
    [known.cache_clear() for known in caches]


def told(records: list[Any]) -> dict[str, Any]:
    return dict(zip(FIELDS, merge("program", FIELDS, records).values, strict=True))


@pytest.mark.usefixtures("two_witnesses")
@pytest.mark.parametrize("order", [1, -1])
def test_the_better_rank_wins_in_any_order_and_the_other_stays_as_a_disagreement(order: int) -> None:
    records: list[Any] = [
        (IPEDS, "v1", {"completions": [5]}),
        (LISTING, "v2", {"title": ["Billing"]}),
        (OTHER, "v3", {"title": ["Medical Coding"]}),
    ][::order]
    merged = merge("program", FIELDS, records)
    assert merged.values == ["Medical Coding", 5, False]
    (other,) = merged.disagreements
    assert (other.field, other.version_id, other.value) == ("name", "v2", "Billing")
    assert (other.chosen_version_id, other.chosen_value, other.reason) == ("v3", "Medical Coding", "the accreditor")
    assert dict(merged.evidence) == {"v3": ("name=title",), "v1": ("completions", "zero_completions=completions")}


@pytest.mark.usefixtures("two_witnesses")
@pytest.mark.parametrize("title", ["Coding", "medical coding (Certificate)", "Certificate, Medical Coding"])
def test_a_name_that_only_leaves_out_words_is_no_disagreement(title: str) -> None:
    records: list[Any] = [(LISTING, "v2", {"title": [title]}), (OTHER, "v3", {"title": ["Medical Coding"]})]
    assert merge("program", FIELDS, records).disagreements == []


@pytest.mark.usefixtures("two_witnesses")
def test_equal_words_are_no_disagreement_and_a_silent_witness_is_passed_over() -> None:
    agreeing: list[Any] = [(LISTING, "v2", {"title": ["Coding"]}), (OTHER, "v3", {"title": ["Coding"]})]
    assert merge("program", FIELDS, agreeing).disagreements == []
    silent: list[Any] = [(LISTING, "v2", {"title": ["Coding"]}), (OTHER, "v3", {"title": [None, "", "not_stated"]})]
    assert told(silent)["name"] == "Coding"


@pytest.mark.usefixtures("two_witnesses")
def test_every_null_has_the_state_of_the_claim_that_would_have_given_it() -> None:
    for state in ("not_stated", "not_applicable", "suppressed", "unreadable"):
        merged = merge("program", FIELDS, [(IPEDS, "v1", {"completions": [None, "?", state]})])
        assert merged.values == [None, None, None]
        assert dict(merged.states) == {"name": "not_stated", "completions": state, "zero_completions": state}
        assert merged.evidence == ()


def test_a_derivation_without_a_label_is_unreadable_and_never_a_default() -> None:
    claims = {"control": ["7"], "level": ["1"]}
    merged = merge("institution", ("control", "level"), [(("ipeds", "institution"), "v", claims)])
    assert merged.values == [None, "four-year"]
    assert dict(merged.states) == {"control": "unreadable"}


def test_one_record_and_many_give_the_same_values() -> None:
    claims: Any = {"unitid": ["1"], "cip": ["51.0707"], "award_level": ["3"], "completions": [None, ".", "not_stated"]}
    alone = merge("program", PROGRAM_FIELDS, [(IPEDS, "v1", claims)])
    beside = merge("program", PROGRAM_FIELDS, [(IPEDS, "v1", claims), (LISTING, "v2", {"institution": ["x"]})])
    assert (alone.values, alone.states) == (beside.values, tuple(sorted(beside.states, key=alone.states.index)))
    assert dict(alone.evidence) == dict(beside.evidence)


def test_zero_wins_over_nothing_and_is_zero() -> None:
    merged = merge("program", FIELDS, [(IPEDS, "v1", {"completions": [0]})])
    assert merged.values == [None, 0, True]


@pytest.mark.parametrize(("thing", "fields"), [("institution", INSTITUTION_FIELDS), ("program", PROGRAM_FIELDS)])
def test_the_table_names_every_field_once_a_rank_and_no_other(thing: str, fields: tuple[str, ...]) -> None:
    table = choices(thing)
    assert table.keys() == set(fields)
    for told in table.values():
        ranks = [choice.rank for choice in told]
        assert ranks == sorted(set(ranks))


def test_the_table_names_sources_derivations_and_reasons_that_there_are() -> None:
    for row in reference_rows("precedence"):
        assert row["source"] in source_names()
        assert row["derivation"] in ("", *DERIVATIONS, *OF_KEY)
        assert row["reason"]
        assert row["as_of"]


def test_the_directory_keeps_both_words_of_a_disagreement(tmp_path: Path) -> None:
    words = {"institution": "Ohio Valley College", "place": "Dayton, OH",
             "credential": "Associate of Science in Health Information Technology"}  # fmt: skip
    with made_home(tmp_path) as home:
        home.run(school("100654", program("100654")))
        one = lead("a", program_title="Health Information Technology", **words)
        other = lead("b", program_title="Medical Records", **words)
        home.run([one, other], source="listings")
        assembly = home.assemble()
        assert (assembly.counts["discrepancy"], assembly.counts["lead_linked_to_a_program"]) == (1, 2)
        (row,) = home.query("SELECT * FROM discrepancy")
        assert (row["field"], row["value"], row["chosen_value"]) == (
            "name", "Medical Records", "Health Information Technology",
        )  # fmt: skip
        assert home.program("100654:51.0707:3")["name"] == "Health Information Technology"


def test_the_home_of_this_module_has_no_leftover(tmp_path: Path) -> None:
    with made_home(tmp_path) as home:
        assert isinstance(home, MadeHome)
        assert not any(home.assemble().counts.values())
