"""Histories of accepted runs and the directory that follows: ids for life, scope, and nothing lost on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.columns import Verdict
from tests.pipelines.made_runs import MadeHome, institution, lead, made_home, price, program, school


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        yield home


THREE = [*school("100654"), *school("100663", name="Wabash College"), *school("100690", name="Lima College")]


def test_the_first_load_is_one_event_for_each_kind_of_thing(home: MadeHome) -> None:
    home.run(THREE)
    assembly = home.assemble()
    assert home.changes() == [("*", None, "3", "backfill"), ("*", None, "3", "backfill")]
    assert assembly.counts["program"] == assembly.counts["institution"] == 3
    assert dict(assembly.changes) == {"backfill": 2}


def test_an_assembly_of_the_same_is_no_new_one(home: MadeHome) -> None:
    run = home.run(THREE)
    first = home.assemble()
    home.same_again(run, day=1)
    again = home.assemble()
    assert (again.unchanged, again.publication, again.counts) == (True, first.publication, first.counts)
    home.run(THREE, day=2)
    assert home.assemble().unchanged
    assert len(home.changes()) == 2


def test_a_quarantined_or_abandoned_run_changes_nothing(home: MadeHome) -> None:
    home.run(THREE)
    home.assemble()
    home.run(school("100654", program("100654", completions="7")), day=1, verdict=Verdict.quarantined)
    home.run([], day=2, verdict=Verdict.abandoned)
    assert home.assemble().unchanged
    assert home.program("100654:51.0707:3")["completions"] == 5
    assert {row["missing_runs"] for row in home.query("SELECT missing_runs FROM record")} == {0}


def test_a_program_without_a_known_institution_is_held_and_said(home: MadeHome) -> None:
    home.run([*school("100654"), program("999999")])
    assembly = home.assemble()
    assert assembly.counts["program"] == 1
    assert assembly.notes == ["1 programs are held: IPEDS lists no institution with their UNITID"]


def test_an_institution_without_a_program_of_the_scope_is_not_in_the_directory(home: MadeHome) -> None:
    home.run([*school("100654"), institution("100663")])
    assert home.assemble().counts["institution"] == 1


def test_a_rebuilt_directory_has_the_same_ids(home: MadeHome, tmp_path: Path) -> None:
    home.run(THREE)
    home.assemble()
    home.run([*THREE, *school("200004", name="Erie College")], day=1)
    home.assemble()
    with made_home(tmp_path / "rebuilt") as rebuilt:
        rebuilt.run([*reversed(THREE), *school("200004", name="Erie College")], day=5)
        rebuilt.assemble()
        assert rebuilt.ids() == home.ids()
    assert len(set(home.ids().values())) == len(home.ids()) == 8


def test_the_same_history_gives_the_same_directory_row_for_row(home: MadeHome, tmp_path: Path) -> None:
    with made_home(tmp_path / "other") as other:
        for one in (home, other):
            one.run(THREE)
            one.run([*THREE[:-1], program("100690", completions="8")], day=1)
            one.assemble()
        for table in ("institution", "program", "price", "identity", "citation_pattern", "record", "record_link"):
            statement = f"SELECT * FROM {table} ORDER BY 1, 2"  # noqa: S608 - names written above
            assert home.query(statement) == other.query(statement)


def test_a_narrower_scope_is_one_event_and_a_wider_one_brings_back_the_same_ids(home: MadeHome) -> None:
    wide = [*school("100654", program("100654"), program("100654", "51.0716", "2")), *school("100663", name="Wabash")]
    home.run(wide, arguments={"cip": "him"})
    home.assemble("him")
    ids = home.ids()
    narrower = home.assemble("51.0716")
    assert (narrower.counts["program"], narrower.counts["institution"]) == (1, 1)
    told = home.query("SELECT thing_kind, old, new, cause FROM change WHERE publication = :p", p=narrower.publication)
    assert {(row["thing_kind"], row["old"], row["new"], row["cause"]) for row in told} == {
        ("institution", "1", None, "rule"),
        ("program", "2", None, "rule"),
    }
    wider = home.assemble("him")
    told = home.query("SELECT thing_kind, old, new, cause FROM change WHERE publication = :p", p=wider.publication)
    assert ("program", None, "2", "rule") in {(row["thing_kind"], row["old"], row["new"], row["cause"]) for row in told}
    assert home.ids() == ids


def test_records_outside_the_scope_of_a_run_are_never_counted_absent(home: MadeHome) -> None:
    wide = [*school("100654", program("100654"), program("100654", "51.0716", "2"))]
    home.run(wide, arguments={"cip": "him"})
    for day in range(1, 6):
        home.run(school("100654"), day=day, arguments={"cip": "51.0707"})
        home.assemble("him")
    assert home.record("100654:51.0716:2")["missing_runs"] == 0
    assert home.program("100654:51.0716:2")["listing"] == "listed"
    assert home.changes()[2:] == []


def test_prices_have_a_basis_and_a_residency_and_none_is_made_of_nothing(home: MadeHome) -> None:
    words = {"undergraduate_in_state_tuition": "4200", "undergraduate_out_of_state_tuition": ".",
             "undergraduate_in_state_tuition_flag": "R"}  # fmt: skip
    home.run([*school("100654"), price("100654", **words), price("999999", **words)], period="2022-23")
    assert home.assemble().counts["price"] == 1
    (row,) = home.query("SELECT * FROM price")
    assert (row["amount_min_cents"], row["amount_max_cents"]) == (420_000, 420_000)
    assert (row["basis"], row["residency"], row["kind"]) == ("per_year", "in_state", "tuition")
    assert (row["academic_year"], row["imputation_flag"], row["grain"]) == ("2022-23", "R", "institution")


def test_a_price_that_is_no_longer_stated_leaves(home: MadeHome) -> None:
    home.run([*school("100654"), price("100654", undergraduate_in_state_tuition="4200")])
    home.assemble()
    home.run([*school("100654"), price("100654", undergraduate_in_state_tuition=".")], day=1)
    assert home.assemble().counts["price"] == 0


def test_a_null_always_has_a_state(home: MadeHome) -> None:
    made = program("100654", completions=".", completions_flag="")
    home.run([institution("100654", website="", closed_on="-2"), made])
    home.assemble()
    row = home.program(made.key)
    assert (row["completions"], row["zero_completions"]) == (None, None)
    assert '"completions":"not_stated"' in row["states"]
    assert '"zero_completions":"not_stated"' in row["states"]
    (place,) = home.query("SELECT website, closed_on, states FROM institution")
    assert (place["website"], place["closed_on"]) == (None, None)
    assert '"closed_on":"not_applicable"' in place["states"]


def test_zero_is_a_number_and_not_unknown(home: MadeHome) -> None:
    home.run(school("100654", program("100654", completions="0")))
    assembly = home.assemble()
    row = home.program("100654:51.0707:3")
    assert (row["completions"], row["zero_completions"]) == (0, 1)
    assert assembly.counts["program_with_zero_completions"] == 1


def test_a_lead_never_makes_a_program(home: MadeHome) -> None:
    home.run(
        [lead("x:y", institution="Nowhere College", program_title="Coding", place="Dayton, OH")], source="listings"
    )
    home.run(school("100654"))
    assembly = home.assemble()
    assert (assembly.counts["program"], assembly.counts["lead"]) == (1, 1)
    assert assembly.counts["lead_linked_to_a_program"] == 0


def test_an_assembly_that_fails_leaves_the_directory_as_it_was(home: MadeHome, monkeypatch: pytest.MonkeyPatch) -> None:
    home.run(THREE)
    home.assemble()
    before = home.query("SELECT * FROM program"), home.query("SELECT * FROM run"), home.changes()
    home.run([*THREE[:-1], program("100690", completions="8")], day=1)
    with monkeypatch.context() as patched:
        patched.setattr("pipelines.change_log.ChangeLog.finish", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            home.assemble()
    assert (home.query("SELECT * FROM program"), home.changes()) == (before[0], before[2])
    assert home.query("SELECT folded FROM run ORDER BY run_number") == [{"folded": 1}, {"folded": 0}]
    home.assemble()
    assert home.program("100690:51.0707:3")["completions"] == 8
