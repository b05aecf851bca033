"""Places in a page that was read as an lxml tree, and the way back to their words. Knows no site; see spiders.places.

A place is ``tree:`` and one or more parts with ``+`` between; their words are joined by line breaks. A part is the
number of an element in ``//*`` and what of it is meant:

- ``57`` its visible words, ``57#12-40`` a span of them, ``57@href`` an attribute
- ``57#row`` the cells of a table row with `` | `` between, ``57#rows`` the rows of a table as a grid,
  ``57#rows:0,2`` its first and third columns
- ``57#json:/offers/0/price`` a value of the JSON in a script, ``57#object:/offers/0`` an object of it, compact
"""

import json
import re
from functools import cached_property
from typing import Any

from spiders.structure import StructureChanged
from spiders.table_places import PlaceLost
from spiders.tree import Element, open_tree, row_words, words
from spiders.tree_tables import table_words

_PART = re.compile(
    r"([0-9]{1,7})(?:@([\w:.-]{1,60})|#([0-9]{1,8})-([0-9]{1,8})|#(rows?|rows:[0-9]{1,3}(?:,[0-9]{1,3}){0,39})"
    r"|#(json|object):(.*))?",
    re.DOTALL,
)
_LAST_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPED = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$")
_BETWEEN = re.compile(r"\+(?=[0-9])")


class TreeDocument:
    """A page that is opened when a place in it is first asked for."""

    def __init__(self, body: bytes, content_type: str) -> None:
        self._body, self._content_type = body, content_type

    @cached_property
    def _elements(self) -> list[Element]:
        try:
            return list(open_tree(self._body, self._content_type).iter())
        except StructureChanged as changed:
            raise PlaceLost(f"the capture cannot be read as a page: {changed}") from changed

    def text(self, at: str) -> str:
        """The words at ``tree:57#12-40+60``; PlaceLost where there are none."""
        return "\n".join(map(self._part, _BETWEEN.split(at.removeprefix("tree:"))))

    def _part(self, part: str) -> str:
        told = _PART.fullmatch(part)
        if told is None:
            raise PlaceLost(f"not a place in a tree: {part[:200]!r}")
        number, attribute, start, end, form, kind, pointer = told.groups()
        if not 1 <= int(number) <= len(self._elements):
            raise PlaceLost(f"{part[:200]!r}: the page has {len(self._elements)} elements")
        element = self._elements[int(number) - 1]
        if kind:
            return _of_json(element, kind, pointer)
        if attribute:
            return _attribute(element, attribute)
        return _words(element, start, end, form, part)


def _words(element: Element, start: str | None, end: str | None, form: str | None, part: str) -> str:
    try:
        if form:
            if form == "row":
                return row_words(element)
            _, _, columns = form.partition(":")
            return table_words(element, [int(column) for column in columns.split(",")] if columns else None)
        told = words(element)
    except StructureChanged as changed:
        raise PlaceLost(f"{part[:200]!r}: {changed}") from changed
    if start is None or end is None:
        return told
    if not int(start) < int(end) <= len(told):
        raise PlaceLost(f"{part[:200]!r}: the element has {len(told)} letters")
    return told[int(start) : int(end)]


def _attribute(element: Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise PlaceLost(f"the element {str(element.tag)[:40]} has no attribute {name[:100]!r}")
    return value


def _of_json(element: Element, kind: str, pointer: str) -> str:
    value = pointed(loaded(element.text or ""), pointer)
    if kind == "object":
        return compact(value)
    if isinstance(value, dict | list):
        raise PlaceLost(f"{pointer[:200]!r}: a whole object or list, not a text, is at that place")
    return value if isinstance(value, str) else json.dumps(value)


def loaded(text: str) -> Any:
    """The value of a JSON text, its numbers in the letters of the document; a comma too many is forgiven."""
    try:
        return _loads(text)
    except (ValueError, RecursionError) as error:
        try:
            return _loads(_LAST_COMMA.sub(r"\1", _WRAPPED.sub("", text)))
        except (ValueError, RecursionError):
            raise PlaceLost(f"not readable as JSON: {str(error)[:200]}") from error


def _loads(text: str) -> Any:
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, strict=False)


def compact(value: Any) -> str:
    """A JSON value in one line, as it is cited."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pointed(value: Any, pointer: str) -> Any:
    """The value that a JSON pointer (RFC 6901) leads to."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and key.isascii() and key.isdigit() and len(key) < 10 and int(key) < len(value):
            value = value[int(key)]
        else:
            raise PlaceLost(f"{pointer[:200]!r}: nothing is at {key[:100]!r}")
    return value
