"""Which pieces of a block are the names of its entries: those under a label, else like ones that sound like schools."""

from collections import defaultdict

from spiders.accreditor_list_layout import Piece
from spiders.accreditor_list_values import NAME
from spiders.accreditor_list_words import Vocabulary
from spiders.schools_and_places import names_school
from spiders.texts import HEADINGS

_NOISE = frozenset({"odd", "even", "first", "last", "active", "selected", "views-row-first", "views-row-last"})
Groups = dict[tuple[str, ...], list[Piece]]


def names_in(pieces: list[Piece], known: Vocabulary) -> list[Piece]:
    """The names of the entries: those under a label, else those in like elements, most of which sound like schools."""
    labeled = [piece for piece in pieces if piece.kind == "institution" and piece.labeled]
    if labeled:
        return labeled
    titles = [piece for piece in pieces if piece.kind == "program" and piece.labeled]
    nameless = [piece for piece in titles if not known.fields(piece.text) and not known.levels(piece.text)]
    if any(names_school(piece.text) for piece in nameless):  # a class such as "title" does not say whose
        for piece in nameless:
            piece.kind = NAME if names_school(piece.text) else ""
    programs = [piece for piece in pieces if piece.kind == "program" and piece.labeled]
    schools = [piece for piece in pieces if piece.kind in (NAME, "institution")]
    groups: Groups = defaultdict(list)
    for piece in pieces:
        if piece.kind in (NAME, "institution", "") and len(piece.text) <= 140:
            groups[_likeness(piece)].append(piece)
    best: list[Piece] = []
    for likeness, group in groups.items():
        certain = [piece for piece in group if piece.kind in (NAME, "institution")]
        headed = likeness[0] in HEADINGS or likeness[0] == "a"
        usable = group if headed and len(certain) * 2 >= len(group) else certain
        if len(certain) > len([piece for piece in best if piece.kind in (NAME, "institution")]):
            best = usable
    return best or (schools[:1] if programs else [])


def _likeness(piece: Piece) -> tuple[str, ...]:
    node = piece.spot.node
    if node.name == "a" and node.parent is not None and node.parent.name == "dt":
        node = node.parent  # of the terms of one list some have links
    heading = next((one.name for one in (node, *list(node.parents)[:3]) if one.name in HEADINGS), None)
    if heading is not None:
        return (heading,)
    classes = sorted(str(name) for name in node.get_attribute_list("class") if name and str(name).lower() not in _NOISE)
    parent = node.parent.name if node.parent is not None else ""
    return (node.name, *classes, parent)
