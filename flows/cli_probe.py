"""The command that looks at one page of a source as it is now. Stages and publishes nothing; leaves a decision row."""

from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli_common import fail, settings
from flows.cli_operate import WHO, record
from spiders.environment import Environment

if TYPE_CHECKING:
    from flows.probe import Probed

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
    from flows.probe import PageMissing, WrongProbe, save_golden
    from flows.probe import probe as look

    environment = settings()
    page, web = _page(source, url), web or environment.web
    _check_web(environment, web)
    try:
        probed = look(environment, source, page, web)
    except WrongProbe as error:
        fail(str(error))
    except PageMissing as error:
        record("probe", f"{source} {page}"[:200], who, f"{why}: it did not come")
        fail(str(error), 1)
    if save or probed.changes is None:
        save_golden(probed)
    outcome = _outcome(probed, save)
    record("probe", f"{source} {page}"[:200], who, f"{why}: {outcome}")
    _show(probed, outcome)
    if probed.reading["fatal"] or not (probed.well or save):
        raise typer.Exit(1)


def _page(source: str, url: str | None) -> str:
    from spiders.html import safe_link
    from spiders.saved import PARSERS
    from spiders.source import source_card

    if source not in PARSERS:
        fail(f"{source!r} does not read single pages; those that do: {', '.join(PARSERS)}")
    page = url or source_card(source).site.get("start")
    if not isinstance(page, str):
        fail(f"{source} starts at no one page; name one with --url")
    if safe_link(page, "") is None or len(page) > 2000 or not page.isprintable():
        fail(f"--url: {page[:80]!r} is not an http or https address")
    return page


def _check_web(environment: Environment, web: str) -> None:
    from spiders.web import WebRefused, chosen_web

    try:
        chosen_web(web, environment.contact)
    except WebRefused as error:
        fail(str(error))


def _outcome(probed: "Probed", save: bool) -> str:
    number = len(probed.changes or ())
    told = "there was no golden; it is saved now, look at it" if probed.changes is None else ""
    told = told or (f"{number} changes{', approved' if save else ''}" if number else "as its golden")
    return f"{told}; it cannot be read: {probed.reading['fatal'][0][:300]}" if probed.reading["fatal"] else told


def _show(probed: "Probed", outcome: str) -> None:
    from flows.report import plain

    number = len(probed.reading["records"])
    typer.echo(f"{probed.url}: {number} records, {len(probed.reading['surprises'])} surprises; {plain(outcome)}")
    for words in probed.notes:
        typer.echo(f"  {words}")
    for line in (probed.changes or ())[:SHOWN]:
        typer.echo(f"  {plain(line)[:400]}")
    if len(probed.changes or ()) > SHOWN:
        typer.echo(f"  and {len(probed.changes or ()) - SHOWN} more")
    typer.echo(f"  the golden: {probed.golden}")
