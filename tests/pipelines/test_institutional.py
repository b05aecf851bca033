"""Institutional accreditation: by UNITID, its own or that of the institution above, never current once it has ended."""

import json
from typing import Any

from db.directory_writes import CurrentRecord
from pipelines.institutional import OWN, PARENT, accreditation_rows

HLC = "Higher Learning Commission"


def record(key: str, **claims: Any) -> CurrentRecord:
    told = {name: [value] for name, value in claims.items()}
    return CurrentRecord(key, f"version-{key}", "reading", json.dumps(told), 1, 0, None)


def location(key: str, *unitids: str, parent: str | None = None) -> CurrentRecord:
    return record(key, unitids=list(unitids) or None, parent_dapip_id=parent)


def accreditation(location_key: str, sequence: int = 1, **claims: Any) -> CurrentRecord:
    told = {
        "program": "Institutional Accreditation", "agency": HLC, "status": "accredited", "is_open": True,
        "starts_on": "2002-10-18", "start_known": "actual", "ended_on": None, "next_review_on": None, **claims,
    }  # fmt: skip
    return record(f"{location_key}:4:1:{sequence}", **told)


def rows(locations: list[CurrentRecord], accreditations: list[CurrentRecord]) -> list[tuple[Any, ...]]:
    return list(accreditation_rows({"100001": "ins-1", "100002": "ins-2"}, locations, accreditations))


def test_an_own_accreditation_has_its_agency_dates_and_proof() -> None:
    (row,) = rows([location("200", "100001")], [accreditation("200")])
    assert row == (
        "ins-1/200:4:1:1", "ins-1", "HLC", HLC, "accredited", True, "2002-10-18", "actual", None, None, OWN, "dapip",
        "version-200:4:1:1",
    )  # fmt: skip


def test_what_has_ended_is_not_current_though_it_says_accredited() -> None:
    (row,) = rows([location("200", "100001")], [accreditation("200", is_open=False, ended_on="2015-10-26")])
    assert (row[4], row[5], row[8]) == ("accredited", False, "2015-10-26")


def test_without_an_open_one_of_its_own_the_institution_above_is_shown_and_said() -> None:
    found = rows(
        [location("200001", "100001", parent="200"), location("200")],
        [accreditation("200001", is_open=False, ended_on="2015-10-26"), accreditation("200")],
    )
    assert [(row[5], row[10]) for row in found] == [(False, OWN), (True, PARENT)]


def test_an_open_one_of_its_own_is_enough() -> None:
    found = rows([location("200001", "100001", parent="200")], [accreditation("200001"), accreditation("200")])
    assert [row[10] for row in found] == [OWN]


def test_a_programs_accreditation_is_not_the_institutions() -> None:
    assert rows([location("200", "100001")], [accreditation("200", program="Dental Hygiene (DH)")]) == []


def test_names_never_link_and_one_location_may_be_two_institutions() -> None:
    assert rows([location("200"), location("300", "999999")], [accreditation("200"), accreditation("300")]) == []
    assert [row[1] for row in rows([location("200", "100001", "100002")], [accreditation("200")])] == ["ins-1", "ins-2"]


def test_an_agency_nobody_knows_keeps_its_name() -> None:
    (row,) = rows([location("200", "100001")], [accreditation("200", agency="Board of Unheard Names")])
    assert (row[2], row[3]) == (None, "Board of Unheard Names")
