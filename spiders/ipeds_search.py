"""Which file of a table to ask for next, and what the answers so far mean. No Scrapy: the spider does the asking.

A file that is not there (404, or a web page in its place) sends the search to the next address, then to an older year.
A file that could not be asked for (time-out, server error) never does: an older year would pass for the newest.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from spiders.ipeds_layout import Layout, site
from spiders.items import Surprise

Answer = Literal["found", "missing", "failed"]
OPTIONAL_TABLES = frozenset({"prices"})


@dataclass
class Search:
    """The search for the newest edition of one table, from the first of ``years`` downwards."""

    role: str
    layout: Layout
    years: tuple[int, ...]
    answers: list[tuple[int, str, Answer, str]] = field(default_factory=list)

    def next_try(self) -> tuple[int, str] | None:
        """The year and address to ask for next; None when it is found, or nothing is left that may be tried."""
        if self.found is not None:
            return None
        asked = {url for _, url, _, _ in self.answers}
        for year in self.years:
            for url in site().urls(self.layout, year):
                if url not in asked:
                    return year, url
            if self._failed_in(year):
                return None
        return None

    def note(self, year: int, url: str, answer: Answer, words: str = "") -> None:
        """Remember an answer; ``words`` say what was met."""
        self.answers.append((year, url, answer, words))

    @property
    def found(self) -> int | None:
        """The year whose file was found."""
        return next((year for year, _, answer, _ in self.answers if answer == "found"), None)

    def _failed_in(self, year: int) -> bool:
        return any(one == year and answer == "failed" for one, _, answer, _ in self.answers)

    def failure(self, surprise: Callable[..., Surprise]) -> Iterator[Surprise]:
        """What there is to say where the table may as well be missing: only that it could not be asked for."""
        failures = [f"{url} ({words})" for _, url, answer, words in self.answers if answer == "failed"]
        if self.found is None and failures:
            yield surprise("earlier_directory_failed", f"{self.role}: {'; '.join(failures)}; it is left out tonight")

    def findings(self, surprise: Callable[..., Surprise]) -> Iterator[Surprise]:
        """What there is to say about the search: an older year in use, an address that failed, or no file at all."""
        file = self.layout.file(self.found or self.years[0])
        failures = [f"{url} ({words})" for _, url, answer, words in self.answers if answer == "failed"]
        if self.found is None:
            yield self._nothing_found(surprise, failures)
            return
        if failures:
            yield surprise(
                "address_failed", f"{'; '.join(failures)}; {file} was read from the other address", severity="note"
            )
        if self.found != self.years[0]:
            newer = ", ".join(self.layout.file(year) for year in self.years if year > self.found)
            words = f"{newer} not published at either address; the newest older one, {file}, is used with its own year"
            yield surprise("older_year", f"{self.role}: {words}", severity="note")

    def _nothing_found(self, surprise: Callable[..., Surprise], failures: Iterable[str]) -> Surprise:
        if failures := list(failures):
            return surprise(
                "download_failed",
                f"{self.role}: {'; '.join(failures)}; no older year is used in its place. Try again later",
                severity="fatal",
            )
        tried = ", ".join(self.layout.file(year) for year in self.years)
        met = sorted({words for _, _, _, words in self.answers if words})
        return surprise(
            "table_not_found",
            f"{self.role}: none of {tried} is at either address{'; met ' + '; '.join(met)[:400] if met else ''}. If "
            "NCES has moved its files, put the new address into ipeds.toml",
            severity="warning" if self.role in OPTIONAL_TABLES else "fatal",
        )
