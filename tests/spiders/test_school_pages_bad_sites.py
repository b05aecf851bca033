"""Sites that refuse, fail, challenge, redirect for ever or never end: each is left, told apart, and hurts no other."""

import gzip
import io
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from pypdf import PdfWriter

from spiders.honesty import user_agent
from spiders.school_sites_figures import SITES
from tests.spiders.crawling import CONTACT, query
from tests.spiders.school_hosts import Schools, crawl_schools, endless, html, huge, links, program, school_servers
from tests.spiders.server import Page, redirect

TIGHT = '{"seconds_per_page": 4, "pages_per_site": 12, "bytes_of_pdf": 100000}'
BOMB = gzip.compress(b"<p>Health Information</p>" * 1_500_000)
BROKEN = (
    b'<html><head><meta charset="no-such-charset"><body><h1>Health Information Technology, Associate of Applied Science'
    b"</h2><p>Informaci\xf3n: $132 per credit hour<table><tr><td>unclosed" + b"<b>" * 50
)


def calendar(handler: BaseHTTPRequestHandler) -> Page:
    """A calendar: every page leads to the next day, for ever, in the words of a program."""
    day = int(handler.path.rpartition("=")[2] or 0) if "=" in handler.path else 0
    return html(links(f"/calendar?day={day + 1}", f"/him-calendar?when={day + 1}", f"/2026/11/{day % 28 + 1}/him"))


def pausing() -> Callable[[BaseHTTPRequestHandler], Page]:
    """A host that asks for a pause of a second before it gives its home page."""
    answers = iter([Page(b"", 503, {"Retry-After": "1"}), html(links("/him"))])
    return lambda _: next(answers)


def pdf(more: int) -> Page:
    """A PDF of one empty page, with that many bytes after it."""
    writer, body = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=72, height=72)
    writer.write(body)
    return Page(body.getvalue() + b"x" * more, headers={"Content-Type": "application/pdf"})


def sites() -> dict[str, dict[str, object]]:
    many = [f"/him-{number}" for number in range(60)]
    return {
        "good": {
            "/robots.txt": Page(b"User-agent: *\nDisallow: /private/\nSitemap: /maps/index.xml\n"),
            "/": html(links("/private/him", "/login?him", "/him.docx", "/him?print=1", "mailto:him@a.edu")),
            "/maps/index.xml": Page(b"<sitemapindex><loc>/maps/programs.xml</loc></sitemapindex>"),
            "/maps/programs.xml": Page(b"<urlset><loc>/programs/health-information</loc><loc>/welding</loc></urlset>"),
            "/programs/health-information": program(),
        },
        "refuses": {"/": Page(b"Forbidden", 403), "/sitemap.xml": Page(b"Forbidden", 403)},
        "busy": {"/": Page(b"", 429, {"Retry-After": "3600"}), "/him": program()},
        "challenges with 200": {"/": html("<title>Just a moment...</title><script>window._cf_chl_opt={}</script>")},
        "challenges with 503": {"/": Page(b"Enable JavaScript and cookies to continue", 503)},
        "slow": {"/": html("slow", seconds=12)},
        "endless": {"/": endless},
        "huge page": {"/": html(links("/him-huge", "/him")), "/him-huge": huge, "/him": program()},
        "loops": {"/": redirect("/a"), "/a": redirect("/b"), "/b": redirect("/a")},
        "moved away": {"/": redirect("http://127.0.0.2:9/")},
        "leads inside": {"/": redirect("http://10.0.0.1/")},
        "forbids all": {"/robots.txt": Page(b"User-agent: *\nDisallow: /\n"), "/": program()},
        "robots fail": {"/robots.txt": Page(b"", 500), "/": program()},
        "fails": {"/": Page(b"oh no", 500)},
        "broken": {"/": html(links("/him")), "/him": Page(BROKEN, headers={"Content-Type": "text/html; charset=x"})},
        "calendar": {"/": calendar, **{f"/him-calendar?when={day}": calendar for day in range(100)}},
        "many": {"/": html(links(*many)), **{path: program(f"Medical Coding {path} Certificate") for path in many}},
        "pauses": {"/": pausing(), "/him": program()},
        "bomb": {
            "/": html(links("/him-bomb", "/him")),
            "/him-bomb": Page(BOMB, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}),
            "/him": program(),
        },
        "pdf": {
            "/": html(links("/him-big.pdf", "/him-small.pdf")),
            "/him-big.pdf": pdf(200_000),
            "/him-small.pdf": pdf(0),
        },
        "without program": {"/": html("<h1>A college</h1>")},
    }


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Schools, float]]:
    home = tmp_path_factory.mktemp("bad")
    with school_servers(sites()) as servers:  # type: ignore[arg-type]
        with school_servers({"down": {}}) as gone:
            every = servers | gone  # nothing listens there when the block ends
        began = time.monotonic()
        yield crawl_schools(home, every, SITE_LIMITS=TIGHT), time.monotonic() - began


def tallies(schools: Schools) -> dict[str, int]:
    connection = sqlite3.connect(schools.crawl.home / "work.sqlite")
    (told,) = connection.execute("SELECT tallies FROM run").fetchone()
    connection.close()
    return dict(json.loads(told))


