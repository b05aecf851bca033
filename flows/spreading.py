"""Giving the parts of a night to the workers of a Prefect work pool, and seeing to it that each is read once.

Our database says what was read and which machine still lives; Prefect only carries the orders. A part whose worker
died is given out again, a few times.
"""

import logging
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed
from sqlalchemy.engine import Engine

from db import ledger, ledger_reads
from flows.interruption import end_if_asked
from flows.parts import Part, part_of
from flows.reading import DECIDED, RefreshRequest
from spiders.environment import Environment

logger = logging.getLogger(__name__)
DEPLOYMENT = "crawl-part/on-the-pool"
MOST_ATTEMPTS = 4
POLL_SECONDS = 1.0
LEAST_PATIENCE_SECONDS = 90.0
LOCKS_UNTIL_LATE = 4
"""A worker that took a part and has opened no run after so many expiries of a lock is taken for dead. One that was only
slow does no harm: what is read already is not read again."""


@dataclass(slots=True)
class Order:
    """A part that was given out: the flow run, which attempt it is, and since when a worker has it."""

    flow_run: UUID
    attempt: int = 1
    taken_at: float | None = None


def pool_stands_ready() -> bool:
    """Whether Prefect's server has the deployment that reads parts (see prefect.yaml)."""
    with get_client(sync_client=True) as client:
        try:
            client.read_deployment_by_name(DEPLOYMENT)
        except ObjectNotFound:
            return False
    return True


def crawl_spread(engine: Engine, parts: list[Part], refresh_id: str, request: RefreshRequest) -> dict[str, str]:
    """Have the pool read all parts; by part why it could not be read. Raises nothing that one part has caused."""
    orders = {part: Order(_give_out(part, refresh_id, request)) for part in parts}
    problems: dict[str, str] = {}
    patience = max(LEAST_PATIENCE_SECONDS, LOCKS_UNTIL_LATE * Environment().lock_seconds)
    with get_client(sync_client=True) as client:
        while orders:
            time.sleep(POLL_SECONDS)
            end_if_asked()
            for part, runs in _runs(engine, refresh_id, list(orders)).items():
                order = orders[part]
                if any(run["verdict"] in DECIDED for run in runs):
                    del orders[part]
                elif why := _failure(client, order, runs, patience):
                    logger.warning("%s: attempt %s failed: %s", part.words, order.attempt, why)
                    if order.attempt >= MOST_ATTEMPTS:
                        problems[part.words] = f"{order.attempt} attempts failed; the last: {why}"
                        del orders[part]
                    else:
                        orders[part] = Order(_give_out(part, refresh_id, request), order.attempt + 1)
    return problems


def _give_out(part: Part, refresh_id: str, request: RefreshRequest) -> UUID:
    told = {"part": part.words, "refresh_id": refresh_id, "request": request.model_dump()}
    flow_run: Any = run_deployment(DEPLOYMENT, parameters=told, timeout=0, flow_run_name=f"{refresh_id} {part.words}")
    return UUID(str(flow_run.id))


def _runs(engine: Engine, refresh_id: str, parts: list[Part]) -> dict[Part, list[dict[str, Any]]]:
    """The runs that each part has so far; those of dead machines are abandoned on the way."""
    with engine.begin() as connection:
        ledger.abandon_dead_runs(connection)
        runs = ledger_reads.runs_of_refresh(connection, refresh_id)
    return {part: [run for run in runs if part_of(run) == part] for part in parts}


def _failure(client: SyncPrefectClient, order: Order, runs: list[dict[str, Any]], patience: float) -> str:
    """Why an order has come to nothing; empty while it may still come to something."""
    state = client.read_flow_run(order.flow_run).state
    if state is not None and state.is_final():
        return f"its flow run ended as {state.name}: {state.message or 'no verdict'}"[:500]
    if state is not None and not state.is_scheduled():
        order.taken_at = order.taken_at or time.monotonic()
    if len(runs) >= order.attempt and runs[-1]["verdict"] == ledger.Verdict.abandoned:
        why = str(runs[-1]["reasons"][-1])
    elif not runs and order.taken_at is not None and time.monotonic() - order.taken_at > patience:
        why = f"a worker took it {patience:.0f} seconds ago and has not begun"
    else:
        return ""
    client.set_flow_run_state(order.flow_run, Crashed(message=why), force=True)
    return why
