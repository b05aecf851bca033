"""Progress of long work: bars on a terminal, plain lines elsewhere. Shows, decides nothing."""

import sys
import threading
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class ProgressBoard:
    """One line a piece of work. On a terminal the lines move; elsewhere each start and end is one plain line."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True, file=sys.stderr)
        self._lock = threading.Lock()
        self._tasks: dict[str, Any] = {}
        self._bars = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24),
            TextColumn("{task.fields[told]}"), TimeElapsedColumn(), console=self.console, transient=False,
        )  # fmt: skip

    def __enter__(self) -> "ProgressBoard":
        if self.console.is_terminal:
            self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.console.is_terminal:
            self._bars.stop()

    def start(self, name: str, doing: str) -> Callable[[dict[str, Any]], None]:
        """Begin a piece of work; the function returned takes the crawler's statistics as they come."""
        with self._lock:
            if self.console.is_terminal:
                self._tasks[name] = self._bars.add_task(f"{name}: {doing}", total=None, told="")
            else:
                self.console.print(f"{name}: {doing}", markup=False, highlight=False)
        return lambda statistics: self._show(name, statistics)

    def end(self, name: str, words: str) -> None:
        """Finish a piece of work with a few words."""
        with self._lock:
            if name in self._tasks:
                self._bars.update(self._tasks[name], total=1, completed=1, told=words)
            else:
                self.console.print(f"{name}: {words}", markup=False, highlight=False)

    def _show(self, name: str, statistics: dict[str, Any]) -> None:
        told = statistics.get("stats", statistics)
        responses = told.get("response_received_count", 0)
        if name in self._tasks and responses:
            items = told.get("item_scraped_count", 0)
            with self._lock:
                self._bars.update(self._tasks[name], told=f"{responses} responses, {items} items")


silent_board = ProgressBoard(Console(quiet=True))
_board: ContextVar[ProgressBoard] = ContextVar("board", default=silent_board)
set_board, reset_board, current_board = _board.set, _board.reset, _board.get
"""The board that the work of this context shows its progress on; one that shows nothing until another is set."""
