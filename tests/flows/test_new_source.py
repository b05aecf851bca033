"""Beginning a new source: what is written, what is refused, and that CONTRIBUTING's example works as printed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.new_source import NewSourceRefused, begin_source
from spiders.environment import ROOT
from spiders.source import SourceCard, source_card

ROOMS = ("spiders", "pipelines", "db", "flows")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What makes a folder a checkout, and nothing more."""
    (tmp_path / "tests" / "spiders").mkdir(parents=True)
    (tmp_path / "spiders").mkdir()
    for path in (ROOT / "spiders").glob("*.py"):  # ruff asks which modules are here, not what they hold
        (tmp_path / "spiders" / path.name).write_text('"""A module of the house."""\n')
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_it_writes_a_card_a_spider_a_case_and_a_test(checkout: Path) -> None:
    before = files(checkout)
    written = begin_source(checkout, "state_licenses", "www.state.example.gov")
    assert {str(path.relative_to(checkout)) for path in written} == files(checkout) - before == {
        "spiders/state_licenses.toml", "spiders/state_licenses.py", "tests/spiders/test_state_licenses.py",
        "tests/captures/state_licenses/first_page/address.txt",
    }  # fmt: skip
    card = source_card("state_licenses", checkout / "spiders")
    assert isinstance(card, SourceCard)
    assert (card.site["start"], card.verified_live, card.needs_start) == (
        "https://www.state.example.gov/programs", "never", True,
    )  # fmt: skip
    assert "class StateLicensesSpider(SourceSpider):" in (checkout / "spiders" / "state_licenses.py").read_text()


@pytest.mark.parametrize("name", ["abc", "zoo_of_sources", "a2345678901234567890123456789x"])
def test_what_is_written_is_clean_as_it_is(checkout: Path, name: str) -> None:
    begin_source(checkout, name)
    ruff = Path(sys.executable).parent / "ruff"
    for told in (["check"], ["format", "--check"]):
        ended = subprocess.run([ruff, *told, "."], cwd=checkout, capture_output=True, text=True, timeout=60)
        assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize(
    "name",
    [
        "", "ab", "a" * 31, "Example", "exa-mple", "exa mple", "../evil", "/etc/passwd", "exa/mple", "exa.mple", "1st",
        "_private", "trailing_", "two__lines", "class", "match", "import", "test_example", "ünïcode", "exam\nple",
        "commands", "sample_web", "x\0y",
    ],
)  # fmt: skip
def test_an_unsafe_name_is_refused_and_nothing_is_written(checkout: Path, name: str) -> None:
    before = files(checkout)
    with pytest.raises(NewSourceRefused):
        begin_source(checkout, name)
    assert files(checkout) == before


@pytest.mark.parametrize("host", ["", "nodots", "a b.example.org", "https://www.example.org", "-x.example.org", '"; x'])
def test_a_host_that_is_none_is_refused(checkout: Path, host: str) -> None:
    with pytest.raises(NewSourceRefused):
        begin_source(checkout, "example", host)


def test_a_name_that_is_taken_is_refused_also_where_a_module_of_the_spiders_has_it() -> None:
    for name in ("ipeds", "listings", "html", "base", "scorecard_page"):
        with pytest.raises(NewSourceRefused, match="is taken"):
            begin_source(ROOT, name)


def test_it_works_in_a_checkout_only(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    for folder in (tmp_path_factory.mktemp("elsewhere"), checkout):
        (folder / "pyproject.toml").write_text('[project]\nname = "another"\n')
        with pytest.raises(NewSourceRefused, match="is not a checkout of him-directory"):
            begin_source(folder, "example")
    command = [sys.executable, "-m", "flows.cli", "new-source", "example"]
    told = {"PYTHONPATH": str(ROOT), "PATH": ""}
    ended = subprocess.run(
        command, cwd=tmp_path_factory.mktemp("outside"), env=told, capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, f"cd {ROOT}" in ended.stderr) == (2, True)


def test_nothing_is_left_where_not_all_could_be_written(checkout: Path) -> None:
    (checkout / "tests" / "captures").write_text("a file in the way of a folder")
    before = files(checkout)
    with pytest.raises(OSError, match="captures"):
        begin_source(checkout, "example")
    assert files(checkout) == before


def blocks(language: str) -> list[str]:
    """The blocks of the ten-minute section of CONTRIBUTING, without their indent."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text[text.index("## A source in ten minutes") : text.index("## Rules of the house")]
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", section, re.DOTALL | re.MULTILINE)
    return ["\n".join(line.removeprefix(indent) for line in block.splitlines()) + "\n" for indent, block in found]


@pytest.mark.slow
def test_the_example_of_contributing_works_as_printed(tmp_path: Path) -> None:
    """In a copy of the repository: the commands of the section in their order, then ruff and mypy over the files."""
    copy, home = tmp_path / "repository", tmp_path / "try"
    copy.mkdir()
    for room in ROOMS:
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "tests" / "spiders").mkdir(parents=True)
    for name in ("pyproject.toml", "scrapy.cfg", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, copy)
    if (ROOT / ".mypy_cache").is_dir():
        shutil.copytree(ROOT / ".mypy_cache", copy / ".mypy_cache", ignore=shutil.ignore_patterns("*.lock"))
    (copy / ".venv").symlink_to(Path(sys.executable).parent.parent)
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(copy), "HOME": str(tmp_path)}

    def run(line: str) -> subprocess.CompletedProcess[str]:
        line = line.replace("/tmp/try", str(home))  # noqa: S108 - as CONTRIBUTING has it
        told = {"cwd": copy, "env": environment, "capture_output": True, "text": True, "timeout": 240}
        return subprocess.run(["sh", "-c", line], **told)  # type: ignore[call-overload, no-any-return]

    codes = [(line, run(line)) for block in blocks("sh") for line in block.splitlines()]
    ends = {line: ended.returncode for line, ended in codes}
    pytest_line = ".venv/bin/python -m pytest tests/spiders/test_example.py"
    tests = [ended for line, ended in codes if line == pytest_line]
    assert [ended.returncode for ended in tests] == [1, 1, 0], tests[-1].stdout
    assert "save the page at https://www.example.org/programs as tests/captures/example/first_page" in tests[0].stdout
    assert "golden.json was missing and has been written" in tests[1].stdout
    assert {line for line, code in ends.items() if code and line != pytest_line} == set()
    assert "1" in next(ended.stdout for line, ended in codes if line.endswith("himdir run 1"))

    assert blocks("python") == [(copy / "spiders" / "example.py").read_text(encoding="utf-8")]
    ended = run(".venv/bin/mypy spiders/example.py tests/spiders/test_example.py")
    assert ended.returncode == 0, ended.stdout
    again = run(".venv/bin/himdir new-source example")
    assert (again.returncode, "is taken" in again.stderr) == (2, True)
