"""Scores what ``himdir parse`` says of pages that were typed and labeled before the parsers were looked at.

``python -m tests.spiders.blind_scoring [SOURCE[/CASE] ...]`` prints what is wrong and the right share, by field.
Labels are exact: a scalar is right or wrong, a list counts its items as a multiset (F1). Of several addresses of one
school, which only a list could hold, the one that is read must be among them.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from flows.cli import app
from spiders.environment import ROOT

PAGES = ROOT / "tests" / "captures"
_NAMES = ("", "_again", "_third", "_fourth", "_fifth", "_sixth", "_seventh", "_eighth", "_ninth", "_tenth")
BATCHES = (*(f"blind{name}" for name in _NAMES), "typed_tenth")
THINGS = {"school_pages": "programs", "listings": "schools", "cahiim": "programs", "pcap": "programs"}
NAME_OF = {"school_pages": "name", "listings": "school", "cahiim": "institution", "pcap": "institution"}
_MEASURES = {"graduation": "graduation_rate", "employment": "employment_rate", "retention": "retention_rate",
             "exam_pass": "exam_pass_rate"}  # fmt: skip
TYPES = {".html": "text/html", ".json": "application/json", ".pdf": "application/pdf"}


@dataclass(slots=True)
class Score:
    """Right and asked counts by field, and what is wrong in words."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """The share that is right, for lists the F1 measure; 1.0 where nothing is asked."""
        return self.right[name] / self.asked[name] if self.asked[name] else 1.0

    @property
    def mean(self) -> float:
        """The mean of the fields that are asked for."""
        names = [name for name, count in self.asked.items() if count]
        return sum(map(self.share, names)) / len(names)

    def scalar(self, case: str, name: str, met: Any, label: Any) -> None:
        """Count one value."""
        self.asked[name] += 1
        if _key(met) == _key(label):
            self.right[name] += 1
        else:
            self.wrong.append(f"{case} {name}: read {_key(met)}, labeled {_key(label)}")

    def list(self, case: str, name: str, met: Iterable[Any], label: Iterable[Any]) -> None:
        """Count the items of a list as a multiset."""
        ours, theirs = Counter(map(_key, met)), Counter(map(_key, label))
        self.right[name] += 2 * (ours & theirs).total()
        self.asked[name] += ours.total() + theirs.total()
        self.wrong += [f"{case} {name}: read but not labeled {one}" for one in (ours - theirs).elements()]
        self.wrong += [f"{case} {name}: labeled but not read {one}" for one in (theirs - ours).elements()]


def cases(source: str, batch: str) -> list[Path]:
    """The folders of a source's cases in one batch."""
    held = PAGES / batch / source
    return sorted(path for path in held.iterdir() if path.is_dir()) if held.is_dir() else []


@cache
def parsed(case: Path) -> dict[str, Any]:
    """What ``himdir parse`` prints of the page of a case."""
    page = next(case.glob("page.*"))
    url = (case / "address.txt").read_text(encoding="utf-8").strip()
    words = ["parse", case.parent.name, str(page), "--url", url, "--content-type", TYPES[page.suffix]]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def score_case(case: Path, score: Score) -> None:
    """Add one case to a score."""
    source, met = case.parent.name, parsed(case)
    label = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    where = f"{source}/{case.name}"
    if source == "school_pages":
        score.scalar(where, "is_him_page", met["is_him_page"], label["is_him_page"])
        if label["is_him_page"]:
            _address(score, where, met["address"], label["address"])
    else:
        score.scalar(where, "next", met["next"], label["next"])
    _things(score, where, met[THINGS[source]], label[THINGS[source]], NAME_OF[source])


def _things(score: Score, where: str, met: list[Any], labels: list[Any], name_of: str) -> None:
    left = list(met)
    score.scalar(where, "number", len(left), len(labels))
    for label in labels:
        found: Mapping[str, Any] = max(left, key=lambda one: _likeness(one, label, name_of), default={})
        if found:
            left.remove(found)
        for name, value in label.items():
            if isinstance(value, list):
                score.list(where, name, found.get(name) or [], map(_renamed, value))
            else:
                score.scalar(where, name, found.get(name), value)


def _likeness(met: Mapping[str, Any], label: Mapping[str, Any], name_of: str) -> tuple[bool, int]:
    same = sum(_key(met.get(name)) == _key(value) for name, value in label.items())
    return _key(met.get(name_of)) == _key(label[name_of]), same


def _renamed(item: Any) -> Any:
    if isinstance(item, dict) and "measure" in item:
        return {**item, "measure": _MEASURES.get(item["measure"], item["measure"])}
    return item


def _address(score: Score, where: str, met: Mapping[str, Any] | None, labels: list[dict[str, Any]]) -> None:
    ours = {name: _plain(value) for name, value in (met or {}).items() if name != "delivery"} or None
    theirs: list[dict[str, Any] | None] = [{name: _plain(value) for name, value in label.items()} for label in labels]
    score.scalar(where, "address", ours, ours if ours in (theirs or [None]) else (theirs or [None])[0])


def _plain(value: Any) -> Any:
    return " ".join(re.sub(r"[^\w\s#/&'-]", " ", value).casefold().split()) if isinstance(value, str) else value


def _key(value: Any) -> str:
    """A value as compared: numbers by value, also where printed as text; spaces as one."""
    if isinstance(value, dict):
        return json.dumps({name: _key(inner) for name, inner in value.items()}, sort_keys=True, ensure_ascii=False)
    if isinstance(value, list):
        return json.dumps([_key(inner) for inner in value], ensure_ascii=False)
    if isinstance(value, str) and not re.fullmatch(r"(0|[1-9]\d*)(\.\d+)?", value):
        return " ".join(value.split())
    return str(value) if isinstance(value, bool) or value is None else f"{float(value):g}"


def main() -> None:
    """Print what is wrong and the shares, by batch, source and field."""
    asked = sys.argv[1:] or list(THINGS)
    for batch, source in product(BATCHES, dict.fromkeys(name.split("/")[0] for name in asked)):
        score = Score()
        for case in cases(source, batch):
            if source in asked or f"{source}/{case.name}" in asked:
                score_case(case, score)
        sys.stdout.writelines(f"{line}\n" for line in score.wrong)
        sys.stdout.writelines(f"  {name:16} {score.share(name):.3f} of {score.asked[name]}\n" for name in score.asked)
        if score.asked:
            sys.stdout.write(f"{batch} {source:18} {score.mean:.3f}\n")


if __name__ == "__main__":
    main()
