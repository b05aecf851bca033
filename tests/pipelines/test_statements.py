"""Statements: which claims are published, about which thing, and that each repeats its claim."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.directory_writes import CurrentRecord
from pipelines import statement_plan
from pipelines.statement_plan import SUBJECTS, Published, statement_plans
from pipelines.statement_things import DirectoryThings
from pipelines.statements import statement_rows, statement_text
from pipelines.tables import reference_names, reference_rows
from tests.pipelines.made_runs import MadeHome, lead, made_home, program, school

PLAN = {
    "tuition_text": (Published("program", "tuition", "charges", None, "program"),),
    "program_title": (Published("program", "contact", "title", None, "program"),),
}


def record(key: str, claims: str) -> CurrentRecord:
    return CurrentRecord(key, "v1", "r1", claims, 1, 0, None)


def things(found: tuple[tuple[str, str], ...] = (("program", "prg-1"),)) -> Any:
    return lambda *_: found


def rows(claims: str, found: tuple[tuple[str, str], ...] = (("program", "prg-1"),)) -> list[tuple[Any, ...]]:
    plan = {**PLAN, "year": (Published("program", "outcomes", "year", "year", "program"),)}
    return list(statement_rows(("made", "made_program"), plan, [record("k", claims)], {"r1": "2024"}, things(found)))


def test_a_claim_of_the_plan_is_one_row_for_each_thing() -> None:
    told = rows('{"program_title":["Coding"],"other":["x"]}', (("program", "a"), ("program", "b")))
    assert [(row[1], row[2], row[4], row[6], row[7]) for row in told] == [
        ("program", "a", "title", "Coding", "stated"), ("program", "b", "title", "Coding", "stated"),
    ]  # fmt: skip
    assert len({row[0] for row in told}) == 2


def test_repeated_claims_keep_their_order_and_parts_are_json() -> None:
    told = rows('{"year":["2023"],"year.2":["2024"],"tuition_text":[[{"amount_min":"1.00"}],"$1"]}')
    assert [(row[4], row[5], row[6]) for row in told] == [
        ("year", 1, "2023"), ("year", 2, "2024"), ("charges", 1, '[{"amount_min":"1.00"}]'),
    ]  # fmt: skip


def test_silence_is_no_statement_but_a_suppressed_value_is() -> None:
    told = rows('{"year":[null,"","not_stated"],"year.2":[null,"PS","suppressed",null,{"cohort":"2019"}]}')
    assert [(row[5], row[6], row[7], row[9]) for row in told] == [(2, None, "suppressed", '{"cohort":"2019"}')]


def test_values_as_text() -> None:
    assert statement_text("words") == "words"
    assert statement_text(3) == "3"
    assert statement_text(["a", 1]) == '["a",1]'
    assert statement_text(None) is None


def directory(**told: Any) -> DirectoryThings:
    usual: dict[str, Any] = {
        "institutions": {"100654": "ins-1"}, "by_opeid": {"00100200": "ins-1"},
        "program_id": {"100654:51.0707:3": "prg-3", "100654:51.0706:3": "prg-6", "100654:51.0713:20": "prg-13"}.get,
        "program_keys": lambda _: ["100654:51.0707:3", "100654:51.0706:3", "100654:51.0713:20"],
        "cips": {"51.0707"}, "leads": {},
    }  # fmt: skip
    return DirectoryThings(**{**usual, **told})


@pytest.mark.parametrize(
    ("subject", "key", "claims", "found"),
    [
        ("cip", "51.0707", {}, [("cip", "51.0707")]),
        ("cip", "51.0707:29-2072", {"cip": ["51.0707"]}, [("cip", "51.0707")]),
        ("cip", "01.8201", {}, []),
        ("occupation", "U.S.:29-2072", {"soc": ["29-2072"]}, [("occupation", "29-2072")]),
        ("institution", "00100200", {"opeid": ["00100200"]}, [("institution", "ins-1")]),
        ("institution", "00999900", {"opeid": ["00999900"]}, []),
        ("institution_cip4_level", "100654:51.07:2", {}, [("program", "prg-3"), ("program", "prg-6")]),
        ("institution_cip4_level", "100654:5107:1", {}, [("program", "prg-13")]),
        ("institution_cip4_level", "100654:51.07:3", {}, []),
        ("institution_cip4_level", "999999:51.07:2", {}, []),
        ("program", "k", {}, []),
    ],
)
def test_what_a_record_is_about(
    subject: str, key: str, claims: dict[str, list[Any]], found: list[tuple[str, str]]
) -> None:
    assert list(directory().of(("made", "made_program"))(subject, record(key, "{}"), claims)) == found


def test_every_statement_table_names_known_subjects_and_each_claim_once() -> None:
    for name in reference_names("statements_"):
        told = reference_rows(name)
        assert {row["subject"] for row in told} <= SUBJECTS, name
        keys = [(row["source"], row["record_kind"], row["claim"], row["subject"], row["field"]) for row in told]
        assert len(set(keys)) == len(keys), name
        assert all(row["topic"] and row["grain"] and row["reason"] and row["as_of"] for row in told), name
    assert statement_plans() is not None


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MadeHome]:
    plans = {("listings", "listing_program"): PLAN}
    monkeypatch.setattr("pipelines.publish_statements.statement_plans", lambda: plans)
    statement_plan.statement_plans.cache_clear()
    with made_home(tmp_path / "home") as home:
        yield home


def test_a_linked_lead_speaks_of_its_program_and_an_unlinked_one_of_none(home: MadeHome) -> None:
    home.run(school("100654", program("100654")))
    words = {"place": "Dayton, OH", "credential": "Associate", "tuition_text": "$120 per credit"}
    home.run(
        [
            lead("a", institution="Ohio Valley College", program_title="Health Information Technology", **words),
            lead("b", institution="Nowhere Institute of Art", program_title="Medical Coding", **words),
        ],
        source="listings",
    )
    home.assemble()
    told = home.query("SELECT thing_kind, thing_id, topic, field, value, source FROM statement ORDER BY field")
    program_id = home.program("100654:51.0707:3")["program_id"]
    assert [(row["thing_id"], row["field"]) for row in told] == [(program_id, "charges"), (program_id, "title")]
    assert '"amount_min":"120.00"' in told[0]["value"]
    assert told[1]["value"] == "Health Information Technology"


def test_assembling_again_gives_the_same_statements(home: MadeHome) -> None:
    home.run(school("100654", program("100654")))
    words = {"place": "Dayton, OH", "credential": "Associate"}
    made = [lead("a", institution="Ohio Valley College", program_title="Health Information Technology", **words)]
    home.run(made, source="listings")
    home.assemble()
    before = home.query("SELECT * FROM statement")
    home.run(school("100654", program("100654", completions="9")), day=1)
    home.assemble()
    assert home.query("SELECT * FROM statement") == before
    assert len(before) == 1
