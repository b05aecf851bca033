"""Tables in the data of scripts: lists of rows without names, whose columns another list of the script titles.

Knows how grids of scripts are set up (``columns: [{title: "School"}]``), not what a title means.
"""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

from spiders.embedded_json import MOST, Carried
from spiders.html import words

_TITLES = ("title", "sTitle", "headerName", "header", "label", "text", "name", "caption", "field", "data")
_LINKED = re.compile(r"""\s*<a\s[^<>]{0,500}?href\s?=\s?["']([^"'<>]{1,1000})["'][^<>]{0,500}>([^<>]{1,500})</a>\s*""")


def titled_rows(carried: Carried, page: BeautifulSoup) -> Iterator[tuple[str, list[str], list[Any]]]:
    """Each row with its pointer and the titles of its columns, where a document has rows that titles fit."""
    for pointer, rows in _lists_of_rows(carried.value, "json:"):
        width = len(rows[0])
        titles = _titles_in(carried.value, width) or _titles_of_heads(page, width)
        if titles is not None:
            for number, row in enumerate(rows[:MOST]):
                if len(row) == width:
                    yield f"{pointer}/{number}", titles, row


def linked_cell(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the words and the address stand in a cell that is nothing but a link; None for any other."""
    found = _LINKED.fullmatch(text) if "<a" in text[:10] and len(text) < 3000 else None
    return (found.span(2), found.span(1)) if found is not None else None


def _lists_of_rows(value: Any, pointer: str, depth: int = 0) -> Iterator[tuple[str, list[list[Any]]]]:
    if depth > 4 or not value:
        return
    if isinstance(value, list):
        if all(_is_row(row) for row in value[:MOST]) and len(value[0]) > 1:
            yield pointer, value
            return
        for number, inner in enumerate(value[:200]):
            yield from _lists_of_rows(inner, f"{pointer}/{number}", depth + 1)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if "/" not in key and "~" not in key:
                yield from _lists_of_rows(inner, f"{pointer}/{key}", depth + 1)


def _is_row(value: Any) -> bool:
    return isinstance(value, list) and all(cell is None or isinstance(cell, str | bool) for cell in value)


def _titles_in(value: Any, width: int, depth: int = 0) -> list[str] | None:
    """The titles of so many columns, from a list of objects that have a title, or of texts."""
    if depth > 5 or not isinstance(value, list | dict):
        return None
    if isinstance(value, list) and len(value) == width:
        for name in _TITLES:
            told = [one.get(name) for one in value if isinstance(one, dict)]
            if len(told) == width and all(isinstance(one, str) and one.strip() for one in told):
                return [str(one) for one in told]
    inner = value if isinstance(value, list) else list(value.values())
    return next((found for one in inner[:200] if (found := _titles_in(one, width, depth + 1)) is not None), None)


def _titles_of_heads(page: BeautifulSoup, width: int) -> list[str] | None:
    """The heads of a table of the page that has so many and no rows of its own."""
    for table in page.find_all("table", limit=20):
        heads = table.find_all("th", limit=60)
        if len(heads) == width and not table.find("td"):
            return [words(head)[:80] for head in heads]
    return None
