"""Commands that hand on the identities: write those of the published directory, load them into an empty home."""

import csv
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli_common import fail, settings


def register(app: typer.Typer) -> None:
    """Add the commands of this module, under ``identities``."""
    group = typer.Typer(help="The ids for life: hand them on to a directory that is rebuilt.", no_args_is_help=True)
    group.command(epilog="Example: himdir identities export identities.csv")(export)
    group.command(epilog="Example: HIMDIR_HOME=/srv/new himdir identities load identities.csv")(load)
    app.add_typer(group, name="identities")


def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; standard output without it.")] = None,
) -> None:
    """Write every id that was ever given, with redirects and slugs, as CSV."""
    from db.reads import NothingPublished, open_snapshot
    from pipelines.identity_file import written

    try:
        with open_snapshot(settings().published_folder) as connection:
            rows = map(dict, connection.execute("SELECT * FROM v1_identity ORDER BY thing_id"))
            lines = written(rows, map(dict, connection.execute("SELECT * FROM institution_slug")))
            if file is None:
                _write(sys.stdout, lines)
            else:
                typer.echo(f"{_write_file(file, lines) - 1} ids written to {file}")
    except NothingPublished as error:
        fail(str(error))


def _write_file(file: Path, lines: Any) -> int:
    try:
        with file.open("w", encoding="utf-8", newline="") as out:
            return _write(out, lines)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")


def _write(out: Any, lines: Any) -> int:
    writer = csv.writer(out, lineterminator="\n")
    return sum(1 for _ in map(writer.writerow, lines))


def load(file: Annotated[Path, typer.Argument(help="A file of himdir identities export.")]) -> None:
    """Take the ids of a file into a home that has given none yet; from then on the same things get the same ids."""
    from db.identity_writes import identity_count, load_identities
    from flows.work import HomeBusy, sole_work, work_engine
    from pipelines.identity_file import BadIdentityFile, read

    environment = settings()
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            told = read(lines)
        with sole_work(environment):
            engine = work_engine(environment)
            with engine.begin() as connection:
                if number := identity_count(connection):
                    fail(f"this home has given {number} ids already; identities are only loaded into an empty one")
                load_identities(connection, told.rows, told.slugs)
            engine.dispose()
    except (BadIdentityFile, UnicodeDecodeError) as error:
        fail(f"{file} is not a file of identities: {error}")
    except HomeBusy as error:
        fail(str(error))
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}")
    typer.echo(f"{len(told.rows)} ids and {len(told.slugs)} slugs loaded")
