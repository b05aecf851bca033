"""Recognizes a list of schools in a layout that nobody has seen, by what must be there, or refuses to.

Under a heading such as "Popular Schools" there are names of schools that stand in like elements. What belongs to a
school is the largest element that holds its name and no other's, or what follows its name up to the next.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from spiders.html import words
from spiders.listings_kinds import is_disclosure, is_school, without_rank
from spiders.listings_labels import siblings_after
from spiders.listings_layout import Listing, is_heading, site
from spiders.listings_names import names_in
from spiders.listings_pieces import Piece, pieces_of
from spiders.listings_school import school_of
from spiders.spots import LONGEST_TEXT, Spot
from spiders.structure import StructureChanged
from spiders.texts import HEADINGS, folded, short_words, tokens

_ASIDES = frozenset({"footer", "aside", "nav"})
_BOUNDS = ("section", "article", "aside", "table", "fieldset", "dialog")
_SENTENCES = frozenset({"a", "p", "span", "b", "strong", "div", "td", "th", "dt", "legend", "caption", "summary"})
MOST_SCHOOLS = 1000
LEAST_WITH_PROGRAMS = 0.5


@dataclass(slots=True)
class Block:
    """What belongs to one school: its elements, and its texts in the order of the page."""

    name: Piece
    nodes: list[Tag]
    pieces: list[Piece] = field(default_factory=list)
    group: Spot | None = None


def read_blocks(page: BeautifulSoup) -> Listing:
    """The schools of a page. Raises StructureChanged: no_heading, empty_list, layout_not_recognized."""
    headings = list(_headings(page))
    if not headings:
        raise StructureChanged("no_heading", "no heading announces a list of schools; is this the right page?")
    pieces = list(pieces_of(page))
    found = [(heading, region, names_in(region)) for heading in headings for region in [_region(heading, pieces)]]
    heading, region, names = max(found, key=lambda one: len(one[2]))
    if not names:
        if any(piece.kind in ("program", "money", "place", "name") for piece in region):
            raise StructureChanged("layout_not_recognized", f"no names of schools under {words(heading)[:80]!r}")
        raise StructureChanged("empty_list", f"the page came, but there is no school under {words(heading)[:80]!r}")
    if len(names) > MOST_SCHOOLS:
        raise StructureChanged("too_many_schools", f"{len(names):,} names of schools on one page")
    blocks = _blocks(heading, names, region)
    listing = Listing([school_of(block.name, block.nodes, block.pieces, block.group) for block in blocks])
    listing.disclosure = _disclosure(region, pieces)
    _check(listing, blocks, region)
    return listing


def _headings(page: BeautifulSoup) -> Iterator[Tag]:
    """Elements that announce a list; where no heading does, others that hold nothing but the announcement."""
    real = page.select(", ".join((*HEADINGS, "caption", "legend", "[role=heading]")))
    found = [node for node in real if is_heading(words(node))]
    if not found:
        found = [
            node
            for node in page.find_all(list(_SENTENCES - {"a"}))
            if not node.find(True) and folded(words(node)[:60]).lstrip("0123456789 ") in site().headings
            if not node.find_parent(["a", "nav", "button", "li"])
        ]
    yield from found[:5]


def _region(heading: Tag, pieces: list[Piece]) -> list[Piece]:
    """The texts after a heading, up to the next heading of its rank and within its section."""
    bound = heading.find_parent(list(_BOUNDS)) if heading.name != "h1" else None
    aside = heading.find_parent(list(_ASIDES))
    inside = {id(node) for node in heading.descendants} | {id(heading)}
    numbers = [number for number, piece in enumerate(pieces) if id(piece.spot.node) in inside]
    region: list[Piece] = []
    for piece in pieces[numbers[-1] + 1 :] if numbers else []:
        above = [piece.spot.node, *piece.spot.node.parents]
        if bound is not None and not any(node is bound for node in above):
            break
        if any(node.name in _ASIDES and node is not aside for node in above) and piece.kind != "disclosure":
            continue
        ranked = next((node for node in above if node.name in HEADINGS), None)
        if ranked is not None and heading.name in HEADINGS and ranked.name <= heading.name and _ends(piece):
            break
        region.append(piece)
    return region


def _ends(piece: Piece) -> bool:
    """Whether words in a heading of the list's rank begin something else than one of its schools."""
    return piece.kind not in ("name", "label", "award", "place", "money", "online")


