"""``scrapy crawl`` with an exit code that tells the truth: 0 accepted, 1 not, 2 wrong use."""

import argparse
import sys
from typing import Any

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.defer import Deferred

from spiders.base import SourceSpider
from spiders.source import source_names

VERDICT = "himdir/verdict"


class Command(ScrapyCrawl):
    """Crawl one source as far as its verdict; what readers see is never touched."""

    def long_desc(self) -> str:
        """What ``--help`` says."""
        return (
            "Crawl one source and judge the run. Exit code: 0 accepted, 1 quarantined or failed, 2 wrong use.\n"
            "Examples: scrapy crawl ipeds -s WEB=sample    scrapy crawl ipeds -a year=2024 -a cip=core -s WEB=./tree"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the spider and set the exit code from the verdict in its statistics."""
        if len(args) != 1:
            raise UsageError("give the name of one source: " + ", ".join(source_names()))
        assert self.crawler_process is not None  # noqa: S101 - set by Scrapy before run
        try:
            spider_class = self.crawler_process.spider_loader.load(args[0])
        except KeyError:
            self._wrong_use(f"no source is called {args[0]!r}; there are: {', '.join(source_names())}")
            return
        try:
            spider_class(**opts.spargs)
            crawler = self.crawler_process.create_crawler(spider_class)
            if issubclass(spider_class, SourceSpider):
                spider_class.refuse_wrong_use(crawler.settings, opts.spargs)
        except (ValueError, TypeError) as error:
            self._wrong_use(str(error))
            return
        self.crawler_process.crawl(crawler, **opts.spargs)
        close_with_reactor(crawler)
        self.crawler_process.start()
        self.exitcode = 1 if self.crawler_process.bootstrap_failed else exit_code(crawler.stats)

    def _wrong_use(self, words: str) -> None:
        print(f"scrapy crawl: {words}", file=sys.stderr)  # noqa: T201 - a command speaks to its user
        self.exitcode = 2


def close_with_reactor(crawler: Crawler) -> None:
    """Close the spider, and with it its run, before the reactor ends.

    Scrapy does so itself once its engine runs. Told to end between the opening of the spider and that moment,
    it only stops the reactor, and the run would stand as running until somebody found it dead.
    """
    from twisted.internet import reactor

    def close() -> Deferred[None] | None:
        engine = crawler.engine
        return deferred_from_coro(engine.close_async()) if engine is not None and engine.spider is not None else None

    reactor.addSystemEventTrigger("before", "shutdown", close)  # type: ignore[arg-type]


def exit_code(statistics: Any) -> int:
    """0 only for a run that ended by itself, without an exception in a callback, and was accepted if it was judged."""
    figures = statistics.get_stats() if statistics is not None else {}
    if figures.get("finish_reason") != "finished" or figures.get("spider_exceptions/count"):
        return 1
    if VERDICT in figures:
        return 0 if figures[VERDICT] == "accepted" else 1
    return 0 if figures.get("item_scraped_count") else 1
