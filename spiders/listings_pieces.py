"""Cuts a page into its smallest texts and says of each what it is: by the label before it, its column, or its words.

Knows nothing of schools as wholes; that is the business of listings_blocks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import NavigableString, Tag

from spiders.listings_cuts import cut
from spiders.listings_kinds import is_action, is_money, is_place, is_school, label_and_rest, label_kind
from spiders.listings_labels import Labeling
from spiders.spots import LONGEST_TEXT, Spot
from spiders.structure import StructureChanged
from spiders.texts import HEADINGS, short_words

MERGED = frozenset({"em", "i", "u", "abbr", "mark", "sup", "sub", "font", "time", "data", "acronym", "bdi", "cite"})
SKIPPED = frozenset({"script", "style", "template", "noscript", "nav", "select", "textarea", "svg", "iframe", "title"})
LONGEST_PAGE = 30_000
"""Texts that a page may have; one with more is no list that a person would read."""


@dataclass(slots=True)
class Piece:
    """A text with what it is: name, place, state, online, money, mark, award, program, action, label, other, or ""."""

    spot: Spot
    kind: str
    labeled: bool = False

    @property
    def text(self) -> str:
        """The words that are meant."""
        return self.spot.said


def pieces_of(root: Tag) -> Iterator[Piece]:
    """The texts of an element in the order of the page."""
    labeling = Labeling()
    placed: set[int] = set()
    last, whole = root, ""
    for number, (holder, text, after_break) in enumerate(_lines(root)):
        if number > LONGEST_PAGE:
            raise StructureChanged(
                "page_too_long", f"more than {LONGEST_PAGE:,} texts; no list of schools is that long"
            )
        label, told = labeling.fixed_label(holder), None
        if not label:
            if (kind := _announced(holder, text)) is not None:
                labeling.begin(kind, holder, inline=_goes_on(holder, text))
                yield Piece(Spot(holder), "label")
                continue
            if (told := label_and_rest(text)) is not None:
                labeling.begin(told[0], holder, inline=True)
            label = labeling.label_before(holder, after_break)
            if label == "programs" and told is None and (is_money(text) or is_action(text)):
                label = ""  # a price or a button in a list of programs speaks for itself
        label, rest = told or (label, text)
        if last is not holder:
            last, whole = holder, short_words(holder, LONGEST_TEXT)
        for part, kind in cut(rest, label):
            above = _whole_place(holder, part) if kind in ("", "program") else None
            if above is None:
                yield Piece(_spot(holder, part, whole), kind, bool(label))
            elif id(above) not in placed:
                placed.add(id(above))
                yield Piece(Spot(above), "place")


def _goes_on(holder: Tag, text: str) -> bool:
    """Whether the element of a label holds its value too, in an element of its own: "Cost: <b>$370</b>"."""
    return text.rstrip().endswith(":") and len(short_words(holder, LONGEST_TEXT)) > len(text) + 1


def _announced(holder: Tag, text: str) -> str | None:
    """What a label announces; a link is none, and a mark only where it stands like a label."""
    kind = None if holder.name == "a" else label_kind(text)
    like_label = holder.name in ("dt", "th") or text.rstrip().endswith((":", "?"))
    return None if kind == "sponsored" and not like_label else kind


def _spot(holder: Tag, part: str, whole: str) -> Spot:
    """A part of an element's words; all of them where the part is broken up by markup."""
    return Spot(holder, part=part if part != whole and part in whole else "")


def _whole_place(holder: Tag, part: str) -> Tag | None:
    """The element above, when a city and its state stand in elements of their own."""
    above = holder.parent
    if len(part) > 60 or above is None or holder.name in ("li", "td", "a", *HEADINGS):
        return None
    whole = short_words(above, 160)
    return above if whole != part and is_place(whole) and not is_school(whole) else None


def _lines(root: Tag) -> Iterator[tuple[Tag, str, bool]]:
    """Holder, text and whether a line break stands before it; words in emphasis belong to the text around them."""
    holder: Tag | None = None
    parts: list[str] = []
    broken = pending = False
    for node in root.descendants:
        if isinstance(node, Tag):
            if node.name == "br":
                if holder is not None and parts:
                    yield holder, " ".join(parts), broken
                holder, parts, pending = None, [], True
            continue
        if type(node) is not NavigableString or node.parent is None or not any(map(str.isalnum, node)):
            continue
        above = node.parent
        if above.name in SKIPPED or any(parent.name in SKIPPED for parent in above.parents):
            continue
        while above.name in MERGED and above.parent is not None:
            above = above.parent
        if above is not holder:
            if holder is not None and parts:
                yield holder, " ".join(parts), broken
            holder, parts, broken, pending = above, [], pending, False
        parts += node.split()
    if holder is not None and parts:
        yield holder, " ".join(parts), broken
