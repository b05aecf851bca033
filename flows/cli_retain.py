"""The command that keeps a home from growing for ever; it shows what would go before anything does."""

from typing import Annotated

import typer

from flows.cli_common import fail, settings

SHOWN = 30


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir retain --days 180 --dry-run")(retain)


def retain(
    days: Annotated[int, typer.Option("--days", min=1, help="Keep everything younger than so many days.")] = 180,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, and remove nothing.")] = False,
    prefect: Annotated[bool, typer.Option("--prefect/--no-prefect", help="Prefect's own rows too.")] = True,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")] = "retention",
    who: Annotated[str | None, typer.Option("--who", help="Your name; default: the user of this process.")] = None,
) -> None:
    """Remove old snapshots, what runs that were never accepted staged and captured, old receipts, Prefect's old rows.

    Nothing that a value of the directory ever rested on goes; the snapshot in force and the newest two stay.
    """
    from flows.operate import operator_name
    from flows.retaining import retained
    from flows.work import HomeBusy

    try:
        for words in retained(settings(), days, operator_name(who), why, _show, dry_run=dry_run, prefect=prefect):
            typer.echo(words)
    except HomeBusy as error:
        fail(str(error))


def _show(lines: list[str]) -> None:
    for line in lines[:SHOWN]:
        typer.echo(line)
    if len(lines) > SHOWN:
        typer.echo(f"and {len(lines) - SHOWN:,} more")
