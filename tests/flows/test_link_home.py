"""Linking as its user does it: a home that read IPEDS, lines in, lines out, by names of today and of earlier years."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from flows.linking import linker_from_home
from pipelines.link_io import link_lines
from spiders.environment import ROOT, Environment
from tests.homes import TestHome

SHARED = ROOT.parent / "shared"
CASES = SHARED / "cases" / "dev_link.csv"
EARLIER = [
    {"id": "renamed", "name": "Capital Community College", "city": "Hartford", "state": "CT"},
    {"id": "combined", "name": "Tunxis Community College", "city": "Farmington", "state": "CT"},
    {"id": "of today", "name": "Sinclair Community College", "city": "Dayton", "state": "OH"},
    {"id": "of nobody", "name": "Larkspur Ridge College", "city": "Akron", "state": "OH"},
]


def linked(home: TestHome, lines: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    linker = linker_from_home(Environment(home=home.folder))
    assert linker is not None
    answers = map(json.loads, link_lines((json.dumps(line) for line in lines), linker))
    return {answer["id"]: answer for answer in answers}


def test_schools_are_found_by_what_they_were_called_in_earlier_years(tmp_path: Path) -> None:
    home = TestHome(tmp_path / "home", measured=False)
    assert home.crawl("sample").code == 0
    home.publish()
    told = linked(home, EARLIER)
    found = {name: answer["unitid"] for name, answer in told.items()}
    assert found == {"renamed": "129367", "combined": "129367", "of today": "205470", "of nobody": None}
    assert "earlier" in told["renamed"]["explanation"]


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not CASES.is_file(), reason="../shared is not beside the checkout")
def test_the_labeled_schools_are_found_in_a_home_that_read_the_published_files(tmp_path: Path) -> None:
    home = TestHome(tmp_path / "home", measured=False)
    assert home.crawl(SHARED / "web").code == 0
    home.publish()
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {"id": "example_id", "name": "listed_name", "city": "listed_city", "state": "listed_state"}
    told = linked(home, ({ours: row[theirs] for ours, theirs in names.items()} for row in rows))
    right = {row["example_id"]: told[row["example_id"]]["unitid"] == row["unitid"] for row in rows}
    matches = [row["example_id"] for row in rows if row["label"] == "match"]
    assert sum(right[one] for one in matches) >= 0.97 * len(matches)
    assert not [one for one in matches if not right[one] and told[one]["unitid"] is not None], "none is a wrong one"
    assert {told[row["example_id"]]["how"] for row in rows if row["label"] == "ambiguous"} == {"review"}
