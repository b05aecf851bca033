"""A probe of one page: what changed since the golden is told, politeness is kept, and the exit code is true."""

import json
from pathlib import Path

import pytest

from spiders.environment import ROOT
from tests.homes import Ended, TestHome
from tests.spiders.server import Page, Server, serving

PAGE = ROOT / "tests" / "captures" / "listings" / "known_first_page" / "page.html"
HTML = {"Content-Type": "text/html; charset=utf-8"}
LIVE = {"HIMDIR_CONTACT": "tester@example.org", "SCRAPY_SETTINGS_MODULE": "tests.flows.local_settings"}


def told_decisions(home: TestHome) -> list[tuple[str, str, str]]:
    rows = json.loads(home.asked("decisions", "--format", "json").out)
    return [(row["action"], row["subject"], row["why"]) for row in reversed(rows)]


@pytest.mark.slow
def test_a_page_is_compared_with_its_golden(tmp_path: Path) -> None:
    home = TestHome(tmp_path / "home")

    def probe(server: Server, path: str, *words: str) -> Ended:
        return home.asked("probe", "listings", "--url", server.url(path), *words, **LIVE)

    robots = Page(b"User-agent: *\nDisallow: /private\n")
    with serving({"/robots.txt": robots, "/list": Page(PAGE.read_bytes(), headers=HTML)}) as server:
        first = probe(server, "/list")
        assert (first.code, "there was no golden" in first.out) == (1, True), first.out + first.log
        assert server.requests("/list")[0].headers["User-Agent"].count("tester@example.org") == 1

        body = PAGE.read_bytes().replace(b"$132 per credit", b"$150 per credit")
        server.pages["/list"] = Page(body, headers=HTML)
        approved = probe(server, "/list", "--save", "--why", "they said that they would")
        assert approved.code == 0, approved.log
        assert "2 changes, approved" in approved.out
        assert "$132 per credit -> $150 per credit" in approved.out

        server.pages["/list"] = Page(b"<html><body><p>We have moved.</p></body></html>", headers=HTML)
        broken = probe(server, "/list", "--save")
        assert (broken.code, "it cannot be read" in broken.out) == (1, True), broken.out

        missing = probe(server, "/private/list")
        assert (missing.code, "robots.txt" in missing.log) == (1, True), missing.log
        assert server.requests("/private/list") == []
        url = server.url("/list")
    decided = told_decisions(home)
    assert [action for action, _, _ in decided] == ["probe"] * 4
    assert decided[1] == ("probe", f"listings {url}", "they said that they would: 2 changes, approved")
    assert decided[3][2].endswith("it did not come")
    assert not list((tmp_path / "home").rglob("*.warc.gz"))


@pytest.mark.slow
def test_a_probe_of_the_sample_web_starts_where_the_source_starts(tmp_path: Path) -> None:
    home = TestHome(tmp_path / "home")
    assert [home.asked("probe", "listings", "--web", "sample").code for _ in range(2)] == [1, 0]
    (golden,) = (home.folder / "probes" / "listings").glob("*.json")
    told = json.loads(golden.read_text(encoding="utf-8"))
    assert told["fatal"] == []
    gone, *_ = told["records"]
    fields = told["records"].pop(gone)
    told["records"]["sponsored_listing of before"] = fields
    golden.write_text(json.dumps({**told, "parser": "0"}), encoding="utf-8")
    changed = home.asked("probe", "listings", "--web", "sample")
    assert changed.code == 1
    for words in (f"+ {gone}", "- sponsored_listing of before", "read by parser 0", "2 changes"):
        assert words in changed.out.replace("\n", " "), words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ipeds"], "does not read single pages"),
        (["school_pages"], "name one with --url"),
        (["listings", "--url", "ftp://example.org/x"], "is not an http or https address"),
        (["listings", "--url", "https://example.org/x", "--web", "live"], "HIMDIR_CONTACT"),
        (["listings", "--web", "/no/such/tree"], "there is no web at"),
    ],
)
def test_a_probe_that_makes_no_sense_is_refused(tmp_path: Path, words: list[str], told: str) -> None:
    ended = TestHome(tmp_path / "home").asked("probe", *words)
    assert (ended.code, told in ended.log) == (2, True), ended.log
