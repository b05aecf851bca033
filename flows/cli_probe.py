"""The command that looks at one page of a source as it is now. Stages and publishes nothing; leaves a decision row."""

from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli_common import fail, settings
from flows.cli_operate import WHO
from spiders.environment import Environment

if TYPE_CHECKING:
    from flows.probing import Looked

SHOWN = 60


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir probe listings --url https://guide.example.com/schools")(probe)


def probe(
    source: Annotated[str, typer.Argument(help="The source that would read the page.")],
    url: Annotated[str | None, typer.Option("--url", help="The page; default: where the source starts.")] = None,
    web: Annotated[str | None, typer.Option("--web", help="live, sample, or a path. Default: HIMDIR_WEB.")] = None,
    save: Annotated[bool, typer.Option("--save", help="Approve what it says now: it becomes the golden.")] = False,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")] = "to see how it is",
    who: WHO = None,
) -> None:
    """Fetch one page politely and tell what its items have become since the golden: 0 nothing, 1 something, or no page.

    A page without a golden gets one, and counts as something to look at.
    """
    from flows.operate import operator_name
    from flows.probe import PageMissing, WrongProbe
    from flows.probing import look, probed_page
    from flows.work import work_engine

    environment = settings()
    try:
        probed_page(source, url)
        _check_web(environment, web or environment.web)
        engine = work_engine(environment)
        try:
            looked = look(engine, environment, source, url, web or environment.web, save, operator_name(who), why)
        finally:
            engine.dispose()
    except WrongProbe as error:
        fail(str(error))
    except PageMissing as error:
        fail(str(error), 1)
    _show(looked)
    if not looked.well:
        raise typer.Exit(1)


def _check_web(environment: Environment, web: str) -> None:
    from spiders.web import WebRefused, chosen_web

    try:
        chosen_web(web, environment.contact)
    except WebRefused as error:
        fail(str(error))


def _show(looked: "Looked") -> None:
    from flows.report import plain

    probed = looked.probed
    number = len(probed.reading["records"])
    typer.echo(f"{probed.url}: {number} records, {len(probed.reading['surprises'])} surprises; {plain(looked.outcome)}")
    for words in probed.notes:
        typer.echo(f"  {words}")
    for line in (probed.changes or ())[:SHOWN]:
        typer.echo(f"  {plain(line)[:400]}")
    if len(probed.changes or ()) > SHOWN:
        typer.echo(f"  and {len(probed.changes or ()) - SHOWN} more")
    typer.echo(f"  the golden: {probed.golden}")
