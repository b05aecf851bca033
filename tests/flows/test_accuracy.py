"""Accuracy as it is published: the files are up to date, snapshots carry the figures, and a fall keeps readers safe."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows import cli_accuracy, publication
from flows.cli import app
from flows.publication import Published
from pipelines import accuracy_digest as digests
from pipelines import accuracy_measuring, accuracy_present
from pipelines.accuracy_figures import FIRST_MET, Figure, figures_as_csv, first_figures, read_figures
from pipelines.accuracy_floors import Floor, accuracy_floors, fallen_figures
from pipelines.accuracy_page import accuracy_page
from pipelines.accuracy_present import present_figures
from pipelines.scoring import measures
from pipelines.scoring_values import KINDS
from spiders.environment import ROOT, Environment
from tests.homes import TestHome, sample_tree
from tests.measuring import unmeasured
from tests.pipelines.made_runs import MadeHome, made_home, school

SMALLEST_SET = 150
TARGETS = {
    ("tuition", "strict"): 0.85,
    ("tuition", "charges_f1"): 0.92,
    ("tuition", "silence"): 0.97,
    ("location", "strict"): 0.90,
    ("location", "field_state"): 0.99,
    ("location", "field_zip5"): 0.99,
    ("credential", "strict"): 0.88,
    ("credential", "field_credential"): 0.97,
    ("credential", "field_field"): 0.95,
    ("accreditation", "strict"): 0.88,
    ("accreditation", "false_accredited"): 0.0,
}
WIDEST_MARGIN = 0.05
RAISED = Floor("tuition", "strict", "at_least", "1.01", "0.85")


def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["accuracy", *words])


@pytest.fixture(scope="module")
def figures() -> list[Figure]:
    """All figures, measured now."""
    return [figure for kind in KINDS for figure in accuracy_measuring.measure(kind)]


def test_the_page_and_the_table_are_what_would_be_written_now(figures: list[Figure]) -> None:
    for path, text in cli_accuracy.written(figures).items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is old; run: himdir accuracy --write"


def test_every_kind_has_enough_cases_on_enough_pages(figures: list[Figure]) -> None:
    for kind in KINDS:
        (strict,) = [figure for figure in figures if (figure.kind, figure.measure) == (kind, "strict")]
        assert strict.cases == strict.counted >= SMALLEST_SET
        assert strict.pages >= 20


def test_the_floors_hold(figures: list[Figure]) -> None:
    assert fallen_figures(figures, accuracy_floors()) == []


def test_the_targets_are_what_the_project_set_itself() -> None:
    targets = {(floor.kind, floor.measure): float(floor.target) for floor in accuracy_floors()}
    assert targets == TARGETS


def test_floors_are_on_their_targets_or_just_below_what_is_reached(figures: list[Figure]) -> None:
    """A figure that reaches its target takes its floor along; one that does not yet may not fall far."""
    found = {(told.kind, told.measure): told.value for told in figures}
    for floor in accuracy_floors():
        reached, limit = found[floor.kind, floor.measure], float(floor.words)
        assert floor.is_on_target(limit) or not floor.is_on_target(reached), floor
        assert abs(reached - limit) <= WIDEST_MARGIN or floor.is_on_target(limit), floor


def test_every_floor_has_the_figure_of_before_any_mending() -> None:
    first = {(told.kind, told.measure.removesuffix(FIRST_MET)): told for told in first_figures()}
    assert first.keys() == {(floor.kind, floor.measure) for floor in accuracy_floors()}
    for told in first.values():
        assert told.low <= told.value <= told.high
        assert told.cases >= SMALLEST_SET


def test_every_floor_names_a_measure() -> None:
    for floor in accuracy_floors():
        assert floor.measure in measures(floor.kind)
        assert (floor.bound == "at_most") == (floor.measure == "false_accredited")


def figure(value: float, kind: str = "tuition", measure: str = "strict") -> Figure:
    return Figure(kind, measure, value, value, value, 10, 10, 3, "1")


def test_a_figure_on_its_floor_holds_and_below_it_does_not() -> None:
    floor = Floor("tuition", "strict", "at_least", "0.85", "0.85")
    assert fallen_figures([figure(0.85)], [floor]) == []
    (reason,) = fallen_figures([figure(0.8499)], [floor])
    assert reason == "accuracy of tuition: strict is 0.8499, but its floor is at least 0.85"
    (missing,) = fallen_figures([], [floor])
    assert "tuition: strict was not measured" in missing


def test_where_less_is_better_the_floor_is_a_most() -> None:
    floor = Floor("accreditation", "false_accredited", "at_most", "0", "0")
    assert fallen_figures([figure(0.0, "accreditation", "false_accredited")], [floor]) == []
    (reason,) = fallen_figures([figure(0.01, "accreditation", "false_accredited")], [floor])
    assert "false_accredited is 0.0100, but its floor is at most 0" in reason


def test_a_bound_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"kind": "tuition", "measure": "strict", "bound": "about", "floor": "1", "target": "1"}]
    monkeypatch.setattr("pipelines.accuracy_floors.reference_rows", lambda _: rows)
    with pytest.raises(ValueError, match="'about' is none of at_least, at_most"):
        accuracy_floors()


def test_the_command_prints_what_was_measured(figures: list[Figure]) -> None:
    told = [figure for figure in figures if figure.kind == "credential"]
    ended = run("credential", "--format", "json")
    assert ended.exit_code == 0, ended.output
    rows = json.loads(ended.stdout)
    assert [{name: value for name, value in row.items() if name != "floor"} for row in rows] == [
        figure.public() for figure in told
    ]
    table = run("credential")
    assert table.exit_code == 0
    assert f"{told[0].value:.3f}" in table.stdout
    assert max(map(len, table.stdout.splitlines())) <= 100


def test_the_command_ends_with_one_below_a_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.accuracy_floors.accuracy_floors", lambda: [RAISED])
    ended = run("tuition")
    assert ended.exit_code == 1
    assert "accuracy of tuition: strict is" in ended.stderr
    assert "at least 1.01" in ended.stderr


def test_wrong_use_of_the_command_is_two() -> None:
    assert run("tuition", "--write").exit_code == 2
    assert run("prices").exit_code == 2


def test_writing_makes_both_files(figures: list[Figure], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_accuracy, "ROOT", tmp_path)
    monkeypatch.setattr(cli_accuracy, "PAGE", tmp_path / "accuracy.md")
    monkeypatch.setattr("pipelines.accuracy_figures.FIGURES", tmp_path / "accuracy.csv")
    monkeypatch.setattr(accuracy_measuring, "measure", lambda kind: [told for told in figures if told.kind == kind])
    assert run("--write").exit_code == 0
    assert (tmp_path / "accuracy.md").read_text(encoding="utf-8") == accuracy_page(figures, accuracy_floors())
    for kind in KINDS:
        digest = digests.accuracy_digest(kind)
        kept = read_figures(tmp_path / "accuracy.csv", kind, digest)
        assert kept == [told for told in figures if told.kind == kind]


WHAT_IS_USED = """
import json, sys
from pipelines import tables
asked, read = set(), tables.reference_rows
def noticed(name):
    asked.add(name)
    return read(name)
