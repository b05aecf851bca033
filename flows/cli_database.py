"""Commands on the database: upgrade it, and say where it is."""

import json
from typing import Annotated

import typer

from flows.cli_common import Format, fail, print_rows, settings


def register(app: typer.Typer) -> None:
    """Add the commands of this module, under ``db``."""
    group = typer.Typer(help="The work database and the published snapshot.", no_args_is_help=True)
    group.command(epilog="Example: himdir db upgrade")(upgrade)
    group.command(epilog="Example: sqlite3 $(himdir db path --published)")(path)
    group.command(epilog="Example: himdir db dictionary --format csv")(dictionary)
    app.add_typer(group, name="db")


def upgrade() -> None:
    """Bring the work database to the newest schema, with its data."""
    from db.engine import open_engine
    from db.schema import HEAD, current_revision
    from db.schema import upgrade as run_migrations
    from flows.cli_ledger import hide_password

    environment = settings()
    engine = open_engine(environment.work_database_url)
    before = current_revision(engine)
    run_migrations(engine)
    engine.dispose()
    typer.echo(f"{hide_password(environment.work_database_url)}: {before or 'empty'} -> {HEAD}")


def path(
    published: Annotated[bool, typer.Option("--published", help="The snapshot that readers get.")] = False,
    manifest: Annotated[bool, typer.Option("--manifest", help="Print the manifest of the snapshot.")] = False,
) -> None:
    """Where the database is."""
    from flows.cli_ledger import hide_password

    environment = settings()
    if not (published or manifest):
        url = environment.work_database_url
        typer.echo(url.removeprefix("sqlite:///") if url.startswith("sqlite:///") else hide_password(url))
        return
    folder = environment.published_folder / "current"
    if not folder.exists():
        fail(f"nothing is published in {environment.published_folder} yet; run: himdir refresh --web sample")
    if manifest:
        typer.echo(json.dumps(json.loads((folder.resolve() / "manifest.json").read_text(encoding="utf-8")), indent=1))
    else:
        typer.echo(str(folder.resolve() / "directory.sqlite"))


def dictionary(form: Annotated[Format, typer.Option("--format", help="table, csv or json")] = Format.table) -> None:
    """Every published column with its type and meaning."""
    from db.reads import NothingPublished, data_dictionary, open_snapshot

    try:
        with open_snapshot(settings().published_folder) as connection:
            rows = data_dictionary(connection)
    except NothingPublished as error:
        fail(str(error))
    print_rows(rows, ("table_name", "column_name", "type", "nullable", "description"), form)
