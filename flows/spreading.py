"""Giving the parts of a night to the workers of a Prefect work pool, and seeing to it that each is read once.

Our database says what was read and which machine still lives; Prefect only carries the orders. A part whose worker
died is given out again, a few times.
"""

import logging
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.client.schemas.objects import State
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
POLL_SECONDS = 0.25
ASKS_OF_OURS = 16
"""Our database is asked so many times before Prefect's server is."""
LEAST_PATIENCE_SECONDS = 90.0
PATIENCE_WITH_SERVER_SECONDS = 900.0
LOCKS_UNTIL_LATE = 4
"""A worker that took a part and has opened no run after so many expiries of a lock is taken for dead. One that was only
slow does no harm: what is read already is not read again."""


@dataclass(slots=True)
class Order:
    """A part that was given out: the flow run, which attempt it is, and since when a worker has it."""

    flow_run: UUID
    attempt: int = 1
    taken_at: float | None = None


Orders = dict[Part, Order | None]
States = dict[UUID, State[Any] | None]


def pool_stands_ready() -> bool:
    """Whether Prefect's server has the deployment that reads parts (see prefect.yaml), and answers."""
    try:
        with get_client(sync_client=True) as client:
            client.read_deployment_by_name(DEPLOYMENT)
    except ObjectNotFound:
        return False
    except httpx.HTTPError as error:
        logger.warning("Prefect's server does not answer, so that every shard is read here: %s", error)
        return False
    return True


def crawl_spread(engine: Engine, parts: list[Part], refresh_id: str, request: RefreshRequest) -> dict[str, str]:
    """Have the pool read all parts; by part why it could not be read. Raises nothing that one part has caused.

    While Prefect's server is away, what the workers have taken goes on; it is waited for within bounds.
    """
    night = _Night(refresh_id, request)
    orders: Orders = dict.fromkeys(parts)
    answered = time.monotonic()
    client: SyncPrefectClient | None = None
    with ExitStack() as asked:
        while orders:
            try:
                client = client or asked.enter_context(get_client(sync_client=True))
                states = _states(client, orders.values())
                for part, runs in _runs(engine, refresh_id, list(orders)).items():
                    night.see_to(client, part, runs, orders, states)
                answered = time.monotonic()
            except httpx.HTTPError as error:
                logger.warning("Prefect's server does not answer: %s", error)
                asked.close()
                client = None  # a new one is made for the server that comes back
                if time.monotonic() - answered > PATIENCE_WITH_SERVER_SECONDS:
                    why = f"Prefect's server does not answer: {error}"
                    night.problems |= dict.fromkeys((part.words for part in orders), why)
                    break
            if orders:
                _wait_for_a_verdict(engine, refresh_id, list(orders))
            end_if_asked()
    return night.problems


def _wait_for_a_verdict(engine: Engine, refresh_id: str, parts: list[Part]) -> None:
    """Wait until a part is read, or it is time to ask how the orders stand: that costs Prefect's server much more."""
    for _ in range(ASKS_OF_OURS):
        time.sleep(POLL_SECONDS)
        with engine.connect() as connection:
            runs = ledger_reads.runs_of_refresh(connection, refresh_id)
        if any(run["verdict"] in DECIDED and part_of(run) in parts for run in runs):
            return


class _Night:
    """One refresh, and what has come of its parts."""

    def __init__(self, refresh_id: str, request: RefreshRequest) -> None:
        self.refresh_id, self.request = refresh_id, request
        self.patience = max(LEAST_PATIENCE_SECONDS, LOCKS_UNTIL_LATE * Environment().lock_seconds)
        self.problems: dict[str, str] = {}
        self.deployment: UUID | None = None

    def see_to(
        self, client: SyncPrefectClient, part: Part, runs: list[dict[str, Any]], orders: Orders, states: States
    ) -> None:
        """Give a part out if nobody has it, or if whoever had it came to nothing; done parts leave the orders."""
        order = orders[part]
        if any(run["verdict"] in DECIDED for run in runs):
            del orders[part]
        elif order is None:
            orders[part] = Order(self._give_out(client, part))
        elif why := _failure(client, order, runs, states.get(order.flow_run), self.patience):
            logger.warning("%s: attempt %s failed: %s", part.words, order.attempt, why)
            if order.attempt >= MOST_ATTEMPTS:
                self.problems[part.words] = f"{order.attempt} attempts failed; the last: {why}"
                del orders[part]
            else:
                orders[part] = Order(self._give_out(client, part), order.attempt + 1)

    def _give_out(self, client: SyncPrefectClient, part: Part) -> UUID:
        told = {"part": part.words, "refresh_id": self.refresh_id, "request": self.request.model_dump()}
        self.deployment = self.deployment or client.read_deployment_by_name(DEPLOYMENT).id
        name = f"{self.refresh_id} {part.words}"
        return client.create_flow_run_from_deployment(self.deployment, parameters=told, name=name).id


def _runs(engine: Engine, refresh_id: str, parts: list[Part]) -> dict[Part, list[dict[str, Any]]]:
    """The runs that each part has so far; those of dead machines are abandoned on the way."""
    with engine.begin() as connection:
        ledger.abandon_dead_runs(connection)
        runs = ledger_reads.runs_of_refresh(connection, refresh_id)
    return {part: [run for run in runs if part_of(run) == part] for part in parts}


def _states(client: SyncPrefectClient, orders: Iterable[Order | None]) -> States:
    """How the flow runs of all orders stand, in one request: each costs the server time that the crawls could use."""
    ids = [order.flow_run for order in orders if order is not None]
    found = client.read_flow_runs(flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=ids))) if ids else []
    return {run.id: run.state for run in found}


def _failure(
    client: SyncPrefectClient, order: Order, runs: list[dict[str, Any]], state: State[Any] | None, patience: float
) -> str:
    """Why an order has come to nothing; empty while it may still come to something."""
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
