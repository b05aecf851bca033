"""The Scrapy item pipeline: raw items become staged record versions, and the closing spider gets its verdict.

The only module of this room that knows Scrapy. What it stages is invisible until the run is accepted, and even then
it never touches what readers see.
"""

import gc
import json
import logging
from collections import Counter
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from sqlalchemy.exc import SQLAlchemyError

from db import ledger, staging
from db.columns import Verdict
from db.engine import open_engine, trouble_in_words
from db.heartbeat import HeldLock, LockHeld, LockLost
from db.locks import crawl_lock
from db.schema import ensure_schema
from pipelines.claims import Problem, RowReader, Versions, read_record
from pipelines.gates import RunFigures, judge
from pipelines.rules import rules_digest
from pipelines.staged_rows import StagedRows
from spiders.items import CaptureNote, HostRead, RawRecord, RawRows, Surprise, Tally, Unchanged, UnchangedPages

logger = logging.getLogger(__name__)
LOG_LEVELS = {"note": logging.INFO, "warning": logging.WARNING}
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
        self.engine = open_engine(url, MEGABYTES_OF_MANY_SITES) if many_sites else open_engine(url)
        self.trouble = ""
        self.lock: HeldLock | None = None
        self.run_number = 0
        self.seen: dict[str, dict[str, str]] = {}
        self.stated: dict[str, Counter[str]] = {}
        self.unchanged: list[str] = []
        self.hosts_read: set[str] = set()
        self.tallies: dict[str, int] = {}
        self.surprises: dict[str, dict[str, Any]] = {}
        self.held = 0
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
        self.lock = HeldLock(
            settings["WORK_DATABASE_URL"], crawl_lock(spider.name, shard), settings.getfloat("LOCK_SECONDS")
        )
        start = ledger.RunStart(
            run_id=settings["RUN_ID"],
            source=spider.name,
            arguments=spider.arguments(),
            parser_version=spider.parser_version,
            rules=":".join(filter(None, (rules_digest(), spider.reading_context))),
            refresh_id=settings.get("REFRESH_ID"),
            shard=shard,
            holder=self.lock.holder.words,
        )
        self.source, self.parser_version, self.card = spider.name, spider.parser_version, spider.card
        self.rows = RowReader(self.source, self.parser_version)
        with self.engine.begin() as connection:
            ledger.claim_home(connection, settings["WEB_KIND"])
            self.earlier = ledger.comparable_runs(connection, self.source, start.arguments)
            same = ledger.comparable_runs(
                connection, self.source, start.arguments, 1, parser_version=start.parser_version, rules=start.rules
            )
            self.same = same[0] if same else None
            spider.known_captures = staging.member_captures(connection, same[0].members_of) if same else frozenset()
            self.run_number = ledger.start_run(connection, start)
        self.staged = StagedRows(self.engine, self.run_number)

    def process_item(self, item: Any) -> Any:
        """Stage one raw item; a failure to store closes the spider, because a run with holes is worth nothing."""
        if self.lock is not None and self.lock.lost:
            self._give_up("the lock of this run went to another machine")
        try:
            self._take(item)
        except (SQLAlchemyError, OSError) as error:
            self._give_up(trouble_in_words(error))
        return item

    def note_capture(self, note: CaptureNote) -> None:
        """Remember a capture for the next flush."""
        row = (note.capture_id, self.source, self.run_number, note.url, note.sha256, note.captured_at)
        self.staged.add_capture((*row, note.status, note.content_type, note.size, note.warc, note.offset))

    def judge_run(self, reason: str) -> None:
        """Give the verdict, write it to the ledger and to the statistics that the exit code is made of."""
        if not self.run_number:
            self._let_go()
            return
        verdict = Verdict.quarantined
        try:
            self.staged.close()
            verdict = self._close_run(reason)
        except (SQLAlchemyError, OSError) as error:
            self._give_up(trouble_in_words(error))
        except LockLost as lost:
            self._give_up(f"{lost}. Nothing of this run counts")
        if self.trouble:
            verdict = Verdict.quarantined
        self._statistics().set_value(VERDICT_STATISTIC, verdict.value)
        self._let_go()

    def _let_go(self) -> None:
        if self.lock is not None:
            self.lock.give_back()
        self.engine.dispose()

    def _statistics(self) -> Any:
        return self.crawler.stats

    def _take(self, item: Any) -> None:
        match item:
            case RawRows():
                self._stage(self.rows.read(item))
            case RawRecord():
                self.staged.singles += 1
                self._stage(read_record(item, self.parser_version))
            case Surprise():
                self._surprise(item.code, item.severity, item.message, item.url, item.place, item.sample)
            case Tally():
                self.tallies[item.name] = item.value
            case Unchanged():
                self.unchanged.append(item.capture_id)
                self.staged.flush_pages()
            case UnchangedPages():
                self.unchanged += item.capture_ids
                self.staged.flush_pages()
            case HostRead():
                self.hosts_read.add(item.host)
            case _:
                self._surprise("unknown_item", "fatal", f"the spider gave an item of type {type(item).__name__}")

    def _stage(self, block: Versions) -> None:
        for problem in block.problems:
            self._problem(problem)
        self._refuse_repeated_keys(block)
        self.stated.setdefault(block.kind, Counter()).update(block.stated)
        self.staged.add(block)

    def _refuse_repeated_keys(self, block: Versions) -> None:
        seen = self.seen.setdefault(block.kind, {})
        if len(set(block.keys)) == len(block.keys) and seen.keys().isdisjoint(block.keys):
            seen.update(zip(block.keys, block.ids, strict=True))
            return
        for key, version, place in zip(block.keys, block.ids, block.places, strict=True):
            if seen.setdefault(key, version) != version:
                words = f"two records of kind {block.kind} have the key {key!r} and say different things"
                self._surprise("conflicting_records", "fatal", words, place=place)

    def _problem(self, problem: Problem) -> None:
        self.held += problem.held
        severity = "warning" if problem.held else "note"
        self._surprise(problem.code, severity, problem.message, place=problem.place, sample=problem.sample)

    def _surprise(
        self, code: str, severity: str, message: str, url: str = "", place: str = "", sample: str = ""
    ) -> None:
        known = self.surprises.get(code)
        if known is not None:
            known["occurrences"] += 1
            return
        logger.log(LOG_LEVELS.get(severity, logging.ERROR), "%s: %s", self.source, message)
        told = {"code": code, "severity": severity, "message": message[:2000], "occurrences": 1}
        self.surprises[code] = {**told, "url": url[:2000], "place": place[:500], "sample": sample[:500]}

    def _give_up(self, words: str) -> None:
        if not self.trouble:
            self.trouble = words
            logger.error("%s: %s", self.source, words)
            if self.crawler.engine is not None and self.crawler.spider is not None:
                self.crawler.engine.close_spider(self.crawler.spider, "stage_failed")

    def _close_run(self, reason: str) -> Verdict:
        counts = {kind: len(seen) for kind, seen in self.seen.items()}
        fill = {
            kind: {name: round(number / counts[kind], 6) for name, number in sorted(stated.items())}
            for kind, stated in self.stated.items()
            if counts.get(kind)
        }
        with self.engine.begin() as connection:
            if self.lock is not None:
                self.lock.require(connection)
            members_of, counts, fill = self._take_unchanged(connection, counts, fill)
            figures = self._figures(counts, fill, reason)
            reasons = judge(self.card.gates, figures, [run.counts for run in self.earlier])
            verdict = Verdict.quarantined if reasons else Verdict.accepted
            ledger.add_surprises(connection, self.run_number, list(self.surprises.values()))
            ledger.end_run(
                connection, self.run_number, verdict, reasons=reasons, counts=counts, fill=fill, tallies=self.tallies,
                finish_reason=reason, members_of=members_of, statistics=self._told_statistics(),
                hosts_read=sorted(self.hosts_read) or None,
            )  # fmt: skip
        for words in reasons:
            logger.error("%s: quarantined: %s", self.source, words)
        return verdict

    def _take_unchanged(
        self, connection: Any, counts: dict[str, int], fill: dict[str, dict[str, float]]
    ) -> tuple[int, dict[str, int], dict[str, dict[str, float]]]:
        if not self.unchanged or self.same is None:
            return self.run_number, counts, fill
        if not counts and set(self.unchanged) == set(staging.member_captures(connection, self.same.members_of)):
            self.tallies = {**self.same.tallies, **self.tallies}
            return self.same.members_of, self.same.counts, self.same.fill
        staging.copy_members(connection, self.run_number, self.same.members_of, self.unchanged)
        for kind, number in staging.member_counts(connection, self.run_number).items():
            fresh, read, known = counts.get(kind, 0), fill.get(kind, {}), self.same.fill.get(kind, {})
            fill[kind] = {
                name: round((fresh * read.get(name, 0) + (number - fresh) * known.get(name, 0)) / number, 6)
                for name in sorted(read.keys() | known.keys())
            }
            counts[kind] = number
        return self.run_number, counts, fill

    def _figures(self, counts: dict[str, int], fill: dict[str, dict[str, float]], reason: str) -> RunFigures:
        number = self._statistics().get_value
        failed = sum(
            int(number(f"downloader/response_status_count/{status}", 0)) for status in (500, 502, 503, 504, 403, 429)
        )
        return RunFigures(
            live=self.live,
            counts=counts,
            fill=fill,
            tallies=self.tallies,
            fatal=[row["message"] for row in self.surprises.values() if row["severity"] == "fatal"],
            warnings=sum(row["occurrences"] for row in self.surprises.values() if row["severity"] == "warning"),
            held=self.held,
            finish_reason=reason,
            spider_exceptions=int(number("spider_exceptions/count", 0) or 0),
            replay_misses=int(number("replay/miss", 0)),
            pages=int(number("downloader/response_count", 0)),
            failed_pages=failed + int(number("downloader/exception_count", 0)),
            trouble=self.trouble or str(number("captures/trouble", "") or ""),
        )

    def _told_statistics(self) -> dict[str, Any]:
        kept = ("downloader/", "httpcache/", "robotstxt/", "replay/", "response_received_count", "elapsed", "captures/")
        told = {name: value for name, value in self._statistics().get_stats().items() if name.startswith(kept)}
        return json.loads(json.dumps(told, default=str))  # type: ignore[no-any-return]
