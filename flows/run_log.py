"""The steps of a night as lines in the log of its Prefect run, where an operator who started it there looks for them.

Says what the progress on a terminal says, and nothing that was read from the web. Decides nothing.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flows.prefect_environment import prepare_prefect

prepare_prefect()

from prefect.logging import get_run_logger  # noqa: E402

from flows.crawling import in_flow_run  # noqa: E402
from flows.progress import ProgressBoard, current_board, reset_board, set_board, silent_board  # noqa: E402

RUN_LOG = "prefect.flow_runs"


class RunLog(ProgressBoard):
    """One line in the run's log for each start and each end."""

    def __init__(self, logger: Any) -> None:
        super().__init__(silent_board.console)
        self._logger = logger

    def start(self, name: str, doing: str) -> Callable[[dict[str, Any]], None]:
        """Say that a piece of work begins; how far it is stays untold."""
        self._logger.info("%s: %s", name, doing)
        return lambda _: None

    def end(self, name: str, words: str) -> None:
        """Say how a piece of work ended."""
        self._logger.info("%s: %s", name, words)


@contextmanager
def steps_in_run_log() -> Iterator[None]:
    """Inside a flow run that shows its steps nowhere else: show them in its log."""
    if not in_flow_run() or current_board() is not silent_board:
        yield
        return
    logging.getLogger(RUN_LOG).setLevel(logging.INFO)  # Prefect's own chatter stays at the level of its other loggers
    shown = set_board(RunLog(get_run_logger()))
    try:
        yield
    finally:
        reset_board(shown)
