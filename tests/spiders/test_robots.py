"""robots.txt against a server that counts: nobody slips by, an unknown answer forbids, and no answer is invented."""

from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler
from itertools import pairwise

import pytest

from tests.spiders.crawling import Crawl, crawl
from tests.spiders.server import Answer, Page, Server, serving

RULES = b"User-agent: *\nDisallow:\n\nUser-agent: himdir\nDisallow: /private/\n"
DISALLOWED = [f"/private/{number}" for number in range(30)]
CRAWL_DELAY_SECONDS = 0.4


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Crawl]]:
    """Thirty requests at once to what our name may not read, while robots.txt is slow to come."""
    with serving({"/robots.txt": Page(RULES, seconds=0.3), "/open": Page(b"open")}) as server:
        server.pages.update({path: Page(b"private") for path in DISALLOWED})
        many = {"CONCURRENT_REQUESTS": "40", "CONCURRENT_REQUESTS_PER_DOMAIN": "40"}
        urls = [server.url(path) for path in (*DISALLOWED, "/open")]
        yield server, crawl(tmp_path_factory.mktemp("strict"), urls, settings=many)


def test_thirty_disallowed_requests_at_once_fetch_nothing(strict: tuple[Server, Crawl]) -> None:
    server, ended = strict
    assert [asked.path for asked in server.asked] == ["/robots.txt", "/open"]
    assert ended.statistics["robotstxt/forbidden"] == 30


def test_what_is_forbidden_is_told_to_the_spider_and_counts_as_failed(strict: tuple[Server, Crawl]) -> None:
    _, ended = strict
    assert ended.log.count("Forbidden by robots.txt") == 30
    assert "pages failed" in ended.log
    assert ended.code == 1


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.close()


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Server], Crawl]]:
    """Hosts (ports) whose robots.txt is refused, broken, missing, or a page with rules under an error status."""
    answers: dict[str, Answer] = {
        "503": Page(b"", 503),
        "429": Page(b"", 429, {"Retry-After": "0"}),
        "500 with rules": Page(b"User-agent: *\nAllow: /\n", 500),
        "hangs up": hang_up,
        "404": Page(b"User-agent: *\nDisallow: /\n", 404),
        "403": Page(b"", 403),
    }
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(serving({"/robots.txt": answer, "/page": Page(b"page")}))
            for name, answer in answers.items()
        }
        urls = [server.url("/page") for server in servers.values()]
        yield servers, crawl(tmp_path_factory.mktemp("unknown"), urls)


@pytest.mark.parametrize("name", ["503", "429", "500 with rules", "hangs up"])
def test_a_host_whose_rules_cannot_be_had_is_left_alone(unknown: tuple[dict[str, Server], Crawl], name: str) -> None:
    servers, ended = unknown
    assert servers[name].requests("/page") == []
    host = servers[name].url("").removeprefix("http://")
    assert f"robots.txt of {host} cannot be had" in ended.log


@pytest.mark.parametrize("name", ["404", "403"])
def test_a_host_without_rules_may_be_read(unknown: tuple[dict[str, Server], Crawl], name: str) -> None:
    assert len(unknown[0][name].requests("/page")) == 1


def test_hosts_that_were_left_alone_quarantine_the_run(unknown: tuple[dict[str, Server], Crawl]) -> None:
    _, ended = unknown
    assert ended.code == 1
    assert ended.statistics["himdir/verdict"] == "quarantined"


def test_a_longer_crawl_delay_of_the_host_is_kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    rules = f"User-agent: *\nCrawl-delay: {CRAWL_DELAY_SECONDS}\n".encode()
    paths = ["/1", "/2", "/3"]
    with serving({"/robots.txt": Page(rules), **{path: Page(b"page") for path in paths}}) as server:
        ended = crawl(tmp_path_factory.mktemp("delay"), [server.url(path) for path in paths])
        times = [asked.at for asked in server.asked]
    assert ended.code == 0
    gaps = [later - earlier for earlier, later in pairwise(times[1:])]
    assert min(gaps) >= CRAWL_DELAY_SECONDS * 0.95
