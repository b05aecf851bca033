"""Each limit of a source's card, alone, and what is said when a run does not keep it."""

from dataclasses import replace
from typing import Any

import pytest

from pipelines.gates import RunFigures, judge
from spiders.source import Gates

LIMITS = Gates(
    minimum_live={"program": 50},
    maximum_drop=0.2,
    fill={"program": {"cip": 1.0, "completions": 0.9}},
    ratios={"read/listed": 0.5},
    maximum_warnings=3,
    maximum_failed_pages=0.1,
)
GOOD = RunFigures(
    live=True,
    counts={"program": 100, "institution": 10},
    fill={"program": {"cip": 1.0, "completions": 0.95}},
    tallies={"read": 5, "listed": 10},
    warnings=3,
    pages=20,
    failed_pages=2,
)
EARLIER = [{"program": 120}, {"program": 110}, {"program": 500}]
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "a fatal surprise": ({"fatal": ["the columns have shifted"]}, "the columns have shifted"),
    "trouble": ({"trouble": "the disk is full"}, "the disk is full"),
    "an early end": ({"finish_reason": "shutdown"}, "the crawl ended early: shutdown"),
    "an exception": ({"spider_exceptions": 1}, "1 callbacks of the spider raised an exception; see the log"),
    "a replay miss": ({"replay_misses": 2}, "2 responses are not in the captures that were replayed"),
    "no records": ({"counts": {}}, "no records at all, which is a failure unless the source declares it normal"),
    "too few on the live web": (
        {"counts": {"program": 49}},
        "49 records of kind program; at least 50 are expected",
    ),
    "a drop": (
        {"counts": {"program": 95}},
        "95 records of kind program against a median of 120 in earlier accepted runs; a drop of more than 20% is not "
        "believed without a person's word",
    ),
    "held records": ({"held": 2}, "2 records were held back because a required value could not be read"),
    "a field that is less often stated": (
        {"fill": {"program": {"cip": 0.999, "completions": 0.95}}},
        "program.cip is stated in 99.9% of records; at least 100.0% is expected",
    ),
    "a field that is never stated": (
        {"fill": {"program": {"cip": 1.0}}},
        "program.completions is stated in 0.0% of records; at least 90.0% is expected",
    ),
    "a ratio": (
        {"tallies": {"read": 4, "listed": 10}},
        "read/listed is 4/10 = 40.0%; at least 50.0% is expected",
    ),
    "a tally that is missing": ({"tallies": {"listed": 10}}, "the figures behind read/listed were not reported"),
    "a tally of nothing": ({"tallies": {"read": 4, "listed": 0}}, "the figures behind read/listed were not reported"),
    "warnings": ({"warnings": 4}, "4 warnings; at most 3 are allowed"),
    "failed pages": ({"failed_pages": 3}, "3 of 20 pages failed"),
}


def test_a_good_run_is_accepted() -> None:
    assert judge(LIMITS, GOOD, EARLIER[:2]) == []
    assert judge(LIMITS, replace(GOOD, held=1), []) == []


@pytest.mark.parametrize("case", BAD)
def test_each_limit_alone_quarantines_and_says_why(case: str) -> None:
    change, words = BAD[case]
    earlier = EARLIER if case == "a drop" else []
    reasons = judge(LIMITS, replace(GOOD, **change), earlier)
    assert words in reasons, reasons
    assert len(reasons) == 1


@pytest.mark.parametrize("live", [True, False])
def test_the_least_number_holds_on_the_live_web_only(live: bool) -> None:
    limits = Gates(minimum_live={"program": 50})
    reasons = judge(limits, RunFigures(live=live, counts={"program": 3}), [])
    assert bool(reasons) is live


def test_a_kind_that_is_gone_whole_is_a_drop() -> None:
    limits = Gates(maximum_drop=0.3)
    (reason,) = judge(limits, RunFigures(live=False, counts={"program": 10}), [{"program": 10, "institution": 5}])
    assert reason.startswith("0 records of kind institution")


def test_one_odd_run_among_the_earlier_ones_changes_no_verdict() -> None:
    limits = Gates(maximum_drop=0.3)
    earlier = [{"program": 100}, {"program": 101}, {"program": 99_999}]
    assert judge(limits, RunFigures(live=False, counts={"program": 95}), earlier) == []


def test_zero_is_normal_where_the_card_says_so() -> None:
    limits = Gates(zero_is_normal=True)
    assert judge(limits, RunFigures(live=True, counts={}), []) == []
    assert judge(limits, RunFigures(live=True, counts={}), [{"program": 10}]) != []


def test_all_reasons_are_told_at_once() -> None:
    bad = replace(GOOD, fatal=["x"], trouble="y", finish_reason="z", warnings=99, held=50, failed_pages=20)
    assert len(judge(LIMITS, bad, [])) == 6


def test_all_records_held_is_a_failure() -> None:
    assert judge(Gates(), RunFigures(live=False, counts={"program": 0}, held=10), []) != []
