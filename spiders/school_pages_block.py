"""One piece of a program page: a heading, a line or the row of a table, with the headings above it and its label.

Knows nothing of trees but the element that a piece stands in, and nothing of programs.
"""

import re
from dataclasses import dataclass, replace

from spiders.school_pages_layout import heads_program, labels_of, topics_of
from spiders.tree import Element

LONGEST_BLOCK = 8000
"""Letters of a piece that is read at all."""
LABELED = re.compile(r"([^:|.?!]{2,60}):\s+(\S.*)", re.DOTALL)
NUMBER_ONLY = re.compile(r"[$~]?\d[\d.,]*(?:[-–/]\d[\d.,]*)?\+?%?")
_DIGIT = re.compile("[0-9]")


@dataclass(slots=True, eq=False)
class Block:
    """Words that stand together. ``level`` 1 to 7 is a heading, 0 is not.

    ``part`` is the number of the line in ``flow(element)``, -1 for all its words; ``form`` is ``row`` for the row of a
    table, with its ``cells``. ``offset`` is where a piece begins that was parted from its line. ``label`` are the
    words that stand before the value, in ``label_element`` where that is another; ``region`` is main, hero, aside,
    header, footer or other; ``path`` are the headings above, outermost first. ``figure`` are the words
    below the name of a course that begin with its credits.
    """

    text: str
    element: Element
    part: int = -1
    form: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    is_head: bool = False
    table: Element | None = None
    region: str = "main"
    path: tuple["Block", ...] = ()
    label: str = ""
    label_element: Element | None = None
    offset: int = 0
    is_piece: bool = False
    is_item: bool = False
    number: int = 0
    figure: "Block | None" = None
    _topics: frozenset[str] | None = None
    _all_topics: frozenset[str] | None = None
    _lower: str = ""
    has_digit: bool = False

    def __post_init__(self) -> None:
        self.has_digit = _DIGIT.search(self.text, 0, LONGEST_BLOCK) is not None
        self._topics = self._all_topics = None
        self._lower = ""

    def piece(self, start: int, end: int) -> "Block":
        """A part of the words as a block of its own; the label stays with the first."""
        told = self.text[start:end].strip()
        first = start + self.text[start:end].index(told[0]) if told else start
        label = self.label if not first else ""
        return replace(self, text=told, offset=self.offset + first, label=label, is_piece=True)

    @property
    def lower(self) -> str:
        """The text in lower case."""
        if not self._lower:
            self._lower = self.text.lower()
        return self._lower

    def says(self, *stems: str) -> bool:
        """Whether one of these, in lower case, stands in the text: the quick question before a pattern."""
        lower = self.lower
        for stem in stems:  # noqa: SIM110 - a generator takes three times as long, some thousand times a page
            if stem in lower:
                return True
        return False

    @property
    def value(self) -> str:
        """The words behind the label where they stand in the same line, else all of them."""
        if self.form == "row":
            return " ".join(self.cells[1:]) if self.label else self.text
        told = LABELED.fullmatch(self.text) if self.label else None
        return told[2] if told and told[1].strip() == self.label else self.text

    @property
    def topics(self) -> frozenset[str]:
        """What the nearest heading that tells says the words are about."""
        if self._topics is None:
            found = topics_of(self.label) if not self.form and labels_of(self.label) else frozenset()
            for heading in reversed(self.path if not found else ()):
                if (found := topics_of(heading.text)) and not heads_program(heading.text):
                    break
                found = frozenset()
            self._topics = found
        return self._topics

    @property
    def all_topics(self) -> frozenset[str]:
        """What all headings above say the words are about."""
        if self._all_topics is None:
            above = self.path[-1] if self.path else None
            own: frozenset[str] = frozenset()
            if above is not None:
                own = above.all_topics if heads_program(above.text) else above.all_topics | topics_of(above.text)
            self._all_topics = own
        return self._all_topics
