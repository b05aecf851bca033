"""The figures of a visit to many sites: every failure by its own name, so that none is silent. Judges nothing."""

from collections import Counter
from collections.abc import Iterator

from spiders.items import RawItem, Surprise, Tally
from spiders.school_sites_answers import Meaning
from spiders.school_sites_walk import SiteWalk

NAMES_SHOWN = 25
SITES = (
    "sites_asked", "sites_visited", "sites_read", "sites_down", "sites_refused", "sites_challenged", "sites_forbidden",
    "sites_too_slow", "sites_moved_away", "sites_looping", "sites_unvisited", "sites_cut_short",
    "sites_without_program", "budget_exhausted",
)  # fmt: skip
PAGES = (
    "pages_asked", "pages_him", "pages_other", "pages_unchanged", "pages_missing", "pages_forbidden", "pages_too_large",
    "pages_of_other_kinds", "pages_unreadable", "pages_opened", "pages_read_well", "pdf_links", "pdf_pages",
    "sitemaps_read",
)  # fmt: skip
BY_MEANING = {
    Meaning.missing: "pages_missing", Meaning.forbidden: "pages_forbidden", Meaning.too_large: "pages_too_large",
}  # fmt: skip
SENTENCES = {
    "site_down": "{} could not be reached, or failed",
    "site_refused": "{} refused us and were left alone",
    "site_challenged": "{} asked for a proof that we are no robot and were left alone",
    "site_forbidden": "{} allow nothing of what we look for in robots.txt",
    "site_too_slow": "{} were too slow and were left",
    "site_moved_away": "{} lead to another site, which is not followed; their address may have changed",
    "site_looping": "{} redirect without an end",
    "site_unvisited": "{} were not visited, because the time or the pages of this run were used up; use shards",
    "site_cut_short": "{} were not read to their end, because the time or the pages of this run were used up",
    "site_without_program": "{} were read and gave no program",
    "budget_exhausted": "{} have more pages that look like programs than are read of one site in a run",
    "host_left": "{} beside a site's own failed and were left",
    "start_unusable": "{} are no web addresses and were not asked for",
    "page_too_large": "{} are larger than is read",
    "page_unreadable": "{} could not be read by the parser; a page of the captures will show why",
    "record_repeated": "{} were met again in other words on another page of the same site; the first is kept",
    "sitemap_cut": "{} hold more addresses than are read",
}


class VisitFigures:
    """Counts, and for each kind of trouble how often and the first names."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._troubles: Counter[str] = Counter()
        self._names: dict[str, list[str]] = {}

    def trouble(self, code: str, name: str) -> None:
        """Note one site, host or page that something went wrong with; ``code`` is one of SENTENCES."""
        self._troubles[code] += 1
        names = self._names.setdefault(code, [])
        if len(names) < NAMES_SHOWN:
            names.append(name[:200])

    def walked(self, walk: SiteWalk) -> None:
        """Take in a walk that is over."""
        outcome, host = walk.outcome, walk.site.host
        self.counts[f"sites_{outcome}"] += 1
        self.counts["sites_visited"] += outcome != "unvisited"
        if outcome != "read":
            why = walk.why or (walk.away if outcome == "moved_away" else walk.loop if outcome == "looping" else "")
            self.trouble(f"site_{outcome}", f"{host} ({why})" if why else host)
        elif not walk.programs_found:
            self.counts["sites_without_program"] += 1
            self.trouble("site_without_program", host)
        if walk.exhausted:
            self.counts["budget_exhausted"] += 1
            self.trouble("budget_exhausted", host)
        for left, (meaning, why) in walk.left_hosts.items():
            self.trouble("host_left", f"{left} ({meaning.value}, {why})")

    def items(self, source: str) -> Iterator[RawItem]:
        """Every figure, zeros too, and one note for each kind of trouble."""
        for name in (*SITES, *PAGES):
            yield Tally(source=source, name=name, value=self.counts[name])
        for code, number in sorted(self._troubles.items()):
            subject = _subject(code, number)
            names = ", ".join(self._names[code])
            more = f" and {number - NAMES_SHOWN} more" if number > NAMES_SHOWN else ""
            message = f"{SENTENCES[code].format(subject)}: {names}{more}"
            yield Surprise(source=source, code=code, message=message, severity="note")


def _subject(code: str, number: int) -> str:
    word = {"site": "sites", "budget": "sites", "host": "hosts", "start": "starts", "page": "pages",
            "record": "records", "sitemap": "sitemaps"}[code.partition("_")[0]]  # fmt: skip
    return f"{number} {word}"
