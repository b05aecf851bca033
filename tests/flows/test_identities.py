"""Old ids and slugs lead on, and the ids of one directory can be loaded into another that is built anew."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.operate import republish
from spiders.environment import Environment
from tests.pipelines.made_runs import MadeHome, institution, made_home, program, school

Himdir = Callable[..., Result]
OLD, NEW = "100654", "100663"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeHome]:
    """A directory in which one school was renamed and then merged into another; no test changes it."""
    with made_home(tmp_path_factory.mktemp("merged") / "home") as home:
        other = school(NEW, name="Wabash College")
        closed = institution(OLD, name="Valley University", activity="C", successor_unitid=NEW)
        for day, made in enumerate((school(OLD), school(OLD, name="Valley University"), [closed, program(OLD)])):
            home.run([*made, program(OLD, "51.0716", "2"), *other], day=day)
            republish(home.engine, Environment(home=home.folder))
        yield home


@pytest.fixture
def himdir(home: MadeHome, monkeypatch: pytest.MonkeyPatch) -> Himdir:
    monkeypatch.setenv("HIMDIR_HOME", str(home.folder))
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *words: CliRunner().invoke(app, list(words))


@pytest.mark.parametrize(
    "asked", ["ohio/ohio-valley-college/51-0707-associate", "/Ohio/valley-university/51-0707-associate/"]
)
def test_an_old_slug_of_a_merged_school_shows_the_successors_program(
    home: MadeHome, himdir: Himdir, asked: str
) -> None:
    told = himdir("show", asked)
    assert told.exit_code == 0, told.output
    assert "was merged into" in told.output
    assert "Wabash College" in told.output
    shown = json.loads(himdir("show", asked, "--format", "json").output)
    assert shown["program"]["program_id"] == home.ids()[f"program/ipeds/{NEW}:51.0707:3"]
    assert shown["program"]["slug"] == "ohio/wabash-college/51-0707-associate"
    assert [step["thing_id"] for step in shown["redirects"]] == [home.ids()[f"program/ipeds/{OLD}:51.0707:3"]]


def test_an_old_id_shows_its_successor(home: MadeHome, himdir: Himdir) -> None:
    for anchor in (f"institution/ipeds/{OLD}", f"program/ipeds/{OLD}:51.0707:3"):
        told = himdir("show", home.ids()[anchor])
        assert (told.exit_code, "Wabash College" in told.output) == (0, True)


def test_what_rests_says_where_its_school_went(home: MadeHome, himdir: Himdir) -> None:
    for asked in (
        home.ids()[f"program/ipeds/{OLD}:51.0716:2"],
        "ohio/valley-university/51-0716-certificate-1-to-2-years",
    ):
        told = himdir("show", asked)
        assert told.exit_code == 1
        assert home.ids()[f"institution/ipeds/{NEW}"] in told.output


@pytest.mark.parametrize(
    "asked", ["ohio/nowhere", "ohio", "a/b/c/d", "ohio/wabash-college/51-0707-knight", "prg-0", "x' OR 1"]
)
def test_what_was_never_given_is_said(himdir: Himdir, asked: str) -> None:
    told = himdir("show", asked)
    assert (told.exit_code, "himdir programs" in told.output) == (2, True)


def test_identities_loaded_into_an_empty_home_are_those_that_were_given(
    home: MadeHome, himdir: Himdir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "identities.csv"
    assert himdir("identities", "export", str(file)).exit_code == 0
    assert himdir("identities", "export").output == file.read_text()
    others = file.read_text().replace(home.ids()[f"program/ipeds/{NEW}:51.0707:3"], "prg-given1long2ago")
    file.write_text(others)
    with made_home(tmp_path / "new") as new:
        monkeypatch.setenv("HIMDIR_HOME", str(new.folder))
        told = himdir("identities", "load", str(file))
        assert told.exit_code == 0, told.output
        new.run([*school(NEW, name="Wabash College")])
        republish(new.engine, Environment(home=new.folder))
        assert new.ids() == {**home.ids(), f"program/ipeds/{NEW}:51.0707:3": "prg-given1long2ago"}
        shown = himdir("show", "ohio/ohio-valley-college/51-0707-associate", "--format", "json")
        assert json.loads(shown.output)["program"]["program_id"] == "prg-given1long2ago"
        again = himdir("identities", "load", str(file))
        assert (again.exit_code, "empty" in again.output) == (2, True)


def test_a_file_that_is_none_is_refused(himdir: Himdir, tmp_path: Path) -> None:
    file = tmp_path / "identities.csv"
    file.write_bytes(b"\xff\xfe")
    for path in (file, tmp_path / "missing.csv"):
        told = himdir("identities", "load", str(path))
        assert (told.exit_code, str(path) in told.output.replace("\n", "")) == (2, True)
