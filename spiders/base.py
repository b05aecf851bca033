"""What every spider of this project shares: its source's card, its limits, its captures, its way of being surprised.

May not parse: parsers are pure functions that raise StructureChanged, which a spider's callbacks turn into a Surprise.
"""

from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from spiders.items import Severity, Surprise
from spiders.source import SourceCard, source_card
from spiders.structure import StructureChanged

__all__ = ["SourceSpider", "StructureChanged"]


class _CardOfName:
    """The card of the source that the class is named after, read when first asked for."""

    def __get__(self, instance: object, owner: type[Spider]) -> SourceCard:
        return source_card(owner.name)


class SourceSpider(Spider):
    """A spider of one source. Arguments that neither the spider nor its card knows are refused with ValueError.

    ``known_captures`` are the captures that an accepted run of the same parser and arguments has read; they are set
    from outside before the first request.
    """

    card: SourceCard = _CardOfName()  # type: ignore[assignment]
    known_captures: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **arguments: str) -> None:
        if unknown := sorted(set(arguments) - set(self.card.arguments)):
            known = ", ".join(self.card.arguments) or "none"
            raise ValueError(f"{self.name} has no argument {', '.join(unknown)}; its arguments are: {known}")
        super().__init__(*args)
        self._arguments = dict(arguments)

    @property
    def parser_version(self) -> str:
        """The version of what this spider reads out of a page; captures are read anew when it changes."""
        return self.card.parser_version

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Hold the crawl to the limits of the card; ValueError when robots.txt is set aside without a reason."""
        super().update_settings(settings)
        crawl = cls.card.crawl
        if not (crawl.obey_robots or crawl.robots_override_reason.strip()):
            raise ValueError(f"{cls.name}: robots.txt may be set aside only with a robots_override_reason in its card")
        limits = {
            "ROBOTSTXT_OBEY": crawl.obey_robots,
            "DOWNLOAD_DELAY": crawl.delay,
            "CONCURRENT_REQUESTS_PER_DOMAIN": crawl.concurrency,
            "DOWNLOAD_MAXSIZE": min(crawl.maximum_bytes, settings.getint("DOWNLOAD_MAXSIZE")),
            "CLOSESPIDER_PAGECOUNT": crawl.maximum_pages,
            # No deeper than there may be pages: a page too many ends the run in the open, a depth would drop it unseen.
            "DEPTH_LIMIT": crawl.maximum_pages,
        }
        settings.setdict(limits, priority="spider")

    def arguments(self) -> dict[str, str]:
        """The spider arguments that change what is read: runs are comparable when these are equal."""
        return dict(self._arguments)

    def capture_of(self, response: Response) -> str:
        """The id of the capture that holds the response."""
        return str(response.meta["capture_id"])

    def unchanged(self, response: Response) -> bool:
        """Whether an accepted run has read these very bytes from this address already."""
        return self.capture_of(response) in self.known_captures

    def surprise(
        self,
        code: str,
        message: str,
        severity: Severity = "warning",
        response: Response | None = None,
        place: str = "",
        sample: str = "",
    ) -> Surprise:
        """A surprise of this source; ``sample`` is cut to what an item may hold."""
        return Surprise(
            source=self.name,
            code=code,
            message=message,
            severity=severity,
            url=response.url if response is not None else "",
            place=place,
            sample=sample[:500],
        )
