"""Doing a night again: only what failed, or from captures; and which sources a night skips, and why."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from db import ledger, ledger_reads
from db.columns import Verdict
from db.decisions import OperatorAction, record_decision
from flows.again import failed_again, replayed
from flows.choice import chosen_sources
from flows.operate import NotDecidable
from spiders.environment import Environment
from tests.pipelines.made_runs import FIRST_DAY, MadeHome, lead, made_home, school

ASKED = {"sources": [], "web": "sample", "cip": "core", "year": 2024, "only_due": True, "replays": {}}
LEAD = lead("a", institution="Wabash", program_title="Medical Coding")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        yield home


def night(home: MadeHome, *runs: int, **summary: Any) -> None:
    with home.engine.begin() as connection:
        ledger_reads.start_refresh(
            connection, refresh_id="refresh-1", web="sample", scope="core", arguments=json.dumps(ASKED),
            started_at=FIRST_DAY,
        )  # fmt: skip
        ledger_reads.end_refresh(connection, "refresh-1", outcome="trouble", summary=json.dumps(summary))
        wanted = ledger.RUN.c.run_number.in_(runs)
        connection.execute(sa.update(ledger.RUN).where(wanted).values(refresh_id="refresh-1"))


def captures(home: MadeHome, source: str, run: int) -> Path:
    index = home.folder / "captures" / source / f"{source}-{run}.index.jsonl"
    index.parent.mkdir(parents=True, exist_ok=True)
    index.write_text('{"web_kind": "sample"}\n', encoding="utf-8")
    return index


def test_only_the_sources_without_an_accepted_run_are_tried_again(home: MadeHome) -> None:
    accepted = home.run(school("100654"))
    held = home.run([LEAD], source="listings", verdict=Verdict.quarantined)
    night(home, accepted, held, sources=[{"source": "dapip", "verdict": "failed"}])
    with home.engine.connect() as connection:
        name, words = failed_again(connection, None)
    assert name == "refresh-1"
    assert words == {**ASKED, "sources": ["dapip", "listings"], "only_due": False}


def test_nothing_failed_is_said_so(home: MadeHome) -> None:
    night(home, home.run(school("100654")))
    with home.engine.connect() as connection, pytest.raises(NotDecidable, match="nothing to try again"):
        failed_again(connection, "refresh")
    with home.engine.connect() as connection, pytest.raises(NotDecidable, match="no one run or refresh"):
        failed_again(connection, "refresh-9")


def test_a_replay_reads_the_captures_of_one_run_or_of_a_whole_refresh(home: MadeHome) -> None:
    first = home.run(school("100654"), arguments={"cip": "all", "year": "2023"})
    second = home.run([LEAD], source="listings")
    night(home, first, second)
    indexes = {"ipeds": captures(home, "ipeds", first), "listings": captures(home, "listings", second)}
    environment = Environment(home=home.folder)
    with home.engine.connect() as connection:
        name, words = replayed(connection, environment, str(first))
        assert name == f"ipeds-{first}"
        assert (words["cip"], words["year"], words["sources"]) == ("all", "2023", ["ipeds"])
        assert words["replays"] == {"ipeds": str(indexes["ipeds"])}
        name, words = replayed(connection, environment, "refresh-1")
        assert words["replays"] == {source: str(path) for source, path in indexes.items()}
        assert (words["cip"], words["only_due"]) == ("core", False)
        indexes["listings"].unlink()
        with pytest.raises(NotDecidable, match="are not here"):
            replayed(connection, environment, "listings-2")


def test_paused_sources_and_those_not_due_are_skipped_with_the_reason(home: MadeHome) -> None:
    number = home.run(school("100654"))
    with home.engine.begin() as connection:
        ended = {"ended_at": FIRST_DAY}
        connection.execute(sa.update(ledger.RUN).where(ledger.RUN.c.run_number == number).values(**ended))
        record_decision(connection, OperatorAction.pause, "listings", "Ada", "they asked")
        asked = ["dapip", "ipeds", "listings"]
        chosen, skipped = chosen_sources(connection, asked, True, FIRST_DAY + timedelta(hours=2))
        assert chosen == ["dapip"]
        assert skipped["listings"] == "paused by Ada: they asked"
        assert skipped["ipeds"] == "not due: read weekly, last accepted 2026-03-01 07:00 UTC"
        assert chosen_sources(connection, asked, False, FIRST_DAY)[0] == ["dapip", "ipeds"]
        assert chosen_sources(connection, asked, True, FIRST_DAY + timedelta(days=8))[0] == ["dapip", "ipeds"]
