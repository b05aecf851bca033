"""Short helpers for the texts of pages: folded for comparing, cut into words, measured so that no page takes long."""

import re
from collections.abc import Iterator

from bs4 import NavigableString, Tag

from spiders.html import words

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSEEN = frozenset({"Script", "Stylesheet", "TemplateString"})
_TOKEN = re.compile(r"[a-z0-9][a-z0-9'.&-]*")


def folded(text: str) -> str:
    """Lower case, plain quotes and single blanks, without the punctuation around it: for comparing words."""
    plain = text[:400].replace("\u2019", "'").replace("\u2018", "'").lower()
    return " ".join(plain.split()).strip(" :.,;*!»›>→←«‹<|·•-–—()[]")


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, without the punctuation around them."""
    return [token.strip(".&-'") for token in _TOKEN.findall(text[:2000].replace("\u2019", "'").lower())]


def short_words(node: Tag, limit: int) -> str:
    """The words of an element, or more than ``limit`` of its letters where it has more: so that no page takes long."""
    length, parts = 0, []
    for text in (found for found in node.descendants if isinstance(found, NavigableString)):
        if type(text).__name__ not in _UNSEEN:
            parts.append(str(text))
            length += len(text.strip())
        if length > limit:
            return " ".join(" ".join(parts).split()).ljust(limit + 1, ".")
    return words(node)


def visible_strings(node: Tag) -> Iterator[tuple[Tag, str]]:
    """The texts of an element as a reader sees them, each with the element that holds it directly."""
    for text in node.find_all(string=True):
        owner = text.parent
        if owner is not None and type(text).__name__ == "NavigableString" and text.strip():
            yield owner, " ".join(text.split())
