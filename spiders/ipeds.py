"""Reads IPEDS: the directory, the completions and the prices of one year, as zipped tables. Asks, then parses.

All files are fetched before the first is parsed, because what one means depends on the others: completions and prices
are looked for in the year of the directory, and a night on which none has changed parses nothing. Directories of
earlier years are read for what they say otherwise; they may be missing, and are not asked for every night.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from scrapy import Request
from scrapy.http import Response

from spiders.asked_before import carried_line
from spiders.base import SourceSpider
from spiders.captures import CARRIED
from spiders.ipeds_earlier import Newest, parse_earlier
from spiders.ipeds_institutions import parse_institutions, parse_prices
from spiders.ipeds_layout import Layout, site
from spiders.ipeds_programs import parse_programs
from spiders.ipeds_scope import scope_named
from spiders.ipeds_search import Search
from spiders.ipeds_standing import Standing, standing_years, words_of
from spiders.items import RawItem, RawRows, Tally, Unchanged
from spiders.known_captures import MAY_BE_UNCAPTURED
from spiders.structure import StructureChanged
from spiders.zipped import first_words

ROLES = ("institutions", "programs", "prices")
EARLIER = "institutions of "
"""Before the year: the role of a directory older than the newest one."""
FIRST_YEAR = 2009
REFUSALS = list(range(400, 600))
"""Answers that the search judges; a redirect is followed all the same."""


class IpedsSpider(SourceSpider):
    """``-a year=2024`` (default: the newest there is), ``-a cip=him``, core, all or CIP codes (default him).

    ``-a ask=all`` asks also for what was answered lately.
    """

    name = "ipeds"

    def __init__(self, *args: Any, year: str = "", cip: str = "him", ask: str = "", **kwargs: Any) -> None:
        if ask not in ("", "all"):
            raise ValueError(f"ask={ask[:40]!r} is not known: give all, or leave it out")
        super().__init__(*args, **kwargs)
        self.scope = scope_named(cip)
        self.asked_year = _checked_year(year) if year else None
        self.searches: dict[str, Search] = {}
        self.found: dict[str, tuple[int, Response]] = {}
        self.asks_all = ask == "all"

    def arguments(self) -> dict[str, str]:
        """What this run reads, for telling comparable runs from others."""
        year = {"year": str(self.asked_year)} if self.asked_year else {}
        told = {name: value for name, value in super().arguments().items() if name != "ask"}
        return {**told, "cip": self.scope.name, **year}

    async def start(self) -> AsyncIterator[Any]:
        """Begin with the directory; the rest follows from its year."""
        year = self.asked_year
        newest = datetime.now(UTC).year
        years = (year,) if year else tuple(range(newest, newest - site().years_back - 1, -1))
        for request in self._search("institutions", years):
            yield request

    def _search(self, role: str, years: tuple[int, ...]) -> Iterator[RawItem | Request]:
        layout: Layout = getattr(site(), role) if role in ROLES else site().institutions
        self.searches[role] = Search(role, layout, years)
        yield from self._go_on(role)

    def _go_on(self, role: str) -> Iterator[RawItem | Request]:
        search = self.searches[role]
        if (following := search.next_try()) is not None:
            year, url = following
            yield Request(
                url,
                self.received,
                errback=self.not_received,
                dont_filter=True,
                cb_kwargs={"role": role, "year": year, "asked": url},
                meta={"handle_httpstatus_list": REFUSALS, MAY_BE_UNCAPTURED: role not in ROLES},
            )
            return
        yield from search.findings(self.surprise) if role in ROLES else search.failure(self.surprise)
        if "institutions" in self.found:
            yield from self._search_next(self.found["institutions"][0])

    def _search_next(self, newest: int) -> Iterator[RawItem | Request]:
        """Look for the next table, then for the directories of earlier years; at their end read everything."""
        if (role := next((one for one in ROLES if one not in self.searches), None)) is not None:
            yield from self._search(role, tuple(range(newest, newest - site().years_back - 1, -1)))
            return
        year = self._next_earlier(newest)
        yield from self._search(f"{EARLIER}{year}", (year,)) if year is not None else self._read_all()

    def _next_earlier(self, newest: int) -> int | None:
        """The next earlier year to ask for: first those of which nothing stands, then read ones if anything changed."""
        years = [one for one in range(newest - 1, site().earlier.first_year - 1, -1) if self._not_asked(one)]
        open_years = [one for one in years if one not in self.standing]
        if not open_years and not self._all_unchanged():
            open_years = [one for one in years if self.standing[one].read]
        return open_years[0] if open_years else None

    def _not_asked(self, year: int) -> bool:
        return f"{EARLIER}{year}" not in self.searches

    @cached_property
    def standing(self) -> dict[int, Standing]:
        """The earlier years whose answers still stand, by year."""
        if self.asks_all or not hasattr(self, "settings") or self.settings.getbool("REPLAYED"):
            return {}
        return standing_years(self.settings, self.found["institutions"][0] - 1, self.known_captures)

    def received(self, response: Response, role: str, year: int, asked: str) -> Iterator[RawItem | Request]:
        """Take an answer: a zip is kept, a missing file or a web page in its place is noted."""
        search = self.searches[role]
        if response.status in site().missing_statuses:
            search.note(year, asked, "missing", f"status {response.status}")
        elif response.status != 200:
            search.note(year, asked, "failed", f"status {response.status}")
        elif not response.body.startswith(b"PK"):
            search.note(year, asked, "missing", f"not a zip but {first_words(response.body)}")
        else:
            search.note(year, asked, "found")
            self.found[role] = (year, response)
        yield from self._go_on(role)

    def not_received(self, failure: Any) -> Iterator[RawItem | Request]:
        """Take a request that got no answer at all."""
        asked = failure.request.cb_kwargs
        reason = failure.getErrorMessage()[:200] or failure.type.__name__
        self.searches[asked["role"]].note(asked["year"], asked["asked"], "failed", reason)
        yield from self._go_on(asked["role"])

    def _read_all(self) -> Iterator[RawItem]:
        left = [one for year, one in self.standing.items() if self._not_asked(year)]
        yield from self._left_alone(left)
        if self._all_unchanged():
            for _, response in self.found.values():
                yield Unchanged(source=self.name, capture_id=self.capture_of(response), url=response.url)
            for read in filter(None, (one.read for one in left)):
                yield Unchanged(source=self.name, capture_id=read.capture_id, url=read.url)
            return
        known: set[str] = set()
        met: set[str] = set()
        newest = Newest()
        for item in self._read("institutions"):
            if isinstance(item, RawRows):
                known.update(key for _, key, _ in item.rows)
                newest.take(item)
            yield item
        yield from self._read("programs", met)
        yield from self._read("prices")
        for role in [one for one in self.searches if one not in ROLES]:
            yield from self._read_earlier(role, newest)
        yield self._tally("institutions", len(known))
        yield self._tally("institutions_with_completions", len(known & met))
        yield self._tally("completions_institutions_known", len(met & known))

    def _all_unchanged(self) -> bool:
        return all(self.unchanged(response) for _, response in self.found.values())

    def _left_alone(self, left: list[Standing]) -> Iterator[RawItem]:
        """Tell what is not asked tonight, and keep what was answered with the captures of this run."""
        for answer in (answer for one in left for answer in one.answers):
            self.crawler.signals.send_catch_log(CARRIED, line=carried_line(answer))
        if left:
            yield self.surprise("earlier_not_asked", words_of(left), severity="note")

    def _read(self, role: str, institutions_met: set[str] | None = None) -> Iterator[RawItem]:
        """The items of one table; a StructureChanged becomes a fatal surprise."""
        if role not in self.found:
            return
        year, response = self.found[role]
        told = (response.body, response.url, self.capture_of(response), year)
        try:
            match role:
                case "institutions":
                    yield from parse_institutions(*told)
                case "programs":
                    yield from parse_programs(*told, self.scope, institutions_met)
                case _:
                    yield from parse_prices(*told, self.scope)
        except StructureChanged as changed:
            yield self.surprise(changed.code, str(changed), severity="fatal", response=response, place=changed.place)

    def _read_earlier(self, role: str, newest: Newest) -> Iterator[RawItem]:
        """What an earlier directory says otherwise; one that cannot be read costs no more than itself."""
        if role not in self.found:
            return
        year, response = self.found[role]
        try:
            yield from parse_earlier(response.body, response.url, self.capture_of(response), year, newest)
        except StructureChanged as changed:
            yield self.surprise(changed.code, str(changed), response=response, place=changed.place)

    def _tally(self, name: str, value: int) -> Tally:
        return Tally(source=self.name, name=name, value=value)


def _checked_year(text: str) -> int:
    latest = datetime.now(UTC).year + 1
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= latest):
        raise ValueError(f"year={text[:40]!r} is not a data year: give one from {FIRST_YEAR} to {latest}, such as 2024")
    return int(text)
