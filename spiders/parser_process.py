"""Parsing beside the crawl: pages go to processes of their own, within a time, while other sites are asked.

A process that hangs or dies costs its one page and is replaced. Where others crawl on the same machine, a crawl and its
parser take turns. Knows no site and no parser; see spiders.page_worker.
"""

import os
import resource
from collections import deque
from collections.abc import Callable
from datetime import date
from typing import Any

from spiders.items import RawItem
from spiders.page_worker import decoded, frame
from spiders.parser_lane import AHEAD, COMMAND, CrawlEnds, Page, PageBroken, ParserLane

__all__ = ["CrawlEnds", "PageBroken", "ParserProcesses"]
SECONDS_FOR_A_PAGE = 40.0
MOST_PROCESSES = 4


class ParserProcesses:
    """As many processes as there are processors to spare, started when the first pages come.

    ``in_step``: one process, which takes turns with the crawl, so that both together take one processor.
    """

    def __init__(
        self,
        is_ending: Callable[[], bool],
        seconds: float = SECONDS_FOR_A_PAGE,
        command: tuple[str, ...] = COMMAND,
        *,
        in_step: bool = False,
    ) -> None:
        number = 1 if in_step else max(1, min(MOST_PROCESSES, (os.cpu_count() or 1) - 1))
        self._lanes = [ParserLane(is_ending, self._hand_out, seconds, command, in_step) for _ in range(number)]
        self._ahead = 1 if in_step else AHEAD
        self._waiting: deque[Page] = deque()

    async def parse(
        self, body: bytes, content_type: str, url: str, capture_id: str, on: date
    ) -> tuple[list[RawItem], Any]:
        """The items of a page and what else the parser tells of it, as JSON values.

        Raises PageBroken when it takes too long, or the parser raises or dies.
        """
        page = Page(frame([content_type, url, capture_id, on.isoformat()], body))
        self._waiting.append(page)
        self._hand_out()
        items, beside, why = await page.answer
        if why:
            raise PageBroken(why)
        return decoded(items), beside

    async def warm_up(self) -> None:
        """Start one process before the first page comes."""
        await self._lanes[0].start()

    async def close(self) -> int:
        """End all processes; the peak of their memory in kB."""
        for lane in self._lanes:
            await lane.close()
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss

    def _hand_out(self) -> None:
        """Pages go where fewest wait, so that another process starts only when the others have something to do."""
        while self._waiting:
            lane = min(self._lanes, key=lambda lane: len(lane.pages))
            if len(lane.pages) >= self._ahead:
                return
            lane.take(self._waiting.popleft())
