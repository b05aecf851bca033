"""The Scrapy item pipeline: raw items become staged record versions, and the closing spider gets its verdict.

The only module of this room that knows Scrapy. What it stages is invisible until the run is accepted, and even then
it never touches what readers see.
"""

import gc
import logging
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from sqlalchemy.exc import SQLAlchemyError

from db.columns import Verdict
from db.engine import open_engine, trouble_in_words
from db.heartbeat import HeldLock, LockHeld, LockLost
from db.locks import crawl_lock
from db.schema import ensure_schema
from pipelines.record_reading import ReadingFailed, record_reading
from pipelines.run_intake import RunIntake
from pipelines.run_opening import open_run
from pipelines.run_verdict import Ended, end_run
from spiders.items import CaptureNote

logger = logging.getLogger(__name__)
VERDICT_STATISTIC = "himdir/verdict"
MEGABYTES_OF_MANY_SITES = 16
"""How much of the database is kept in memory by a crawl of many sites: pages come in one by one, for a long time."""


class NoRun(RuntimeError):
    """No run could be opened in the work database, so that nothing can be crawled."""


class StagePipeline:
    """Stages the items of one run and judges it when the spider closes."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        url, card = crawler.settings["WORK_DATABASE_URL"], getattr(crawler.spider, "card", None)
        many_sites = card is not None and card.crawl.hosts_at_once > 1
        self.records = record_reading(getattr(crawler.spider, "parser_version", ""), many_sites)
        self.engine = open_engine(url, MEGABYTES_OF_MANY_SITES) if many_sites else open_engine(url)
        self.trouble = ""
        self.lock: HeldLock | None = None
        self.intake: RunIntake | None = None
        self.live = crawler.settings.get("WEB_KIND") == "live"

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StagePipeline":
        """Connect to the crawler's signals; captures come as a signal, since nobody yields them."""
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.judge_run, signal=signals.spider_closed)
        if (recorded := crawler.settings.get("CAPTURE_SIGNAL")) is not None:
            crawler.signals.connect(pipeline.note_capture, signal=recorded)
        return pipeline

    def open_spider(self) -> None:
        """Open the run in the ledger and tell the spider which captures need not be read again."""
        try:
            self._open_run()
        except (SQLAlchemyError, OSError) as error:
            raise NoRun(f"{self.crawler.spider.name}: {trouble_in_words(error)}") from None  # type: ignore[union-attr]
        except LockHeld as held:
            words = f"{self.crawler.spider.name} is being read by {held.holder} already; wait for it to end"  # type: ignore[union-attr]
            raise NoRun(words) from None

    def _open_run(self) -> None:
        gc.freeze()  # blocks of rows make no cycles; looking for some among a million strings takes a tenth of the time
        gc.set_threshold(50_000, 20, 20)
        spider: Any = self.crawler.spider
        settings = self.crawler.settings
        ensure_schema(self.engine)
        shard = spider.arguments().get("shard", "")
        self.source, self.card = spider.name, spider.card
        self.lock = HeldLock(
            settings["WORK_DATABASE_URL"], crawl_lock(spider.name, shard), settings.getfloat("LOCK_SECONDS")
        )
        opened = open_run(self.engine, settings, spider, self.lock.holder.words)
        self.earlier, self.same = opened.earlier, opened.same
        self.intake = RunIntake(self.engine, opened.run_number, spider.name, spider.parser_version, self.records)

    def process_item(self, item: Any) -> Any:
        """Stage one raw item; a failure to store closes the spider, because a run with holes is worth nothing."""
        if self.lock is not None and self.lock.lost:
            self._give_up("the lock of this run went to another machine")
        try:
            if self.intake is not None:
                self.intake.take(item)
        except ReadingFailed as failed:
            self._give_up(str(failed))
        except (SQLAlchemyError, OSError) as error:
            self._give_up(trouble_in_words(error))
        return item

    def note_capture(self, note: CaptureNote) -> None:
        """Remember a capture for the next flush."""
        if self.intake is not None:
            self.intake.note_capture(note)

    def judge_run(self, reason: str) -> None:
        """Give the verdict, write it to the ledger and to the statistics that the exit code is made of."""
        if self.intake is None:
            self._let_go()
            return
        verdict = Verdict.quarantined
        try:
            self._take_the_rest(self.intake)
            verdict = self._close_run(self.intake, reason)
        except (SQLAlchemyError, OSError) as error:
            self._give_up(trouble_in_words(error))
        except LockLost as lost:
            self._give_up(f"{lost}. Nothing of this run counts")
        if self.trouble:
            verdict = Verdict.quarantined
        self._statistics().set_value(VERDICT_STATISTIC, verdict.value)
        self._let_go()

    def _take_the_rest(self, intake: RunIntake) -> None:
        """Read and store what is left; where the reading failed, the run is still closed, and says so."""
        try:
            intake.close()
        except ReadingFailed as failed:
            self._give_up(str(failed))
            intake.staged.close()

    def _let_go(self) -> None:
        self.records.close()
        if self.lock is not None:
            self.lock.give_back()
        self.engine.dispose()

    def _statistics(self) -> Any:
        return self.crawler.stats

    def _give_up(self, words: str) -> None:
        if not self.trouble:
            self.trouble = words
            logger.error("%s: %s", self.source, words)
            if self.crawler.engine is not None and self.crawler.spider is not None:
                self.crawler.engine.close_spider(self.crawler.spider, "stage_failed")

    def _close_run(self, intake: RunIntake, reason: str) -> Verdict:
        ended = Ended(reason, self._statistics().get_stats(), self.trouble, self.live)
        with self.engine.begin() as connection:
            if self.lock is not None:
                self.lock.require(connection)
            verdict, reasons = end_run(connection, intake, ended, self.card.gates, self.earlier, self.same)
        for words in reasons:
            logger.error("%s: quarantined: %s", self.source, words)
        return verdict
