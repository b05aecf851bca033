"""What a night builds again: what follows from the records that moved, and nothing else while only they have moved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.touched import Touched, touched_by
from tests.pipelines.made_runs import Made, MadeHome, correction, institution, lead, made_home, price, program, school

FIRST, SECOND, THIRD = "100654:51.0707:3", "100654:51.0716:2", "100663:51.0707:3"
TUITION = "undergraduate_in_state_tuition"


def listed(completions: str = "5", name: str = "Wabash College", tuition: str = "4000", **away: str) -> list[Made]:
    """Two schools with three programs and a price."""
    return [
        institution("100654", "Ohio Valley College", **away), program("100654", completions=completions),
        program("100654", "51.0716", "2"), price("100654", **{TUITION: tuition}),
        institution("100663", name, city="Crawfordsville", state="IN", zip="47933"), program("100663"),
    ]  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        home.run(listed())
        home.assemble()
        yield home


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> list[Touched]:
    """What each assembly of the test has built; one that builds everything adds nothing."""
    found: list[Touched] = []

    def told(*arguments: object) -> Touched:
        found.append(touched_by(*arguments))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr("pipelines.build_directory.touched_by", told)
    return found


@pytest.mark.parametrize(
    ("night", "wanted"),
    [
        (listed(completions="6"), Touched(frozenset({FIRST}), frozenset(), frozenset())),
        (listed(name="Wabash Valley College"), Touched(frozenset(), frozenset({"100663"}), frozenset())),
        (listed(tuition="4100"), Touched(frozenset(), frozenset(), frozenset({"100654"}))),
        (listed()[:-1], Touched(frozenset({THIRD}), frozenset(), frozenset())),
        (
            listed(activity="C", successor_unitid="100663"),
            Touched(frozenset({FIRST, SECOND}), frozenset({"100654"}), frozenset()),
        ),
    ],
    ids=["a count", "a name", "a price", "a program that is missing", "a school that is combined"],
)
def test_what_moved_is_built_again_and_nothing_else(
    home: MadeHome, touched: list[Touched], night: list[Made], wanted: Touched
) -> None:
    home.run(night, day=1)
    assert not home.assemble(day=1).unchanged
    assert touched == [wanted]


def test_what_another_source_or_a_person_speaks_of_is_built_every_night(home: MadeHome, touched: list[Touched]) -> None:
    told = {"institution": "Ohio Valley College", "place": "Dayton, OH", "program_title": "Health Information"}
    home.run([lead("a", **told, credential="Associate of Science in Health Information Technology")], source="listings")
    home.run([correction(home.ids()["institution/ipeds/100663"], "phone", "7655550100")], source="correction")
    home.assemble()
    home.run([], source="correction", day=1)
    home.assemble(day=1)
    assert [one.programs for one in touched] == [frozenset({FIRST})] * 2
    assert [one.institutions for one in touched] == [frozenset({"100663"})] * 2
    assert touched[0].priced == frozenset({"100663"})


def test_what_is_not_touched_is_neither_read_nor_written(home: MadeHome) -> None:
    with home.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE program SET name = 'left alone' WHERE unitid = '100663'")
    home.run(listed(completions="6"), day=1)
    home.assemble(day=1)
    assert (home.program(FIRST)["completions"], home.program(THIRD)["name"]) == (6, "left alone")


def test_a_release_or_another_scope_builds_everything_again(
    home: MadeHome, touched: list[Touched], monkeypatch: pytest.MonkeyPatch
) -> None:
    home.assemble(scope="51.07")
    monkeypatch.setattr("pipelines.assemble.code_digest", lambda: "another code")
    home.run(listed(completions="6"), day=1)
    home.assemble(scope="51.07", day=1)
    assert touched == []
    home.run([*listed(completions="7"), *school("100690", name="Lima College", city="Lima")], day=2)
    home.assemble(scope="51.07", day=2)
    assert [one.programs for one in touched] == [frozenset({FIRST, "100690:51.0707:3"})]
