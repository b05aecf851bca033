"""Reads the lines of a cell or a block into pieces: each text with what it is, under the label that it stands under."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from spiders.accreditor_list_apart import begins_with_name, better_apart
from spiders.accreditor_list_cuts import cut_at
from spiders.accreditor_list_labels import Labels
from spiders.accreditor_list_layout import Piece
from spiders.accreditor_list_lines import Line, PageTexts, Segment, lines_of
from spiders.accreditor_list_links import Links
from spiders.accreditor_list_values import NAME, Values
from spiders.accreditor_list_words import vocabulary
from spiders.pager import base_of
from spiders.spots import Spot
from spiders.texts import folded

_MARKS = re.compile(r"(?<=[^\s*\u2020\u2021\u00a7])[ ]?(\*{1,4}|[\u2020\u2021\u00a7]{1,2}|\^)$")
_CITY = re.compile(r"^,? ?[^\W\d_][\w.' -]{1,30}$")
_SEVERAL = re.compile(r" *[/|;] *| [-\u2013\u2014] |, ")

_LONGEST_ALT = 80
_HYPHEN = re.compile(r"^-\s+")
_AROUND = " ,;|\u2022\u00b7\u2013\u2014"
_FIRST_LINE = frozenset(("institution", "program", "campus", "note"))
"""Columns whose header speaks of the first line of a cell; further lines speak for themselves."""


class Reader:
    """Reads the parts of one page. ``source`` is whose words are used, ``url`` the address that answered."""

    def __init__(self, page: BeautifulSoup, url: str, source: str) -> None:
        self.page, self.url = page, url
        self.base = base_of(page, url)
        self.known = vocabulary(source)
        self.values = Values(self.known)
        self.texts = PageTexts()
        self.labels = Labels(self.known, self.texts)
        self.links = Links(url, self.base, self.known.site.words.website_links)
        self._line = 0

    def lines(self, root: Tag, leave: frozenset[int] = frozenset()) -> list[Line]:
        """The lines of an element, counted on from those read before."""
        found = list(lines_of(root, self.texts, leave, self._line))
        self._line += len(found) + 1
        return found

    def cell(self, cell: Tag, label: str) -> list[Piece]:
        """The pieces of a cell in a column with this label; empty for a column that says nothing of itself."""
        pieces: list[Piece] = []
        for line in [self._without_label(line, label) for line in self.lines(cell)]:
            later = label in _FIRST_LINE and any(piece.kind == label for piece in pieces)
            read = self._line_pieces(line, "" if later else label)
            if later and label == "program" and any(piece.kind in ("", NAME) for piece in read):
                read = self._line_pieces(line, label)
            pieces += read
        pieces += self.pictured(cell, label) if not pieces else []
        return pieces + self.links.silent(cell, label, pieces, self.texts)

    def pictured(self, cell: Tag, label: str) -> list[Piece]:
        """What the words of a picture say in a cell that has no others: a tick that stands for Approved."""
        if not label or not isinstance(picture := cell.find("img", alt=True), Tag):
            return []
        spot = Spot(picture, "alt")
        text = spot.text
        found = self.values.labeled(label, text) if 0 < len(text.strip()) <= _LONGEST_ALT else []
        return [
            Piece(kind, spot.between(one.start, one.end), code, labeled=True)
            for one in found
            for kind, _, code in [one.code.partition(":")]
        ]

    def parts(self, cell: Tag, labels: tuple[str, ...]) -> list[Piece]:
        """The pieces of a cell that says several things in the order of its header: "Accredited / 2029"."""
        lines = self.lines(cell) if labels else []
        if len(lines) != 1:
            return []
        whole = self.texts.whole(lines[0])
        parts = cut_at(_SEVERAL, whole.text, len(labels) - 1)
        if len(parts) != len(labels):
            return []
        read = zip(parts, labels, strict=True)
        return [piece for part, label in read for piece in self._read(whole.between(*part), label, lines[0], None)]

    def _without_label(self, line: Line, label: str) -> Line:
        """A line without the header of its column, which some pages repeat in every cell for small screens."""
        first, rest = line.segments[0], line.segments[1:]
        if label and self.known.label(first.text) == label:
            return Line(line.number, rest) if rest else line
        marks = self.labels.inline(first.text) if label else []
        if not marks or marks[0][:2] != (label, 0):
            return line
        skipped = len(first.text) - len(first.text[marks[0][2] :].lstrip())
        shorter = replace(first, start=first.start + skipped, text=first.text[skipped:])
        return Line(line.number, [shorter, *rest] if shorter.text else rest or line.segments)

    def block(self, root: Tag, leave: frozenset[int] = frozenset()) -> list[Piece]:
        """The pieces of a part of the page that is no table, in order."""
        pieces: list[Piece] = []
        pending, reach = "", frozenset[int]()
        lines = self.lines(root, leave)
        alike = self.labels.looks(lines)
        for line in lines:
            answers = bool(pending) and self.labels.reaches(reach, line) and not self.labels.certain(line)
            if (told := self.labels.announced(line, alike)) and not answers:
                pending, reach = told, self.labels.reach(line)
                pieces.append(Piece("label", self.texts.whole(line), code=told, line=line.number))
                continue
            label = self.labels.around(line, root)
            if pending and not self.labels.reaches(reach, line):
                pending = ""
            if not label and not pending and self.labels.unknown(line):
                pieces.append(Piece("unknown_label", self.texts.whole(line), line=line.number))
                continue
            pieces += self._labeled_parts(line, label or pending)
        return pieces + self.links.silent(root, "", pieces, self.texts)

    def _labeled_parts(self, line: Line, label: str) -> Iterator[Piece]:
        """The pieces of a line that may hold labels of its own: "Degree: Associate | Status: Accredited"."""
        segments = line.segments
        if label or len(segments) == 1:
            yield from self._inline_parts(line, label)
        elif self.labels.term(segments[0]):
            yield from self._after_terms(line)
        else:
            own = [self.labels.around(Line(line.number, [one]), one.holder) for one in segments]
            if sum(map(bool, own)) > 1:
                for segment, told in zip(segments, own, strict=True):
                    yield from self._line_pieces(Line(line.number, [segment]), told)
            else:
                yield from self._inline_parts(line, label)

    def _after_terms(self, line: Line) -> Iterator[Piece]:
        """Segments that are labels, each with the segments up to the next."""
        starts: list[int] = []
        for number, one in enumerate(line.segments):
            answers = bool(starts) and starts[-1] == number - 1 and not one.text.rstrip().endswith(":")
            if self.labels.term(one) and not answers:
                starts.append(number)
        for start, end in zip(starts, [*starts[1:], len(line.segments)], strict=True):
            if end > start + 1:
                part = Line(line.number, line.segments[start + 1 : end])
                yield from self._line_pieces(part, self.labels.term(line.segments[start]))

    def _inline_parts(self, line: Line, label: str) -> Iterator[Piece]:
        whole = self.texts.whole(line)
        marks = self.labels.inline(whole.text) if not label else []
        if not marks:
            yield from self._line_pieces(line, label)
            return
        link = next((one.link for one in line.segments if one.link is not None), None)
        ends = [start for _, start, _ in marks[1:]] + [len(whole.text)]
        parts = [("", 0, marks[0][1])] + [(kind, start, end) for (kind, _, start), end in zip(marks, ends, strict=True)]
        for kind, start, end in parts:
            text = whole.text[start:end].rstrip(f"{_AROUND}-.")
            if text.strip():
                yield from self._read(whole.between(start, start + len(text)), kind, line, link if kind else None)

    def _line_pieces(self, line: Line, label: str) -> list[Piece]:
        """The pieces of a line: of the whole of it, or of its segments where they say more apart."""
        segments = [one for one in line.segments if not one.raised]
        marks = frozenset(folded(one.text) or one.text.strip() for one in line.segments if one.raised)
        if not segments:
            return []
        inner_mark = bool(marks) and not line.segments[-1].raised
        apart = [
            list(self._read(self._spot(one), label if inner_mark or not number else "", line, one.link))
            for number, one in enumerate(segments)
        ]
        if len(segments) == 1 or inner_mark:
            read = [piece for pieces in apart for piece in pieces]
        else:
            link = next((one.link for one in segments if one.link is not None), None)
            read = list(self._read(self.texts.whole(Line(line.number, segments)), label, line, link))
            if self._city_follows(segments, apart, label):
                apart[1][0].kind = "city"
                read = [piece for pieces in apart for piece in pieces]
            elif (not label and begins_with_name(segments, apart)) or better_apart(
                read, [pieces for pieces in apart if pieces], label
            ):
                read = [piece for pieces in apart for piece in pieces]
        for piece in read:
            piece.marks |= marks
        return read

    def _spot(self, segment: Segment) -> Spot:
        return self.texts.spot(segment.holder, segment.start, segment.end)

    def _city_follows(self, segments: list[Segment], apart: list[list[Piece]], label: str) -> bool:
        """Whether a line is a marked name with a city behind a comma: <b>Larkspur College</b>, Akron."""
        if label not in ("", "institution") or not all(apart[:2]) or not segments[1].text.startswith(","):
            return False
        name, after = apart[0][0], apart[1]
        named = name.kind in (NAME, "institution") and len(after) == 1 and after[0].kind == ""
        return named and _CITY.match(after[0].text) is not None

    def _read(self, spot: Spot, label: str, line: Line, link: Tag | None) -> Iterator[Piece]:
        text, marks = spot.text, frozenset[str]()
        start, end = len(text) - len(text.lstrip(_AROUND)), len(text.rstrip(_AROUND))
        if (hyphen := _HYPHEN.match(text[start:end])) is not None:
            start += hyphen.end()
        spot = spot.between(start, max(start, end))
        if (mark := _MARKS.search(spot.text)) is not None and label not in ("website", "note"):
            marks = frozenset((mark[1],))
            spot = spot.between(0, mark.start())
        if not any(map(str.isalnum, spot.text)):
            return
        kinds = set()
        for one in self.values.labeled(label, spot.text) if label else self.values.unlabeled(spot.text):
            kind, _, code = one.code.partition(":")
            kinds.add(kind)
            yield Piece(kind, spot.between(one.start, one.end), code, bool(label), link, line.number, marks)
        if link is not None:
            kind = self.links.kind(link, "website" if "website" in kinds else label, spot.text)
            if kind:
                yield Piece(kind, Spot(link, "href"), labeled=label == "website", line=line.number)
