"""Politeness as the server measures it: how many at once, how often, under which name, and how soon again."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Response
from scrapy.settings import Settings

from spiders.honesty import SettingRefused, user_agent
from spiders.politeness import wait_asked
from tests.spiders.crawling import CONTACT, Crawl, crawl
from tests.spiders.probe import ProbeSpider
from tests.spiders.server import Page, Server, serving

PATHS = [f"/{number}" for number in range(24)]


@pytest.mark.parametrize("limit", [1, 2])
def test_as_many_at_once_as_the_limit_says(tmp_path: Path, limit: int) -> None:
    # An address of its own: what other tests ask of a port that was freed does not arrive here.
    host = "127.0.0.9"
    settings = {
        "CONCURRENT_REQUESTS": "16",
        "CONCURRENT_REQUESTS_PER_DOMAIN": str(limit),
        "ALLOWED_INTERNAL_HOSTS": host,
    }

    def page(handler: Any) -> Page:
        """Held back until as many ask as may, for a second at most: a machine that is busy may bring them late."""
        end = time.monotonic() + 1
        while handler.server.peak < limit and time.monotonic() < end:
            time.sleep(0.005)
        return Page(b"page", seconds=0.03)

    with serving(dict.fromkeys(PATHS, page), host) as server:
        ended = crawl(tmp_path, map(server.url, PATHS), settings={**settings, "AUTOTHROTTLE_ENABLED": "False"})
        peak, asked = server.peak, list(server.asked)
    assert ended.code == 0
    assert peak == limit, [(one.path, one.at) for one in asked]
    assert len(asked) == len(PATHS) + 1
    assert {one.headers["User-Agent"] for one in asked} == {user_agent(CONTACT)}
    assert CONTACT in user_agent(CONTACT)
    assert not any(name in one.headers for one in asked for name in ("Cookie", "From", "X-Forwarded-For"))


def update(**told: str) -> Settings:
    """The settings of a probe with these from the command line."""
    settings = Settings()
    settings.setmodule("spiders.settings", priority="project")
    for name, value in {"CONTACT": CONTACT, "WEB": "live", **told}.items():
        settings.set(name, value, priority="cmdline")
    ProbeSpider.update_settings(settings)
    return settings


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"DOWNLOAD_DELAY": "0"}, "DOWNLOAD_DELAY is 0"),
        ({"DOWNLOAD_DELAY": "-1"}, "DOWNLOAD_DELAY is -1"),
        ({"DOWNLOAD_DELAY": "nan"}, "DOWNLOAD_DELAY is nan"),
        ({"DOWNLOAD_SLOTS": '{"example.org": {"delay": 0}}'}, "the delay of example.org"),
        ({"DOWNLOAD_DELAY_JITTER": "1"}, "DOWNLOAD_DELAY_JITTER"),
        ({"CONCURRENT_REQUESTS": "0"}, "CONCURRENT_REQUESTS is 0"),
        ({"CONCURRENT_REQUESTS_PER_DOMAIN": "0"}, "CONCURRENT_REQUESTS_PER_DOMAIN is 0"),
        ({"ROBOTSTXT_OBEY": "False"}, "ROBOTSTXT_OBEY is off"),
        ({"USER_AGENT": "Mozilla/5.0"}, "USER_AGENT is not ours"),
        ({"ROBOTSTXT_USER_AGENT": "Googlebot"}, "ROBOTSTXT_USER_AGENT is not ours"),
        ({"TELNETCONSOLE_ENABLED": "1"}, "TELNETCONSOLE_ENABLED is on"),
        ({"REMOTE_CONTROL_ENABLED": "1"}, "REMOTE_CONTROL_ENABLED is on"),
    ],
)
def test_a_setting_that_would_be_dishonest_is_refused(told: dict[str, str], words: str) -> None:
    with pytest.raises(SettingRefused, match=words):
        update(**told)


def test_the_settings_as_they_stand_are_honest() -> None:
    settings = update()
    assert settings.getfloat("DOWNLOAD_DELAY") > 0
    assert not settings.getbool("TELNETCONSOLE_ENABLED")
    assert not settings.getbool("REMOTE_CONTROL_ENABLED")
    names = settings.get_component_priority_dict_with_base("EXTENSIONS")
    assert "spiders.report.CrawlReport" in names
    assert not [name for name in names if "remote_control" in name or "telnet" in name]
    assert not [name for name in settings["EXTENSIONS"] if name.startswith("scrapy.")], "None there would load it"


def test_a_dishonest_crawl_is_wrong_use_and_asks_nothing(tmp_path: Path) -> None:
    with serving() as server:
        ended = crawl(tmp_path, [server.url("/")], settings={"DOWNLOAD_DELAY": "0", "ROBOTSTXT_OBEY": "0"})
        assert server.asked == []
    assert ended.code == 2
    assert "DOWNLOAD_DELAY is 0: without a delay Scrapy ignores the limit per host" in ended.log
    assert "ROBOTSTXT_OBEY is off" in ended.log


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Server], Crawl]]:
    """A host that is busy for a second, one that stays busy, and one that wants an hour."""
    with serving() as soon, serving() as never, serving() as later:
        answers = iter([Page(b"", 429, {"Retry-After": "1"}), Page(b"page")])
        soon.pages.update({"/page": lambda _: next(answers), "/other": Page(b"other")})
        never.pages["/page"] = Page(b"", 503, {"Retry-After": "0"})
        later.pages.update({"/page": Page(b"", 503, {"Retry-After": "3600"}), "/other": Page(b"other")})
        urls = [soon.url("/page"), soon.url("/other"), never.url("/page"), later.url("/page"), later.url("/other")]
        settings = {"RETRY_TIMES": "2", "CONCURRENT_REQUESTS": "4"}
        yield [soon, never, later], crawl(tmp_path_factory.mktemp("busy"), urls, settings=settings)


def test_a_busy_host_is_asked_again_only_after_the_time_it_asked_for(busy: tuple[list[Server], Crawl]) -> None:
    first, *rest = busy[0][0].requests("/page")
    assert len(rest) == 1
    assert rest[0].at - first.at >= 1


def test_retries_are_bounded(busy: tuple[list[Server], Crawl]) -> None:
    assert len(busy[0][1].requests("/page")) == 3


def test_a_host_that_wants_an_hour_is_left_alone(busy: tuple[list[Server], Crawl]) -> None:
    servers, ended = busy
    assert len(servers[2].requests("/page")) == 1
    assert len(servers[2].requests("/other")) == 0
    assert "asks to come back in 3600 seconds: it is left alone for this run" in ended.log
    assert "asked to be left alone for another" in ended.log
    assert ended.code == 1


def answer(retry_after: str) -> Response:
    return Response("http://127.0.0.1/", status=503, headers={"Retry-After": retry_after})


def test_the_time_to_wait_is_read_from_seconds_and_dates() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    assert wait_asked(answer("7")) == 7
    assert 25 < wait_asked(answer(soon)) <= 30
    assert wait_asked(answer("Wed, 21 Oct 2015 07:28:00 GMT")) == 0
    assert [wait_asked(answer(odd)) for odd in ("", "soon", "-5", "١٢", "9" * 50)] == [1, 1, 1, 1, 999999999]
