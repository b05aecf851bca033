"""Pages as lxml trees, for parsers that must be quick: opening within limits, visible lines, and numbers of elements.

Knows no site. The words that a parser takes and the words that a verifier finds again are made here, by one function.
"""

import re
from collections.abc import Iterable

from lxml import etree

from spiders.page_text import MAXIMUM_BYTES, MAXIMUM_DEPTH, decode
from spiders.structure import StructureChanged
from spiders.tree_pdf import is_pdf, pdf_tree

Element = etree._Element
HIDDEN = frozenset((
    "script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
    "video", "select", "textarea", "datalist", "map",
))  # fmt: skip
"""Elements whose texts nobody reads on the page."""
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "output", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "img", "input", "button", "picture", "source", "meta", "link", "area",
))  # fmt: skip
_CELL_ROLES = frozenset(("cell", "gridcell", "columnheader", "rowheader"))
_BREAKS = frozenset(("br", "hr"))
_GLUED = frozenset(("sup", "sub", "wbr"))
_LONG_PAGE = 100_000
_LONG_TAG = re.compile("<[^<>]{20000,}")
_MOST_PARTS = 2000
_FOOTNOTE = re.compile(r"\s*\d{1,2}(?:\s*,\s*\d{1,2})*\s*")
_WIDE_GAP = re.compile(r"\s*\xa0(?:[ \t]*\xa0){2,}\s*")
"""A gap of several spaces that do not fold: a page that sets its facts side by side with nothing else between."""
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def open_tree(body: bytes, content_type: str) -> Element:
    """The root of a page, also of a PDF. Raises StructureChanged: page_too_large, page_too_deep, not_a_page.

    Comments and processing instructions are left out, so that the number of an element is its number in ``//*``.
    """
    if len(body) > MAXIMUM_BYTES:
        raise StructureChanged("page_too_large", f"a page of {len(body):,} bytes; at most {MAXIMUM_BYTES:,} are read")
    if is_pdf(body):
        return pdf_tree(body)
    text = decode(body, content_type).replace("\x00", " ")
    if len(text) > _LONG_PAGE and any(map(_is_hostile, _LONG_TAG.finditer(text))):
        raise StructureChanged("not_a_page", "an element with thousands of attributes or names is not read")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise StructureChanged("not_a_page", f"not readable as HTML: {str(error)[:200]}") from error
    if root is None:
        raise StructureChanged("not_a_page", "nothing of it is readable as HTML")
    return root


def _is_hostile(tag: re.Match[str]) -> bool:
    """Whether a tag has so many parts that a parser that compares them all would not end; a long image has few."""
    return tag[0].count("=") > _MOST_PARTS or tag[0].count(" ") > _MOST_PARTS


def numbered(root: Element, wanted: Iterable[Element]) -> dict[Element, int]:
    """The number of each wanted element of the tree in the order of the document; the root is 1."""
    left = set(wanted)
    numbers: dict[Element, int] = {}
    for number, element in enumerate(root.iter(), 1):
        if element in left:
            numbers[element] = number
            if len(numbers) == len(left):
                break
    return numbers


def flow(element: Element) -> list[str | Element]:
    """What an element shows, in order: folded lines of its own text, and elements that stand as blocks of their own.

    Elements within a line are read into it wherever they hold no block; a ``br`` ends a line.
    """
    if (line := _only_line(element)) is not None:
        return [line] if line else []
    parts: list[str | Element] = []
    pieces: list[str] = []
    _gather(element, parts, pieces, 0)
    _end_line(parts, pieces)
    return parts


def _only_line(element: Element) -> str | None:
    """The one line of an element that holds nothing but text, as most cells and items do; None for all others."""
    if len(element):
        return None
    text = element.text
    if not text:
        return ""
    return " ".join(text.split()) if "\xa0" not in text else None


def _gather(element: Element, parts: list[str | Element], pieces: list[str], depth: int) -> None:
    if depth > MAXIMUM_DEPTH:
        raise StructureChanged("page_too_deep", f"elements nested more than {MAXIMUM_DEPTH} deep are not read")
    if element.text:
        pieces.append(element.text)
    is_first, tail = True, None
    for child in element:
        tag = child.tag
        if tag in INLINE:
            if not is_hidden(child) and not (tag == "sup" and _FOOTNOTE.fullmatch(child.text or "")):
                if not (is_first or tail or tag in _GLUED):
                    pieces.append(" ")  # two elements that touch without a text between
                _gather(child, parts, pieces, depth + 1)
        elif tag in _BREAKS:
            _end_line(parts, pieces)
        elif tag not in HIDDEN and not is_hidden(child):
            _end_line(parts, pieces)
            parts.append(child)
        is_first, tail = False, child.tail
        if tail:
            if pieces and _parts_there(pieces[-1], tail):
                pieces.append(" ")
            pieces.append(tail)


def is_hidden(element: Element) -> bool:
    """Whether the element says itself that it is not shown; what a style sheet hides (closed accordions) is read."""
    style = element.get("style")
    if style is None or _NOT_SHOWN.search(style) is None:
        return False
    return element.get("class") is None and element.get("id") is None  # panels of tabs are opened by a script


def _parts_there(before: str, after: str) -> bool:
    """Whether words of two elements that touch are words of their own: ``Credits62``, ``Award:Certificate``."""
    left, right = before[-1:], after[:1]
    return (left.islower() or left == ":") and (right.isdigit() or right.isupper())


def _end_line(parts: list[str | Element], pieces: list[str]) -> None:
    if pieces:
        told = "".join(pieces)
        pieces.clear()
        for one in _WIDE_GAP.split(told) if "\xa0" in told else (told,):
            if line := " ".join(one.split()):
                parts.append(line)


def lines(element: Element) -> list[str]:
    """The visible lines of an element with all that it holds, folded, in the order of the document."""
    found: list[str] = []
    _lines(element, found, 0)
    return found


def _lines(element: Element, found: list[str], depth: int) -> None:
    if depth > MAXIMUM_DEPTH:
        raise StructureChanged("page_too_deep", f"elements nested more than {MAXIMUM_DEPTH} deep are not read")
    for part in flow(element):
        if isinstance(part, str):
            found.append(part)
        else:
            _lines(part, found, depth + 1)


def words(element: Element) -> str:
    """The visible words of an element, white space folded."""
    line = _only_line(element)
    return line if line is not None else " ".join(lines(element))


def span_of(element: Element, part: int) -> tuple[int, int]:
    """Where the line ``flow(element)[part]`` stands within ``words(element)``."""
    start = 0
    for number, one in enumerate(flow(element)):
        text = one if isinstance(one, str) else words(one)
        if number == part:
            return start, start + len(text)
        start += len(text) + 1 if text else 0
    raise IndexError(part)


def cells_of(row: Element) -> list[Element]:
    """The cells of a table row, also of one that is made of boxes with roles."""
    return [cell for cell in row if cell.tag in ("td", "th") or cell.get("role") in _CELL_ROLES]


def row_words(row: Element) -> str:
    """The words of a table row, its cells divided by `` | ``; a row without cells reads as its words."""
    cells = cells_of(row)
    return " | ".join(map(words, cells)) if cells else words(row)
