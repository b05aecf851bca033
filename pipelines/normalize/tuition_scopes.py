"""Which words speak of a figure: the marks behind and before it, over it, and in the lines above, nearest first."""

from pipelines.normalize.tuition_columns import Column
from pipelines.normalize.tuition_layout import Row
from pipelines.normalize.tuition_marks import Mark, Marks

_BETWEEN = frozenset(("/", "|", "and", "or", ",", "\n"))


class Scopes:
    """The marks around one row, by distance; a figure of the row is named by its number ``index``."""

    def __init__(self, words: list[str], marks: Marks, row: Row) -> None:
        self.words, self.row = words, row
        self.marks, self.uses, self.values, self.vocabulary = marks, marks.uses, marks.values, marks.words
        self.pre = marks.within(row.pre)
        self.post = marks.within(row.post)
        self.lead = [marks.within(span) for span in row.lead] if row.lead else []
        self.label = [marks.within(span) for span in row.label] if row.label else []
        self.headings = [marks.within(span) for span in row.headings] if row.headings else []
        self._pre = _by_use(self.pre)
        self._post = _by_use(self.post)
        self._above: list[dict[str, list[Mark]]] | None = None

    @property
    def around(self) -> list[Mark]:
        """The marks of the line near the row."""
        return self.marks.within(self.row.around)

    def before(self, use: str, index: int) -> Mark | None:
        """The last mark before the row, or the one of this figure where there is one for each."""
        named = self._pre.get(use)
        if named is None:
            return None
        return named[index] if len(named) > 1 and self._one_each(named) else named[-1]

    def _one_each(self, named: list[Mark]) -> bool:
        """Whether marks speak of the figures of the row one by one; two units need a sign between them."""
        count = len(self.row.figures)
        if count < 2 or len(named) != count:
            return False
        return named[0].use != "basis" or any(word in _BETWEEN for word in self.words[named[0].end : named[1].start])

    def behind(self, use: str, index: int) -> Mark | None:
        """The first mark behind the row, or the one of this figure where there is one for each."""
        named = self._post.get(use)
        if named is None:
            return None
        return named[index] if len(named) > 1 and self._one_each(named) else named[0]

    def near(self, use: str) -> bool:
        """Whether the words before or behind the row have a mark of a use."""
        return use in self._pre or use in self._post

    def over(self, index: int) -> Column | None:
        """The column of a figure."""
        columns = self.row.columns
        return columns[index] if index < len(columns) else None

    def above(self, use: str) -> list[list[Mark]]:
        """The marks of a use in the same line further left, in the label and in the headings, nearest first.

        The headings of the row's columns are left out: each of them is over one figure.
        """
        if self._above is None:
            self._above = self._groups()
        return [group[use] for group in self._above if use in group]

    def _groups(self) -> list[dict[str, list[Mark]]]:
        groups = [group for group in (*self.lead, *self.label, *self.headings) if group]
        columns = self.row.columns
        if columns:
            groups = [group for group in groups if not columns[0].span[0] <= group[0].start < columns[-1].span[1]]
        return [_by_use(group) for group in groups]


def _by_use(marks: list[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.use, []).append(mark)
    return found
