"""The receipt tells what the ledger holds, in every form; the doctor tells of a night that never was."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from db import ledger, ledger_reads
from db.columns import Verdict
from flows import doctor
from flows.cli import app
from flows.freshness import freshness, is_due
from flows.operate import republish
from flows.receipt import Receipt, fill_losses, read_receipt
from flows.receipt_forms import html_receipt, markdown_receipt
from flows.receipt_words import CAME, READ
from flows.summary import markdown_words
from spiders.environment import Environment
from tests.pipelines.made_runs import FIRST_DAY, MadeHome, made_home, program, school

NOW = FIRST_DAY + timedelta(days=2, hours=3)
STATISTICS = {
    "downloader/request_count": 12, "downloader/response_bytes": 3400, "downloader/response_status_count/200": 7,
    "downloader/response_status_count/206": 1, "downloader/response_status_count/304": 2, "httpcache/revalidate": 2,
    "downloader/response_status_count/404": 2,
}  # fmt: skip
Himdir = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MadeHome]:
    monkeypatch.setenv("HIMDIR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")
    with made_home(tmp_path / "home") as home:
        yield home


@pytest.fixture
def himdir() -> Himdir:
    return lambda *words: CliRunner().invoke(app, list(words))


def night(home: MadeHome, refresh_id: str, run_number: int, day: float, **summary: Any) -> None:
    """Say that a run belonged to a refresh of a day, and what that came to."""
    at = FIRST_DAY + timedelta(days=day)
    told = {"changes": {"source": 2}, "fresh_snapshot": True, "seconds": {"crawl": 4.0}, **summary}
    with home.engine.begin() as connection:
        ledger_reads.start_refresh(
            connection, refresh_id=refresh_id, web="sample", scope="him", arguments="{}", started_at=at
        )
        ended = {"ended_at": at + timedelta(minutes=5), "outcome": "well", "snapshot_id": "abc"}
        ledger_reads.end_refresh(connection, refresh_id, **ended, summary=json.dumps(told))
        values = {
            "refresh_id": refresh_id, "ended_at": at + timedelta(minutes=4),
            "statistics": json.dumps(STATISTICS),
        }  # fmt: skip
        connection.execute(sa.update(ledger.RUN).where(ledger.RUN.c.run_number == run_number).values(**values))


def receipt(home: MadeHome, words: str | None = None, now: datetime = NOW) -> Receipt:
    with home.engine.connect() as connection:
        return read_receipt(connection, now, words)


def two_nights(home: MadeHome) -> None:
    night(home, "refresh-1", home.run([*school("100654"), *school("100663", name="Wabash")]), 0)
    home.assemble()
    night(home, "refresh-2", home.run(school("100654", program("100654", completions="9")), day=2), 2)
    home.assemble()


def test_totals_equal_the_database(home: MadeHome) -> None:
    two_nights(home)
    told = {one.source: one for one in receipt(home).sources}["ipeds"]
    assert (told.records, told.new, told.changed, told.missing) == (2, 0, 1, 2)
    assert (told.requests, told.fetched, told.not_modified, told.bytes) == (12, 8, 2, 3400)
    assert (told.seconds, told.verdict) == (240.0, "accepted")
    (counted,) = home.query("SELECT count(*) AS n FROM record WHERE source = 'ipeds' AND missing_runs > 0")
    assert told.missing == counted["n"]
    first = {one.source: one for one in receipt(home, "refresh-1").sources}["ipeds"]
    assert (first.records, first.new) == (4, 3)  # one of the four has a newer version since


def test_a_source_that_was_not_asked_says_so(home: MadeHome) -> None:
    night(home, "refresh-1", home.run(school("100654")), 0, skipped={"dapip": "not due before Friday"})
    told = {one.source: one.verdict for one in receipt(home).sources}
    assert (told["dapip"], told["listings"]) == ("not due before Friday", "not asked")


def test_a_held_run_waits_until_somebody_decides_or_a_later_one_is_accepted(home: MadeHome) -> None:
    two_nights(home)
    number = home.run(school("100654"), day=3, verdict=Verdict.quarantined)
    assert [run["run_number"] for run in receipt(home).waiting] == [number]
    assert f"himdir accept {number}" in " ".join(receipt(home).needs_a_person)
    home.run(school("100654"), day=4)
    assert receipt(home).waiting == ()


def test_a_run_without_records_is_not_offered_for_acceptance(home: MadeHome) -> None:
    two_nights(home)
    number = home.run([], day=3, verdict=Verdict.quarantined)
    told = " ".join(receipt(home).needs_a_person)
    assert f"himdir accept {number}" not in told
    assert f"it holds nothing to accept: mend what reads the source and run it again, or himdir reject {number}" in told


def test_words_keep_their_inner_underscores_in_markdown_and_nothing_else() -> None:
    assert (
        markdown_words("school_pages _x_ __y__ *b* [l](u) a|b `c` <i>")
        == "school_pages  x    y    b   l (u) a b  c   i "
    )


def test_a_lost_field_is_told() -> None:
    earlier = [{"program": {"name": 0.9, "cip": 1.0}}] * 3
    assert fill_losses({"program": {"name": 0.5, "cip": 1.0}}, earlier) == ("program.name 90% -> 50%",)
    assert fill_losses({"program": {"name": 0.89, "cip": 1.0}}, earlier) == ()
    assert fill_losses({"program": {"cip": 1.0}}, earlier) == ("program.name 90% -> 0%",)
    assert fill_losses({"program": {}}, []) == ()


@pytest.mark.parametrize(
    ("days", "target", "age_days", "attainment"),
    [
        ([0.0], 2, 40.0, 0.0),
        ([39.5], 2, 0.5, 1.0),
        ([0.0, 38.0], 2, 2.0, 3 / 30),
        ([float(day) for day in range(40)], 1, 1.0, 1.0),
        ([0.0, 20.0], 15, 20.0, 21 / 30),
    ],
)
def test_attainment_of_thirty_days_is_the_share_of_days_within_the_target(
    days: list[float], target: int, age_days: float, attainment: float
) -> None:
    now = FIRST_DAY + timedelta(days=40)
    accepted = [FIRST_DAY + timedelta(days=day) for day in days]
    by_hand = [
        any(0 <= (now - timedelta(days=back) - moment).total_seconds() <= target * 86400 for moment in accepted)
        for back in range(30)
        if now - timedelta(days=back) >= accepted[0]
    ]
    told = freshness(accepted, target, now)
    assert told.age == timedelta(days=age_days)
    assert told.attainment == pytest.approx(sum(by_hand) / len(by_hand))
    assert told.attainment == pytest.approx(attainment)


def test_before_the_first_run_nothing_is_fresh() -> None:
    told = freshness([], 5, NOW)
    assert (told.age, told.fresh, told.attainment) == (None, False, None)


@pytest.mark.parametrize(
    ("cadence", "hours", "due"),
    [
        ("nightly", 24, True),
        ("nightly", 19, True),
        ("nightly", 12, False),
        ("weekly", 24, False),
        ("weekly", 163, True),
    ],
)
def test_when_a_source_is_due(cadence: str, hours: float, due: bool) -> None:
    assert is_due(cadence, NOW - timedelta(hours=hours), NOW) is due
    assert is_due(cadence, None, NOW)


def test_every_form_tells_the_same_and_nothing_of_the_web_runs_in_it(home: MadeHome, himdir: Himdir) -> None:
    two_nights(home)
    hostile = "<script>alert(1)</script> | **bold** [x](javascript:y) \x1b[31m"
    with home.engine.begin() as connection:
        ledger.add_surprises(connection, 2, [{"code": "odd", "severity": "note", "message": hostile, "occurrences": 1}])
    told = receipt(home)
    page, markdown, words = html_receipt(told), markdown_receipt(told), himdir("receipt").output
    for text in (page, markdown, words):
        assert "refresh-2" in text
        assert "\x1b[31m" not in text
    assert "<script>" not in page
    assert "<script>" not in markdown
    assert "[x]" not in markdown
    assert not re.search(r"""\s(src|href)=|url\(""", page)
    assert max(map(len, words.splitlines())) <= 100
    as_json = json.loads(himdir("receipt", "--format", "json").output)
    assert [one["source"] for one in as_json["sources"]] == [one.source for one in told.sources]


def test_every_form_shows_every_figure_and_first_of_all_what_needs_a_person(home: MadeHome, himdir: Himdir) -> None:
    two_nights(home)
    number = home.run(school("100654"), day=2.01, verdict=Verdict.quarantined)
    told = receipt(home, now=NOW + timedelta(days=600))
    page, markdown, words = html_receipt(told), markdown_receipt(told), himdir("receipt").output
    for form in (page, markdown, words):
        cells = re.findall(r"[^\s|<>][^|<>\n]*?(?=\s{2,}|\s*[|<>\n])", form)
        for name in (*CAME, *READ):
            assert set(name.split()) <= {*re.findall(r"\w+", form)}, name
        assert {"12", "8", "2", "3.4 kB", "240", "accepted"} <= {*cells}, form
        assert form.index("Needs a person") < form.index(f"himdir accept {number}") < form.index("records")
    assert "600 d, late" in page
    assert "600 d, late" in markdown
    assert "Nothing needs a person." in markdown_receipt(replace(told, waiting=(), sources=()))


def test_an_unknown_refresh_is_wrong_use(home: MadeHome, himdir: Himdir) -> None:
    told = himdir("receipt", "refresh-99")
    assert told.exit_code == 2
    assert "no one refresh" in told.output


def test_the_doctor_is_content_after_a_night_and_tells_of_one_that_never_was(
    home: MadeHome, himdir: Himdir, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_nights(home)
    republish(home.engine, Environment())
    well = doctor.diagnose(Environment(), NOW, timedelta(hours=26))
    assert [one for one in well.findings if not one.well] == []
    late = doctor.diagnose(Environment(), NOW + timedelta(days=3), timedelta(hours=26))
    assert [one.words[:7] for one in late.findings if one.name == "last refresh"] == ["no run:"]
    told = himdir("doctor")  # by the clock of today, long after the made nights
    assert told.exit_code == 1
    assert "WRONG  last refresh: no run" in told.output
    assert json.loads((home.folder / "receipts" / "receipt.json").read_text(encoding="utf-8"))["refresh_id"]


def test_the_doctor_of_an_empty_home_says_that_nothing_ran(
    tmp_path: Path, himdir: Himdir, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIMDIR_HOME", str(tmp_path / "nothing"))
    told = himdir("doctor", "--format", "json")
    assert told.exit_code == 1
    names = {one["name"] for one in json.loads(told.output)["findings"] if not one["well"]}
    assert names == {"database", "snapshot"}


def test_the_doctor_sees_a_damaged_snapshot_and_an_old_schema(home: MadeHome, himdir: Himdir) -> None:
    two_nights(home)
    republish(home.engine, Environment())
    path = (home.published / "current").resolve() / "directory.sqlite"
    path.chmod(0o644)
    body = bytearray(path.read_bytes())
    body[-1] ^= 1
    path.write_bytes(body)
    with home.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    told = himdir("doctor")
    assert "WRONG  snapshot" in told.output
    assert "himdir db upgrade" in told.output


def test_the_receipt_is_written_as_files_whole_or_not_at_all(home: MadeHome, himdir: Himdir, tmp_path: Path) -> None:
    two_nights(home)
    assert himdir("receipt", "--into", str(tmp_path / "site")).exit_code == 0
    names = {path.name for path in (tmp_path / "site").iterdir()}
    assert names == {"index.html", "receipt.json", "receipt.md", "refresh-2.json"}


def test_the_forms_use_no_clock(home: MadeHome) -> None:
    two_nights(home)
    assert html_receipt(receipt(home)) == html_receipt(receipt(home))
    assert receipt(home, now=NOW.astimezone(UTC)).made_at.startswith("2026-03-03")
