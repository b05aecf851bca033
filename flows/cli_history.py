"""Commands that read what changed and where sources disagree, from the published snapshot."""

from typing import Annotated, Any

import typer

from flows.cli_common import Format, fail, print_rows, settings

LIMIT = Annotated[int, typer.Option("--limit", min=0, help="At most so many rows; 0 for all.")]
FORMAT = Annotated[Format, typer.Option("--format", help="table, csv or json")]
CHANGE_COLUMNS = ("known_at", "thing_kind", "thing_id", "field", "old", "new", "cause", "source")
DISCREPANCY_COLUMNS = ("thing_id", "field", "chosen_value", "value", "rule")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir changes --since 2026-11-01 --cause source --format json")(changes)
    app.command(epilog="Example: himdir discrepancies --format csv")(discrepancies)


def changes(
    since: Annotated[str | None, typer.Option("--since", help="Only what became known on or after YYYY-MM-DD.")] = None,
    cause: Annotated[str | None, typer.Option("--cause", help="source, parser, rule, correction, merge, ...")] = None,
    thing: Annotated[str | None, typer.Option("--id", help="Only of this program or institution.")] = None,
    limit: LIMIT = 50,
    form: FORMAT = Format.table,
) -> None:
    """Every change of a published value with its cause, newest first."""
    from datetime import date

    from db.reads import list_changes

    if since is not None:
        try:
            since = date.fromisoformat(since).isoformat()
        except ValueError:
            fail(f"--since: {since!r} is not a day; write it as 2026-11-01")
    rows = _read(lambda connection: list_changes(connection, since, cause, thing, limit))
    print_rows(rows, CHANGE_COLUMNS, form)


def discrepancies(limit: LIMIT = 50, form: FORMAT = Format.table) -> None:
    """Where two sources disagree on one value: what is published, what the other one says, and why."""
    from db.reads import list_discrepancies

    print_rows(_read(lambda connection: list_discrepancies(connection, limit)), DISCREPANCY_COLUMNS, form)


def _read(ask: Any) -> list[dict[str, Any]]:
    from db.reads import NothingPublished, open_snapshot

    try:
        with open_snapshot(settings().published_folder) as connection:
            rows: list[dict[str, Any]] = ask(connection)
    except NothingPublished as error:
        fail(str(error))
    return rows
