"""Reading one saved page from the command line: one JSON object, and clear words for what cannot be read."""

import json
from pathlib import Path

import pytest

from spiders.environment import ROOT
from spiders.web import SAMPLE
from tests.homes import TestHome

SCHOOL_PAGE = ROOT / "tests" / "captures" / "school_pages" / "normal_program_page"
PAGE = SAMPLE / "www.schoolguide.example" / "medical-records" / "popular-schools.html"
URL = "https://www.schoolguide.example/medical-records/popular-schools"


def test_a_saved_list_gives_items_claims_schools_and_the_next_address(tmp_path: Path) -> None:
    ended = TestHome(tmp_path).asked("parse", "listings", "--url", URL, str(PAGE))
    assert ended.code == 0, ended.log
    told = json.loads(ended.out)
    assert told["next"] == f"{URL}?page=2"
    assert len(told["items"]) == len(told["claims"]) > len(told["schools"]) > 5
    assert told["surprises"] == []
    first = told["schools"][0]
    assert {"school", "city", "state", "programs", "sponsored", "tuition_text", "url"} <= first.keys()
    assert first["state"] == "UT"
    assert list(tmp_path.iterdir()) == [], "nothing is stored"


def test_a_saved_program_page_gives_its_programs_with_every_field(tmp_path: Path) -> None:
    page = SCHOOL_PAGE / "page.html"
    url = (SCHOOL_PAGE / "address.txt").read_text(encoding="utf-8").strip()
    ended = TestHome(tmp_path).asked("parse", "school_pages", "--url", url, str(page))
    told = json.loads(ended.out)
    assert (told["is_him_page"], told["next"]) == (True, None)
    assert (told["address"]["city"], told["address"]["state"]) == ("Boise", "ID")
    (program,) = told["programs"]
    assert list(program) == [
        "name", "credential", "abbreviation", "field", "credits", "clock_hours", "delivery", "charges", "cahiim",
        "outcomes", "courses", "prerequisites", "deadline", "aid_url", "email", "phone",
    ]  # fmt: skip
    assert program["cahiim"] == {"status": "accredited", "level": "associate", "until_year": 2031}
    assert [charge["amount_min"] for charge in program["charges"]] == ["121.00", "242.00"]
    assert program["courses"][0] == {"code": "HIT 101", "title": "Health Records", "credits": 3}
    assert program["aid_url"] == "https://www.bellcross.example.edu/financial-aid"


def test_a_page_without_a_list_is_a_surprise(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>Under construction</h1>", encoding="utf-8")
    told = json.loads(TestHome(tmp_path).asked("parse", "listings", "--url", URL, str(page)).out)
    assert (told["items"], told["next"], told["schools"]) == ([], None, [])
    assert told["surprises"][0]["severity"] == "fatal"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["parse", "ipeds", "--url", URL, str(PAGE)], "listings"),
        (["parse", "listings", "--url", "file:///etc/passwd", str(PAGE)], "--url"),
        (["parse", "listings", "--url", URL, "/no/such/file"], "/no/such/file"),
    ],
)
def test_what_cannot_be_read_ends_with_2(words: list[str], told: str, tmp_path: Path) -> None:
    ended = TestHome(tmp_path).asked(*words)
    assert (ended.code, told in ended.log.replace("\n", "")) == (2, True), ended.log
