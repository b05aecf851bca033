"""The command that begins a new source. Writes files of the repository, and fetches nothing."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli_common import fail
from spiders.environment import ROOT


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("new-source", epilog="Example: himdir new-source state_licenses --host www.example.org")(new_source)


def new_source(
    name: Annotated[str, typer.Argument(help="Its name: small letters, digits and _; it becomes a module.")],
    host: Annotated[str, typer.Option("--host", help="The host that its pages are on.")] = "www.example.org",
) -> None:
    """Write a spider, its card, a folder for saved pages and a test that says what to do next."""
    from flows.new_source import NewSourceRefused, begin_source

    if Path.cwd().resolve() != ROOT:
        fail(f"new-source writes into the repository, so it works from its root only: cd {ROOT} and run it there")
    try:
        files = begin_source(ROOT, name, host.lower())
    except NewSourceRefused as refused:
        fail(str(refused))
    except OSError as error:
        fail(f"nothing was written: {error}", 1)
    for path in files:
        typer.echo(path.relative_to(ROOT))
    typer.echo(f"Next: .venv/bin/python -m pytest tests/spiders/test_{name}.py  (it fails, and says what to do)")
