"""What may go wrong with a published file: each case is quarantined with a message that says where, and readers keep
the last good directory, byte for byte."""

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.homes import DATA, Rows, TestHome, change_table, sample_tree, write_file, write_zip

Change = Callable[[Path], None]


@pytest.fixture(scope="module")
def good_home(tmp_path_factory: pytest.TempPathFactory) -> TestHome:
    """A home in which the sample was read, accepted and published once."""
    folder = tmp_path_factory.mktemp("good")
    home = TestHome(folder / "home")
    ended = home.crawl(sample_tree(folder / "tree"))
    assert ended.code == 0, ended.log
    assert home.publish()[0] is not None
    return home


def column(rows: Rows, name: str) -> int:
    return rows[0].index(name)


def table(name: str, change: Callable[[Rows], Rows], encoding: str = "utf-8-sig") -> Change:
    return lambda tree: change_table(tree, name, change, encoding)


def file(name: str, body: bytes) -> Change:
    return lambda tree: write_file(tree, name, body)


def noise(size: int) -> bytes:
    """Bytes that do not pack and are the same each time."""
    return hashlib.shake_256(b"noise").digest(size)


def truncated(tree: Path) -> None:
    path = tree / DATA / "C2024_A.zip"
    path.write_bytes(path.read_bytes()[:-200])


def damaged(tree: Path) -> None:
    path = tree / DATA / "HD2024.zip"
    body = bytearray(path.read_bytes())
    body[len(body) // 3] ^= 0xFF
    path.write_bytes(bytes(body))


def without(name: str) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        position = column(rows, name)
        return [row[:position] + row[position + 1 :] for row in rows]

    return change


def renamed(name: str, to: str) -> Callable[[Rows], Rows]:
    return lambda rows: [[to if cell == name else cell for cell in rows[0]], *rows[1:]]


def shifted(rows: Rows) -> Rows:
    """The cells of every row stand one column further right than the header says."""
    return [rows[0], *([row[-1], *row[:-1]] for row in rows[1:])]


def long_row(rows: Rows) -> Rows:
    return [*rows[:5], [*rows[5], "one", "more"], *rows[6:]]


def with_cell(name: str, text: str, row: int = 3) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        rows[row][column(rows, name)] = text
        return rows

    return change


def with_every_cell(name: str, text: str) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        for row in rows[1:]:
            row[column(rows, name)] = text
        return rows

    return change


def repeated_unlike(rows: Rows) -> Rows:
    other = list(rows[3])
    other[column(rows, "CTOTALT")] = "999"
    return [*rows, other]


def kept(share: float) -> Callable[[Rows], Rows]:
    return lambda rows: rows[: 1 + int(len(rows[1:]) * share)]


def bomb(tree: Path) -> None:
    write_zip(tree, "C2024_A", {"c2024_a.csv": b"UNITID,CIPCODE\n" + b"0" * (600 * 2**20)})


BAD: dict[str, tuple[Change, str]] = {
    "truncated zip": (truncated, r"C2024_A\.zip"),
    "damaged zip": (damaged, r"HD2024"),
    "not a zip": (file("C2024_A", noise(5000)), r"C2024_A.*not a zip"),
    "empty file": (file("HD2024", b""), r"HD2024"),
    "HTML with status 200": (file("HD2024", b"<!doctype html><html><body>Maintenance</body></html>"), r"HD2024"),
    "a missing column": (table("HD2024", without("INSTNM")), r"HD2024.*INSTNM"),
    "a renamed column": (table("C2024_A", renamed("CTOTALT", "CTOTAL_T")), r"C2024_a.*CTOTALT"),
    "a shifted column": (table("HD2024", shifted), r"HD2024\.csv: column STABBR holds .* the columns have shifted"),
    "a shifted row": (table("HD2024", long_row), r"HD2024\.csv, line \d+"),
    "a wrong year": (
        lambda tree: write_zip(tree, "HD2024", {"hd2019.csv": b"UNITID,INSTNM\n100654,A\n"}), r"hd2019"),
    "nine tenths of the programs gone": (table("C2024_A", kept(0.1)), r"program"),
    "nine tenths of the institutions gone": (table("HD2024", kept(0.1)), r"institution"),
    "all programs gone": (table("C2024_A", kept(0.0)), r"C2024_a\.csv.*no rows|no program"),
    "all institutions gone": (table("HD2024", kept(0.0)), r"HD2024"),
    "CIP codes that lost a zero": (table("C2024_A", with_every_cell("CIPCODE", "51.071")), r"51\.071"),
    "duplicate keys, unlike": (table("C2024_A", repeated_unlike), r"row 4 and row \d+ with different words"),
    "a zip bomb": (bomb, r"C2024_A"),
    "a member named ../../x": (
        lambda tree: write_zip(tree, "HD2024", {"../../x.csv": b"UNITID,INSTNM\n100654,A\n"}), r"\.\./\.\./x"),
    "a cell of 10 MB": (table("HD2024", with_cell("INSTNM", noise(5_000_000).hex())), r"HD2024\.csv.*line"),
    "NUL bytes": (table("HD2024", with_cell("INSTNM", "Alabama\0State")), r"HD2024\.csv"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_quarantined_with_a_message_and_readers_keep_what_they_had(
    case: str, good_home: TestHome, tmp_path: Path
) -> None:
    change, words = BAD[case]
    home, tree = good_home.copy(tmp_path / "home"), sample_tree(tmp_path / "tree")
    before = home.published()
    change(tree)

    ended = home.crawl(tree)
    run = home.last_run()
    told = " | ".join(run["reasons"])

    assert ended.code == 1, f"{case}: exit code {ended.code}\n{ended.log[-2000:]}"
    assert run["verdict"] == "quarantined"
    assert matches(words, told), f"{case}: {told}"
    assert "ipeds" in ended.log
    home.publish()
    assert home.published() == before
    assert not (tmp_path / "x.csv").exists()
    shutil.rmtree(tmp_path)


GOOD: dict[str, Change] = {
    "duplicate keys, equal": table("C2024_A", lambda rows: [*rows, list(rows[3])]),
    "Windows-1252": table("HD2024", lambda rows: rows, "cp1252"),
    "UTF-8 without a byte order mark": table("HD2024", lambda rows: rows, "utf-8"),
    "one CIP code that lost a zero": table("C2024_A", with_cell("CIPCODE", "51.071", 30)),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_can_be_read_for_certain_is_read(case: str, good_home: TestHome, tmp_path: Path) -> None:
    home, tree = good_home.copy(tmp_path / "home"), sample_tree(tmp_path / "tree")
    GOOD[case](tree)
    ended = home.crawl(tree)
    run = home.last_run()
    if case.startswith("one CIP"):
        assert any("51.071" in surprise["message"] for surprise in run["surprises"]) or run["verdict"] == "quarantined"
        return
    assert (ended.code, run["verdict"]) == (0, "accepted"), run["reasons"]
    assert run["counts"] == {"institution": 45, "institution_price": 42, "institution_year": 3, "program": 85}


def matches(words: str, told: str) -> bool:
    return re.search(words, told) is not None
