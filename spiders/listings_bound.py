"""Reads a list whose layout is known by its class names. Strict: what is missing, doubled or renamed stops the page."""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from spiders.html import one, optional, some, words
from spiders.listings_layout import Bound, Listing, Program, School, is_heading, site
from spiders.spots import Spot
from spiders.structure import StructureChanged
from spiders.texts import visible_strings


def bound_layout(page: BeautifulSoup, url: str) -> Bound | None:
    """The known layout that this page must keep to: by its host, or because it shows cards of that layout."""
    host = (urlsplit(url).hostname or "").lower()
    for layout in site().layouts:
        if host in layout.hosts or page.select_one(f"{layout.section} {layout.card}") is not None:
            return layout
    return None


def read_bound(page: BeautifulSoup, layout: Bound) -> Listing:
    """The schools of a page in a known layout. Raises StructureChanged."""
    headings = [node for node in page.select("h1, h2, h3, h4, h5, h6") if is_heading(words(node))]
    if not headings:
        raise StructureChanged("no_heading", "no heading announces a list of schools; is this the right page?")
    section = one(page, layout.section)
    if not is_heading(words(one(section, layout.heading))):
        raise StructureChanged("no_heading", f"the {layout.heading} of {layout.section} announces no list of schools")
    cards = section.select(layout.card)
    if not cards:
        _refuse_empty(section, layout)
    listing = Listing([_school(card, layout) for card in cards])
    disclosure = optional(section, layout.disclosure)
    if disclosure is None:
        raise StructureChanged("no_disclosure", f"the disclosure {layout.disclosure!r} is gone", place=layout.section)
    listing.disclosure = Spot(disclosure)
    others = [child for child in one(section, layout.list).find_all(True, recursive=False) if child not in cards]
    if others:
        listing.remarks.append(("unread_block", f"{len(others)} blocks of the list are no schools", words(others[0])))
    for card in cards:
        if unread := _unread(card, layout):
            listing.remarks.append(("unread_words", "a school has words that no selector reads", unread))
    return listing


def _refuse_empty(section: Tag, layout: Bound) -> None:
    holder = optional(section, layout.list)
    if holder is not None and holder.find(True) is None:
        raise StructureChanged("empty_list", "the page came, but its list of schools is empty", place=layout.list)
    raise StructureChanged("layout_changed", f"no school matches {layout.card!r} any more", place=layout.section)


def _school(card: Tag, layout: Bound) -> School:
    mark = optional(card, layout.sponsored)
    link = one(card, layout.link)
    return School(
        name=Spot(one(card, layout.name)),
        place=Spot(one(card, layout.place)),
        programs=[_program(node, layout) for node in some(card, layout.program, maximum=200)],
        tuition=Spot(one(card, layout.tuition)),
        link=Spot(link, "href") if link.get("href") else None,
        sponsored=Spot(mark) if mark is not None else None,
    )


def _program(node: Tag, layout: Bound) -> Program:
    credential = optional(node, layout.credential)
    return Program(Spot(one(node, layout.title)), Spot(credential) if credential is not None else None)


def _unread(card: Tag, layout: Bound) -> str:
    """Words of a card that stand in no element that was read or is known and left."""
    selectors = (layout.name, layout.place, layout.title, layout.credential, layout.tuition, layout.sponsored)
    known = {id(node) for selector in (*selectors, *layout.ignored) for node in card.select(selector)}
    left = [
        text
        for owner, text in visible_strings(card)
        if not known & {id(owner), *(id(parent) for parent in owner.parents if parent is not None)}
    ]
    return " ".join(left)[:300]
