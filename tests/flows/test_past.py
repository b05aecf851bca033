"""The past from the newest snapshot alone is what was really published on each of those days."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from db.as_of import SCOPE_MOVED, open_past
from db.publish import current_snapshot
from db.reads import ProgramFilter, list_programs, open_snapshot, show_thing
from flows.cli import app
from flows.publication import publish
from spiders.environment import Environment
from tests.pipelines.made_runs import (
    Made,
    MadeHome,
    accredited,
    correction,
    institution,
    located,
    made_home,
    price,
    program,
    school,
)
from tests.pipelines.published import day, differences, published

OLD, NEW, THIRD = "100654", "100663", "100690"
TUITION, FEES = "undergraduate_in_state_tuition", "undergraduate_in_state_fees"


class Nights:
    """A home that publishes each night, and remembers what it published."""

    def __init__(self, home: MadeHome) -> None:
        self.home = home
        self.snapshots: dict[int, Path] = {}

    def night(self, number: int, scope: str | None = None) -> None:
        assembly = self.home.assemble(scope, day=number)
        told = publish(self.home.engine, Environment(home=self.home.folder), assembly)
        assert not told.refused
        folder = current_snapshot(self.home.published)
        assert folder is not None
        self.snapshots[number] = folder

    def check(self) -> None:
        """The past of every night is what was published then."""
        for number, folder in self.snapshots.items():
            with sqlite3.connect(f"{(folder / 'directory.sqlite').as_uri()}?mode=ro", uri=True) as then:
                wanted = published(then)
            with open_past(self.home.published, day(number)) as past:
                assert differences(published(past.connection), wanted) == [], number


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    with made_home(tmp_path / "home") as home:
        yield Nights(home)


def first() -> list[Made]:
    return [*school(OLD, program(OLD), program(OLD, "51.0716", "2")), *school(NEW, name="Wabash College"),
            price(OLD, **{TUITION: "4000", FEES: "100"})]  # fmt: skip


def test_every_kind_of_change_can_be_taken_back(nights: Nights) -> None:
    home = nights.home
    home.run(first(), day=0, period="2022-23")
    nights.night(0)
    changed = [*school(OLD, program(OLD, completions="9"), program(OLD, "51.0716", "2"), city="Troy"),
               *school(NEW, name="Wabash University"), price(OLD, **{TUITION: "4500"})]  # fmt: skip
    home.run(changed, day=1, period="2022-23")
    home.run([located("200200", OLD), accredited("200200")], day=1, source="dapip")
    nights.night(1)
    third = [*school(THIRD, name="Lima College"), price(THIRD, **{TUITION: "7000"})]
    home.run([*changed, *third, program(NEW, "51.0713", "2")], day=2, period="2023-24", capture="new")
    home.run([located("200200", OLD), accredited("200200", ended_on="01/02/2020")], day=2, source="dapip")
    nights.night(2)
    thing = home.ids()[f"program/ipeds/{THIRD}:51.0707:3"]
    home.run([correction(thing, "completions", "77")], day=3, source="correction")
    nights.night(3)
    left = [*school(OLD, program(OLD, completions="."), city="Troy"), *school(NEW, name="Wabash University")]
    for number in (4, 5, 6):
        home.run([*left, *third], day=number, period="2023-24")
        nights.night(number)
    closed = [
        institution(OLD, city="Troy", activity="C", successor_unitid=NEW),
        program(OLD),
        program(OLD, "51.0716", "2"),
    ]
    home.run([*closed, *school(NEW, name="Wabash University"), *third], day=7, period="2023-24")
    nights.night(7)
    nights.check()


def test_before_the_first_night_there_was_nothing(nights: Nights) -> None:
    nights.home.run(first())
    nights.night(0)
    with open_past(nights.home.published, day(-1)) as past:
        assert list_programs(past.connection, ProgramFilter()) == []
    with open_past(nights.home.published, date.max) as past, open_snapshot(nights.home.published) as now:
        assert list_programs(past.connection, ProgramFilter()) == list_programs(now, ProgramFilter())


def test_a_merge_that_was_taken_back_is_seen_as_it_was(nights: Nights) -> None:
    other = school(NEW, name="Wabash College")
    closed = [institution(OLD, activity="C", successor_unitid=NEW), program(OLD)]
    for number, made in enumerate((school(OLD), closed, school(OLD, program(OLD, completions="8")))):
        nights.home.run([*made, *other], day=number)
        nights.night(number)
    nights.check()


def test_what_the_scope_moved_is_said(nights: Nights) -> None:
    nights.home.run(first(), arguments={"cip": "him"})
    nights.night(0, "him")
    nights.home.run(first(), day=1, arguments={"cip": "him"})
    nights.night(1, "51.0707")
    with open_past(nights.home.published, day(0)) as past:
        assert past.notes == [SCOPE_MOVED]
        assert {row["cip"] for row in list_programs(past.connection, ProgramFilter())} == {"51.0707"}
    nights.night(2, "him")
    with open_past(nights.home.published, day(2)) as past:
        assert len(list_programs(past.connection, ProgramFilter())) == 3


@pytest.fixture
def himdir(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line over a home with three nights: a count moved, and a school was merged away."""
    other = school(NEW, name="Wabash College")
    closed = [institution(OLD, activity="C", successor_unitid=NEW), program(OLD, completions="9")]
    for number, made in enumerate((school(OLD), school(OLD, program(OLD, completions="9")), closed)):
        nights.home.run([*made, *other], day=number)
        nights.night(number)
    monkeypatch.setenv("HIMDIR_HOME", str(nights.home.folder))
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *words: CliRunner().invoke(app, list(words))


def test_the_commands_tell_the_past(himdir: Callable[..., Result], nights: Nights) -> None:
    old = nights.home.ids()[f"program/ipeds/{OLD}:51.0707:3"]
    counts = []
    for number in (0, 1, 2):
        told = json.loads(himdir("show", old, "--as-of", str(day(number)), "--format", "json").output)
        counts.append((told["program"]["unitid"], told["program"]["completions"]))
    assert counts == [(OLD, 5), (OLD, 9), (NEW, 5)]
    shown = himdir("show", old, "--as-of", str(day(0))).output
    assert "as it was known at the end of 2026-03-01" in shown
    assert "(until 2026-03-02)" in shown
    assert max(map(len, shown.splitlines())) <= 100
    listed = himdir("programs", "--as-of", str(day(1)), "--format", "csv").output.splitlines()
    assert len(listed) == 3
    assert "2 programs" in himdir("programs", "--as-of", str(day(1))).output
    assert himdir("show", old, "--as-of", "2020-01-01").exit_code == 2
    assert himdir("programs", "--as-of", "soon").exit_code == 2


def test_the_proof_of_a_later_value_is_not_shown_for_an_earlier_one(
    himdir: Callable[..., Result], nights: Nights
) -> None:
    old = nights.home.ids()[f"program/ipeds/{OLD}:51.0707:3"]
    told = json.loads(himdir("show", old, "--as-of", str(day(0)), "--format", "json").output)
    (value,) = [v for v in told["values"] if (v["thing_kind"], v["field"]) == ("program", "completions")]
    assert (value["value"], value["words"], value["until"][:10]) == (5, None, "2026-03-02")
    with open_past(nights.home.published, day(0)) as past:
        found = show_thing(past.connection, old)
        assert found is not None
        assert found["changes"] == []
