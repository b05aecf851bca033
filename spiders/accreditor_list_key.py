"""Statuses and levels that a list prints as abbreviations, which a key on the page explains: ``CA = Continuing``.

The words of the key are what is cited; what stands in the row is kept beside them. Nothing is explained without a key.
"""

import re
from collections.abc import Iterator

from bs4 import Tag

from spiders.accreditor_list_layout import Entry, Piece
from spiders.accreditor_list_lines import Line, lines_of
from spiders.accreditor_list_meanings import UNKNOWN_LEVEL, UNKNOWN_STATUS
from spiders.accreditor_list_pieces import Reader
from spiders.spots import Spot

ABBREVIATION = "status_abbreviation"
_EQUALS = re.compile(r"(?<![\w.])(?P<short>[A-Z][A-Za-z]{0,6}\.?) ?(?:=|means) ?(?=\S)")
_CAPITALS = re.compile(r"(?<![\w.])(?P<short>[A-Z]{1,5}) ?(?::|[-\u2013\u2014]) ?(?=\S)")
_ALONE = re.compile(r"(?P<short>[A-Z][A-Za-z]{0,4}\.?) ?[:=\u2013-]?")
_IN_BRACKETS = re.compile(r" ?\((?P<short>[A-Z]{1,5})\)")
_LONGEST = 600
_LONGEST_PHRASE = 80
_MOST_PAIRS = 60

Key = dict[tuple[str, str], Piece]
"""Kind (status or level) and abbreviation -> the words of the key, as a piece of that kind."""


def key_of(reader: Reader) -> Key:
    """The abbreviations that the page explains."""
    found: Key = {}
    lines = list(lines_of(reader.page, reader.texts))
    for number, line in enumerate(lines):
        if len(found) < _MOST_PAIRS and len(line.text) <= _LONGEST:
            after = lines[number + 1] if number + 1 < len(lines) else None
            for short, piece in _pairs(reader, line, after):
                found.setdefault((piece.kind, short), piece)
    for node in reader.page.find_all(["abbr", "acronym"], title=True, limit=2000):
        spot, short = Spot(node, "title"), reader.texts.of(node)[0]
        meant = _meaning(reader, spot, 0) if _ALONE.fullmatch(short) else None
        if meant is not None:
            found.setdefault((meant.kind, short), meant)
    return found


def _pairs(reader: Reader, line: Line, after: Line | None) -> Iterator[tuple[str, Piece]]:
    whole = reader.texts.whole(line)
    text = whole.text
    for pattern, signs in ((_EQUALS, ("=", "means")), (_CAPITALS, (":", "-", "\u2013", "\u2014"))):
        for match in pattern.finditer(text) if any(sign in text for sign in signs) else ():
            if (piece := _meaning(reader, whole, match.end())) is not None:
                yield match["short"], piece
    for one in reader.known.statuses(text) if "(" in text else ():
        if (behind := _IN_BRACKETS.match(text, one.end)) is not None:
            yield behind["short"], Piece("status", whole.between(one.start, one.end), labeled=True)
    first = _ALONE.fullmatch(line.segments[0].text.strip())
    if first is None:
        return
    if len(line.segments) > 1:
        start = len(text) - len(text[len(line.segments[0].text) :].lstrip(" :=-\u2013\u2014"))
        piece = _meaning(reader, whole, start)
    else:
        piece = _meaning(reader, reader.texts.whole(after), 0) if after is not None and _explains(line, after) else None
    if piece is not None:
        yield first["short"], piece


def _explains(line: Line, after: Line) -> bool:
    """Whether a line stands beside an abbreviation as its explanation: a term, or the other of two cells."""
    short, told = line.segments[0].holder, after.segments[0].holder
    if (term := short.find_parent("dt") or (short if short.name == "dt" else None)) is not None:
        beside = term.find_next_sibling()
        return isinstance(beside, Tag) and beside.name == "dd" and any(one is beside for one in (told, *told.parents))
    row = short.find_parent("tr")
    return row is not None and row is told.find_parent("tr") and len(row.find_all(["td", "th"], limit=3)) == 2


def _meaning(reader: Reader, spot: Spot, start: int) -> Piece | None:
    """The status or level that words begin with."""
    text = spot.text[start : start + _LONGEST_PHRASE]
    for kind, found in (("status", reader.known.statuses(text)), ("level", reader.known.levels(text))):
        if found and not found[0].start:
            code = found[0].code if kind == "level" else ""
            return Piece(kind, spot.between(start, start + found[0].end), code, labeled=True)
    return None


def needs_key(entries: list[Entry]) -> bool:
    """Whether an entry says what nobody knows, or says no status at all."""
    unknown = (UNKNOWN_STATUS, UNKNOWN_LEVEL)
    return any(
        any(piece.kind in unknown for piece in entry.pieces) or not any(one.kind == "status" for one in entry.pieces)
        for entry in entries
    )


def explain(entries: list[Entry], key: Key) -> None:
    """Put the words of the key where an entry has an abbreviation that nobody knows otherwise."""
    for entry in entries if key else []:
        entry.pieces = [told for piece in entry.pieces for told in _explained(piece, entry, key)]


def _explained(piece: Piece, entry: Entry, key: Key) -> list[Piece]:
    short = piece.text.strip(" ()")
    for kind, unknown in (("status", UNKNOWN_STATUS), ("level", UNKNOWN_LEVEL)):
        meant = key.get((kind, short)) or key.get((kind, f"{short}."))
        if meant is None or not (piece.kind == unknown or (kind == "status" and _says_nothing_else(piece, entry))):
            continue
        told = Piece(kind, meant.spot, meant.code, True, line=piece.line, marks=piece.marks, group=piece.group)
        return [told, Piece(ABBREVIATION, piece.spot, line=piece.line)] if kind == "status" else [told]
    return [piece]


def _says_nothing_else(piece: Piece, entry: Entry) -> bool:
    """Whether letters without a label are a status: they mean nothing, or a state beside the one that is named."""
    if piece.kind == "state" and not piece.labeled:
        return sum(one.kind == "state" for one in entry.pieces) > 1
    return piece.kind == "" and not piece.labeled
