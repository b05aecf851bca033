"""Nights over four schools: polite, asked with conditions, read once; a site that fails loses nothing; replays."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from scrapy.settings import Settings

from spiders.school_pages import SchoolPagesSpider
from spiders.school_sites_domains import in_shard
from spiders.school_sites_figures import SITES
from tests.spiders.crawling import crawl, query, records
from tests.spiders.school_hosts import SETTINGS, Schools, crawl_schools, html, links, program, school_servers
from tests.spiders.server import Asked, Page, Server

DELAY = 0.15
POLITE = {"DOWNLOAD_DELAY": str(DELAY), "DOWNLOAD_DELAY_JITTER": "0"}
NAMES = ("one", "two", "three", "four")


@dataclass(frozen=True)
class Night:
    """One crawl, with what each server was asked and sent, and the records that stood at its end."""

    schools: Schools
    asked: dict[str, list[Asked]]
    sent: dict[str, dict[str, int]]
    met: set[tuple[str, str]]


def etag(page: Page, tag: str) -> Page:
    page.etag = f'"{tag}"'
    return page


def sites() -> dict[str, dict[str, Page]]:
    return {
        name: {
            "/robots.txt": etag(Page(b"User-agent: *\nDisallow:\n"), "robots"),
            "/": etag(html(links(f"/him-{name}", "/coding")), f"{name} home"),
            f"/him-{name}": etag(program(), f"{name} him"),
            "/coding": etag(program("Medical Coding Certificate"), f"{name} coding"),
        }
        for name in NAMES
    }


def night(home: Path, servers: dict[str, Server]) -> Night:
    for server in servers.values():
        server.forget()
    ended = crawl_schools(home, servers, **POLITE)
    asked = {name: list(server.asked) for name, server in servers.items()}
    return Night(ended, asked, {name: dict(server.sent) for name, server in servers.items()}, records(home))


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Night]]:
    """The first night, one without changes, one with a changed page and a site that refuses, and that site back."""
    home = tmp_path_factory.mktemp("nights")
    with school_servers(sites()) as servers:
        found = [night(home, servers), night(home, servers)]
        servers["one"].pages["/coding"] = program("Medical Coding Certificate, revised")
        whole = dict(servers["three"].pages)
        servers["three"].pages.clear()
        servers["three"].pages["/"] = Page(b"", 403)
        found.append(night(home, servers))
        servers["three"].pages.update(whole)
        yield [*found, night(home, servers)]


def test_each_night_is_accepted(nights: list[Night]) -> None:
    for one in nights:
        assert one.schools.crawl.code == 0, one.schools.crawl.log[-3000:]
    assert len(nights[0].met) == 8


def test_a_host_is_asked_one_thing_at_a_time_and_after_the_delay(nights: list[Night]) -> None:
    for name, asked in nights[0].asked.items():
        assert [one.path for one in asked] == ["/robots.txt", "/", "/sitemap.xml", f"/him-{name}", "/coding"]
        gaps = [later.at - earlier.at for earlier, later in pairwise(asked)]
        assert sum(gaps) >= DELAY * len(gaps) * 0.95, gaps
        assert min(gaps) >= DELAY / 2, gaps  # a busy machine takes a request in late
        assert nights[0].schools.servers[name].peak == 1


def test_hosts_are_visited_at_once(nights: list[Night]) -> None:
    spans = [(asked[0].at, asked[-1].at) for asked in nights[0].asked.values()]
    assert max(begin for begin, _ in spans) < min(end for _, end in spans)


def test_the_second_night_asks_with_conditions_and_nothing_is_sent_or_read_again(nights: list[Night]) -> None:
    first, second, *_ = nights
    for name, asked in second.asked.items():
        for one in asked:
            assert ("If-None-Match" in one.headers) is (one.path != "/sitemap.xml"), (name, one.path)
        assert {path for path, size in second.sent[name].items() if size} == {"/sitemap.xml"}
    assert second.met == first.met
    home = second.schools.crawl.home
    assert query(home, "SELECT members_of FROM run WHERE run_number = 2") == [(1,)]
    ((told,),) = query(home, "SELECT tallies FROM run WHERE run_number = 2")
    assert json.loads(told)["pages_unchanged"] == 8


def test_a_changed_page_is_read_and_the_others_stand(nights: list[Night]) -> None:
    first, _, third, _ = nights
    fresh = {key for key, _ in third.met - first.met}
    assert [key.rpartition("/")[2] for key in fresh] == ["coding"]
    assert len(third.met) == 6
    ((fill, counts),) = query(third.schools.crawl.home, "SELECT fill, counts FROM run WHERE run_number = 3")
    assert json.loads(fill)["school_program"]["program_title"] == 1.0
    assert json.loads(counts) == {"school_program": 6}


def test_the_site_that_refused_is_not_among_those_that_were_read_to_their_end(nights: list[Night]) -> None:
    rows = query(nights[2].schools.crawl.home, "SELECT hosts_read FROM run ORDER BY run_number")
    read = [set(json.loads(row[0])) for row in rows]
    assert read[0] == read[1] == read[3]
    assert read[0] - read[2] == {"127.0.0.4", "www.127.0.0.4"}


def test_records_say_for_whom_the_page_was_visited_and_claim_no_place_for_it(nights: list[Night]) -> None:
    for key, claims in nights[0].met:
        number = int((urlsplit(key).hostname or "").rpartition(".")[2]) - 2
        assert json.loads(claims)["start_unitid"] == [f"{100000 + number}", None, None, "none"]


def test_a_replay_asks_the_same_and_finds_the_same(nights: list[Night], tmp_path: Path) -> None:
    live = nights[3].schools.crawl.home
    line = ["school_pages", "-a", f"starts={live / 'starts.jsonl'}"]
    ended = crawl(tmp_path, settings={**SETTINGS, "WEB": str(live / "captures")}, arguments=line)
    assert ended.code == 0, ended.log[-3000:]
    assert "replay/miss" not in ended.statistics
    assert records(tmp_path) == nights[3].met


def test_the_pages_of_the_run_are_bounded_and_what_was_left_over_is_told(nights: list[Night], tmp_path: Path) -> None:
    live = nights[3].schools.crawl.home
    settings = {**SETTINGS, "WEB": str(live / "captures"), "SITE_LIMITS": '{"pages_in_all": 3}'}
    line = ["school_pages", "-a", f"starts={live / 'starts.jsonl'}"]
    ended = crawl(tmp_path, settings=settings, arguments=line)
    assert ended.code == 1
    ((verdict, tallies, read),) = query(tmp_path, "SELECT verdict, tallies, hosts_read FROM run")
    told = json.loads(tallies)
    assert {name.removeprefix("sites_"): told[name] for name in SITES if told[name]} == {
        "asked": 4, "visited": 3, "unvisited": 1, "cut_short": 3,
    }  # fmt: skip
    assert told["pages_asked"] == 3
    assert (verdict, read) == ("quarantined", None)
    again = crawl(tmp_path / "again", settings={**SETTINGS, "WEB": str(tmp_path / "captures")}, arguments=line)
    assert "replay/miss" not in again.statistics  # what was given up is given up in a replay, too


def test_a_shard_visits_its_own_sites_only(nights: list[Night], tmp_path: Path) -> None:
    live = nights[3].schools.crawl.home
    hosts = [f"127.0.0.{number}" for number in range(2, 6)]
    count = next(count for count in range(2, 9) if 0 < sum(in_shard(host, (1, count)) for host in hosts) < 4)
    own = {host for host in hosts if in_shard(host, (1, count))}
    line = ["school_pages", "-a", f"starts={live / 'starts.jsonl'}", "-a", f"shard=1/{count}"]
    ended = crawl(tmp_path, settings={**SETTINGS, "WEB": str(live / "captures")}, arguments=line)
    assert ended.code == 0, ended.log[-3000:]
    assert records(tmp_path) == {met for met in nights[3].met if urlsplit(met[0]).hostname in own}
    ((shard, read),) = query(tmp_path, "SELECT shard, hosts_read FROM run")
    assert shard == f"1/{count}"
    assert set(json.loads(read)) & set(hosts) == own


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({}, "nobody says which schools to visit"),
        ({"starts": "/no/such/file"}, "cannot be read"),
        ({"start": "ftp://a.edu/"}, "is not a web address"),
        ({"shard": "9/8", "start": "https://a.edu/"}, "such as 2/8"),
        ({"start": "https://a.edu/", "starts": "x"}, "not both"),
        ({"start": "https://a.edu/", "SITE_LIMITS": '{"depth": 99}'}, "SITE_LIMITS"),
        ({"begin": "https://a.edu/"}, "has no argument begin"),
    ],
)
def test_wrong_use_says_what_to_do(arguments: dict[str, str], told: str) -> None:
    settings = Settings()
    settings.setmodule("spiders.settings", priority="project")
    given = {name: value for name, value in arguments.items() if name != "SITE_LIMITS"}
    settings.setdict({"WEB_KIND": "live", "SITE_LIMITS": arguments.get("SITE_LIMITS", "{}")}, priority="cmdline")

    def start() -> None:
        SchoolPagesSpider(**given)
        SchoolPagesSpider.refuse_wrong_use(settings, given)

    with pytest.raises(ValueError, match=told):
        start()


def test_wrong_use_ends_with_2_and_asks_nothing(tmp_path: Path) -> None:
    ended = crawl(tmp_path, settings=SETTINGS, arguments=["school_pages"])
    assert ended.code == 2
    assert "nobody says which schools to visit: himdir refresh writes the list" in ended.log
    assert not (tmp_path / "work.sqlite").exists()
