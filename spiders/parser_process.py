"""Parsing beside the crawl: pages go to processes of their own, within a time, while other sites are asked.

A process that hangs or dies costs its one page and is replaced. Knows no site and no parser; see spiders.page_worker.
"""

import asyncio
import contextlib
import os
import resource
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from datetime import date
from typing import Any

import orjson

from spiders.environment import ROOT
from spiders.items import RawItem
from spiders.page_worker import LENGTHS, decoded, packed

SECONDS_FOR_A_PAGE = 40.0
MOST_PROCESSES = 4
POLL_SECONDS = 0.2
COMMAND = (sys.executable, "-m", "spiders.page_worker")


class PageBroken(Exception):
    """A page that could not be parsed; the message says why."""


class CrawlEnds(PageBroken):
    """A page that is not parsed any more, for no fault of its own."""


class ParserProcesses:
    """As many processes as there are processors to spare, started when the first pages come."""

    def __init__(
        self,
        is_ending: Callable[[], bool],
        seconds: float = SECONDS_FOR_A_PAGE,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        self._is_ending, self._seconds, self._command = is_ending, seconds, command
        number = max(1, min(MOST_PROCESSES, (os.cpu_count() or 1) - 1))
        self._free: asyncio.LifoQueue[Process | None] = asyncio.LifoQueue()
        for _ in range(number):
            self._free.put_nowait(None)
        self._all: list[Process] = []

    async def parse(self, body: bytes, content_type: str, url: str, capture_id: str, on: date) -> list[RawItem]:
        """The items of a page. Raises PageBroken when it takes too long, or the parser raises or dies."""
        process, told = await self._free.get(), None
        try:
            if self._is_ending():
                raise CrawlEnds("the crawl ends")
            if process is None or process.returncode is not None:
                process = await self._started()
            asked = packed([content_type, url, capture_id, on.isoformat()], body)
            told = await self._within_time(self._exchange(process, asked))
        except TimeoutError:
            raise PageBroken(f"the parser took longer than {self._seconds:.0f} seconds") from None
        except (EOFError, OSError) as error:
            if self._is_ending():
                raise CrawlEnds("the crawl ends") from error
            raise PageBroken(f"the parser ended without an answer ({type(error).__name__})") from error
        finally:
            if told is None:  # what it would answer next belongs to this page
                self._kill(process)
                process = None
            self._free.put_nowait(process)
        items, why = told
        if why:
            raise PageBroken(why)
        return decoded(items)

    async def warm_up(self) -> None:
        """Start one process before the first page comes."""
        process = await self._free.get()
        try:
            process = process or await self._started()
        finally:
            self._free.put_nowait(process)

    async def close(self) -> int:
        """End all processes; the peak of their memory in kB."""
        for process in self._all:
            self._kill(process)
        for process in self._all:
            await process.wait()
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss

    async def _started(self) -> Process:
        process = await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE, cwd=ROOT)
        self._all = [*(one for one in self._all if one.returncode is None), process]
        return process

    async def _exchange(self, process: Process, asked: bytes) -> Any:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
        process.stdin.write(asked)
        await process.stdin.drain()
        head_length, _ = LENGTHS.unpack(await process.stdout.readexactly(LENGTHS.size))
        return orjson.loads(await process.stdout.readexactly(head_length))

    async def _within_time(self, exchange: Any) -> Any:
        task, left = asyncio.ensure_future(exchange), self._seconds
        while not (await asyncio.wait({task}, timeout=min(POLL_SECONDS, left)))[0]:
            left -= POLL_SECONDS
            if self._is_ending():
                task.cancel()
                raise CrawlEnds("the crawl ends")
            if left <= 0:
                task.cancel()
                raise TimeoutError
        return task.result()

    def _kill(self, process: Process | None) -> None:
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
