"""Compiled modules: the same answers as plain Python, and never those of other sources."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines import compiled, compiling
from pipelines.normalize import tuition

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "pipelines/accuracy/tuition.jsonl"
DEVELOPMENT = ROOT / "../shared/cases/dev_tuition.jsonl"
ASKED = """
import json, sys
from pipelines.normalize import tuition
print(tuition.__file__)
for line in sys.stdin:
    print(json.dumps(tuition.predicted(json.loads(line))))
"""
SIGNS = (
    "$",
    "\n",
    "|",
    "(",
    ")",
    ",",
    "-",
    "\u2013",
    "\u00a0",
    "\u200f",
    "\u202e",
    "\uff11",
    "\x00",
    "&nbsp;",
    "\U0001f393",
    "$1,2,3",
)


def hostile(texts: list[str]) -> list[str]:
    """The texts torn, run together and with signs put in, always the same ones."""
    chance = random.Random(20261129)  # noqa: S311, no secret
    found: list[str] = ["", "$", "$" * 500, "(" * 500 + "$5", "9" * 5000, "$5 per credit " * 300]
    for text in texts:
        start, end = sorted(chance.sample(range(len(text) + 1), 2))
        found.append(text[start:end] + chance.choice(SIGNS) + chance.choice(texts)[: chance.randrange(80)])
        found.append("".join(chance.choice(SIGNS) if chance.random() < 0.06 else letter for letter in text))
    return found


def test_compiled_modules_answer_as_plain_python_does() -> None:
    if not (compiled.KEPT / compiled.digest()).is_dir():
        pytest.skip("nothing was compiled from these sources: the set-up found no C compiler, or they changed since")
    texts = [json.loads(line)["text"] for path in (OWN, DEVELOPMENT) if path.exists() for line in path.open("rb")]
    texts += hostile(texts)
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    ended = subprocess.run(
        [sys.executable, "-c", ASKED],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, compiled.SETTING: "yes"},
    )
    file, *answers = ended.stdout.splitlines()
    assert file.startswith(str(compiled.KEPT))
    assert len(answers) == len(texts) > 2000
    assert [
        text for text, told in zip(texts, answers, strict=True) if json.loads(told) != tuition.predicted(text)
    ] == []


def test_what_was_compiled_counts_for_its_own_sources_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (*compiled.sources(), Path("pipelines/tables.py")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes((ROOT / path).read_bytes())
    monkeypatch.setattr(compiled, "ROOT", tmp_path)
    monkeypatch.setattr(compiled, "KEPT", tmp_path / "kept")
    monkeypatch.setenv(compiled.SETTING, "yes")
    assert compiled.compiled_folder() is None
    folder = tmp_path / "kept" / compiled.digest()
    folder.mkdir(parents=True)
    assert compiled.compiled_folder() == folder
    monkeypatch.setenv(compiled.SETTING, "no")
    assert compiled.compiled_folder() is None
    monkeypatch.setenv(compiled.SETTING, "yes")
    with (tmp_path / compiled.PACKAGE / "tuition_years.py").open("a") as source:
        source.write("# changed\n")
    assert compiled.compiled_folder() is None


def test_a_broken_library_leaves_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "KEPT", tmp_path)
    monkeypatch.setenv(compiled.SETTING, "yes")
    folder = tmp_path / compiled.digest()
    folder.mkdir()
    assert list(compiled.searched()) == []
    (folder / f"0000__mypyc{compiled._ENDING}").write_bytes(b"\x7fELF of another machine")
    assert list(compiled.searched()) == []


def test_without_a_compiler_it_says_so_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compiling, "KEPT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["compiling"])
    monkeypatch.setenv("CC", "no-such-compiler -pthread")
    assert compiling.main() == 1
    told = capsys.readouterr().err
    assert "no C compiler (no-such-compiler)" in told
    assert "plain Python" in told
    assert list(tmp_path.iterdir()) == []
