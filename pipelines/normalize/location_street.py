"""Street lines, units and boxes in the parts of a text before the city. What is neither is left out."""

import re
from dataclasses import dataclass, field

from pipelines.normalize.location_box import has_box_word, read_box
from pipelines.normalize.location_street_span import street_span
from pipelines.normalize.location_tokens import Span, Tokens
from pipelines.normalize.location_units import is_bare_unit, read_units
from pipelines.normalize.location_words import word_group

_DIGIT = re.compile(r"[0-9]")
_LONGEST_STREET = 300
_MOST_UNITS = 8
"""Beyond these a line is no address any more; the limits keep time linear in the length of the text."""


@dataclass(slots=True)
class Line:
    """One line of mail: a street as printed, its units, and the number of a box; each may be missing."""

    street: str | None = None
    units: list[str] = field(default_factory=list)
    box: str | None = None
    is_numbered: bool = False
    is_box_first: bool = False

    def is_empty(self) -> bool:
        """Whether nothing of mail stands in the line."""
        return self.street is None and self.box is None and not self.units

    def add_units(self, units: list[str]) -> None:
        """Add units as far as an address has them."""
        self.units.extend(units[: _MOST_UNITS - len(self.units)])

    def go_on(self, more: str) -> None:
        """Lengthen the street by a part that belongs to it."""
        if self.street and len(self.street) + len(more) < _LONGEST_STREET:
            self.street = f"{self.street}, {more}"


def read_lines(tokens: Tokens, found: list[Span]) -> list[Line]:
    """The lines of mail in some parts, in order. A second numbered street begins a new line."""
    lines = [Line()]
    for begin, end in found:
        for piece_begin, piece_end in _split_streets(tokens, begin, end):
            _read_part(tokens, piece_begin, piece_end, lines)
    return [line for line in lines if not line.is_empty()]


def _split_streets(tokens: Tokens, begin: int, end: int) -> list[Span]:
    """Two streets that run together (``1200 Elm Street 88 Oak Road``) as two parts."""
    suffixes, directions, cuts = word_group("street_suffix"), word_group("direction"), [begin]
    apart = directions | word_group("unit")
    for index in range(begin + 1, end - 1):
        before = index - 1
        if tokens.keys[before] in directions and before > begin:
            before -= 1
        if tokens.keys[before] in suffixes and before > cuts[-1] and tokens.words[index].isdigit():
            highway = tokens.keys[before] in word_group("street_lead") or tokens.keys[before] in ("road", "rd")
            is_street = tokens.words[index + 1][0].isalpha() and tokens.keys[index + 1] not in apart
            if not highway and is_street:
                cuts.append(index)
    return [(cut, after) for cut, after in zip(cuts, [*cuts[1:], end], strict=True)]


def _read_part(tokens: Tokens, begin: int, end: int, lines: list[Line]) -> None:
    if "address" in tokens.keys[begin:end] and word_group("label").issuperset(tokens.keys[begin:end]):
        return
    rest = [(begin, end)]
    if has_box_word(tokens, begin, end) and (box := read_box(tokens, begin, end)):
        number, left, right = box
        lines[-1].is_box_first = lines[-1].street is None and left == begin
        lines[-1].box = lines[-1].box or number
        rest = [(begin, left), (right, end)]
    for rest_begin, rest_end in rest:
        if rest_begin < rest_end:
            _read_rest(tokens, rest_begin, rest_end, lines)


def _read_rest(tokens: Tokens, begin: int, end: int, lines: list[Line]) -> None:
    """A part without a box: its units and its street, which may belong to the line before."""
    line = lines[-1]
    if line.street and is_bare_unit(tokens, begin, end):
        line.add_units([tokens.slice(begin, end)])
        return
    for is_unit, span in read_units(tokens, begin, end):
        if is_unit:
            lines[-1].add_units([tokens.slice(*span).rstrip(".")])
        else:
            _read_street(tokens, *span, lines, is_first=span[0] == begin)


def _read_street(tokens: Tokens, begin: int, end: int, lines: list[Line], *, is_first: bool) -> Line:
    """Put the street of a part into the last line, go on with it, or begin the next line; gives the line."""
    line, keys = lines[-1], tokens.keys
    if line.street and is_first and _goes_on(tokens, begin, end):
        line.go_on(tokens.slice(begin, end))
        return line
    span = street_span(tokens, begin, end) or _station(tokens, begin, end, line)
    if span is None:
        return line
    printed = tokens.slice(*span)
    is_lead = keys[span[0]] in word_group("street_lead")
    is_sure = bool(_DIGIT.match(printed)) and not word_group("street_suffix").isdisjoint(keys[span[0] : span[1]])
    if line.street is None:
        line.street, line.is_numbered = printed, is_sure
    elif is_sure and line.is_numbered:
        lines.append(Line(street=printed, is_numbered=True))
    elif is_sure and not _is_lead(line.street):
        line.street, line.is_numbered = printed, True
    elif is_sure or is_lead:
        line.go_on(printed)
    return lines[-1]


def _goes_on(tokens: Tokens, begin: int, end: int) -> bool:
    """``N.W.`` and ``Corner San Francisco St`` belong to the street before them."""
    if end - begin == 1 and tokens.keys[begin] in word_group("direction"):
        return True
    return tokens.keys[begin] in word_group("street_more")


def _station(tokens: Tokens, begin: int, end: int, line: Line) -> Span | None:
    """A station named by capitals stands for a street where there is none: ``UOG Station``."""
    named = tokens.keys[end - 1] == "station" and tokens.words[begin].isupper() and end - begin > 1
    return (begin, end) if named and line.street is None and line.box is None else None


def _is_lead(street: str) -> bool:
    return street.split()[0].lower().strip(".") in word_group("street_lead")
