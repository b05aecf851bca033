"""Finds the entries of a list that is no table: cards, list items, definition lists, lines one after the other.

Every entry has one name of a school, and the names stand in like elements. What belongs to a name is what the largest
element with no other name holds, or, in a flat list, what follows it.
"""

from collections import defaultdict

from bs4 import Tag

from spiders.accreditor_list_layout import Entry, Listed, Piece, Remark
from spiders.accreditor_list_names import names_in
from spiders.accreditor_list_outline import Outline
from spiders.accreditor_list_pieces import Reader
from spiders.structure import StructureChanged
from spiders.texts import HEADINGS

MOST_ENTRIES = 5000
_LEFT = ("nav", "footer", "aside", "header")
_TELLING = frozenset(("level", "status", "program", "field", "next_review", "through", "city", "state"))


def read_blocks(reader: Reader, outline: Outline) -> Listed:
    """The entries of a page without tables of programs. Raises StructureChanged: too_many_entries."""
    root = _content(reader)
    pieces = reader.block(root, _left_out(root))
    names = names_in(pieces, reader.known)
    listed = Listed()
    if not names:
        return listed
    if len(names) > MOST_ENTRIES:
        raise StructureChanged("too_many_entries", f"{len(names):,} names of schools on one page")
    entries = _shared_out(pieces, names, outline)
    inside = outline.heads_within([node for _, nodes in entries.values() for node in nodes])
    for number, name in enumerate(names):
        name.kind = "institution"
        own, _ = entries[number]
        context = outline.context(name.spot.node, inside)
        listed.entries.append(
            Entry([name, *own], [piece for piece in context if piece.spot.node is not name.spot.node])
        )
    listed.remarks += _unknown_labels(listed.entries)
    return listed


def _content(reader: Reader) -> Tag:
    page = reader.page
    main = page.select("main, [role=main]")
    if len(main) == 1 and len(reader.texts.of(main[0])[0]) * 4 > len(reader.texts.of(page)[0]):
        return main[0]
    return page.body if isinstance(page.body, Tag) else page


def _left_out(root: Tag) -> frozenset[int]:
    """Elements around the list that say nothing of it; a header is left only where it is the page's own."""
    left = set()
    for node in root.find_all(_LEFT):
        inside = node.find_parent(["article", "section", "li", "main"]) is not None
        if node.name != "header" or not (inside or node.find("h1")):
            left.add(id(node))
    return frozenset(left)


