"""Puts the texts of one school together: its place, its programs with their awards and prices, its link, its mark."""

import re
from collections.abc import Iterator

from bs4 import Tag

from spiders.listings_kinds import is_mark
from spiders.listings_layout import Program, School, site
from spiders.listings_pieces import Piece
from spiders.spots import Spot
from spiders.texts import folded, short_words

_LINES = ("li", "tr", "dd", "p")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_PAID = frozenset({"sponsored", "promoted", "paid", "advertisers", "advertising"})
_PAID_BESIDE = frozenset({"partners", "partner", "featured"})
"""Words that say so only where other schools of the page stand apart from those."""
_NO = frozenset({"not", "non", "no", "un", "false"})


def school_of(name: Piece, nodes: list[Tag], pieces: list[Piece], group: Spot | None) -> School:
    """The school with this name, from its elements and texts; ``group`` is the subheading that it stands under."""
    school = School(name.spot)
    titles = [piece for piece in pieces if piece.kind == "program" and folded(piece.text) != folded(name.text)]
    titles = titles or [piece for piece in pieces if piece.kind == "award" and piece.labeled]
    school.programs = [Program(piece.spot, link=_link_around(piece.spot.node, nodes)) for piece in titles]
    school.place = _first(pieces, "place") or _first(pieces, "online")
    school.state = _first(pieces, "state")
    school.link = _school_link(name.spot.node, nodes, school.programs)
    marked = _first(pieces, "mark") or _marked(name.spot.node, nodes)
    school.sponsored = marked or (group if group is not None and is_paid_part(group.said) else None)
    _give_awards(school.programs, titles, pieces, nodes)
    for piece in sorted((piece for piece in pieces if piece.kind == "money"), key=lambda one: not one.labeled):
        held = [program for program in school.programs if _unit_of(piece, [program], nodes)]
        if len(held) == 1 and len(school.programs) > 1:
            held[0].tuition = held[0].tuition or piece.spot
        else:
            school.tuition = school.tuition or piece.spot
    for program in school.programs:
        if program.link is not None and school.link is not None and program.link.node is school.link.node:
            program.link = None
    return school


def _first(pieces: list[Piece], kind: str) -> Spot | None:
    return next((piece.spot for piece in pieces if piece.kind == kind), None)


def _give_awards(programs: list[Program], titles: list[Piece], pieces: list[Piece], nodes: list[Tag]) -> None:
    """An award belongs to the programs in its own line; else to those after it; a labeled one to all without one."""
    order = {id(piece): number for number, piece in enumerate(pieces)}
    awards = [piece for piece in pieces if piece.kind == "award" and not any(piece is title for title in titles)]
    apart = []
    for award in awards:
        if held := _unit_of(award, programs, nodes):
            for program in held:
                program.credential = program.credential or award.spot
        else:
            apart.append(award)
    for program, title in zip(programs, titles, strict=True):
        before = [award for award in apart if order[id(award)] < order[id(title)]]
        labeled = [award for award in apart if award.labeled]
        if program.credential is None and (before or labeled):
            program.credential = (before[-1] if before else labeled[0]).spot


def _unit_of(piece: Piece, programs: list[Program], nodes: list[Tag]) -> list[Program]:
    """The programs in the smallest line around a text that holds any: a line of a list or table, or around just one."""
    whole = {id(node) for node in nodes} if len(nodes) == 1 else set()
    for node in _up(piece.spot.node):
        held = [program for program in programs if any(above is node for above in _up(program.title.node))]
        if node.name in ("ul", "ol", "table", "tbody", "dl") or (id(node) in whole and node is not piece.spot.node):
            return []
        if held:
            return held if len(held) == 1 or node.name in _LINES else []
        if any(node is root for root in nodes):
            return []
    return []


def _up(node: Tag) -> Iterator[Tag]:
    yield node
    yield from node.parents


def _link_around(node: Tag, nodes: list[Tag]) -> Spot | None:
    """The link that a text stands in, inside the school's elements; or the only one in its element."""
    roots = {id(root) for root in nodes}
    for above in _up(node):
        if above.name == "a" and above.get("href"):
            return Spot(above, "href")
        if id(above) in roots:
            break
    inner = node.find_all("a", href=True, limit=2) if id(node) not in roots else []
    return Spot(inner[0], "href") if len(inner) == 1 else None


def _school_link(name: Tag, nodes: list[Tag], programs: list[Program]) -> Spot | None:
    """The link of the name; else the first link of the school that is no program's and leads anywhere."""
    if (own := _link_around(name, nodes)) is not None:
        return own
    of_programs = {id(program.link.node) for program in programs if program.link is not None}
    for root in nodes:
        for link in [root] if root.name == "a" else root.find_all("a", href=True):
            if id(link) not in of_programs and _leads_to_a_page(link):
                return Spot(link, "href")
    return None


def _leads_to_a_page(link: Tag) -> bool:
    """Whether a link may be of a school: to the web, and no part of a pager."""
    href = str(link.get("href") or "").strip()[:2000]
    scheme = _SCHEME.match(href)
    shown = folded(short_words(link, 100))
    paging = (
        shown.isdigit() or shown in site().words.next or shown.split(" ")[0] in ("previous", "prev", "back", "next")
    )
    said_by = bool(shown) or link.find("img") is not None
    return (
        bool(href)
        and href[0] != "#"
        and not paging
        and said_by
        and (not scheme or scheme[1].lower() in ("http", "https"))
    )


def is_paid_part(text: str, *, beside: bool = True) -> bool:
    """Whether the heading of a part of the list says that its schools pay; ``beside``: another part is on the page."""
    said = set(_NOT_LETTERS.split(text.lower()))
    if said & _NO:
        return False
    return not said.isdisjoint(_PAID) or (beside and not said.isdisjoint(_PAID_BESIDE))


def _marked(name: Tag, nodes: list[Tag]) -> Spot | None:
    """A mark that is no text: a class or data attribute of the school's element, rel= of a link, words of an image."""
    roots = {id(root) for root in nodes}
    chain: list[Tag] = []
    for above in _up(name):
        chain.append(above)
        if id(above) in roots:
            break
    else:
        chain = []  # the name stands in none of its school's elements: what is around it is around all
    for node in dict.fromkeys((*chain, *nodes)):
        for attribute in (
            "class",
            "data-sponsored",
            "data-ad",
            "data-promoted",
            "data-type",
            "data-featured",
            "sponsored",
            "promoted",
        ):
            if node.has_attr(attribute) and _says_paid(node, attribute):
                return Spot(node, attribute)
    for root in nodes:
        for link in root.find_all("a", rel=True):
            if "sponsored" in link.get_attribute_list("rel"):
                return Spot(link, "rel")
        for attribute in ("alt", "title", "aria-label"):
            for node in root.find_all(attrs={attribute: True}):
                if is_mark(str(node[attribute])[:60]):
                    return Spot(node, attribute)
    return None


def _says_paid(node: Tag, attribute: str) -> bool:
    values = [str(value).lower() for value in node.get_attribute_list(attribute) if value is not None]
    if attribute not in ("class", "data-type"):
        return bool(values) and not any(value.strip() in ("false", "0", "no", "none", "") for value in values)
    for value in values:
        said = set(_NOT_LETTERS.split(value))
        if value == "ad":
            return True
        if not said.isdisjoint(site().words.sponsored_marks) and not said & _NO:
            return True
    return False
