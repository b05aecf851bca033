"""Recognizes a list of schools in a layout that nobody has seen, by what must be there, or refuses to.

Under a heading such as "Popular Schools" there are names of schools that stand in like elements. What belongs to a
school is the largest element that holds its name and no other's, or what follows its name up to the next.
"""

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from spiders.html import words
from spiders.listings_flat import flat_blocks, more_labeled, shares_element
from spiders.listings_kinds import is_disclosure, is_school, without_rank
from spiders.listings_layout import Listing, is_heading, site, speaks_of_schools
from spiders.listings_legend import mark_by_legend
from spiders.listings_names import headed_names, names_in
from spiders.listings_pieces import Piece, pieces_of
from spiders.listings_prose import with_prose
from spiders.listings_school import school_of
from spiders.listings_shares import ASIDES, Block, Part, blocks_of
from spiders.listings_states import cities_alone, give_state
from spiders.spots import LONGEST_TEXT, Spot
from spiders.structure import StructureChanged
from spiders.texts import HEADINGS, folded, short_words

_BOUNDS = ("section", "article", "aside", "table", "fieldset", "dialog")
_SENTENCES = frozenset({"a", "p", "span", "b", "strong", "div", "td", "th", "dt", "legend", "caption", "summary"})
MOST_SCHOOLS = 1000
LEAST_WITH_PROGRAMS = 0.5
LEAST_UNANNOUNCED = 2
"""Schools, places and programs of a page that no words call a list."""


def read_blocks(page: BeautifulSoup) -> Listing:
    """The schools of a page. Raises StructureChanged: no_heading, empty_list, layout_not_recognized."""
    headings = list(_headings(page))
    pieces = list(pieces_of(page))
    headings = headings or _above_schools(page, pieces)
    if not headings:
        raise StructureChanged("no_heading", "no heading announces a list of schools; is this the right page?")
    regions = [(heading, _region(heading, pieces)) for heading in headings]
    parts = [Part(heading, region, names_in(region) or headed_names(region)) for heading, region in regions]
    best = max(parts, key=lambda part: len(part.names))
    if not best.names:
        if any(piece.kind in ("program", "money", "place", "name") for piece in best.region):
            raise StructureChanged("layout_not_recognized", f"no names of schools under {words(best.heading)[:80]!r}")
        raise StructureChanged(
            "empty_list", f"the page came, but there is no school under {words(best.heading)[:80]!r}"
        )
    used = [best, *_beside(best, parts)]
    names = [name for part in used for name in part.names]
    if len(names) > MOST_SCHOOLS:
        raise StructureChanged("too_many_schools", f"{len(names):,} names of schools on one page")
    if (shares_element(names) or more_labeled(used, names)) and (listing := _flat(used, pieces)) is not None:
        return listing
    blocks = [block for block in blocks_of(used, names) if block.name.kind == "name" or _says_anything(block)]
    try:
        return _listing(used, blocks, pieces)
    except StructureChanged:
        listing = _flat(used, pieces)
        if listing is None:
            raise
        return listing


def _flat(used: list[Part], pieces: list[Piece]) -> Listing | None:
    """The schools read one after the other; None where that does not make a list either."""
    blocks = flat_blocks(used)
    try:
        return _listing(used, blocks, pieces) if blocks else None
    except StructureChanged:
        return None


def _listing(used: list[Part], blocks: list[Block], pieces: list[Piece]) -> Listing:
    """The schools of blocks. Raises StructureChanged: layout_not_recognized."""
    listing = Listing([])
    cities_alone(blocks, used[0].heading)
    for block in blocks:
        block.pieces = with_prose(block.pieces)
        school = school_of(block.name, block.nodes, block.pieces, block.group)
        give_state(school, used[0].heading, block.group)
        listing.schools.append(school)
    region = [piece for part in used for piece in part.region]
    listing.disclosure = _disclosure(region, pieces)
    mark_by_legend(listing.schools, region, pieces)
    _check(listing, blocks, region)
    return listing


