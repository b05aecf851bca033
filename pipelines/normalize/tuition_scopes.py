"""Which words speak of a figure: the marks behind and before it, over it, and in the lines above, nearest first."""

from bisect import bisect_left
from typing import Any

from pipelines.normalize.tuition_columns import Column
from pipelines.normalize.tuition_figures import Figure
from pipelines.normalize.tuition_marks import Mark, Span, Text

NOTHING: list[Any] = []
"""What a row has where it has none; never changed."""
_BETWEEN = frozenset(("/", "|", "and", "or", ",", "\n"))


class Scopes:
    """Figures that stand side by side, with the words and marks that may speak of them; a figure has its ``index``.

    Spans of words: ``left`` and ``right`` of the figures, ``leads`` of earlier figures of the line, ``labels`` (the
    line above figures that stand alone) and ``heads`` (the headings), nearest first; ``vicinity`` of the line. The
    marks in them: ``pre``, ``post``, ``lead``, ``label``, ``headings`` and ``around``. ``labelled``: words stand
    before the first figure of the line; ``bracketed``: in an open bracket; ``load``: the least and most credits that
    the row of a table begins with.
    """

    columns: list[Column] = NOTHING
    leads: list[Span] = NOTHING
    labels: list[Span] = NOTHING
    heads: list[Span] = NOTHING
    bracketed: bool = False
    load: tuple[float, float] | None = None
    topic: tuple[str | None, bool] | None = None
    """What all figures of the row are for, once it is known (``tuition_topics``)."""
    _pre: dict[str, list[Mark]] | None = None
    _post: dict[str, list[Mark]] | None = None
    _lead: list[list[Mark]] | None = None
    _label: list[list[Mark]] | None = None
    _headings: list[list[Mark]] | None = None
    _above: list[dict[str, list[Mark]]] | None = None

    def __init__(
        self, text: Text, figures: list[Figure], left: Span, right: Span, vicinity: Span, line: int, labelled: bool
    ) -> None:
        self.text, self.words, self.flags, self.uses, self.values = (
            text, text.words, text.flags, text.uses, text.values,
        )  # fmt: skip
        self.figures, self.left, self.right, self.vicinity, self.line = figures, left, right, vicinity, line
        self.labelled = labelled

    def look(self) -> None:
        """Find the marks on both sides, once it is settled which words they are."""
        starts, marks, (first, last), (ahead, end) = self.text.starts, self.text.marks, self.left, self.right
        self.pre = marks[bisect_left(starts, first) : bisect_left(starts, last)]
        self.post = marks[bisect_left(starts, ahead) : bisect_left(starts, end)]

    @property
    def lead(self) -> list[list[Mark]]:
        """The marks of the same line further left, nearest first."""
        if self._lead is None:
            self._lead = [self.text.within(span) for span in self.leads]
        return self._lead

    @property
    def label(self) -> list[list[Mark]]:
        """The marks of the line above figures that stand alone."""
        if self._label is None:
            self._label = [self.text.within(span) for span in self.labels]
        return self._label

    @property
    def headings(self) -> list[list[Mark]]:
        """The marks of the headings, nearest first."""
        if self._headings is None:
            self._headings = [self.text.within(span) for span in self.heads]
        return self._headings

    @property
    def around(self) -> list[Mark]:
        """The marks of the line near the row."""
        return self.text.within(self.vicinity)

    def before(self, use: str, index: int) -> Mark | None:
        """The last mark before the row, or the one of this figure where there is one for each."""
        if len(self.figures) < 2:
            for mark in reversed(self.pre):
                if mark.use == use:
                    return mark
            return None
        if self._pre is None:
            self._pre = _by_use(self.pre)
        named = self._pre.get(use)
        return named[index if self._one_each(named) else -1] if named else None

    def behind(self, use: str, index: int) -> Mark | None:
        """The first mark behind the row, or the one of this figure where there is one for each."""
        if len(self.figures) < 2:
            for mark in self.post:
                if mark.use == use:
                    return mark
            return None
        if self._post is None:
            self._post = _by_use(self.post)
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
        if self._above is None:
            self._above = self._groups()
        return [group[use] for group in self._above if use in group]

    def _groups(self) -> list[dict[str, list[Mark]]]:
        if not (self.leads or self.labels or self.heads):
            return []
        groups = [group for group in (*self.lead, *self.label, *self.headings) if group]
        columns = self.columns
        if columns:
            groups = [group for group in groups if not columns[0].span[0] <= group[0].start < columns[-1].span[1]]
        return [_by_use(group) for group in groups]


def _by_use(marks: list[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.use, []).append(mark)
    return found
