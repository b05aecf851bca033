"""Every version that a record ever had can be told in order, with when it became known: returns and absences too."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.columns import Verdict
from db.record_history import record_histories, record_history
from tests.pipelines.made_runs import FIRST_DAY, Made, MadeHome, made_home, program, school

KEY = "100654:51.0707:3"
NIGHTS = st.tuples(st.sampled_from([None, "5", "6"]), st.booleans())
STEADY = [*school("100654", program("100654", "51.0713", "2")), program("100654", "51.0716", "2")]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        yield home


def records(said: str | None) -> list[Made]:
    """What a run meets: the record says ``said``, or is not there."""
    return STEADY if said is None else [*STEADY, program("100654", completions=said)]


def told(home: MadeHome, key: str = KEY) -> list[tuple[float, str | None]]:
    """The history of a record as (day of the history, the completions that it said)."""
    said = {row["version_id"]: row["value"] for row in home.query(
        "SELECT version_id, json_extract(claims, '$.completions[0]') AS value FROM record_version"
    )}  # fmt: skip
    with home.engine.connect() as connection:
        history = record_history(connection, "ipeds", "program", key)
    days = [(at - FIRST_DAY) / timedelta(days=1) for at, _ in history]
    return [
        (day, None if version is None else str(said[version])) for day, (_, version) in zip(days, history, strict=True)
    ]


def test_a_first_load_leaves_no_moves_and_has_a_history_all_the_same(home: MadeHome) -> None:
    home.run(records("5"))
    home.assemble()
    assert home.query("SELECT * FROM record_move") == []
    assert told(home) == [(0, "5")]
    assert told(home, "no such key") == []


def test_a_version_that_returns_is_told_twice(home: MadeHome) -> None:
    for day, said in enumerate("5755"):
        home.run(records(said), day=day)
    home.assemble()
    assert told(home) == [(0, "5"), (1, "7"), (2, "5")]


def test_a_record_that_appears_later_is_gone_and_returns(home: MadeHome) -> None:
    for day, said in enumerate((None, "5", None, None, "5", "6")):
        home.run(records(said), day=day)
        home.assemble()
    assert told(home) == [(1, "5"), (3, None), (4, "5"), (5, "6")]


def test_a_record_that_was_only_missing_has_not_moved(home: MadeHome) -> None:
    for day, said in enumerate(("5", None, "5")):
        home.run(records(said), day=day)
    home.assemble()
    assert told(home) == [(0, "5")]
    assert home.record(KEY)["missing_runs"] == 0


def test_old_bytes_become_known_when_they_are_met_and_no_earlier(home: MadeHome) -> None:
    """A run that is quarantined tells nobody; the next one meets the same capture and is believed."""
    home.run(records("5"))
    home.run(records("7"), day=1, verdict=Verdict.quarantined)
    home.run(records("7"), day=2)
    home.assemble()
    assert told(home) == [(0, "5"), (2, "7")]


def test_all_histories_of_a_kind_come_in_the_order_of_their_keys(home: MadeHome) -> None:
    for day, said in enumerate("57"):
        home.run(records(said), day=day)
    home.assemble()
    with home.engine.connect() as connection:
        found = dict(record_histories(connection, "ipeds", "program"))
    assert list(found) == [KEY, "100654:51.0713:2", "100654:51.0716:2"]
    assert [len(history) for history in found.values()] == [2, 1, 1]


def test_two_versions_under_one_key_in_one_run_do_not_take_turns(home: MadeHome) -> None:
    both = [*records("5"), program("100654", completions="7")]
    for day in range(3):
        home.run(both, day=day)
        home.assemble()
    assert len(told(home)) == 1


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([None, "5", "6"]), st.booleans()), min_size=1, max_size=8))
def test_any_history_is_the_one_that_was_lived(
    tmp_path_factory: pytest.TempPathFactory, nights: list[tuple[str | None, bool]]
) -> None:
    expected: list[tuple[float, str | None]] = []
    missed = 0
    with made_home(tmp_path_factory.mktemp("lived") / "home") as home:
        for day, (said, assembled) in enumerate(nights):
            home.run(records(said), day=day)
            missed = 0 if said is not None else missed + 1
            stands = expected[-1][1] if expected else None
            if said is not None and said != stands:
                expected.append((day, said))
            if stands is not None and missed == home.policies["ipeds"].confirmations:
                expected.append((day, None))
            if assembled:
                home.assemble()
        home.assemble()
        assert told(home) == expected
