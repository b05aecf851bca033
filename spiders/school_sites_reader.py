"""Reading what a site answered with: pages by the parser of program pages, sitemaps for where to go. Asks nothing."""

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from spiders.items import RawItem, RawRecord, RawValue, Surprise, UnchangedPages
from spiders.known_links import KnownLinks
from spiders.parser_process import CrawlEnds, PageBroken
from spiders.school_pages_page import looks_like_program_page
from spiders.school_sites_domains import Domain, unitids_of
from spiders.school_sites_fate import Target
from spiders.school_sites_figures import VisitFigures
from spiders.school_sites_links import Promising, links_from, links_on_site, promising_in
from spiders.school_sites_plan import SOURCE, Plan
from spiders.school_sites_sitemaps import best_first, read_sitemap
from spiders.school_sites_walk import SiteWalk

logger = logging.getLogger(__name__)
HTML_TYPES = ("text/html", "application/xhtml+xml", "")
PDF = b"%PDF-"
NOT_A_PROGRAM = "page_kind"
Parse = Callable[[bytes, str, str, str, date], Awaitable[tuple[list[RawItem], Any]]]
"""Body, content type, address, capture and its day; the items of a page, and its ``Promising`` as a list or nothing."""


@dataclass(slots=True)
class Lane:
    """A domain under way: its sites one after the other, with the pages and keys seen, and captures that stand."""

    domain: Domain
    seen: set[int] = field(default_factory=set)
    keys: dict[int, int] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    began: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A page or sitemap as it came, and on which day; ``unchanged`` says that an accepted run has read these bytes.

    Names of ``headers`` are in lower case.
    """

    url: str
    body: bytes
    headers: Mapping[str, str]
    capture_id: str
    unchanged: bool
    on: date

    @property
    def content_type(self) -> str:
        """The type that the site gives, empty where it gives none."""
        return self.headers.get("content-type", "")


class AnswerReader:
    """Turns answers into raw items and into addresses for the walk, and counts. ``parse`` raises PageBroken."""

    def __init__(self, plan: Plan, figures: VisitFigures, parse: Parse, known_links: KnownLinks | None = None) -> None:
        self.plan, self.figures, self.parse, self.known_links = plan, figures, parse, known_links

    def read_sitemap(self, answer: Answer, walk: SiteWalk, target: Target) -> None:
        """Give the walk what a sitemap lists."""
        told = read_sitemap(answer.body, self.plan.limits)
        self.figures.counts["sitemaps_read"] += 1
        if told.cut:
            self.figures.trouble("sitemap_cut", target.url)
        if told.is_index:
            walk.add_sitemaps(target, best_first(told.addresses, self.plan))
        else:
            walk.add_links(target, links_from(told.addresses, target.url, walk.site.hosts, self.plan))

    async def read_page(self, answer: Answer, lane: Lane, walk: SiteWalk, target: Target) -> list[RawItem]:
        """The records of a page, none when it stands as it was; its links go to the walk."""
        counts = self.figures.counts
        walk.page_read(target)
        is_pdf = answer.body.startswith(PDF)
        counts["pdf_pages"] += is_pdf
        if not is_pdf and answer.content_type.partition(";")[0].strip().lower() not in HTML_TYPES:
            counts["pages_of_other_kinds"] += 1
            return []
        items: list[RawItem] = []
        told: Promising | None = None
        if answer.unchanged:
            counts.update(("pages_unchanged", "pages_opened", "pages_read_well"))
            lane.unchanged.append(answer.capture_id)
        elif looks_like_program_page(answer.body):
            items, told = await self._parsed(answer, lane, walk, target)
        found = answer.unchanged or any(isinstance(item, RawRecord) for item in items)
        counts["pages_him" if found else "pages_other"] += 1
        walk.programs_found += found
        if not is_pdf:
            links = links_on_site(self._links(answer, told), answer.url, walk.site.hosts, self.plan)
            counts["pdf_links"] += links.pdfs if found else 0
            walk.add_links(target, links.links)
        return items

    def _links(self, answer: Answer, told: Promising | None) -> Promising:
        """The links that promise something: as they are known of this capture, or as they are ``told`` or found now."""
        if self.known_links is not None and (known := self.known_links.get(answer.capture_id)) is not None:
            return known
        links = told if told is not None else promising_in(answer.body)
        if self.known_links is not None:
            self.known_links.keep(answer.capture_id, links)
        return links

    def unchanged_of(self, lane: Lane) -> Iterator[RawItem]:
        """The word that pages of a domain stand as they were, if some do; one for all, since each item takes time."""
        if lane.unchanged:
            yield UnchangedPages(source=SOURCE, capture_ids=tuple(lane.unchanged))

    async def _parsed(
        self, answer: Answer, lane: Lane, walk: SiteWalk, target: Target
    ) -> tuple[list[RawItem], Promising | None]:
        """The items of a page, and its links; a parser that fails on one page of the web fails on that page only."""
        self.figures.counts["pages_opened"] += 1
        try:
            items, links = await self.parse(answer.body, answer.content_type, answer.url, answer.capture_id, answer.on)
        except CrawlEnds:
            return [], None
        except PageBroken as broken:
            logger.error("%s cannot be read: %s", answer.url[:300], broken)
            self._unreadable(answer, str(broken)[:100])
            return [], None
        refusals = [item.code for item in items if isinstance(item, Surprise) and item.severity == "warning"]
        if refusals and not any(isinstance(item, RawRecord) for item in items):
            self._unreadable(answer, refusals[0])
        else:
            self.figures.counts["pages_read_well"] += 1
        unitids = unitids_of(lane.domain, walk.site, target.host, target.unitid)
        visited_for = tuple(RawValue(field="start_unitid", text=unitid, at="none") for unitid in unitids)
        told: list[RawItem] = []
        for item in items:
            if isinstance(item, Surprise) and item.code == NOT_A_PROGRAM:
                continue  # counted as pages_other
            if not isinstance(item, RawRecord):
                told.append(item)
            elif self._is_new(lane, item):
                told.append(item.model_copy(update={"values": (*item.values, *visited_for)}))
        return told, Promising(*links) if links is not None else None

    def _unreadable(self, answer: Answer, why: str) -> None:
        self.figures.counts["pages_unreadable"] += 1
        self.figures.trouble("page_unreadable", f"{answer.url[:150]} ({why})")

    def _is_new(self, lane: Lane, record: RawRecord) -> bool:
        """Whether the key is new on its domain; one that is met again in other words is counted, and the first kept."""
        key = _digest(record.key)
        words = _digest("\n".join(f"{value.field} {value.text}" for value in record.values))
        earlier = lane.keys.get(key)
        if earlier is None:
            lane.keys[key] = words
        elif earlier != words:
            self.figures.trouble("record_repeated", record.key)
        return earlier is None


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())
