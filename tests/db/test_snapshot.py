"""What readers get: the same bytes from the same data, a contract of columns that stays, and a meaning for each."""

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.publish import current_snapshot, publish_snapshot
from db.reads import ProgramFilter, data_dictionary, list_programs, open_snapshot, show_thing
from db.snapshot import CONTRACT_VERSION, TABLES
from tests.pipelines.made_runs import MadeHome, made_home, price, program, school

CARD = {
    "name": "ipeds", "title": "IPEDS", "publisher": "NCES", "home_url": "https://nces.ed.gov", "gives": "all",
    "terms": "free", "terms_url": "", "license": "public domain", "cadence": "weekly", "freshness_days": 540,
    "proof": "proof", "verified_live": "never", "parser_version": "1",
}  # fmt: skip
FACTS = {"scope": "him", "web": "sample"}
FIGURES = [
    {"kind": kind, "measure": measure, "value": 0.9, "low": 0.85, "high": 1.0, "cases": 200, "rule_version": "2"}
    for kind, measure in (("tuition", "strict"), ("location", "strict"), ("location", "field_state"))
]
CONTRACT = {
    "v1_institution": (
        "institution_id unitid opeid name alias street city state zip county county_fips latitude longitude phone "
        "website control level sector locale system_name activity closed_on successor_unitid period listing evidence "
        "states slug"
    ),
    "v1_program": (
        "program_id institution_id unitid cip award_level credential name institution city state zip "
        "institution_website control completions completions_men completions_women completions_flag zero_completions "
        "period listing evidence states slug known_from campus"
    ),
    "v1_price": (
        "price_id grain institution_id program_id amount_min_cents amount_max_cents currency basis residency "
        "student_level kind academic_year imputation_flag source version_id claim_field"
    ),
    "v1_program_cost": (
        "program_id grain residency academic_year amount_cents amount_max_cents total_basis includes_fees credits "
        "reason parts"
    ),
    "v1_institution_accreditation": (
        "accreditation_id institution_id agency agency_name status is_current starts_on start_known ended_on "
        "next_review_on grain source version_id"
    ),
    "v1_value": (
        "thing_kind thing_id field claim value words state source record_kind record_key period captured_at url "
        "capture_id place at rule rule_version parser_version version_id"
    ),
    "v1_change": "change_number thing_kind thing_id field old new cause source version_id known_at part whole",
    "v1_identity": "thing_id kind anchor minted_at successor_id retired_at entered_at",
    "v1_slug": "thing_kind thing_id slug is_current since",
    "v1_award_level": "award_level credential label slug_word",
    "v1_lead": "source kind record_key institution_id program_id how score version_id",
    "v1_discrepancy": "thing_id field version_id claim_field value chosen_version_id chosen_value rule",
    "v1_program_accreditation": (
        "accreditation_id program_id institution_id agency status counts_as_accredited institution_words "
        "program_words level field until_year review_year how listing source version_id claim_field"
    ),
    "v1_program_status": (
        "status_id program_id agency status counts_as_accredited valid_from valid_until known_from known_until basis "
        "reason level field source version_id claim_field"
    ),
    "v1_statement": (
        "statement_id thing_kind thing_id topic field position value state unit qualifiers period grain source "
        "listing version_id claim_field"
    ),
    "v1_program_occupation": "program_id cip soc statement_id source",
    "v1_correction": (
        "thing_id field value source_value instead_of state who decided_on expires_on evidence version_id"
    ),
    "v1_source": (
        "name title publisher home_url gives terms terms_url license cadence freshness_days proof verified_live "
        "parser_version captured_from captured_until captures records"
    ),
    "v1_accuracy": "kind measure value low high cases rule_version",
}
"""The contract of readers, version 1, written down a second time: what goes or moves breaks a site."""


EMPTY_HERE = frozenset(
    {
        "v1_lead", "v1_discrepancy", "v1_institution_accreditation", "v1_program_accreditation", "v1_statement",
        "v1_program_occupation", "v1_program_status", "v1_correction",
    }
)  # fmt: skip
"""Views of what only other sources than the made one give."""


def publish(home: MadeHome) -> Path:
    with home.engine.begin() as connection:
        return publish_snapshot(connection, home.published, [CARD], FACTS, FIGURES).folder


def played(home: MadeHome) -> MadeHome:
    """The same short history in any home."""
    home.run([*school("100654"), price("100654", undergraduate_in_state_tuition="4200")])
    home.assemble()
    home.run(
        [*school("100654", program("100654", completions="0")), *school("100663", name="Wabash", city="ÉTOILE")], day=1
    )
    home.assemble()
    return home


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        yield played(home)


@pytest.fixture
def snapshot(home: MadeHome) -> Iterator[sqlite3.Connection]:
    publish(home)
    with open_snapshot(home.published) as connection:
        yield connection


def columns(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))


