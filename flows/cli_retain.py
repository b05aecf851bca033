"""The command that keeps a home from growing for ever; it shows what would go before anything does."""

from datetime import UTC, datetime, timedelta
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
    from flows.retention import carry_out, plan_retention
    from flows.work import HomeBusy, sole_work, work_engine

    environment = settings()
    before = datetime.now(UTC) - timedelta(days=days)
    engine = work_engine(environment)
    try:
        with sole_work(environment):
            with engine.connect() as connection:
                plan = plan_retention(connection, environment, before)
            lines = list(plan.lines())
            for line in lines[:SHOWN]:
                typer.echo(line)
            if len(lines) > SHOWN:
                typer.echo(f"and {len(lines) - SHOWN:,} more")
            words = f"{len(lines):,} things, {plan.bytes:,} bytes, from before {before:%Y-%m-%d}"
            if dry_run:
                typer.echo(f"dry run: {words} would go; nothing was removed")
                return
            if not plan.empty:
                carry_out(engine, environment, plan, operator_name(who), why)
            typer.echo(f"{words} are gone")
            if prefect:
                from flows.prefect_environment import prepare_prefect

                prepare_prefect(environment.home, alone=True)
                from flows.prefect_rows import forget_flow_runs

                typer.echo(f"{forget_flow_runs(before)} flow runs of before then are gone from Prefect")
    except HomeBusy as error:
        fail(str(error))
    finally:
        engine.dispose()
