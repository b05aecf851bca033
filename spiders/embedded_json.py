"""JSON that a page carries within it (JSON-LD, data of scripts): every object with its pointer, within limits."""

import json
from collections.abc import Iterator
from typing import Any

from bs4 import Tag

LONGEST = 5_000_000
DEEPEST = 12
MOST = 2000
"""Members of one list that are looked at."""


def document_of(script: Tag) -> Any:
    """The document that a script element holds, numbers as they are written; None where it is none, or too long."""
    text = script.get_text()
    try:
        return json.loads(text, parse_int=str, parse_float=str) if len(text) < LONGEST else None
    except (ValueError, RecursionError):
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
