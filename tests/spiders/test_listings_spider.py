"""The listings spider over small webs: driven by hand for what it asks, and as its own process for the verdict."""

import os
import sqlite3
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from spiders.environment import ROOT
from spiders.items import RawRecord, Surprise, Tally, Unchanged
from spiders.listings import ListingsSpider
from spiders.listings_layout import site
from spiders.source import source_card
from tests.forks import run_crawl
from tests.spiders.small_webs import Web, crawled_by

CASES = ROOT / "tests" / "captures" / "listings"
LIST = "https://guide.example.com/list"


def page(schools: Mapping[str, str], following: str = "") -> str:
    cards = "".join(f"<li><h3>{name}</h3><p>Akron, OH</p><p>{program}</p></li>" for name, program in schools.items())
    link = f'<a href="{following}">Next</a>' if following else ""
    return f"<h2>Popular Schools</h2><ul>{cards}</ul><div>{link}</div>"


def crawled(web: Web, start: str = LIST, known: frozenset[str] = frozenset()) -> tuple[list[str], list[Any]]:
    """The addresses asked for and the items, over a web in which everything else is a 404."""
    spider = ListingsSpider(start=start)
    spider.known_captures = known
    return crawled_by(spider, web)


def programs(items: list[Any]) -> list[tuple[str, str]]:
    found = [{value.field: value.text for value in item.values} for item in items if isinstance(item, RawRecord)]
    return [(said["institution"], said["program_title"]) for said in found]


def surprises(items: list[Any]) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for item in items if isinstance(item, Surprise)]


ONE = page({"Larkspur College": "Medical Coding"}, "?page=2")
TWO = page({"Larkspur College": "Health Informatics", "Galiuro University": "Medical Coding"})


def test_next_is_followed_to_the_last_page_and_a_school_on_two_pages_keeps_both_programs() -> None:
    asked, items = crawled({LIST: ONE, f"{LIST}?page=2": TWO})
    assert asked == [LIST, f"{LIST}?page=2"]
    assert programs(items) == [
        ("Larkspur College", "Medical Coding"),
        ("Larkspur College", "Health Informatics"),
        ("Galiuro University", "Medical Coding"),
    ]
    assert surprises(items) == []
    assert {item.name: item.value for item in items if isinstance(item, Tally)} == {"pages": 2, "schools": 2}


def test_a_next_that_leads_back_ends_the_list_with_a_warning() -> None:
    back = page({"Galiuro University": "Medical Coding"}, "/list#top")
    asked, items = crawled({LIST: ONE, f"{LIST}?page=2": back})
    assert asked == [LIST, f"{LIST}?page=2"]
    assert surprises(items) == [("next_already_read", "warning")]
    assert len(programs(items)) == 2


def test_pages_that_bring_nothing_new_are_not_followed_for_ever() -> None:
    web = {LIST: ONE, **{f"{LIST}?page={n}": ONE.replace("page=2", f"page={n + 1}") for n in range(2, 50)}}
    asked, items = crawled(web)
    assert len(asked) == 2
    assert surprises(items) == [("nothing_new", "warning")]
    assert programs(items) == [("Larkspur College", "Medical Coding")]


def test_a_program_met_again_in_other_words_is_reported_and_kept_once() -> None:
    priced = page({"Larkspur College": "Medical Coding</p><p>$132 per credit", "Galiuro University": "Medical Coding"})
    _, items = crawled({LIST: ONE, f"{LIST}?page=2": priced})
    assert surprises(items) == [("said_differently", "warning")]
    assert len(programs(items)) == 2


@pytest.mark.parametrize("failing", [404, 403, 503, TimeoutError("too slow")])
def test_a_page_that_does_not_come_is_fatal_and_no_half_list_is_given(failing: int | Exception) -> None:
    _, items = crawled({LIST: ONE, f"{LIST}?page=2": failing})
    assert surprises(items) == [("page_failed", "fatal")]
    (told,) = [item for item in items if isinstance(item, Surprise)]
    assert "page 2 of the list" in told.message
    assert programs(items) == []


def test_an_empty_page_in_the_middle_is_fatal() -> None:
    _, items = crawled({LIST: ONE, f"{LIST}?page=2": page({})})
    assert ("empty_list", "fatal") in surprises(items)


