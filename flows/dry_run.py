"""A dry run works on a copy of the home, so that the home itself stays as it is, byte for byte."""

import shutil
from pathlib import Path

from rich.console import Console
from sqlalchemy.engine import make_url

from spiders.environment import Environment

SHOWN = 200


def copy_home(environment: Environment, into: Path) -> None:
    """Copy the work database; captures and snapshots are never changed once written, so they are linked."""
    into.mkdir(parents=True)
    database = Path(make_url(environment.work_database_url).database or "")
    for path in database.parent.glob(f"{database.name}*"):
        shutil.copy2(path, into / path.name.replace(database.name, "work.sqlite", 1))
    for name, folder in (
        ("captures", environment.captures_folder),
        ("published", environment.published_folder),
        ("decisions", environment.decisions_folder),
    ):
        if folder.is_dir():
            shutil.copytree(folder, into / name, symlinks=True, copy_function=_link_or_copy)


def print_changes(console: Console, environment: Environment, refresh_id: str) -> None:
    """The changes that the refresh would have published."""
    from db.ledger_reads import changes_of_refresh
    from flows.report import make_table
    from flows.work import work_engine

    engine = work_engine(environment)
    with engine.connect() as connection:
        total, rows = changes_of_refresh(connection, refresh_id, SHOWN)
    engine.dispose()
    if total:
        columns = ("thing", "field", "old", "new", "cause", "source")
        console.print(make_table(columns, [[row[name] for name in columns] for row in rows]))
    console.print(f"dry run: {total} changes would be published; nothing was changed", highlight=False)


def _link_or_copy(source: str, target: str) -> str:
    try:
        Path(target).hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)
    return target
