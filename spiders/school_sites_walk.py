"""The walk through one site: which address comes next, within its budgets. Knows neither Scrapy nor a clock.

The order depends on the site's answers only, so that a replay of the captures walks the same way.
"""

import heapq
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from urllib.parse import urljoin

from spiders.school_sites_addresses import cleaned, parts_of, plain_host
from spiders.school_sites_answers import Meaning
from spiders.school_sites_domains import Site
from spiders.school_sites_fate import SiteFate, Target
from spiders.school_sites_links import Link
from spiders.school_sites_plan import Plan


class SiteWalk(SiteFate):
    """One site under way. ``seen`` is shared by the sites of a domain: a page of a shared catalog is read once."""

    def __init__(self, site: Site, plan: Plan, seen: set[int]) -> None:
        super().__init__(site)
        self.plan, self.seen = plan, seen
        self.asked = self.sitemaps_asked = self.dropped = 0
        pages = ((url, unitid) for url, unitid in site.pages.items() if url != site.website)
        self._starts = deque(Target(url, "start", unitid=unitid) for url, unitid in pages)
        self._next: deque[Target] = deque()
        self._sitemaps: deque[Target] = deque()
        self._heap: list[tuple[int, int, int, Target]] = []
        self._order = self._hubs = 0
        self._explored = self._sitemaps_offered = False

    def next(self) -> Target | None:
        """The address to ask for now; None when the walk is over."""
        while self.ended is None:
            target = self._pop()
            if target is None:
                return None
            if target.host in self.left_hosts or not self._unseen(target.url):
                continue
            if target.role == "sitemap":
                self.sitemaps_asked += 1
            else:
                self.asked += 1
            return target
        return None

    def _pop(self) -> Target | None:
        if self._next:
            return self._next.popleft() if self._within_budget() else None
        if self._starts:
            return self._starts.popleft() if self._within_budget() else None
        if not self._explored and self.site.website:
            self._explored = True
            if self._unknown_programs():
                return Target(self.site.website, "home")
        if self._sitemaps and self.sitemaps_asked < self.plan.limits.sitemaps_per_site:
            return self._sitemaps.popleft()
        while self._heap and self._within_budget():
            target = heapq.heappop(self._heap)[3]
            if target.named or self._hubs < self.plan.limits.hubs_per_site:
                self._hubs += not target.named
                return target
        return None

    def _within_budget(self) -> bool:
        return self.asked < self.plan.limits.pages_per_site

    def _unknown_programs(self) -> bool:
        """Whether the pages that other sources name are fewer than the programs that the institution reports."""
        return not self.site.named or self.programs_found < max(1, self.site.programs)

    def _unseen(self, url: str) -> bool:
        digest = int.from_bytes(blake2b(url.encode("utf-8", "replace"), digest_size=8).digest())
        if digest in self.seen:
            return False
        self.seen.add(digest)
        return True

    @property
    def wants_sitemaps(self) -> bool:
        """Whether the site is being explored and its sitemaps are not known yet."""
        return self._explored and not self._sitemaps_offered and self.ended is None

    def offer_sitemaps(self, addresses: Iterable[str], base: str) -> None:
        """Sitemaps that robots.txt names, once; without any, the usual address is tried."""
        self._sitemaps_offered = True
        told = [url for url in (self._on_site(base, address) for address in addresses) if url]
        self._sitemaps.extend(Target(url, "sitemap") for url in told or [urljoin(base, "/sitemap.xml")])

    def add_sitemaps(self, target: Target, addresses: Iterable[str]) -> None:
        """The sitemaps of an index, which may not be the child of an index itself."""
        if target.depth == 0:
            urls = (self._on_site(target.url, address) for address in addresses)
            room = self.plan.limits.sitemaps_per_site
            self._sitemaps.extend(Target(url, "sitemap", depth=1) for url in [*filter(None, urls)][:room])

    def add_links(self, target: Target, links: Iterable[Link]) -> None:
        """Links that a page or a sitemap holds; the least promising are dropped when too many wait."""
        depth = target.depth + 1
        if depth > self.plan.limits.depth:
            return
        for link in links:
            self._order += 1
            told = Target(link.url, "page", depth, named=link.names_program)
            heapq.heappush(self._heap, (2 * depth - link.promise, depth, self._order, told))
        if (excess := len(self._heap) - self.plan.limits.waiting_per_site) > 0:
            self._heap = heapq.nsmallest(self.plan.limits.waiting_per_site, self._heap)
            self.dropped += excess

    def moved(self, target: Target, location: str) -> None:
        """A redirect: followed on the site, a few times in a row, never in a circle."""
        chain = (*target.chain, target.url)
        url = self._on_site(target.url, location)
        if url is None:
            self.away = self.away or f"{target.url[:150]} leads to {location[:150]}"
        elif url in chain or len(chain) > self.plan.limits.redirects_in_a_row:
            self.loop = self.loop or f"{chain[0][:150]} leads on and on"
        else:
            self._next.append(replace(target, url=url, chain=chain))

    def failed(self, target: Target, meaning: Meaning, why: str) -> None:
        """An address that gave no page (see SiteFate); a home published without a scheme is tried with http."""
        if target.role == "home" and meaning is Meaning.down and self._may_be_http(target):
            self.met[meaning] += 1
            self._next.append(replace(target, url="http" + target.url.removeprefix("https")))
        else:
            SiteFate.failed(self, target, meaning, why)

    def _may_be_http(self, target: Target) -> bool:
        return self.site.unsure_of_scheme and target.url.startswith("https") and not self.pages_read

    def _on_site(self, base: str, address: str) -> str | None:
        try:
            parts = parts_of(urljoin(base, address.strip()), self.plan.limits.length_of_address)
        except ValueError:
            return None
        return cleaned(parts, self.plan) if parts is not None and self.site.hosts.holds(parts.netloc) else None

    @property
    def exhausted(self) -> bool:
        """Whether the budget ended before the addresses that name a program did."""
        waiting = any(target.named for *_, target in self._heap)
        return self.outcome == "read" and not self._within_budget() and (waiting or bool(self._starts))

    @property
    def hosts_read_to_end(self) -> list[str]:
        """The hosts on which nothing was left unasked: the site's own under both names, and others that were read."""
        if not self.read_to_end:
            return []
        own = plain_host(self.site.hosts.own)
        return sorted({own, f"www.{own}", *map(plain_host, self.read_hosts - self.left_hosts.keys())})

    @property
    def read_to_end(self) -> bool:
        """Whether what was not met on the site is not there: no failure, and every known page was asked for."""
        return self.outcome == "read" and bool(self.site.website) and not self._starts