def _beside(best: Part, parts: list[Part]) -> Iterator[Part]:
    """Other lists of the page, such as one of schools that pay: with schools of their own that have programs."""
    taken = {id(piece) for piece in best.region}
    for part in parts:
        programs = sum(piece.kind == "program" for piece in part.region)
        if part is best or not part.names or any(id(piece) in taken for piece in part.region):
            continue
        if programs >= LEAST_WITH_PROGRAMS * len(part.names):
            taken |= {id(piece) for piece in part.region}
            yield part


def _says_anything(block: Block) -> bool:
    """Whether words that may be no school's name have what a school has: a program, a place or a price."""
    return any(piece.kind in ("program", "place", "online", "money") for piece in block.pieces)


def _headings(page: BeautifulSoup) -> Iterator[Tag]:
    """Elements that announce a list; where no heading does, others that hold nothing but the announcement."""
    real = page.select(", ".join((*HEADINGS, "caption", "legend", "[role=heading]")))
    found = [node for node in real if is_heading(words(node))]
    if not found:
        found = _plain_announcements(page)
    if not found:
        found = [node for node in page.select("h1, h2") if speaks_of_schools(words(node))][:1]
    yield from found[:5]


def _above_schools(page: BeautifulSoup, pieces: list[Piece]) -> list[Tag]:
    """The first heading of a page without an announcement, where several schools, places and programs stand anyhow."""
    met = [piece.kind for piece in pieces]
    places = met.count("place") + met.count("online")
    priced = min(met.count("name"), met.count("money"), met.count("program")) > LEAST_UNANNOUNCED
    if not priced and min(met.count("name"), places, met.count("program")) < LEAST_UNANNOUNCED:
        return []
    first = page.find("h1") or page.find("h2") or _before_the_first(pieces)
    return [first] if isinstance(first, Tag) else []


def _before_the_first(pieces: list[Piece]) -> Tag | None:
    """On a page without any heading the element before the first name, which holds no name itself."""
    number = next(number for number, piece in enumerate(pieces) if piece.kind == "name")
    if not number:
        return None
    node = pieces[number - 1].spot.node
    inside = {id(one) for one in node.descendants} | {id(node)}
    return None if any(id(piece.spot.node) in inside for piece in pieces[number:]) else node


def _plain_announcements(page: BeautifulSoup) -> list[Tag]:
    """Elements without a rank that hold nothing but the announcement."""
    return [
        node
        for node in page.find_all(list(_SENTENCES - {"a"}))
        if not node.find(True) and folded(words(node)[:60]).lstrip("0123456789 ") in site().headings
        if not node.find_parent(["a", "nav", "button", "li"])
    ]


def _region(heading: Tag, pieces: list[Piece]) -> list[Piece]:
    """The texts after a heading, up to the next heading of its rank and within its section."""
    bound = heading.find_parent(list(_BOUNDS)) if heading.name != "h1" else None
    aside = heading.find_parent(list(ASIDES))
    inside = {id(node) for node in heading.descendants} | {id(heading)}
    numbers = [number for number, piece in enumerate(pieces) if id(piece.spot.node) in inside]
    region: list[Piece] = []
    for piece in pieces[numbers[-1] + 1 :] if numbers else []:
        above = [piece.spot.node, *piece.spot.node.parents]
        if bound is not None and not any(node is bound for node in above):
            break
        if any(node.name in ASIDES and node is not aside for node in above) and piece.kind != "disclosure":
            continue
        ranked = next((node for node in above if node.name in HEADINGS), None)
        if ranked is not None and heading.name in HEADINGS and ranked.name <= heading.name and _ends(piece):
            break
        region.append(piece)
    return region


def _ends(piece: Piece) -> bool:
    """Whether words in a heading of the list's rank begin something else than one of its schools."""
    return piece.kind not in ("name", "label", "award", "place", "money", "online")


def _disclosure(region: list[Piece], pieces: list[Piece]) -> Spot | None:
    """The words on who pays: in the list first, else anywhere on the page; the whole paragraph they stand in."""
    limit = LONGEST_TEXT
    seen: set[int] = set()
    for piece in (*region, *pieces):
        node = piece.spot.node
        if id(node) in seen:
            continue
        seen.add(id(node))
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
