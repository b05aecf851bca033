"""A correction from the command line: written to the operator's file, published, shown with its evidence, verified."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.operate import republish
from flows.verify import verify_published
from spiders.environment import Environment
from tests.pipelines.made_runs import MadeHome, made_home, price, program, school

Himdir = Callable[..., Result]
SCHOOL = "ohio/ohio-valley-college"
PROGRAM = f"{SCHOOL}/51-0707-associate"
DECISION = ("--who", "Ada", "--until", "2999-12-31", "--evidence", "https://made.example/contact")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        home.run([*school("100654"), price("100654", undergraduate_in_state_tuition="4000")])
        republish(home.engine, Environment(home=home.folder))
        yield home


@pytest.fixture
def himdir(home: MadeHome, monkeypatch: pytest.MonkeyPatch) -> Himdir:
    monkeypatch.setenv("HIMDIR_HOME", str(home.folder))
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *words: CliRunner().invoke(app, list(words))


def listed(himdir: Himdir) -> list[tuple[str, str, str | None]]:
    told = json.loads(himdir("overrides", "--format", "json").output)
    return [(row["field"], row["state"], row["source_value"]) for row in told]


def test_the_life_of_corrections(home: MadeHome, himdir: Himdir) -> None:
    told = himdir("override", PROGRAM, "completions", "9", *DECISION)
    assert told.exit_code == 0, told.output
    assert "9 instead of 5" in told.output
    assert "snapshot" in told.output
    told = himdir("override", SCHOOL, "price.undergraduate_in_state_tuition", "4500", *DECISION, "--no-publish")
    assert "4500 instead of 4000.00" in told.output
    assert listed(himdir) == [
        ("completions", "active", "5"), ("price.undergraduate_in_state_tuition", "not taken in yet", None),
    ]  # fmt: skip
    republish(home.engine, Environment(home=home.folder))
    shown = himdir("show", PROGRAM)
    assert "https://made.example/contact" in "".join(shown.output.split())
    assert max(map(len, shown.output.splitlines())) <= 100
    found = json.loads(himdir("show", PROGRAM, "--format", "json").output)
    proof = next(value for value in found["values"] if value["field"] == "completions")
    assert (proof["source"], proof["words"], proof["url"]) == ("correction", "9", "decisions://home/overrides.csv")
    assert found["prices"][0]["amount_min_cents"] == 450_000
    assert {row["who"] for row in found["corrections"]} == {"Ada"}
    result = verify_published(Environment(home=home.folder))
    assert not [failure for failure in result.failures if failure.what.startswith("correction")]
    assert {"completions", "name"} & {failure.field for failure in result.failures}, "made captures are no files"
    captures = home.query("SELECT captured_at FROM capture WHERE source = 'correction'")
    assert len(captures) == 2
    home.run([*school("100654", program("100654", completions="9")), price("100654")], day=1)
    republish(home.engine, Environment(home=home.folder))
    assert ("completions", "agreed", "9") in listed(himdir)


def test_a_correction_of_a_correction_remembers_what_the_source_says(home: MadeHome, himdir: Himdir) -> None:
    for value in ("9", "10"):
        assert himdir("override", PROGRAM, "completions", value, *DECISION).exit_code == 0
    with (home.folder / "decisions" / "overrides.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["instead_of"] for row in rows] == ["5", "5"]
    assert listed(himdir) == [("completions", "active", "5")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("prg-0", "completions", "9"), "himdir programs"),
        ((PROGRAM, "unitid", "9"), "completions, completions_men"),
        ((PROGRAM, "phone", "9"), "no field"),
        ((PROGRAM, "completions", "many"), "whole number"),
        ((SCHOOL, "price.undergraduate_in_state_fees", "9"), "0 values"),
    ],
)
def test_what_cannot_be_corrected_is_said(home: MadeHome, himdir: Himdir, words: tuple[str, ...], told: str) -> None:
    answer = himdir("override", *words, *DECISION)
    assert (answer.exit_code, told in answer.output) == (2, True), answer.output
    assert not (home.folder / "decisions" / "overrides.csv").exists()


def test_a_wrong_file_or_row_is_said_and_stops_nothing(home: MadeHome, himdir: Himdir) -> None:
    himdir("override", PROGRAM, "completions", "9", *DECISION)
    path = home.folder / "decisions" / "overrides.csv"
    before = path.read_text()
    path.write_text(before + "prg-1,completions,many,Ada,2026-03-01,phone,2026-12-31,\n")
    notes = republish(home.engine, Environment(home=home.folder))[0].notes
    assert any("row 3: value" in note for note in notes)
    assert ("completions", "active", "5") in listed(himdir)
    path.write_text("nonsense")
    notes = republish(home.engine, Environment(home=home.folder))[0].notes
    assert any("stay as they were" in note for note in notes)
    assert home.program("100654:51.0707:3")["completions"] == 9
    assert himdir("overrides").exit_code == 2
    path.unlink()
    republish(home.engine, Environment(home=home.folder))
    assert home.program("100654:51.0707:3")["completions"] == 5
    assert listed(himdir) == []
