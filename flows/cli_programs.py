"""The command that lists the published directory. It imports neither Prefect, Scrapy nor SQLAlchemy."""

from typing import Annotated

import typer

from flows.cli_common import Format, fail, print_rows, settings

COLUMNS = (
    "program_id", "unitid", "cip", "award_level", "credential", "name", "institution", "city", "state", "completions",
    "zero_completions", "period", "listing", "known_from", "campus",
)  # fmt: skip
SHOWN = ("program_id", "institution", "city", "state", "cip", "credential", "completions")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir programs --state OH --credential associate --limit 0 --format csv")(programs)


def programs(
    state: Annotated[str | None, typer.Option("--state", help="USPS code, such as OH.")] = None,
    credential: Annotated[str | None, typer.Option("--credential", help="Such as associate or certificate.")] = None,
    cip: Annotated[str | None, typer.Option("--cip", help="CIP codes or prefixes, with commas.")] = None,
    text: Annotated[str | None, typer.Option("--text", help="Words in the name of program, school or city.")] = None,
    unitid: Annotated[str | None, typer.Option("--unitid", help="IPEDS UNITID of the institution.")] = None,
    unlisted: Annotated[bool, typer.Option("--unlisted", help="Also programs that are no longer listed.")] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", help="As known at the end of YYYY-MM-DD.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many rows; 0 for all.")] = 50,
    form: Annotated[Format, typer.Option("--format", help="table, csv or json")] = Format.table,
) -> None:
    """The published directory, ordered by state, institution, CIP and award level."""
    from db.reads import NothingPublished, ProgramFilter, known_credentials, list_programs
    from flows.snapshot_choice import open_at

    prefixes = tuple(part.strip() for part in (cip or "").split(",") if part.strip())
    if any(not part.replace(".", "").isdigit() for part in prefixes):
        fail(f"--cip: {cip!r} holds something that is no CIP code or prefix; try 51.0707 or 51.07")
    wanted = ProgramFilter(
        state.upper() if state else None, credential, prefixes, text, unitid, unlisted, limit + 1 if limit else 0
    )
    try:
        with open_at(settings().published_folder, as_of, ("program", "institution")) as past:
            rows = list_programs(past.connection, wanted)
            credentials = known_credentials(past.connection)
    except NothingPublished as error:
        fail(str(error))
    if not rows and credential and credential not in credentials:
        fail(f"--credential: no program has {credential!r}; there are: {', '.join(credentials)}")
    more = bool(limit) and len(rows) > limit
    rows = rows[:limit] if limit else rows
    if form is Format.table:
        rows = [{**row, "credential": row["credential"].replace("_", " ")} for row in rows]
    print_rows(rows, SHOWN if form is Format.table else COLUMNS, form, right=("completions",))
    if form is Format.table:
        tail = " and there are more (--limit 0 for all)" if more else ""
        typer.echo(f"{len(rows)} programs{tail}")
        for words in past.notes:
            typer.echo(words)
