"""Sitemaps of every kind within their limits: indexes, packed ones, bombs, broken ones, plain text."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.school_sites_plan import plan
from spiders.school_sites_sitemaps import best_first, read_sitemap
from tests.growth import assert_quick

PLAN = plan()
LIMITS = PLAN.limits
ONE = b"<urlset><url><loc>https://a.edu/him</loc></url></urlset>"


@pytest.mark.parametrize(
    ("body", "addresses", "is_index"),
    [
        (ONE, ("https://a.edu/him",), False),
        (gzip.compress(ONE, mtime=0), ("https://a.edu/him",), False),
        (b"<sitemapindex><sitemap><loc>/one.xml</loc></sitemap></sitemapindex>", ("/one.xml",), True),
        (b"<loc>\n  https://a.edu/p?a=1&amp;b=2\n</loc>", ("https://a.edu/p?a=1&b=2",), False),
        (b"<loc><![CDATA[ https://a.edu/him ]]></loc>", ("https://a.edu/him",), False),
        (b"https://a.edu/one\r\nhttps://a.edu/two\n# no address\n", ("https://a.edu/one", "https://a.edu/two"), False),
        (b"<image:loc>https://a.edu/x.png</image:loc>", (), False),
        (b"<loc>javascript:alert(1)</loc><loc>ftp://a.edu/</loc><loc></loc>", (), False),
        (b"<loc>https://a.edu/one</loc><loc>https://a.edu/never closed", ("https://a.edu/one",), False),
        (b"<html>not here</html>", (), False),
        (b"", (), False),
    ],
)
def test_what_a_sitemap_lists(body: bytes, addresses: tuple[str, ...], is_index: bool) -> None:
    told = read_sitemap(body, LIMITS)
    assert (told.addresses, told.is_index, told.cut) == (addresses, is_index, False)


def test_entries_and_bytes_are_bounded_and_that_is_told() -> None:
    few = LIMITS.model_copy(update={"entries_per_sitemap": 3, "bytes_of_unpacked_sitemap": 1000})
    many = b"<loc>https://a.edu/him</loc>" * 10
    assert (len(read_sitemap(many, few).addresses), read_sitemap(many, few).cut) == (3, True)
    assert read_sitemap(b" " * 990 + many, few).cut
    bomb = gzip.compress(many + b" " * 50_000_000)
    assert len(bomb) < 60_000
    assert read_sitemap(bomb, few).cut


@pytest.mark.parametrize(
    "body",
    [b"<loc>" + b" " * 5_000_000, b"<loc> </loc>" * 500_000, b"<loc><![CDATA[" * 300_000, b"<" * 5_000_000],
    ids=["blanks", "empty entries", "open marks", "brackets"],
)
@pytest.mark.no_cover
def test_hostile_sitemaps_take_no_time(body: bytes) -> None:
    def read() -> None:
        assert read_sitemap(body, LIMITS).addresses == ()

    assert_quick(read, 4)


def test_a_packed_sitemap_that_is_damaged_gives_nothing() -> None:
    assert read_sitemap(gzip.compress(ONE)[:15], LIMITS).addresses == ()
    assert read_sitemap(b"\x1f\x8b" + zlib.compress(ONE), LIMITS).addresses == ()


def test_sitemaps_of_programs_come_before_those_of_news() -> None:
    told = ("/post-sitemap.xml", "/sitemap-1.xml", "/program-sitemap.xml", "/page-sitemap.xml", "/news.xml")
    assert best_first((*told, told[1]), PLAN) == [told[2], told[3], told[1], told[0], told[4]]


@given(st.binary(max_size=300))
def test_no_bytes_break_it(noise: bytes) -> None:
    for body in (noise, b"\x1f\x8b" + noise, b"<loc>" + noise + b"</loc>"):
        for address in read_sitemap(body, LIMITS).addresses:
            assert address.startswith(("http://", "https://", "/"))
