"""Writes the beginning of a new source: its card, its spider, a folder for saved pages and a test that says what to do.

Writes into a checkout and nowhere else, overwrites nothing, and leaves nothing behind when it cannot write all.
"""

import keyword
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Template

TEMPLATES = Path(__file__).resolve().parent / "new_source_templates"
PROJECT = "him-directory"
EXAMPLE_HOST = "www.example.org"
LONGEST_NAME = 30
"""With a longer one the lines of the generated files would be too long."""
TEST_IMPORTS = (
    "from spiders.environment import ROOT",
    "from spiders.items import RawRecord",
    "from spiders.places import read_places",
    "from spiders.structure import StructureChanged",
)
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")


class NewSourceRefused(ValueError):
    """A source that cannot be begun; the message says why and what to do."""


def begin_source(root: Path, name: str, host: str = EXAMPLE_HOST) -> list[Path]:
    """Write the files of a new source into the checkout at ``root``; their paths. Raises NewSourceRefused, OSError."""
    _check_checkout(root)
    _check_name(name)
    if not _HOST.fullmatch(host):
        raise NewSourceRefused(f"{host[:80]!r} is not the name of a host, such as {EXAMPLE_HOST}")
    files = _files(root, name, host)
    _check_free(root, name, files)
    written: list[Path] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                written.append(path)
                file.write(content)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return list(files)


def _files(root: Path, name: str, host: str) -> Mapping[Path, str]:
    class_name = "".join(part.capitalize() for part in name.split("_")) + "Spider"
    title = name.replace("_", " ").capitalize()
    imports = "\n".join(sorted((*TEST_IMPORTS, f"from spiders.{name} import parse_{name}")))
    told = {"name": name, "host": host, "class_name": class_name, "title": title, "imports": imports}

    def filled(template: str) -> str:
        return Template((TEMPLATES / f"{template}.txt").read_text(encoding="utf-8")).substitute(told)

    return {
        root / "spiders" / f"{name}.toml": filled("card.toml"),
        root / "spiders" / f"{name}.py": filled("spider.py"),
        root / "tests" / "captures" / name / "first_page" / "address.txt": f"https://{host}/programs\n",
        root / "tests" / "spiders" / f"test_{name}.py": filled("test.py"),
    }


def _check_checkout(root: Path) -> None:
    """Refuse to write anywhere but into the root of a checkout of this project."""
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        project = ""
    if project != PROJECT or not (root / "tests" / "spiders").is_dir() or not (root / "spiders").is_dir():
        raise NewSourceRefused(
            f"{root} is not a checkout of {PROJECT}: a source is code of the repository. Clone it, run make setup, and "
            "start the himdir of that checkout there"
        )


def _check_name(name: str) -> None:
    if (
        not _NAME.fullmatch(name)
        or not 3 <= len(name) <= LONGEST_NAME
        or keyword.iskeyword(name)
        or keyword.issoftkeyword(name)
    ):
        raise NewSourceRefused(
            f"{name[:80]!r} cannot name a source: 3 to {LONGEST_NAME} small letters and digits with single _ between, "
            "such as state_licenses; it becomes the name of a module"
        )
    if name.startswith("test_") or name in ("commands", "sample_web"):
        raise NewSourceRefused(f"{name!r} is taken by something that is no source")


def _check_free(root: Path, name: str, files: Mapping[Path, str]) -> None:
    taken = [path for path in (*files, root / "spiders" / name, root / "tests" / "captures" / name) if path.exists()]
    if taken:
        raise NewSourceRefused(f"{name!r} is taken: there is {taken[0].relative_to(root)} already")
