"""Whether the pages of one series fit together: what was announced was read, once, and nothing moved meanwhile.

Pure. Others have found paging with a filter on programs unreliable, so nothing is taken on trust.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spiders.scorecard_layout import Series
from spiders.scorecard_page import ScorecardPage

MOST_SCHOOLS = 20_000
Finding = tuple[str, str]
"""A short word for what is wrong, and a sentence."""


@dataclass(slots=True)
class Paging:
    """The pages of a series as they come in, the first with number 0."""

    series: Series
    per_page: int
    total: int | None = None
    pages: int = 0
    met: dict[str, int] = field(default_factory=dict)
    broken: bool = False

    def take(self, page: ScorecardPage) -> list[Finding]:
        """Note the next page; what is wrong with it, if anything is, ends the reading of this series."""
        found = list(self._findings(page))
        self.total = page.total if self.total is None else self.total
        self.met.update(dict.fromkeys(page.unitids, self.pages))
        self.pages += 1
        self.broken = self.broken or bool(found)
        return found

    @property
    def next_page(self) -> int | None:
        """The number of the page to ask for next; None when all was read or something is wrong."""
        return None if self.broken or self.total is None or len(self.met) >= self.total else self.pages

    def _findings(self, page: ScorecardPage) -> Iterator[Finding]:
        where = f"series {self.series.code}, page {self.pages}"
        if page.number != self.pages or page.per_page != self.per_page:
            told = f"page {page.number} of {page.per_page}, asked for page {self.pages} of {self.per_page}"
            yield "other_page", f"{where}: the answer is {told}"
            return
        if self.total is not None and page.total != self.total:
            yield "total_moved", f"{where}: {page.total} schools, {self.total} before; the data changed meanwhile"
        if page.total > MOST_SCHOOLS:
            yield "too_many_schools", f"{where}: {page.total:,} schools, which is more than there are"
        repeated = [unitid for unitid in page.unitids if unitid in self.met]
        if repeated or len(set(page.unitids)) < len(page.unitids):
            twice = (repeated or [page.unitids[0]])[0]
            yield "repeated_schools", f"{where}: school {twice} and others stand on two pages or twice on one"
        total = page.total if self.total is None else self.total
        expected = min(self.per_page, max(0, total - self.pages * self.per_page))
        if len(page.unitids) != expected:
            yield "wrong_count", f"{where}: {len(page.unitids)} schools, expected {expected} of {total}"