tables.reference_rows = noticed
from pipelines.accuracy_measuring import measure
measure(sys.argv[1])
modules = sorted(name.removeprefix("pipelines.") for name in sys.modules if name.startswith("pipelines."))
print(json.dumps([modules, sorted(asked)]))
"""


@pytest.mark.parametrize("kind", KINDS)
def test_the_digest_covers_every_module_and_table_that_measuring_uses(kind: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WHAT_IS_USED, kind], cwd=ROOT, env=unmeasured(), capture_output=True, text=True
    )
    used, asked = json.loads(ended.stdout)
    behind = digests.modules_behind(f"normalize.{kind}", digests.SCORER)
    assert set(used) - behind.keys() <= {"normalize", "compiled"}  # the package and what loads it hold no rule
    assert set(asked) <= {name.decode() for text in behind.values() for name in digests._TABLE.findall(text)}


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a copy of everything that a digest is made from, for the digest to be made from."""
    shutil.copytree(ROOT / "pipelines", tmp_path / "pipelines", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(digests, "ROOM", tmp_path / "pipelines")
    monkeypatch.setattr(digests, "FOLDER", tmp_path / "pipelines" / "reference")
    monkeypatch.setattr(digests, "CASES", tmp_path / "pipelines" / "accuracy")
    return tmp_path / "pipelines"


@pytest.mark.parametrize(
    ("name", "touched"),
    [
        ("accuracy/tuition.jsonl", {"tuition"}),
        ("normalize/tuition_basis.py", {"tuition"}),
        ("reference/tuition_units.csv", {"tuition"}),
        ("reference/credential_awards.csv", {"credential"}),
        ("normalize/text.py", set(KINDS)),
        ("scoring_pairs.py", set(KINDS)),
        ("reference/link_words.csv", set()),
        ("reference/accuracy.csv", set()),
        ("reference/accuracy_floors.csv", set()),
    ],
)
def test_the_digest_moves_with_what_the_figures_depend_on(name: str, touched: set[str], moved: Path) -> None:
    before = {kind: digests.accuracy_digest(kind) for kind in KINDS}
    with (moved / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert {kind for kind in KINDS if digests.accuracy_digest(kind) != before[kind]} == touched


@pytest.fixture
def up_to_date(figures: list[Figure], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of figures whose digests are the present ones."""
    path = tmp_path / "accuracy.csv"
    path.write_text(figures_as_csv(figures, {}, {kind: digests.accuracy_digest(kind) for kind in KINDS}))
    monkeypatch.setattr(accuracy_present, "FIGURES", path)
    return path


def forbidden(_kind: str) -> list[Figure]:
    raise AssertionError("measured although nothing has moved")


def test_figures_whose_digest_is_the_present_one_are_used_as_they_are(
    figures: list[Figure], up_to_date: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accuracy_measuring, "measure", forbidden)
    assert present_figures() == figures


@pytest.mark.parametrize("absent", [False, True])
def test_figures_of_another_digest_are_measured_anew(
    absent: bool, figures: list[Figure], up_to_date: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the kind that has moved: here its old row is a lie that nobody sees again."""
    old = digests.accuracy_digest("credential")
    lines = up_to_date.read_text().splitlines(keepends=True)
    kept = "".join(line for line in lines if not (absent and line.startswith("credential")))
    up_to_date.write_text(kept.replace(old, "0" * 12).replace("credential,strict,0.", "credential,strict,0.1"))
    asked = []

    def noticed(kind: str) -> list[Figure]:
        asked.append(kind)
        return [figure for figure in figures if figure.kind == kind]

    monkeypatch.setattr(accuracy_measuring, "measure", noticed)
    accuracy_present._measured.cache_clear()
    assert present_figures() == figures
    assert asked == ["credential"]
    accuracy_present._measured.cache_clear()


LIGHT = """
import sys, time
import flows.publication
began = time.process_time()
from pipelines.accuracy_present import present_figures
from pipelines import accuracy_present
accuracy_present.FIGURES = __import__("pathlib").Path(sys.argv[1])
figures = present_figures()
took = time.process_time() - began
heavy = [name for name in sys.modules if name.startswith(("pipelines.scoring_i", "pipelines.accuracy_m"))]
print(len(figures), heavy, took)
"""


def test_nothing_heavy_is_imported_where_the_digest_fits(figures: list[Figure], up_to_date: Path) -> None:
    took = []
    for _ in range(3):
        command = [sys.executable, "-c", LIGHT, str(up_to_date)]
        ended = subprocess.run(command, cwd=ROOT, env=unmeasured(), capture_output=True, text=True, check=True)
        number, heavy, seconds = ended.stdout.split()
        assert (int(number), heavy) == (len(figures), "[]")
        took.append(float(seconds))
        if took[-1] < 0.05:  # else a pause of the machine, perhaps
            break
    assert min(took) < 0.05


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        yield home


def publish(home: MadeHome, **words: str) -> Published:
    """A run with these words of the institution, assembled and published."""
    home.run(school("100654", **words), day=home.runs)
    return publication.publish(home.engine, Environment(home=home.folder), home.assemble())


def test_a_snapshot_carries_the_figures(home: MadeHome, figures: list[Figure], up_to_date: Path) -> None:
    published = publish(home)
    assert published.refused == ()
    connection = sqlite3.connect(home.published / "directory.sqlite")
    rows = connection.execute("SELECT * FROM v1_accuracy").fetchall()
    connection.close()
    names = ("kind", "measure", "value", "low", "high", "cases", "rule_version")
    told = (*figures, *first_figures())
    assert rows == sorted(tuple(figure.public()[name] for name in names) for figure in told)
    assert any(measure == "strict_first_met" for _, measure, *_ in rows)


def test_a_fall_below_a_floor_keeps_the_last_snapshot_in_force(
    home: MadeHome, up_to_date: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(home)
    monkeypatch.setattr(publication, "accuracy_floors", lambda: [RAISED])
    refused = publish(home, name="Another Name")
    (reason,) = refused.refused
    assert reason.startswith("accuracy of tuition: strict is ")
    assert (refused.snapshot_id, refused.fresh) == (first.snapshot_id, False)
    assert (home.published / "current").resolve().name == first.snapshot_id
    monkeypatch.undo()
    assert publish(home, name="Another Name").fresh


def test_a_fall_is_met_even_where_nothing_else_is_new(home: MadeHome, figures: list[Figure], up_to_date: Path) -> None:
    first = publish(home)
    assert not publish(home).fresh
    fallen = [told if told.measure != "strict" else figure(0.1, told.kind) for told in figures]
    up_to_date.write_text(figures_as_csv(fallen, {}, {kind: digests.accuracy_digest(kind) for kind in KINDS}))
    refused = publish(home)
    assert refused.snapshot_id == first.snapshot_id
    assert {reason.split(":")[0] for reason in refused.refused} == {f"accuracy of {kind}" for kind in KINDS}


@pytest.mark.slow
def test_a_refresh_below_a_floor_ends_with_one_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = TestHome(tmp_path / "home")
    tree = sample_tree(tmp_path / "tree")
    assert home.crawl(tree).code == 0
    before, _ = home.publish()
    published = home.published()
    words = ["refresh", "--web", str(tree), "--source", "ipeds", "--year", "2024"]
    monkeypatch.setattr(publication, "accuracy_floors", lambda: [RAISED])
    ended = home.asked(*words)
    assert ended.code == 1, ended.out + ended.log
    told = " ".join(ended.out.replace("│", " ").split())
    assert "not published: accuracy of tuition: strict is " in told
    assert "but its floor is at least 1.01" in told
    assert "The last good directory stays in force" in told
    assert before
    assert home.published() == published
