"""What stands beside the entries and speaks of some or all of them: footnotes, and sentences about the whole list."""

import re

from spiders.accreditor_list_layout import Piece
from spiders.accreditor_list_lines import Line, lines_of
from spiders.accreditor_list_pieces import Reader
from spiders.accreditor_list_programs import noted_status
from spiders.texts import folded

_MARK = re.compile(r"^\s*(\*{1,4}|[\u2020\u2021\u00a7]{1,2}|\^)\s*(?=\S)")
_LONGEST = 600
_MOST_SENTENCES = 200


def footnotes(reader: Reader) -> dict[str, Piece]:
    """Mark -> the status that its footnote gives; marks of other footnotes are left out."""
    found: dict[str, Piece] = {}
    for line in lines_of(reader.page, reader.texts):
        text = line.text
        if len(text) > _LONGEST:
            continue
        if (mark := _mark(line)) and (told := noted_status(_whole(reader, line), reader.known)) is not None:
            found.setdefault(mark, told)
    return found


def _mark(line: Line) -> str:
    first = line.segments[0]
    if len(line.segments) > 1 and first.raised:
        return folded(first.text) or first.text.strip()
    found = _MARK.match(line.text)
    return found[1] if found is not None else ""


def _whole(reader: Reader, line: Line) -> Piece:
    return Piece("", reader.texts.whole(line))


def stated_of_all(reader: Reader) -> list[Piece]:
    """The status that a sentence gives to all programs of the list: "The programs listed below are accredited"."""
    words = reader.known.site.words
    for node in reader.page.find_all(["p", "caption", "div", "small", "li"], limit=_MOST_SENTENCES):
        text = reader.texts.of(node)[0]
        lower = text.lower()
        if not 20 < len(text) <= _LONGEST or "program" not in lower:
            continue
        if not any(phrase in lower for phrase in words.all_of_it) or any(phrase in lower for phrase in words.not_now):
            continue
        found = [one for one in reader.known.statuses(text) if one.code not in words.column_only]
        if found and len({one.code for one in found}) == 1:
            spot = reader.texts.spot(node, found[0].start, found[0].end)
            return [Piece("status", spot, labeled=True)]
    return []
