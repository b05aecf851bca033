"""One page of an accreditor's list, from bytes to raw items: tables first, then blocks, then the JSON that it carries.

A pure function of the bytes and the address; never raises, never fetches. Where it is in doubt it says so.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from spiders.accreditor_list_blocks import read_blocks
from spiders.accreditor_list_cities import lone_cities, split_cities
from spiders.accreditor_list_grids import box_grids_of
from spiders.accreditor_list_index import index_page
from spiders.accreditor_list_json import read_json
from spiders.accreditor_list_key import explain, key_of, needs_key
from spiders.accreditor_list_layout import Entry, Listed, Piece, Remark, site_of
from spiders.accreditor_list_meanings import UNKNOWN_LEVEL, UNKNOWN_STATUS
from spiders.accreditor_list_notes import footnotes, stated_of_all
from spiders.accreditor_list_outline import Outline
from spiders.accreditor_list_pieces import Reader
from spiders.accreditor_list_pre import read_preformatted
from spiders.accreditor_list_programs import Program, programs_of
from spiders.accreditor_list_records import records_of
from spiders.accreditor_list_tables import read_tables
from spiders.document_pages import in_script, next_in_data, next_of, placed_in_document
from spiders.html import open_page
from spiders.items import RawItem, Severity, Surprise
from spiders.paged import PageRead
from spiders.pager import next_page
from spiders.structure import StructureChanged

_COUNTS = (
    re.compile(r"\bpage (\d{1,5}) of (\d{1,5})\b", re.IGNORECASE),
    re.compile(
        r"\b(?:showing|displaying|viewing|results?)\b[^\d]{0,20}(?:\d{1,6} ?(?:-|\u2013|to|through) ?)?"
        r"(\d{1,6}) of (\d{1,6})\b",
        re.IGNORECASE,
    ),
)
"""How pages tell how much of a list they show: up to which of how many."""
_LISTS = {UNKNOWN_STATUS: ("status", "statuses"), UNKNOWN_LEVEL: ("level", "levels")}


def read_list_page(source: str, body: bytes, content_type: str, url: str, capture_id: str) -> PageRead:
    """The raw items of a page of ``source`` and the address of the next page, None after the last.

    ``body`` is the decoded body, ``url`` the address that answered. A page that cannot be read is a fatal Surprise.
    """

    def told(remarks: Iterable[Remark]) -> list[RawItem]:
        return [_surprise(source, remark, url) for remark in remarks]

    try:
        document = in_script(body)
        reader = Reader(open_page(document or body, content_type), url, source)
        listed, programs = _read(reader)
        if document is None:
            following, odd = next_page(reader.page, url, site_of(source).words.next)
        else:
            following, odd = next_of(body, url), []
        indexed = False
        if following is None and not odd and document is None and _from_data(listed):
            following = next_in_data(reader.page, url)
        if following is None and not odd:
            following, indexed = index_page(reader, programs)
        if following is None:
            listed.remarks += _more_than_shown(reader)
        if not programs:
            listed.remarks = [*_nothing(reader, listed.remarks, indexed)]
    except StructureChanged as changed:
        return PageRead([*told([Remark(changed.code, str(changed), "fatal")])], None)
    listed.remarks += [Remark(*remark[:2], sample=remark[2]) for remark in odd]
    listed.remarks += _unknown(listed.entries)
    listed.remarks += _unread(programs)
    kind = site_of(source).kind
    items = list(records_of(programs, source, kind, url, reader.base, capture_id))
    if document is not None:
        items = [placed_in_document(item) for item in items]
    return PageRead([*items, *told(listed.remarks)], following, indexed)


def _read(reader: Reader) -> tuple[Listed, list[Program]]:
    """The entries and programs by the first way that finds any."""
    outline = Outline(reader)
    remarks: list[Remark] = []
    notes = footnotes(reader)
    everywhere = stated_of_all(reader)
    ways: tuple[Callable[[], Listed], ...] = (
        lambda: read_tables(reader, outline),
        lambda: read_tables(reader, outline, list(box_grids_of(reader.page))),
        lambda: read_preformatted(reader, outline),
        lambda: read_blocks(reader, outline),
        lambda: read_json(reader, outline),
    )
    for way in ways:
        listed = way()
        remarks += listed.remarks
        if needs_key(listed.entries):
            explain(listed.entries, key_of(reader))
        split_cities(listed.entries, reader.known)
        lone_cities(listed.entries)
        for entry in listed.entries:
            entry.context = [*entry.context, *everywhere]
        programs = [program for entry in listed.entries for program in programs_of(entry, reader.known, notes)]
        if any("level" in program.said or "status" in program.said for program in programs):
            return Listed(listed.entries, remarks), programs
    return Listed([], remarks), []


def _from_data(listed: Listed) -> bool:
    """Whether a list was read from data that the page carries, so that its pager is there too."""
    return any(piece.spot.pointer for entry in listed.entries[:5] for piece in entry.pieces)


def _nothing(reader: Reader, remarks: list[Remark], indexed: bool) -> list[Remark]:
    """Why a page gives no program: fatal, unless it is a part of an index that says so, or the index itself."""
    words = reader.texts.of(reader.page)[0].lower()
    says_so = any(phrase in words for phrase in reader.known.site.words.nothing_found)
    if indexed:
        message = "this part of the index " + ("says that it has no program" if says_so else "shows no program")
        return [Remark("empty_part", message, "note")]
    if any(remark.severity == "fatal" for remark in remarks):
        return remarks
    if says_so:
        return [
            *remarks,
            Remark("empty_list", "the page came, and says that it lists no program", "fatal", words[:200]),
        ]
    message = "nothing on the page could be recognized as a list of programs; is this the right page?"
    return [*remarks, Remark("list_not_recognized", message, "fatal", words[:200])]


def _more_than_shown(reader: Reader) -> list[Remark]:
    """A page without a next one that says there are more: half a list must not pass for a whole one."""
    words = reader.texts.of(reader.page)[0].replace(",", "")
    for pattern in _COUNTS:
        if (match := pattern.search(words)) is not None and int(match[1]) < int(match[2]):
            message = f"the page says {match[0][:80]!r}, but no link leads to the rest; the list is not whole"
            return [Remark("pages_missing", message, "fatal", match[0][:200])]
    return []


def _unknown(entries: list[Entry]) -> list[Remark]:
    """Statuses and levels that nobody has judged: each word once, with the list of the card that lacks it."""
    met: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for entry in entries:
        for piece in entry.pieces:
            if piece.kind in _LISTS:
                met[piece.kind, piece.text[:200]].append(piece)
    return [
        Remark(
            code,
            f"nobody has judged the {_LISTS[code][0]} {text[:80]!r}, met {len(pieces)} times. Find its meaning and "
            f"add it to {_LISTS[code][1]} in [site.words] and to the reference table of the accreditors' words",
            "fatal",
            text,
        )
        for (code, text), pieces in list(met.items())[:20]
    ]


def _unread(programs: list[Program]) -> list[Remark]:
    texts = list(dict.fromkeys(piece.text[:80] for program in programs for piece in program.unread))
    if not texts:
        return []
    return [
        Remark("unread_words", f"{len(texts)} texts of programs say nothing known", "note", "; ".join(texts[:6])[:300])
    ]


def _surprise(source: str, remark: Remark, url: str) -> Surprise:
    severity: Severity = "fatal" if remark.severity == "fatal" else "note" if remark.severity == "note" else "warning"
    message, sample = remark.message, remark.sample[:500]
    return Surprise(source=source, code=remark.code, message=message, severity=severity, url=url[:2000], sample=sample)
