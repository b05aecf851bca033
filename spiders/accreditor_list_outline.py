"""What the headings around an entry say of it: its state, level, field, status or school. Reads headings, not entries.

A heading counts only when it says nothing else: "Associate Degree Programs", "Ohio (12)", "Programs on Probation".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bs4 import Tag

from spiders.accreditor_list_cuts import shifted
from spiders.accreditor_list_layout import Piece
from spiders.accreditor_list_pieces import Reader
from spiders.accreditor_list_words import DATE, Found
from spiders.schools_and_places import PROSE, is_place, names_school, state_code_of
from spiders.spots import Spot
from spiders.texts import HEADINGS, tokens

_HEADS = ", ".join(
    (*HEADINGS, "summary", "legend", "[role=heading]", "button[aria-expanded]", "[aria-controls]", "dt", "b", "strong")
)
_SECTIONS = frozenset(["section", "article", "aside", "nav", "details", "td", "li", "fieldset", "footer", "table"])
_COUNT = re.compile(
    r"[\s(\[:\u2013-]{0,4}\d{1,4}(?: (?:programs?|schools?|results?|institutions?|colleges?))?[)\]]?$", re.IGNORECASE
)
_IN_STATE = re.compile(
    r"^(?:(?:accredited |approved )?(?:programs?|schools?|colleges?|institutions?) (?:in|of)|state ?:|state of)\s+",
    re.I,
)
_STATE_LISTS = re.compile(r" (?:accredited |approved )?(?:programs?|schools?|colleges?|institutions?)$", re.IGNORECASE)
_AS_OF = re.compile(
    rf"[ ,(\u2013\u2014-]{{1,4}}(?:current |updated |revised |effective )?(?:as of|on)?:? ?{DATE.pattern}\)?$",
    re.IGNORECASE,
)
"""The day that a list is of, behind its title."""
_LONGEST = 160
_MOST = 5000


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading: where it stands, its rank, the section that it is confined to (0: none), whether it is only bold."""

    order: int
    node: Tag
    rank: int
    section: int
    weak: bool


class Outline:
    """The headings of a page in order, each with its rank and what it says of all that stands under it."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._order = {id(node): number for number, node in enumerate(reader.page.find_all(True))}
        self._heads = [
            _Head(self._order[id(node)], node, _rank(node), _section(node), node.name in ("b", "strong", "dt"))
            for node in reader.page.select(_HEADS, limit=_MOST)
        ]
        self._title = reader.page.find("title")
        self._said: dict[int, list[Piece]] = {}

    def heads_within(self, nodes: Iterable[Tag]) -> frozenset[int]:
        """The headings that stand inside some elements, so that they speak of nothing outside."""
        within = {id(node) for node in nodes}
        return frozenset(
            head.order for head in self._heads if any(id(one) in within for one in (head.node, *head.node.parents))
        )

    def context(self, node: Tag, left_out: frozenset[int] = frozenset()) -> list[Piece]:
        """What the headings above an element say, the nearest first; those ``left_out`` are passed over."""
        at = self._order.get(id(node), 0)
        above = {id(parent) for parent in node.parents}
        stack: list[_Head] = []
        for head in self._heads:
            if head.order >= at:
                break
            if head.order in left_out or (head.section and head.section not in above):
                continue
            if head.weak and not self.says(head.node):
                continue
            while stack and stack[-1].rank >= head.rank:
                stack.pop()
            stack.append(head)
        found = [piece for above_it in node.parents if above_it.name == "li" for piece in self._leads(above_it)]
        found += [piece for head in reversed(stack) for piece in self.says(head.node)]
        return found + (self.says(self._title) if isinstance(self._title, Tag) else [])

    def _leads(self, item: Tag) -> list[Piece]:
        """What an item of a list says before the list inside it: "Ohio", with its schools below."""
        if id(item) not in self._said:
            self._said[id(item)] = []
            inner = item.find(["ul", "ol"])
            words, places = self.reader.texts.of(item)
            inside = inner.find_all(string=True) if isinstance(inner, Tag) else []
            first = next((places[id(text)][0] for text in inside if id(text) in places), 0)
            if told := words[:first].strip():
                self._said[id(item)] = [
                    Piece(kind, Spot(item).between(one.start, one.end), code, labeled=True)
                    for one in self.read(told)
                    for kind, _, code in [one.code.partition(":")]
                    if kind in ("state", "level", "field", "status")
                ]
        return self._said[id(item)]

    def says(self, head: Tag) -> list[Piece]:
        """What a heading says of what stands under it; nothing where it says anything else besides."""
        if id(head) not in self._said:
            text = self.reader.texts.of(head)[0]
            spot = Spot(head)
            self._said[id(head)] = [
                Piece(kind, spot.between(one.start, one.end), code, labeled=True)
                for one in self.read(text)
                for kind, _, code in [one.code.partition(":")]
            ]
        return self._said[id(head)]

    def read(self, text: str) -> list[Found]:
        """What the words of a heading say: a state, a place, a school, or levels, fields and statuses."""
        if not text or len(text) > _LONGEST or not PROSE.isdisjoint(tokens(text)):
            return []
        known = self.reader.known
        whole = _COUNT.sub("", _AS_OF.sub("", text)).rstrip(" :")
        start = match.end() if (match := _IN_STATE.match(whole)) else 0
        end = match.start() if (match := _STATE_LISTS.search(whole)) else len(whole)
        if state_code_of(whole[start:end]) and (end - start > 2 or whole[start:end].isupper()):
            return [Found(start, end, "state")]
        if is_place(whole):
            return self.reader.values.place(whole)
        levels = known.levels(whole)
        statuses = [one for one in known.statuses(whole) if one.code not in known.site.words.column_only]
        fields = known.fields(whole)
        if (levels or statuses or fields) and not known.leftover(whole, [*known.all_levels(whole), *fields, *statuses]):
            told = known.telling(statuses)
            found = [Found(one.start, one.end, f"level:{one.code}") for one in levels[:1] if len(levels) == 1]
            found += [Found(one.start, one.end, f"field:{one.code}") for one in fields[:1] if len(fields) == 1]
            return found + ([Found(told.start, told.end, "status")] if told is not None else [])
        if names_school(whole) and not known.fields(whole):
            told_name = self.reader.values.labeled("institution", whole)
            return shifted(told_name, 0)
        return []


def _section(node: Tag) -> int:
    return next((id(parent) for parent in node.parents if parent.name in _SECTIONS), 0)


def _rank(node: Tag) -> int:
    if node.name in HEADINGS:
        return int(node.name[1])
    level = str(node.get("aria-level") or "")
    if node.get("role") == "heading" and level.isdigit() and len(level) == 1:
        return int(level)
    return {"legend": 7, "summary": 7, "button": 7}.get(node.name, 8)
