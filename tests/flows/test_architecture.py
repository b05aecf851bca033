"""The four rooms import one way: flows -> pipelines -> db, pipelines -> spiders.items, and nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders.environment import ROOT

ROOMS = ("spiders", "pipelines", "db", "flows")
ALLOWED = {
    "spiders": set[str](),
    "db": set[str](),
    "pipelines": {"db", "spiders.items"},
    "flows": {"spiders", "pipelines", "db"},
}
HEAVY = {"prefect", "scrapy", "twisted"}
SCRAPY_KNOWN_IN_PIPELINES = {"pipelines/stage.py"}
PURE = ("pipelines/normalize",)


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imports(path: Path, *, top_level_only: bool = False) -> Iterator[str]:
    """Full names of what a module imports; relative imports are not used in this project."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if top_level_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_one_way(room: str) -> None:
    wrong = []
    for path in modules(room):
        for name in imports(path):
            if (other := name.partition(".")[0]) not in ROOMS or other == room:
                continue
            if not any(name == told or name.startswith(f"{told}.") for told in ALLOWED[room]):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_settings_name_the_pipeline_as_a_string() -> None:
    from spiders import settings

    assert all(isinstance(name, str) for name in settings.ITEM_PIPELINES)


def test_only_the_stage_knows_scrapy_in_pipelines() -> None:
    knowing = {
        str(path.relative_to(ROOT))
        for path in modules("pipelines")
        if any(name.partition(".")[0] in HEAVY for name in imports(path))
    }
    assert knowing == SCRAPY_KNOWN_IN_PIPELINES


def test_normalizers_know_neither_tables_nor_network() -> None:
    forbidden = ("db", "spiders", "flows", "sqlalchemy", "sqlmodel", "scrapy", "requests", "httpx", "urllib.request")
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((ROOT / "pipelines" / "normalize").glob("*.py"))
        for name in imports(path)
        if any(name == told or name.startswith(f"{told}.") for told in forbidden)
    ]
    assert wrong == []


def test_no_room_reads_what_is_not_part_of_the_project() -> None:
    for room in ROOMS:
        for path in modules(room):
            assert "../shared" not in path.read_text(encoding="utf-8"), path


def test_every_module_says_why_it_exists() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in modules(room)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
