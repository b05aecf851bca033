"""Cuts a page into its smallest texts and says of each what it is: by the label before it, its column, or its words.

Knows nothing of schools as wholes; that is the business of listings_blocks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import NavigableString, Tag

from spiders.listings_kinds import (
    is_action,
    is_award,
    is_disclosure,
    is_mark,
    is_money,
    is_online,
    is_place,
    is_program,
    is_school,
    label_and_rest,
    label_kind,
    place_after,
    without_rank,
)
from spiders.listings_labels import Labeling
from spiders.listings_layout import Spot, folded, short_words, site, tokens
from spiders.structure import StructureChanged

MERGED = frozenset({"em", "i", "u", "abbr", "mark", "sup", "sub", "font", "time", "data", "acronym", "bdi", "cite"})
SKIPPED = frozenset({"script", "style", "template", "noscript", "nav", "select", "textarea", "svg", "iframe", "title"})
LONGEST_PAGE = 30_000
"""Texts that a page may have; one with more is no list that a person would read."""

_SEPARATORS = re.compile(r"\s*[;|\u2022\u00b7\u2502]\s*")
_DASHES = re.compile(r"\s+[\u2013\u2014-]\s+")
_AROUND = " \u2013\u2014-|\u2022\u00b7,;"
_MARKED = re.compile(r"\s[(\[*\u2020]\s?([^()\[\]*]{2,30})[)\]]?$")
_YES = frozenset({"yes", "y", "true", "1"})


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
                labeling.begin(kind, holder)
                yield Piece(Spot(holder), "label")
                continue
            if (told := label_and_rest(text)) is not None:
                labeling.begin(told[0], holder, inline=True)
            label = labeling.label_before(holder, after_break)
        label, rest = told or (label, text)
        if last is not holder:
            last, whole = holder, short_words(holder, site().longest_text)
        for part, kind in _cut(rest, label):
            above = _whole_place(holder, part) if kind in ("", "program") else None
            if above is None:
                yield Piece(_spot(holder, part, whole), kind, bool(label))
            elif id(above) not in placed:
                placed.add(id(above))
                yield Piece(Spot(above), "place")


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
    if len(part) > 60 or above is None or holder.name in ("li", "td", "a"):
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


def _cut(text: str, label: str) -> list[tuple[str, str]]:
    """The pieces of a text with their kinds."""
    match label:
        case "programs":
            return [(part, "award" if is_award(part) else "program") for part in _listed(text)]
        case "tuition":
            return [(text, "money")]
        case "credential":
            return [(text, "award")]
        case "sponsored":
            return [(text, "mark" if folded(text) in _YES or is_mark(text) else "other")]
        case "place":
            return [(text, "online" if is_online(text) else "place")]
        case "name":
            if (kind := _kind(text)) and kind != "award":
                return [(text, kind)]
            found = place_after(text)
            return [(found[0], "name"), (found[1], "place")] if found else [(without_rank(text), "name")]
        case "state" | "other":
            return [(text, label)]
        case "link":
            return [(text, "action")]
    return _by_words(text)


def _by_words(text: str) -> list[tuple[str, str]]:
    text = text.strip(_AROUND) or text
    if text[0] == "(" and text[-1] == ")" and is_place(text):
        text = text[1:-1]
    if kind := _kind(text):
        return [(text, kind)]
    for separator in (_SEPARATORS, _DASHES):
        parts = [part for part in separator.split(text[:2000]) if part]
        kinds = {_kind(part) or _titled(part) for part in parts}
        if len(parts) > 1 and _worth_cutting(separator, kinds):
            return [piece for part in parts for piece in _by_words(part)]
    if is_money(text) or is_action(text):
        return [(text, "money" if is_money(text) else "action")]
    award, mark, title = text.partition(": ")
    if mark and is_award(award) and is_program(title):
        return [(award, "award"), (title.strip(), "program")]
    if (marked := _MARKED.search(text)) is not None and is_mark(marked[1]):
        return [*_by_words(text[: marked.start()]), (marked[1], "mark")]
    if (found := place_after(text)) is not None:
        return [*_by_words(found[0]), (found[1], "place")]
    text = without_rank(text)
    return [(text, _titled(text) or ("disclosure" if is_disclosure(text) else ""))]


def _worth_cutting(separator: re.Pattern[str], kinds: set[str]) -> bool:
    """Whether pieces with these kinds say more apart than together; a price with its remarks does not."""
    if separator is _SEPARATORS:
        return bool(kinds - {"money", "action", ""})
    return "" not in kinds and len(kinds) > 1 and not {"place", "money", "online", "name"}.isdisjoint(kinds)


def _kind(text: str) -> str:
    """What a text is for certain, before anybody thinks of cutting it."""
    tests = (("mark", is_mark), ("online", is_online), ("place", is_place), ("award", is_award))
    return next((kind for kind, test in tests if test(text)), "")


def _titled(text: str) -> str:
    if is_money(text) or is_action(text):
        return "money" if is_money(text) else "action"
    return "name" if is_school(text) else "program" if is_program(text) else ""


def _listed(text: str) -> list[str]:
    """Titles under one label: cut at strong separators; at commas only where every piece is a title by itself."""
    parts = [part for part in _SEPARATORS.split(text[:5000]) if part]
    if len(parts) == 1:
        by_comma = [part.strip() for part in text[:5000].split(",") if part.strip()]
        if all(is_program(part) and not is_award(part) and len(tokens(part)) > 1 for part in by_comma):
            return by_comma
    return parts or [text]
