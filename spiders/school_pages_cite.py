"""Verbatim pieces of a page with the place that each stands in. Decides nothing about what a piece means."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from spiders.items import RawValue
from spiders.school_pages_block import Block
from spiders.tree import Element, numbered, span_of, words
from spiders.tree_tables import table_words

_LONGEST_PLACE = 200
_LONGEST_TEXT = 20_000

Part = tuple[Element, str]
"""An element and what of it is meant: ``""`` its words, or a form of spiders.tree_places (``#row``, ``@href``)."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words that were found for a field: their parts are joined by line breaks."""

    field: str
    text: str
    parts: tuple[Part, ...]
    qualifiers: dict[str, str] = dataclasses.field(default_factory=dict)


def part_of(block: Block, start: int = 0, end: int | None = None) -> tuple[Part, str]:
    """The place and the words of a block, or of a span of its words."""
    if block.form == "row":
        return (block.element, "#row"), block.text
    if block.part < 0 and not block.offset and not block.is_piece and not start and end is None:
        return (block.element, ""), block.text  # made of all words of its element
    told = block.text[start:end]
    if block.part < 0 and not block.offset and len(told) == len(words(block.element)):
        return (block.element, ""), told
    first = (0 if block.part < 0 else span_of(block.element, block.part)[0]) + block.offset + start
    return (block.element, f"#{first}-{first + len(told)}"), told


def of_block(name: str, block: Block, start: int = 0, end: int | None = None, **qualifiers: str) -> Found:
    """A field that a block, or a span of it, speaks of."""
    part, told = part_of(block, start, end)
    return Found(name, told, (part,), qualifiers)


def of_blocks(
    name: str,
    blocks: Sequence[Block],
    columns: Mapping[Element, list[int]] = MappingProxyType({}),
    /,
    **qualifiers: str,
) -> Found:
    """A field that several blocks speak of together, with their labels; a table with a row among them stands whole,

    or with the ``columns`` that are given for it.
    """
    parts: list[Part] = []
    texts: list[str] = []
    tables: set[Element] = {block.element for block in blocks if block.level}
    lines = {block.element for block in blocks if block.part < 0 and block.table is None}
    for block in blocks:
        if block.table is not None:
            if block.table not in tables:
                tables.add(block.table)
                some = columns.get(block.table)
                parts.append((block.table, f"#rows:{','.join(map(str, some))}" if some else "#rows"))
                texts.append(table_words(block.table, some))
            continue
        if block.label_element is not None and block.label_element not in tables | lines:
            tables.add(block.label_element)
            parts.append((block.label_element, ""))
            texts.append(words(block.label_element))
        part, told = part_of(block)
        parts.append(part)
        texts.append(told)
    return Found(name, "\n".join(texts), tuple(parts), qualifiers)


def of_rows(name: str, rows: Iterable[Block], **qualifiers: str) -> Found:
    """A field that some rows of a table speak of together."""
    cited = [part_of(row) for row in rows]
    return Found(name, "\n".join(told for _, told in cited), tuple(part for part, _ in cited), qualifiers)


def of_attribute(name: str, element: Element, attribute: str, **qualifiers: str) -> Found:
    """A field that an attribute of an element holds."""
    return Found(name, element.get(attribute, ""), ((element, f"@{attribute}"),), qualifiers)


def of_element(name: str, element: Element, **qualifiers: str) -> Found:
    """A field that all words of an element are."""
    return Found(name, words(element), ((element, ""),), qualifiers)


def raw_values(root: Element, records: Sequence[Sequence[Found]]) -> list[tuple[RawValue, ...]]:
    """The values of each record with their places; one that is empty or stands in too many places is left out."""
    numbers = numbered(root, {element for found in records for one in found for element, _ in one.parts})
    return [tuple(value for one in found if (value := _raw_value(one, numbers)) is not None) for found in records]


def _raw_value(found: Found, numbers: Mapping[Element, int]) -> RawValue | None:
    at = "tree:" + "+".join(f"{numbers[element]}{form}" for element, form in found.parts)
    if len(at) > _LONGEST_PLACE or len(found.text) > _LONGEST_TEXT or not found.text.strip():
        return None
    return RawValue(field=found.field, text=found.text, at=at, qualifiers=found.qualifiers)
