"""The refresh as a served Prefect deployment with a nightly cron that stays active after a stop."""

from flows.prefect_environment import prepare_prefect

prepare_prefect()

from prefect.schedules import Cron  # noqa: E402 - its settings stand in the environment first

from flows.refresh import RefreshRequest, refresh_flow  # noqa: E402

DEPLOYMENT = "nightly"


def serve_refresh(cron: str, web: str, cip: str) -> None:
    """Serve the nightly refresh until stopped; the schedule is not paused on the way out."""
    request = RefreshRequest(web=web, cip=cip)
    refresh_flow.serve(
        name=DEPLOYMENT,
        schedule=Cron(cron, timezone="UTC"),
        parameters={"request": request.model_dump()},
        description="Refresh all sources and publish the directory.",
        pause_on_shutdown=False,
    )
