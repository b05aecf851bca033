"""Absence is proven by accepted runs apart in time, never more than a share in one night; a return heals it all."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.columns import Verdict
from pipelines.absence import Missing, decide
from spiders.source import Absence
from tests.pipelines.made_runs import Made, MadeHome, institution, lead, made_home, program, school

AT = datetime(2026, 3, 1, tzinfo=UTC)
POLICY = Absence(confirmations=3, days_apart=1.0, maximum_share=0.1)
HOURS = st.floats(min_value=0.1, max_value=100, allow_nan=False)


def missing(key: str = "a", runs: int = 0, counted: datetime | None = None, kind: str = "program") -> Missing:
    return Missing(kind, key, runs, AT if runs else None, counted)


def test_the_first_absence_is_counted_and_proves_nothing() -> None:
    decision = decide(POLICY, [missing()], {"program": 100}, AT)
    assert decision.counted == (Missing("program", "a", 1, AT, AT),)
    assert (decision.gone, decision.held) == ((), "")


def test_runs_close_to_one_another_count_once() -> None:
    later = AT + timedelta(hours=23)
    assert decide(POLICY, [missing(runs=2, counted=AT)], {"program": 100}, later).counted[0].runs == 2
    apart = AT + timedelta(hours=24)
    decision = decide(POLICY, [missing(runs=2, counted=AT)], {"program": 100}, apart)
    assert [record.runs for record in decision.gone] == [3]
    assert decision.gone[0].since == AT


def test_no_more_than_a_share_may_vanish_at_once() -> None:
    many = [missing(str(number), 2, AT) for number in range(12)]
    day = AT + timedelta(days=1)
    held = decide(POLICY, many, {"program": 88}, day)
    assert held.gone == ()
    assert held.held == "12 records of kind program would vanish at once; at most 10 may without a person's word"
    assert {record.runs for record in held.counted} == {3}
    assert len(decide(POLICY, many[:10], {"program": 90}, day).gone) == 10


def test_one_record_may_always_go() -> None:
    assert len(decide(POLICY, [missing(runs=2, counted=AT)], {"program": 2}, AT + timedelta(days=1)).gone) == 1


def test_the_share_is_of_its_kind() -> None:
    records = [missing(str(number), 2, AT, "institution") for number in range(3)]
    assert decide(POLICY, records, {"program": 1000, "institution": 5}, AT + timedelta(days=1)).held


@settings(deadline=None)
@given(st.lists(HOURS, max_size=30))
def test_a_record_is_gone_only_after_enough_runs_far_enough_apart(gaps: list[float]) -> None:
    at, record, counted_at = AT, missing(), list[datetime]()
    for gap in gaps:
        at += timedelta(hours=gap)
        decision = decide(POLICY, [record], {"program": 100}, at)
        if decision.counted[0].runs > record.runs:
            counted_at.append(at)
        record = decision.counted[0]
        assert bool(decision.gone) == (len(counted_at) >= POLICY.confirmations)
        if decision.gone:
            break
    assert all(later - earlier >= timedelta(days=1) for earlier, later in pairwise(counted_at))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        home.run(FULL)
        home.assemble()
        yield home


LOST = program("100654", "51.0716", "2")
LEFT = school("100654", program("100654"), program("100654", "51.0713", "2"))
FULL = [*LEFT, LOST]


def listing(home: MadeHome, records: list[Made], day: float, verdict: Verdict = Verdict.accepted) -> str:
    home.run(records, day=day, verdict=verdict)
    home.assemble()
    return str(home.program(LOST.key)["listing"])


def test_a_program_is_unconfirmed_then_unlisted_and_heals_with_its_id(home: MadeHome) -> None:
    ids = home.ids()
    assert listing(home, LEFT, 1) == "unconfirmed"
    assert listing(home, LEFT, 1.5) == "unconfirmed"
    assert listing(home, LEFT, 2) == "unlisted"
    assert home.record(LOST.key)["gone_since"] is not None
    assert listing(home, LEFT, 3) == "unlisted"
    assert listing(home, FULL, 4) == "listed"
    assert home.record(LOST.key)["gone_since"] is None
    assert home.ids() == ids
    told = [change for change in home.changes() if change[0] == "listing"]
    assert told == [
        ("listing", "listed", "unconfirmed", "absence"),
        ("listing", "unconfirmed", "unlisted", "absence"),
        ("listing", "unlisted", "listed", "absence"),
    ]


def test_a_return_before_the_proof_starts_the_count_again(home: MadeHome) -> None:
    assert listing(home, LEFT, 1) == "unconfirmed"
    assert listing(home, FULL, 2) == "listed"
    assert home.record(LOST.key)["missing_runs"] == 0
    assert listing(home, LEFT, 3) == "unconfirmed"


def test_a_quarantined_run_proves_no_absence(home: MadeHome) -> None:
    for day in range(1, 6):
        assert listing(home, LEFT, day, Verdict.quarantined) == "listed"


def test_an_unchanged_capture_counts_as_another_run(home: MadeHome) -> None:
    run = home.run(LEFT, day=1)
    home.assemble()
    home.same_again(run, day=2)
    home.assemble()
    assert home.program(LOST.key)["listing"] == "unlisted"
    assert home.program(LEFT[1].key)["listing"] == "listed"


def test_too_many_at_once_are_held_and_said(home: MadeHome) -> None:
    home.policies["ipeds"] = Absence(confirmations=2, days_apart=1.0, maximum_share=0.1)
    left = [institution("100654"), program("100654")]
    home.run(left, day=1)
    assert home.assemble().notes == []
    home.run(left, day=2)
    (note,) = home.assemble().notes
    assert note == "ipeds: 2 records of kind program would vanish at once; at most 1 may without a person's word"
    assert home.program(LOST.key)["listing"] == "unconfirmed"


def test_what_a_held_absence_would_let_go_is_asked_again_each_night(home: MadeHome) -> None:
    home.policies["ipeds"] = Absence(confirmations=2, days_apart=1.0, maximum_share=0.1)
    left = [institution("100654"), program("100654")]
    for day in (1, 2):
        home.run(left, day=day)
        home.assemble()
    home.policies["ipeds"] = Absence(confirmations=2, days_apart=1.0, maximum_share=0.9)
    home.run(left, day=3)
    home.assemble()
    assert home.program(LOST.key)["listing"] == "unlisted"


def test_a_source_says_nothing_about_the_absences_of_another(home: MadeHome) -> None:
    for day in range(1, 5):
        home.run([lead("x", institution="Somewhere", program_title="Coding")], day=day, source="listings")
        home.assemble()
    assert {row["missing_runs"] for row in home.query("SELECT missing_runs FROM record")} == {0}


def test_a_run_of_one_shard_or_one_address_proves_no_absence(home: MadeHome) -> None:
    home.run([lead("x", institution="A", program_title="B"), lead("y", institution="C", program_title="D")],
             source="listings")  # fmt: skip
    for day in range(1, 5):
        home.run([lead("x", institution="A", program_title="B")], day=day, source="listings",
                 arguments={"start": "https://list.example/page"})  # fmt: skip
        home.assemble()
    assert home.record("y", "listing_program")["missing_runs"] == 0


def test_several_runs_before_one_assembly_are_taken_in_one_after_the_other(home: MadeHome) -> None:
    home.run(LEFT, day=1)
    home.run(FULL, day=2)
    home.run(LEFT, day=3)
    home.assemble()
    assert home.record(LOST.key)["missing_runs"] == 1
    home.run(LEFT, day=4)
    home.assemble()
    assert home.program(LOST.key)["listing"] == "unlisted"
