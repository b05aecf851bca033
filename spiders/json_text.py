"""Strict reading of JSON documents: limits, numbers in the letters they have, and places that lead back to the words.

Pure; knows no site. A place is a JSON pointer (RFC 6901) as spiders.places reads it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spiders.structure import StructureChanged
from spiders.zipped import first_words

MAXIMUM_BYTES = 20 * 2**20
MAXIMUM_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value that is no object or list: its name (keys joined by dots), its words, and its pointer."""

    name: str
    text: str
    pointer: str


def open_json(body: bytes, where: str) -> Any:
    """The document with every number as text. Raises StructureChanged: page_too_large, not_json."""
    if len(body) > MAXIMUM_BYTES:
        raise StructureChanged("page_too_large", f"{where}: {len(body):,} bytes; at most {MAXIMUM_BYTES:,} are read")
    try:
        return json.loads(body, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        words = f"{where}: expected JSON ({str(error)[:120]}); met {first_words(body)}"
        raise StructureChanged("not_json", words) from error


def find(value: Any, name: str) -> tuple[Any, str] | None:
    """The value under a dotted name and its pointer: its keys may be nested, dotted, or in other letters of case."""
    parts = name.split(".")
    if not isinstance(value, dict):
        return None
    for length in range(len(parts), 0, -1):
        key = _key(value, ".".join(parts[:length]))
        if key is None:
            continue
        if length == len(parts):
            return value[key], _step(key)
        inner = find(value[key], ".".join(parts[length:]))
        if inner is not None:
            return inner[0], _step(key) + inner[1]
    return None


def find_first(value: Any, names: Sequence[str]) -> tuple[Any, str] | None:
    """What stands under the first of several names that is there."""
    return next((found for name in names if (found := find(value, name)) is not None), None)


def words_of(value: Any) -> str | None:
    """The words of a value as spiders.places finds them again; None for an object or list, which has none."""
    if isinstance(value, dict | list):
        return None
    return value if isinstance(value, str) else json.dumps(value)


def leaves(value: Any, name: str = "", pointer: str = "", depth: int = 0) -> Iterator[Leaf]:
    """All leaves below a value; StructureChanged when it is nested deeper than any published answer."""
    if depth > MAXIMUM_DEPTH:
        raise StructureChanged("too_deep", f"{name[:80]}: nested more than {MAXIMUM_DEPTH} deep")
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{name}.{key}" if name else key, pointer + _step(key), depth + 1)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, name, f"{pointer}/{number}", depth + 1)
    else:
        yield Leaf(name, value if isinstance(value, str) else json.dumps(value), pointer)


def _key(value: dict[str, Any], key: str) -> str | None:
    if key in value:
        return key
    folded = key.casefold()
    return next((other for other in value if other.casefold() == folded), None)


def _step(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")
