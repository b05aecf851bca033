"""The rows of the three DAPIP tables become records in blocks, each row under a key of its own.

Pure: a body in, items out. What a date or a status means is for the normalizers; here they are told apart only.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from spiders.dapip_figures import Figures
from spiders.dapip_keys import accreditation_key, action_key, location_key
from spiders.dapip_layout import ACCREDITATION, ACTION, KINDS, LOCATION, SOURCE
from spiders.dapip_table import FIRST_ROW, MOST_TOLD, Row, Sheet, unknown_members
from spiders.dapip_words import Words
from spiders.items import RawItem, RawRows, Surprise, Tally

BLOCK = 1000
MOST_REPEATED = 5000
"""A table with more rows that repeat a key is not read to its end."""
Texts = Mapping[str, str]
KeyOf = Callable[[Sheet, Texts, int], str]


def parse_export(body: bytes, url: str, capture_id: str) -> Iterator[RawItem]:
    """Everything in the zip: locations, accreditations, actions, figures. Raises StructureChanged.

    All three tables are opened and looked over before the first row of any is given.
    """
    sheets = [Sheet(kind, body, url, capture_id) for kind in KINDS]
    for name in unknown_members(body)[:MOST_TOLD]:
        yield sheets[0].surprise("new_member", f"the zip also holds {name[:80]!r}, which is not read", sample=name)
    figures = Figures()
    for sheet in sheets:
        yield from sheet.audit()
        yield from _Reading(sheet, figures).items()
    for name, value in sorted(figures.tallies().items()):
        yield Tally(source=SOURCE, name=name, value=value)


@dataclass(slots=True)
class _Repeats:
    """The keys of a table, and the rows that repeat one: number, first row, whether they say the same."""

    seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    rows: list[tuple[str, int, int, bool]] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)


class _Reading:
    """One pass over a table."""

    def __init__(self, sheet: Sheet, figures: Figures) -> None:
        self.sheet, self.figures = sheet, figures
        self.fields = [name for name in sheet.layout.columns if name in sheet.table.positions]
        self.repeats = _Repeats()
        self.words = [Words(sheet, name, known, "fatal") for name, known in sheet.layout.closed_words.items()]
        self.words += [Words(sheet, name, known, "warning") for name, known in sheet.layout.open_words.items()]

    def items(self) -> Iterator[RawItem]:
        """The rows in blocks, then what was found."""
        yield from self._blocks()
        if not self.repeats.seen:
            yield self.sheet.surprise("no_rows", "a header and no rows; the publisher's list is never empty", "fatal")
        for words in self.words:
            yield from words.surprises()
        yield from self._numbered() if self.sheet.kind == ACTION else self._refused()

    def _blocks(self) -> Iterator[RawRows]:
        key_of: KeyOf = {LOCATION: location_key, ACCREDITATION: accreditation_key}.get(self.sheet.kind, action_key)
        pick, count = self.sheet.picker(self.fields), self.figures.counter(self.sheet.kind)
        kept: list[Row] = []
        for number, cells in enumerate(self.sheet.table.rows(), FIRST_ROW):
            texts = pick(cells)
            row = dict(zip(self.fields, texts, strict=True))
            key = key_of(self.sheet, row, number)
            count(key, row)
            for words in self.words:
                words.look_at(row, number)
            if own := self._own_key(key, texts, number):
                kept.append((number, own, texts))
            if len(kept) == BLOCK:
                yield self.sheet.block(self.fields, kept)
                kept = []
        if kept:
            yield self.sheet.block(self.fields, kept)

    def _own_key(self, key: str, texts: tuple[str, ...], number: int) -> str:
        """The key to store a row under; of rows that repeat a key, actions are numbered and others left out."""
        said = hash(texts)
        if key not in self.repeats.seen:
            self.repeats.seen[key] = (number, said)
            return key
        first, first_said = self.repeats.seen[key]
        self.repeats.rows.append((key, number, first, said == first_said))
        if len(self.repeats.rows) > MOST_REPEATED:
            words = f"{MOST_REPEATED:,} rows repeat an earlier key, such as {key}; the key of this table has changed"
            raise self.sheet.changed("duplicate_row", words, number)
        self.repeats.times[key] += 1
        return f"{key}:{self.repeats.times[key] + 1}" if self.sheet.kind == ACTION else ""

    def _numbered(self) -> Iterator[RawItem]:
        """Agencies report some actions twice over, which is told and changes nothing."""
        yield Tally(source=SOURCE, name="distinct_actions", value=len(self.repeats.seen))
        if self.repeats.rows:
            key, number, first, _ = self.repeats.rows[0]
            words = (
                f"{len(self.repeats.rows):,} rows repeat the accreditation, day and words of an earlier one (this one "
                f"row {first}: {key}); they are kept under numbered keys"
            )
            yield self.sheet.surprise("repeated_action", words, "note", number)

    def _refused(self) -> Iterator[Surprise]:
        for key, number, first, same in self.repeats.rows[:MOST_TOLD]:
            if same:
                words = f"{key} stands in row {first} already, with the same words"
                yield self.sheet.surprise("duplicate_row", words, row=number)
            else:
                words = f"{key} stands in row {first} with different words; which holds?"
                yield self.sheet.surprise("conflicting_rows", words, "fatal", number)
        if (more := len(self.repeats.rows) - MOST_TOLD) > 0:
            yield self.sheet.surprise("conflicting_rows", f"{more:,} more rows repeat a key", "fatal")
