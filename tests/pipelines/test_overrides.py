"""Corrections by hand: in force with their proof, retired when the source agrees, flagged when it moves."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.changes import field_claims
from pipelines.normalize.refusal import Refusal
from pipelines.override_fields import as_text, cents, kind_of
from pipelines.override_file import HEADER, BadOverrideFile, override_records, override_rows
from pipelines.proof import wrong_columns
from tests.pipelines.made_runs import Made, MadeHome, correction, lead, made_home, price, program, school

UNITID, KEY = "100654", "100654:51.0707:3"
TUITION = "undergraduate_in_state_tuition"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        home.run([*school(UNITID), price(UNITID, **{TUITION: "4000"})])
        home.assemble()
        yield home


def ids(home: MadeHome) -> tuple[str, str]:
    found = home.ids()
    return found[f"program/ipeds/{KEY}"], found[f"institution/ipeds/{UNITID}"]


def night(home: MadeHome, day: int, *, said: str = "5", tuition: str = "4000", **words: str) -> list[Any]:
    """The changes of a night in which IPEDS says this."""
    made = [*school(UNITID, program(UNITID, completions=said), **words), price(UNITID, **{TUITION: tuition})]
    home.run(made, day=day)
    assembly = home.assemble(day=day)
    return [] if assembly.unchanged else sorted(home.changes(assembly.publication), key=str)


def correct(home: MadeHome, day: int, *made: Made) -> list[Any]:
    home.run(made, day=day, source="correction")
    assembly = home.assemble(day=day)
    return [] if assembly.unchanged else sorted(home.changes(assembly.publication), key=str)


def state(home: MadeHome) -> tuple[str, str | None]:
    (row,) = home.query("SELECT state, source_value FROM override")
    return row["state"], row["source_value"]


def test_a_correction_is_published_with_its_proof_and_what_follows_from_it(home: MadeHome) -> None:
    made = correction(ids(home)[0], "completions", "0", evidence="they told us by phone")
    assert correct(home, 1, made) == [
        ("completions", "5", "0", "correction"), ("zero_completions", "0", "1", "correction"),
    ]  # fmt: skip
    row = home.program(KEY)
    assert (row["completions"], row["zero_completions"]) == (0, 1)
    patterns = {p["pattern_id"]: json.loads(p["fields"]) for p in home.query("SELECT * FROM citation_pattern")}
    versions = home.query("SELECT v.*, r.source, r.kind FROM record_version v JOIN reading r USING (reading_id)")
    claims = {v["version_id"]: ((v["source"], v["kind"]), json.loads(v["claims"])) for v in versions}
    cited = field_claims(row["evidence"], patterns)
    assert claims[cited["completions"][0]][0] == ("correction", "override")
    assert cited["zero_completions"] == (cited["completions"][0], "completions")
    assert list(wrong_columns("program", row, claims, patterns)) == []
    assert list(wrong_columns("program", {**row, "completions": 7}, claims, patterns)) != []
    (against,) = home.query("SELECT * FROM discrepancy")
    assert (against["field"], against["value"], against["chosen_value"]) == ("completions", "5", "0")
    assert "they told us by phone" in against["rule"]


def test_it_is_known_since_it_was_made_and_names_its_run(home: MadeHome) -> None:
    correct(home, 1, correction(ids(home)[1], "phone", "9375550100"))
    (row,) = home.query("SELECT * FROM change WHERE field = 'phone'")
    assert (row["source"], row["known_at"][:10], row["run_number"]) == ("correction", "2026-03-02", 2)


def test_it_stays_until_the_source_agrees_and_then_retires_for_good(home: MadeHome) -> None:
    correct(home, 1, correction(ids(home)[0], "completions", "9"))
    assert night(home, 2) == []
    assert state(home) == ("active", "5")
    assert night(home, 3, said="9") == []
    assert state(home) == ("agreed", "9")
    assert night(home, 4, said="11") == [("completions", "9", "11", "source")]
    assert state(home) == ("agreed", "11")
    assert home.query("SELECT * FROM discrepancy") == []


def test_a_third_value_of_the_source_is_flagged_every_night_and_the_correction_stays(home: MadeHome) -> None:
    correct(home, 1, correction(ids(home)[0], "completions", "9"))
    assert night(home, 2, said="7") == []
    assert state(home) == ("source_moved", "7")
    assert home.program(KEY)["completions"] == 9
    home.run([*school(UNITID, program(UNITID, completions="7")), price(UNITID, **{TUITION: "4000"})], day=3)
    again = home.assemble(day=3)
    assert again.unchanged
    assert any("'5' then and says '7' now" in note for note in again.notes)


def test_what_the_source_said_is_what_the_person_wrote_down(home: MadeHome) -> None:
    correct(home, 1, correction(ids(home)[0], "completions", "9", instead_of="4"))
    assert state(home) == ("source_moved", "5")


def test_it_ends_with_its_last_day_though_no_source_has_moved(home: MadeHome) -> None:
    correct(home, 1, correction(ids(home)[0], "completions", "9", until="2026-03-03"))
    assert home.assemble(day=2).unchanged
    ended = home.assemble(day=3)
    assert home.changes(ended.publication) == [
        ("completions", "9", "5", "correction"), ("zero_completions", "0", "0", "correction"),
    ][:1]  # fmt: skip
    assert state(home) == ("expired", "5")
    assert any("its last day is over" in note for note in ended.notes)
    assert home.assemble(day=4).unchanged


def test_taking_it_out_of_the_file_takes_it_back(home: MadeHome) -> None:
    thing = ids(home)[0]
    correct(home, 1, correction(thing, "completions", "9"))
    assert correct(home, 2) == [("completions", "9", "5", "correction")]
    assert home.query("SELECT * FROM override") == []


def test_a_price_is_corrected_with_the_costs_that_rest_on_it(home: MadeHome) -> None:
    made = correction(ids(home)[1], f"price.{TUITION}", "$4,500")
    assert correct(home, 1, made) == [
        ("cost.level_3.in_state.2024.amount_cents", "800000", "900000", "correction"),
        (f"price.{TUITION}.amount_cents", "400000", "450000", "correction"),
    ]
    (row,) = home.query("SELECT * FROM price")
    assert (row["amount_min_cents"], row["source"], row["claim_field"]) == (450_000, "correction", TUITION)
    (against,) = home.query("SELECT * FROM discrepancy")
    assert (against["field"], against["value"], against["chosen_value"]) == (f"price.{TUITION}", "4000.00", "4500.00")
    assert night(home, 2, tuition="4500") == []
    assert state(home) == ("agreed", "4500.00")


def test_a_value_that_is_not_there_is_said(home: MadeHome) -> None:
    made = correction(ids(home)[1], "price.undergraduate_in_state_fees", "1")
    home.run([made], day=1, source="correction")
    assert any("holds no such value" in note for note in home.assemble(day=1).notes)


def test_a_statement_is_corrected_where_it_is_the_only_one(home: MadeHome, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines import publish_statements
    from pipelines.statement_plan import Published

    plan = {
        ("listings", "listing_program"): {"duration": (Published("program", "curriculum", "length", None, "program"),)}
    }
    monkeypatch.setattr(publish_statements, "statement_plans", lambda: plan)
    words = {"institution": "Ohio Valley College", "place": "Dayton, OH", "duration": "2 years",
             "program_title": "Associate of Science in Health Information Technology"}  # fmt: skip
    home.run([lead("a", **words)], day=1, source="listings")
    home.assemble(day=1)
    assert correct(home, 2, correction(ids(home)[0], "curriculum.length", "21 months")) == [
        ("curriculum.length.value", "2 years", "21 months", "correction")
    ]
    (row,) = home.query("SELECT * FROM statement")
    assert (row["value"], row["source"], row["claim_field"]) == ("21 months", "correction", "curriculum.length")


def test_two_statements_of_one_name_are_left_alone(home: MadeHome) -> None:
    made = correction(ids(home)[0], "curriculum.length", "21 months")
    home.run([made], day=1, source="correction")
    home.assemble(day=1)
    assert state(home) == ("no_such_value", None)


FILE = ",".join(HEADER)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("prg-1,completions,9,Ada,2026-03-01,phone,2026-12-31,", ""),
        ("prg-1,completions,many,Ada,2026-03-01,phone,2026-12-31,", "value"),
        ("prg-1,completions,9,,2026-03-01,phone,2026-12-31,", "who"),
        ("prg-1,completions,9,Ada,2026-03-01,,2026-12-31,", "evidence"),
        ("prg-1,completions,9,Ada,2026-03-01,phone,some day,", "expires_on"),
        ("prg-1,unitid,100000,Ada,2026-03-01,phone,2026-12-31,", "corrected"),
        ("prg-1,price.nothing,1,Ada,2026-03-01,phone,2026-12-31,", "corrected"),
        ("=HYPERLINK(1),completions,9,Ada,2026-03-01,phone,2026-12-31,", "no id"),
        ("prg-1,completions,9", "cells"),
        (f"prg-1,name,{'x' * 3000},Ada,2026-03-01,phone,2026-12-31,", "longer"),
    ],
)
def test_rows_of_the_file(row: str, why: str) -> None:
    (told,) = override_rows(f"{FILE}\n{row}\n".encode())
    assert (why in told.problem, bool(why)) == (True, bool(told.problem))


def test_the_later_of_two_rows_counts_and_leads_back_to_its_cells() -> None:
    row = "prg-1,completions,{},Ada,2026-03-01,phone,2026-12-31,"
    body = "\n".join([FILE, row.format(8), "", row.format(9)]).encode()
    (record,) = override_records(override_rows(body), "capture")
    assert (record.place, record.values[0].text, record.values[0].at) == ("csv:#row=4", "9", "value")


@pytest.mark.parametrize("body", [b"", b"a,b\n", b"\xff\xfe", FILE.encode() + b'\nx"' + b"\0"])
def test_a_file_that_is_none(body: bytes) -> None:
    if body.startswith(FILE.encode()):
        assert [row.problem for row in override_rows(body)] != [""]
        return
    with pytest.raises(BadOverrideFile):
        list(override_rows(body))


@pytest.mark.parametrize(
    ("text", "amount"), [("4300", 430_000), ("$4,300.50", 430_050), ("0", 0), ("1,234,567", 123_456_700)]
)
def test_amounts(text: str, amount: int) -> None:
    assert cents(text) == amount
    assert cents(as_text(TUITION, amount) or "") == amount


@pytest.mark.parametrize("text", ["", "-1", "4,30", "4.5", "1e5", "about 4000", "9" * 12])
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(Refusal):
        cents(text)


@pytest.mark.parametrize(
    ("field", "kind"),
    [("name", "thing"), ("completions", "thing"), (f"price.{TUITION}", "price"), ("pay.median", "statement"),
     ("unitid", None), ("evidence", None), ("a.b.c", None), ("../x", None)],
)  # fmt: skip
def test_what_may_be_corrected(field: str, kind: str | None) -> None:
    assert kind_of(field) == kind
