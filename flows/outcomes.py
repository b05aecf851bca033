"""What an action of a deployed flow comes to: a state of its flow run that says in words what was done, or why not.

What an operator can mend is told as a sentence, in a failed state without a traceback. What cannot be pickled
is imported inside the functions.
"""

import random
import time
from collections.abc import Callable
from typing import Any, Protocol

from flows.prefect_environment import prepare_prefect

prepare_prefect()

from prefect.states import Completed, Failed  # noqa: E402 - its settings stand in the environment first

from db.decisions import OperatorAction  # noqa: E402

RETRIES_FOR_A_BUSY_HOME = 20
SECONDS_BETWEEN = 30.0
MESSAGE = 2000


class WhoAndWhy(Protocol):
    """What every decision has."""

    who: str
    why: str


class NightInTrouble(RuntimeError):
    """A refresh that needs a person; the message says why. Prefect shows it as failed, without a traceback."""


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
        return Failed(message=str(error)[:MESSAGE])
    return night(words)


def state_of(act: Callable[[], str]) -> Any:
    """Completed with the words of what was done, or failed with those of why it cannot be; no traceback for these."""
    from flows.deployed import NotPublished
    from flows.operate import NotDecidable
    from flows.probe import PageMissing, WrongProbe
    from flows.work import HomeBusy
    from spiders.web import WebRefused

    try:
        return Completed(message=act()[:MESSAGE])
    except (HomeBusy, NotDecidable, NotPublished, PageMissing, WebRefused, WrongProbe) as error:
        return Failed(message=str(error)[:MESSAGE])


def night(words: dict[str, object]) -> Any:
    """One refresh under the home's lock. A home that is busy is waited for, within bounds, and then left alone."""
    from flows.deployed import refreshed
    from flows.work import HomeBusy

    words["year"] = words.get("year") or None  # a form has no empty number
    time.sleep(random.uniform(0, 60 * float(str(words.pop("jitter_minutes", 0)))))  # noqa: S311 - spreads load only
    for attempt in range(RETRIES_FOR_A_BUSY_HOME):
        try:
            return Completed(message=refreshed(words))
        except NightInTrouble as trouble:
            return Failed(message=str(trouble))
        except HomeBusy:
            if attempt + 1 == RETRIES_FOR_A_BUSY_HOME:
                raise
            time.sleep(SECONDS_BETWEEN)
    raise AssertionError("the loop above returns or raises")
