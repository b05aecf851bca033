"""Commands for the morning: the receipt of a night, and the doctor, who also tells of a night that never was."""

import json
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli_common import console, fail, settings
from spiders.environment import Environment

if TYPE_CHECKING:
    from flows.receipt import Receipt


class ReceiptFormat(StrEnum):
    """How a receipt is printed."""

    text = "text"
    markdown = "markdown"
    json = "json"
    html = "html"


class DoctorFormat(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir receipt --format html > status.html")(receipt)
    app.command(epilog="Example, from cron: himdir doctor --within 26 || mail -s 'himdir' me@example.org")(doctor)


def receipt(
    refresh: Annotated[str | None, typer.Argument(help="Refresh id, or the start of one; default: the newest.")] = None,
    form: Annotated[ReceiptFormat, typer.Option("--format", help="text, markdown, json or html")] = ReceiptFormat.text,
    into: Annotated[Path | None, typer.Option("--into", help="Write all forms into this folder instead.")] = None,
) -> None:
    """The receipt of a night: per source what came and changed, how old it is, and what needs a person."""
    from flows.receipt import read_receipt
    from flows.receipt_files import receipt_text, write_receipt
    from flows.receipt_forms import print_receipt
    from flows.work import work_engine

    engine = work_engine(settings())
    try:
        with engine.connect() as connection:
            found = read_receipt(connection, datetime.now(UTC), refresh)
    except LookupError as error:
        fail(str(error))
    finally:
        engine.dispose()
    if into is not None:
        write_receipt(into, found)
        typer.echo(str(into / "index.html"))
    elif form is ReceiptFormat.text:
        print_receipt(console(), found)
    else:
        typer.echo(receipt_text(found, form.value), nl=False)


def doctor(
    within: Annotated[float, typer.Option("--within", min=0.1, help="Hours in which a refresh must have ended.")] = 26,
    form: Annotated[DoctorFormat, typer.Option("--format", help="text or json")] = DoctorFormat.text,
    tell: Annotated[bool, typer.Option("--notify", help="Also tell the addresses in the settings.")] = False,
) -> None:
    """Look at the home from outside the scheduler; exit 1 when something needs a person, such as a night without a run.

    Writes the receipt too, so that there is one for a night in which nothing ran.
    """
    from flows.doctor import diagnose
    from flows.receipt_files import receipt_folder, write_receipt

    environment = settings()
    found = diagnose(environment, datetime.now(UTC), timedelta(hours=within))
    if found.receipt is not None:
        write_receipt(receipt_folder(environment), found.receipt)
        if tell:
            _tell(environment, found.receipt, [f"{one.name}: {one.words}" for one in found.findings if not one.well])
    if form is DoctorFormat.json:
        told = [{"name": one.name, "well": one.well, "words": one.words} for one in found.findings]
        typer.echo(json.dumps({"well": found.well, "findings": told}, ensure_ascii=False, indent=1))
    else:
        for one in found.findings:
            typer.echo(f"{'well ' if one.well else 'WRONG'}  {one.name}: {one.words}")
    if not found.well:
        raise typer.Exit(1)


def _tell(environment: Environment, receipt: "Receipt", sentences: list[str]) -> None:
    from flows.notify import notify

    for trouble in notify(environment, receipt, sentences, datetime.now(UTC)):
        typer.echo(f"himdir: {trouble}", err=True)
