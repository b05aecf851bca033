"""A spider that fetches what it is told and does nothing with it: what the benchmark of school_pages compares with."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from spiders.school_pages import SchoolPagesSpider


class PeerSpider(Spider):
    """``-a urls=FILE``: one address a line. Has the settings of school_pages, without captures and staging."""

    name = "peer"

    def __init__(self, urls: str, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.urls = Path(urls)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The settings of school_pages; what keeps and stages is taken out."""
        SchoolPagesSpider.update_settings(settings)
        kept = {**settings.getdict("DOWNLOADER_MIDDLEWARES"), "spiders.captures.CaptureMiddleware": None}
        settings.set("DOWNLOADER_MIDDLEWARES", kept, priority="cmdline")
        settings.set("ITEM_PIPELINES", {}, priority="cmdline")
        settings.set("SPIDER_MODULES", ["bench.school_peer"], priority="cmdline")

    async def start(self) -> AsyncIterator[Any]:
        """Ask for every address."""
        for url in self.urls.read_text(encoding="utf-8").split():
            yield Request(url, self.nothing, dont_filter=True, meta={"handle_httpstatus_all": True})

    def nothing(self, response: Response) -> None:
        """Do nothing."""
