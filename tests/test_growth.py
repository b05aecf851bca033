"""The assertion of growth itself: it lets linear readers pass and fails for those that look at every pair."""

import itertools

import pytest

from tests.growth import assert_linear, assert_quick


def test_a_reader_that_looks_at_each_character_once_passes() -> None:
    assert_linear(lambda size: sum(range(size)), 200_000)


def test_a_reader_that_looks_at_every_pair_fails() -> None:
    with pytest.raises(AssertionError, match="8 times the size took"):
        assert_linear(lambda size: sum(1 for _ in itertools.product(range(size), repeat=2)), 200, floor=0.001)


def test_what_takes_too_long_each_time_fails() -> None:
    with pytest.raises(AssertionError, match="s at best, limit"):
        assert_quick(lambda: sum(range(500_000)), 0.0001)
