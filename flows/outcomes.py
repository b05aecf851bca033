"""What an action of a deployed flow comes to: a state of its flow run that says in words what was done, or why not.

What fails is told in a short message, in a failed state without a traceback: that of what nobody foresaw is kept in the
home's ``errors.log``. What cannot be pickled is imported inside the functions.
"""

import logging
import random
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Protocol

from flows.prefect_environment import prepare_prefect

prepare_prefect()

from prefect.states import Completed, Failed  # noqa: E402 - its settings stand in the environment first

from db.decisions import OperatorAction  # noqa: E402

RETRIES_FOR_A_BUSY_HOME = 20
SECONDS_BETWEEN = 30.0
MESSAGE = 2000
LONGEST_TRACEBACK = 20_000
RUN_LOG = "prefect.flow_runs"


class WhoAndWhy(Protocol):
    """What every decision has."""

    who: str
    why: str


class NightInTrouble(RuntimeError):
    """A refresh that needs a person; the message says why. Prefect shows it as failed, without a traceback."""


def _failed(words: str) -> Any:
    """A failed state with these words, which are all that the log of the run is to show of the failure."""
    logging.getLogger(RUN_LOG).addFilter(_without_what_the_state_says)
    return Failed(message=words[:MESSAGE])


def _without_what_the_state_says(record: logging.LogRecord) -> bool:
    """Prefect logs a failed state that was given to it once more, as an exception of its own with a traceback."""
    from prefect.exceptions import FailedRun

    return not (record.exc_info and isinstance(record.exc_info[1], FailedRun))


def in_words(error: Exception) -> str:
    """What an operator is told of an error: what failed, why and what to do. What nobody foresaw goes to a file."""
    from sqlalchemy.exc import SQLAlchemyError

    from db.engine import trouble_in_words
    from db.ledger import WebMismatch
    from db.locks import LockLost
    from flows.deployed import NotPublished
    from flows.operate import NotDecidable
    from flows.probe import PageMissing, WrongProbe
    from flows.work import DatabaseTrouble, HomeBusy
    from spiders.web import WebRefused

    told = (DatabaseTrouble, HomeBusy, NightInTrouble, NotDecidable, NotPublished, PageMissing, WebMismatch)
    if isinstance(error, (*told, WebRefused, WrongProbe)):
        return str(error)
    if isinstance(error, LockLost):
        return f"{error}. What readers have is untouched; read what is missing with retry-failed"
    where = keep_traceback(error)
    if isinstance(error, (SQLAlchemyError, OSError)):
        return f"{trouble_in_words(error)}. The last good directory is untouched; the traceback stands in {where}"
    what = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    return (
        f"stopped by an error of the program ({what}). The last good directory is untouched. Start it once more; "
        f"if it fails again, report it with the traceback, which stands in {where}"
    )


def keep_traceback(error: Exception) -> str:
    """Append a traceback to the home's file of them; the file, or why it could not be written."""
    from spiders.environment import Environment

    path = Environment().home.absolute() / "errors.log"
    words = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\n{''.join(traceback.format_exception(error))}\n"
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(words[-LONGEST_TRACEBACK:])
    except OSError as trouble:
        return f"no file ({trouble})"
    return str(path)


def told(action: OperatorAction, subject: str, request: WhoAndWhy, *, publish: bool = False) -> Any:
    """Take a decision, publish where something follows from it, and say what came of it in the state of the run."""
    from flows.deployed import decided, republished

    def act() -> str:
        words = decided(action, subject, request.who, request.why)
        return f"{words}; snapshot {republished()} is in force" if publish else words

    return state_of(act)


def again(action: OperatorAction, what: str, request: WhoAndWhy) -> Any:
    """Leave the row, and do the night; failed where there is nothing to do again."""
    from flows.deployed import again_words
    from flows.operate import NotDecidable

    try:
        words = again_words(action, what, request.who, request.why)
    except NotDecidable as error:
        return _failed(str(error))
    except Exception as error:
        return _failed(in_words(error))
    return night(words)


def state_of(act: Callable[[], str]) -> Any:
    """Completed with the words of what was done, or failed with those of why it cannot be; no traceback for these."""
    try:
        return Completed(message=act()[:MESSAGE])
    except Exception as error:
        return _failed(in_words(error))


def night(words: dict[str, object]) -> Any:
    """One refresh under the home's lock. A home that is busy is waited for, within bounds, and then left alone."""
    from flows.deployed import refreshed
    from flows.work import HomeBusy

    words["year"] = words.get("year") or None  # a form has no empty number
    time.sleep(random.uniform(0, 60 * float(str(words.pop("jitter_minutes", 0)))))  # noqa: S311 - spreads load only
    for attempt in range(RETRIES_FOR_A_BUSY_HOME):
        try:
            return Completed(message=refreshed(words))
        except HomeBusy as busy:
            if attempt + 1 == RETRIES_FOR_A_BUSY_HOME:
                return _failed(in_words(busy))
            time.sleep(SECONDS_BETWEEN)
        except Exception as error:
            return _failed(in_words(error))
    raise AssertionError("the loop above returns or raises")
