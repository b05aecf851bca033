"""What a commercial list speaks of: a school found by name and place, the one program that fits, or why none."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipelines.known_institutions import known_institution
from pipelines.leads import candidate_of
from tests.pipelines.made_runs import Made, MadeHome, institution, lead, made_home, program

AS_HIT = {"credential": "Associate of Science in Health Information Technology"}
DAYTON = {"institution": "Ohio Valley College", "place": "Dayton, OH", "program_title": "Health Information"}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        home.run(
            [
                institution("100654"), program("100654"), program("100654", "51.0716", "2"),
                institution("100663", name="Ohio Valley College", city="Erie", state="PA", zip="16501"),
                program("100663"),
            ]
        )  # fmt: skip
        yield home


def found(home: MadeHome, *leads: Made) -> list[tuple[str | None, str | None, str]]:
    """For each lead the UNITID and the program key that it was linked to, and how."""
    home.run(leads, source="listings")
    home.assemble()
    keys = {thing: anchor.split("/", 2)[2] for anchor, thing in home.ids().items()}
    rows = home.query("SELECT * FROM record_link ORDER BY record_key")
    return [(keys.get(row["institution_id"]), keys.get(row["program_id"]), row["how"]) for row in rows]


def test_a_lead_finds_its_school_by_place_and_its_program_by_credential(home: MadeHome) -> None:
    ((unitid, key, how),) = found(home, lead("a", **DAYTON, **AS_HIT))
    assert (unitid, key) == ("100654", "100654:51.0707:3")
    assert "credential_and_cip" in how


def test_the_same_name_in_another_state_is_another_school(home: MadeHome) -> None:
    ((unitid, key, _),) = found(home, lead("a", **{**DAYTON, "place": "Erie, PA"}, **AS_HIT))
    assert (unitid, key) == ("100663", "100663:51.0707:3")


@pytest.mark.parametrize("place", ["", "Austin, TX"])
def test_a_name_alone_never_links(home: MadeHome, place: str) -> None:
    ((unitid, key, how),) = found(home, lead("a", **{**DAYTON, "place": place}, **AS_HIT))
    assert (unitid, key) == (None, None)
    assert how.startswith("no_institution")


@pytest.mark.parametrize(
    ("title", "credential", "why"),
    [
        ("Health Information", "", "names no credential"),
        ("Night classes", "Diploma", "names no credential"),
        ("Health Informatics", "Master of Science in Health Informatics", "no program has"),
    ],
)
def test_a_lead_without_a_fitting_program_says_why(home: MadeHome, title: str, credential: str, why: str) -> None:
    ((unitid, key, how),) = found(home, lead("a", **{**DAYTON, "program_title": title}, credential=credential))
    assert (unitid, key) == ("100654", None)
    assert why in how


def test_a_school_without_a_program_in_the_directory_has_no_lead_to_it(home: MadeHome) -> None:
    home.run([institution("100654"), institution("100690", name="Lima College", city="Lima")], day=1)
    ((unitid, key, how),) = found(home, lead("a", institution="Lima College", place="Lima, OH", program_title="x"))
    assert (unitid, key) == (None, None)
    assert "no_program" in how


def test_the_linker_is_told_what_ipeds_says() -> None:
    claims: dict[str, list[Any]] = {
        "name": ["A"],
        "alias": ["B | C; D"],
        "zip": ["45402-1234"],
        "successor_unitid": [None, "-2", "x"],
    }
    known = known_institution("100654", claims, "2024")
    assert (known.name, known.aliases, known.zip5, known.year) == ("A", ("B", "C", "D"), "45402", 2024)
    assert (known.successor_unitid, known.closed_on, known.city) == (None, None, "")


def accredited(key: str, **words: str) -> Made:
    told = {"institution": "Ohio Valley College", "city": "Dayton", "state": "OH", "level": "Associate", "field": "HIM"}
    return Made("program_accreditation", key, {**told, "status": "Initial Accreditation", **words})


def test_an_accreditors_record_finds_its_program_by_place_level_and_field(home: MadeHome) -> None:
    records = [accredited("a"), accredited("b", city="Erie", state="PA"), accredited("c", level="Master's")]
    home.run(records, source="cahiim")
    home.assemble()
    keys = {thing: anchor.split("/", 2)[2] for anchor, thing in home.ids().items()}
    rows = home.query("SELECT * FROM record_link ORDER BY record_key")
    found = [keys.get(row["program_id"]) for row in rows]
    assert found == ["100654:51.0707:3", "100663:51.0707:3", "100654:51.0706:7"]
    assert rows[2]["how"].endswith("own_program: no program has the credential master and the CIP 51.0706 or 51.2706")


@pytest.mark.parametrize(
    ("claims", "known"),
    [
        (
            {"institution": ["A"], "city": ["Dayton"], "state": ["OH"], "website": ["https://a.edu/"], "zip": ["4"]},
            {"name": "A", "city": "Dayton", "state": "OH", "url": "https://a.edu/", "zip5": "4"},
        ),
        ({"institution": ["A"], "place": [{"city": "Dayton", "state": "OH"}], "link": ["https://a.edu/"]},
         {"name": "A", "city": "Dayton", "state": "OH", "url": "https://a.edu/"}),
        ({"program_title": ["X"], "start_unitid": ["100654"]}, {"name": "", "unitid": "100654"}),
        ({"program_title": ["X"], "start_unitid": ["100654"], "start_unitid.2": ["100663"]}, {"unitid": None}),
        ({"institution": ["A"], "opeid": ["00311900"], "state": ["Nowhere"]}, {"opeid": "00311900", "state": None}),
    ],
)  # fmt: skip
def test_what_the_linker_is_told_of_a_record(claims: dict[str, list[Any]], known: dict[str, str | None]) -> None:
    record = SimpleNamespace(record_key="k")
    candidate = candidate_of("cahiim", "program_accreditation", record, claims)  # type: ignore[arg-type]
    assert {name: getattr(candidate, name) for name in known} == known