def _blocks(heading: Tag, names: list[Piece], region: list[Piece]) -> list[Block]:
    holders: dict[int, set[int]] = defaultdict(set)
    for number, name in enumerate(names):
        for node in (name.spot.node, *name.spot.node.parents):
            holders[id(node)].add(number)
    above_heading = {id(parent) for parent in heading.parents}
    starts = {id(piece): number for number, piece in enumerate(names)}
    blocks = [Block(name, [_largest(name.spot.node, holders, above_heading)]) for name in names]
    roots = {id(block.nodes[0]) for block in blocks}
    programs = {id(node) for piece in region if piece.kind == "program" for node in _up(piece.spot.node)}
    for block in blocks:
        block.nodes += _following(block, roots, id(block.nodes[0]) in programs)
    _share_out(heading, blocks, region, starts)
    return blocks


def _up(node: Tag) -> Iterable[Tag]:
    return (node, *node.parents)


def _largest(node: Tag, holders: dict[int, set[int]], above_heading: set[int]) -> Tag:
    while (above := node.parent) is not None:
        if len(holders[id(above)]) > 1 or id(above) in above_heading or above.name in ("body", "main", "html"):
            break
        node = above
    return node


def _following(block: Block, roots: set[int], complete: bool) -> list[Tag]:
    """What stands behind a name that has no element of its own around its texts; more rows of a joined cell."""
    first = block.nodes[0]
    cell = block.name.spot.node.find_parent(["td", "th"]) or block.name.spot.node
    joined = str(cell.get("rowspan") or "1")[:3]
    rows = int(joined) - 1 if first.name == "tr" and joined.isdigit() else 0
    following: list[Tag] = []
    for sibling in siblings_after(first):
        apart = sibling.name in _ASIDES or (
            first.name in HEADINGS and sibling.name in HEADINGS and sibling.name <= first.name
        )
        if id(sibling) in roots or apart or (complete and len(following) >= rows):
            break
        if any(id(node) in roots for node in sibling.find_all(True, limit=2000)):
            break
        following.append(sibling)
    return following


def _share_out(heading: Tag, blocks: list[Block], region: list[Piece], starts: dict[int, int]) -> None:
    """Give each text to the school whose element holds it; note which subheading of the list a school stands under."""
    owner = {id(node): block for block in blocks for node in block.nodes}
    group = Spot(heading) if "sponsored" in tokens(words(heading)) else None
    for piece in region:
        block = next((owner[id(node)] for node in _up(piece.spot.node) if id(node) in owner), None)
        if block is None:
            if any(node.name in HEADINGS for node in _up(piece.spot.node)):
                group = piece.spot
        elif piece is block.name:
            block.group = group
        elif id(piece) not in starts:
            block.pieces.append(piece)


def _disclosure(region: list[Piece], pieces: list[Piece]) -> Spot | None:
    """The words on who pays: in the list first, else anywhere on the page; the whole paragraph they stand in."""
    limit = LONGEST_TEXT
    for piece in (*region, *pieces):
        node = piece.spot.node
        around = node.find_parent("p") if node.name in ("a", "b", "strong", "span") else None
        for candidate in (around, node):
            if candidate is not None and is_disclosure(told := short_words(candidate, limit)) and len(told) <= limit:
                return Spot(candidate)
    return None


def _check(listing: Listing, blocks: list[Block], region: list[Piece]) -> None:
    """Refuse what was hardly recognized; tell what was left unread."""
    with_programs = sum(bool(school.programs) for school in listing.schools)
    if with_programs < LEAST_WITH_PROGRAMS * len(listing.schools):
        raise StructureChanged(
            "layout_not_recognized",
            f"{len(listing.schools)} names of schools were met, but programs at {with_programs} of them only",
        )
    taken = {id(piece) for block in blocks for piece in (block.name, *block.pieces)}
    known = {folded(school.name.said) for school in listing.schools}
    left = [piece for piece in region if id(piece) not in taken and piece.kind == "name"]
    if missed := [
        piece.text for piece in left if folded(without_rank(piece.text)) not in known and is_school(piece.text)
    ]:
        listing.remarks.append(
            ("school_not_read", "names of schools stand outside the recognized list", "; ".join(missed))
        )
    unread = [piece.text for block in blocks for piece in block.pieces if piece.kind in ("", "name")]
    if unread := [text for text in unread if folded(text) not in known and not text.lstrip("#").isdigit()]:
        listing.remarks.append(
            ("unread_words", f"{len(unread)} texts of schools were not understood", "; ".join(unread))
        )
