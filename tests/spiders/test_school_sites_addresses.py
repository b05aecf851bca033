"""Which hosts belong to a school's site, and which of its addresses are traps: tables of real shapes, and noise."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spiders.school_sites_addresses import SiteHosts, cleaned, domain_of, is_trap, parts_of
from spiders.school_sites_plan import plan

PLAN = plan()
SUFFIXES = PLAN.hosts.public_suffixes


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.sinclair.edu", "sinclair.edu"),
        ("sinclair.edu", "sinclair.edu"),
        ("catalog.scc.spokane.edu", "spokane.edu"),
        ("www.ucb.edu.pr", "ucb.edu.pr"),
        ("www.mccc.cc.oh.us", "mccc.cc.oh.us"),
        ("www.tulsatech.k12.ok.us", "tulsatech.k12.ok.us"),
        ("127.0.0.5:8080", "127.0.0.5"),
        ("example", "example"),
        ("edu", "edu"),
    ],
)
def test_the_registrable_domain(host: str, domain: str) -> None:
    assert domain_of(host, SUFFIXES) == domain


@pytest.mark.parametrize(
    ("own", "held", "not_held"),
    [
        (
            "www.sinclair.edu",
            ["sinclair.edu", "www.sinclair.edu", "catalog.sinclair.edu", "WWW.Sinclair.edu"],
            ["shop.sinclair.edu", "evil-sinclair.edu", "sinclair.edu.evil.com", "sinclair.com", "www.edu"],
        ),
        (
            "scc.spokane.edu",
            ["scc.spokane.edu", "catalog.spokane.edu", "catalog.scc.spokane.edu"],
            ["sfcc.spokane.edu", "spokane.edu", "www.spokane.edu"],
        ),
        ("ucb.edu.pr", ["www.ucb.edu.pr", "catalog.ucb.edu.pr"], ["catalog.edu.pr", "upr.edu.pr"]),
        ("127.0.0.2:8080", ["127.0.0.2:8080"], ["127.0.0.2", "127.0.0.2:81", "127.0.0.3:8080"]),
    ],
)
def test_the_hosts_of_a_site(own: str, held: list[str], not_held: list[str]) -> None:
    hosts = SiteHosts(own, PLAN)
    assert [host for host in held if not hosts.holds(host)] == []
    assert [host for host in not_held if hosts.holds(host)] == []
    assert hosts.is_own(own)
    assert not hosts.is_own("catalog.spokane.edu")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.a.edu/calendar/2026/11/",
        "https://www.a.edu/programs/2026-11-03/him",
        "https://www.a.edu/events/health-information-open-house",
        "https://www.a.edu/programs?date=2026-11-03",
        "https://www.a.edu/programs?calendar_id=3&health=information",
        "https://www.a.edu/programs?a=1&b=2&c=3&d=4",
        "https://www.a.edu/him?print=1",
        "https://www.a.edu/him?catoid=1&returnto=5",
        "https://www.a.edu/login.aspx",
        "https://www.a.edu/wp-login.php",
        "https://www.a.edu/health-information.docx",
        "https://www.a.edu/health-information/seal.PNG",
        "https://www.a.edu/a/b/a/b/a/b",
        "https://www.a.edu/" + "x/y" * 12,
        "https://www.a.edu/news/2019/11/graduate-wins",
        "https://www.a.edu/search?q=health+information",
    ],
)
def test_traps_are_not_followed(url: str) -> None:
    assert is_trap(url, PLAN)


@pytest.mark.parametrize(
    "url",
    [
        "https://catalog.a.edu/preview_program.php?catoid=12&poid=345",
        "https://catalog.a.edu/content.php?catoid=12&navoid=345",
        "https://www.a.edu/academics/programs/health-information-management/",
        "https://www.a.edu/health-information-technology.html",
        "https://www.a.edu/him/",
        "https://www.a.edu/docs/him-curriculum-2025.pdf",
        "https://www.a.edu/catalog/2025-2026/health-information",
    ],
)
def test_pages_of_programs_are(url: str) -> None:
    assert not is_trap(url, PLAN)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://WWW.A.edu/Him;jsessionid=4F?utm_source=x&PHPSESSID=ab#top", "https://www.a.edu/Him"),
        ("https://a.edu", "https://a.edu/"),
        ("https://a.edu/p.php?catoid=1&gclid=3&poid=2", "https://a.edu/p.php?catoid=1&poid=2"),
    ],
)
def test_session_ids_and_campaigns_are_left_out(url: str, told: str) -> None:
    assert cleaned(urlsplit(url), PLAN) == told


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.edu/", "javascript:alert(1)", "mailto:a@b.edu", "https://user:word@a.edu/", "https://", "//a.edu/",
        "http://[::1", "https://a.edu:x/", "https://a.edu/\n", "https://a.edu/" + "x" * 2000, "https://a .edu/",
    ],
)  # fmt: skip
def test_what_is_no_web_address(url: str) -> None:
    assert parts_of(url, 1000) is None


@example("0:", "https://")
@given(st.text(max_size=200), st.sampled_from(["", "https://", "http://a.edu/", "https://[", "https://a.edu/?"]))
def test_no_text_breaks_the_reading_of_addresses(text: str, before: str) -> None:
    parts = parts_of(before + text, 300)
    if parts is not None:
        told = cleaned(parts, PLAN)
        assert told.startswith(("http://", "https://"))
        assert "#" not in told
        is_trap(told, PLAN)
        assert SiteHosts(parts.netloc, PLAN).holds(parts.netloc)