def test_a_night_without_changes_stages_nothing_and_one_change_stages_everything() -> None:
    web = {LIST: ONE, f"{LIST}?page=2": TWO}
    known = frozenset(f"capture of {url}" for url in web)
    _, items = crawled(web, known=known)
    assert [item.url for item in items if isinstance(item, Unchanged)] == list(web)
    assert programs(items) == []
    _, items = crawled(web, known=frozenset([f"capture of {LIST}"]))
    assert len(programs(items)) == 3
    assert not any(isinstance(item, Unchanged) for item in items)


@pytest.mark.parametrize(
    "start",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "guide.example.com/list",
        "https://",
        "ftp://a.example/x",
        "https://user:word@guide.example.com/",
        "http://[",
        "https://a b.example/",
        "https://a.example/\n",
    ],
)
def test_starts_that_are_no_web_addresses_are_refused(start: str) -> None:
    with pytest.raises(ValueError, match="http"):
        ListingsSpider(start=start)


def test_the_card_calls_the_list_a_lead_that_was_never_seen_live() -> None:
    card = source_card("listings")
    assert (card.proof, card.verified_live) == ("lead", "never")
    assert ListingsSpider().arguments() == {}
    assert ListingsSpider(start=LIST).arguments() == {"start": LIST}
    assert site().layouts


def crawl(home: Path, web: str, *more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HIMDIR_", "SCRAPY_"))}
    command = ["scrapy", "crawl", "listings", "-s", f"WEB={web}", *more]
    code, log = run_crawl(command, {**environment, "HIMDIR_HOME": str(home)}, 120)
    return subprocess.CompletedProcess(command, code, "", log)


def last_run(home: Path) -> tuple[Any, ...]:
    connection = sqlite3.connect(home / "work.sqlite")
    try:
        found = connection.execute("SELECT verdict, counts, reasons FROM run ORDER BY run_number DESC").fetchone()
    finally:
        connection.close()
    return tuple(found)


def test_the_sample_is_accepted_and_the_same_again_is_known(tmp_path: Path) -> None:
    assert crawl(tmp_path, "sample").returncode == 0
    assert last_run(tmp_path) == ("accepted", '{"listing_program":21}', "[]")
    assert crawl(tmp_path, "sample").returncode == 0
    assert last_run(tmp_path) == ("accepted", '{"listing_program":21}', "[]")


def test_a_list_of_another_maker_is_read_from_where_one_says(tmp_path: Path) -> None:
    tree = tmp_path / "web"
    (tree / "guide.example.com").mkdir(parents=True)
    body = (CASES / "layout_cards_article" / "page.html").read_text(encoding="utf-8")
    (tree / "guide.example.com" / "list.html").write_text(body, encoding="utf-8")
    last = body.replace('<a href="?page=2" aria-label="Next page">›</a>', "").replace("Larkspur", "Wintergreen")
    (tree / "guide.example.com" / "list@page=2.html").write_text(last.replace("?page=2", "#"), encoding="utf-8")
    ended = crawl(tmp_path / "home", str(tree), "-a", f"start={LIST}")
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert last_run(tmp_path / "home") == ("accepted", '{"listing_program":6}', "[]")


@pytest.mark.parametrize(
    ("case", "words"),
    [("known_renamed_card", "no school matches"), ("known_empty_list", "is empty"), ("known_no_heading", "heading")],
)
def test_a_changed_page_quarantines_the_run(case: str, words: str, tmp_path: Path) -> None:
    folder = tmp_path / "web" / "www.schoolguide.example" / "medical-records"
    folder.mkdir(parents=True)
    (folder / "popular-schools.html").write_bytes((CASES / case / "page.html").read_bytes())
    ended = crawl(tmp_path / "home", str(tmp_path / "web"))
    assert ended.returncode == 1
    verdict, _, reasons = last_run(tmp_path / "home")
    assert verdict == "quarantined"
    assert words in reasons
    assert words in ended.stderr


def test_a_wrong_start_is_wrong_use(tmp_path: Path) -> None:
    ended = crawl(tmp_path, "sample", "-a", "start=file:///etc/passwd")
    assert ended.returncode == 2
    assert "start=" in ended.stderr
