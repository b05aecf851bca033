"""Which label a line stands under: an attribute or class around it, a term before it, or words with a colon in it.

A label reaches no farther than its line, its pair or the element after it: what is beyond has to speak for itself.
"""

import re
from collections import defaultdict

from bs4 import Tag

from spiders.accreditor_list_lines import INLINE, Line, PageTexts, Segment
from spiders.accreditor_list_words import Vocabulary

ATTRIBUTES = tuple(f"data-{name}" for name in ["label", "title", "th", "heading", "column", "header", "field", "name"])
_NEVER_LABELS = ("body", "main", "td", "li", "tr")
_TERMS = ("dt", "th", "label", "b", "strong", "h4", "h5", "h6")
_LABEL = re.compile(r"(?:^|(?<=[;|,\u2022\u00b7. ]))([A-Za-z][A-Za-z/&.?'() -]{1,45}?)\s?:(?=\s|$)")
_UNKNOWN = re.compile(r"[A-Z][A-Za-z/&' -]{2,40}:")
_IN_NAMES = frozenset(("institution", "campus"))
_CLASS_PARTS = re.compile(r"[^a-z]+")
_CLASS_NOISE = frozenset(
    [
        "views",
        "field",
        "fields",
        "name",
        "content",
        "item",
        "node",
        "program",
        "programs",
        "cahiim",
        "pcap",
        "list",
        "card",
        "body",
        "text",
        "value",
        "col",
        "column",
        "row",
        "cell",
        "td",
        "span",
        "div",
        "type",
        "string",
        "label",
        "js",
        "ui",
        "el",
        "block",
        "element",
        "info",
        "data",
        "html",
        "view",
        "meta",
        "wrapper",
        "box",
        "entry",
        "listing",
        "result",
    ]
)
"""Parts of class names that say nothing of what an element holds."""
_DEEPEST = 4
Look = tuple[str, ...]