def _shared_out(pieces: list[Piece], names: list[Piece], outline: Outline) -> dict[int, tuple[list[Piece], list[Tag]]]:
    """For each name the pieces that belong to it, and the elements around them."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for node in (name.spot.node, *name.spot.node.parents):
            holders[id(node)].append(number)
    shared: dict[int, tuple[list[Piece], list[Tag]]] = {number: ([], []) for number in range(len(names))}
    for number, name in enumerate(names):
        box = name.spot.node
        while len(holders[id(box)]) == 1 and box.parent is not None and len(holders[id(box.parent)]) == 1:
            box = box.parent
        if len(holders[id(box)]) == 1:
            shared[number][1].append(box)
    starts = {id(name): number for number, name in enumerate(names)}
    flat = _flat_holders(pieces, names, holders, starts)
    last: int | None = None
    waiting: list[Piece] = []
    for piece in pieces:
        if id(piece) in starts:
            last = starts[id(piece)]
            shared[last][0].extend(one for one in waiting if one.kind in ("program", "level", "field"))
            waiting = []
            continue
        around = next((one for one in (piece.spot.node, *piece.spot.node.parents) if holders.get(id(one))), None)
        if around is None:
            continue
        held = holders[id(around)]
        if len(held) == 1:
            if piece.kind != "program" or len(names) == 1 or not _outranks(piece, names[held[0]]):
                shared[held[0]][0].append(piece)
        elif id(around) in flat and _leads_in(piece, flat[id(around)]):
            waiting.append(piece)
        elif id(around) in flat and not _is_group(piece, names, outline):
            if last is not None and last in held:
                shared[last][0].append(piece)
        else:
            waiting = []
    return shared


def _flat_holders(
    pieces: list[Piece], names: list[Piece], holders: dict[int, list[int]], starts: dict[int, int]
) -> dict[int, set[str]]:
    """Elements in which the names have no boxes of their own; with the tags of headings that lead in each name."""
    told: dict[int, set[int]] = defaultdict(set)
    for piece in pieces:
        if id(piece) in starts or piece.kind not in _TELLING:
            continue
        for node in (piece.spot.node, *piece.spot.node.parents):
            held = holders.get(id(node))
            if held is not None and len(held) == 1:
                told[held[0]].add(id(node))
                break
    flat: dict[int, set[str]] = {}
    for name in names:
        for node in (name.spot.node, *name.spot.node.parents):
            held = holders[id(node)]
            if id(node) in flat:
                break
            if len(held) > 1:
                boxed = sum(bool(told[number]) for number in held)
                is_term = name.spot.node.name == "dt" or name.spot.node.find_parent("dt") is not None
                if boxed * 2 < len(held) or (node.name == "dl" and is_term):
                    flat[id(node)] = _lead_tags(pieces, held, starts)
                break
    return flat


def _lead_tags(pieces: list[Piece], held: list[int], starts: dict[int, int]) -> set[str]:
    """The headings that stand right before every one of these names: titles of programs above their schools."""
    before: list[str] = []
    previous: Piece | None = None
    for piece in pieces:
        if starts.get(id(piece)) in held:
            node = previous.spot.node if previous is not None else None
            heading = (
                next((one.name for one in [node, *list(node.parents)[:2]] if one.name in HEADINGS), "") if node else ""
            )
            before.append(heading if previous is not None and previous.kind in ("program", "level", "field") else "")
        if piece.kind != "label":
            previous = piece
    # A title comes as pieces of its level and field too, all of one heading.
    return set(before) if before and len(set(before)) == 1 and before[0] else set()


def _leads_in(piece: Piece, leads: set[str]) -> bool:
    """Whether a piece in a flat list belongs to the name after it: it stands in a heading that leads names in."""
    return any(node.name in leads for node in [piece.spot.node, *list(piece.spot.node.parents)[:2]])


def _outranks(piece: Piece, name: Piece) -> bool:
    """Whether a piece stands in a heading above that of the name: the heading of a group with one entry."""
    own, its = _heading(piece.spot.node), _heading(name.spot.node)
    return bool(own and its) and own < its


def _heading(node: Tag) -> str:
    return next((one.name for one in [node, *list(node.parents)[:3]] if one.name in HEADINGS), "")


def _is_group(piece: Piece, names: list[Piece], outline: Outline) -> bool:
    """Whether a piece is the heading of a group in a flat list: it stands in a heading not below those of the names."""
    for node in [piece.spot.node, *list(piece.spot.node.parents)[:2]]:
        if node.name in HEADINGS or node.name in ("summary", "legend"):
            ranks = {
                one.name for name in names[:1] for one in [name.spot.node, *list(name.spot.node.parents)[:3]]
            } & set(HEADINGS)
            below = bool(ranks) and node.name > min(ranks)
            return bool(outline.says(node)) and not below
    return False


def _unknown_labels(entries: list[Entry]) -> list[Remark]:
    """Labels that most entries have and nobody knows."""
    counted: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for label in {piece.text for piece in entry.pieces if piece.kind == "unknown_label"}:
            counted[label].append(label)
    return [
        Remark(
            "unknown_label",
            f"no value is known as {label[:80]!r}, which {len(met)} of {len(entries)} programs have. "
            "Add it to the list of that kind in [site.labels], or to ignored",
            "fatal",
            label[:200],
        )
        for label, met in counted.items()
        if len(met) * 2 > len(entries)
    ]
