"""Many cases of one kind in one test that tells of every case that fails, for thousands of tests would cost minutes.

For quick pure tests only: what needs a fixture, a subprocess or a clock stays a test of its own.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

_LONGEST = 300
_MOST_TOLD = 40


def together(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Stands in the place of ``pytest.mark.parametrize``: the test is tried with every case, and fails if one fails.

    ``names`` are those of the arguments; a case is one value, or a sequence of as many values as there are names.
    """

    def wrap(test: Callable[..., None]) -> Callable[[], None]:
        tried = [(case,) if isinstance(names, str) else tuple(case) for case in cases]
        assert tried, f"{test.__name__} has no cases"

        def test_all() -> None:
            failed = [told for case in tried if (told := _failure(test, case))]
            assert not failed, _report(failed, len(tried))

        test_all.__name__, test_all.__doc__, test_all.__module__ = test.__name__, test.__doc__, test.__module__
        return test_all

    return wrap


def _failure(test: Callable[..., None], case: tuple[Any, ...]) -> str:
    """What went wrong with a case; empty if nothing did."""
    try:
        test(*case)
    except (Exception, pytest.fail.Exception) as error:
        return f"{repr(case)[:_LONGEST]}\n    {type(error).__name__}: {str(error)[:_LONGEST]}"
    return ""


def _report(failed: list[str], tried: int) -> str:
    told = "\n".join(failed[:_MOST_TOLD])
    return f"{len(failed)} of {tried} cases fail\n{told}" + ("\n..." if len(failed) > _MOST_TOLD else "")
