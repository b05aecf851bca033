"""PostgreSQL as the work database: a whole night and its operator, and the same snapshot as from SQLite."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from db import ledger
from db.columns import Verdict
from db.decisions import OperatorAction
from db.engine import open_engine
from db.publish import current_snapshot
from flows.assembling import assemble_home
from flows.deployed import again_words, decided, republished
from flows.doctor import diagnose
from flows.operate import NotDecidable
from flows.publication import publish
from flows.receipt import read_receipt
from flows.receipt_forms import markdown_receipt
from flows.retention import carry_out, plan_retention
from flows.verify import verify_published
from flows.work import sole_work, work_engine
from spiders.environment import Environment
from tests.forks import run_crawl
from tests.homes import TestHome
from tests.postgres import Postgres

SOURCES = ("ipeds", "dapip", "listings")


@dataclass(frozen=True)
class Night:
    """The same captures read twice: the home on PostgreSQL, its database, and the home on SQLite."""

    here: TestHome
    url: str
    sqlite: TestHome

    @property
    def environment(self) -> Environment:
        return Environment(home=self.here.folder, database_url=self.url)


def crawl(home: TestHome, source: str, web: str, **environment: str) -> None:
    line = ["scrapy", "crawl", source, "-s", f"WEB={web}", "-s", "LOG_LEVEL=WARNING"]
    code, log = run_crawl(line, home.environment(environment), 240)
    assert code == 0, log


def published(environment: Environment) -> Path:
    engine = work_engine(environment)
    try:
        with sole_work(environment):
            told = publish(engine, environment, assemble_home(engine, environment))
    finally:
        engine.dispose()
    assert not told.refused, told.refused
    folder = current_snapshot(environment.published_folder)
    assert folder is not None
    return folder


@pytest.fixture(scope="module")
def night(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Night:
    folder, url = tmp_path_factory.mktemp("postgres"), postgres.database()
    night = Night(TestHome(folder / "here"), url, TestHome(folder / "sqlite"))
    for source in SOURCES:
        crawl(night.here, source, "sample", HIMDIR_DATABASE_URL=url)
        crawl(night.sqlite, source, str(night.here.folder / "captures" / source))
    return night


@pytest.fixture
def engine(night: Night) -> Engine:
    return open_engine(night.url)


def test_the_snapshot_is_the_same_byte_for_byte(night: Night) -> None:
    one, other = published(night.environment), published(Environment(home=night.sqlite.folder))
    assert (one / "directory.sqlite").read_bytes() == (other / "directory.sqlite").read_bytes()
    assert one.name == other.name
    assert published(night.environment) == one, "a second time there is nothing new"


def test_every_published_value_is_found_again(night: Night) -> None:
    published(night.environment)
    result = verify_published(night.environment)
    assert result.values > 500
    assert result.failures == []


def test_an_operator_rejects_accepts_replays_and_reads_the_receipt(
    night: Night, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIMDIR_HOME", str(night.here.folder))
    monkeypatch.setenv("HIMDIR_DATABASE_URL", night.url)
    before = published(night.environment)
    crawl(night.here, "listings", "sample", HIMDIR_DATABASE_URL=night.url)
    with engine.begin() as connection:
        number = connection.execute(sa.text("SELECT max(run_number) FROM run")).scalar_one()
        ledger.change_verdict(connection, number, Verdict.quarantined, ["half the rows are gone"])
    receipt = read_receipt(engine.connect(), datetime.now(UTC))
    assert any("waits for a decision: half the rows are gone" in words for words in receipt.needs_a_person)
    assert "half the rows are gone" in markdown_receipt(receipt)
    assert not diagnose(night.environment, datetime.now(UTC), timedelta(hours=1)).well

    run = str(number)
    assert decided(OperatorAction.reject, run, "Ada", "looks wrong").startswith("rejected ")
    with pytest.raises(NotDecidable, match="rejected already"):
        decided(OperatorAction.reject, run, "Ada", "twice")
    assert decided(OperatorAction.accept, run, "Ada", "it is right after all").startswith("accepted ")
    assert republished() == before.name
    words = again_words(OperatorAction.replay, run, "Ada", "read again")
    crawl(night.here, "listings", words["replays"]["listings"], HIMDIR_DATABASE_URL=night.url)
    assert republished() == before.name
    with engine.connect() as connection:
        told = connection.execute(sa.text("SELECT action FROM operator_decision ORDER BY decision_number"))
        assert list(told.scalars()) == ["reject", "accept", "replay"]
    engine.dispose()


def test_retention_removes_what_was_never_accepted_and_nothing_else(night: Night, engine: Engine) -> None:
    before = published(night.environment)
    with engine.begin() as connection:
        number = connection.execute(sa.text("SELECT max(run_number) FROM run WHERE source = 'dapip'")).scalar_one()
        ledger.change_verdict(connection, number, Verdict.quarantined, ["made so"])
    later = datetime.now(UTC) + timedelta(days=400)
    with engine.connect() as connection:
        plan = plan_retention(connection, night.environment, later)
    assert [run.run_number for run in plan.runs] == [number]
    with engine.begin() as connection:
        ledger.change_verdict(connection, number, Verdict.accepted, [])
        plan = plan_retention(connection, night.environment, later)
    assert plan.runs == ()
    carry_out(engine, night.environment, plan, "Ada", "retention")
    engine.dispose()
    assert published(night.environment) == before
    assert verify_published(night.environment).failures == []
