"""Retention removes what proves nothing, and only that; a dry run removes nothing at all."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from db import ledger
from db.columns import Verdict
from db.publish import current_snapshot
from flows.cli import app
from flows.operate import republish
from spiders.environment import Environment
from tests.pipelines.made_runs import MadeHome, made_home, program, school

OLD = datetime(2026, 1, 1, tzinfo=UTC)
Himdir = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MadeHome]:
    monkeypatch.setenv("HIMDIR_HOME", str(tmp_path / "home"))
    with made_home(tmp_path / "home") as home:
        yield home


@pytest.fixture
def himdir() -> Himdir:
    return lambda *words: CliRunner().invoke(app, list(words))


def aged(path: Path) -> Path:
    os.utime(path, (OLD.timestamp(), OLD.timestamp()))
    return path


def captured(home: MadeHome, run: int, refers_to: str = "") -> list[Path]:
    """The capture files of a run, as its crawl would have left them."""
    folder = home.folder / "captures" / "ipeds"
    folder.mkdir(parents=True, exist_ok=True)
    warc, index = folder / f"ipeds-{run}.warc.gz", folder / f"ipeds-{run}.index.jsonl"
    warc.write_bytes(b"x" * 100)
    entry = {"warc": refers_to or f"ipeds/{warc.name}", "capture_id": "c"}
    index.write_text(json.dumps({"web_kind": "sample"}) + "\n" + json.dumps(entry) + "\n", encoding="utf-8")
    with home.engine.begin() as connection:
        told = {"ended_at": OLD}
        connection.execute(sa.update(ledger.RUN).where(ledger.RUN.c.run_number == run).values(**told))
        connection.execute(
            sa.text("UPDATE capture SET warc = :warc WHERE run_number = :run"),
            {"warc": f"ipeds/{warc.name}", "run": run},
        )
    return [aged(warc), aged(index)]


def digest(folder: Path) -> str:
    """Every file of a home with its content, less the files that a connection to the database leaves beside it."""
    told = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(("-wal", "-shm", ".lock")):
            told.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return told.hexdigest()


def test_what_a_held_out_run_staged_and_captured_goes_and_what_was_accepted_stays(
    home: MadeHome, himdir: Himdir
) -> None:
    accepted = home.run(school("100654"))
    kept = captured(home, accepted)
    held = home.run(school("100654", program("100654", completions="99")), day=1, verdict=Verdict.quarantined)
    going = captured(home, held)
    home.assemble()
    before = home.query("SELECT count(*) AS n FROM record_version")[0]["n"]
    told = himdir("retain", "--days", "30", "--no-prefect", "--who", "Ada")
    assert told.exit_code == 0, told.output
    assert [path.exists() for path in (*kept, *going)] == [True, True, False, False]
    assert home.query("SELECT count(*) AS n FROM record_version")[0]["n"] == before - 1
    assert home.query("SELECT count(*) AS n FROM run_member WHERE run_number = :run", run=held) == [{"n": 0}]
    assert home.query("SELECT count(*) AS n FROM run") == [{"n": 2}]
    assert home.query("SELECT action, who FROM operator_decision") == [{"action": "retain", "who": "Ada"}]
    assert home.assemble().unchanged


def test_a_capture_that_a_younger_index_refers_to_stays(home: MadeHome, himdir: Himdir) -> None:
    held = home.run(school("100654"), verdict=Verdict.quarantined)
    files = captured(home, held)
    captured(home, home.run(school("100654"), day=1), refers_to=f"ipeds/ipeds-{held}.warc.gz")
    assert himdir("retain", "--days", "30", "--no-prefect").exit_code == 0
    assert all(path.exists() for path in files)


def test_a_dry_run_says_what_would_go_and_leaves_every_byte(home: MadeHome, himdir: Himdir) -> None:
    captured(home, home.run(school("100654"), verdict=Verdict.quarantined))
    before = digest(home.folder)
    told = himdir("retain", "--days", "30", "--dry-run")
    assert "staged records of ipeds-1, which was never accepted" in told.output
    assert "nothing was removed" in told.output
    assert digest(home.folder) == before


def test_old_snapshots_go_but_those_in_force_young_or_newest_stay(home: MadeHome, himdir: Himdir) -> None:
    names = []
    for day in range(4):
        home.run(school("100654", program("100654", completions=str(day + 1))), day=day)
        republish(home.engine, Environment())
        folder = current_snapshot(home.published)
        assert folder is not None
        names.append(folder.name)
        moment = (OLD + timedelta(days=day)).timestamp()
        os.utime(folder, (moment, moment))
    with home.engine.begin() as connection:
        connection.execute(sa.text("UPDATE publication SET published_at = '2026-01-01 00:00:00'"))
    assert himdir("rollback", names[0], "--why", "to look at it").exit_code == 0
    assert himdir("retain", "--days", "30", "--no-prefect").exit_code == 0
    left = {path.name for path in (home.published / "snapshots").iterdir()}
    assert left == {names[0], names[2], names[3]}
