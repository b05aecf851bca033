"""Commands that read the ledger: sources, runs, run, and the settings."""

from typing import Annotated

import typer

from flows.cli_common import Format, console, fail, print_rows, settings
from spiders.environment import Environment

FORMAT = Annotated[Format, typer.Option("--format", help="table, csv or json")]
LIMIT = Annotated[int, typer.Option("--limit", min=0, help="At most so many rows; 0 for all.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir sources --format json")(sources)
    app.command(epilog="Example: himdir runs --source ipeds --limit 5")(runs)
    app.command(epilog="Example: himdir run 3")(run)
    app.command("settings", epilog="Example: HIMDIR_HOME=/srv/himdir himdir settings")(show_settings)


def sources(form: FORMAT = Format.table) -> None:
    """Every source: what it gives, cadence, last accepted run, age, verdict of the last run."""
    from db import ledger_reads
    from flows.report import age_words
    from flows.work import work_engine
    from spiders.source import source_card, source_names

    environment = settings()
    engine = work_engine(environment)
    with engine.connect() as connection:
        last = ledger_reads.last_runs(connection)
    engine.dispose()
    rows = []
    for name in source_names():
        card = source_card(name)
        newest, accepted_at = last.get(name, (None, None))
        rows.append(
            {
                "source": name,
                "gives": card.gives,
                "cadence": card.cadence,
                "last_accepted": accepted_at.isoformat(timespec="seconds") if accepted_at else None,
                "age": age_words(accepted_at),
                "last_verdict": str(newest["verdict"]) if newest else "never ran",
                "verified_live": card.verified_live,
                "configured": _configured(card.needs_setting, environment),
            }
        )
    columns = ("source", "gives", "cadence", "age", "last_verdict", "verified_live")
    print_rows(rows, columns if form is Format.table else tuple(rows[0]) if rows else columns, form)
    for row in rows if form is Format.table else []:
        if (words := str(row["configured"])) != "yes":
            typer.echo(f"{row['source']} is not configured for the live web: {words.removeprefix('no: ')}")


def _configured(setting: str, environment: Environment) -> str:
    """Whether a source has the setting that it needs on the live web, and which one."""
    if not setting:
        return "yes"
    return "yes" if environment.has(setting) else f"no: set HIMDIR_{setting.upper()}"


def runs(
    source: Annotated[str | None, typer.Option("--source", help="Only runs of this source.")] = None,
    limit: LIMIT = 20,
    form: FORMAT = Format.table,
) -> None:
    """The ledger of runs, newest first."""
    from db import ledger_reads
    from flows.work import work_engine

    engine = work_engine(settings())
    with engine.connect() as connection:
        found = ledger_reads.list_runs(connection, limit, source)
    engine.dispose()
    rows = [
        {
            **told,
            "number": told["run_number"],
            "started": f"{told['started_at']:%Y-%m-%dT%H:%M:%SZ}",
            "records": sum(told["counts"].values()),
            "why": "; ".join(told["reasons"]),
        }
        for told in found
    ]
    columns: tuple[str, ...] = ("number", "source", "verdict", "started", "records", "why")
    if form is not Format.table:
        columns = ("run_id", *columns)
    print_rows(rows, columns, form, right=("number", "records"))


def run(run_id: Annotated[str, typer.Argument(help="Its id, the start of its id, or its number.")]) -> None:
    """One run with counts, fill rates, surprises, verdict and reasons."""
    from db import ledger_reads
    from flows.report import show_run
    from flows.work import work_engine

    engine = work_engine(settings())
    with engine.connect() as connection:
        found = ledger_reads.find_run(connection, run_id)
    engine.dispose()
    if found is None:
        fail(f"no run, or more than one, is called {run_id!r}; see: himdir runs")
    show_run(console(), found)


def show_settings(form: FORMAT = Format.table) -> None:
    """All settings with their values and meanings; secrets are never shown."""
    environment = settings()
    rows = [
        {
            "setting": f"HIMDIR_{name.upper()}",
            "value": hide_password(str(value)) if (value := getattr(environment, name)) is not None else None,
            "meaning": field.description,
        }
        for name, field in type(environment).model_fields.items()
    ]
    print_rows(rows, ("setting", "value", "meaning"), form)


def hide_password(value: str) -> str:
    """The text with the password of a URL replaced by stars."""
    if "://" not in value or "@" not in value:
        return value
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(value).render_as_string(hide_password=True)
    except ArgumentError:
        return "(not a URL that can be shown)"
