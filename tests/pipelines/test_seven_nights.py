"""A story over seven nights of a made web: after each night the changes, causes, two-axis answers and ids are these.

A listing appears, an accreditor adds probation back-dated, a school is renamed, two merge, a page goes empty for two
nights and returns, a parser is fixed, a price is corrected by hand and later by the school.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from db.columns import Verdict
from pipelines.two_axes import UNKNOWN
from tests.pipelines.made_runs import (
    FIRST_DAY,
    Made,
    MadeHome,
    correction,
    institution,
    lead,
    made_home,
    price,
    program,
)

OHIO, WABASH, MOHICAN = "100654", "100663", "100690"
PROGRAM = f"{OHIO}:51.0707:3"
TUITION = "undergraduate_in_state_tuition"
Told = set[tuple[str, str, str | None, str | None, str]]


def accreditation(status: str, **words: str) -> Made:
    usual = {
        "institution": "Ohio Valley College", "city": "Dayton", "state": "OH",
        "level": "Associate", "field": "Health Information Management", "status": status, "accredited_since": "2019",
    }  # fmt: skip
    return Made("program_accreditation", "ohio-valley-associate", {**usual, **words})


def listed(key: str, school: str, title: str) -> Made:
    words = {"place": "Dayton, OH" if school.startswith("Ohio") else "Toledo, OH", "credential": "Associate"}
    return lead(key, institution=school, program_title=title, **words)


@dataclass(slots=True)
class Story:
    """The made web as it stands, and the home that reads it every night."""

    home: MadeHome
    name: str = "Ohio Valley College"
    tuition: str = "4000"
    merged: bool = False
    number: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    parsers: dict[str, str] = field(default_factory=dict)

    def ipeds(self) -> list[Made]:
        """What IPEDS publishes."""
        gone = {"activity": "C", "successor_unitid": WABASH} if self.merged else {}
        return [
            institution(OHIO, self.name, alias="Ohio Valley College"), program(OHIO),
            price(OHIO, **{TUITION: self.tuition}),
            institution(WABASH, "Wabash College", city="Toledo", zip="43601"), program(WABASH),
            program(WABASH, "51.0713", "2"), program(MOHICAN, "51.0713", "2"),
            institution(MOHICAN, "Mohican Institute", city="Toledo", zip="43601", **gone),
        ]  # fmt: skip

    def night(self, **sources: list[Made] | None) -> Told:
        """Read IPEDS and these sources (None: its page was empty, so its run was held); the changes of the night."""
        self.home.run(self.ipeds(), day=self.number)
        for source, made in sources.items():
            verdict = Verdict.accepted if made else Verdict.quarantined
            self.home.run(
                made or [], day=self.number, source=source, verdict=verdict, parser=self.parsers.get(source, "1")
            )
        assembly = self.home.assemble(day=self.number)
        self.number += 1
        if assembly.unchanged:
            return set()
        rows = self.home.query("SELECT * FROM change WHERE publication = :number", number=assembly.publication)
        return {(row["thing_kind"], row["field"], row["old"], row["new"], row["cause"]) for row in rows}

    def status(self, on: str, night: int) -> str:
        """The status of the program on a day, as known at the end of a night."""
        moment = str(FIRST_DAY + timedelta(days=night - 1, hours=12))
        rows = self.home.query(
            "SELECT status FROM program_status WHERE valid_from <= :on AND (valid_until IS NULL OR :on < valid_until)"
            " AND known_from <= :moment AND (known_until IS NULL OR :moment < known_until)",
            on=on, moment=moment,
        )  # fmt: skip
        return str(rows[0]["status"]) if rows else UNKNOWN

    def same_ids(self) -> bool:
        """Whether every id that was ever given is as it was, and none was given twice."""
        now = self.home.ids()
        kept = all(now.get(anchor) == thing_id for anchor, thing_id in self.ids.items())
        self.ids = now
        return kept and len(set(now.values())) == len(now)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    with made_home(tmp_path / "home") as home:
        home.policies = dict.fromkeys(("ipeds", "listings", "cahiim", "correction"), home.policies["ipeds"])
        yield Story(home)


WABASH_LISTED = listed("wabash", "Wabash College", "Health Information Technology")
ACCREDITED = accreditation("Accredited")
PROBATION = accreditation("Probationary Accreditation", accredited_since="02/01/2026")


def test_seven_nights(story: Story) -> None:
    home = story.home
    first = story.night(listings=[WABASH_LISTED], cahiim=[ACCREDITED])
    assert {cause for *_, cause in first} == {"backfill"}
    assert ("program", "*", None, "4", "backfill") in first
    assert story.same_ids()

    ohio = listed("ohio", "Ohio Valley College", "Health Information Technology (AAS)")
    assert story.night(listings=[WABASH_LISTED, ohio], cahiim=[ACCREDITED]) == {
        ("program", "name", None, "Health Information Technology (AAS)", "source")
    }
    assert story.status("2026-02-15", 2) == "accredited"

    ohio_id = home.ids()[f"institution/ipeds/{OHIO}"]
    by_hand = [correction(ohio_id, f"price.{TUITION}", "$4,500", evidence="their bursar, by phone")]
    third = story.night(listings=[WABASH_LISTED, ohio], cahiim=[PROBATION], correction=by_hand)
    assert ("program", "accreditation.CAHIIM.status", "accredited", "probation", "source") in third
    assert ("institution", f"price.{TUITION}.amount_cents", "400000", "450000", "correction") in third
    assert {(field, cause) for _, field, _, _, cause in third} == {
        ("accreditation.CAHIIM.status", "source"), ("accreditation.accreditation_status.value", "source"),
        ("accreditation.since_year.value", "source"), (f"price.{TUITION}.amount_cents", "correction"),
        ("cost.level_3.in_state.2024.amount_cents", "correction"),
    }  # fmt: skip

    story.name = "Ohio Valley State College"
    assert story.night(listings=None, cahiim=[PROBATION], correction=by_hand) == {
        ("institution", "name", "Ohio Valley College", "Ohio Valley State College", "source")
    }
    assert story.same_ids()

    story.merged = True
    wabash_id, wabash_coding = (
        home.ids()[key] for key in (f"institution/ipeds/{WABASH}", f"program/ipeds/{WABASH}:51.0713:2")
    )
    assert story.night(listings=None, cahiim=[PROBATION], correction=by_hand) == {
        ("institution", "*", MOHICAN, wabash_id, "merge"),
        ("program", "*", f"{MOHICAN}:51.0713:2", wabash_coding, "merge"),
    }  # fmt: skip
    assert story.same_ids()
    assert home.program(PROGRAM)["name"] == "Health Information Technology (AAS)", "two empty nights removed nothing"

    mended = listed("ohio", "Ohio Valley College", "Health Information Technology")
    story.parsers["listings"] = "2"
    assert story.night(listings=[WABASH_LISTED, mended], cahiim=[PROBATION], correction=by_hand) == {
        ("program", "name", "Health Information Technology (AAS)", "Health Information Technology", "parser")
    }

    story.tuition = "4500"
    assert story.night(listings=[WABASH_LISTED, mended], cahiim=[PROBATION], correction=by_hand) == set()
    assert home.query("SELECT state FROM override") == [{"state": "agreed"}]
    assert story.same_ids()

    nights = range(1, 8)
    assert [story.status("2020-01-01", night) for night in nights] == ["accredited"] * 7
    assert [story.status("2026-02-15", night) for night in nights] == ["accredited"] * 2 + ["probation"] * 5
    assert [story.status("2026-01-31", night) for night in nights] == ["accredited"] * 7
    assert [story.status("2018-06-01", night) for night in nights] == [UNKNOWN] * 7
    retired = home.query("SELECT anchor, successor_id FROM identity WHERE retired_at IS NOT NULL ORDER BY anchor")
    assert [(row["anchor"], row["successor_id"]) for row in retired] == [
        (f"institution/ipeds/{MOHICAN}", wabash_id), (f"program/ipeds/{MOHICAN}:51.0713:2", wabash_coding),
    ]  # fmt: skip
