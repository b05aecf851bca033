"""A status on two axes: when it held and when we knew. The tables are made by hand; properties hold for any history."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.two_axes import Heard, Interval, Said, intervals, status_on


def moment(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T07:00:00+00:00")


HISTORY = [
    Heard(moment("2026-01-10"), Said("accredited", since=date(2019, 5, 1))),
    Heard(moment("2026-03-10"), Said("probation", since=date(2026, 2, 1))),
    Heard(moment("2026-06-10"), Said("withdrawn", since=date(2026, 3, 1))),
]


@pytest.mark.parametrize(
    ("on", "known_at", "status"),
    [
        ("2020-01-01", "2026-01-11", "accredited"),
        ("2026-02-15", "2026-01-11", "accredited"),
        ("2026-02-15", "2026-03-11", "probation"),
        ("2026-01-15", "2026-03-11", "accredited"),
        ("2026-04-01", "2026-03-11", "probation"),
        ("2026-04-01", "2026-06-11", "withdrawn"),
        ("2026-02-15", "2026-06-11", "probation"),
        ("2026-01-31", "2026-06-11", "accredited"),
        ("2026-03-01", "2026-06-11", "withdrawn"),
        ("2026-03-01", "2026-06-09", "probation"),
        ("2018-01-01", "2026-06-11", None),
        ("2026-02-15", "2026-01-01", None),
    ],
)
def test_twelve_pairs_of_day_and_knowledge(on: str, known_at: str, status: str | None) -> None:
    found = status_on(intervals(HISTORY), date.fromisoformat(on), moment(known_at))
    assert (found.status if found else None) == status


def test_a_status_without_a_day_of_its_own_holds_from_the_day_it_was_heard() -> None:
    (only,) = intervals([Heard(moment("2026-01-10"), Said("accredited"))])
    assert (only.valid_from, only.valid_until, only.basis) == (date(2026, 1, 10), None, "observed")


def test_a_stated_end_makes_the_time_after_it_unknown_with_the_reason() -> None:
    told = intervals([Heard(moment("2026-01-10"), Said("accredited", date(2019, 5, 1), date(2028, 1, 1)))])
    assert [(one.status, one.valid_from, one.valid_until) for one in told] == [
        ("accredited", date(2019, 5, 1), date(2028, 1, 1)), ("unknown", date(2028, 1, 1), None),
    ]  # fmt: skip
    assert told[1].reason == "stated until 2028-01-01, and nothing newer was heard"


def test_a_record_that_is_gone_is_not_listed_and_one_that_returns_is_healed() -> None:
    told = intervals(
        [
            Heard(moment("2026-01-10"), Said("accredited")),
            Heard(moment("2026-02-10"), None),
            Heard(moment("2026-03-10"), Said("accredited")),
        ]
    )
    assert status_on(told, date(2026, 2, 20), moment("2026-02-21")).status == "not_listed"  # type: ignore[union-attr]
    assert status_on(told, date(2026, 1, 20), moment("2026-02-21")).status == "accredited"  # type: ignore[union-attr]
    assert status_on(told, date(2026, 3, 20), moment("2026-03-21")).status == "accredited"  # type: ignore[union-attr]


def test_what_is_believed_on_and_on_is_one_interval() -> None:
    told = intervals(HISTORY)
    first = [one for one in told if one.status == "accredited"]
    assert [(one.valid_until, one.known_from, one.known_until) for one in first] == [
        (None, moment("2026-01-10"), moment("2026-03-10")), (date(2026, 2, 1), moment("2026-03-10"), None),
    ]  # fmt: skip


DAYS = st.dates(date(2020, 1, 1), date(2022, 1, 1))
WORDS = st.none() | st.builds(Said, st.sampled_from(["a", "b", "c"]), st.none() | DAYS, st.none() | DAYS)
HISTORIES = st.lists(st.tuples(DAYS, WORDS), min_size=1, max_size=6, unique_by=lambda pair: pair[0]).map(
    lambda told: [
        Heard(datetime(day.year, day.month, day.day, tzinfo=UTC), said)
        for day, said in sorted(told, key=lambda one: one[0])
    ]
)


def naive(history: list[Heard], on: date, known_at: datetime) -> str | None:
    """The status by the rule in words: the last word heard by then whose day is not after the day asked for."""
    for one in reversed([heard for heard in history if heard.known_at <= known_at]):
        begin = one.said.since if one.said and one.said.since else one.known_at.date()
        if begin <= on:
            if one.said is None:
                return "not_listed"
            until = one.said.until
            return "unknown" if until is not None and until > begin and on >= until else one.said.status
    return None


@given(HISTORIES, DAYS, DAYS)
def test_any_history_answers_as_the_rule_in_words(history: list[Heard], on: date, known: date) -> None:
    told = intervals(history)
    known_at = datetime(known.year, known.month, known.day, 12, tzinfo=UTC)
    found = status_on(told, on, known_at)
    assert (found.status if found else None) == naive(history, on, known_at)
    assert sum(one.holds(on, known_at) for one in told) <= 1


@given(HISTORIES)
def test_what_was_known_once_is_never_told_otherwise(history: list[Heard]) -> None:
    """More history changes no answer about an earlier known time."""
    before = intervals(history[:-1])
    after = intervals(history)
    moment_before = history[-1].known_at - timedelta(seconds=1)

    def believed(told: list[Interval]) -> set[tuple[str, date, date | None]]:
        return {(one.status, one.valid_from, one.valid_until) for one in told if one.known_from <= moment_before
                and (one.known_until is None or moment_before < one.known_until)}  # fmt: skip

    assert believed(before) == believed(after)
