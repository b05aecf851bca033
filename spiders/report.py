"""A crawl's progress for the process that started it: one JSON line a second, and a last one with everything."""

import json
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call

SECONDS = 1.0


class CrawlReport:
    """Appends statistics to the file named by the setting ``CRAWL_REPORT``."""

    def __init__(self, crawler: Crawler, path: Path) -> None:
        self.crawler = crawler
        self.file = path.open("a", encoding="utf-8")
        self.loop: AsyncioLoopingCall | Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CrawlReport":
        """Build when a report was asked for."""
        if not (path := crawler.settings.get("CRAWL_REPORT")):
            raise NotConfigured
        report = cls(crawler, Path(path))
        crawler.signals.connect(report.start, signal=signals.spider_opened)
        crawler.signals.connect(report.end, signal=signals.engine_stopped)
        return report

    def start(self) -> None:
        """Begin to write."""
        self.loop = create_looping_call(self.write)
        self.loop.start(SECONDS)

    def end(self) -> None:
        """Write the last line."""
        if self.loop is not None:
            self.loop.stop()
        self.write()
        self.file.close()

    def write(self) -> None:
        """One line with all statistics."""
        assert self.crawler.stats is not None  # noqa: S101 - set before extensions are built
        self.file.write(json.dumps({"stats": self.crawler.stats.get_stats()}, default=str) + "\n")
        self.file.flush()
