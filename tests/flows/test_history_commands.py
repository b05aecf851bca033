"""What changed and where sources disagree, as a person reads it in 100 columns, and the same for a program in JSON."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.history_words import LONGEST, change_in_words, short
from flows.operate import republish
from spiders.environment import Environment
from tests.pipelines.made_runs import MadeHome, made_home, price, program, school

SLUG = "ohio/ohio-valley-college"
PROGRAM = f"{SLUG}/51-0707-associate"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeHome]:
    with made_home(tmp_path_factory.mktemp("told") / "home") as home:
        for day, (count, tuition) in enumerate((("5", "4000"), ("9", "4500"))):
            made = [*school("100654", program("100654", completions=count))]
            home.run([*made, price("100654", undergraduate_in_state_tuition=tuition)], day=day, period="2022-23")
            republish(home.engine, Environment(home=home.folder))
        decision = ("--who", "Ada", "--until", "2999-12-31", "--evidence", "=cmd() " + "long words " * 30)
        runner = CliRunner(env={"HIMDIR_HOME": str(home.folder)})
        told = runner.invoke(app, ["override", PROGRAM, "completions", "11", *decision])
        assert told.exit_code == 0, told.output
        yield home


@pytest.fixture
def himdir(home: MadeHome, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("HIMDIR_HOME", str(home.folder))
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *words: CliRunner().invoke(app, list(words))


def test_changes_are_told_with_names_days_and_dollars(himdir: Callable[..., Result]) -> None:
    told = himdir("changes").output
    assert max(map(len, told.splitlines())) <= 100
    words = " ".join(told.split())
    for part in (
        "2026-03-02",
        "Ohio Valley College",
        "$4,000.00",
        "$4,500.00",
        "correction",
        "all programs",
        "backfill",
    ):
        assert part in words, part


def test_json_and_csv_have_the_same_changes_whole(himdir: Callable[..., Result]) -> None:
    rows = json.loads(himdir("changes", "--limit", "0", "--format", "json").output)
    table = himdir("changes", "--limit", "0", "--format", "csv").output.splitlines()
    assert len(table) == len(rows) + 1
    assert {"400000", "450000"} <= {row["old"] for row in rows} | {row["new"] for row in rows}
    assert {row["of"] for row in rows} == {None, "Ohio Valley College", "Ohio Valley College, CIP 51.0707 associate"}


def test_changes_of_one_thing_by_its_slug(himdir: Callable[..., Result]) -> None:
    rows = json.loads(himdir("changes", "--id", PROGRAM, "--format", "json").output)
    assert [(row["old"], row["new"], row["cause"]) for row in rows] == [("9", "11", "correction"), ("5", "9", "source")]
    assert json.loads(himdir("changes", "--id", "ohio/nowhere", "--format", "json").output) == []
    (newest,) = json.loads(himdir("changes", "--limit", "1", "--format", "json").output)
    assert newest["cause"] == "correction"


def test_discrepancies_name_both_sources_and_why(himdir: Callable[..., Result]) -> None:
    told = himdir("discrepancies").output
    assert max(map(len, told.splitlines())) <= 100
    words = " ".join(told.split())
    assert "11 (correction)" in words
    assert "9 (ipeds)" in words
    (row,) = json.loads(himdir("discrepancies", "--format", "json").output)
    assert (row["value"], row["source"], row["chosen_value"], row["chosen_source"]) == (
        "9",
        "ipeds",
        "11",
        "correction",
    )
    assert row["rule"].endswith("long words")


def row(**told: Any) -> dict[str, Any]:
    usual = {"known_at": "2026-03-01T07:00:00Z", "thing_kind": "program", "thing_id": "prg-1", "of": None, "old": None,
             "new": None, "cause": "source", "source": "ipeds"}  # fmt: skip
    return {**usual, **told}


@pytest.mark.parametrize(
    ("told", "cells"),
    [
        (row(thing_id="*", field="*", new="85"), ("all programs", "as a whole", "—", "85")),
        (row(thing_id="*", field="price.*", new="7"), ("all", "price rows", "—", "7")),
        (row(thing_id="*", field="price.academic_year", old="a", new="b"), ("all", "price academic year", "a", "b")),
        (row(field="*", new="100654:51.0707:3"), ("prg-1", "as a whole", "—", "100654:51.0707:3")),
        (row(field="price.x.amount_cents", new="100 to 250"), ("prg-1", "price x amount", "—", "$1.00 to $2.50")),
        (row(field="price.x.*", old="12345", of="A"), ("A", "price x", "$123.45", "—")),
        (row(field="completions", old="100", new="0"), ("prg-1", "completions", "100", "0")),
        (
            row(field="accreditation.accreditation_status.value", old='{"code":"x","status":"x"}', new='["a","b"]'),
            ("prg-1", "accreditation accreditation status value", "x", "a, b"),
        ),
    ],
)  # fmt: skip
def test_cells(told: dict[str, Any], cells: tuple[str, ...]) -> None:
    found = change_in_words(told)
    assert tuple(found[name] for name in ("of what", "field", "old", "new")) == cells


def test_a_long_text_leaves_room() -> None:
    assert len(short("x" * 5000)) == LONGEST
