"""Words of a column that nobody has judged yet: told once each, with how often they stand there.

A column of closed words stops the run when it holds another, because a status that nobody has judged proves nothing.
"""

from collections.abc import Iterator, Mapping

from spiders.dapip_layout import one_spaced
from spiders.dapip_table import MOST_TOLD, Sheet
from spiders.items import Severity, Surprise

MOST_REMEMBERED = 5000


class Words:
    """The words of one column, judged once each."""

    def __init__(self, sheet: Sheet, field: str, known: frozenset[str], severity: Severity) -> None:
        self.sheet, self.field, self.severity = sheet, field, severity
        self.known = {one_spaced(words) for words in known}
        self.judged = {""}
        self.strange: dict[str, list[int]] = {}

    def look_at(self, row: Mapping[str, str], number: int) -> None:
        """Take note of a word that is not known: its first row and how many there are. Raises StructureChanged."""
        text = row.get(self.field, "")
        if text in self.judged:
            return
        if one_spaced(text) in self.known or not text.strip():
            self.judged.add(text)
            return
        self.strange.setdefault(text, [number, 0])[1] += 1
        if len(self.strange) > MOST_REMEMBERED:
            words = f"{len(self.strange):,} unlike words for {self.field} up to here; the column holds something else"
            raise self.sheet.changed("shifted_content", words, number)

    def surprises(self) -> Iterator[Surprise]:
        """One for each word that is not known."""
        for text, (row, times) in list(self.strange.items())[:MOST_TOLD]:
            words = f"{self.field} {text[:80]!r} is not known ({times:,} rows); judge it and list it in dapip.toml"
            yield self.sheet.surprise(f"unknown_{self.field}", words, self.severity, row, text)
        if (more := len(self.strange) - MOST_TOLD) > 0:
            words = f"{more:,} more words are no known {self.field}"
            yield self.sheet.surprise(f"unknown_{self.field}", words, self.severity)
