"""Programs that IPEDS does not count: made by an accreditor or a school, joined when IPEDS comes, kept when not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines.made_runs import Made, MadeHome, institution, lead, made_home, program, school

UNITID = "100654"
ASSOCIATE, MASTER = f"{UNITID}:51.0707:3", f"{UNITID}:51.0706:7"
CODING = f"{UNITID}:51.0713:cert"
SOURCES = ("ipeds", "cahiim", "pcap", "school_pages", "listings")
HERE = {"institution": "Ohio Valley College", "city": "Dayton", "state": "OH"}


def accredited(key: str = "a", **words: str) -> Made:
    usual = {"level": "Associate", "field": "Health Information Management", "status": "Accredited"}
    return Made("program_accreditation", key, {**HERE, **usual, **words})


def approved(key: str = "p", **words: str) -> Made:
    return Made(
        "program_approval", key, {**HERE, "level": "Certificate", "field": "Coding", "status": "Approved", **words}
    )


def own_page(title: str, key: str = "s") -> Made:
    return Made("school_program", key, {"start_unitid": UNITID, "program_title": title})


def other(*programs: Made) -> list[Made]:
    """IPEDS with the school, these programs of it, and another school that is always there."""
    return [institution(UNITID), *programs, *school("100663", name="Wabash College", city="Lima", zip="45801")]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        home.policies = dict.fromkeys((*SOURCES, "correction"), home.policies["ipeds"])
        yield home


def night(home: MadeHome, day: int, ipeds: list[Made], **sources: list[Made]) -> list[tuple[str, Any, Any, str]]:
    """One night; its changes but for first loads, as (field, old, new, cause)."""
    home.run(ipeds, day=day)
    for source, made in sources.items():
        home.run(made, day=day, source=source)
    assembly = home.assemble(day=day)
    if assembly.unchanged:
        return []
    return [one for one in home.changes(assembly.publication) if one[3] != "backfill" and "accreditation" not in one[0]]


def programs(home: MadeHome, unitid: str = UNITID) -> dict[str, dict[str, Any]]:
    """The programs of a school by CIP, level and campus."""
    rows = home.query("SELECT * FROM program WHERE unitid = :unitid", unitid=unitid)
    return {":".join(filter(None, (row["cip"], row["award_level"], row["campus"]))): row for row in rows}


def test_an_accreditors_entry_makes_a_program_of_which_completions_are_not_known(home: MadeHome) -> None:
    night(home, 0, other(), cahiim=[accredited(program_title="HIT")])
    (told,) = programs(home).values()
    assert (told["cip"], told["award_level"], told["credential"], told["name"]) == ("51.0707", "3", "associate", "HIT")
    assert (told["known_from"], told["completions"], told["zero_completions"]) == ("cahiim", None, None)
    assert '"completions":"not_stated"' in told["states"]
    assert (told["period"], told["listing"]) == ("", "listed")
    assert told["program_id"] == home.ids()[f"program/ipeds/{ASSOCIATE}"]
    statuses = home.query("SELECT program_id, status FROM program_status")
    assert statuses == [{"program_id": told["program_id"], "status": "accredited"}] * len(statuses) != []
    assert home.query("SELECT count(*) AS told FROM institution") == [{"told": 2}]


def test_when_ipeds_comes_the_program_is_the_same_and_the_cause_a_merge(home: MadeHome) -> None:
    night(home, 0, other(), cahiim=[accredited()])
    (before,) = programs(home).values()
    changes = night(home, 1, other(program(UNITID, completions="12")), cahiim=[accredited()])
    (after,) = programs(home).values()
    assert (after["program_id"], after["completions"], after["known_from"]) == (before["program_id"], 12, "ipeds")
    assert {cause for *_, cause in changes} == {"merge"}
    assert ("completions", None, "12", "merge") in changes
    assert ("known_from", "cahiim", "ipeds", "merge") in changes
    assert home.query("SELECT thing_id FROM identity WHERE retired_at IS NOT NULL") == []


@pytest.mark.parametrize(
    ("record", "own", "row"),
    [
        (approved(), CODING, program(UNITID, "51.0713", "21", "4")),
        (accredited(), ASSOCIATE, program(UNITID, "51.0706", "3", "4")),
        (accredited(city="Kettering"), f"{ASSOCIATE}:kettering", program(UNITID, completions="4")),
    ],
    ids=["a certificate of a length untold before", "another code of the field", "a campus"],
)
def test_the_id_stays_when_ipeds_counts_it_under_another_key(
    home: MadeHome, tmp_path: Path, record: Made, own: str, row: Made
) -> None:
    source = "pcap" if record.kind == "program_approval" else "cahiim"
    night(home, 0, other(), **{source: [record]})
    own_id = home.ids()[f"program/ipeds/{own}"]
    assert [told["program_id"] for told in programs(home).values()] == [own_id]
    for day in (1, 2):
        changes = night(home, day, other(row), **{source: [record]})
        assert {cause for *_, cause in changes} == ({"merge"} if day == 1 else set())
        (told,) = programs(home).values()
        assert (told["program_id"], told["completions"]) == (own_id, 4)
    retired = home.query("SELECT anchor, successor_id FROM identity WHERE retired_at IS NOT NULL")
    assert {"anchor": f"program/ipeds/{row.key}", "successor_id": own_id} in retired
    with made_home(tmp_path / "other") as late:
        late.policies = home.policies
        night(late, 0, other(row), **{source: [record]})
        assert late.ids() == home.ids(), "who builds it all at once knows every id"
        assert [told["program_id"] for told in programs(late).values()] == [late.ids()[f"program/ipeds/{row.key}"]]


def test_what_drops_out_is_marked_by_the_absence_policy_and_heals(home: MadeHome) -> None:
    beside = [accredited(), accredited("b", level="Master's")]
    night(home, 0, other(), cahiim=beside)
    listings = []
    for day in (1, 2, 3):
        night(home, day, other(), cahiim=beside[:1])
        listings.append(programs(home)["51.0706:7"]["listing"])
    assert listings == ["unconfirmed", "unlisted", "unlisted"]
    gone_id = programs(home)["51.0706:7"]["program_id"]
    assert night(home, 4, other(), cahiim=beside) == [("listing", "unlisted", "listed", "absence")]
    assert programs(home)["51.0706:7"]["program_id"] == gone_id


def test_a_gone_program_is_found_again_by_ipeds(home: MadeHome) -> None:
    night(home, 0, other(), cahiim=[accredited(), accredited("b", level="Master's")])
    for day in (1, 2):
        night(home, day, other(), cahiim=[accredited()])
    before = programs(home)["51.0706:7"]
    changes = night(home, 3, other(program(UNITID, "51.0706", "7")), cahiim=[accredited()])
    after = programs(home)["51.0706:7"]
    assert (before["program_id"], after["listing"]) == (after["program_id"], "listed")
    assert ("known_from", "cahiim", "ipeds", "merge") in changes


def test_one_program_from_accreditor_page_and_list_and_certificates_beside_degrees(home: MadeHome) -> None:
    told = {
        "institution": "Ohio Valley College",
        "place": "Dayton, OH",
        "program_title": "Health Information Technology",
    }
    night(
        home, 0, other(),
        cahiim=[accredited(program_title="Health Information Management"),
                accredited("i", level="Master's", field="Health Informatics"), accredited("m", level="Master's")],
        pcap=[approved()],
        school_pages=[own_page("Health Information Technology, Associate of Applied Science"),
                      own_page("Health Information Technology Certificate", "t")],
        listings=[lead("l", **told, credential="Associate of Science in Health Information Technology"),
                  lead("n", **told, credential="Bachelor of Science in Health Information Management")],
    )  # fmt: skip
    found = programs(home)
    assert found.keys() == {"51.0707:3", "51.2706:7", "51.0706:7", "51.0713:cert", "51.0707:cert"}
    assert found["51.0707:3"]["name"] == "Health Information Technology, Associate of Applied Science"
    assert found["51.0707:3"]["known_from"] == "cahiim"
    assert found["51.0707:cert"]["known_from"] == "school_pages"
    links = home.query("SELECT source, record_key, program_id FROM record_link")
    together = [
        (one["source"], one["record_key"]) for one in links if one["program_id"] == found["51.0707:3"]["program_id"]
    ]
    assert sorted(together) == [("cahiim", "a"), ("listings", "l"), ("school_pages", "s")]
    assert [one["program_id"] for one in links if one["record_key"] == "n"] == [None], "a list makes no program"
    rules = home.query("SELECT field, value FROM discrepancy ORDER BY value")
    assert ("name", "Health Information Management") in {(one["field"], one["value"]) for one in rules}


def test_informatics_is_not_him_where_both_are_accredited(home: MadeHome) -> None:
    both = [accredited("i", level="Master's", field="Health Informatics"), accredited("m", level="Master's")]
    night(home, 0, other(program(UNITID, "51.2706", "7")), cahiim=both[1:])
    assert [told["known_from"] for told in programs(home).values()] == ["ipeds"], "a usual code of either"
    night(home, 1, other(program(UNITID, "51.2706", "7")), cahiim=both)
    assert {key: told["known_from"] for key, told in programs(home).items()} == {
        "51.2706:7": "ipeds", "51.0706:7": "cahiim",
    }  # fmt: skip


def test_campuses_are_accredited_apart_and_one_alone_is_the_institution(home: MadeHome) -> None:
    lone = accredited("k", city="Kettering")
    night(home, 0, other(program(UNITID)), cahiim=[lone])
    assert programs(home).keys() == {"51.0707:3"}
    night(home, 1, other(program(UNITID)), cahiim=[lone, accredited("d")])
    found = programs(home)
    assert {key: told["known_from"] for key, told in found.items()} == {
        "51.0707:3": "ipeds", "51.0707:3:kettering": "cahiim",
    }  # fmt: skip
    spoken = {one["record_key"]: one["program_id"] for one in home.query("SELECT * FROM record_link")}
    assert spoken == {"d": found["51.0707:3"]["program_id"], "k": found["51.0707:3:kettering"]["program_id"]}


def test_a_record_that_speaks_of_another_school_leaves_a_redirect(home: MadeHome) -> None:
    night(home, 0, other(), cahiim=[accredited()])
    moved = accredited(institution="Wabash College", city="Lima")
    changes = night(home, 1, other(), cahiim=[moved])
    assert programs(home) == {}
    (wabash,) = programs(home, "100663").values()
    retired = home.query("SELECT anchor, successor_id FROM identity WHERE retired_at IS NOT NULL ORDER BY anchor")
    assert (f"program/ipeds/{ASSOCIATE}", wabash["program_id"]) in {(r["anchor"], r["successor_id"]) for r in retired}
    assert ("*", ASSOCIATE, wabash["program_id"], "merge") in changes
    night(home, 2, other(), cahiim=[accredited()])
    assert programs(home)["51.0707:3"]["program_id"] == home.ids()[f"program/ipeds/{ASSOCIATE}"]


def test_where_two_programs_fit_or_nothing_is_named_none_is_made(home: MadeHome) -> None:
    night(
        home, 0, other(program(UNITID, "51.0713", "2"), program(UNITID, "51.0713", "21")),
        pcap=[approved()], school_pages=[own_page("Evening classes")],
    )  # fmt: skip
    assert programs(home).keys() == {"51.0713:2", "51.0713:21"}


def test_the_first_entries_of_an_accreditor_come_as_one_event_and_later_ones_by_their_record(home: MadeHome) -> None:
    home.run(other(program(UNITID)))
    home.assemble()
    home.run([accredited(), accredited("m", level="Master's")], source="cahiim", day=1)
    first = home.assemble(day=1)
    told = home.query("SELECT source, new FROM change WHERE publication = :n AND field = '*'", n=first.publication)
    assert {"source": "cahiim", "new": "1"} in told
    beside = [accredited(), accredited("m", level="Master's"), accredited("b", level="Baccalaureate")]
    changes = night(home, 2, other(program(UNITID)), cahiim=beside)
    assert ("*", None, f"{UNITID}:51.0706:5", "source") in changes


def test_what_was_joined_parts_again_when_both_are_told_apart(home: MadeHome) -> None:
    him, informatics = accredited("m", level="Master's"), accredited("i", level="Master's", field="Health Informatics")
    counted = other(program(UNITID, "51.2706", "7", "9"))
    night(home, 0, other(), cahiim=[him])
    night(home, 1, counted, cahiim=[him])
    assert {told["program_id"] for told in programs(home).values()} == {home.ids()[f"program/ipeds/{MASTER}"]}
    changes = night(home, 2, counted, cahiim=[him, informatics])
    assert {key: (told["program_id"], told["completions"]) for key, told in programs(home).items()} == {
        "51.0706:7": (home.ids()[f"program/ipeds/{MASTER}"], None),
        "51.2706:7": (home.ids()[f"program/ipeds/{UNITID}:51.2706:7"], 9),
    }
    assert {cause for *_, cause in changes} == {"merge"}
    assert ("completions", "9", None, "merge") in changes
    assert home.query("SELECT * FROM identity WHERE retired_at IS NOT NULL") == []


BOTH_ORDERS = [
    (approved(), "pcap", program(UNITID, "51.0713", "21", "4")),
    (accredited(), "cahiim", program(UNITID, completions="4")),
    (accredited(), "cahiim", program(UNITID, "51.0706", "3", "4")),
    (accredited(city="Kettering"), "cahiim", program(UNITID, completions="4")),
    (own_page("Health Information Technology Certificate"), "school_pages", program(UNITID, "51.0707", "2", "4")),
]


def test_whichever_comes_first_the_same_is_published_and_every_id_leads_to_it(tmp_path: Path) -> None:
    for number, (record, source, row) in enumerate(BOTH_ORDERS):
        told = []
        for first in (True, False):
            with made_home(tmp_path / f"{number}{first}") as home:
                home.policies = dict.fromkeys((*SOURCES, "correction"), home.policies["ipeds"])
                night(home, 0, other(*([] if first else [row])), **({source: [record]} if first else {}))
                night(home, 1, other(row), **{source: [record]})
                (found,) = programs(home).values()
                leads = home.query("SELECT thing_id, successor_id FROM identity WHERE kind = 'program'")
                ends = {one["thing_id"]: one["successor_id"] or one["thing_id"] for one in leads}
                told.append(
                    ({k: v for k, v in found.items() if k != "program_id"}, home.ids(), len(set(ends.values())))
                )
        assert told[0] == told[1], record
