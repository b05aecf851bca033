"""Walking through what waits for a person, on a terminal: asked once who and why, one word a record, stored at once."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.operate import republish
from spiders.environment import Environment
from tests.pipelines.made_runs import MadeHome, lead, made_home, school
from tests.pipelines.test_review import LEAD, ONE, OTHER

Himdir = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        home.run([*school(ONE), *school(OTHER)])
        home.run([lead("a", **LEAD), lead("b", **LEAD)], source="listings")
        republish(home.engine, Environment(home=home.folder))
        yield home


@pytest.fixture
def himdir(home: MadeHome, monkeypatch: pytest.MonkeyPatch) -> Himdir:
    monkeypatch.setenv("HIMDIR_HOME", str(home.folder))
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *words, answers="": CliRunner().invoke(app, ["review", *words], input=answers)


def links(home: MadeHome) -> dict[str, str | None]:
    return {row["record_key"]: row["institution_id"] for row in home.query("SELECT * FROM record_link")}


def test_the_list_tells_what_waits_in_100_columns_and_in_json(himdir: Himdir) -> None:
    told = himdir("--list")
    assert told.exit_code == 0
    assert "2 records wait for a decision" in told.output
    assert max(map(len, told.output.splitlines())) <= 100
    waiting = json.loads(himdir("--format", "json").output)
    assert [item["record_key"] for item in waiting] == ["a", "b"]
    assert {one["unitid"] for one in waiting[0]["candidates"]} == {ONE, OTHER}


def test_walking_through_it_asks_once_and_stores_each_word(home: MadeHome, himdir: Himdir) -> None:
    told = himdir(answers="Ada\nlooked at their page\nperhaps\ny\nn\n")
    assert told.exit_code == 0, told.output
    assert "'perhaps' is none of these" in told.output
    assert "2 of 2 decided" in told.output
    assert told.output.count("Your name") == told.output.count("Why") == 1
    assert max(map(len, told.output.splitlines())) <= 100
    ids = home.ids()
    assert links(home)["a"] in {ids[f"institution/ipeds/{one}"] for one in (ONE, OTHER)}
    assert links(home)["b"] is None
    assert "nothing waits for a decision" in himdir().output
    exported = himdir("--export").output.splitlines()
    assert len(exported) == 4
    assert exported[1].startswith("listings,listing_program,a,Ohio Valley College,Dayton,OH,")
    assert ",Ada,looked at their page,himdir review," in exported[1]


def test_skipping_and_quitting_leave_the_rest(home: MadeHome, himdir: Himdir) -> None:
    told = himdir("--who", "Ada", "--why", "because", answers="s\nq\n")
    assert "0 of 2 decided" in told.output
    assert "2 records wait" in himdir("--list").output
    assert himdir("--export").output.count("\n") == 1
    told = himdir("--who", "Ada", "--why", "because", "--no-publish", answers="2\nq\n")
    assert "1 of 2 decided" in told.output
    assert links(home) == {"a": None, "b": None}
    republish(home.engine, Environment(home=home.folder))
    assert links(home)["a"] is not None


def test_a_wrong_file_is_said_and_no_decision_of_it_holds(home: MadeHome, himdir: Himdir) -> None:
    path = home.folder / "decisions" / "links.csv"
    path.parent.mkdir()
    path.write_text("nonsense")
    assert any(
        "no decision of it holds" in note for note in republish(home.engine, Environment(home=home.folder))[0].notes
    )
    assert himdir("--export").exit_code == 2
