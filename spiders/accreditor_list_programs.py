"""From an entry of a list to its programs: which piece is the school, the place, the level, the status of each.

What an entry does not say itself the headings around it may say. Nothing is filled in.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spiders.accreditor_list_cuts import cut_at
from spiders.accreditor_list_layout import Entry, Piece
from spiders.accreditor_list_meanings import DASH, UNKNOWN_LEVEL, UNKNOWN_STATUS
from spiders.accreditor_list_units import Unit, is_within, units_of
from spiders.accreditor_list_values import MAYBE_CITY, NAME
from spiders.accreditor_list_words import Vocabulary
from spiders.schools_and_places import names_school
from spiders.spots import Spot

FIELDS = {
    "campus": "campus", "address": "address", "city": "city", "state": "state", "zip": "zip", "phone": "phone",
    "program": "program_title", "next_review": "review_year", "through": "until_year",
    "since": "accredited_since", "reviewed": "last_review", "delivery": "delivery", "site_id": "site_id",
    "status_abbreviation": "status_abbreviation", "opeid": "opeid", "unitid": "unitid", "detail": "detail_link",
}  # fmt: skip
"""Kinds of pieces that are kept as they are, and the field that each becomes."""
_FROM_HEADINGS = ("city", "state")
_WEIGHTY = re.compile(
    r"probation|withdr|inactive|teach|clos|expired|candida|lapsed|revoked|withheld|denied|show cause", re.I
)
_CAMPUS = re.compile(r", ([^,]{2,60} (?:Campus|Center|Centre))$", re.IGNORECASE)


@dataclass(slots=True)
class Program:
    """One program as a list says it: field -> words. ``level`` and ``subject`` are codes of the card, for the key."""

    said: dict[str, Spot]
    level: str = ""
    subject: str = ""
    headed: frozenset[str] = frozenset()
    unread: list[Piece] = field(default_factory=list)


def programs_of(entry: Entry, known: Vocabulary, notes: Mapping[str, Piece]) -> list[Program]:
    """The programs of an entry; none where it names no school. ``notes``: what a mark of a footnote says."""
    names = [piece for piece in (*entry.pieces, *entry.context) if piece.kind in ("institution", NAME) and piece.text]
    if not names:
        return []
    name = next((piece for piece in names if piece.kind == "institution"), names[0])
    return [_program(unit, entry, name, known, notes) for unit in units_of(entry.pieces)]


def _program(unit: Unit, entry: Entry, name: Piece, known: Vocabulary, notes: Mapping[str, Piece]) -> Program:
    told = [*unit.own, *unit.shared]
    said: dict[str, Spot] = {"institution": name.spot}
    if (campus := _campus_in(name, known)) is not None:
        said["campus"] = campus
    headed = set()
    for kind, field_name in FIELDS.items():
        piece = _first(told, kind)
        if piece is None and kind == "city" and _first(entry.context, "state") is not None and not _elsewhere(told):
            piece = _first(told, MAYBE_CITY)
        if piece is None and kind in _FROM_HEADINGS and not _elsewhere(told):
            piece = _first(entry.context, kind)
            headed.add(field_name)
        if piece is not None:
            said[field_name] = piece.spot
    level, subject = _coded("level", told, entry.context), _coded("field", told, entry.context)
    if level is None:
        level = _first(told, UNKNOWN_LEVEL)
    for field_name, coded in (("level", level), ("field", subject)):
        if coded is not None:
            said[field_name] = coded.spot
            headed |= {field_name} if any(coded is one for one in entry.context) else set()
    marks = {mark for piece in told for mark in piece.marks} | set(name.marks)
    footnotes = [notes[mark] for mark in sorted(marks) if mark in notes]
    headed |= _statuses(said, told, footnotes, entry.context, known)
    if (website := _website(told)) is not None:
        said["website"] = website
    title = said.get("program_title")
    if level is not None and title is not None and title.text == level.text and not known.fields(title.text):
        del said["program_title"]
    used = {id(spot) for spot in said.values()}
    unread = [piece for piece in told if piece.kind in ("", NAME, MAYBE_CITY) and id(piece.spot) not in used]
    return Program(
        said, level.code if level else "", subject.code if subject else "", frozenset(headed & said.keys()), unread
    )


def _first(pieces: Iterable[Piece], kind: str) -> Piece | None:
    return next((piece for piece in pieces if piece.kind == kind), None)


def _elsewhere(told: list[Piece]) -> bool:
    """Whether an entry says itself where the program is, so that a heading cannot say it."""
    return any(piece.kind == "state" for piece in told)


def _coded(kind: str, told: list[Piece], context: list[Piece]) -> Piece | None:
    """The level or the field: one with a known code first, one that stands apart before one in a title."""
    titles = [piece for piece in told if piece.kind == "program"]
    own = sorted(
        (piece for piece in told if piece.kind == kind),
        key=lambda piece: any(is_within(piece, title) for title in titles),
    )
    known = [piece for piece in own if piece.code]
    return next(iter([*known, *own]), None) or _first(context, kind)


def _statuses(
    said: dict[str, Spot], told: list[Piece], footnotes: list[Piece], context: list[Piece], known: Vocabulary
) -> set[str]:
    """Choose the status: what a note says before what a column says, if it says more; headings where neither does."""
    found = [piece for piece in told if piece.kind in ("status", UNKNOWN_STATUS)]
    noted = [*footnotes, *(one for piece in told if piece.kind in ("note", "") if (one := noted_status(piece, known)))]
    if noted:
        said["status_note"] = noted[0].spot
    choices = [*found, *noted]
    if not choices:
        if (above := _first(context, "status")) is not None:
            said["status"] = above.spot
            return {"status"}
        return set()
    best = max(choices, key=lambda piece: _weight(piece, known))
    said["status"] = best.spot
    if found and best is not found[0]:
        said["listed_status"] = found[0].spot
    return set()


def _weight(piece: Piece, known: Vocabulary) -> int:
    if piece.kind == UNKNOWN_STATUS:
        return 3
    if _WEIGHTY.search(piece.text):
        return 2
    return int(" ".join(piece.text.lower().split()) not in known.site.words.plain_statuses)


def noted_status(piece: Piece, known: Vocabulary) -> Piece | None:
    """The status that a note or a sentence gives a program now; None where it speaks of another time, or of none."""
    text = piece.text[:1000]
    lower = text.lower()
    if any(phrase in lower for phrase in known.site.words.not_now):
        return None
    words = known.site.words
    found = [one for one in known.statuses(text) if one.code not in words.column_only | words.plain_statuses]
    if len({one.code for one in found}) != 1 or not _WEIGHTY.search(text[found[0].start : found[0].end]):
        return None
    return Piece("status", piece.spot.between(found[0].start, found[0].end), labeled=True)


def _campus_in(name: Piece, known: Vocabulary) -> Spot | None:
    """The campus that stands behind the name of a school: "Ivy Tech Community College - Fort Wayne"."""
    if (match := _CAMPUS.search(name.text)) is not None:
        return name.spot.between(*match.span(1))
    parts = cut_at(DASH, name.text)
    if len(parts) == 2 and names_school(name.text[: parts[0][1]]) and not known.fields(name.text[parts[1][0] :]):
        return name.spot.between(*parts[1])
    return None


def _website(told: list[Piece]) -> Spot | None:
    """The website: a link under a label before an address in words, both before a link that leads elsewhere."""
    websites = [piece for piece in told if piece.kind == "website"]
    outer = [piece for piece in told if piece.kind == "outer_link"]
    linked = [piece for piece in websites if piece.spot.attribute == "href"]
    return next((piece.spot for piece in (*linked, *websites, *outer)), None)