def test_every_fate_has_its_own_figure(bad: tuple[Schools, float]) -> None:
    told = tallies(bad[0])
    assert {name.removeprefix("sites_"): told[name] for name in SITES if told[name]} == {
        "asked": 22, "visited": 22, "read": 9, "refused": 2, "challenged": 2, "too_slow": 2, "looping": 1,
        "moved_away": 2, "forbidden": 1, "down": 3, "without_program": 3, "budget_exhausted": 1,
    }  # fmt: skip
    assert (told["pages_too_large"], told["pages_forbidden"], told["pages_unreadable"]) == (3, 2, 0)
    assert told["pdf_pages"] == 1


def test_every_fate_is_reported_with_its_hosts(bad: tuple[Schools, float]) -> None:
    rows = query(bad[0].crawl.home, "SELECT code, severity, message FROM run_surprise")
    told = {code: message for code, severity, message in rows if severity == "note"}
    assert told.keys() >= {
        "site_refused", "site_challenged", "site_too_slow", "site_looping", "site_moved_away", "site_forbidden",
        "site_down", "site_without_program", "budget_exhausted", "page_too_large",
    }  # fmt: skip
    servers = bad[0].servers
    for code, names in {
        "site_refused": ("refuses", "busy"), "site_challenged": ("challenges with 200", "challenges with 503"),
        "site_too_slow": ("slow", "endless"), "site_down": ("down", "fails", "robots fail"), "site_looping": ("loops",),
        "site_moved_away": ("moved away", "leads inside"), "page_too_large": ("huge page",),
        "budget_exhausted": ("many",), "site_without_program": ("calendar", "without program", "pdf"),
    }.items():  # fmt: skip
        for name in names:
            assert servers[name].url("").removeprefix("http://") in told[code], (code, name)


def test_a_site_that_said_no_is_not_asked_again(bad: tuple[Schools, float]) -> None:
    schools, _ = bad
    for name in ("refuses", "busy", "challenges with 200", "challenges with 503", "slow", "endless", "moved away"):
        assert schools.asked(name) == ["/"], name
    assert schools.asked("forbids all") == schools.asked("robots fail") == []


def test_a_server_that_fails_is_asked_once_more_at_most(bad: tuple[Schools, float]) -> None:
    assert bad[0].asked("fails") == ["/", "/"]
    assert len(bad[0].servers["robots fail"].asked) == 2


def test_nothing_leads_off_the_site_or_inside(bad: tuple[Schools, float]) -> None:
    assert bad[0].asked("loops") == ["/", "/a", "/b"]
    assert "safety/refused" not in bad[0].crawl.statistics


def test_robots_and_sitemaps_and_traps(bad: tuple[Schools, float]) -> None:
    assert bad[0].asked("good") == ["/", "/maps/index.xml", "/maps/programs.xml", "/programs/health-information"]


def test_endless_links_end_at_the_budget(bad: tuple[Schools, float]) -> None:
    calendar, many = bad[0].asked("calendar"), bad[0].asked("many")
    assert "/2026/11/1/him" not in calendar
    assert not [path for path in calendar if path.startswith("/calendar?day")]
    assert len([path for path in calendar if "when" in path]) <= 4  # the depth
    assert len([path for path in many if path.startswith("/him")]) == 11


def test_a_page_that_is_too_large_is_broken_off_and_the_others_are_read(bad: tuple[Schools, float]) -> None:
    assert bad[0].asked("huge page") == ["/", "/sitemap.xml", "/him-huge", "/him"]
    assert bad[0].crawl.statistics["downloader/response_bytes"] < 20_000_000


def test_a_body_that_unpacks_too_far_and_a_large_pdf_are_not_read(bad: tuple[Schools, float]) -> None:
    assert len(BOMB) < 200_000
    assert bad[0].asked("bomb")[-1] == "/him"
    assert bad[0].asked("pdf") == ["/", "/sitemap.xml", "/him-big.pdf", "/him-small.pdf"]


def test_a_pause_that_is_asked_for_is_kept(bad: tuple[Schools, float]) -> None:
    first, second, *_ = bad[0].servers["pauses"].requests("/")
    assert second.at - first.at >= 1
    assert bad[0].asked("pauses") == ["/", "/", "/sitemap.xml", "/him"]


def test_bad_sites_cost_bounded_time_and_one_request_at_a_time(bad: tuple[Schools, float]) -> None:
    schools, seconds = bad
    assert seconds < 30
    assert {name: server.peak for name, server in schools.servers.items() if server.peak > 1} == {}
    begun = [server.asked[0].at for server in schools.servers.values() if server.asked]
    assert max(begun) - min(begun) < 3  # several hosts at once: none waits for the slow ones


def test_everybody_is_told_who_asks(bad: tuple[Schools, float]) -> None:
    agents = {asked.headers["User-Agent"] for server in bad[0].servers.values() for asked in server.asked}
    assert agents == {user_agent(CONTACT)}


def test_what_good_sites_say_is_staged_and_too_many_failures_quarantine_the_run(bad: tuple[Schools, float]) -> None:
    ended = bad[0].crawl
    assert ended.code == 1
    ((verdict, reasons, counts, hosts),) = query(ended.home, "SELECT verdict, reasons, counts, hosts_read FROM run")
    assert verdict == "quarantined"
    assert "sites_read/sites_visited is 9/22" in reasons
    assert counts == '{"school_program":16}'
    assert "127.0.0.2" in hosts
    assert "127.0.0.3" not in hosts
