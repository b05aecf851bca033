"""Where in a capture a text stands, and the way back: from the stored bytes to the words. Proves claims; knows no site.

A ``place`` names a record, an ``at`` one value in it:

- ``zip:C2024_a.csv#row=123`` with the name of a column: a cell of a table in a zip; the header is row 1.
  ``csv:#row=12`` is the same where the body itself is the table, ``csv:31#row=40`` where its header is row 31.
- ``xlsx:Table 1.2#row=486`` with the letters of a column (``L``): a cell of a sheet of the workbook, as one would look
  it up by hand; ``xlsx:oesm25nat/national.xlsx/Sheet 1#row=595`` where the workbook is a member of a zip. The words of
  a cell are those of spiders.workbooks.cell_text: numbers in their shortest decimal digits.
- ``css:article.program#4`` (the match number 4, from 0) with ``css:h3 > a#0`` inside it, ``css:h3 > a#0@href`` for an
  attribute, ``css:ul > li#all`` for all matches, a line each, ``text`` for the record's own words, ``@href`` for its
  own attribute, or ``json:/name`` for a value of the JSON that the record's element holds
  (JSON-LD, or data of a script, see spiders.script_data); ``css:script#2 json:/name`` where an element inside the
  record holds it, ``css:div#0@data-page json:/name`` where an attribute does.
- ``tree:1`` (a page that was read with lxml) with places of their own for its values: see spiders.tree_places.
- ``json:/programs/3`` with ``json:/name`` inside it, or ``text`` for the value itself (JSON pointers, RFC 6901).

In a page or a JSON document ``[12:20]`` after the place of a value narrows it to those letters, counted from 0.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup
from soupsieve import SelectorSyntaxError

from spiders.script_data import data_of
from spiders.structure import StructureChanged
from spiders.table_places import TABLES, PlaceLost, read_cells
from spiders.tree_places import TreeDocument

SPAN = re.compile(r"\[([0-9]{1,7}):([0-9]{1,7})\]$")
_JSON_WITHIN = re.compile(r"(css:[^#]{1,2000}#[0-9]{1,9})?(@[\w.:-]{1,200})? (json:.*)", re.DOTALL)
ALL_LETTERS = "[0:9999999]"
"""A span that leaves everything, for a place whose own words end like one."""

__all__ = ["PlaceLost", "read_places"]
ALL = "#all"


def read_places(body: bytes, content_type: str, requests: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The verbatim text at each ``(place, at)``, in the order asked; each table is gone over once.

    ``body`` is the decoded body of the capture. Raises PlaceLost at the first text that is not there.
    """
    asked = list(requests)
    in_tables = [(number, place, at) for number, (place, at) in enumerate(asked) if place.startswith(TABLES)]
    found = dict(read_cells(body, in_tables))
    reader = _Document(body, content_type)
    for number, (place, at) in enumerate(asked):
        if number not in found:
            found[number] = reader.text(place, at)
    return (found[number] for number in range(len(asked)))


