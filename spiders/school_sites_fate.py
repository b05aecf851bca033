"""What becomes of one site: the failures it met, whether it is left, and the one word for its end. Pure."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from spiders.school_sites_addresses import is_pdf
from spiders.school_sites_answers import ENDS_THE_HOST, Meaning
from spiders.school_sites_domains import Site

Role = Literal["start", "home", "sitemap", "page"]
Outcome = Literal[
    "read", "down", "refused", "challenged", "forbidden", "too_slow", "moved_away", "looping", "unvisited", "cut_short"
]
NOT_FOR_US = "status 403"
"""Some hosts answer so where a sitemap is not there; for a page it is a refusal of the site."""
OUTCOMES: dict[Meaning, Outcome] = {
    Meaning.refused: "refused",
    Meaning.challenged: "challenged",
    Meaning.too_slow: "too_slow",
    Meaning.out_of_time: "too_slow",
    Meaning.out_of_pages: "cut_short",
}


@dataclass(frozen=True, slots=True)
class Target:
    """An address to ask for: why, how far from a start, for which institution, and by which redirects; or again."""

    url: str
    role: Role
    depth: int = 0
    unitid: str = ""
    named: bool = True
    chain: tuple[str, ...] = ()
    again: bool = False

    @property
    def host(self) -> str:
        """The host of the address, with its port where one is written."""
        return urlsplit(self.url).netloc

    @property
    def is_pdf(self) -> bool:
        """Whether the address ends as that of a PDF."""
        return is_pdf(self.url)


@dataclass(slots=True)
class SiteFate:
    """What a site has answered so far. ``ended`` says why nothing more of it is asked for."""

    site: Site
    pages_read: int = 0
    programs_found: int = 0
    why: str = ""
    ended: Meaning | None = None
    left_hosts: dict[str, tuple[Meaning, str]] = field(default_factory=dict)
    read_hosts: set[str] = field(default_factory=set)
    met: Counter[Meaning] = field(default_factory=Counter)
    away: str = ""
    loop: str = ""

    def page_read(self, target: Target) -> None:
        """A page that came whole."""
        self.pages_read += 1
        self.read_hosts.add(target.host)

    def failed(self, target: Target, meaning: Meaning, why: str) -> None:
        """An address that gave no page: some of the reasons end the host, and with the site's own host the walk."""
        self.met[meaning] += 1
        if meaning not in ENDS_THE_HOST or (target.role == "sitemap" and why == NOT_FOR_US):
            return
        if self.site.hosts.is_own(target.host):
            self.ended, self.why = meaning, why
        else:
            self.left_hosts[target.host] = meaning, why

    @property
    def outcome(self) -> Outcome:
        """What came of the site as a whole."""
        if self.ended is not None:
            if self.ended is Meaning.out_of_pages and not self.pages_read and self.met.total() == 1:
                return "unvisited"
            return OUTCOMES.get(self.ended, "down")
        if self.pages_read:
            return "read"
        if self.met[Meaning.forbidden]:
            return "forbidden"
        return "looping" if self.loop else "moved_away" if self.away else "down"
