"""The command that shows one thing with all its proofs, by id or slug. Old ones lead on to what they were merged into.

Imports neither Prefect, Scrapy nor SQLAlchemy.
"""

import json
from enum import StrEnum
from typing import Annotated, Any, NoReturn

import typer

from flows.cli_common import console, fail, settings


class ShowFormat(StrEnum):
    """How one thing is printed."""

    table = "table"
    json = "json"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(epilog="Example: himdir show ohio/sinclair-community-college/51-0707-associate")(show)


def show(
    thing: Annotated[str, typer.Argument(metavar="ID_OR_SLUG", help="Id or slug of a program or institution.")],
    form: Annotated[ShowFormat, typer.Option("--format", help="table or json")] = ShowFormat.table,
) -> None:
    """One program or institution with every value's source, date and verbatim words."""
    from db.reads import NothingPublished, open_snapshot, show_thing
    from db.resolve import resolve, successor_of_institution

    try:
        with open_snapshot(settings().published_folder) as connection:
            resolved = resolve(connection, thing)
            if resolved is None:
                fail(f"no id or slug is called {thing!r}; see: himdir programs")
            if resolved.thing_id is None:
                _say_that_it_rests(resolved.steps[-1], successor_of_institution(connection, resolved.steps[-1]))
            found = show_thing(connection, resolved.thing_id)
    except NothingPublished as error:
        fail(str(error))
    assert found is not None  # noqa: S101 - resolve has found it in the snapshot
    _print({"asked": thing, "redirects": list(resolved.steps[:-1]), **found}, form)


def _say_that_it_rests(identity: dict[str, Any], successor: str | None) -> NoReturn:
    """End with what is known of an id that leads to nothing the directory holds."""
    since = f" since {identity['retired_at'][:10]}" if identity["retired_at"] else ""
    where = f" Its institution was merged into {successor}." if successor else ""
    fail(f"{identity['thing_id']} ({identity['anchor']}) is not in this directory{since}.{where}", 1)


def _print(found: dict[str, Any], form: ShowFormat) -> None:
    if form is ShowFormat.json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    from flows.show import print_thing

    print_thing(console(), found)
