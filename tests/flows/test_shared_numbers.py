"""The figures of the real published files of 2024, from the tree beside the checkout, if there is one."""

import hashlib
import json
import re
import sqlite3
from pathlib import Path

import pytest

from spiders.environment import ROOT
from tests.homes import Ended, TestHome

SHARED = ROOT.parent / "shared" / "web"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the tree of real published files is not beside this checkout"),
]
WORDS = ("refresh", "--source", "ipeds", "--year", "2024", "--web", str(SHARED))
SCOPES = {"him": (2_907, 1_331, 803), "core": (1_728, 932, 441), "all": (267_595, 5_869, 68_140)}


def figures(home: TestHome) -> tuple[int, int, int]:
    """Programs, institutions, and programs with zero completions that are published."""
    path = home.folder / "published" / "directory.sqlite"
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    (programs, institutions) = connection.execute(
        "SELECT count(*), count(DISTINCT institution_id) FROM v1_program"
    ).fetchone()
    (zero,) = connection.execute(
        "SELECT count(*) FROM v1_program WHERE zero_completions AND completions = 0"
    ).fetchone()
    connection.close()
    return programs, institutions, zero


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestHome, Ended]:
    """A home after its first refresh."""
    home = TestHome(tmp_path_factory.mktemp("shared") / "home", measured=False)
    return home, home.himdir(*WORDS)


def test_a_refresh_of_2024_has_exactly_the_published_programs_and_all_of_them_verify(
    refreshed: tuple[TestHome, Ended],
) -> None:
    home, ended = refreshed
    assert ended.code == 0, ended.out + ended.log
    assert figures(home) == SCOPES["him"]
    assert "2,907" in ended.out
    assert "IC2022_AY" in ended.out, "the older table of prices is said to be used"
    told = json.loads(home.asked("programs", "--limit", "0", "--format", "json").out)
    assert (len(told), len({program["unitid"] for program in told})) == SCOPES["him"][:2]
    verified = home.asked("verify")
    assert (verified.code, "100.00%" in verified.out) == (0, True)
    snapshot = (home.folder / "published" / "current").readlink()
    again = home.himdir(*WORDS)
    assert "(as before)" in again.out
    assert re.search(r"none\s+0", again.out)
    assert (home.folder / "published" / "current").readlink() == snapshot


def test_the_narrow_list_comes_in(tmp_path: Path) -> None:
    """As the whole of IPEDS does in test_assembly_limits.py."""
    home = TestHome(tmp_path / "home", measured=False)
    assert home.crawl(SHARED, cip="core").code == 0
    home.publish()
    assert figures(home) == SCOPES["core"]
    assert home.asked("verify").code == 0


def test_captures_of_a_run_give_the_same_snapshot(refreshed: tuple[TestHome, Ended], tmp_path: Path) -> None:
    first, second = refreshed[0], TestHome(tmp_path / "second", measured=False)
    assert second.crawl(first.folder / "captures").code == 0
    second.publish()
    path = "published/directory.sqlite"
    assert (
        hashlib.sha256((first.folder / path).read_bytes()).digest()
        == hashlib.sha256((second.folder / path).read_bytes()).digest()
    )


def test_prices_keep_their_own_year(refreshed: tuple[TestHome, Ended]) -> None:
    connection = sqlite3.connect(refreshed[0].folder / "published" / "directory.sqlite")
    assert connection.execute("SELECT DISTINCT academic_year FROM v1_price").fetchall() == [("2022-23",)]
    assert connection.execute("SELECT DISTINCT period FROM v1_program").fetchall() == [("2024",)]
    assert connection.execute("SELECT count(*) FROM v1_price WHERE basis IS NULL OR residency IS NULL").fetchone() == (
        0,
    )


def test_institutions_carry_their_institutional_accreditor(refreshed: tuple[TestHome, Ended], tmp_path: Path) -> None:
    home = refreshed[0].copy(tmp_path / "home")
    assert home.crawl(SHARED, "dapip").code == 0
    home.publish()
    connection = sqlite3.connect(home.folder / "published" / "directory.sqlite")
    (accredited,) = connection.execute(
        "SELECT count(DISTINCT institution_id) FROM v1_institution_accreditation WHERE is_current"
    ).fetchone()
    known = 1_291  # HIM institutions whose UNITID stands in the accreditors' export
    assert accredited >= 0.97 * known
    assert connection.execute(
        "SELECT count(*) FROM v1_institution_accreditation WHERE is_current AND ended_on IS NOT NULL"
    ).fetchone() == (0,)
