"""What a refresh leaves when it ends, well or not: its row in the ledger, the receipt, and the pages in Prefect.

The receipt is written first and rests on our database alone; Prefect only shows it, and may be away.
"""

import contextlib
import json
import logging
from datetime import UTC, datetime
from typing import Any

from flows.prefect_environment import prepare_prefect

prepare_prefect()

import httpx  # noqa: E402 - Prefect's settings stand in the environment before it is imported
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from sqlalchemy.engine import Connection, Engine  # noqa: E402
from sqlalchemy.exc import SQLAlchemyError  # noqa: E402

from db import ledger_reads  # noqa: E402
from flows.notify import notify  # noqa: E402
from flows.receipt import Receipt, read_receipt  # noqa: E402
from flows.receipt_files import receipt_folder, write_receipt  # noqa: E402
from flows.receipt_forms import markdown_receipt  # noqa: E402
from flows.summary import RefreshSummary  # noqa: E402
from flows.work import DatabaseTrouble, HomeBusy, sole_work, work_engine  # noqa: E402
from spiders.environment import Environment  # noqa: E402

logger = logging.getLogger(__name__)
STOPPED = "stopped"
KILLED = (
    f"{STOPPED} before its end: its process was killed, or ended with what served it, or its machine died; "
    "readers keep the snapshot in force"
)
STEPS = {"crawl": "reading the sources", "assemble": "assembling the directory", "publish": "publishing"}


def close_refresh(engine: Engine, summary: RefreshSummary) -> Receipt:
    """Close the refresh in the ledger, write its receipt, and tell whoever wants to be told."""
    with engine.begin() as connection:
        ledger_reads.end_refresh(
            connection, summary.refresh_id, ended_at=datetime.now(UTC), outcome="well" if summary.well else "trouble",
            snapshot_id=summary.snapshot_id, summary=json.dumps(summary.as_json()),
        )  # fmt: skip
    receipt = _write_receipt(engine, summary.refresh_id)
    for trouble in notify(Environment(), receipt, receipt.needs_a_person, datetime.now(UTC)):
        logger.warning("notification: %s", trouble)
    return receipt


def show_in_prefect(receipt: Receipt) -> None:
    """The receipt as an artifact of the flow run."""
    words = "What this night read and changed, and what needs a person"
    show_text(markdown_receipt(receipt), "refresh-receipt", words)


def show_text(markdown: str, key: str, description: str) -> None:
    """A text as an artifact of the flow run; a server that is away costs it."""
    try:
        create_markdown_artifact(markdown, key=key, description=description)
    except httpx.HTTPError as error:
        logger.warning("Prefect's server does not show %s: %s", key, error)


def close_dead_refreshes(connection: Connection) -> list[str]:
    """Say of each refresh without an end that it is over; their ids. Only for who holds the right to refresh."""
    found = ledger_reads.unended_refreshes(connection)
    for refresh_id in found:
        _stopped(connection, refresh_id, {"notes": [KILLED]})
    return found


def note_dead_refreshes(environment: Environment) -> None:
    """Close refreshes that went with the process that served them, and write the receipt of the last, if we can."""
    with contextlib.suppress(HomeBusy, DatabaseTrouble, SQLAlchemyError, OSError), sole_work(environment):
        engine = work_engine(environment)
        try:
            with engine.begin() as connection:
                found = close_dead_refreshes(connection)
            if found:
                _write_receipt(engine, found[-1])
        finally:
            engine.dispose()


def note_stop(engine: Engine, refresh_id: str, error: BaseException, seconds: dict[str, float]) -> None:
    """Say in the ledger and in a receipt that a refresh was stopped before its end, where, and by what, if we can."""
    step = STEPS.get(next(reversed(seconds), ""), "beginning")
    words = f"{STOPPED} while {step}: {_cause(error)}; readers keep the snapshot in force"
    with contextlib.suppress(SQLAlchemyError, OSError):
        with engine.begin() as connection:
            _stopped(connection, refresh_id, {"notes": [words], "seconds": seconds})
        _write_receipt(engine, refresh_id)


def _stopped(connection: Connection, refresh_id: str, told: dict[str, Any]) -> None:
    summary = json.dumps(told)
    ledger_reads.end_refresh(connection, refresh_id, ended_at=datetime.now(UTC), outcome=STOPPED, summary=summary)


def _cause(error: BaseException) -> str:
    if isinstance(error, Exception):
        return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    return "it was told to end (Ctrl-C, or SIGTERM to it or to what serves it)"


def _write_receipt(engine: Engine, refresh_id: str) -> Receipt:
    with engine.connect() as connection:
        receipt = read_receipt(connection, datetime.now(UTC), refresh_id)
    write_receipt(receipt_folder(Environment()), receipt)
    return receipt