class _Document:
    """A page or a JSON document, parsed when first asked and searched once a selector."""

    def __init__(self, body: bytes, content_type: str) -> None:
        self.body, self.content_type = body, content_type
        self._page: BeautifulSoup | None = None
        self._tree = TreeDocument(body, content_type)
        self._json: Any = None
        self._matches: dict[tuple[int, str], list[Tag]] = {}

    def text(self, place: str, at: str) -> str:
        """The words at ``at`` in the record at ``place``."""
        narrowed = SPAN.search(at)
        if narrowed is None or place.startswith("tree:"):
            return self._whole(place, at)
        start, end = int(narrowed[1]), int(narrowed[2])
        found = self._whole(place, at[: narrowed.start()])
        if not found[start:end] or (end > len(found) and narrowed[0] != ALL_LETTERS):
            raise PlaceLost(f"{at[:200]!r}: the words there have {len(found)} letters")
        return found[start:end]

    def _whole(self, place: str, at: str) -> str:
        if place.startswith("css:"):
            return self._text_of(*self._node(self._whole_page(), place), at)
        if place.startswith("tree:"):
            return self._tree.text(at)
        if place.startswith("json:"):
            self._json = self._json if self._json is not None else _parsed(self.body)
            return _words_of(_inside(_pointed(self._json, place), at))
        raise PlaceLost(f"not a place: {place[:200]!r}")

    def _whole_page(self) -> BeautifulSoup:
        from spiders.html import open_page  # the tree that the parsers search; tables do without it

        if self._page is None:
            try:
                self._page = open_page(self.body, self.content_type)
            except (ParserRejectedMarkup, StructureChanged) as error:
                raise PlaceLost(f"the capture cannot be read as a page: {error}") from error
        return self._page

    def _text_of(self, record: Tag, attribute: str, at: str) -> str:
        if attribute:
            raise PlaceLost("a record's place is an element, not an attribute of one")
        if (inner := _JSON_WITHIN.match(at)) is not None:
            record = self._node(record, inner[1])[0] if inner[1] else record
            held = _attribute(record, inner[2][1:]) if inner[2] else record.get_text()
            return _words_of(_inside(_carried(held), inner[3]))
        if at.startswith("json:"):
            return _words_of(_inside(_carried(record.get_text()), at))
        if at.startswith("@"):
            return _attribute(record, at[1:])
        from spiders.html import words, words_of_all  # the words that the parsers take

        if at.startswith("css:") and at.endswith(ALL):
            return self._all_of(record, at.removeprefix("css:").removesuffix(ALL), words_of_all)
        node, name = (record, "") if at == "text" else self._node(record, at)
        return _attribute(node, name) if name else words(node)

    def _all_of(self, record: Tag, selector: str, joined: Callable[[Iterable[Tag]], str]) -> str:
        if not (matches := self._select(record, selector)):
            raise PlaceLost(f"{selector[:200]!r}: the page has no such elements")
        return joined(matches)

    def _node(self, root: Tag, step: str) -> tuple[Tag, str]:
        """The element that ``css:selector#number@attribute`` names below ``root``, and the attribute."""
        selector, mark, rest = step.removeprefix("css:").rpartition("#")
        number, at_mark, attribute = rest.partition("@")
        if not (step.startswith("css:") and mark and selector and number.isascii() and number.isdigit()):
            raise PlaceLost(f"not a place in a page: {step[:200]!r}")
        if len(number) > 9 or (at_mark and not attribute):
            raise PlaceLost(f"not a place in a page: {step[:200]!r}")
        matches = self._select(root, selector)
        if int(number) >= len(matches):
            raise PlaceLost(f"{step[:200]!r}: the page has {len(matches)} such elements")
        return matches[int(number)], attribute

    def _select(self, root: Tag, selector: str) -> list[Tag]:
        key = (id(root), selector)
        if key not in self._matches:
            try:
                self._matches[key] = list(root.select(selector))
            except (SelectorSyntaxError, ValueError, NotImplementedError) as error:
                raise PlaceLost(f"not a selector: {selector[:200]!r}") from error
        return self._matches[key]


def _attribute(node: Tag, name: str) -> str:
    value = node.get(name)
    if value is None:
        raise PlaceLost(f"the element {node.name} has no attribute {name[:100]!r}")
    return value if isinstance(value, str) else " ".join(value)


def _parsed(document: bytes | str) -> Any:
    try:
        return json.loads(document, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise PlaceLost(f"not readable as JSON: {str(error)[:200]}") from error


def _carried(text: str) -> Any:
    """What a script or an attribute of a page holds."""
    try:
        return data_of(text)
    except ValueError as error:
        raise PlaceLost(f"no data: {str(error)[:200]}") from error


def _inside(value: Any, at: str) -> Any:
    return value if at == "text" else _pointed(value, at)


def _pointed(value: Any, pointer: str) -> Any:
    if not pointer.startswith("json:") or (pointer != "json:" and pointer[5:6] != "/"):
        raise PlaceLost(f"not a place in a JSON document: {pointer[:200]!r}")
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and key.isascii() and key.isdigit() and len(key) < 10 and int(key) < len(value):
            value = value[int(key)]
        else:
            raise PlaceLost(f"{pointer[:200]!r}: nothing is at {key[:100]!r}")
    return value


def _words_of(value: Any) -> str:
    """A string as it stands; a number, true, false or null in the letters of the document."""
    if isinstance(value, dict | list):
        raise PlaceLost("a whole object or list, not a text, is at that place")
    return value if isinstance(value, str) else json.dumps(value)
