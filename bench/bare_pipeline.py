"""What a crawl would be without a ledger: items are normalized as in a real crawl, and then forgotten."""

from typing import Any

from scrapy.crawler import Crawler

from pipelines.claims import RowReader, read_record
from spiders.items import RawRecord, RawRows


class NormalizeOnly:
    """Normalizes, stores nothing, and lets the crawl end well."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "NormalizeOnly":
        """Build."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Get the reader of the source's tables."""
        spider: Any = self.crawler.spider
        self.version = spider.parser_version
        self.rows = RowReader(spider.name, self.version)

    def process_item(self, item: Any) -> Any:
        """Give an item its meaning."""
        if isinstance(item, RawRows):
            self.rows.read(item)
        elif isinstance(item, RawRecord):
            read_record(item, self.version)
        return item
