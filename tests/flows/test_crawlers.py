"""Crawls that are forked from a process in which all is loaded: they start, end and die as others do."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import crawlers
from flows.crawlers import ForkedProcess, WarmStart
from spiders.environment import ROOT
from tests.measuring import MEASURING, unmeasured
from tests.spiders.crawling import command
from tests.spiders.server import Page, serving
from tests.spiders.test_signals import SLOW, wait_until

pytestmark = pytest.mark.skipif(not crawlers.FORKS, reason="crawls are forked on Linux")
WRONG = ["scrapy", "crawl", "nonsense"]
WHAT_IS_LOADED = """
import sys
from flows.warm_start import load
load()
told = ("twisted.internet.reactor", "spiders.settings", "prefect", "scrapy.core.engine", "pipelines.stage")
print([name in sys.modules for name in told])
"""


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmStart]:
    started = WarmStart(unmeasured())
    yield started
    started.close()
    assert started.process.poll() == 0


def ended(crawl: crawlers.Process) -> tuple[int, str]:
    """The exit code and the words of a crawl that ends by itself."""
    assert crawl.stderr is not None
    with crawl.stderr as words:
        return crawl.wait(60), words.read()


def test_everything_is_loaded_but_the_reactor_and_what_depends_on_the_environment() -> None:
    line = [sys.executable, "-c", WHAT_IS_LOADED]
    told = subprocess.run(line, cwd=ROOT, env=unmeasured(), capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[False, False, False, True, True]"


def test_a_forked_crawl_ends_with_the_exit_code_and_the_words_of_the_command(warm: WarmStart) -> None:
    code, words = ended(warm.start(WRONG, os.environ))
    assert (code, "no source is called 'nonsense'" in words) == (2, True)


def test_each_crawl_has_its_own_environment_and_session_and_is_told_to_end_alone(
    warm: WarmStart, tmp_path: Path
) -> None:
    with serving({"/slow": Page(b"slow", seconds=SLOW)}) as server:
        started = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            line, environment = command(tmp_path / name, [server.url("/slow")])
            started.append(warm.start(line[2:], environment))
        assert wait_until(lambda: len(server.requests("/slow")) == 2)
        assert [os.getsid(crawl.pid) for crawl in started] == [crawl.pid for crawl in started]
        one, two = started
        one.send_signal(signal.SIGTERM)
        code, words = ended(one)
        assert (code, "the crawl ended early: shutdown" in words) == (1, True)
        assert two.poll() is None
        two.kill()
        assert ended(two)[0] == -signal.SIGKILL
    assert {path.name for path in tmp_path.iterdir()} == {"one", "two"}


def test_crawls_end_with_the_process_that_forked_them_and_the_next_one_is_started_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(crawlers, "_shared", crawlers._Shared())
    monkeypatch.delenv(MEASURING, raising=False)
    crawlers.warm_up()
    first = crawlers._shared.get()
    with serving({"/slow": Page(b"slow", seconds=SLOW)}) as server:
        line, environment = command(tmp_path, [server.url("/slow")])
        crawl = crawlers.start_crawl(line[2:], environment)
        assert wait_until(lambda: server.requests("/slow"))
        first.process.kill()
        assert ended(crawl)[0] == -signal.SIGKILL
        assert wait_until(lambda: not Path(f"/proc/{crawl.pid}").exists())
    first.process.wait()
    again = crawlers.start_crawl(WRONG, os.environ)
    assert isinstance(again, ForkedProcess)
    assert ended(again)[0] == 2
    crawlers._shared.get().close()


def test_without_it_a_crawl_is_a_process_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawlers, "FORKS", False)
    code, words = ended(crawlers.start_crawl(WRONG, unmeasured()))
    assert (code, "no source is called 'nonsense'" in words) == (2, True)
