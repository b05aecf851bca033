"""Commands from standard input to standard output, JSON line by JSON line: normalize and link."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from flows.cli_common import fail, settings

MAXIMUM_LINE = 4_000_000


class Kind(StrEnum):
    """What can be normalized."""

    tuition = "tuition"
    location = "location"
    credential = "credential"
    accreditation = "accreditation"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog='Example: echo \'{"id": 1, "text": "$120 per credit"}\' | himdir normalize tuition')(normalize)
    app.command(epilog='Example: echo \'{"id": 1, "name": "Sinclair College", "state": "OH"}\' | himdir link')(link)


def normalize(kind: Annotated[Kind, typer.Argument(help="What the texts speak of.")]) -> None:
    """Read {"id", "text"} lines and write {"id", "predicted"} lines."""
    predicted = _normalizer(kind)
    bad = 0
    for answer in _answers(sys.stdin, predicted):
        bad += "error" in answer
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    if bad:
        fail(f"{bad} lines could not be read; their answers say why", 1)


def _normalizer(kind: Kind) -> Callable[[str], Any]:
    import importlib

    predicted: Callable[[str], Any] = importlib.import_module(f"pipelines.normalize.{kind.value}").predicted
    return predicted


def _answers(lines: Iterable[str], predicted: Callable[[str], Any]) -> Iterator[dict[str, Any]]:
    from pipelines.normalize.refusal import Refusal

    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line) if len(line) <= MAXIMUM_LINE else None
        except json.JSONDecodeError:
            asked = None
        if not isinstance(asked, dict) or not isinstance(asked.get("text"), str) or "id" not in asked:
            yield {"id": None, "error": f"line {number}: expected an object with id and text"}
            continue
        try:
            yield {"id": asked["id"], "predicted": predicted(asked["text"])}
        except Refusal as refusal:
            yield {"id": asked["id"], "predicted": None, "refusal": {"code": refusal.code, "reason": refusal.reason}}


def link() -> None:
    """Read {"id", "name", "city", "state", "url"?, "opeid"?} lines; write the institution each one is, if certain."""
    from flows.linking import linker_from_home
    from pipelines.link_io import link_lines

    linker = linker_from_home(settings())
    if linker is None:
        fail("no institution is known in this home yet; run: himdir refresh --source ipeds")
    for answer in link_lines(sys.stdin, linker):
        sys.stdout.write(answer + "\n")
