"""Reads programs from the JSON that a page carries (data of scripts, JSON-LD), where it shows them in no other way.

Keys are bound as headers of columns are. Keys that nobody knows are left: data of scripts is full of them.
"""

from typing import Any

from spiders.accreditor_list_layout import Entry, Listed, Piece
from spiders.accreditor_list_outline import Outline
from spiders.accreditor_list_pieces import Reader
from spiders.data_rows import linked_cell, titled_rows
from spiders.embedded_json import DEEPEST, MOST, Carried, documents, escaped, spaced, types_of
from spiders.page_text import safe_link
from spiders.spots import Spot

_SCHOOLS = frozenset({"CollegeOrUniversity", "EducationalOrganization", "School", "Organization"})
_PROGRAMS = frozenset({"EducationalOccupationalProgram", "Course", "WorkBasedProgram"})
_PROGRAM_KINDS = frozenset(("level", "status", "program"))


def read_json(reader: Reader, outline: Outline) -> Listed:
    """The entries in the JSON of a page; those of the script with most of them."""
    best = Listed()
    headings = reader.page.find_all("h1", limit=2)
    context = [piece for heading in headings if len(headings) == 1 for piece in outline.says(heading)]
    for carried in documents(reader.page):
        reading = _Reading(reader, carried)
        entries = [*reading.entries(carried.value, "json:", []), *reading.rows()]
        if len(entries) > len(best.entries):
            best = Listed(entries)
    for entry in best.entries:
        entry.context = list(context)
    return best


class _Reading:
    def __init__(self, reader: Reader, carried: Carried) -> None:
        self.reader, self.carried = reader, carried

    def rows(self) -> list[Entry]:
        """The rows of a grid of a script, whose columns have titles."""
        entries = []
        for pointer, titles, row in titled_rows(self.carried, self.reader.page):
            cells = [(f"{pointer}/{at}", title, cell) for at, (title, cell) in enumerate(zip(titles, row, strict=True))]
            pieces = [
                piece
                for here, title, cell in cells
                if isinstance(cell, str) and (label := self._label(title, "", {}))
                for piece in self._values(label, cell, here)
            ]
            kinds = {piece.kind for piece in pieces}
            if "institution" in kinds and kinds & _PROGRAM_KINDS:
                entries.append(Entry(pieces))
        return entries

    def entries(self, value: Any, pointer: str, above: list[Piece], depth: int = 0) -> list[Entry]:
        """Every object that says of which school and program it speaks; inner ones know what outer ones said."""
        if depth > DEEPEST:
            return []
        if isinstance(value, list):
            return [
                entry
                for number, inner in enumerate(value[:MOST])
                for entry in self.entries(inner, f"{pointer}/{number}", above, depth + 1)
            ]
        if not isinstance(value, dict):
            return []
        own = self._pieces(value, pointer, "")
        kinds = {piece.kind for piece in own} | {piece.kind for piece in above}
        inner_above = own + [piece for piece in above if piece.kind not in {one.kind for one in own}]
        found = [
            entry
            for key, inner in value.items()
            if isinstance(inner, list)
            for entry in self.entries(inner, f"{pointer}/{escaped(key)}", inner_above, depth + 1)
        ]
        if found:
            return found
        mine = {piece.kind for piece in own}
        if "institution" in kinds and mine & _PROGRAM_KINDS:
            return [Entry(inner_above)]
        return [
            entry
            for key, inner in value.items()
            if isinstance(inner, dict)
            for entry in self.entries(inner, f"{pointer}/{escaped(key)}", above, depth + 1)
        ]

    def _pieces(self, value: dict[str, Any], pointer: str, parent: str, depth: int = 0) -> list[Piece]:
        pieces: list[Piece] = []
        for key, inner in list(value.items())[:200]:
            here = f"{pointer}/{escaped(key)}"
            if isinstance(inner, str | bool | int):
                label = self._label(key, parent, value)
                text = inner if isinstance(inner, str) else str(inner).lower()
                pieces += self._values(label, text, here) if label else []
            elif isinstance(inner, dict) and depth < 4:
                pieces += self._pieces(inner, here, key, depth + 1)
            elif isinstance(inner, list) and inner and all(isinstance(one, str) for one in inner):
                label = self._label(key, parent, value)
                pieces += [
                    piece
                    for number, one in enumerate(inner[:50])
                    for piece in (self._values(label, one, f"{here}/{number}") if label else [])
                ]
        return pieces

    def _label(self, key: str, parent: str, value: dict[str, Any]) -> str:
        """The kind of a property: by its key, or by its parent's where the key is only "name" or "title"."""
        known = self.reader.known
        words, above = spaced(key), spaced(parent)
        if words in ("name", "title", "label", "value", "text", "display name", "node"):
            if label := known.label(above) or known.label(f"{above} {words}"):
                return label
            types = types_of(value)
            if types & _PROGRAMS:
                return "program"
            if types & _SCHOOLS:
                return "institution"
            return (
                "program" if _names_school_elsewhere(known.label, value) else "institution" if words == "name" else ""
            )
        if words in ("url", "same as", "link", "href"):
            return "website"
        return known.label(words) or known.label(f"{above} {words}")

    def _values(self, label: str, text: str, pointer: str) -> list[Piece]:
        if not text.strip() or len(text) > 5000:
            return []
        spot = Spot(self.carried.node, self.carried.attribute, pointer=pointer, value=text)
        if (linked := linked_cell(text)) is not None and label != "website":
            said, address = (spot.between(*span) for span in linked)
            website = [Piece("website", address, labeled=True)] if safe_link(self.reader.url, address.text) else []
            return [*self._read(label, said), *website]
        return self._read(label, spot)

    def _read(self, label: str, spot: Spot) -> list[Piece]:
        text = spot.text
        if label == "website" and safe_link(self.reader.url, text) is None:
            return []
        found = self.reader.values.labeled(label, text)
        return [
            Piece(kind, spot.between(one.start, one.end), code, labeled=True)
            for one in found
            for kind, _, code in [one.code.partition(":")]
        ]


def _names_school_elsewhere(label: Any, value: dict[str, Any]) -> bool:
    """Whether an object has a property for its school, so that its own name is a program's."""
    return any(label(spaced(key)) == "institution" for key in value if spaced(key) not in ("name", "title"))
