"""Forgetting Prefect's own rows of old flow runs, through its client, so that its database does not grow for ever."""

import asyncio
from datetime import datetime

from flows.prefect_environment import prepare_prefect

prepare_prefect()

from prefect.client.orchestration import get_client  # noqa: E402 - its settings stand in the environment first
from prefect.client.schemas.filters import (  # noqa: E402
    FlowRunFilter,
    FlowRunFilterEndTime,
)

PAGE = 200


def forget_flow_runs(before: datetime) -> int:
    """Delete the flow runs that ended before a moment, with their task runs and logs; how many there were."""
    return asyncio.run(_forget(before))


async def _forget(before: datetime) -> int:
    ended = FlowRunFilter(end_time=FlowRunFilterEndTime(before_=before))
    count = 0
    async with get_client() as client:
        while runs := await client.read_flow_runs(flow_run_filter=ended, limit=PAGE):
            for run in runs:
                await client.delete_flow_run(run.id)
            count += len(runs)
    return count
