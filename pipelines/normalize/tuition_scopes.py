"""Which words speak of a figure: the marks behind and before it, over it, and in the lines above, nearest first."""

from bisect import bisect_left
from typing import Any, Final

from pipelines.normalize.tuition_columns import Column
from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_marks import Mark, Span, Text, by_use

NOTHING: list[Any] = []
"""What a row has where it has none; never changed."""
_BEFORE: Final = 70
_BEHIND: Final = 45
_BETWEEN: Final = frozenset(("/", "|", "and", "or", ",", "\n"))


class Scopes:
    """Figures that stand side by side, with the words and marks that may speak of them; a figure has its ``index``.

    Spans of words: ``left`` and ``right`` of the figures, ``leads`` of earlier figures of the line, ``labels`` (the
    line above figures that stand alone) and ``heads`` (the headings), nearest first; ``vicinity`` of the line. The
    marks in them: ``pre``, ``post``, ``lead``, ``label``, ``headings`` and ``around``. ``labelled``: words stand
    before the first figure of the line; ``bracketed``: in an open bracket; ``load``: the least and most credits that
    the row of a table begins with.
    """

    __slots__ = (
        "_above", "_headings", "_label", "_lead", "_post", "_pre", "_span", "_stop", "bracketed", "columns", "figures",
        "flags", "heads", "labelled", "labels", "leads", "left", "line", "load", "post", "pre", "right", "text",
        "topic", "uses", "values", "words",
    )  # fmt: skip

    def __init__(
        self, text: Text, figures: list[Figure], left: Span, right: Span, span: Span, line: int, labelled: bool
    ) -> None:
        self.text = text
        self.words = text.words
        self.flags = text.flags
        self.uses = text.uses
        self.values = text.values
        self.figures = figures
        self.left = left
        self.right = right
        self._span = span
        self._stop = right[1]
        self.line = line
        self.labelled = labelled
        self.columns: list[Column] = NOTHING
        self.leads: list[Span] = NOTHING
        self.labels: list[Span] = NOTHING
        self.heads: list[Span] = NOTHING
        self.bracketed = False
        self.load: tuple[float, float] | None = None
        self.topic: tuple[str | None, bool] | None = None
        self.pre: list[Mark] = NOTHING
        self.post: list[Mark] = NOTHING
        self._pre: dict[str, list[Mark]] | None = None
        self._post: dict[str, list[Mark]] | None = None
        self._lead: list[list[Mark]] | None = None
        self._label: list[list[Mark]] | None = None
        self._headings: list[list[Mark]] | None = None
        self._above: list[dict[str, list[Mark]]] | None = None

    def look(self) -> None:
        """Find the marks on both sides, once it is settled which words they are."""
        starts, marks = self.text.starts, self.text.marks
        first, last = self.left
        middle = bisect_left(starts, last)
        if middle and first < last:
            if first or middle < len(marks):
                self.pre = marks[bisect_left(starts, first) if first else 0 : middle]
            else:
                self.pre = marks
        first, last = self.right
        if middle < len(starts) and first < last:
            self.post = marks[bisect_left(starts, first, middle) : bisect_left(starts, last, middle)]

    @property
    def lead(self) -> list[list[Mark]]:
        """The marks of the same line further left, nearest first."""
        if self._lead is None:
            self._lead = self._marks_of(self.leads) if self.leads else NOTHING
        return self._lead

    @property
    def label(self) -> list[list[Mark]]:
        """The marks of the line above figures that stand alone."""
        if self._label is None:
            self._label = self._marks_of(self.labels) if self.labels else NOTHING
        return self._label

    @property
    def headings(self) -> list[list[Mark]]:
        """The marks of the headings, nearest first."""
        if self._headings is None:
            self._headings = self._marks_of(self.heads) if self.heads else NOTHING
        return self._headings

    def _marks_of(self, spans: list[Span]) -> list[list[Mark]]:
        """The marks of each of some spans."""
        found: list[list[Mark]] = []
        for span in spans:
            found.append(self.text.told(span)[0])
        return found

    @property
    def around(self) -> list[Mark]:
        """The marks of the line near the row."""
        return self.text.within(self.vicinity)

    @property
    def vicinity(self) -> Span:
        """The words of the line near the row."""
        start, end = self._span
        first, last = self.left[0] - _BEFORE, self._stop + _BEHIND
        return first if first > start else start, last if last < end else end

    def before(self, use: str, index: int) -> Mark | None:
        """The last mark before the row, or the one of this figure where there is one for each."""
        if not self.pre:
            return None
        if len(self.figures) < 2:
            for mark in reversed(self.pre):
                if mark.use == use:
                    return mark
            return None
        if self._pre is None:
            self._pre = by_use(self.pre)
        named = self._pre.get(use)
        return named[index if self._one_each(named) else -1] if named else None

    def behind(self, use: str, index: int) -> Mark | None:
        """The first mark behind the row, or the one of this figure where there is one for each."""
        if not self.post:
            return None
        if len(self.figures) < 2:
            for mark in self.post:
                if mark.use == use:
                    return mark
            return None
        if self._post is None:
            self._post = by_use(self.post)
        named = self._post.get(use)
        return named[index if self._one_each(named) else 0] if named else None

    def _one_each(self, named: list[Mark]) -> bool:
        """Whether marks speak of the figures of the row one by one; two units need a sign between them."""
        if len(named) < 2 or len(named) != len(self.figures):
            return False
        return named[0].use != "basis" or any(word in _BETWEEN for word in self.words[named[0].end : named[1].start])

    def near(self, use: str) -> bool:
        """Whether the words before or behind the row have a mark of a use."""
        return use in self.uses and any(mark.use == use for mark in (*self.pre, *self.post))

    def over(self, index: int) -> Column | None:
        """The column of a figure."""
        columns = self.columns
        return columns[index] if index < len(columns) else None

    def above(self, use: str) -> list[list[Mark]]:
        """The marks of a use in the same line further left, in the label and in the headings, nearest first.

        The headings of the row's columns are left out: each of them is over one figure.
        """
        groups = self._above
        if groups is None:
            groups = self._above = self._groups()
        found = NOTHING
        for group in groups:
            if use in group:
                found = [*found, group[use]]
        return found

    def _groups(self) -> list[dict[str, list[Mark]]]:
        if not (self.leads or self.labels or self.heads):
            return NOTHING
        found: list[dict[str, list[Mark]]] = []
        columns = self.columns
        first, last = (columns[0].span[0], columns[-1].span[1]) if columns else (0, 0)
        for span in (*self.leads, *self.labels, *self.heads):
            marks, uses = self.text.told(span)
            if marks and not first <= marks[0].start < last:
                found.append(uses)
        return found
