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
    as_of: Annotated[str | None, typer.Option("--as-of", help="As known at the end of YYYY-MM-DD.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All figures of the occupations it leads to.")] = False,
    form: Annotated[ShowFormat, typer.Option("--format", help="table or json")] = ShowFormat.table,
) -> None:
    """One program or institution with every value's source, date and verbatim words."""
    from db.reads import NothingPublished, show_thing
    from db.resolve import resolve, successor_of_institution
    from flows.snapshot_choice import open_at, values_then

    try:
        with open_at(settings().published_folder, as_of) as past:
            resolved = resolve(past.connection, thing)
            if resolved is None:
                fail(f"no id or slug is called {thing!r}{_then(as_of)}; see: himdir programs")
            if resolved.thing_id is None:
                successor = successor_of_institution(past.connection, resolved.steps[-1])
                _say_that_it_rests(resolved.steps[-1], successor, as_of)
            found = show_thing(past.connection, resolved.thing_id)
    except NothingPublished as error:
        fail(str(error))
    assert found is not None  # noqa: S101 - resolve has found it in the snapshot
    told = {"asked": thing, "as_of": as_of, "notes": past.notes, "redirects": list(resolved.steps[:-1])}
    _print({**told, **values_then(past, found)}, form, everything=everything)


def _then(as_of: str | None) -> str:
    return f" at the end of {as_of}" if as_of else ""


def _say_that_it_rests(identity: dict[str, Any], successor: str | None, as_of: str | None) -> NoReturn:
    """End with what is known of an id that leads to nothing the directory holds."""
    since = f" since {identity['retired_at'][:10]}" if identity["retired_at"] else ""
    where = f" Its institution was merged into {successor}." if successor else ""
    directory = f"was not in the directory{_then(as_of)}" if as_of else f"is not in this directory{since}"
    fail(f"{identity['thing_id']} ({identity['anchor']}) {directory}.{where}", 1)


def _print(found: dict[str, Any], form: ShowFormat, *, everything: bool) -> None:
    if form is ShowFormat.json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    from flows.show import print_thing

    print_thing(console(), found, everything=everything)
