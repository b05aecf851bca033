"""One test of many cases fails when one of them fails, and tells of every one that did."""

import pytest

from tests.together import together


def test_every_failing_case_is_told_and_no_other() -> None:
    @together(("number", "limit"), [(1, 2), (5, 2), (0, 2), (7, 2)])
    def small(number: int, limit: int) -> None:
        assert number < limit

    with pytest.raises(AssertionError) as failed:
        small()
    said = str(failed.value)
    assert said.startswith("2 of 4 cases fail\n(5, 2)\n")
    assert "(7, 2)" in said
    assert "(1, 2)" not in said


def test_an_exception_and_a_missing_refusal_are_failures_too() -> None:
    @together("text", ["1", "x", "2"])
    def refused(text: str) -> None:
        with pytest.raises(ZeroDivisionError):
            int(text)

    with pytest.raises(AssertionError, match="3 of 3 cases fail"):
        refused()


def test_no_cases_are_no_test() -> None:
    with pytest.raises(AssertionError, match="has no cases"):
        together("text", [])(print)
