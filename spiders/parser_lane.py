"""One parser process after another, with a few pages before it: so that it need not wait for the crawl between pages.

Answers come in the order of the pages. A page that hangs or kills its process costs itself only: those behind it are
sent again, to the next process. Knows no site and no parser; see spiders.page_worker.
"""

import asyncio
import contextlib
import select
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Callable
from typing import Any

import orjson

from spiders.environment import ROOT
from spiders.page_worker import LENGTHS

AHEAD = 4
"""Pages that a process has before it at most, with the one that it is at."""
POLL_SECONDS = 0.2
STILL_SECONDS = 0.1
"""How long a crawl that takes turns with its parser stands still for a page; what takes longer is waited for beside."""
COMMAND = (sys.executable, "-m", "spiders.page_worker")


class PageBroken(Exception):
    """A page that could not be parsed; the message says why."""


class CrawlEnds(PageBroken):
    """A page that is not parsed any more, for no fault of its own."""


class Page:
    """The frame of a page, and its answer: ``[items, what else, why there are none]``, or PageBroken."""

    __slots__ = ("answer", "asked")

    def __init__(self, asked: tuple[bytes, bytes, bytes]) -> None:
        self.asked = asked
        self.answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def settle(self, told: Any, broken: PageBroken | None = None) -> None:
        """Give the answer, unless nobody waits for it any more."""
        if self.answer.done():
            return
        if broken is None:
            self.answer.set_result(told)
        else:
            self.answer.set_exception(broken)


class ParserLane:
    """A process with the pages that are before it. ``has_room`` is called after each answer."""

    def __init__(
        self,
        is_ending: Callable[[], bool],
        has_room: Callable[[], None],
        seconds: float,
        command: tuple[str, ...],
        in_step: bool = False,
    ) -> None:
        self._is_ending, self._has_room, self._seconds, self._command = is_ending, has_room, seconds, command
        self._in_step = in_step
        self.pages: deque[Page] = deque()
        self._process: Process | None = None
        self._sent_to: Process | None = None
        self._all: list[Process] = []
        self._work: asyncio.Task[None] | None = None
        self._began = 0.0
        self._late = self._closed = False

    def take(self, page: Page) -> None:
        """Send a page, at once where a process is there."""
        self.pages.append(page)
        if self._process is not None and self._sent_to is self._process:
            self._write(page)
        if self._work is None:
            self._work = asyncio.ensure_future(self._answer_all())

    async def start(self) -> None:
        """Start the process before the first page comes."""
        if self._work is None and self._process is None:
            self._process = await self._started()

    async def close(self) -> None:
        """End the process, whatever it does."""
        self._closed = True
        self._kill()
        if self._work is not None:
            await self._work
        for process in self._all:
            await process.wait()

    async def _answer_all(self) -> None:
        """Give each page its answer until none is left; beside it somebody looks at the clock."""
        watch = asyncio.ensure_future(self._watch())
        while self.pages:
            told, broken = None, None
            try:
                told = await self._next_answer(await self._process_with_pages())
            except PageBroken as why:
                broken = why
            except Exception as error:
                broken = self._broken_by(error)
            if broken is not None:  # what this process would answer next belongs to this page
                self._kill()
            self.pages.popleft().settle(told, broken)
            self._has_room()
        self._work = None
        watch.cancel()

    async def _process_with_pages(self) -> Process:
        """The process that all pages were sent to; a new one where the last is gone."""
        if self._ends():
            raise CrawlEnds("the crawl ends")
        if self._process is None or self._process.returncode is not None:
            self._process = None
            self._process = await self._started()
        if self._sent_to is not self._process:
            self._sent_to = self._process
            for page in self.pages:
                self._write(page)
        return self._process

    async def _next_answer(self, process: Process) -> Any:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        self._began, self._late = asyncio.get_running_loop().time(), False
        if self._in_step:
            await self._stand_still(process)
        head_length, _ = LENGTHS.unpack(await process.stdout.readexactly(LENGTHS.size))
        return orjson.loads(await process.stdout.readexactly(head_length))

    async def _stand_still(self, process: Process) -> None:
        """Do nothing, and let nothing else be done, until the answer begins to come; but not for long."""
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        await process.stdin.drain()
        transport: Any = process._transport  # type: ignore[attr-defined]  # asyncio has no other way to the pipe itself
        pipe = transport.get_pipe_transport(1).get_extra_info("pipe")
        if not pipe.closed:
            select.select([pipe], [], [], STILL_SECONDS)

    def _broken_by(self, error: Exception) -> PageBroken:
        if self._ends():
            return CrawlEnds("the crawl ends")
        if self._late:
            return PageBroken(f"the parser took longer than {self._seconds:.0f} seconds")
        return PageBroken(f"the parser ended without an answer ({type(error).__name__})")

    async def _watch(self) -> None:
        """End the process when its page takes too long or the crawl ends; what waits for its answer then learns it."""
        while True:
            await asyncio.sleep(POLL_SECONDS)
            took = asyncio.get_running_loop().time() - self._began
            if self._process is not None and (took > self._seconds or self._ends()):
                self._late = True
                self._kill()

    async def _started(self) -> Process:
        self._began = asyncio.get_running_loop().time()
        process = await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE, cwd=ROOT)
        if self._in_step:  # a page is sent to its end before the crawl stands still
            assert process.stdin is not None  # noqa: S101 - it is a pipe
            process.stdin.transport.set_write_buffer_limits(high=0)
        self._all = [*(one for one in self._all if one.returncode is None), process]
        return process

    def _ends(self) -> bool:
        return self._closed or self._is_ending()

    def _write(self, page: Page) -> None:
        assert self._process is not None  # noqa: S101 - it was looked at before
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        self._process.stdin.writelines(page.asked)

    def _kill(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            self._process = None
