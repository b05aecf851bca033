"""Which texts under a heading are the names of the schools: like elements, most with a telling word. Nothing else."""

from collections import defaultdict

from spiders.listings_layout import is_heading, site
from spiders.listings_pieces import Piece
from spiders.texts import HEADINGS, tokens

LONGEST = 200
_CELLS = frozenset({"td", "dd", "li", "div", "p"})


def names_in(region: list[Piece]) -> list[Piece]:
    """The texts that name schools: like elements, most of which bear a word such as university."""
    groups: dict[tuple[str, ...], list[Piece]] = defaultdict(list)
    for piece in region:
        if piece.kind in ("name", "", "program") and not _announces(piece.text) and _may_be_a_name(piece.text):
            groups[_likeness(piece)].append(piece)
    best: list[Piece] = []
    for likeness, group in groups.items():
        certain = [piece for piece in group if piece.kind == "name"]
        usable = (
            certain if likeness[0] not in ("labeled", "summary", *HEADINGS) or len(certain) * 2 < len(group) else group
        )
        if likeness == ("labeled",):
            usable = certain = _first_of_cells(certain)
        if len(certain) >= max(1, len([piece for piece in best if piece.kind == "name"]) + 1):
            best = usable
    return best


def headed_names(region: list[Piece]) -> list[Piece]:
    """Headings of one rank that each lead to a place and a program, where no text has a telling word: "Penn Foster"."""
    groups: dict[tuple[str, ...], list[Piece]] = defaultdict(list)
    for piece in region:
        if piece.kind == "" and not _announces(piece.text) and _may_be_a_name(piece.text):
            groups[_likeness(piece)].append(piece)
    for likeness, group in groups.items():
        told = [sum(piece.kind == kind for piece in region) for kind in ("place", "program")]
        if likeness[0] in HEADINGS and len(group) > 1 and min(told) >= len(group):
            return group
    return []


def _first_of_cells(names: list[Piece]) -> list[Piece]:
    """One name for each cell: what else stands in the cell is not the name."""
    cells: dict[int, Piece] = {}
    for piece in names:
        node = piece.spot.node
        cell = node.find_parent("td") or next((one for one in (node, *node.parents) if one.name in _CELLS), node)
        cells.setdefault(id(cell), piece)
    return list(cells.values())


def _may_be_a_name(text: str) -> bool:
    """Whether a text is no rank, question, call or sentence."""
    told = text.rstrip()
    return any(map(str.isalpha, told)) and not told.endswith(("?", "!")) and len(told) <= LONGEST


def _announces(text: str) -> bool:
    """Whether a text is the heading of a part of the list."""
    return is_heading(text) or not {"schools", "colleges", "universities", "programs"}.isdisjoint(tokens(text))


def _likeness(piece: Piece) -> tuple[str, ...]:
    if piece.labeled and piece.kind == "name":
        return ("labeled",)
    above = [piece.spot.node, *list(piece.spot.node.parents)[:3]]
    heading = next((node.name for node in above if node.name in HEADINGS), None)
    if heading is not None:
        return (heading,)
    node = above[0]
    parent = next((one for one in above[1:] if one.name != "a"), above[-1])  # one of the schools may have no link
    classes = [str(name) for name in node.get_attribute_list("class") if name]
    kept = sorted(name for name in classes if not any(mark in name.lower() for mark in site().words.sponsored_marks))
    return (node.name, *kept, parent.name)
