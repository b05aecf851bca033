"""The whole way as a user goes it: refresh, refresh again, dry run, verify, replay. Each is its own process."""

import hashlib
import json
import re
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from spiders.environment import ROOT
from spiders.source import source_names
from tests.homes import Ended, TestHome, change_table, sample_tree, write_file

pytestmark = pytest.mark.slow
LINE_LENGTH = 100


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestHome, Ended]:
    """A home after one refresh of the shipped sample."""
    home = TestHome(tmp_path_factory.mktemp("refreshed") / "home", measured=False, own_server=True)
    return home, home.himdir("refresh", "--web", "sample")


@pytest.fixture
def home(refreshed: tuple[TestHome, Ended], tmp_path: Path) -> TestHome:
    """A copy of the refreshed home, to be changed."""
    return refreshed[0].copy(tmp_path / "home")


def digest(home: TestHome) -> dict[str, str]:
    """The digest of every file of the home that matters: the databases' own, the captures, what is published."""
    wanted = [home.folder / "work.sqlite", *home.folder.glob("captures/**/*"), *home.folder.glob("published/**/*")]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in wanted if path.is_file()}


def rows(home: TestHome, table: str) -> int:
    connection = sqlite3.connect(home.folder / "work.sqlite")
    (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - names of tables, written below
    connection.close()
    return int(number)


def test_a_refresh_of_the_sample_ends_well_and_prints_a_report_of_at_most_a_hundred_columns(
    refreshed: tuple[TestHome, Ended],
) -> None:
    home, ended = refreshed
    assert ended.code == 0, ended.out + ended.log
    for source in ("ipeds", "listings"):
        assert re.search(rf"{source}\s+accepted", ended.out)
    assert re.search(r"programs\s+85 ", ended.out)
    assert re.search(r"zero completions \(kept, marked\)\s+24 ", ended.out)
    assert max(map(len, ended.out.splitlines())) <= LINE_LENGTH
    assert "Prefect" not in ended.out, "its own server was there"
    with closing(sqlite3.connect(home.folder / "prefect" / "prefect.db")) as connection:
        assert connection.execute("SELECT state_type FROM flow_run").fetchall() == [("COMPLETED",)]
        assert connection.execute("SELECT count(*) FROM artifact WHERE key LIKE 'refresh-%'").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM block_type").fetchone() == (0,), "left to a server with a UI"
    assert not (home.folder / "reports").exists() or not list((home.folder / "reports").iterdir())


def test_progress_is_plain_lines_where_there_is_no_terminal(refreshed: tuple[TestHome, Ended]) -> None:
    log = refreshed[1].log
    assert "ipeds: accepted" in log
    assert "\x1b[" not in log + refreshed[1].out


def test_every_published_value_verifies(home: TestHome) -> None:
    ended = home.asked("verify")
    assert (ended.code, "100.00%" in ended.out) == (0, True), ended.out


def test_a_refresh_again_finds_nothing_new(home: TestHome) -> None:
    before = {table: rows(home, table) for table in ("record_version", "change", "identity", "capture")}
    link = (home.folder / "published" / "current").readlink()
    ended = home.himdir("refresh", "--web", "sample")
    assert ended.code == 0, ended.out + ended.log
    assert "(as before)" in ended.out
    assert {table: rows(home, table) for table in before} == before
    assert (home.folder / "published" / "current").readlink() == link


def test_a_dry_run_prints_the_changes_and_leaves_everything_as_it_was(home: TestHome, tmp_path: Path) -> None:
    tree = sample_tree(tmp_path / "tree")
    other = TestHome(tmp_path / "other")
    assert other.crawl(tree).code == 0
    other.publish()

    def one_more(table: list[list[str]]) -> list[list[str]]:
        table[1][table[0].index("CTOTALT")] = "41"
        return table

    change_table(tree, "C2024_A", one_more)
    before = digest(other)
    ended = other.himdir("refresh", "--web", str(tree), "--source", "ipeds", "--year", "2024", "--dry-run")
    assert ended.code == 0, ended.out + ended.log
    assert re.search(r"completions\s+\d+\s+41\s+source\s+ipeds", ended.out), ended.out
    assert "nothing was changed" in ended.out
    assert digest(other) == before


def test_a_flipped_byte_of_a_capture_is_named(home: TestHome) -> None:
    warc = next(home.folder.glob("captures/ipeds/*.warc.gz"))
    body = bytearray(warc.read_bytes())
    body[len(body) // 2] ^= 0x01
    warc.chmod(0o644)
    warc.write_bytes(bytes(body))
    ended = home.asked("verify")
    assert ended.code == 1
    assert re.search(r"ipeds \d{6}", ended.out), ended.out
    assert "does not hold" in ended.out


def test_a_changed_snapshot_is_named(home: TestHome) -> None:
    path = (home.folder / "published" / "current").resolve() / "directory.sqlite"
    path.chmod(0o644)
    connection = sqlite3.connect(path)
    (thing,) = connection.execute("SELECT program_id FROM program WHERE completions > 0 LIMIT 1").fetchone()
    connection.execute("UPDATE program SET completions = completions + 1 WHERE program_id = ?", (thing,))
    connection.commit()
    connection.close()
    ended = home.asked("verify")
    assert ended.code == 1
    assert thing in ended.out
    assert "completions" in ended.out


def test_replaying_the_captures_gives_the_same_snapshot_byte_for_byte(home: TestHome, tmp_path: Path) -> None:
    replayed = TestHome(tmp_path / "replayed")
    for source in source_names():
        scope = ["-a", "cip=him"] if source == "ipeds" else []
        ended = replayed.scrapy("crawl", source, "-s", f"WEB={home.folder / 'captures'}", *scope)
        assert ended.code == 0, ended.log
    replayed.publish()
    first, second = home.published(), replayed.published()
    name = "directory.sqlite"
    assert first[name] == second[name]
    assert first["manifest.json"] == second["manifest.json"]
    assert replayed.asked("verify").code == 0


def test_a_source_that_fails_stops_no_other(home: TestHome, tmp_path: Path) -> None:
    own = TestHome(tmp_path / "own")
    tree = sample_tree(tmp_path / "tree")
    sources = ("ipeds", "listings", "cip")
    for source in sources:
        assert own.crawl(tree, source).code == 0
    own.publish()
    before = own.published()
    write_file(tree, "HD2024", b"<html>Down for maintenance</html>")
    words = [word for source in sources for word in ("--source", source)]
    ended = own.himdir("refresh", "--web", str(tree), *words)
    assert ended.code == 1
    assert re.search(r"ipeds\s+quarantined", ended.out), ended.out
    assert re.search(r"listings\s+accepted", ended.out), ended.out
    assert "Needs a person" in ended.out
    assert "HD2024" in ended.out
    assert own.published() == before
    shown = own.asked("sources")
    assert "quarantined" in shown.out


def test_a_home_holds_one_kind_of_web(home: TestHome, tmp_path: Path) -> None:
    tree = sample_tree(tmp_path / "tree")
    ended = home.himdir("refresh", "--web", str(tree))
    assert ended.code == 2
    assert "sample" in ended.log
    assert "HIMDIR_HOME" in ended.log


def test_the_live_web_wants_a_contact(tmp_path: Path) -> None:
    ended = TestHome(tmp_path).himdir("refresh")
    assert ended.code == 2
    assert "HIMDIR_CONTACT" in ended.log


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["refresh", "--source", "nonsense", "--web", "sample"], "there are: "),
        (["refresh", "--web", "/no/such/place"], "/no/such/place"),
        (["refresh", "--web", "sample", "--cip", "medicine"], "--cip"),
        (["refresh", "--web", "sample", "--year", "1066"], "--year"),
        (["run", "77"], "himdir runs"),
        (["show", "prg-0000000000000000"], "himdir programs"),
        (["programs", "--cip", "5x"], "51.07"),
        (["programs", "--credential", "knighthood"], "associate"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_to_do(
    refreshed: tuple[TestHome, Ended], words: list[str], told: str
) -> None:
    ended = refreshed[0].asked(*words)
    assert ended.code == 2
    assert told in " ".join(ended.log.replace("│", " ").split())


def test_reading_commands_before_the_first_refresh_say_what_to_do(tmp_path: Path) -> None:
    empty = TestHome(tmp_path / "empty")
    for words in (["programs"], ["show", "x"], ["verify"], ["db", "path", "--published"]):
        ended = empty.asked(*words)
        assert (ended.code, "himdir refresh" in ended.log) == (2, True), (words, ended.log)


def test_programs_as_json_csv_and_table(home: TestHome) -> None:
    told = json.loads(home.asked("programs", "--limit", "0", "--format", "json").out)
    assert len(told) == 85
    assert {"program_id", "unitid", "cip", "credential", "institution", "state"} <= told[0].keys()
    assert sum(program["zero_completions"] for program in told) == 24
    lines = home.asked("programs", "--limit", "0", "--format", "csv").out.splitlines()
    assert len(lines) == 86
    table = home.asked("programs", "--state", "pr", "--limit", "2").out
    assert "2 programs" in table
    assert max(map(len, table.splitlines())) <= LINE_LENGTH


def test_show_gives_source_date_and_verbatim_words(home: TestHome) -> None:
    (program,) = json.loads(home.asked("programs", "--limit", "1", "--format", "json").out)
    shown = home.asked("show", program["program_id"])
    assert shown.code == 0
    assert program["institution"].split()[0] in shown.out
    assert "verbatim words" in shown.out
    assert "https://nces.ed.gov/" in shown.out
    told = json.loads(home.asked("show", program["program_id"], "--format", "json").out)
    assert {value["source"] for value in told["values"]} == {"cahiim", "ipeds"}
    assert all(value["captured_at"] for value in told["values"])


def test_reading_commands_import_neither_prefect_nor_scrapy(home: TestHome) -> None:
    for words in (["--help"], ["programs", "--limit", "1"], ["sources"], ["runs"], ["settings"]):
        ended = home.run([sys.executable, "-X", "importtime", "-m", "flows.cli", *words])
        assert ended.code == 0
        assert not re.search(r"\| +(prefect|scrapy|twisted)\b", ended.log), words


def test_the_sources_and_the_runs_are_shown(home: TestHome) -> None:
    sources = json.loads(home.asked("sources", "--format", "json").out)
    assert {row["source"]: row["last_verdict"] for row in sources}["ipeds"] == "accepted"
    runs = json.loads(home.asked("runs", "--format", "json").out)
    shown = home.asked("run", runs[0]["run_id"])
    assert (shown.code, "accepted" in shown.out) == (0, True)
    assert home.asked("run", str(runs[0]["number"])).out == shown.out


def test_settings_are_shown_without_passwords(home: TestHome) -> None:
    ended = home.asked("settings", HIMDIR_DATABASE_URL="postgresql://him:secret-word@db.example/him")
    assert "secret-word" not in ended.out
    assert "HIMDIR_CONTACT" in ended.out


def test_database_commands(home: TestHome, tmp_path: Path) -> None:
    assert home.asked("db", "path").out.strip() == str(home.folder / "work.sqlite")
    empty = TestHome(tmp_path / "empty")
    assert "-> 0" in empty.asked("db", "upgrade").out


def test_nothing_is_written_outside_the_home(home: TestHome) -> None:
    assert not (ROOT / "prefect.db").exists()
    shutil.rmtree(home.folder)


def test_the_first_load_is_one_change_a_kind_and_says_so(home: TestHome) -> None:
    told = json.loads(home.asked("changes", "--limit", "0", "--format", "json").out)
    things = {(change["thing_kind"], change["new"]) for change in told if change["field"] == "*"}
    assert things == {("program", "85"), ("institution", "42")}
    assert {"price.*", "level_cost.*", "institution_accreditation.*"} < {change["field"] for change in told}
    assert {(change["thing_id"], change["cause"]) for change in told} == {("*", "backfill")}
    assert json.loads(home.asked("changes", "--since", "2999-01-01", "--format", "json").out) == []
    assert home.asked("changes", "--since", "yesterday").code == 2
    assert json.loads(home.asked("discrepancies", "--format", "json").out) == []
