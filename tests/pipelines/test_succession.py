"""Ids for life: kept through a rename, a merge, a split and another number; what was merged leads to its successor."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines import succession, tables
from tests.pipelines.made_runs import Made, MadeHome, institution, made_home, price, program, school

OLD, NEW = "100654", "100663"
KEY = "51.0707:3"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        yield home


def merged(*programs: Made) -> list[Made]:
    """The old school combined into the new one; ``programs`` of the new one, one when none are given."""
    closed = institution(OLD, activity="C", successor_unitid=NEW)
    return [closed, program(OLD), program(OLD, "51.0716", "2"), *school(NEW, *programs, name="Wabash College")]


def apart() -> list[Made]:
    return [*school(OLD, program(OLD), program(OLD, "51.0716", "2")), *school(NEW, name="Wabash College")]


def lives(home: MadeHome) -> dict[str, tuple[str | None, bool]]:
    """Anchor -> (anchor of the successor, whether the id is retired)."""
    rows = home.query("SELECT * FROM identity")
    anchors = {row["thing_id"]: row["anchor"] for row in rows}
    return {row["anchor"]: (anchors.get(row["successor_id"]), row["retired_at"] is not None) for row in rows}


def told(home: MadeHome) -> set[tuple[str, str | None, str]]:
    rows = home.query("SELECT * FROM change WHERE publication = (SELECT max(publication) FROM change)")
    return {(row["thing_kind"], row["old"], row["cause"]) for row in rows if row["field"] == "*"}


def test_a_merged_school_is_retired_and_its_programs_lead_to_those_of_the_successor(home: MadeHome) -> None:
    home.run(apart())
    home.assemble()
    ids = home.ids()
    home.run(merged(), day=1)
    home.assemble()
    assert lives(home) == {
        f"institution/ipeds/{OLD}": (f"institution/ipeds/{NEW}", True),
        f"institution/ipeds/{NEW}": (None, False),
        f"program/ipeds/{OLD}:{KEY}": (f"program/ipeds/{NEW}:{KEY}", True),
        f"program/ipeds/{OLD}:51.0716:2": (None, True),
        f"program/ipeds/{NEW}:{KEY}": (None, False),
    }
    assert home.ids() == ids
    assert home.query("SELECT unitid FROM program") == [{"unitid": NEW}]
    assert told(home) == {
        ("institution", OLD, "merge"), ("program", f"{OLD}:{KEY}", "merge"), ("program", f"{OLD}:51.0716:2", "merge"),
    }  # fmt: skip


def test_what_the_merged_school_charged_leaves_by_the_merge(home: MadeHome) -> None:
    home.run([*apart(), price(OLD, undergraduate_in_state_tuition="4000")])
    home.assemble()
    home.run([*merged(), price(OLD, undergraduate_in_state_tuition="4000")], day=1)
    home.assemble()
    rows = home.query("SELECT DISTINCT cause FROM change WHERE publication = 2 AND field LIKE 'price.%'")
    assert rows == [{"cause": "merge"}]


def test_a_program_that_the_successor_offers_later_is_led_to(home: MadeHome) -> None:
    for day, made in enumerate((apart(), merged(), merged(program(NEW), program(NEW, "51.0716", "2")))):
        home.run(made, day=day)
        home.assemble()
    assert lives(home)[f"program/ipeds/{OLD}:51.0716:2"] == (f"program/ipeds/{NEW}:51.0716:2", True)


def test_a_merge_that_is_taken_back_brings_back_the_same_ids(home: MadeHome) -> None:
    for day, made in enumerate((apart(), merged(), apart())):
        home.run(made, day=day)
        home.assemble()
    assert {successor for successor, _ in lives(home).values()} == {None}
    assert {cause for *_, cause in told(home)} == {"merge"}
    assert len(home.query("SELECT * FROM program")) == 3


def test_a_directory_built_after_the_merge_knows_the_old_ids_all_the_same(home: MadeHome, tmp_path: Path) -> None:
    for day, made in enumerate((apart(), merged())):
        home.run(made, day=day)
        home.assemble()
    with made_home(tmp_path / "later") as later:
        later.run(merged(), day=1)
        later.assemble()
        assert (later.ids(), lives(later)) == (home.ids(), lives(home))
        assert {row["cause"] for row in later.query("SELECT cause FROM change")} == {"backfill"}


def test_a_merged_school_that_ipeds_drops_stays_merged(home: MadeHome) -> None:
    home.run(apart())
    home.run(merged(), day=1)
    for day in (2, 3, 4):
        home.run(school(NEW, name="Wabash College"), day=day)
    home.assemble()
    assert lives(home)[f"institution/ipeds/{OLD}"] == (f"institution/ipeds/{NEW}", True)


def test_a_chain_leads_to_its_end_and_a_circle_nowhere(home: MadeHome) -> None:
    third = "100690"
    chain = [
        institution(OLD, activity="C", successor_unitid=NEW), program(OLD),
        institution(NEW, activity="C", successor_unitid=third), *school(third, name="Lima College"),
    ]  # fmt: skip
    home.run(chain)
    home.assemble()
    assert lives(home)[f"program/ipeds/{OLD}:{KEY}"] == (f"program/ipeds/{third}:{KEY}", True)
    circle = [institution(one, activity="C", successor_unitid=two) for one, two in ((OLD, NEW), (NEW, OLD))]
    home.run([*circle, program(OLD), *school(third, name="Lima College")], day=1)
    home.assemble()
    assert lives(home)[f"program/ipeds/{OLD}:{KEY}"] == (None, False)


def test_a_successor_that_nobody_lists_is_none(home: MadeHome) -> None:
    home.run([institution(OLD, activity="C", successor_unitid="999999"), program(OLD), *school(NEW, name="Wabash")])
    home.assemble()
    assert lives(home)[f"institution/ipeds/{OLD}"] == (None, False)


def test_a_split_gives_new_ids_and_leaves_the_old_ones(home: MadeHome) -> None:
    home.run(school(OLD, program(OLD), program(OLD, "51.0716", "2")))
    home.assemble()
    ids = home.ids()
    home.run([*school(OLD), *school(NEW, program(NEW, "51.0716", "2"), name="Ohio Valley College-Lima")], day=1)
    home.assemble()
    assert home.ids().items() > ids.items()
    assert {retired for _, retired in lives(home).values()} == {False}


def test_a_rename_keeps_the_id_and_the_old_slug(home: MadeHome) -> None:
    for day, name in enumerate(("Ohio Valley College", "Valley University", "Ohio Valley College")):
        home.run(school(OLD, name=name), day=day)
        home.assemble()
        slugs = {row["slug"]: row["is_current"] for row in home.query("SELECT * FROM institution_slug")}
        assert {slug for slug, current in slugs.items() if current} == {f"ohio/{name.lower().replace(' ', '-')}"}
    assert len(slugs) == 2
    assert len(home.ids()) == 2


@pytest.fixture
def rekeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person has found that the new number is the old school."""
    rows = ({"old_unitid": OLD, "new_unitid": NEW, "why": "same school", "source": "made", "as_of": "2026-03-02"},)
    usual = tables.reference_rows
    monkeypatch.setattr(succession, "reference_rows", lambda name: rows if name.startswith("rekeyed") else usual(name))
    return


def test_another_number_for_the_same_school_keeps_its_ids(home: MadeHome, rekeyed: Any) -> None:
    home.run(school(OLD))
    home.assemble()
    ids = home.ids()
    for day in range(1, 4):
        home.run(school(NEW), day=day)
        home.assemble()
        assert home.ids() == ids
        assert home.query("SELECT unitid FROM program") == [{"unitid": NEW}]
    assert home.program(f"{OLD}:{KEY}")["listing"] == "listed"


def test_ids_that_the_new_number_had_already_lead_to_the_old_ones(
    home: MadeHome, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    home.run([*school(OLD), *school(NEW)])
    home.assemble()
    request.getfixturevalue("rekeyed")
    home.run([*school(OLD), *school(NEW, program(NEW, completions="9"))], day=1)
    home.assemble()
    assert lives(home) == {
        f"institution/ipeds/{OLD}": (None, False), f"program/ipeds/{OLD}:{KEY}": (None, False),
        f"institution/ipeds/{NEW}": (f"institution/ipeds/{OLD}", True),
        f"program/ipeds/{NEW}:{KEY}": (f"program/ipeds/{OLD}:{KEY}", True),
    }  # fmt: skip
    assert home.program(f"{OLD}:{KEY}")["completions"] == 9
