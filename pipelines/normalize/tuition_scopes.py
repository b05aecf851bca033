"""Which words speak of a figure: the marks behind and before it, over it, and in the lines above, nearest first."""

from collections.abc import Iterator

from pipelines.normalize.tuition_columns import Column
from pipelines.normalize.tuition_layout import Marks, Row
from pipelines.normalize.tuition_marks import Mark


class Scopes:
    """The marks around one row, by distance; a figure of the row is named by its number ``index``."""

    def __init__(self, words: list[str], marks: Marks, row: Row) -> None:
        self.words, self.row = words, row
        self._marks = marks
        self.pre = marks.within(row.pre)
        self.post = marks.within(row.post)
        self.around = marks.within(row.around)
        self.lead = [marks.within(span) for span in row.lead]
        self.label = [marks.within(span) for span in row.label]
        self.headings = [marks.within(span) for span in row.headings]

    def before(self, use: str, index: int) -> Mark | None:
        """The last mark before the row, or the one of this figure where there is one for each."""
        return self._one(self.pre, use, index, -1)

    def behind(self, use: str, index: int) -> Mark | None:
        """The first mark behind the row, or the one of this figure where there is one for each."""
        return self._one(self.post, use, index, 0)

    def over(self, index: int) -> Column | None:
        """The column of a figure."""
        columns = self.row.columns
        return columns[index] if index < len(columns) else None

    def above(self, use: str) -> Iterator[list[Mark]]:
        """The marks of a use in the same line further left, in the label and in the headings, nearest first."""
        for group in (*self.lead, *self.label, *self.headings):
            if self.row.columns and group and self._in_columns(group[0]):
                continue
            named = [mark for mark in group if mark.use == use]
            if named:
                yield named

    def _in_columns(self, mark: Mark) -> bool:
        columns = self.row.columns
        return columns[0].span[0] <= mark.start < columns[-1].span[1]

    def _one(self, marks: list[Mark], use: str, index: int, default: int) -> Mark | None:
        named = [mark for mark in marks if mark.use == use]
        if not named:
            return None
        count = len(self.row.figures)
        return named[index] if count > 1 and len(named) == count else named[default]