class Labels:
    """The labels of one page."""

    def __init__(self, known: Vocabulary, texts: PageTexts) -> None:
        self.known, self.texts = known, texts

    def looks(self, lines: list[Line]) -> set[Look]:
        """Looks of elements in which two labels or more stand alone, so that what looks so is a label."""
        told: dict[Look, set[str]] = defaultdict(set)
        for line in lines:
            if len(line.segments) == 1 and not _is_value(line.segments[0].holder):
                label = self.known.label(line.segments[0].text)
            else:
                label = ""
            if label:
                told[_look(line.segments[0].holder)].add(label)
        return {look for look, labels in told.items() if len(labels) > 1}

    def announced(self, line: Line, alike: set[Look]) -> str:
        """The kind that a line announces which is nothing but a label."""
        segment = line.segments[0]
        if len(line.segments) > 1 or not (label := self.known.label(segment.text)):
            return ""
        if _is_value(segment.holder):
            return ""
        like = _looks_like_label(segment) or segment.holder.find_parent(["dt", "th"]) is not None
        return label if segment.link is None and (like or _look(segment.holder) in alike) else ""

    def certain(self, line: Line) -> bool:
        """Whether a line that reads like a label cannot be the answer to the label before it."""
        holder = line.segments[0].holder
        term = holder.name in ("dt", "th") or holder.find_parent(["dt", "th"]) is not None
        return term or line.text.rstrip().endswith(":")

    def unknown(self, line: Line) -> bool:
        """Whether a line is a term that nobody knows: alone with a colon, or a dt among others that are known."""
        segment = line.segments[0]
        if len(line.segments) > 1 or len(segment.text) > 42 or self.known.label(segment.text):
            return False
        if _UNKNOWN.fullmatch(segment.text) is not None:
            return True
        term = segment.holder if segment.holder.name == "dt" else segment.holder.find_parent("dt")
        if term is None or term.parent is None:
            return False
        terms = term.parent.find_all("dt", recursive=False, limit=40)
        return sum(bool(self.known.label(self.texts.of(one)[0])) for one in terms) > 1

    def term(self, segment: Segment) -> str:
        """The kind that a segment announces: a term, a word with a colon, or an element called label."""
        label = self.known.label(segment.text)
        return label if label and segment.link is None and _looks_like_label(segment) else ""

    def inline(self, text: str) -> list[tuple[str, int, int]]:
        """Kind, start and end of every label with a colon in a text."""
        found = []
        for match in _LABEL.finditer(text[:2000]):
            said = match[1].split(" ")
            for number in range(max(0, len(said) - 6), len(said)):
                words = " ".join(said[number:])
                if label := self.known.label(words):
                    if label in _IN_NAMES and number and said[number - 1][:1].isupper():
                        break  # "Alamo Valley College:" names a school
                    found.append((label, match.end(1) - len(words), match.end()))
                    break
        return found

    def reach(self, line: Line) -> frozenset[int]:
        """The elements that a label alone in its line speaks of: what stands next to it."""
        top = line.segments[0].holder
        words = self.texts.of(top)[0]
        while top.parent is not None and top.parent.parent is not None and self.texts.of(top.parent)[0] == words:
            top = top.parent
        reached: set[int] = set()
        for sibling in top.next_siblings:
            if not isinstance(sibling, Tag):
                if str(sibling).strip() and top.parent is not None:
                    reached.add(id(top.parent))
                continue
            if top.name == "dt" and sibling.name == "dt":
                break
            reached.add(id(sibling))
            if top.name != "dt":
                break
        return frozenset(reached)

    def reaches(self, reach: frozenset[int], line: Line) -> bool:
        """Whether a line stands in one of these elements."""
        holder = line.segments[0].holder
        return id(holder) in reach or any(id(above) in reach for above in list(holder.parents)[:8])

    def around(self, line: Line, root: Tag) -> str:
        """The kind that an element around all of a line gives it: by ``data-label``, ``itemprop`` or a class."""
        node: Tag | None = line.segments[0].holder
        for _ in range(_DEEPEST):
            if node is None:
                break
            for name in ATTRIBUTES if self._covers(node, line) else ():
                told = str(node.get(name) or "")[:60].replace("-", " ").replace("_", " ")
                if told and (label := self.known.label(told)):
                    return label
            if node is root:
                break
            node = node.parent
        return self._by_class(line, root)

    def _covers(self, node: Tag, line: Line) -> bool:
        return len(self.texts.of(node)[0]) >= len(line.text) - 4

    def _by_class(self, line: Line, root: Tag) -> str:
        if self.inline(line.text) or (len(line.segments) > 1 and self.term(line.segments[0])):
            return ""
        node: Tag | None = line.segments[0].holder
        for _ in range(_DEEPEST):
            if node is None or (node is root and node.name not in INLINE) or node.name in _NEVER_LABELS:
                return ""
            if len(self.texts.of(node)[0]) > len(line.text) + 60:
                return ""
            told = [*node.get_attribute_list("class"), node.get("itemprop")] if self._covers(node, line) else []
            labels = [label for one in told if one and (label := self.of_class(str(one)))]
            if labels or node is root:
                return labels[0] if labels else ""
            node = node.parent
        return ""

    def of_class(self, told: str) -> str:
        """The kind that a class names: ``views-field-field-accreditation-status``, ``schoolName``."""
        apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", told[:80]).lower()
        said = [part for part in _CLASS_PARTS.split(apart) if part]
        if len(said) > 8 or "label" in said:
            return ""
        for start in range(len(said)):
            if label := self.known.label(" ".join(said[start:])):
                telling = len(said) - start > 1 or said[start] not in _CLASS_NOISE
                return label if telling and set(said[:start]) <= _CLASS_NOISE else ""
        return ""


def _looks_like_label(segment: Segment) -> bool:
    classes = " ".join(str(one) for one in segment.holder.get_attribute_list("class") if one).lower()
    named = "label" in classes or "term" in classes or "title" in classes
    return segment.holder.name in _TERMS or segment.text.rstrip().endswith(":") or named


def _is_value(node: Tag) -> bool:
    """Whether an element stands behind a term: "Accredited" heads columns elsewhere, and is a value here."""
    return node.name == "dd" or next((above.name for above in node.parents if above.name in ("dd", "dl")), "") == "dd"


def _look(node: Tag) -> Look:
    return (node.name, *(str(name) for name in node.get_attribute_list("class") if name))
