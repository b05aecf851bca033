"""JSON that a page carries within it (JSON-LD, data of scripts): every object with its pointer, within limits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spiders.script_data import LONGEST, data_of

if TYPE_CHECKING:  # whoever has a tree has loaded its parser; the processes that read school pages need none
    from bs4 import BeautifulSoup, Tag

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\-.\s]+")
DEEPEST = 12
LEAST_LETTERS = 60
"""Attributes with less say nothing about programs."""
MOST_LETTERS = 2 * LONGEST
"""Letters of all the scripts of a page that are looked at."""
MOST = 2000
"""Members of one list that are looked at."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A document that an element holds, in its text or in one of its attributes."""

    node: "Tag"
    attribute: str
    value: Any


def documents(page: "BeautifulSoup") -> Iterator[Carried]:
    """The documents of scripts and of ``data-`` attributes, in the order of the page."""
    left = MOST_LETTERS
    for node in page.find_all(True):
        if node.name == "script" and not node.has_attr("src"):
            texts = [("", node.get_text())]
        else:
            told = ((name, value) for name, value in node.attrs.items() if name.startswith("data-"))
            texts = [(name, value) for name, value in told if isinstance(value, str) and len(value) > LEAST_LETTERS]
        for attribute, text in texts:
            if (not attribute or text.lstrip()[:1] in ("{", "[")) and len(text) <= left:
                left -= len(text)
                if (value := _data(text)) is not None:
                    yield Carried(node, attribute, value)


def document_of(script: "Tag") -> Any:
    """The document that a script element holds, numbers as they are written; None where it is none, or too long."""
    return _data(script.get_text())


def _data(text: str) -> Any:
    try:
        return data_of(text)
    except ValueError:
        return None


def objects(value: Any, pointer: str, depth: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in a document with its pointer, outer ones first."""
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield pointer, value
        for key, inner in value.items():
            yield from objects(inner, f"{pointer}/{escaped(key)}", depth + 1)
    elif isinstance(value, list):
        for number, inner in enumerate(value[:MOST]):
            yield from objects(inner, f"{pointer}/{number}", depth + 1)


def escaped(key: str) -> str:
    """A key as a step of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def types_of(value: dict[str, Any]) -> set[str]:
    """The types of schema.org that an object says it is of, without their address."""
    told = value.get("@type")
    names = told if isinstance(told, list) else [told]
    return {str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if name}


def spaced(key: str) -> str:
    """A key in words: ``schoolName``, ``school_name``."""
    return " ".join(part for part in _WORDS.split(key[:80]) if part).lower()


def texts_of(value: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The upper texts of a document, each with its key in words."""
    if isinstance(value, dict) and depth < 6:
        for key, inner in value.items():
            if isinstance(inner, str):
                yield spaced(key), inner
            else:
                yield from texts_of(inner, depth + 1)
    elif isinstance(value, list) and depth < 6:
        for inner in value[:20]:
            yield from texts_of(inner, depth + 1)