def test_the_same_data_gives_the_same_bytes(home: MadeHome, tmp_path: Path) -> None:
    first = publish(home)
    time.sleep(0.01)
    with made_home(tmp_path / "elsewhere" / "home") as other:
        second = publish(played(other))
    assert first.name == second.name
    for name in ("directory.sqlite", "manifest.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_publishing_again_is_the_same_snapshot(home: MadeHome) -> None:
    first = publish(home)
    with home.engine.begin() as connection:
        again = publish_snapshot(connection, home.published, [CARD], FACTS, FIGURES)
    assert (again.folder, again.fresh) == (first, False)
    assert len(list((home.published / "snapshots").iterdir())) == 1


def test_other_facts_or_cards_are_another_snapshot(home: MadeHome) -> None:
    first = publish(home)
    with home.engine.begin() as connection:
        other = publish_snapshot(connection, home.published, [{**CARD, "title": "Other"}], FACTS)
    assert other.folder != first
    assert current_snapshot(home.published) == other.folder


def test_the_manifest_tells_the_digest_and_the_rows(home: MadeHome) -> None:
    folder = publish(home)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    body = (folder / "directory.sqlite").read_bytes()
    told = manifest["files"]["directory.sqlite"]
    assert told == {"sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)}
    assert manifest["snapshot_id"] == folder.name == told["sha256"][:16]
    assert (manifest["contract_version"], manifest["facts"]) == (CONTRACT_VERSION, FACTS)
    with closing(sqlite3.connect(folder / "directory.sqlite")) as connection:
        for name, rows in manifest["rows"].items():
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (rows,)  # noqa: S608


def test_published_files_are_read_only(home: MadeHome) -> None:
    folder = publish(home)
    assert {path.stat().st_mode & 0o222 for path in folder.iterdir()} == {0}


def test_the_views_are_the_contract_to_the_column(snapshot: sqlite3.Connection) -> None:
    views = {row[0] for row in snapshot.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert views == CONTRACT.keys()
    assert {name: " ".join(columns(snapshot, name)) for name in CONTRACT} == CONTRACT


def test_every_view_can_be_read(snapshot: sqlite3.Connection) -> None:
    for name in CONTRACT:
        rows = snapshot.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
        assert rows or name in EMPTY_HERE, name


def test_every_published_column_is_described(snapshot: sqlite3.Connection) -> None:
    told = {(row["table_name"], row["column_name"]): row for row in data_dictionary(snapshot)}
    tables = {row[0] for row in snapshot.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    described = tables - {"meta", "data_dictionary"}
    assert {published.name for published in TABLES} | {"source", "accuracy"} == described
    for table in described:
        for name in columns(snapshot, table):
            assert told.pop((table, name))["description"].strip(), f"{table}.{name} has no description"
    assert told == {}


def test_nothing_of_the_machine_is_published(home: MadeHome) -> None:
    body = (publish(home) / "directory.sqlite").read_bytes()
    for word in (str(home.folder), "work.sqlite", "made.warc.gz", "run_number"):
        assert word.encode() not in body, word


def test_only_what_a_published_value_rests_on_is_published(snapshot: sqlite3.Connection, home: MadeHome) -> None:
    told = {row[0] for row in snapshot.execute("SELECT version_id FROM source_record")}
    cited = {row[0] for row in snapshot.execute("SELECT DISTINCT version_id FROM v1_value")}
    assert told == cited
    assert len(told) < len(home.query("SELECT version_id FROM record_version"))


def test_every_value_has_its_words_source_and_moment(snapshot: sqlite3.Connection) -> None:
    rows = [dict(row) for row in snapshot.execute("SELECT * FROM v1_value")]
    for row in rows:
        for name in ("words", "source", "captured_at", "url", "place", "at", "rule", "rule_version", "parser_version"):
            assert row[name] not in (None, ""), (row["field"], name)
        assert row["captured_at"].endswith("Z")
    (city,) = [row for row in rows if row["field"] == "city" and row["words"] == "ÉTOILE"]
    assert (city["value"], city["at"], city["place"]) == ("Étoile", "CITY", "zip:table.csv#row=3")


def test_the_ages_of_the_sources_are_told(snapshot: sqlite3.Connection) -> None:
    row = dict(snapshot.execute("SELECT * FROM v1_source").fetchone())
    assert (row["captured_from"], row["captured_until"]) == ("2026-03-01T07:00:00Z", "2026-03-02T07:00:00Z")
    assert row["records"] >= row["captures"] >= 2


def test_the_figures_of_accuracy_are_told_in_order(snapshot: sqlite3.Connection) -> None:
    told = [dict(row) for row in snapshot.execute("SELECT * FROM v1_accuracy")]
    assert told == sorted(FIGURES, key=lambda figure: (figure["kind"], figure["measure"]))


def test_readers_are_given_programs_in_an_order_that_nobody_buys(snapshot: sqlite3.Connection) -> None:
    told = list_programs(snapshot, ProgramFilter())
    assert [row["institution"] for row in told] == ["Ohio Valley College", "Wabash"]
    assert list_programs(snapshot, ProgramFilter(text="étoile' OR 1=1 --")) == []
    shown: Any = show_thing(snapshot, told[0]["program_id"])
    assert shown["program"]["zero_completions"] is True
    assert [change["cause"] for change in shown["changes"]] == ["source", "source"]
    assert shown["prices"][0]["amount_min_cents"] == 420_000


def test_text_is_found_without_case_and_accents(snapshot: sqlite3.Connection) -> None:
    for words in ("wabash", "WABASH", "étoile", "ÉTOILE", "Etoile", "E\u0301toile"):
        assert len(list_programs(snapshot, ProgramFilter(text=words))) == 1, words


def test_a_snapshot_cannot_be_written(snapshot: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        snapshot.execute("DELETE FROM program")
