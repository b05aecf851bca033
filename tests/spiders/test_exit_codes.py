"""The exit code of ``scrapy crawl``: 0 accepted, 1 anything that is not, 2 wrong use; and what is said besides."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from spiders.commands.crawl import exit_code
from spiders.source import Crawl as CrawlLimits
from tests.spiders.crawling import crawl, query, records
from tests.spiders.server import Page, serving


def test_an_accepted_run_is_0_and_reads_past_twenty_pages(tmp_path: Path) -> None:
    """A list of thirty pages, each found on the one before, is read to its end."""
    pages = {f"/{number}": Page(f"/{number + 1}".encode()) for number in range(30)}
    with serving({**pages, "/30": Page(b"the end")}) as server:
        ended = crawl(tmp_path, [server.url("/0")], arguments=["probe", "-a", "mode=follow"])
    assert ended.code == 0
    assert len(records(tmp_path)) == 31
    assert query(tmp_path, "SELECT verdict, finish_reason FROM run") == [("accepted", "finished")]


def test_a_list_without_end_stops_at_the_maximum_and_is_1(tmp_path: Path) -> None:
    pages = {f"/{number}": Page(f"/{number + 1}".encode()) for number in range(80)}
    with serving(pages) as server:
        ended = crawl(tmp_path, [server.url("/0")], arguments=["probe", "-a", "mode=follow"])
        assert len(server.asked) <= 63
    assert ended.code == 1
    assert "the crawl ended early: closespider_pagecount" in ended.log


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("raise", "1 callbacks of the spider raised an exception"),
        ("start_raises", "the crawl ended early: start_error"),
        ("start_crashes", "the start crashed"),
    ],
)
def test_an_exception_is_1(tmp_path: Path, mode: str, words: str) -> None:
    with serving({"/page": Page(b"page")}) as server:
        ended = crawl(tmp_path, [server.url("/page")], arguments=["probe", "-a", f"mode={mode}"])
    assert ended.code == 1
    assert words in ended.log
    assert query(tmp_path, "SELECT verdict FROM run") in ([("quarantined",)], [])


def test_no_records_are_1(tmp_path: Path) -> None:
    with serving({"/page": Page(b"gone", 410)}) as server:
        ended = crawl(tmp_path, [server.url("/page")])
    assert ended.code == 1
    assert "no records at all" in ended.log


@pytest.mark.parametrize(
    ("arguments", "settings", "environment", "words"),
    [
        (["probe", "-a", "yaer=2024"], {}, {}, "probe has no argument yaer; its arguments are: mode"),
        (["prob"], {}, {}, "no source is called 'prob'; there are: "),
        (["probe", "ipeds"], {}, {}, "give the name of one source"),
        (["probe"], {}, {"HIMDIR_CONTACT": ""}, "set HIMDIR_CONTACT to an e-mail address or a URL"),
        (["probe"], {}, {"HIMDIR_CONTACT": "me"}, "neither an e-mail address nor an http(s) URL"),
        (["probe"], {"WEB": "/no/such/folder"}, {}, "there is no web at /no/such/folder"),
    ],
)
def test_wrong_use_is_2(
    tmp_path: Path, arguments: list[str], settings: dict[str, str], environment: dict[str, str], words: str
) -> None:
    ended = crawl(tmp_path, arguments=arguments, settings=settings, environment=environment)
    assert ended.code == 2
    assert words in ended.log
    assert "Traceback" not in ended.log
    assert not (tmp_path / "work.sqlite").exists()


class Figures:
    """Statistics that hold what a test says."""

    def __init__(self, **figures: object) -> None:
        self.figures = figures

    def get_stats(self) -> dict[str, object]:
        return {name.replace("__", "/"): value for name, value in self.figures.items()}


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        ({"finish_reason": "finished", "himdir__verdict": "accepted"}, 0),
        ({"finish_reason": "finished", "himdir__verdict": "quarantined"}, 1),
        ({"finish_reason": "shutdown", "himdir__verdict": "accepted"}, 1),
        ({"finish_reason": "finished", "himdir__verdict": "accepted", "spider_exceptions__count": 1}, 1),
        ({"finish_reason": "finished", "item_scraped_count": 3}, 0),
        ({"finish_reason": "finished"}, 1),
        ({}, 1),
    ],
)
def test_the_code_follows_from_the_statistics(figures: dict[str, object], code: int) -> None:
    assert exit_code(Figures(**figures)) == code
    assert exit_code(None) == 1


def test_a_card_that_overrides_robots_txt_says_why() -> None:
    with pytest.raises(ValidationError, match="needs a robots_override_reason"):
        CrawlLimits(obey_robots=False)
    assert not CrawlLimits(obey_robots=False, robots_override_reason="The publisher asked us to.").obey_robots
    with pytest.raises(ValidationError):
        CrawlLimits(delay=0)
