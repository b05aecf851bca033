"""Reads the programs of a list that is set in type, in columns of a preformatted text."""

from spiders.accreditor_list_layout import Entry, Listed, Piece
from spiders.accreditor_list_outline import Outline
from spiders.accreditor_list_pieces import Reader
from spiders.spots import Spot
from spiders.text_columns import text_tables

_PROGRAM_KINDS = frozenset(("level", "status", "program", "field"))


def read_preformatted(reader: Reader, outline: Outline) -> Listed:
    """The entries of all tables that are set in type."""
    listed = Listed()
    for table in text_tables(reader.page, reader.known.label):
        labels = [reader.known.label(header) for header in table.headers]
        context = outline.context(table.node)
        for row in table.rows:
            pieces = [
                piece
                for label, spot in zip(labels, row, strict=False)
                if spot is not None
                for piece in _pieces(reader, label, spot)
            ]
            kinds = {piece.kind for piece in pieces}
            if "institution" in kinds and kinds & _PROGRAM_KINDS:
                listed.entries.append(Entry(pieces, list(context)))
    return listed


def _pieces(reader: Reader, label: str, spot: Spot) -> list[Piece]:
    found = reader.values.labeled(label, spot.text) if label else reader.values.unlabeled(spot.text)
    return [
        Piece(kind, spot.between(one.start, one.end), code, labeled=bool(label))
        for one in found
        for kind, _, code in [one.code.partition(":")]
    ]
