"""``scrapy probe``: fetch one page as a source would, with its delay, its contact and robots.txt, and stage nothing."""

import argparse
import base64
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Response

from spiders.base import SourceSpider
from spiders.source import SourceCard, source_card, source_names


class Command(ScrapyCommand):
    """Writes what came, or why nothing came, as one JSON object."""

    requires_project = True

    def syntax(self) -> str:
        """How it is called."""
        return "[options] <source>"

    def short_desc(self) -> str:
        """What ``scrapy --help`` says."""
        return "Fetch one page of a source, and stage nothing (himdir probe uses it)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The page, and where to write."""
        super().add_options(parser)
        parser.add_argument("--url", required=True, help="the page")
        parser.add_argument("--into", required=True, type=Path, help="file for the JSON object")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Fetch the page; exit code 0 if it came, 1 if not, 2 for wrong use."""
        if len(args) != 1 or args[0] not in source_names():
            raise UsageError("give the name of one source: " + ", ".join(source_names()))
        assert self.crawler_process is not None  # noqa: S101 - set by Scrapy before run
        with tempfile.TemporaryDirectory(prefix="himdir-probe-") as folder:
            told: dict[str, Any] = {"ITEM_PIPELINES": {}, "CAPTURES_FOLDER": folder, "CAPTURES_STORE": None}
            for name, value in told.items():
                self.crawler_process.settings.set(name, value, priority="cmdline")
            found: dict[str, Any] = {"failed": "nothing came, and no reason was given; see the log"}
            try:
                self.crawler_process.crawl(_one_page(args[0], opts.url, found))
            except ValueError as error:
                print(f"scrapy probe: {error}", file=sys.stderr)  # noqa: T201 - a command speaks to its user
                self.exitcode = 2
                return
            self.crawler_process.start()
        opts.into.write_text(json.dumps(found), encoding="utf-8")
        self.exitcode = 1 if "failed" in found else 0


def _one_page(source: str, url: str, found: dict[str, Any]) -> type[SourceSpider]:
    """A spider that asks for one page in the name of a source; made here, so that it is no source itself."""

    class OnePage(SourceSpider):
        """One page."""

        name = source

        @classmethod
        def _card(cls) -> SourceCard:
            return source_card(source)

        async def start(self) -> AsyncIterator[Any]:
            """Ask for it."""
            yield Request(url, self.received, errback=self.not_received)

        def received(self, response: Response) -> None:
            """Keep it as it came, its content encoding undone."""
            found.clear()
            found.update(
                url=response.url,
                content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
                body=base64.b64encode(response.body).decode(),
            )

        def not_received(self, failure: Any) -> None:
            """Say why it did not come."""
            found["failed"] = failure.getErrorMessage()[:500] or failure.type.__name__

    return OnePage
