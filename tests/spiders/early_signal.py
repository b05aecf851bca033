"""An extension that tells its own process to end as soon as the run has been opened, while Scrapy still starts."""

import os
import signal
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler


class EarlySignal:
    """``EARLY_SIGNAL`` is the number."""

    def __init__(self, number: int) -> None:
        self.number = number

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "EarlySignal":
        """Made by Scrapy."""
        early = cls(crawler.settings.getint("EARLY_SIGNAL"))
        crawler.signals.connect(early.send, signals.spider_opened)
        return early

    def send(self, **_: Any) -> None:
        """Where a handler of Python takes the signal, it is called before this returns."""
        os.kill(os.getpid(), signal.Signals(self.number))
