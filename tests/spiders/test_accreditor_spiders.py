"""The spiders of accreditors' lists over small webs, and as processes of their own for the verdict."""

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipelines.accreditor_view import programs_of
from spiders.cahiim import CahiimSpider
from spiders.items import RawRecord, Surprise, Unchanged
from spiders.pcap import PcapSpider
from spiders.source import source_card
from tests.forks import run_crawl
from tests.spiders.small_webs import Web, crawled_by

DIRECTORY = "https://www.cahiim.org/programs/program-directory"
HEADERS = "<tr><th>School<th>State<th>Degree Level<th>Status</tr>"
ROW = "<tr><td>{} College<td>{}<td>Associate<td>Accredited</tr>"


def page(*schools: tuple[str, str], more: str = "") -> str:
    return f"<h1>Directory</h1>{more}<table>{HEADERS}{''.join(ROW.format(*school) for school in schools)}</table>"


def crawled(web: Web, known: frozenset[str] = frozenset()) -> tuple[list[str], list[Any]]:
    spider = CahiimSpider()
    spider.known_captures = known
    return crawled_by(spider, web)


def names(items: list[Any]) -> list[str]:
    return [program["institution"] for program in programs_of(items)]


def surprises(items: list[Any]) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for item in items if isinstance(item, Surprise)]


NEXT = '<a href="?page=2">Next</a>'
TWO: Web = {
    DIRECTORY: page(("Larkspur", "OH"), more=NEXT),
    f"{DIRECTORY}?page=2": page(("Mesa", "AZ"), ("Galiuro", "AZ")),
}


def test_all_pages_are_read_before_anything_is_given() -> None:
    asked, items = crawled(TWO)
    assert asked == list(TWO)
    assert names(items) == ["Larkspur College", "Mesa College", "Galiuro College"]
    assert surprises(items) == []


def test_a_night_without_changes_stages_nothing() -> None:
    _, items = crawled(TWO, frozenset(f"capture of {url}" for url in TWO))
    assert [item.url for item in items if isinstance(item, Unchanged)] == list(TWO)
    assert not any(isinstance(item, RawRecord) for item in items)


@pytest.mark.parametrize("failing", [404, 503, TimeoutError("too slow")])
def test_half_a_list_is_no_list(failing: int | Exception) -> None:
    _, items = crawled({**TWO, f"{DIRECTORY}?page=2": failing})
    assert surprises(items) == [("page_failed", "fatal")]
    assert names(items) == []


def test_an_index_of_letters_is_gone_through_though_a_letter_brings_nothing() -> None:
    links = "".join(f'<li><a href="?letter={letter}">{letter}</a>' for letter in "ABCD")
    index = f"<ul class=az>{links}</ul>"
    web = {
        DIRECTORY: f"<h1>Choose a letter</h1>{index}",
        f"{DIRECTORY}?letter=A": page(("Akron", "OH"), more=index),
        f"{DIRECTORY}?letter=B": f"{index}<p>No programs found.</p>",
        f"{DIRECTORY}?letter=C": page(("Cedar", "IA"), ("Cholla", "AZ"), more=index),
        f"{DIRECTORY}?letter=D": page(("Denali", "AK"), more=index),
    }
    asked, items = crawled(web)
    assert asked == list(web)
    assert names(items) == ["Akron College", "Cedar College", "Cholla College", "Denali College"]
    assert {severity for _, severity in surprises(items)} == {"note"}


def test_the_cards_are_honest_about_what_was_seen_and_how_they_ask() -> None:
    for source in ("cahiim", "pcap"):
        card = source_card(source)
        assert (card.verified_live, card.proof) == ("never", "proof")
        assert card.crawl.delay >= 2
        assert card.crawl.obey_robots
        assert card.gates.minimum_live
    assert PcapSpider(start="https://www.ahima.org/x").arguments() == {"start": "https://www.ahima.org/x"}


def crawl(source: str, home: Path, web: str) -> tuple[int, str]:
    """How a crawl ended, and its log."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HIMDIR_", "SCRAPY_"))}
    return run_crawl(["scrapy", "crawl", source, "-s", f"WEB={web}"], {**environment, "HIMDIR_HOME": str(home)}, 120)


def last_run(home: Path) -> tuple[str, dict[str, int], str]:
    connection = sqlite3.connect(home / "work.sqlite")
    try:
        verdict, counts, reasons = connection.execute("SELECT verdict, counts, reasons FROM run").fetchone()
    finally:
        connection.close()
    return verdict, json.loads(counts), reasons


def test_the_sample_of_approvals_is_accepted(tmp_path: Path) -> None:
    code, log = crawl("pcap", tmp_path, "sample")
    assert code == 0, log[-2000:]
    assert last_run(tmp_path) == ("accepted", {"program_approval": 5}, "[]")


def test_a_renamed_header_quarantines_the_run(tmp_path: Path) -> None:
    folder = tmp_path / "web" / "www.cahiim.org" / "programs"
    folder.mkdir(parents=True)
    body = page(("Larkspur", "OH"), ("Mesa", "AZ")).replace("<th>Status", "<th>Standpoint")
    (folder / "program-directory.html").write_text(body, encoding="utf-8")
    code, _ = crawl("cahiim", tmp_path / "home", str(tmp_path / "web"))
    assert code == 1
    verdict, _, reasons = last_run(tmp_path / "home")
    assert verdict == "quarantined"
    assert "Standpoint" in reasons
