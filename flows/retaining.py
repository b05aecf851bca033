"""Retention as a person's action: what goes is told first, then it goes, and a decision row is left."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flows.retention import carry_out, plan_retention
from flows.work import sole_work, work_engine
from spiders.environment import Environment


def retained(
    environment: Environment,
    days: int,
    who: str,
    why: str,
    tell: Callable[[list[str]], object],
    *,
    dry_run: bool,
    prefect: bool,
) -> list[str]:
    """Remove what is older than so many days and proves nothing; what came of it, in sentences. HomeBusy.

    ``tell`` is given a line for each thing before anything goes. A dry run only tells, and leaves no row.
    """
    before = datetime.now(UTC) - timedelta(days=days)
    engine = work_engine(environment)
    try:
        with sole_work(environment):
            with engine.connect() as connection:
                plan = plan_retention(connection, environment, before)
            lines = [*plan.lines()]
            tell(lines)
            words = f"{len(lines):,} things, {plan.bytes:,} bytes, from before {before:%Y-%m-%d}"
            if dry_run:
                return [f"dry run: {words} would go; nothing was removed"]
            carry_out(engine, environment, plan, who, why)
    finally:
        engine.dispose()
    return [f"{words} are gone", *([_forgotten(environment, before)] if prefect else [])]


def _forgotten(environment: Environment, before: datetime) -> str:
    from flows.prefect_environment import prepare_prefect

    prepare_prefect(environment.home, alone=True)
    from flows.prefect_rows import forget_flow_runs

    return f"{forget_flow_runs(before)} flow runs of before then are gone from Prefect"
