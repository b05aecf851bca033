"""Ambiguous records wait for a person; a decision is read at the next assembly, and what follows is a correction."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.link import Linker
from pipelines.link_decision_file import (
    HEADER,
    BadDecisionFile,
    LinkDecisions,
    appended,
    exported,
    read_link_decisions,
    shipped_decisions,
)
from pipelines.link_types import KnownInstitution
from pipelines.review import ReviewItem, decision_rows, review_items
from tests.pipelines.made_runs import MadeHome, lead, made_home, school

ONE, OTHER = "100654", "100663"
LEAD = {
    "institution": "Ohio Valley College", "program_title": "Associate of Science in Health Information Technology",
    "place": "Dayton, OH", "credential": "Associate of Science in Health Information Technology",
}  # fmt: skip
SAID = {"who": "Ada", "why": "looked at their page", "as_of": "2026-03-01"}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    """Two schools of one name in one city, and a listing that may mean either."""
    with made_home(tmp_path / "home") as home:
        home.run([*school(ONE), *school(OTHER)])
        home.run([lead("a", **LEAD)], source="listings")
        home.assemble()
        yield home


def items(home: MadeHome, links: LinkDecisions = LinkDecisions()) -> list[ReviewItem]:  # noqa: B008 - never changed
    from db.directory_writes import current_records

    known = [
        KnownInstitution(one, "Ohio Valley College", city="Dayton", state="OH", zip5="45402") for one in (ONE, OTHER)
    ]
    with home.engine.connect() as connection:
        listed = {("listings", "listing_program"): list(current_records(connection, "listings", "listing_program"))}
    return list(review_items(listed, Linker(known, links.decisions)))


def decided(item: ReviewItem, unitid: str | None) -> LinkDecisions:
    return read_link_decisions(appended(b"", decision_rows(item, unitid, SAID)))


def link(home: MadeHome) -> dict[str, Any]:
    (row,) = home.query("SELECT * FROM record_link")
    return row


def test_what_is_ambiguous_waits_and_tells_who_comes_into_question(home: MadeHome) -> None:
    (item,) = items(home)
    assert link(home)["program_id"] is None
    assert {one.unitid for one in item.candidates} == {ONE, OTHER}
    assert all(one.why for one in item.candidates)
    told = item.as_json()
    assert told["said"] == {"name": "Ohio Valley College", "city": "Dayton", "state": "OH"}


def test_a_yes_is_taken_at_the_next_assembly_and_never_asked_again(home: MadeHome) -> None:
    (item,) = items(home)
    links = decided(item, OTHER)
    assembly = home.assemble(links=links)
    assert link(home)["institution_id"] == home.ids()[f"institution/ipeds/{OTHER}"]
    assert link(home)["how"].startswith("decision")
    assert home.changes(assembly.publication) == [("name", None, LEAD["program_title"], "correction")]
    assert home.program(f"{OTHER}:51.0707:3")["name"] == LEAD["program_title"]
    assert items(home, links) == []
    assert home.assemble(links=links).unchanged


def test_a_decision_that_is_taken_back_is_a_correction_too(home: MadeHome) -> None:
    (item,) = items(home)
    home.assemble(links=decided(item, ONE))
    assembly = home.assemble()
    assert home.changes(assembly.publication) == [("name", LEAD["program_title"], None, "correction")]


def test_a_no_to_all_leaves_the_record_unlinked(home: MadeHome) -> None:
    (item,) = items(home)
    links = decided(item, None)
    assert [one.verdict for one in links.decisions] == ["no", "no"]
    home.assemble(links=links)
    assert (link(home)["institution_id"], items(home, links)) == (None, [])


def test_a_decision_about_a_record_says_nothing_of_the_same_key_elsewhere(home: MadeHome) -> None:
    (item,) = items(home)
    links = read_link_decisions(
        appended(b"", [{**row, "record_source": "other", "name": ""} for row in decision_rows(item, ONE, SAID)])
    )
    home.assemble(links=links)
    assert link(home)["institution_id"] is None


def test_a_name_decides_for_every_record_in_its_state(home: MadeHome) -> None:
    row = {"name": "Ohio Valley College", "state": "OH", "unitid": ONE, "verdict": "yes", **SAID}
    home.assemble(links=read_link_decisions(appended(b"", [row])))
    assert link(home)["institution_id"] == home.ids()[f"institution/ipeds/{ONE}"]


GOOD = {"record_source": "listings", "record_kind": "listing_program", "record_key": "a", "unitid": ONE,
        "verdict": "yes", **SAID}  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [{"unitid": "1"}, {"verdict": "maybe"}, {"who": ""}, {"why": ""}, {"as_of": "soon"}, {"record_key": ""},
     {"why": "x" * 3000}],
)  # fmt: skip
def test_a_row_that_cannot_be_believed_is_said_and_left_out(wrong: dict[str, str]) -> None:
    found = read_link_decisions(appended(b"", [{**GOOD, **wrong}, GOOD]))
    assert (len(found.decisions), len(found.problems)) == (1, 1)
    assert found.problems[0].startswith("row 2: ")


@pytest.mark.parametrize("body", [b"a,b\n", b"\xff\xfe", b"x" * 5_000_000])
def test_a_file_that_is_none(body: bytes) -> None:
    with pytest.raises(BadDecisionFile):
        read_link_decisions(body)


def test_what_is_exported_can_be_put_into_the_repository() -> None:
    body = appended(appended(b"", [GOOD]), [GOOD, {**GOOD, "who": ""}])
    header, *rows = exported(body)
    assert tuple(header) == HEADER
    assert len(rows) == 1
    assert shipped_decisions() == ()
