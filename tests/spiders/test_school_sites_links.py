"""Which links of a page and of a sitemap are followed, and in which order: by their words, on the site only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.school_sites_addresses import SiteHosts
from spiders.school_sites_links import Link, links_from, links_of, promise_of
from spiders.school_sites_plan import plan
from tests.growth import assert_quick

PLAN = plan()
PAGE = "https://www.a.edu/academics/"
HOSTS = SiteHosts("www.a.edu", PLAN)


def followed(html: str, url: str = PAGE) -> list[tuple[str, bool]]:
    links = sorted(links_of(html.encode(), url, HOSTS, PLAN).links, key=lambda link: -link.promise)
    return [(link.url.removeprefix("https://www.a.edu"), link.names_program) for link in links]


@pytest.mark.parametrize(
    ("words", "href"),
    [
        ("Health Information Technology (AAS)", "/p/17"),
        ("Learn more", "/programs/health-information-management"),
        ("HIM degree", "/x"),
        ("RHIT exam", "/x"),
        ("Medical Coding & Billing", "/x"),
        ("Medical Office Specialist", "/x"),
        ("Health Informatics, MS", "/x"),
        ("Electronic Health Records certificate", "/x"),
        ("Program", "/HIM/"),
        ("Ciencias", "/programas/codificacion"),
        ("x", "/preview?name=health%20information"),
        ("Nursing informatics", "/x"),
        ("Health Information 101: how to begin", "/x"),
    ],
)
def test_words_that_name_a_program(words: str, href: str) -> None:
    assert promise_of(words, href)[1]


@pytest.mark.parametrize(
    ("words", "href"),
    [
        ("She asked him for help", "/a"),
        ("Hit a home run", "/a"),
        ("Health services", "/a"),
        ("Information technology", "/it"),
        ("Contact", "/contact"),
        ("HIT 105", "/courses/17"),
        ("HIM-2500 Health Information Systems", "/preview"),
        ("HIMT 1100L", "/health-information-lab"),
        ("", ""),
    ],
)
def test_words_that_name_none(words: str, href: str) -> None:
    assert promise_of(words, href) == (0, False)


def test_both_words_and_path_promise_more_than_one_of_them_and_a_hub_less() -> None:
    him, hub = "Health Information", "Academic programs"
    told = (
        (him, "/health-information"),
        (him, "/x"),
        ("More", "/health-information"),
        (hub, "/x"),
        ("More", "/programs"),
    )
    both, words, path, hubs, leaning = (promise_of(*one)[0] for one in told)
    assert both > words > path > hubs > leaning > 0


def test_links_of_a_page_stay_on_the_site_and_out_of_traps() -> None:
    html = """<base href="/academics/list/">
    <a href="him.html?utm_source=menu#top"> Health <b>Information</b> Management </a>
    <a href="https://www.facebook.com/him">Health Information on Facebook</a>
    <a href="https://catalog.a.edu/him">Health Information catalog</a>
    <a href="mailto:him@a.edu">Health Information mail</a> <a href="tel:1">HIM phone</a>
    <a href="javascript:go('health-information')">Health Information</a>
    <a href="/events/health-information-day">Health Information Day</a>
    <a href="/him.docx">HIM plan</a> <a href="/him.pdf">HIM brochure</a>
    <a href="#health-information">Health Information below</a> <a>Health Information</a>
    <a href="http://user:word@www.a.edu/him">HIM</a> <a href="http://[/him">HIM</a>
    <a href="/programs">All programs</a> <a href="/coach">Coach</a>
    <a href="/icon"><img alt="x"></a> <a href="/seal" title="Health Information seal"></a>
    <area href="/map-him" alt="x" title="HIM">"""
    assert followed(html) == [
        ("/academics/list/him.html", True),
        ("https://catalog.a.edu/him", True),
        ("/him.pdf", True),
        ("/map-him", True),
        ("/seal", True),
        ("/programs", False),
    ]


def test_the_pdfs_among_them_are_counted_and_the_links_that_are_too_many_are_told() -> None:
    html = '<a href="/him-%d.pdf">HIM</a>' * 2500 % tuple(range(2500))
    told = links_of(html.encode(), PAGE, HOSTS, PLAN)
    assert (told.pdfs, told.left, len(told.links)) == (2000, 500, 2000)


def test_a_sitemap_gives_what_names_a_program_in_its_path() -> None:
    urls = ["https://www.a.edu/programs/health-information/", "https://www.a.edu/about/", "https://b.edu/him", "/him"]
    assert list(links_from(urls, "https://www.a.edu/sitemap.xml", HOSTS, PLAN)) == [
        Link("https://www.a.edu/programs/health-information/", 40, True), Link("https://www.a.edu/him", 40, True),
    ]  # fmt: skip


BAD = {
    "nothing": b"",
    "no text": b"\0\0\0",
    "utf-16": '<a href="/him">HIM</a>'.encode("utf-16"),
    "a wrong charset": b'<meta charset="no-such"><a href="/him">Informaci\xf3n de salud</a>',
    "binary": bytes(range(256)) * 40,
    "unclosed": b'<a href="/him">HIM <a href="/him2">HIM ' * 300,
    "deep": b"<div>" * 20_000 + b'<a href="/him">HIM</a>',
    "entities": b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]>" + b"&a;" * 1000,
    "one long link": b'<a href="/him' + b"x" * 100_000 + b'">' + b"HIM " * 100_000 + b"</a>",
}


@pytest.mark.parametrize("name", list(BAD))
def test_broken_pages_are_read_as_far_as_they_go_and_quickly(name: str) -> None:
    assert_quick(lambda: links_of(BAD[name], PAGE, HOSTS, PLAN), 2)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading_of_links(noise: bytes) -> None:
    html = b'<a href="/him">HIM</a>' + noise + b'<a href="' + noise + b'">Health Information</a>'
    for link in links_of(html, PAGE, HOSTS, PLAN).links:
        assert HOSTS.holds(link.url.split("/")[2])
