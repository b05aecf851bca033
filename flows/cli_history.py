"""Commands that read what changed and where sources disagree, from the published snapshot."""

from typing import Annotated, Any

import typer

from flows.cli_common import Format, day_of, fail, print_rows, settings

LIMIT = Annotated[int, typer.Option("--limit", min=0, help="At most so many rows; 0 for all.")]
FORMAT = Annotated[Format, typer.Option("--format", help="table, csv or json")]
CHANGE_COLUMNS = ("known_at", "thing_kind", "thing_id", "of", "field", "old", "new", "cause", "source", "version_id")
DISCREPANCY_COLUMNS = ("thing_id", "of", "field", "chosen_value", "chosen_source", "value", "source", "rule")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir changes --since 2026-11-01 --cause source --format json")(changes)
    app.command(epilog="Example: himdir discrepancies --format csv")(discrepancies)


def changes(
    since: Annotated[str | None, typer.Option("--since", help="Only what became known on or after YYYY-MM-DD.")] = None,
    cause: Annotated[str | None, typer.Option("--cause", help="source, parser, rule, correction, merge, ...")] = None,
    thing: Annotated[str | None, typer.Option("--id", help="Only of this program or institution; id or slug.")] = None,
    limit: LIMIT = 50,
    form: FORMAT = Format.table,
) -> None:
    """Every change of a published value with its cause, newest first."""
    from db.reads import list_changes
    from flows.history_words import CHANGE_COLUMNS as IN_WORDS
    from flows.history_words import change_in_words

    day = day_of("--since", since).isoformat() if since is not None else None

    def ask(connection: Any) -> list[dict[str, Any]]:
        return list_changes(connection, day, cause, _id_of(connection, thing), limit)

    rows = _read(ask)
    if form is Format.table and not rows:
        typer.echo("no such change is known")
    elif form is Format.table:
        print_rows([change_in_words(row) for row in rows], IN_WORDS, form)
    else:
        print_rows(rows, CHANGE_COLUMNS, form)


def discrepancies(limit: LIMIT = 50, form: FORMAT = Format.table) -> None:
    """Where two sources disagree on one value: what is published, what the other one says, and why."""
    from db.reads import list_discrepancies
    from flows.history_words import DISCREPANCY_COLUMNS as IN_WORDS
    from flows.history_words import discrepancy_in_words

    rows = _read(lambda connection: list_discrepancies(connection, limit))
    if form is Format.table and not rows:
        typer.echo("no two sources disagree on a published value")
    elif form is Format.table:
        print_rows([discrepancy_in_words(row) for row in rows], IN_WORDS, form)
    else:
        print_rows(rows, DISCREPANCY_COLUMNS, form)


def _id_of(connection: Any, thing: str | None) -> str | None:
    """The id that is meant by an id or slug; one that nobody was given finds nothing."""
    from db.resolve import resolve

    if thing is None or "/" not in thing:
        return thing
    found = resolve(connection, thing)
    return found.steps[0]["thing_id"] if found else thing


def _read(ask: Any) -> list[dict[str, Any]]:
    """Rows about things, with what each is called under ``of``."""
    from db.reads import NothingPublished, names_of, open_snapshot

    try:
        with open_snapshot(settings().published_folder) as connection:
            rows: list[dict[str, Any]] = ask(connection)
            names = names_of(connection, (row["thing_id"] for row in rows))
    except NothingPublished as error:
        fail(str(error))
    return [{**row, "of": names.get(row["thing_id"])} for row in rows]
