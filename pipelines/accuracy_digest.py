"""A short name for everything that the figures of a kind depend on, so that they are measured again when it moves.

That is the text of the normalizer and of every module of this room that it imports, the reference tables that these
name, the scorer, and the labeled cases. Reads files and imports none of them, for it runs at every publication. Not in
it: the packages from outside, which the lock file holds.
"""

import hashlib
import re
from pathlib import Path

from pipelines.accuracy_figures import CASES
from pipelines.tables import FOLDER

ROOM = Path(__file__).resolve().parent
SCORER = "accuracy_measuring"
_IMPORT = re.compile(rb"^ *from pipelines\.([a-z_.]+) import", re.MULTILINE)
_TABLE = re.compile(rb'reference_rows\("([a-z_]+)"\)')


def accuracy_digest(kind: str) -> str:
    """Twelve hexadecimal digits for the present rules, tables, scorer and cases of a kind."""
    modules = modules_behind(f"normalize.{kind}", SCORER)
    tables = {name.decode() for text in modules.values() for name in _TABLE.findall(text)}
    digest = hashlib.sha256()
    for name, text in sorted(modules.items()):
        _add(digest, name, text)
    for name in sorted(tables):
        _add(digest, name, (FOLDER / f"{name}.csv").read_bytes())
    _add(digest, kind, (CASES / f"{kind}.jsonl").read_bytes())
    return digest.hexdigest()[:12]


def modules_behind(*roots: str) -> dict[str, bytes]:
    """The text of these modules and of all that they import from this room, by name within it."""
    found: dict[str, bytes] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _source(name)
            waiting += [imported.decode() for imported in _IMPORT.findall(found[name])]
    return found


def _source(name: str) -> bytes:
    path = ROOM.joinpath(*name.split("."))
    return (path.with_suffix(".py") if not path.is_dir() else path / "__init__.py").read_bytes()


def _add(digest: "hashlib._Hash", name: str, text: bytes) -> None:
    digest.update(f"{name} {len(text)}\n".encode() + text)
