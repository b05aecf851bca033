"""School pages as they are, but in a hurry and allowed to visit servers of this machine: for nights in tests.

Named as a settings module by SCRAPY_SETTINGS_MODULE, so that what a worker starts uses it, too.
"""

from scrapy.settings import BaseSettings

from spiders.school_pages import SchoolPagesSpider
from spiders.source import SourceCard, source_card
from tests.flows.local_settings import *  # noqa: F403 - those of the project that suit a test, and these

SPIDER_MODULES = ["tests.flows.shard_spiders"]


class HurriedSchoolPages(SchoolPagesSpider):
    """The spider of the project with a delay that a test can wait for."""

    @classmethod
    def _card(cls) -> SourceCard:
        return source_card("school_pages")

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The delay last, since the card's own is that of the live web."""
        super().update_settings(settings)
        settings.set("DOWNLOAD_DELAY", 0.05, priority="spider")
