"""Scores what is read from labeled program pages, field by field. ``python -m tests.school_pages_scoring [NAME ...]``.

Labels are typed by the rules for whole pages before a page is read; what they leave out is null, empty or false.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.claims import read_record
from pipelines.school_programs import school_page
from spiders.environment import ROOT
from spiders.items import RawRecord
from spiders.school_pages_page import looks_like_program_page, parse_school_page

PAGES = ROOT / "tests" / "pages" / "school_pages"
SCALARS = (
    "name", "credential", "abbreviation", "field", "credits", "clock_hours", "cahiim", "prerequisites", "deadline",
    "aid_url", "email", "phone",
)  # fmt: skip
LISTS = ("delivery", "charges", "outcomes", "courses")
ADDRESS = ("street", "street2", "po_box", "city", "state", "zip5", "zip4", "country", "delivery")


def read(path: Path) -> dict[str, Any]:
    """The view of a saved page, as ``himdir parse school_pages`` prints it."""
    label = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    body = path.read_bytes()
    kind = "application/pdf" if path.suffix == ".pdf" else label.get("content_type", "text/html")
    items = parse_school_page(body, kind, label["url"], "a capture")
    records = [item for item in items if isinstance(item, RawRecord)]
    assert looks_like_program_page(body) or not records
    claims = [json.loads(told) for record in records for told in read_record(record, "1").claims]
    return school_page(claims)


def expected(path: Path) -> dict[str, Any]:
    """The label of a page in the form of the view."""
    label = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    address = label["address"]
    return {
        "is_him_page": bool(label["programs"]),
        "address": {name: address.get(name) for name in ADDRESS} if address else None,
        "programs": [_program(told) for told in label["programs"]],
    }


def _program(told: dict[str, Any]) -> dict[str, Any]:
    empty: dict[str, Any] = {**dict.fromkeys(SCALARS), **{name: [] for name in LISTS}, "prerequisites": False}
    made = {**empty, **told}
    made["charges"] = [_charge(charge) for charge in made["charges"]]
    made["courses"] = [_course(course) for course in made["courses"]]
    return made


def _charge(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "amount_min": told["a"], "amount_max": told.get("to", told["a"]), "currency": "USD", "basis": told["b"],
        "term": told.get("t"), "residency": told.get("r", "any"), "kind": told.get("k", "tuition"),
        "academic_year": told.get("y"), "credits": told.get("c"), "credit_load_min": told.get("from"),
        "credit_load_max": told.get("up_to"),
    }  # fmt: skip


def _course(told: str) -> dict[str, Any]:
    code, title, credits_told = told.split("|")
    return {"code": code or None, "title": title or None, "credits": json.loads(credits_told)}


def _key(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return json.dumps({key: _key(inner) for key, inner in value.items()}, sort_keys=True, ensure_ascii=False)
    return json.dumps(float(value) if isinstance(value, int) and not isinstance(value, bool) else value)


@dataclass(slots=True)
class Score:
    """Right and asked counts by field; lists count their items: right of those met and of those labeled."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """The share that is right, for lists the F1 measure."""
        return self.right[name] / self.asked[name] if self.asked[name] else 1.0

    @property
    def whole(self) -> float:
        """The mean over all fields."""
        names = [name for name in self.asked if self.asked[name]]
        return sum(map(self.share, names)) / len(names)


def score_page(path: Path, score: Score) -> None:
    """Add one page to a score."""
    met, label = read(path), expected(path)
    _scalar(score, path.stem, "is_him_page", met["is_him_page"], label["is_him_page"])
    if label["is_him_page"]:
        _scalar(score, path.stem, "address", met["address"], label["address"])
    left = list(met["programs"])
    _scalar(score, path.stem, "number_of_programs", len(left), len(label["programs"]))
    for program in label["programs"]:
        found = next((one for one in left if _key(one["name"]) == _key(program["name"])), left[0] if left else None)
        if found is not None:
            left.remove(found)
        for name in SCALARS:
            _scalar(score, path.stem, name, found[name] if found else None, program[name])
        for name in LISTS:
            _list(score, path.stem, name, found[name] if found else [], program[name])


def _scalar(score: Score, page: str, name: str, met: Any, label: Any) -> None:
    score.asked[name] += 1
    if _key(met) == _key(label):
        score.right[name] += 1
    else:
        score.wrong.append(f"{page} {name}: read {_key(met)[:300]}, labeled {_key(label)[:300]}")


def _list(score: Score, page: str, name: str, met: list[Any], label: list[Any]) -> None:
    ours, theirs = Counter(map(_key, met)), Counter(map(_key, label))
    both = sum((ours & theirs).values())
    score.right[name] += 2 * both
    score.asked[name] += sum(ours.values()) + sum(theirs.values())
    for one in (ours - theirs).elements():
        score.wrong.append(f"{page} {name}: read but not labeled {one[:400]}")
    for one in (theirs - ours).elements():
        score.wrong.append(f"{page} {name}: labeled but not read {one[:400]}")


def pages(names: list[str] | None = None) -> list[Path]:
    """The labeled pages, all or those named."""
    found = sorted(path for path in PAGES.iterdir() if path.suffix in (".html", ".pdf"))
    return [path for path in found if not names or any(path.stem.startswith(name) for name in names)]


def main() -> None:
    """Print the score of the pages named on the command line, or of all, and what is wrong."""
    score = Score()
    for path in pages(sys.argv[1:]):
        score_page(path, score)
    for line in score.wrong:
        sys.stdout.write(line + "\n")
    for name in sorted(score.asked):
        sys.stdout.write(f"{name:20} {score.share(name):.3f}  of {score.asked[name]}\n")
    sys.stdout.write(f"{'mean of fields':20} {score.whole:.3f}\n")


if __name__ == "__main__":
    main()
