"""What all tests share: a coverage report by room at the end of a run that measures it."""

import io
import os
import sys
from collections.abc import Iterator
from typing import Any

import coverage
import pytest

from tests.postgres import Postgres, postgres_server

# Some machines forbid the files of compiled modules; then each of hundreds of processes would compile the project anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

ROOMS = ("spiders", "pipelines", "db", "flows")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server, started by the first test that wants one."""
    with postgres_server() as server:
        yield server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests of the real published files out of the coverage: it is to be the same where they are skipped."""
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.no_cover)


def pytest_terminal_summary(terminalreporter: Any, config: Any) -> None:
    """One line of coverage a room, from what the run has just measured."""
    if not config.getoption("cov_source", None):
        return
    measured = coverage.Coverage()
    measured.load()
    terminalreporter.section("coverage by room (lines and branches)")
    for room in ROOMS:
        try:
            share = measured.report(include=[f"{room}/*"], omit=["*/migrations/*"], file=io.StringIO())
        except coverage.exceptions.NoDataError:
            continue
        terminalreporter.write_line(f"{room:<10} {share:5.1f} %")
