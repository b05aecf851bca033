"""What every spider of this project has: its card, its captures, and surprises instead of guesses."""

import inspect
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from spiders.captures import new_run_id
from spiders.environment import Environment, SettingMissing, missing_setting_words
from spiders.honesty import refuse_dishonest, user_agent
from spiders.items import Severity, Surprise
from spiders.source import SourceCard, source_card
from spiders.structure import StructureChanged
from spiders.web import LIVE, chosen_web, web_settings

__all__ = ["SourceSpider", "StructureChanged"]


class SourceSpider(Spider):
    """A spider of one source. Subclasses fetch; parsing is done by pure functions of bytes."""

    name: str
    known_captures: frozenset[str] = frozenset()
    """Captures that an accepted run with the same parser and arguments has read; set before the start."""

    def __init__(self, *args: Any, **arguments: str) -> None:
        if unknown := sorted(set(arguments) - set(self.card.arguments)):
            known = ", ".join(self.card.arguments) or "none"
            raise ValueError(f"{self.name} has no argument {', '.join(unknown)}; its arguments are: {known}")
        super().__init__(*args)
        self._arguments = dict(arguments)

    @property
    def card(self) -> SourceCard:
        """The facts about the source."""
        return self._card()

    @classmethod
    def _card(cls) -> SourceCard:
        return source_card(cls.name, Path(inspect.getfile(cls)).resolve().parent)

    @property
    def parser_version(self) -> str:
        """The version of the parser, from the card."""
        return self.card.parser_version

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Put the card's limits and the chosen web into the settings of this crawl."""
        super().update_settings(settings)
        card = cls._card()
        environment = Environment()
        web = chosen_web(settings["WEB"], settings["CONTACT"])
        told = {
            "DOWNLOAD_DELAY": card.crawl.delay,
            "CONCURRENT_REQUESTS_PER_DOMAIN": card.crawl.concurrency,
            "CONCURRENT_REQUESTS": card.crawl.concurrency * card.crawl.hosts_at_once,
            "USER_AGENT": user_agent(settings["CONTACT"]),
            "CLOSESPIDER_PAGECOUNT": card.crawl.maximum_pages,
            "DOWNLOAD_MAXSIZE": min(card.crawl.maximum_bytes, settings.getint("DOWNLOAD_MAXSIZE")),
            "ROBOTSTXT_OBEY": card.crawl.obey_robots,
            "API_KEY_USE": card.crawl.key.model_dump() if card.crawl.key else None,
            "SHIPPED_FILES": card.shipped_files,
            **web_settings(web, environment),
        }
        for name, value in told.items():
            settings.set(name, value, priority="spider")
        if not settings["RUN_ID"]:
            settings.set("RUN_ID", new_run_id(cls.name), priority="spider")
        refuse_dishonest(settings, card.crawl.obey_robots)
        if web == LIVE and card.needs_setting and not environment.has(card.needs_setting):
            raise SettingMissing(missing_setting_words(card.name, card.needs_setting))

    @classmethod
    def refuse_wrong_use(cls, settings: BaseSettings, arguments: dict[str, str]) -> None:
        """Raise ValueError with what to do, when these arguments make no sense on the web of these settings."""

    @property
    def reading_context(self) -> str:
        """What else the records rest on beside bytes, parser and rules: when it changes, every page is read again."""
        return ""

    def arguments(self) -> dict[str, str]:
        """The arguments that change what is read; runs with equal arguments are comparable."""
        return dict(self._arguments)

    def capture_of(self, response: Response) -> str:
        """The id of the capture that a response was kept under."""
        return str(response.meta["capture_id"])

    def unchanged(self, response: Response) -> bool:
        """Whether these bytes were read already, by the same parser in an accepted run."""
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
        """A surprise of this source."""
        url = response.url if response is not None else ""
        told: dict[str, Any] = {"code": code, "message": message, "severity": severity, "url": url, "place": place}
        return Surprise(source=self.name, sample=sample[:500], **told)
