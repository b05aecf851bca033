"""What an operator decides: each decision is a row with who and why, survives, and does what it says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from db.columns import Verdict
from db.publish import current_snapshot
from flows.cli import app
from flows.operate import operator_name
from tests.pipelines.made_runs import MadeHome, lead, made_home, program, school

Himdir = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        home.run([*school("100654"), *school("100663", name="Wabash")])
        yield home


@pytest.fixture
def himdir(home: MadeHome, monkeypatch: pytest.MonkeyPatch) -> Himdir:
    monkeypatch.setenv("HIMDIR_HOME", str(home.folder))
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *words: CliRunner().invoke(app, list(words))


def in_force(home: MadeHome) -> str:
    folder = current_snapshot(home.published)
    assert folder is not None
    return folder.name


def held(home: MadeHome) -> int:
    """A quarantined run in which one of two institutions is gone and the other graduated more."""
    return home.run(school("100654", program("100654", completions="77")), day=1, verdict=Verdict.quarantined)


def test_accepting_a_held_run_publishes_what_it_says_and_keeps_who_and_why(home: MadeHome, himdir: Himdir) -> None:
    number = held(home)
    told = himdir("accept", str(number), "--why", "their list really shrank", "--who", "Ada")
    assert told.exit_code == 0, told.output
    assert "accepted ipeds-2" in told.output
    assert "snapshot" in told.output
    assert home.program("100654:51.0707:3")["completions"] == 77
    (decision,) = home.query("SELECT action, subject, who, why FROM operator_decision")
    assert decision == {"action": "accept", "subject": "ipeds-2", "who": "Ada", "why": "their list really shrank"}
    (run,) = home.query("SELECT verdict, reasons FROM run WHERE run_number = :number", number=number)
    assert run["verdict"] == "accepted"
    assert "accepted all the same by Ada: their list really shrank" in run["reasons"]


def test_other_sources_publish_while_one_is_held_and_the_held_one_follows_when_accepted(
    home: MadeHome, himdir: Himdir
) -> None:
    number = held(home)
    words = {"place": "Dayton, OH", "credential": "Associate", "program_title": "Health Information Technology"}
    home.run([lead("a", institution="Ohio Valley College", **words)], source="listings")
    home.assemble()
    program_id = "100654:51.0707:3"
    assert home.program(program_id)["name"] == "Health Information Technology"
    assert home.program(program_id)["completions"] == 5
    home.engine.dispose()  # as after a restart: the decision waits in the database and nowhere else
    assert himdir("accept", str(number), "--why", "looked at it").exit_code == 0
    assert home.program(program_id)["completions"] == 77


def test_a_rejected_run_stays_out_and_is_not_asked_about_again(home: MadeHome, himdir: Himdir) -> None:
    number = held(home)
    assert himdir("reject", str(number), "--why", "half the page was missing").exit_code == 0
    home.assemble()
    assert home.program("100654:51.0707:3")["completions"] == 5
    again = himdir("reject", str(number), "--why", "again")
    assert again.exit_code == 2
    assert "was rejected already" in again.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("accept", "1", "--why", "x"), "is accepted; only a quarantined run waits"),
        (("accept", "99", "--why", "x"), "no one run is called '99'"),
        (("reject", "ipeds", "--why", "x"), "is accepted"),
        (("accept", "1", "--why", "  "), "say why"),
        (("pause", "nonsense", "--why", "x"), "no source is called 'nonsense'"),
        (("resume", "ipeds", "--why", "x"), "is not paused"),
        (("rollback", "ffff", "--why", "x"), "no one snapshot"),
        (("release", "--why", "x"), "no rollback is in force"),
    ],
)
def test_what_cannot_be_decided_says_why(home: MadeHome, himdir: Himdir, words: tuple[str, ...], message: str) -> None:
    told = himdir(*words)
    assert told.exit_code == 2
    assert message in " ".join(told.output.split())
    assert home.query("SELECT count(*) AS n FROM operator_decision") == [{"n": 0}]


def test_a_run_that_a_later_one_has_overtaken_cannot_be_accepted(home: MadeHome, himdir: Himdir) -> None:
    number = held(home)
    home.run([*school("100654"), *school("100663", name="Wabash")], day=2)
    told = himdir("accept", str(number), "--why", "too late")
    assert told.exit_code == 2
    assert "ipeds-3, a later run of ipeds, was accepted already" in " ".join(told.output.split())


def test_a_rollback_holds_until_it_is_released(home: MadeHome, himdir: Himdir) -> None:
    first_run = held(home)
    assert himdir("reject", str(first_run), "--why", "no").exit_code == 0
    from db.engine import open_engine
    from flows.operate import republish
    from spiders.environment import Environment

    engine = open_engine(f"sqlite:///{home.folder / 'work.sqlite'}")
    republish(engine, Environment())
    first = in_force(home)
    home.run([*school("100654", program("100654", completions="8")), *school("100663", name="Wabash")], day=2)
    republish(engine, Environment())
    second = in_force(home)
    assert first != second

    told = himdir("rollback", first[:8], "--why", "wrong figures", "--who", "Ada")
    assert told.exit_code == 0, told.output
    assert in_force(home) == first
    home.run([*school("100654", program("100654", completions="9")), *school("100663", name="Wabash")], day=3)
    _, published = republish(engine, Environment())
    assert "Ada rolled back" in published.refused[0]
    assert in_force(home) == first

    assert himdir("release", "--why", "mended").exit_code == 0
    assert in_force(home) not in (first, second)
    engine.dispose()


def test_pause_and_resume_leave_rows_that_are_listed_newest_first(home: MadeHome, himdir: Himdir) -> None:
    assert himdir("pause", "listings", "--why", "they asked", "--who", "Ada").exit_code == 0
    assert himdir("pause", "listings", "--why", "again").exit_code == 2
    assert himdir("resume", "listings", "--why", "agreed", "--who", "Bo").exit_code == 0
    told = himdir("decisions", "--format", "csv").output.splitlines()
    assert [line.split(",")[1:] for line in told[1:]] == [
        ["resume", "listings", "Bo", "agreed"], ["pause", "listings", "Ada", "they asked"],
    ]  # fmt: skip


def test_who_decides_is_never_blank() -> None:
    assert operator_name(" Ada ") == "Ada"
    assert operator_name(None)
