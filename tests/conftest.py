"""What all tests share: a coverage report by room at the end of a run that measures it."""

import gc
import io
import os
import sys
from collections.abc import Iterator
from typing import Any

import coverage
import pytest
from hypothesis import settings

from tests.made_once import FOLDER
from tests.measuring import MEASURING
from tests.postgres import Postgres, postgres_server

# Some machines forbid the files of compiled modules; then each of hundreds of processes would compile the project anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Plain Python, which can be measured; that compiled modules answer alike is a test of its own (test_compiled.py).
os.environ.setdefault("HIMDIR_COMPILED", "no")

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
"""A busy machine is no finding: time is measured by tests of its own, in processor time."""

ROOMS = ("spiders", "pipelines", "db", "flows")


@pytest.fixture(scope="session", autouse=True)
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where the processes of this session put what they make for one another."""
    base = tmp_path_factory.getbasetemp()
    os.environ[FOLDER] = str((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "made-once")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server, started by the first test that wants one."""
    with postgres_server() as server:
        yield server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out of the coverage what would cost most: to measure takes two thirds of the time of bulk work.

    Property tests go over the same lines as the others, many times. Slow ones are whole refreshes and nights, run but
    measured only as far as their fixtures go, so that the figure of flows is lower than what is tested. Tests of the
    real published files are skipped where those are not, and the coverage is to be the same there: their fixtures are
    left out, too.
    """
    for item in items:
        bulk = any(item.get_closest_marker(name) for name in ("shared", "slow"))
        if bulk or hasattr(getattr(item, "obj", None), "hypothesis"):
            item.add_marker(pytest.mark.no_cover)


def pytest_collection_finish() -> None:
    """Keep what is loaded out of the way of the garbage collector, above all in what is forked from here."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Have a worker of xdist measure itself once, so that what is left out of the coverage really is.

    Being a child it has begun to measure when it started, and pytest-cov begins twice more. Of these only the last is
    paused for tests that do not count, and then the one before it goes on.
    """
    controller = getattr(session.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if controller is None or "PYTEST_XDIST_WORKER" not in os.environ:
        return
    while (begun := coverage.Coverage.current()) is not None:
        begun.stop()
    controller.cov.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """The fixtures of tests of the real published files do not count for the coverage."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    measuring = getattr(plugin, "cov_controller", None) if item.get_closest_marker("shared") else None
    if measuring is None:
        yield
        return
    environment = os.environ.pop(MEASURING, None)
    measuring.pause()
    try:
        yield
    finally:
        measuring.resume()
        if environment is not None:
            os.environ[MEASURING] = environment


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """What a test starts that is left out of the coverage is left out as well."""
    measuring = os.environ.pop(MEASURING, None) if item.get_closest_marker("no_cover") else None
    try:
        yield
    finally:
        if measuring is not None:
            os.environ[MEASURING] = measuring


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
