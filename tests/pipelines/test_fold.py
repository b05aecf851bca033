"""Taking accepted runs into the records: once each, in their order, and only what a run has met."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import folding, ledger
from db.columns import Verdict
from pipelines.fold import fold_accepted_runs
from tests.pipelines.made_runs import POLICY, Made, MadeHome, made_home, page, program, school

KEY = "100654:51.0707:3"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        yield home


def fold(home: MadeHome) -> tuple[list[str], int]:
    """Fold what there is to fold; what was held, and how far the generation grew."""
    with home.engine.begin() as connection:
        before = ledger.generation(connection)
        held = fold_accepted_runs(connection, home.policies).held
        return held, ledger.generation(connection) - before


def test_a_run_is_taken_in_once(home: MadeHome) -> None:
    home.run(school("100654"))
    assert fold(home) == ([], 1)
    assert fold(home) == ([], 0)
    with home.engine.connect() as connection:
        assert folding.runs_to_fold(connection) == []
        assert folding.present_counts(connection, "ipeds") == {"institution": 1, "program": 1}


def test_a_new_version_remembers_the_one_before_and_the_run_that_brought_it(home: MadeHome) -> None:
    first = home.run(school("100654"))
    fold(home)
    before = home.record(KEY)
    second = home.run(school("100654", program("100654", completions="9")), day=1)
    assert fold(home)[1] == 1
    after = home.record(KEY)
    assert (before["run_number"], before["previous_version_id"]) == (first, None)
    assert (after["run_number"], after["previous_version_id"]) == (second, before["version_id"])
    assert home.record("100654", "institution")["run_number"] == first


def test_the_same_words_again_move_nothing(home: MadeHome) -> None:
    home.run(school("100654"))
    fold(home)
    before = home.query("SELECT * FROM record")
    home.run(school("100654"), day=1, parser="2")
    assert fold(home) == ([], 0)
    assert home.query("SELECT * FROM record") == before


@pytest.mark.parametrize("verdict", [Verdict.running, Verdict.quarantined, Verdict.abandoned])
def test_only_accepted_runs_are_taken_in(home: MadeHome, verdict: Verdict) -> None:
    home.run(school("100654"), verdict=verdict)
    assert fold(home) == ([], 0)
    assert home.query("SELECT * FROM record") == []


def test_the_newest_of_several_runs_stands(home: MadeHome) -> None:
    for day, said in enumerate(("5", "6", "7")):
        home.run(school("100654", program("100654", completions=said)), day=day)
    fold(home)
    home.assemble()
    assert home.program(KEY)["completions"] == 7


def test_a_run_that_was_abandoned_by_its_process_is_closed(home: MadeHome) -> None:
    number = home.run(school("100654"), verdict=Verdict.running)
    with home.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE run SET process = 2000000000 WHERE run_number = ?", (number,))
        assert ledger.abandon_dead_runs(connection) == 1
    (row,) = home.query("SELECT verdict, reasons FROM run")
    assert (row["verdict"], row["reasons"]) == ("abandoned", '["the crawler\'s process ended without a verdict"]')


def test_a_home_takes_one_kind_of_web(home: MadeHome) -> None:
    with home.engine.begin() as connection:
        ledger.claim_home(connection, "sample")
        with pytest.raises(ledger.WebMismatch, match="HIMDIR_HOME"):
            ledger.claim_home(connection, "live")


ONE, TWO, THREE = (page(f"www.{name}.edu") for name in ("one", "two", "three"))


def crawled(home: MadeHome, day: float, met: list[Made], read: list[Made], shard: str = "") -> list[tuple[str, int]]:
    """Fold a run over school sites that met these pages and read these sites; the records that are not present."""
    home.policies["school_pages"] = POLICY
    arguments = {"shard": shard} if shard else {}
    home.run(met, day=day, source="school_pages", arguments=arguments, hosts_read=[made.host for made in read])
    fold(home)
    told = home.query("SELECT record_key, missing_runs, gone_since FROM record WHERE missing_runs > 0")
    return [(row["record_key"], row["missing_runs"] + 10 * bool(row["gone_since"])) for row in told]


def test_a_shard_does_not_make_the_records_of_the_others_look_absent(home: MadeHome) -> None:
    assert crawled(home, 0, [ONE, TWO], [ONE, TWO], "1/2") == []
    assert crawled(home, 0.1, [THREE], [THREE], "2/2") == []
    assert crawled(home, 2, [ONE], [ONE, TWO], "1/2") == [(TWO.key, 1)]
    assert crawled(home, 2.1, [THREE], [THREE], "2/2") == [(TWO.key, 1)]
    assert crawled(home, 4, [ONE], [ONE, TWO], "1/2") == [(TWO.key, 12)]
    assert crawled(home, 6, [ONE, TWO], [ONE, TWO], "1/2") == []


def test_a_site_that_failed_has_lost_nothing(home: MadeHome) -> None:
    crawled(home, 0, [ONE, TWO, THREE], [ONE, TWO, THREE])
    for day in (2, 4, 6):
        assert crawled(home, day, [ONE], [ONE]) == []
    assert crawled(home, 8, [ONE], [ONE, TWO]) == [(TWO.key, 1)]
